"""Characters of symbol fonts as what they look like: ticks and boxes drawn with Wingdings."""

from typing import Any

from edi_shortlist.documents.word.names import qualified

TICKED, UNTICKED = "☒", "☐"
#: What a check box may be drawn with, ticked or not.
BOXES = "☐☒☑□■▢◻◼✓✔✗✘⬜⬛🗹🗵"

# By the low byte of the character.
_WINGDINGS = {
    0x6E: "■",
    0x6F: UNTICKED,
    0x71: UNTICKED,
    0x72: UNTICKED,
    0xA8: UNTICKED,
    0xFB: "✗",
    0xFC: "✓",
    0xFD: TICKED,
    0xFE: "☑",
    0x78: TICKED,
    0xA7: "▪",
    0xB7: "•",
    0xD8: "➢",
    0xE0: "→",
}
_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: TICKED,
    0x52: "☑",
    0x53: TICKED,
    0x54: TICKED,
    0xA3: UNTICKED,
    0x30: UNTICKED,
    0x2A: UNTICKED,
}
_WEBDINGS = {0x61: "✓", 0x63: UNTICKED, 0x72: "✗"}
_PRIVATE = range(0xF000, 0xF100)  # where Word keeps characters that only their font explains
_OTHER = {0xB7: "•"}


def _table(font: str) -> dict[int, str]:
    font = font.lower()
    if font.startswith("wingdings"):
        return {"2": _WINGDINGS_2, "3": _OTHER}.get(font[-1], _WINGDINGS)
    return _WEBDINGS if font.startswith("webdings") else _OTHER


def symbol(element: Any) -> str:
    """A character given by font and code (``w:sym``), as Word writes ticks."""
    try:
        code = int(element.get(qualified("w:char"), ""), 16)
    except ValueError:
        return ""
    table = _table(element.get(qualified("w:font"), ""))
    if code in _PRIVATE or table is not _OTHER:
        return table.get(code & 0xFF, "")
    return chr(code) if code < 0xE000 else ""


def in_font(text: str, font: str) -> str:
    """Text as it looks in the font it is set in; "" where the font is not known.

    Letters that a symbol font would turn into signs without a meaning stay, so that a font
    cannot hide a name.
    """
    table = _table(font) if font else _WINGDINGS
    letters = table if font and table is not _OTHER else {}

    def seen(char: str) -> str:
        if ord(char) in _PRIVATE:
            return table.get(ord(char) & 0xFF, "")
        return letters.get(ord(char), char)

    return "".join(map(seen, text))


def needs_font(text: str) -> bool:
    """Whether text holds characters that only their font explains."""
    return not text.isascii() and any(ord(char) in _PRIVATE for char in text)
