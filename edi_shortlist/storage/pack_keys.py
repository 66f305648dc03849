"""The key of a panel pack: made of its PIN by Argon2id (RFC 9106, September 2021), under the salt
that SQLCipher keeps at the file's start, so that the file needs no header of its own.

The cost is not written in the file, where somebody could lower it: it is one of a fixed list, and
a pack is tried at each. Nothing here knows what a pack holds.
"""

import secrets
import threading
import time
import unicodedata
from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from edi_shortlist.storage.key_holders import wait_after
from edi_shortlist.storage.keys import KEY_BYTES, KeyCost, secret_key
from edi_shortlist.storage.pack_errors import ShortPin, TooManyPins

SALT_BYTES = 16
PIN_DIGITS, PIN_GROUP = 12, 4
SHORTEST_PIN = 8

PACK_COSTS: Sequence[KeyCost] = (KeyCost(memory_kib=128 * 1024, passes=4, lanes=4),)
"""What a try at a PIN costs, the newest first: new packs are made at the first, and older packs
are of the others. A cost that shipped is never changed or taken away; a higher one goes before."""

_PURPOSE = b"EDI Shortlist panel pack 1"


def new_pin() -> str:
    """Return a random PIN as it is told, say ``4821 0937 5516``."""
    digits = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
    return " ".join(digits[at : at + PIN_GROUP] for at in range(0, PIN_DIGITS, PIN_GROUP))


def check_pin(pin: str) -> None:
    """Let a PIN of HR's own choice pass.

    Raises:
        ShortPin: it has fewer than ``SHORTEST_PIN`` letters or digits.
    """
    if len(_read(pin)) < SHORTEST_PIN:
        raise ShortPin(SHORTEST_PIN)


def pack_key(pin: str, salt: bytes, cost: KeyCost) -> bytes:
    """Return the 32 bytes that open a pack.

    Args:
        pin: as typed; blanks and hyphens do not count, capital letters do.
        salt: the file's first 16 bytes.

    Raises:
        NoMemoryForKey: the computer cannot give the memory that the cost asks for.
    """
    made = secret_key(_read(pin), salt, cost)
    # So that the same words opened nothing else, had somebody used them as a passphrase too.
    return HKDFExpand(SHA256(), KEY_BYTES, _PURPOSE).derive(made)


def _read(pin: str) -> str:
    folded = unicodedata.normalize("NFKC", pin)
    return "".join(sign for sign in folded if not sign.isspace() and sign not in "-‐‑–")


class PinTries:
    """Makes whoever types wrong PINs wait longer and longer, as an officer waits.

    It lasts as long as the program runs: a pack is a file that anybody may copy, so what it said
    itself of tries could be put back.

    Args:
        clock: seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[bytes, tuple[int, float]] = {}

    def begin(self, salt: bytes) -> None:
        """Count a try at a pack, before it is made.

        Raises:
            TooManyPins: it comes too soon after the last wrong one; it does not count.
        """
        with self._lock:
            failures, last = self._failed.get(salt, (0, 0.0))
            left = wait_after(failures) - (self._clock() - last)
            if left > 0:
                raise TooManyPins(left)
            self._failed[salt] = (failures + 1, self._clock())

    def succeed(self, salt: bytes) -> None:
        """Forget a pack's wrong tries: the last one opened it."""
        with self._lock:
            self._failed.pop(salt, None)


TRIES = PinTries()
"""The tries of this program."""
