"""One rule for overlaps: nothing uncovered, each character to the surest span."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.redaction.resolution import resolve
from edi_shortlist.redaction.span import Label, Span

_TEXT = "Aisha Khan, 118 Tanner's Lane, aged 54"


@st.composite
def _spans(draw):
    start = draw(st.integers(0, len(_TEXT) - 1))
    end = draw(st.integers(start + 1, len(_TEXT)))
    score = draw(st.sampled_from([0.5, 0.7, 0.9]))
    return Span(start, end, draw(st.sampled_from([Label.NAME, Label.AGE])), score, "test")


def test_the_surer_span_keeps_its_range():
    sure = Span(0, 5, Label.NAME, 0.9, "sure")
    wide = Span(0, 11, Label.AGE, 0.6, "wide")
    assert [(s.start, s.end, s.source) for s in resolve(_TEXT, [wide, sure])] == [
        (0, 5, "sure"),
        (6, 10, "wide") if _TEXT[10] != "," else (6, 11, "wide"),
    ]


def test_overlapping_spans_of_one_label_are_one():
    surer = Span(6, 10, Label.NAME, 0.9, "surer", reason="why")
    wide = Span(0, 10, Label.NAME, 0.6, "wide")
    apart = Span(12, 15, Label.NAME, 0.6, "apart")
    assert resolve(_TEXT, [wide, surer, apart]) == [
        Span(0, 10, Label.NAME, 0.9, "surer", reason="why"),
        apart,
    ]


@given(st.lists(_spans(), max_size=8))
def test_no_overlap_and_nothing_uncovered(spans):
    resolved = resolve(_TEXT, spans)
    covered = {i for s in resolved for i in range(s.start, s.end)}
    wanted = {i for s in spans for i in range(s.start, s.end) if _TEXT[i].isalnum()}
    assert wanted <= covered
    assert all(a.end <= b.start for a, b in itertools.pairwise(resolved))
    assert covered <= {i for s in spans for i in range(s.start, s.end)}


@given(st.lists(_spans(), max_size=6), st.randoms())
def test_input_order_never_matters(spans, random):
    shuffled = list(spans)
    random.shuffle(shuffled)
    assert resolve(_TEXT, shuffled) == resolve(_TEXT, spans)
