"""Pictures of what comes after the panel's scores: what it told, moderation, papers, interviews."""

from datetime import date, time, timedelta

from photographer import Photographer, fail
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edi_shortlist.recruitment.interview_outcomes import InterviewOutcome
from edi_shortlist.recruitment.interview_plan import InterviewPlan, Pause, Room
from edi_shortlist.storage.passage_reports import ReportedPlace
from edi_shortlist.workflow import (
    conflicts,
    interview_changes,
    interview_outcomes,
    interview_questions,
    interview_schedule,
    interview_scoring,
    passage_decisions,
    passage_reports,
    scoring,
    vacancies,
)
from edi_shortlist.workflow.interview_questions import InterviewQuestion
from edi_shortlist.workflow.session import Session

QUESTIONS = (
    InterviewQuestion(
        "E1",
        "Tell us about a household whose homelessness you prevented. What did you do first?",
        {2: "one case from start to finish", 4: "what changed for others after it"},
    ),
    InterviewQuestion("E4", "A caller shouts at you that nobody helps. What do you say?"),
)


def tell(session: Session, reference: str) -> None:
    """What panellists tell while they score: a passage, and somebody whom one of them knows."""
    panel = vacancies.get_vacancy(session, reference).panel
    first, *_, last = scoring.candidates(session, reference)
    document = session.workspace.blind.documents(first)[0]
    text = scoring.panel_documents(session, reference, first)[0].text
    start = text.index("\n", len(text) // 3) + 1
    place = ReportedPlace(document.id, start, text.index("\n", start + 20))
    passage_reports.report_passage(session, reference, first, panel[0], [place])
    conflicts.declare(session, reference, last, panel[1], conflicts.DECLARED_KINDS[0])


def settle_reports(session: Session, reference: str) -> None:
    """Show what was reported again, so that the panel's documents are as they were."""
    for report in passage_decisions.list_reports(session, reference):
        reason = passage_decisions.usual_reasons_to_restore()[0]
        passage_decisions.restore(session, reference, report.id, reason)


def told(camera: Photographer, passphrase: str) -> None:
    """What the panel told, with the vault open."""
    desk = camera.window.desk
    desk.call(tell, desk.reference, failed=fail)
    camera.settle()
    desk.unlock(passphrase, lambda _outcome: None, fail)
    camera.settle()
    camera.window.show_page("told")
    camera.settle()
    camera.take("told")
    desk.call(settle_reports, desk.reference, failed=fail)
    camera.settle()
    desk.seal()
    camera.settle()


def moderate(camera: Photographer) -> None:
    """The differences, one agreed score, the agreement; then the lock."""
    page = camera.show("moderation")
    page.ask_open()
    camera.take_dialog("moderation-open")
    camera.answer(yes=True)
    camera.settle()
    page.differences.choose_level(2)
    page.differences.detail.agree.why.setText("One case, from the first call to the tenancy")
    camera.settle()
    camera.take("moderation")
    QTest.keyClick(page.differences.detail.agree.why, Qt.Key.Key_Return)
    camera.settle()
    page.tabs.setCurrentIndex(1)
    camera.settle()
    camera.take("moderation-agreement")
    page.tabs.setCurrentIndex(0)
    camera.settle()
    page.ask_lock()
    camera.take_dialog("lock")
    camera.answer(yes=True)


def papers(camera: Photographer) -> None:
    """The account of one candidate, and the dialogs for reports and letters."""
    page = camera.show("shortlist")
    page.table.choose_row(page.model.find(lambda c: c.route == "guaranteed"))
    page.decisions.show_account()
    camera.settle()
    camera.take_dialog("account")
    camera.answer(yes=True)
    page.papers.ask_report()
    camera.take_dialog("report")
    camera.answer(yes=False)
    page.papers.ask_letters()
    camera.settle()
    camera.take_dialog("letters")
    camera.answer(yes=False)


def arrange(session: Session, reference: str) -> None:
    """Two rooms on one day a fortnight ahead, and questions."""
    panel = vacancies.get_vacancy(session, reference).panel
    day = date.today() + timedelta(days=14)
    rooms = (
        Room("Room 1", panel[:2], "Town Hall, Example Street", "https://meet.example.com/1"),
        Room("Room 2", panel[2:], "Town Hall, Example Street", "https://meet.example.com/2"),
    )
    lunch = Pause(time(12, 30), 45)
    plan = InterviewPlan((day,), time(9, 30), time(16, 30), 45, rooms, 15, (lunch,))
    interview_changes.set_plan(session, reference, plan)
    interview_changes.propose_times(session, reference)
    interview_questions.set_questions(session, reference, QUESTIONS)


def interview(session: Session, reference: str) -> None:
    """What one panellist scored, and what became of two candidates."""
    vacancy = vacancies.get_vacancy(session, reference)
    asked = [one for one in vacancy.criteria if "interview" in one.assessed_at]
    placed = interview_schedule.slots(session, reference)
    first, second, *_ = [one for one, at in placed.items() if vacancy.panel[0] in at.panel]
    for number, criterion in enumerate(asked[:-1]):
        interview_scoring.record_interview_score(
            session, reference, first, vacancy.panel[0], criterion.id, 2 + number % 3
        )
    for candidate, outcome in (
        (first, InterviewOutcome.INTERVIEWED),
        (second, InterviewOutcome.WITHDREW),
    ):
        interview_outcomes.record_outcome(session, reference, candidate, outcome)


def interviews(camera: Photographer) -> None:
    """The four parts of the page."""
    desk = camera.window.desk
    page = camera.show("interviews")
    page.schedule.ask_plan()
    camera.take_dialog("interviews-plan")
    camera.answer(yes=False)
    for act in (arrange, interview):
        desk.call(act, desk.reference, failed=fail)
        camera.settle()
    page.shown()
    camera.settle()
    camera.take("interviews")
    page.tabs.setCurrentIndex(1)
    camera.settle()
    camera.take("interviews-questions")
    page.tabs.setCurrentIndex(2)
    camera.settle()
    box = page.scores.panellist_box
    box.setCurrentIndex(1)
    box.activated.emit(1)
    camera.settle()
    camera.take("interviews-scores")
    page.tabs.setCurrentIndex(3)
    camera.settle()
    camera.take("interviews-outcomes")
    page.tabs.setCurrentIndex(0)
    camera.settle()


def schemes(camera: Photographer) -> None:
    """The schemes of the workspace, and one as it is edited."""
    page = camera.show("schemes")
    camera.take("schemes")
    page.edit()
    camera.take_dialog("scheme")
    camera.answer(yes=False)
