"""A vacancy scored from 1: what is given, asked and refused is the score that people see."""

from dataclasses import replace

import pytest

from edi_shortlist.recruitment.criteria import Scale
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow import what_if as asking
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.scoring import fit_problems
from edi_shortlist.workflow.vacancies import get_vacancy

from .conftest import REF, VACANCY, At

FIVE = Scale(("a", "b", "c", "d", "e"), pass_level=3, first=1)
POST = replace(Vacancy.from_dict(VACANCY), scale=FIVE)


@pytest.mark.parametrize(
    ("level", "problems"),
    [
        (0, ["0 is not on the scale, which goes from 1 to 5."]),
        (1, []),
        (5, []),
        (6, ["6 is not on the scale, which goes from 1 to 5."]),
        (None, []),
    ],
)
def test_a_score_fits_as_it_is_seen(level: int | None, problems: list[str]) -> None:
    assert fit_problems(POST, "Panellist A", "E1", level) == problems


def test_another_pass_level_is_tried_as_it_is_seen(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    session = at("locked")  # scored 4, 2 and 1 throughout
    changed = replace(get_vacancy(session, REF), scale=FIVE)
    monkeypatch.setattr(asking, "get_vacancy", lambda _s, _ref: changed)
    found = [asking.what_if(session, REF, 1, level) for level in (1, 2, 4, 5)]
    assert [(one.pass_word, one.meeting_minimum) for one in found] == [
        ("a", 3),
        ("b", 2),
        ("d", 1),
        ("e", 0),
    ]
    with pytest.raises(Refused, match="levels 1 to 5"):
        asking.what_if(session, REF, 1, 0)
