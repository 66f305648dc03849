"""From redactions that overlap to what the panel reads."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.documents import Document
from edi_shortlist.redaction.span import Label
from edi_shortlist.storage import Redaction
from edi_shortlist.workflow.anonymising import anonymised, settled

_PLAIN = Redaction(1, "C-1/1", 0, 1, "NAME", 0.9, "ner", "[person 1]", "")
_places = st.lists(
    st.tuples(st.integers(0, 28), st.integers(1, 12), st.booleans()), max_size=8
).map(
    lambda rows: [
        replace(
            _PLAIN, id=n, start=start, end=min(30, start + length),
            source="reviewer" if by_hand else "ner",
        )
        for n, (start, length, by_hand) in enumerate(rows)
    ]
)  # fmt: skip


@given(_places)
def test_settled_spans_cover_what_the_redactions_cover_and_do_not_overlap(
    redactions: list[Redaction],
) -> None:
    spans = settled(redactions)
    covered = {at for r in redactions for at in range(r.start, r.end)}
    assert [at for s in spans for at in range(s.start, s.end)] == sorted(covered)
    text = "abcdefghijklmnopqrstuvwxyz0123"
    shown = anonymised(Document.from_text(text), redactions).text
    for at in covered:
        assert text[at] not in shown.replace("[person 1]", "")


def test_a_reviewers_wording_goes_before_a_longer_one() -> None:
    found = replace(_PLAIN, id=1, start=0, end=20, replacement="[person 1]")
    marked = replace(_PLAIN, id=2, start=5, end=25, source="reviewer", replacement="[place]", label="LOCATION")  # fmt: skip
    (span,) = settled([found, marked])
    assert (span.start, span.end, span.replacement, span.label) == (0, 25, "[place]", Label.LOCATION)  # fmt: skip
