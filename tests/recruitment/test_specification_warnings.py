import pytest

from edi_shortlist.recruitment.criteria import Criterion, CriterionKind
from edi_shortlist.recruitment.specification_warnings import WarningKind, specification_warnings
from edi_shortlist.recruitment.wording import WordList

WORDS = WordList.from_dict(
    {
        "excludes": [
            {
                "phrases": ["young", "youthful"],
                "characteristics": ["age"],
                "why": "It names an age.",
                "instead": "Name the task.",
            },
            {"phrases": ["team fit"], "why": "It picks the like.", "instead": "Name the value."},
        ],
        "not_on_paper": [
            {"phrases": ["dbs check"], "why": "It comes later.", "instead": "Assess it later."}
        ],
    }
)
ESSENTIAL, DESIRABLE = CriterionKind.ESSENTIAL, CriterionKind.DESIRABLE


def essential(number: int = 1, text: str = "Writes clearly", **values: object) -> Criterion:
    return Criterion(f"E{number}", ESSENTIAL, text, **values)


def kinds(*criteria: Criterion) -> list[tuple[str | None, str]]:
    return [(one.criterion, one.kind.value) for one in specification_warnings(criteria, WORDS)]


AT_INTERVIEW = {"assessed_at": ("interview",)}
MINIMUM = essential()


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([], []),
        ([MINIMUM], []),
        ([essential(n) for n in range(10)], []),
        ([essential(n) for n in range(11)], [(None, "too-many-essentials")]),
        ([MINIMUM, *(Criterion(f"D{n}", DESIRABLE, "x") for n in range(20))], []),
        ([Criterion("D1", DESIRABLE, "Knits")], [(None, "no-minimum")]),
        ([essential(**AT_INTERVIEW)], [(None, "no-minimum")]),
        ([essential(**AT_INTERVIEW), essential(2)], []),
        ([MINIMUM, essential(2, assessed_at=())], [("E2", "assessed-nowhere")]),
        ([MINIMUM, Criterion("D1", DESIRABLE, "Knits", ())], []),
        ([essential(text="A DBS check")], [("E1", "not-on-paper")]),
        ([MINIMUM, essential(2, "A DBS check", assessed_at=("documents",))], []),
        ([MINIMUM, Criterion("D1", DESIRABLE, "A DBS check")], []),
        ([MINIMUM, Criterion("D1", DESIRABLE, "Young", ("interview",))], [("D1", "excludes")]),
        ([essential(text="Young team fit")], [("E1", "excludes"), ("E1", "excludes")]),
        ([essential(text="Young", guide={2: "youthful"})], [("E1", "excludes")] * 2),
    ],
)
def test_what_is_worth_another_look(criteria, expected):
    assert kinds(*criteria) == expected


@pytest.mark.parametrize(
    ("criterion", "sentence"),
    [
        (
            essential(text="Young, youthful and young"),
            "E1 says “Young” and “youthful”. It names an age. (Equality Act 2010: age.) "
            "Name the task.",
        ),
        (essential(text="A team fit"), "E1 says “team fit”. It picks the like. Name the value."),
        (
            essential(guide={1: "not of a team", 2: "fit, young"}),
            "The guide of E1 says “young”. It names an age. (Equality Act 2010: age.) "
            "Name the task.",
        ),
    ],
)
def test_a_sentence_says_what_why_and_what_instead(criterion, sentence):
    assert [one.sentence for one in specification_warnings([criterion], WORDS)] == [sentence]


def test_without_a_list_the_rest_is_looked_at():
    found = specification_warnings([essential(text="Young", assessed_at=())], WordList())
    assert {one.kind for one in found} == {WarningKind.NO_MINIMUM, WarningKind.ASSESSED_NOWHERE}
