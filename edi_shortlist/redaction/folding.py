"""Comparing text without regard to case, accents, apostrophes and OCR's odd dashes, while
keeping the way back to the offsets of the original."""

import unicodedata
from dataclasses import dataclass

# Letters that do not come apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "ħ": "h", "Ħ": "H", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS",
        "þ": "th", "Þ": "Th", "ŋ": "n", "ə": "e", "Ə": "E", "ɓ": "b", "ɗ": "d", "ƙ": "k",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u202f": " ",
        "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Return the text in lower case without accents: ``Łódź`` becomes ``lodz``."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@dataclass(frozen=True)
class Folded:
    """A folded text and, for each of its characters, the offset of the original character.

    ``offsets`` has one entry more than ``text``: the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the original for a half-open range of the folded text."""
        # A mark that folds to nothing (a combining accent) belongs to the letter before it.
        return self.offsets[start], max(self.offsets[end - 1] + 1, self.offsets[end])


def fold_with_offsets(text: str) -> Folded:
    """Fold a text and remember where each character came from."""
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text) + 1)))
    pieces: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        folded = character.lower() if character.isascii() else fold(character)
        pieces.append(folded)
        offsets.extend([at] * len(folded))
    offsets.append(len(text))
    return Folded("".join(pieces), tuple(offsets))
