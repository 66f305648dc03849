"""The counting of the calibration benchmark, with spans that a test chose."""

from dataclasses import dataclass

import pytest

from .calibration import Judged, Marked, expected_calibration_error, is_right, judge, report

TEXT = "[[NAME|Ann Lee]] met [[KEEP|Mark]] in May"
PLAIN = "Ann Lee met Mark in May"


@dataclass(frozen=True)
class FakeSpan:
    start: int
    end: int
    score: float
    source: str = "fake"


class FakeRedactor:
    """Finds what it was told, and remembers the identities it was given."""

    def __init__(self, *spans: FakeSpan) -> None:
        self.spans, self.identities = spans, []

    def find(self, text, identity=None):
        assert text == PLAIN
        self.identities.append(identity)
        return self.spans


@pytest.mark.parametrize(
    ("passage", "right"),
    [
        ("Ann Lee", True),
        ("Lee met", True),  # three letters of six
        ("Lee met M", False),
        ("Mark", False),
        ("May", False),
    ],
)
def test_a_span_is_right_when_half_of_its_letters_are_marked(passage, right):
    start = PLAIN.index(passage)
    assert is_right(Marked.parse(TEXT), start, start + len(passage)) is right


def test_spans_are_judged_with_identity():
    redactor = FakeRedactor(FakeSpan(0, 7, 0.95, "rule"), FakeSpan(12, 16, 0.6))
    identity = {"full_name": "Ann Lee"}
    judged = judge(redactor, [{"text": TEXT, "identity": identity}])
    assert judged == [Judged(0.95, "rule", True), Judged(0.6, "fake", False)]
    assert redactor.identities == [identity]


@pytest.mark.parametrize(
    ("score", "band"), [(0.3, 0), (0.5, 1), (0.59, 1), (0.6, 2), (0.9, 5), (1.0, 5)]
)
def test_bands_begin_with_their_least_score(score, band):
    assert Judged(score, "fake", True).band == band


def test_calibration_error_is_weighted_by_spans():
    sure = [Judged(0.9, "rule", True)] * 3
    unsure = [Judged(0.5, "tagged", False)]
    assert expected_calibration_error(sure) == pytest.approx(0.1)
    assert expected_calibration_error(sure + unsure) == pytest.approx(0.75 * 0.1 + 0.25 * 0.5)
    printed = report(sure + unsure)
    assert "| 0.9–1.0 | 3 | 0.900 | 1.000 |" in printed
    assert "| 0.5–0.6 | 1 | 0.500 | 0.000 |" in printed
    assert "| tagged | 1 | 0.500 | 0.000 | 0.500 |" in printed
