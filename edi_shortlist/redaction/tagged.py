"""Takes the spans of the trained spaCy pipeline: cuts ragged ends, leaves the unsure ones to
the reviewer or out, and gives the reason.

Any spaCy pipeline may stand in its place: without ``doc.spans["tagged"]`` its named entities
are used.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from edi_shortlist.redaction import lexicon, names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

_ENTITY_LABELS = {"PERSON": Label.NAME, "PER": Label.NAME}
_EDGE = " \t\n\u00a0,;:.|·•–—-\"“”'‘’()[]{}*/…"
_REASONS = {
    Label.NAME: "Reads like a person's name.",
    Label.TITLE: "A title that shows sex, marriage or faith.",
    Label.LOCATION: "Reads like where the applicant lives or comes from.",
    Label.ADDRESS: "Reads like a line of an address.",
    Label.SCHOOL: "Reads like a school, college or university that the applicant attended.",
    Label.EDUCATION_DATE: "Reads like the year of a school, college or university entry.",
    Label.AGE: "Reads like the applicant's age or stage of life.",
    Label.GENDER: "Reads like a word that shows the applicant's sex.",
}


@cache
def _thresholds() -> dict[str, float]:
    """The lowest score of each label that is hidden; ``DEFAULT`` for the others."""
    table = lexicon.read("thresholds").get("tagged")
    if not isinstance(table, dict):
        raise lexicon.LexiconError("thresholds.toml: the table [tagged] is missing.")
    return {str(label): float(value) for label, value in table.items()}


class TaggedRecogniser:
    """The trained pipeline's spans."""

    name = "tagged"

    def find(self, context: Context) -> Iterable[Span]:
        """Return the pipeline's spans that are sure enough, trimmed to words."""
        for start, end, label, score in self._raw(context):
            if score < _thresholds().get(label.value, _thresholds()["DEFAULT"]):
                continue
            trimmed = _trim(context.text, start, end)
            if trimmed is None:
                continue
            if label is Label.NAME:
                first = trimmed[0]
                trimmed = first, names.end_without_letters(context.text, *trimmed)
                if names.belongs_to_something_else(context.text, *trimmed):
                    continue
            yield Span(
                *trimmed,
                label,
                score,
                self.name,
                reason=_REASONS.get(
                    label,
                    f"Reads like the applicant's own: {label.value.lower().replace('_', ' ')}.",
                ),
            )

    @staticmethod
    def _raw(context: Context) -> Iterator[tuple[int, int, Label, float]]:
        doc = context.doc
        if "tagged" in doc.spans:
            group = doc.spans["tagged"]
            scores = group.attrs.get("scores") or [0.9] * len(group)
            for span, score in zip(group, scores, strict=True):
                yield span.start_char, span.end_char, Label(span.label_), float(score)
            return
        for entity in doc.ents:
            if label := _ENTITY_LABELS.get(entity.label_):
                yield entity.start_char, entity.end_char, label, 0.85


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut punctuation and white space from both ends; None when nothing is left."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        end += 1
    return (start, end) if re.search(r"\w", text[start:end]) else None
