"""The models alone: what each cell says, and to a screen reader."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from edi_shortlist.desktop.models.applications import ApplicationsModel
from edi_shortlist.desktop.models.audit import AuditModel
from edi_shortlist.desktop.models.redactions import Order, RedactionsModel, certainty
from edi_shortlist.desktop.models.scores import ScoredCandidatesModel
from edi_shortlist.desktop.models.shortlist import InterviewsModel, ShortlistModel, number_words
from edi_shortlist.desktop.models.vacancies import VacanciesModel
from edi_shortlist.desktop.states import STATES
from edi_shortlist.desktop.widgets.table import FILL_ROLE, TONE_ROLE
from edi_shortlist.documents.model import Document
from edi_shortlist.storage import AuditEntry, Redaction
from edi_shortlist.workflow.applications import ApplicationState, ApplicationSummary
from edi_shortlist.workflow.log_words import action_words
from edi_shortlist.workflow.reviewing import ReviewDocument
from edi_shortlist.workflow.shortlisting import ShortlistedCandidate, ShortlistView
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.unsealing import UnsealedCandidate
from edi_shortlist.workflow.vacancies import VacancySummary

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
SCHEMES = {"disability-confident": "Disability Confident", "care-experience": "Care experience"}


def headings(model: QAbstractItemModel) -> list[str]:
    return [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]


def row(model: QAbstractItemModel, number: int = 0) -> list[str]:
    return [model.index(number, c).data() for c in range(model.columnCount())]


def heard(model: QAbstractItemModel, number: int = 0) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(number, c).data(role) for c in range(model.columnCount())]


def keep_the_rules(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Let Qt watch that the model tells the truth about itself."""
    return QAbstractItemModelTester(model, FATAL)


@pytest.mark.parametrize("state", list(VacancyState))
def test_every_state_of_a_vacancy_has_a_word_and_a_next_step(state, look):
    model = VacanciesModel()
    watch = keep_the_rules(model)
    model.set_rows([VacancySummary("HSG-1", "Adviser", state, 3, 2)])
    assert row(model) == ["HSG-1", "Adviser", STATES[state].word, "3", "2", STATES[state].act]
    assert model.index(0, 2).data(TONE_ROLE)
    assert heard(model)[2] == f"State: {STATES[state].word}"
    assert watch is not None


def application(candidate: str, undecided: int, **more) -> ApplicationSummary:
    return ApplicationSummary(candidate, ApplicationState.REVIEW, 2, 9, undecided, **more)


def test_sealed_applications_say_nothing_of_the_applicant():
    model = ApplicationsModel()
    watch = keep_the_rules(model)
    model.show_applications(
        [application("C-1", 4), application("C-2", 0)], unsealed=False, schemes=SCHEMES
    )
    assert headings(model) == ["Candidate", "Documents", "Redactions", "Review"]
    assert row(model, 0) == ["C-1", "2", "9", "4 to decide"]
    assert row(model, 1) == ["C-2", "2", "9", "Decided"]
    assert watch is not None


def test_unsealed_applications_say_name_and_declarations():
    model = ApplicationsModel()
    watch = keep_the_rules(model)
    model.show_applications(
        [
            application(
                "C-1",
                0,
                identity={"full_name": "Aisha Khan"},
                declarations=("care-experience", "local-scheme"),
            ),
            application("C-2", 0, identity={}, declarations=()),
        ],
        unsealed=True,
        schemes=SCHEMES,
    )
    assert row(model, 0)[1] == "Aisha Khan"
    assert row(model, 0)[-1] == "Care experience, local-scheme"
    assert row(model, 1)[1] == "Not given"
    assert row(model, 1)[-1] == "None"
    model.show_applications([application("C-1", 0)], unsealed=False, schemes=SCHEMES)
    assert "Name" not in headings(model)
    assert watch is not None


TEXT = "Aisha Khan\nBorn 1971,  in\tToxteth."


def redaction(number: int, start: int, end: int, label: str, score: float, **more) -> Redaction:
    return Redaction(
        number, more.pop("document", "C-1/1"), start, end, label, score, "x", "", "", **more
    )


@pytest.fixture
def review() -> list[ReviewDocument]:
    return [
        ReviewDocument(
            "C-1/1",
            1,
            Document.from_text(TEXT),
            [
                redaction(3, 16, 20, "DATE_OF_BIRTH", 0.99),
                redaction(1, 0, 10, "NAME", 0.97, decision="accepted"),
                redaction(2, 22, 33, "LOCATION", 0.55),
            ],
        ),
        ReviewDocument(
            "C-1/2",
            2,
            Document.from_text("CV of A Khan"),
            [redaction(4, 6, 12, "NAME", 0.96, document="C-1/2", flagged=True)],
        ),
    ]


def test_redactions_stand_in_the_order_of_the_text(review, look):
    model = RedactionsModel()
    watch = keep_the_rules(model)
    model.show_documents(review)
    assert [r.id for r in model.rows] == [1, 3, 2, 4]
    assert row(model, 0) == ["Aisha Khan", "Name", "✓"]
    assert row(model, 2) == ["in Toxteth", "Place", "?"]
    assert heard(model, 2)[2] == "Decision: Undecided"
    fill, ink = model.index(0, 1).data(FILL_ROLE)
    assert fill != ink
    assert watch is not None


