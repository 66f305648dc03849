"""Schemes as data: versions, what a vacancy keeps of them, and retiring."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow import scheme_editions as editions
from edi_shortlist.workflow.applications import set_declarations
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.explaining import explanation_of
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.scheme_editions import editions_of, schemes_on_offer
from edi_shortlist.workflow.schemes import (
    list_schemes,
    load_scheme_file,
    retire_scheme,
    save_scheme,
    scheme_version,
    scheme_versions,
    write_scheme_file,
)
from edi_shortlist.workflow.vacancies import get_vacancy, update_vacancy

from .conftest import REF, At, WordRedactor, candidate_named

DC, CARE = "disability-confident", "care-experience"
CARERS = Scheme(
    "carers", "Carers", "You care for somebody.", "The council's own", date(2026, 3, 14)
)


def narrower(session, scheme: str = CARE) -> Scheme:
    return replace(schemes_on_offer(session)[scheme], definition="You were in care at 16 or 17.")


def test_each_save_is_a_version_and_the_first_edit_keeps_what_the_program_brought(at: At) -> None:
    session = at("draft", sealed=True)
    shipped = scheme_version(session, CARE)
    assert (shipped.number, shipped.words) == (None, "as it came with the program")
    saved = save_scheme(session, narrower(session))
    assert (saved.number, saved.actor) == (2, "Ann")
    assert scheme_version(session, CARE) == saved
    assert scheme_version(session, CARE, 1).scheme == shipped.scheme
    assert [one.number for one in scheme_versions(session, CARE)] == [2, 1]
    (entry,) = audit_entries(session, action="scheme.saved")
    assert entry.details == {"scheme": CARE, "number": 2, "changed": ["definition"]}
    with pytest.raises(Refused, match="as it was"):
        save_scheme(session, saved.scheme)


def test_a_councils_own_scheme_can_be_run_and_declared_for(at: At) -> None:
    session = at("review")
    save_scheme(session, CARERS)
    update_vacancy(session, replace(get_vacancy(session, REF), schemes=("carers",)))
    first = candidate_named(session, "first")
    set_declarations(session, REF, first, ["carers"], "asked")
    assert session.vault.application(first).declarations == ("carers",)


@pytest.mark.parametrize("written", ["carers", "Carers"])
def test_a_councils_own_scheme_is_declared_in_the_index(
    at: At, redactor: WordRedactor, tmp_path: Path, written: str
) -> None:
    session = at("draft")
    save_scheme(session, CARERS)
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / "letter.txt").write_text("I have worked in housing.")
    index = tmp_path / "index.csv"
    index.write_text(f"files,full_name,declarations\nann,Ann Obi,{written}\n")
    import_applications(session, REF, [tmp_path / "ann"], index, redactor=redactor)
    (application,) = session.vault.applications(REF)
    assert (application.declarations, application.unclear) == (("carers",), ())


def test_a_released_vacancy_keeps_the_versions_that_it_was_released_with(at: At) -> None:
    session = at("released")
    before = editions_of(session, REF)
    assert {name: before[name].number for name in (DC, CARE)} == {DC: 1, CARE: 1}
    (entry,) = audit_entries(session, action="vacancy.released")
    assert entry.details["scheme_versions"] == [1, 1]
    save_scheme(session, narrower(session, DC))
    after = editions_of(session, REF)
    assert after[DC] == before[DC]
    assert scheme_version(session, DC).number == 2
    retire_scheme(session, CARE)
    assert editions_of(session, REF)[CARE] == before[CARE]


def test_an_explanation_names_version_definition_source_and_date(at: At) -> None:
    session = at("shortlisted")
    account = explanation_of(session, REF, candidate_named(session, "second"))
    said = " ".join(
        sentence
        for one in account.findings
        if one.rule == "What the schemes say"
        for sentence in one.sentences
    )
    edition = editions_of(session, REF)[DC]
    assert f"Disability Confident ({edition.words}): “You have a" in said
    assert "Department for Work and Pensions, read on 21 November 2026." in said


def test_the_programs_file_counts_until_somebody_edits_the_scheme_here(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("released", sealed=True)
    files = editions.available_schemes()
    mended = replace(files[CARE], evidence="A letter, with the invitation.")
    monkeypatch.setattr(editions, "available_schemes", lambda: files | {CARE: mended})
    assert scheme_version(session, CARE).scheme == mended
    assert editions_of(session, REF)[CARE].scheme == files[CARE]
    saved = save_scheme(session, replace(mended, evidence="None."))
    assert saved.number == 3  # what came with the program, mended, and this
    assert scheme_version(session, CARE) == saved


def test_retiring_takes_a_scheme_off_the_offer_and_saving_brings_it_back(at: At) -> None:
    session = at("draft", sealed=True)
    with pytest.raises(Refused, match=f"{REF} runs the scheme"):
        retire_scheme(session, DC)
    retired = retire_scheme(session, "armed-forces")
    assert retired.number == 2
    assert "armed-forces" not in schemes_on_offer(session)
    assert list_schemes(session)[-1].edition == retired
    with pytest.raises(Refused, match="retired already"):
        retire_scheme(session, "armed-forces")
    with pytest.raises(Refused, match="no scheme 'armed-forces'"):
        update_vacancy(session, replace(get_vacancy(session, REF), schemes=("armed-forces",)))
    save_scheme(session, retired.scheme)
    assert "armed-forces" in schemes_on_offer(session)


def test_a_scheme_that_is_gone_keeps_its_vacancy_from_being_released(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("reviewed")
    files = editions.available_schemes()
    monkeypatch.setattr(
        editions, "available_schemes", lambda: {n: one for n, one in files.items() if n != DC}
    )
    with pytest.raises(Refused, match="does not exist any more"):
        release(session, REF)


def test_a_scheme_goes_to_another_workspace_as_a_file(at: At, tmp_path) -> None:
    one, other = at("draft", sealed=True), at("draft", sealed=True)
    save_scheme(one, replace(CARERS, definition='You "care",\nunpaid.', excludes=("school-based",)))
    edition = scheme_version(one, "carers")
    write_scheme_file(edition, tmp_path / "carers.toml")
    with pytest.raises(Refused, match="already there"):
        write_scheme_file(edition, tmp_path / "carers.toml")
    taken = save_scheme(other, load_scheme_file(tmp_path / "carers.toml"))
    assert taken.scheme == edition.scheme


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"date": None}, "Say when"),
        ({"date": date(2999, 1, 1)}, "still to come"),
        ({"name": "care EXPERIENCE"}, "is called"),
    ],
)
def test_what_cannot_be_saved(at: At, change: dict, match: str) -> None:
    session = at("draft", sealed=True)
    with pytest.raises(Refused, match=match):
        save_scheme(session, replace(CARERS, **change))
