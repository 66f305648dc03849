"""A scale that begins at one: the keys give the scores that people see."""

from edi_shortlist.desktop.pages.scoring_sheet import ScoringSheet
from edi_shortlist.recruitment.criteria import Criterion, CriterionKind, Scale
from edi_shortlist.recruitment.vacancy import Vacancy

POST = Vacancy(
    "V-1",
    "Adviser",
    scale=Scale(tuple("abcdefg"), 4, first=1),
    criteria=(
        Criterion("E1", CriterionKind.ESSENTIAL, "Listens", guide={1: "never", 7: "always"}),
        Criterion("D1", CriterionKind.DESIRABLE, "Sings"),
    ),
)


def test_the_keys_give_the_scores_that_people_see(qtbot, look):
    sheet = ScoringSheet()
    qtbot.addWidget(sheet)
    sheet.set_vacancy(POST)
    sheet.show_scores({}, fresh=True)
    given = []
    sheet.scored.connect(lambda criterion, level, _note: given.append((criterion, level)))
    for key in (0, 8, 7, 1):
        sheet.score(key)
    assert given == [("E1", 7), ("D1", 1)]
    first, second = sheet.cards
    assert first.said.text() == "7 · g"
    assert [one.text() for one in first.buttons] == list("1234567")
    assert [one.isChecked() for one in second.buttons] == [True] + [False] * 6
    assert first.guide.text() == "1 a: never\n7 g: always"
    second.buttons[3].click()
    assert given[-1] == ("D1", 4)
