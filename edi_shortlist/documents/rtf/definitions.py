"""What stands at the head of a rich text: its fonts, with the code page of each, and its styles."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

# Windows character sets, as a font names them.
_CHARSETS = {
    0: "cp1252",
    77: "mac_roman",
    78: "shift_jis",
    80: "euc_kr",
    85: "mac_greek",
    86: "mac_turkish",
    88: "mac_latin2",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_SYMBOL = 2
_CODE_PAGES = {65001: "utf-8", 10000: "mac_roman", 10029: "mac_latin2", 1361: "johab"}
_HEADING = re.compile(r"heading (\d{1,2})", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def encoding_of_page(number: int | None) -> str | None:
    """Return Python's name for a code page, or None where it has none."""
    name = _CODE_PAGES.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def joined(pieces: Iterable[str]) -> str:
    """Return pieces as one text; a character that came as two halves is made whole."""
    text = "".join(pieces)
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


@dataclass
class Font:
    """A font.

    Attributes:
        name: empty where it has none.
        encoding: of its text; None for that of the document.
        symbols: whether its characters are signs, not letters.
    """

    name: str = ""
    encoding: str | None = None
    symbols: bool = False


@dataclass
class Style:
    """A paragraph style; ``level`` is that of its outline from 1, 0 for none."""

    name: str = ""
    level: int = 0

    @property
    def heading(self) -> int:
        """The level from 1 of a heading of this style; 0 for none."""
        found = _HEADING.match(self.name)
        if found:
            return int(found[1])
        return 1 if self.name.lower() == "title" else self.level


@dataclass
class Definitions:
    """The fonts and styles of a document, gathered as its head is read.

    Attributes:
        fonts, styles: by number.
    """

    fonts: dict[int, Font] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    _current: Font | Style | None = None
    _name: list[str] = field(default_factory=list)

    def font_word(self, word: bytes, number: int | None) -> None:
        """Take a control word of the font table."""
        if word == b"f":
            self._begin(self.fonts.setdefault(number or 0, Font()))
        elif isinstance(self._current, Font):
            if word == b"fcharset":
                self._current.symbols = number == _SYMBOL
                self._current.encoding = _CHARSETS.get(number or 0)
            elif word == b"cpg" and (encoding := encoding_of_page(number)):
                self._current.encoding = encoding

    def style_word(self, word: bytes, number: int | None) -> None:
        """Take a control word of the style sheet."""
        if word == b"s":
            self._begin(self.styles.setdefault(number or 0, Style()))
        elif word == b"outlinelevel" and isinstance(self._current, Style):
            self._current.level = outline(number)

    def text(self, text: str) -> None:
        """Take characters of a name; a semicolon ends it."""
        if self._current is None:
            if text.strip(" ;"):  # the style of number 0 may go without its number
                self._begin(self.styles.setdefault(0, Style()))
            else:
                return
        self._name.append(text)
        if ";" in text and self._current is not None:
            self._current.name = joined(self._name).partition(";")[0].strip()
            if isinstance(self._current, Font):
                self._current.symbols |= self._current.name.lower().startswith("wingdings")
            self._current = None
            self._name.clear()

    def _begin(self, one: Font | Style) -> None:
        self._current = one
        self._name.clear()


def outline(number: int | None) -> int:
    """Return the heading level from 1 that an outline level means; 0 for body text."""
    return number + 1 if number is not None and 0 <= number < 9 else 0