def test_redactions_can_stand_least_certain_first(review):
    model = RedactionsModel()
    model.show_documents(review)
    model.sort_by(Order.CERTAINTY)
    assert [r.id for r in model.rows] == [2, 4, 1, 3]
    model.sort_by(Order.TEXT)
    assert [r.id for r in model.rows] == [1, 3, 2, 4]


def test_certain_leaves_out_what_is_decided_doubtful_or_asked(review):
    model = RedactionsModel()
    model.show_documents(review)
    assert [r.id for r in model.certain()] == [3]
    assert model.undecided == 3


@pytest.mark.parametrize(("after", "following"), [(-1, 1), (1, 2), (2, 3), (3, 1)])
def test_next_undecided_goes_round(review, after, following):
    model = RedactionsModel()
    model.show_documents(review)
    assert model.next_undecided(after) == following


def test_a_cleared_review_remembers_no_word(review):
    model = RedactionsModel()
    model.show_documents(review)
    model.clear()
    assert model.rowCount() == 0
    assert model.passage(review[0].redactions[0]) == ""


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (1.0, "certain, 100 %"),
        (0.95, "certain, 95 %"),
        (0.8, "likely, 80 %"),
        (0.2, "unsure, 20 %"),
    ],
)
def test_certainty_is_said_in_words(score, said):
    assert certainty(score) == said


def test_scored_candidates():
    model = ScoredCandidatesModel()
    watch = keep_the_rules(model)
    scores = {("C-1", "E1"): (3, ""), ("C-1", "E2"): (2, ""), ("C-2", "E1"): (0, "")}
    model.show_scores(["C-1", "C-2", "C-3"], ["E1", "E2"], scores)
    assert [row(model, n)[1] for n in range(3)] == ["2 of 2", "1 of 2", "0 of 2"]
    assert [model.next_unscored(n) for n in (-1, 0, 1, 2)] == [1, 1, 2, 1]
    assert watch is not None


def shortlisted(candidate: str, **more) -> ShortlistedCandidate:
    usual = {"rank": 1, "meets_minimum": True, "failed_essentials": (), "invited": True}
    return ShortlistedCandidate(candidate, Fraction(more.pop("total", 7)), **(usual | more))


def test_the_managers_list_says_only_who_is_invited():
    """A total beside an invitation would tell who declared."""
    model = ShortlistModel()
    watch = keep_the_rules(model)
    view = ShortlistView(
        "HSG-1", "", (shortlisted("C-1"), shortlisted("C-2", invited=False)), False
    )
    model.show_view(view, SCHEMES)
    assert headings(model) == ["Candidate", "Interview"]
    assert [row(model, n) for n in range(2)] == [["C-1", "Invited"], ["C-2", "Not invited"]]
    assert watch is not None


def test_the_shortlist_with_the_vault_open_says_why():
    model = ShortlistModel()
    guaranteed = shortlisted(
        "C-1", rank=5, total=Fraction(20, 3), route="guaranteed", schemes=("care-experience", "own")
    )
    below = shortlisted(
        "C-2",
        rank=None,
        meets_minimum=False,
        failed_essentials=("E2", "E5"),
        invited=False,
        schemes=(),
    )
    model.show_view(ShortlistView("HSG-1", "", (guaranteed, below), True), SCHEMES)
    assert row(model, 0)[2:] == ["5", "6.67", "Met", "Guaranteed", "Care experience, own"]
    assert row(model, 1)[1:] == ["Not invited", "–", "7", "Below on E2, E5", "–", "–"]


def test_no_shortlist_shows_nothing():
    model = ShortlistModel()
    model.show_view(None, SCHEMES)
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("value", "said"), [(Fraction(7), "7"), (Fraction(20, 3), "6.67"), (Fraction(0), "0")]
)
def test_totals_are_written_as_people_write_them(value, said):
    assert number_words(value) == said


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ({"full_name": "Oluwaseun Adébáyọ̀", "preferred_name": "Seun"}, "Oluwaseun Adébáyọ̀ (Seun)"),
        ({"full_name": "Grace May", "preferred_name": "Grace"}, "Grace May"),
        ({"full_name": "Grace May"}, "Grace May"),
        ({}, "Not given"),
    ],
)
def test_an_invited_candidate_is_named_as_they_wish(identity, said):
    model = InterviewsModel()
    watch = keep_the_rules(model)
    model.set_rows([UnsealedCandidate("C-1", identity, "A ramp\nand a chair", "online")])
    assert row(model) == ["C-1", said, "–", "–", "Online", "A ramp and a chair"]
    assert watch is not None


def test_the_log_is_put_in_words(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    model = AuditModel()
    watch = keep_the_rules(model)
    model.set_rows(
        [
            AuditEntry(
                9, "2026-11-22T00:15:47.123456Z", "HR", "redaction.accepted", "H", None, {}, ""
            )
        ]
    )
    assert row(model)[0] == "9"
    assert "2026" in row(model)[1]
    assert row(model)[2:] == ["HR", "Redaction accepted", "H", ""]
    assert watch is not None


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("vacancy.locked", "Scores locked"),
        ("scores.imported", "Scores imported"),
        ("vault.passphrase-changed", "Vault passphrase changed"),
    ],
)
def test_actions_are_put_in_words(action, said):
    assert action_words(action) == said


def test_an_index_outside_gives_nothing():
    model = VacanciesModel()
    assert model.data(QModelIndex()) is None
    assert model.row_at(0) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None
