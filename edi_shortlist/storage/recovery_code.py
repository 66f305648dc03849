"""The recovery code: random, made to be printed, read aloud and typed again.

28 symbols in seven groups of four: 26 random ones (130 bits) and two that check them. The symbols
are those of Crockford's base 32 (https://www.crockford.com/base32.html, read November 2026): no
I, L, O or U, and when typed O is taken for 0, I and L for 1. Crockford's own check symbol needs
five signs more (``*~$=U``) that are awkward to read aloud; the remainder by 1021, the largest
prime below 32², fits into two ordinary symbols. It finds every single wrong symbol and every two
that changed places, and all but one in a thousand of anything else.
"""

import secrets

from edi_shortlist.storage.errors import MistypedRecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS, CHECK_SYMBOLS, GROUP = 26, 2, 4
SYMBOLS = RANDOM_SYMBOLS + CHECK_SYMBOLS
_PRIME = 1021
_TAKEN_FOR = str.maketrans("OIL", "011")


def new_recovery_code() -> str:
    """Return a new code as it is printed, say ``4T7Q-…-0M9K``."""
    symbols = [secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS)]
    code = "".join(symbols) + _check("".join(symbols))
    return "-".join(code[i : i + GROUP] for i in range(0, SYMBOLS, GROUP))


def read_recovery_code(typed: str) -> str:
    """Return the symbols of a typed code, without groups.

    Raises:
        MistypedRecoveryCode: it does not agree with its check symbols.
    """
    symbols = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_TAKEN_FOR)
    random, check = symbols[:RANDOM_SYMBOLS], symbols[RANDOM_SYMBOLS:]
    if len(symbols) != SYMBOLS or set(symbols) - set(ALPHABET) or check != _check(random):
        raise MistypedRecoveryCode(len(symbols), SYMBOLS)
    return symbols


def _check(random: str) -> str:
    number = 0
    for symbol in random:
        number = number * len(ALPHABET) + ALPHABET.index(symbol)
    # Shifted by the two check symbols, so that they count as places of the same number.
    high, low = divmod(-number * len(ALPHABET) ** CHECK_SYMBOLS % _PRIME, len(ALPHABET))
    return ALPHABET[high] + ALPHABET[low]
