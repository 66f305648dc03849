"""Confirming what was read from forms: places, corrections, what is hidden after them, undoing."""

import json
from pathlib import Path

import pytest

from edi_shortlist.storage import Redaction, VaultSealed
from edi_shortlist.workflow.applications import set_declarations
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.confirming import (
    ApplicationForm,
    confirm_certain,
    confirm_form,
    count_doubts,
    form_of,
    list_forms,
    unconfirmed,
    undo_confirmation,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.form_fields import FormField, Source, Standing
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import accept, accept_all, list_redactions, reject, undo
from edi_shortlist.workflow.session import Session

from .conftest import REF, At, WordRedactor, candidate_named

FORM = """Application form

Personal details
Full name: Zubeida Okonjo
Email address: zo@example.com
Telephone: 01632 960101
Date of birth: 3 May 1990

Guaranteed interview
Disability Confident: do you wish to be considered for a guaranteed interview? Yes [{yes}] No [{no}]

Adjustments needed at interview: A quiet room

Equality monitoring
Religion: Muslim

Supporting statement
Referees are Grace Adeyemi and Okonjo Brothers. Grace wrote this form down for me.
"""


def _field(form: ApplicationForm, key: str) -> FormField:
    return next(field for field in form.fields if field.key == key)


def _import(session: Session, folder: Path, files: dict[str, str], redactor: WordRedactor) -> str:
    for name, text in files.items():
        (folder / "given" / "form").mkdir(parents=True, exist_ok=True)
        (folder / "given" / "form" / name).write_text(text)
    report = import_applications(session, REF, [folder / "given"], redactor=redactor)
    assert report.failures == ()
    return report.added[0]


@pytest.fixture
def formed(at: At, redactor: WordRedactor, tmp_path: Path) -> tuple[Session, str]:
    """A vacancy with one application: a form that leaves nothing in doubt."""
    session = at("draft")
    files = {"form.txt": FORM.format(yes="x", no=" ")}
    return session, _import(session, tmp_path, files, redactor)


@pytest.fixture
def unreadable(at: At, redactor: WordRedactor, tmp_path: Path) -> tuple[Session, str]:
    """The same, with both boxes of a declaration ticked."""
    session = at("draft")
    files = {"form.txt": FORM.format(yes="x", no="x")}
    return session, _import(session, tmp_path, files, redactor)


def _hidden(session: Session, candidate: str) -> list[str]:
    """What each of a candidate's redactions hides."""
    texts = {
        one.document_id: one.document.text for one in form_of(session, REF, candidate).documents
    }
    return [texts[r.document_id][r.start : r.end] for r in list_redactions(session, REF, candidate)]


def _at(session: Session, candidate: str, words: str) -> Redaction:
    number = _hidden(session, candidate).index(words)
    return list_redactions(session, REF, candidate)[number]


# -- what is known and where


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("identity.full_name", "Zubeida Okonjo", "Zubeida Okonjo"),
        ("identity.email", "zo@example.com", "zo@example.com"),
        ("identity.phone", "01632 960101", "01632 960101"),
        ("identity.date_of_birth", "1990-05-03", "3 May 1990"),
        ("adjustments", "A quiet room", "A quiet room"),
        ("monitoring.religion", "Muslim", "Muslim"),
    ],
)
def test_each_field_has_its_place(
    formed: tuple[Session, str], key: str, value: str, written: str
) -> None:
    form = form_of(formed[0], REF, formed[1])
    field = _field(form, key)
    assert (field.value, field.source) == (value, Source.DOCUMENT)
    assert field.standing is Standing.CERTAIN
    assert field.place is not None
    assert field.place.document_id == form.documents[0].document_id
    text = form.documents[0].document.text
    assert text[field.place.start : field.place.end] == written


