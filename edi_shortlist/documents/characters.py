"""One spelling for one character, whatever the format wrote: what a person cannot see on the
page must not hide a name from the recognisers. Knows nothing of files."""

import re
import unicodedata

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_SPACES = dict.fromkeys(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u202f\u205f\u3000",
    " ",
)
_BREAKS = dict.fromkeys("\v\f\u0085\u2028\u2029", "\n")
# Soft hyphens, zero-width spaces, direction marks, byte order marks, joiners that only programs
# see, variation selectors and tag characters. The zero-width joiners
# U+200C and U+200D stay: Persian, Hindi and Sinhala names are spelt with them.
_INVISIBLE = dict.fromkeys(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
    "\u3164\ufeff\uffa0\ufff9\ufffa\ufffb",
    "",
) | dict.fromkeys(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0))), "")
_TABLE = str.maketrans({**_LIGATURES, **_SPACES, **_BREAKS, **_INVISIBLE})
# Control characters that no text needs; XML 1.0 refuses them, and so would the Word copy.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), with ligatures spelt out, every kind of space as a space,
    every kind of line break as ``\\n``, and nothing invisible.

    >>> clean("O\u2019Connor, of\ufb01ce\u00a04")
    'O’Connor, office 4'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():  # most text, and many times as quick
        return _CONTROLS.sub("", text.replace("\v", "\n").replace("\f", "\n"))
    text = text.translate(_TABLE)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))
