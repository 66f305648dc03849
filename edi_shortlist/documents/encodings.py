"""Which encoding a text without a mark is in, by which of its readings looks like something that
people write. Knows nothing of files.

Detectors that learn from languages need more than the handful of accents, quotes and pound signs
in an English letter: of the lines with such signs in the sample applications, in six encodings,
charset-normalizer alone reads about half as they were written. So the encodings that British and
Polish applicants' systems write are weighed here, and charset-normalizer is asked about the rest
of the world.
"""

import re
from collections import Counter
from itertools import pairwise

from charset_normalizer import from_bytes

# In the order of who writes them, with what speaks against each from the outset.
_CANDIDATES = (
    ("cp1252", 0.0),
    ("iso8859-15", 0.2),
    ("cp1250", 0.3),
    ("iso8859-2", 0.4),
    ("mac_roman", 0.5),
    ("cp1254", 0.6),
    ("cp850", 1.0),
    ("cp437", 1.2),
    ("cp852", 1.2),
    ("mac_latin2", 1.4),
    ("cp1251", 0.6),
    ("koi8-u", 0.9),
    ("cp866", 1.2),
    ("cp1253", 0.6),
    ("iso8859-7", 0.7),
    ("cp1257", 1.5),
)
_GOOD = 0.6  # cost for each odd character up to which a reading is believed
_SAMPLE = 20_000  # bytes that are looked at, of the lines that are not ASCII
_SAMPLE_OF_OTHERS = 4_000  # charset-normalizer takes seconds for more
_SEEN_LIMIT = 3  # how often one word or sign counts

# Letters beyond a-z by language: a word takes its letters from one of them.
_ALPHABETS = tuple(
    (frozenset(letters), cost)
    for letters, cost in (
        ("àâæçéèêëîïôœùûüÿ", 0.0),  # French
        ("áéíñóúü", 0.0),  # Spanish, Irish
        ("ãáàâçéêíóôõú", 0.0),  # Portuguese
        ("äöüß", 0.0),  # German
        ("àèéìíòóùú", 0.0),  # Italian, Gaelic
        ("ąćęłńóśźż", 0.0),  # Polish
        ("âêîôûŵŷáéíóúẁẃẅàèìòùäëïöüÿ", 0.0),  # Welsh
        ("åäöæøéü", 0.1),  # Nordic
        ("áčďéěíňóřšťúůýž", 0.2),  # Czech
        ("áäčďéíĺľňóôŕšťúýž", 0.2),  # Slovak
        ("áéíóöőúüű", 0.2),  # Hungarian
        ("ăâîșțşţ", 0.2),  # Romanian
        ("çğıiöşüâîû", 0.2),  # Turkish
        ("čćđšž", 0.2),  # Croatian
        ("áðéíóúýþæö", 0.3),  # Icelandic
        ("ąčęėįšųūž", 0.3),  # Lithuanian
        ("āčēģīķļņšūž", 0.3),  # Latvian
        ("äõöüšž", 0.3),  # Estonian
        ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", 0.2),
        ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", 0.25),
        ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ", 0.2),
    )
)
_NO_LANGUAGE = 1.5
_SECOND_LANGUAGE = 0.3
_WORD = re.compile(r"[^\W_]*[^\W\d_\x00-\x7f][^\W_]*")
_PLACED = frozenset("ñœæßÿêþðãõ")
_SIGN = re.compile(r"(?s)(^|.)([^\w\s\x00-\x7f]|[\xa0ªº²³¹½¼¾µˆ])(?=($|.))")