def test_declarations_are_yes_no_or_not_clear(
    formed: tuple[Session, str], at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    form = form_of(formed[0], REF, formed[1])
    declared = _field(form, "declarations.disability-confident")
    assert (declared.value, declared.standing) == ("yes", Standing.CERTAIN)
    other = _field(form, "declarations.care-experience")
    assert (other.value, other.standing, other.place) == ("no", Standing.NOT_FOUND, None)
    assert form.doubts == 0


def test_an_unreadable_box_is_in_doubt_and_no_other(unreadable: tuple[Session, str]) -> None:
    form = form_of(*unreadable[:1], REF, unreadable[1])
    values = {f.key: f.value for f in form.fields if f.key.startswith("declarations.")}
    assert values.pop("declarations.disability-confident") == "unclear"
    assert set(values.values()) == {"no"}
    assert form.doubts == 1
    assert form.unclear
    place = _field(form, "declarations.disability-confident").place
    assert place is not None
    assert "[x]" in form.documents[0].document.text[place.start : place.end]


def test_a_sentence_that_names_no_scheme_puts_all_of_them_in_doubt(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    other = "Application form\nFull name: Piotr Wrona\nEmail: pw@example.com\n"
    files = {"form.txt": FORM.format(yes="x", no=" "), "other.txt": other}
    form = form_of(session, REF, _import(session, tmp_path, files, redactor))
    values = [f.value for f in form.fields if f.key.startswith("declarations.")]
    assert set(values) == {"unclear"}


def test_what_the_index_says_is_found_where_it_is_written(at: At) -> None:
    session = at("review")
    form = form_of(session, REF, candidate_named(session, "first"))
    name, email = _field(form, "identity.full_name"), _field(form, "identity.email")
    assert (name.source, name.standing) == (Source.INDEX, Standing.CERTAIN)
    assert name.place is not None
    text = form.documents[0].document.text
    assert text[name.place.start : name.place.end] == "Zubeida Okonjo"
    assert (email.source, email.place) == (Source.INDEX, None)
    assert _field(form, "identity.phone").standing is Standing.NOT_FOUND


def test_where_index_and_form_differ_a_person_must_look(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    (tmp_path / "given" / "one").mkdir(parents=True)
    (tmp_path / "given" / "one" / "form.txt").write_text(FORM.format(yes="x", no=" "))
    (tmp_path / "index.csv").write_text("files,full_name,email\none,Zubeida Okonjo,z@example.com\n")
    import_applications(
        session, REF, [tmp_path / "given"], tmp_path / "index.csv", redactor=redactor
    )
    form = form_of(session, REF, session.workspace.blind.candidates(REF)[0])
    email = _field(form, "identity.email")
    assert (email.value, email.read) == ("z@example.com", "zo@example.com")
    assert (email.source, email.standing) == (Source.INDEX, Standing.LOOK)
    assert form.doubts == 1


def test_the_statement_is_shown_and_cannot_be_corrected(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    field = _field(form_of(session, REF, candidate), "statement")
    assert "Grace Adeyemi" in field.value
    assert not field.editable
    with pytest.raises(Refused, match="no field 'statement'"):
        confirm_form(session, REF, candidate, {"statement": "Better words"}, None)


def test_sealed_nothing_is_known(at: At) -> None:
    session = at("review", sealed=True)
    candidate = session.workspace.blind.candidates(REF)[0]
    for look in (
        lambda: form_of(session, REF, candidate),
        lambda: list_forms(session, REF),
        lambda: unconfirmed(session, REF),
        lambda: confirm_form(session, REF, candidate, {}, None),
        lambda: undo_confirmation(session, REF, candidate),
    ):
        with pytest.raises(VaultSealed):
            look()


# -- confirming


def test_a_confirmation_says_who_and_when(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    assert unconfirmed(session, REF) == [candidate]
    confirm_form(session, REF, candidate, {}, None)
    assert unconfirmed(session, REF) == []
    confirmed = form_of(session, REF, candidate).confirmed
    assert confirmed is not None
    assert (confirmed.actor, dict(confirmed.changes)) == ("Ann", {})
    assert confirmed.at.endswith("Z")
    assert [one.confirmed for one in list_forms(session, REF)] == [True]


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("identity.full_name", "  Zubeida   Ngozi Okonjo ", "Zubeida Ngozi Okonjo"),
        ("identity.email", "ngozi@example.com", "ngozi@example.com"),
        ("identity.email", "", None),
        ("identity.date_of_birth", "4/6/1991", "1991-06-04"),
        ("identity.date_of_birth", "4 June 1991", "1991-06-04"),
        ("identity.date_of_birth", "1991-06-04", "1991-06-04"),
        ("identity.postcode", "l8  3qd", "L8 3QD"),
        ("identity.postcode", "75011 Paris", "75011 Paris"),
    ],
)
def test_an_identity_is_corrected(
    formed: tuple[Session, str],
    redactor: WordRedactor,
    key: str,
    typed: str,
    kept: str | None,
) -> None:
    session, candidate = formed
    confirm_form(session, REF, candidate, {key: typed}, None, redactor=redactor)
    application = session.vault.application(candidate)
    assert application is not None
    assert application.identity.get(key.removeprefix("identity.")) == kept
    field = _field(form_of(session, REF, candidate), key)
    assert (field.value, field.source) == (kept or "", Source.HAND)


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("identity.full_name", " ", "must not be empty"),
        ("identity.email", "zo at example.com", "no e-mail address"),
        ("identity.email", "zo@example.com, other@example.com", "no e-mail address"),
        ("identity.date_of_birth", "31/2/1990", "no date"),
        ("identity.date_of_birth", "spring 1990", "no date"),
        ("identity.date_of_birth", "3/5/2990", "still to come"),
        ("interview_mode", "by post", "'in person' or 'online'"),
        ("identity.shoe_size", "43", "no field"),
        ("monitoring.shoe_size", "43", "no field"),
        ("adjustments", "x" * 5000, "longer than"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    formed: tuple[Session, str], key: str, typed: str, said: str
) -> None:
    session, candidate = formed
    before = session.vault.application(candidate)
    with pytest.raises(Refused, match=said):
        confirm_form(session, REF, candidate, {key: typed, "adjustments": typed}, None)
    assert session.vault.application(candidate) == before
    assert unconfirmed(session, REF) == [candidate]


def test_other_answers_are_corrected(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    corrections = {
        "adjustments": "",
        "interview_mode": "Online",
        "monitoring.religion": "None",
        "monitoring.ethnicity": "Welsh",
    }
    confirm_form(session, REF, candidate, corrections, None)
    application = session.vault.application(candidate)
    assert application is not None
    assert (application.adjustments, application.interview_mode) == ("", "online")
    assert application.monitoring == {"religion": "None", "ethnicity": "Welsh"}


def test_the_log_names_fields_and_never_values(
    formed: tuple[Session, str], redactor: WordRedactor
) -> None:
    session, candidate = formed
    corrections = {"identity.email": "ngozi@example.com", "adjustments": "A ramp"}
    confirm_form(
        session, REF, candidate, corrections, ["care-experience"], "rang", redactor=redactor
    )
    undo_confirmation(session, REF, candidate, redactor=redactor)
    (entry,) = audit_entries(session, action="form.confirmed")
    assert entry.details["fields"] == ["adjustments", "declarations", "identity.email"]
    (undone,) = audit_entries(session, action="form.confirmation-undone")
    assert undone.details["fields"] == entry.details["fields"]
    said = json.dumps([dict(entry.details), dict(undone.details)])
    for secret in ("ngozi", "ramp", "care-experience", "rang", "Okonjo"):
        assert secret not in said
    assert verify_audit(session).ok


# -- declarations


def test_an_unclear_declaration_cannot_be_confirmed_as_it_is(
    unreadable: tuple[Session, str],
) -> None:
    session, candidate = unreadable
    with pytest.raises(Refused, match="not clear what"):
        confirm_form(session, REF, candidate, {}, None)
    with pytest.raises(Refused, match="Say how you found out"):
        confirm_form(session, REF, candidate, {}, [])
    confirm_form(session, REF, candidate, {}, ["disability-confident"], "asked by telephone")
    application = session.vault.application(candidate)
    assert application is not None
    assert (application.declarations, application.unclear) == (("disability-confident",), ())
    field = _field(form_of(session, REF, candidate), "declarations.disability-confident")
    assert (field.value, field.source, field.standing) == ("yes", Source.HAND, Standing.CERTAIN)


def test_declarations_that_stay_need_no_reason(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    confirm_form(session, REF, candidate, {}, ["disability-confident"])
    with pytest.raises(Refused, match="no scheme 'cycling'"):
        confirm_form(session, REF, candidate, {}, ["cycling"], "asked")
    with pytest.raises(Refused, match="Say how you found out"):
        confirm_form(session, REF, candidate, {}, ["care-experience"])


# -- what is hidden


def test_the_right_name_is_hidden_and_the_wrong_one_no_more(
    formed: tuple[Session, str], redactor: WordRedactor
) -> None:
    session, candidate = formed
    accept(session, _at(session, candidate, "Zubeida").id)
    waiting = [r for r in list_redactions(session, REF, candidate) if r.decision == "pending"]
    reject(session, waiting[0].id)
    before = list_redactions(session, REF, candidate)
    assert _hidden(session, candidate) == ["Zubeida", "Okonjo", "Okonjo"]
    assert [r.decision for r in before] == ["accepted", "rejected", "pending"]
    confirm_form(
        session, REF, candidate, {"identity.full_name": "Grace Adeyemi"}, None, redactor=redactor
    )
    after = list_redactions(session, REF, candidate)
    assert after[:2] == before[:2]  # decided ones stay, whatever the name
    assert _hidden(session, candidate)[2:] == ["Grace", "Adeyemi", "Grace"]
    assert {r.decision for r in after[2:]} == {"pending"}
    # The acts on this candidate are forgotten together with what they touched.
    assert undo(session, REF) is None


def test_what_stays_found_is_left_as_it_is(
    formed: tuple[Session, str], redactor: WordRedactor
) -> None:
    session, candidate = formed
    before = list_redactions(session, REF, candidate)
    accept(session, before[0].id)
    confirm_form(
        session, REF, candidate, {"identity.full_name": "Zubeida Okonjo Grace"}, None,
        redactor=redactor,
    )  # fmt: skip
    after = list_redactions(session, REF, candidate)
    assert {r.id for r in before} < {r.id for r in after}
    assert _hidden(session, candidate) == ["Zubeida", "Okonjo", "Grace", "Okonjo", "Grace"]
    undone = undo(session, REF)  # nothing was removed, so review can go back
    assert undone is not None
    assert undone.redactions == (before[0].id,)


def test_no_redaction_changes_where_the_identity_does_not(
    formed: tuple[Session, str],
) -> None:
    session, candidate = formed
    before = list_redactions(session, REF, candidate)

    class Fails(WordRedactor):
        def find_all(self, *_given: object) -> list[list[object]]:  # type: ignore[override]
            raise AssertionError("it was looked for again")

    confirm_form(session, REF, candidate, {"adjustments": "A ramp"}, None, redactor=Fails())
    assert list_redactions(session, REF, candidate) == before


def test_a_redaction_that_fails_changes_nothing(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    before = session.vault.application(candidate)

    class Fails(WordRedactor):
        def find_all(self, *_given: object) -> list[list[object]]:  # type: ignore[override]
            raise RuntimeError("Zubeida Okonjo")

    with pytest.raises(Refused) as refused:
        confirm_form(
            session, REF, candidate, {"identity.full_name": "Grace Adeyemi"}, None, redactor=Fails()
        )
    assert "Okonjo" not in str(refused.value)
    assert session.vault.application(candidate) == before
    assert unconfirmed(session, REF) == [candidate]


# -- undoing


def test_undoing_brings_everything_back(
    unreadable: tuple[Session, str], redactor: WordRedactor
) -> None:
    session, candidate = unreadable
    before = session.vault.application(candidate)
    hidden = _hidden(session, candidate)
    corrections = {"identity.full_name": "Grace Adeyemi", "monitoring.religion": ""}
    confirm_form(
        session, REF, candidate, corrections, ["care-experience"], "asked", redactor=redactor
    )
    assert _hidden(session, candidate) != hidden
    undo_confirmation(session, REF, candidate, redactor=redactor)
    assert session.vault.application(candidate) == before
    assert _hidden(session, candidate) == hidden
    assert unconfirmed(session, REF) == [candidate]
    with pytest.raises(Refused, match="nothing to undo"):
        undo_confirmation(session, REF, candidate)


def test_a_second_confirmation_replaces_the_first(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    confirm_form(session, REF, candidate, {"adjustments": "A ramp"}, None)
    session.actor = "Bea"
    confirm_form(session, REF, candidate, {"adjustments": "A lift"}, None)
    confirmed = form_of(session, REF, candidate).confirmed
    assert confirmed is not None
    assert confirmed.actor == "Bea"
    undo_confirmation(session, REF, candidate)
    form = form_of(session, REF, candidate)
    assert form.confirmed is not None
    assert form.confirmed.actor == "Ann"
    assert _field(form, "adjustments").value == "A ramp"


def test_what_was_changed_since_is_not_undone(formed: tuple[Session, str]) -> None:
    session, candidate = formed
    confirm_form(session, REF, candidate, {}, ["care-experience"], "asked")
    set_declarations(session, REF, candidate, [], "asked again")
    with pytest.raises(Refused, match="changed again since"):
        undo_confirmation(session, REF, candidate)
    application = session.vault.application(candidate)
    assert application is not None
    assert application.declarations == ()


# -- many at once


def test_only_the_certain_are_confirmed_together(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    (tmp_path / "given").mkdir()
    texts = {
        "certain.txt": FORM.format(yes="x", no=" "),
        "unclear.txt": FORM.replace("Zubeida Okonjo", "Grace Adeyemi").format(yes="x", no="x"),
        "nameless.txt": "I ran a housing desk.",
    }
    for name, text in texts.items():
        (tmp_path / "given" / name).write_text(text)
    import_applications(session, REF, [tmp_path / "given"], redactor=redactor)
    named = {a.name: a.candidate for a in session.vault.applications(REF)}
    doubts = count_doubts(session, REF, unconfirmed(session, REF))
    assert doubts == {named["certain.txt"]: 0, named["unclear.txt"]: 1, named["nameless.txt"]: 1}
    done = confirm_certain(session, REF, list(named.values()))
    assert done == [named["certain.txt"]]
    assert sorted(unconfirmed(session, REF)) == sorted(
        [named["unclear.txt"], named["nameless.txt"]]
    )
    assert confirm_certain(session, REF, list(named.values())) == []


def test_it_can_be_stopped(at: At) -> None:
    session = at("review")
    candidates = unconfirmed(session, REF)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    assert confirm_certain(session, REF, candidates, cancelled=stop) == candidates[:1]
    assert len(unconfirmed(session, REF)) == len(candidates) - 1
    steps: list[tuple[int, int]] = []
    left = unconfirmed(session, REF)
    count_doubts(
        session, REF, left, progress=lambda done, total, _what: steps.append((done, total))
    )
    assert steps == [(1, 2), (2, 2)]
    assert count_doubts(session, REF, left, cancelled=lambda: True) == {}


# -- in time


@pytest.mark.parametrize("stage", ["released", "scoring", "locked"])
def test_after_release_only_the_rest_can_be_corrected(at: At, stage: str) -> None:
    session = at(stage)
    candidate = candidate_named(session, "second")
    with pytest.raises(Refused, match="released to the panel"):
        confirm_form(session, REF, candidate, {"identity.full_name": "Piotr Nowak"}, None)
    declared = ["care-experience"] if stage != "locked" else None
    confirm_form(session, REF, candidate, {"adjustments": "A ramp"}, declared, "asked")
    assert unconfirmed(session, REF)
    undo_confirmation(session, REF, candidate)


def test_after_the_lock_a_declaration_needs_a_decision(at: At) -> None:
    session = at("locked")
    candidate = candidate_named(session, "second")
    with pytest.raises(Refused, match="only by a decision"):
        confirm_form(session, REF, candidate, {}, ["care-experience"], "asked")


@pytest.mark.parametrize("stage", ["draft", "shortlisted", "closed"])
def test_too_early_or_too_late_it_is_refused(at: At, stage: str) -> None:
    session = at(stage)
    candidate = next(iter(session.workspace.blind.candidates(REF)), "C-0001")
    with pytest.raises(Refused):
        confirm_form(session, REF, candidate, {}, None)


def test_a_correction_of_the_identity_is_not_undone_after_release(
    at: At, redactor: WordRedactor
) -> None:
    session = at("review")
    candidate = candidate_named(session, "second")
    confirm_form(
        session, REF, candidate, {"identity.full_name": "Piotr Nowak"}, None, redactor=redactor
    )
    accept_all(session, REF)
    release(session, REF)
    with pytest.raises(Refused, match="released to the panel"):
        undo_confirmation(session, REF, candidate, redactor=redactor)
    assert candidate not in unconfirmed(session, REF)
