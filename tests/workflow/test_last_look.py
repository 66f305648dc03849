"""What is looked at once more before a release."""

import pytest

from edi_shortlist.redaction.last_check import Concern, Kind
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.last_look import (
    Danger,
    Doubt,
    fingerprint,
    last_look,
    look_once_more,
)
from edi_shortlist.workflow.reviewing import (
    accept,
    accept_all,
    add_redaction,
    list_redactions,
    original_of,
    reject,
    review_documents,
    undo,
)

from .conftest import REF, At


def test_a_rejected_name_comes_first_and_is_not_quoted(at: At, redactor) -> None:
    session = at("review")
    name = next(r for r in list_redactions(session, REF) if r.label == "NAME")
    reject(session, name.id)
    first, *_ = last_look(session, REF, redactor=redactor)
    assert first.document_id == name.document_id
    assert (first.kind, first.document) == ("own identity", 1)
    assert first.danger >= 0.9
    for word in ("Zubeida", "Okonjo", "Piotr", "Wrona", "Siân", "Rhys"):
        assert word not in repr(first)


def test_what_is_hidden_is_not_listed(at: At, redactor) -> None:
    session = at("review")
    accept_all(session, REF)
    found = last_look(session, REF, redactor=redactor)
    assert not [d for d in found if d.kind in ("own identity", "other applicant")]


def test_one_candidate_alone(at: At, redactor) -> None:
    session = at("review")
    for redaction in list_redactions(session, REF):
        reject(session, redaction.id)
    everybody = last_look(session, REF, redactor=redactor)
    assert len({d.candidate for d in everybody}) == 3
    candidate = everybody[0].candidate
    alone = last_look(session, REF, candidate, redactor)
    assert alone == [d for d in everybody if d.candidate == candidate]


def test_it_needs_an_open_vault(at: At, redactor) -> None:
    with pytest.raises(VaultSealed):
        last_look(at("review", sealed=True), REF, redactor=redactor)


def test_a_doubt_says_where_it_stands_in_the_original(at: At, redactor) -> None:
    session = at("review")
    name = [r for r in list_redactions(session, REF) if r.label == "NAME"][-1]
    reject(session, name.id)
    found = last_look(session, REF, redactor=redactor)
    own = next(d for d in found if d.document_id == name.document_id and d.kind == "own identity")
    assert own.original == (name.start, name.end)
    for doubt in found:
        assert doubt.original is not None
        start, end = doubt.original
        assert 0 <= start < end <= len(original_of(session, doubt.document_id).text)


class Alarmed:
    """Finds the same two things in every text, the own name more surely."""

    def last_check(self, text, identity, others) -> list[Concern]:
        return [
            Concern(0, 1, Kind.OWN_IDENTITY, 1.0, "Own."),
            Concern(1, 2, Kind.OTHER_APPLICANT, 0.97, "Another's."),
        ]


def test_traces_of_other_applicants_come_first(at: At) -> None:
    found = last_look(at("review"), REF, redactor=Alarmed())
    assert [d.kind for d in found] == ["other applicant"] * 3 + ["own identity"] * 3


@pytest.mark.parametrize(
    ("kind", "danger", "level"),
    [
        ("other applicant", 0.5, Danger.HIGH),
        ("own identity", 0.85, Danger.HIGH),
        ("uncertain", 0.75, Danger.HIGH),
        ("uncertain", 0.74, Danger.MEDIUM),
        ("uncertain", 0.3, Danger.MEDIUM),
        ("unexplained", 0.1, Danger.LOW),
    ],
)
def test_danger_has_a_word(kind: str, danger: float, level: Danger) -> None:
    assert Doubt("C-1", "C-1/1", 1, 1, 0, 1, kind, danger, "").level is level


def test_it_tells_how_far_it_is_and_stops_when_asked(at: At, redactor) -> None:
    session = at("review")
    steps: list[tuple[int, int, str]] = []
    look = look_once_more(
        session,
        REF,
        redactor=redactor,
        progress=lambda *step: steps.append(step),
        cancelled=lambda: len(steps) == 3,
    )
    assert [step[:2] for step in steps] == [(0, 3), (1, 3), (2, 3)]
    assert (look.read, look.documents, look.complete) == (2, 3, False)
    assert {step[2] for step in steps[1:]} < set(session.workspace.blind.candidates(REF))
    assert look_once_more(session, REF, redactor=redactor).complete


def test_the_fingerprint_follows_what_the_panel_would_read(at: At) -> None:
    session = at("review")
    before = fingerprint(session, REF)
    first = next(r for r in list_redactions(session, REF) if not r.flagged)
    accept(session, first.id)
    assert fingerprint(session, REF) == before  # it was shown hidden while it was undecided
    reject(session, first.id)
    changed = fingerprint(session, REF)
    assert changed != before
    undo(session, REF)
    assert fingerprint(session, REF) == before
    candidate = session.workspace.blind.candidates(REF)[0]
    document = review_documents(session, REF, candidate)[0]
    add_redaction(session, document.document_id, 0, 1, "NAME")
    assert fingerprint(session, REF) not in (before, changed)