def likeliest(data: bytes) -> str | None:
    """Return the text of bytes that are neither ASCII nor UTF-8, or None when no encoding makes
    sense of them."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    costs: list[tuple[float, str]] = []
    for encoding, prior in _CANDIDATES:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        costs.append((prior + _cost(text), encoding))
    odd = sum(byte > 0x7F for byte in sample)
    best = min(costs, default=(float("inf"), ""), key=lambda one: one[0])
    if best[0] > _GOOD * odd + 2:
        found = from_bytes(sample[:_SAMPLE_OF_OTHERS]).best()
        if found is not None and found.encoding not in {"ascii", "utf_8"}:
            return data.decode(found.encoding, "replace")
    return data.decode(best[1], "replace") if best[1] else None


def _cost(text: str) -> float:
    """What speaks against a reading: the more, the less it looks like something written."""
    words = {
        word: min(times, _SEEN_LIMIT)
        for word, times in Counter(_WORD.findall(text)).items()
        if not set(word) <= set("ªºµˆ²³¹")
    }
    signs = Counter(found.groups() for found in _SIGN.finditer(text))
    covered = [
        sum(times for word, times in words.items() if _beyond(word) <= letters)
        for letters, _ in _ALPHABETS
    ]
    return (
        sum(_word_cost(word) * times for word, times in words.items())
        + sum(
            _sign_cost(before[-1:], sign, after) * min(times, _SEEN_LIMIT)
            for (before, sign, after), times in signs.items()
        )
        + _SECOND_LANGUAGE * (sum(words.values()) - max(covered))
    )


def _beyond(word: str) -> frozenset[str]:
    """The letters of a word beyond a-z."""
    return frozenset(c for c in word.lower() if not c.isascii() and c.isalpha())


def _word_cost(word: str) -> float:
    lower = word.lower()
    beyond = _beyond(word)
    cost = min((c for letters, c in _ALPHABETS if beyond <= letters), default=_NO_LANGUAGE)
    if any(a.islower() and b.isupper() for a, b in pairwise(word)):
        cost += 2
    if any("\u0370" <= c < "\u0530" for c in beyond) and any(c.isascii() for c in lower):
        cost += 3  # two scripts in one word
    if any(c.isdigit() for c in lower):
        cost += 1.5
    if len(word) == 1 and word not in "àáèéíóôùåöÀÁÈÉÓÅÖ":
        cost += 1  # few languages have a word of this one letter
    return cost + sum(_letter_cost(lower, i) for i, c in enumerate(lower) if c in _PLACED)


def _letter_cost(word: str, at: int) -> float:
    """Letters that stand only in certain places, where another encoding has one of many."""
    letter, after = word[at], word[at + 1 : at + 2]
    if letter == "ñ":
        return 0 if after and after in "aeiouáéíóúü" else 1.2
    if letter == "œ":
        return 0 if after and after in "uit" else 1.2
    if letter in "ãõ":
        return 0 if not after or after in "oes" else 0.8
    if letter == "ß":
        return 1.5 if at == 0 else 0
    if letter == "ÿ":
        return 0.8
    if letter in "æê":
        return 0.6 if not after else 0
    return 0.6


def _sign_cost(before: str, sign: str, after: str) -> float:
    """How odd a sign is between its neighbours."""
    joined = before.isalpha() and after.isalpha()  # in the middle of a word
    opens, closes = not before.isalnum(), not after.isalnum()
    if sign == "’":
        return 0 if before.isalpha() or opens else 0.5
    if sign in "‘“":
        return 0 if opens and not closes else 2
    if sign in "”…":
        return 0 if closes else 2
    if sign in "–—":
        return 0.7 if sign == "—" and joined else 1.5 if joined else 0 if opens == closes else 0.7
    if sign in "•·▪■►":
        return 0 if opens and closes else 2
    if sign in "£€":
        alone = not before.isalpha() and closes and (before + after).isascii()
        return 0 if after.isdigit() or (before.isdigit() and closes) else 0.3 if alone else 2
    if sign in "°½¼¾²³¹ªº":
        return 0.1 if (before.isdigit() or (sign in "²³" and before == "m")) and not joined else 2
    if sign == "\xa0":
        return 0.3 if joined else 0.1
    if sign in "¿¡":
        return 0.5 if not before.isalnum() and after.isalpha() else 2
    if sign in "©®™×±§«»†´":
        return 2 if joined else 0.2 if sign in "±×" else 0.5
    if "\u2500" <= sign <= "\u259f":  # frames drawn with characters
        alone = not any("\u2500" <= c <= "\u259f" for c in (before, after) if c)
        return 0.1 if not alone else 0.5 if sign in "│║" and opens and closes else 2
    return 2.5 if before.isalpha() or after.isalpha() else 1.5
