"""Council forms with numbered questions, from the files to what a panel scores."""

from dataclasses import replace
from pathlib import Path

import pytest
from documents.forms.council_forms import invented, write

from edi_shortlist import bundled
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow import importing, releasing, reviewing, scoring, vacancies
from edi_shortlist.workflow.answers import answer_in
from edi_shortlist.workflow.session import Session

PASSPHRASE = "five swans over the canal"
CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)


@pytest.mark.slow
def test_each_answer_reaches_the_panel_under_its_question(tmp_path: Path) -> None:
    people = [invented(seed) for seed in (7, 8)]
    for number, person in enumerate(people):
        write("county", person, tmp_path / f"form {number}.{('docx', 'pdf')[number]}")
    post = vacancies.load_vacancy_file(bundled.resource("samples/vacancy.toml"))
    asked = {"E1": ("Q1",), "E2": ("Q3",)}
    criteria = tuple(replace(c, questions=asked.get(c.id, ())) for c in post.criteria)
    ref = post.reference
    with Session.create(tmp_path / "workspace", PASSPHRASE, "HR officer", cost=CHEAP) as session:
        session.unlock(PASSPHRASE)
        vacancies.create_vacancy(session, replace(post, criteria=criteria))
        report = importing.import_applications(session, ref, sorted(tmp_path.glob("form *")))
        assert not report.failures
        reviewing.accept_all(session, ref)
        releasing.release(session, ref)
        session.seal()
        assert scoring.questions_answered(session, ref) == ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6")
        stored = vacancies.get_vacancy(session, ref)
        assert [one.id for one in stored.scored_on("Q3")] == ["E2"]
        answers = [
            answer_in(scoring.panel_documents(session, ref, candidate), "Q3").text
            for candidate in scoring.candidates(session, ref)
        ]
    for person in people:
        third = _words(person.answers[2])
        (found,) = [text for text in answers if _words(text).endswith(third)]
        assert "How have you worked with colleagues" in " ".join(found.split())
        assert _words(person.answers[1])[:40] not in _words(found)


def _words(text: str) -> str:
    return " ".join(text.split())
