"""How each kind of redaction looks and what it is called: one word and one colour a label; and so
does the evidence that panellists mark."""

import tomllib
from dataclasses import dataclass
from functools import cache

from edi_shortlist import bundled


@dataclass(frozen=True)
class LabelLook:
    """One label on the screen.

    Attributes:
        label: the label's name, say ``CARE_EXPERIENCE``.
        word: the one word that names it.
        about: what it holds, in a few words.
        light, dark: the colour behind the text in each theme.
        ink_light, ink_dark: the colour of the word.
    """

    label: str
    word: str
    about: str
    light: str
    dark: str
    ink_light: str
    ink_dark: str

    def fill(self, dark: bool) -> str:
        """Return the colour behind the text."""
        return self.dark if dark else self.light

    def ink(self, dark: bool) -> str:
        """Return the colour of the word."""
        return self.ink_dark if dark else self.ink_light


@cache
def label_looks() -> dict[str, LabelLook]:
    """Return every label's look, in the order of the marking guide."""
    return _read("labels.toml")


@cache
def evidence_look() -> LabelLook:
    """Return the look of a passage that a panellist marked."""
    return _read("evidence.toml")["EVIDENCE"]


def look_of(label: str) -> LabelLook:
    """Return the look of one label, or of evidence."""
    evidence = evidence_look()
    return evidence if label == evidence.label else label_looks()[str(label)]


def _read(file: str) -> dict[str, LabelLook]:
    text = bundled.resource(f"style/{file}").read_text(encoding="utf-8")
    return {name: LabelLook(name, **values) for name, values in tomllib.loads(text).items()}
