"""Shortlist reports: what each version holds, and what a manager can never tell from one."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.reporting import SUFFIXES, Audience, Kind, save_report
from edi_shortlist.workflow.shortlisting import shortlist

from .conftest import APPLICANTS, REF, At, candidate_named

MANAGER, HR = Audience.MANAGER, Audience.HR
#: What tells that somebody declared, or which schemes there are.
TELLING = ("Disability", "Care experience", "disability-confident", "guaranteed an interview under")


def searched(path: Path) -> bytes:
    """Return a file's bytes with all of its parts unpacked, and its text."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_range() for page in pages)
        return content + " ".join(text.split()).encode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return content + b"\n".join(archive.read(name) for name in archive.namelist())


def tables(path: Path) -> Iterator[list[list[str]]]:
    for table in docx.Document(str(path)).tables:
        yield [[cell.text for cell in row.cells] for row in table.rows]


def names_of_applicants() -> set[str]:
    return {word for _, name, _, _ in APPLICANTS for word in name.split()} | {
        f"{name.split()[0].lower()}@example.com" for _, name, _, _ in APPLICANTS
    }


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("stage", "short", "kind"),
    [
        ("locked", False, Kind.SCORES),
        ("shortlisted", False, Kind.INTERVIEW_LIST),
        ("shortlisted", True, Kind.INTERVIEW_LIST),
        ("closed", False, Kind.INTERVIEW_LIST),
    ],
)
def test_a_managers_report_names_nobody_and_no_declaration(
    at: At, tmp_path: Path, suffix: str, stage: str, short: bool, kind: Kind
) -> None:
    session = at(stage)  # with the vault open: what could get in must not
    path = tmp_path / f"report{suffix}"
    saved = save_report(session, REF, path, MANAGER, short=short)
    assert saved is not None
    assert saved.kind is kind
    held = searched(path)
    for word in (*names_of_applicants(), *TELLING, "lift", "Welsh"):
        assert word.encode() not in held, word
    assert b"Housing Options Adviser" in held
    # Either the scores or who is invited, never both.
    assert (b"Totals and places" in held) == (kind is Kind.SCORES)
    assert (b"are invited to interview" in held) == (kind is Kind.INTERVIEW_LIST)


def test_a_report_to_a_manager_is_saved_with_the_vault_sealed(at: At, tmp_path: Path) -> None:
    save_report(at("closed", sealed=True), REF, tmp_path / "x.pdf", MANAGER)
    save_report(at("locked", sealed=True), REF, tmp_path / "y.pdf", MANAGER)


def test_the_scores_are_all_there_until_the_shortlist_is_drawn(at: At, tmp_path: Path) -> None:
    session = at("locked")
    save_report(session, REF, tmp_path / "x.docx", MANAGER)
    places, criteria, scores, *_ = tables(tmp_path / "x.docx")
    first, third = (candidate_named(session, name) for name in ("first", "third"))
    assert places[0][:3] == ["Candidate", "Place", "Total"]
    assert places[1][:6] == [first, "1", "16", "12", "4", "met"]
    assert [third, "", "4"] == next(row for row in places if row[0] == third)[:3]
    assert [row[0] for row in criteria[1:]] == ["E1", "E2", "D1", "E3"]
    assert scores[0] == ["Candidate", "Criterion", "Panellist A", "Panellist B", "Agreed", "Panel"]
    assert [first, "E1", "4", "4", "", "4"] in scores
    assert len(scores) == 1 + 3 * 3


def test_who_scored_what_cannot_be_told_from_the_interview_list(at: At, tmp_path: Path) -> None:
    """Two worlds with the same list and the same scores given to other candidates look alike."""

    def told(path: Path) -> list[str]:
        save_report(session, REF, path, MANAGER)
        words = docx.Document(str(path))
        said = [one.text for one in words.paragraphs]
        end = next(n for n, one in enumerate(said) if one.startswith("How to check"))
        return [*said[:end], *map(str, tables(path))]

    session = at("shortlisted", sealed=True)
    before = told(tmp_path / "before.docx")
    assert before
    one, other = session.workspace.blind.candidates(REF)[:2]
    swapped = {one: other, other: one}
    scores = session.workspace.scores.of_vacancy(REF)
    by_candidate = {one.candidate: one for one in session.workspace.blind.standings(REF)}
    with session.workspace.act():
        for score in scores:
            if score.candidate in swapped:
                session.workspace.scores.put(
                    replace(score, candidate=swapped[score.candidate]), "x"
                )
        session.workspace.blind.set_standings(
            replace(
                by_candidate[from_], candidate=candidate, invited=by_candidate[candidate].invited
            )
            for candidate, from_ in swapped.items()
        )
    assert told(tmp_path / "after.docx") == before
    assert session.workspace.scores.of_vacancy(REF) != scores


def test_after_scores_were_handed_out_the_list_comes_with_a_warning(at: At, tmp_path: Path) -> None:
    session = at("locked")
    first = save_report(session, REF, tmp_path / "scores.pdf", MANAGER)
    assert first is not None
    assert "deleted before you hand the interview list over" in first.warnings[0]
    shortlist(session, REF)
    second = save_report(session, REF, tmp_path / "list.pdf", MANAGER, short=True)
    assert second is not None
    assert "were handed out on 20" in second.warnings[0]


def test_without_scores_handed_out_the_list_comes_without_a_warning(at: At, tmp_path: Path) -> None:
    saved = save_report(at("shortlisted"), REF, tmp_path / "list.pdf", MANAGER)
    assert saved is not None
    assert saved.warnings == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hrs_report_says_why(at: At, tmp_path: Path, suffix: str) -> None:
    session = at("unsealed")
    path = tmp_path / f"report{suffix}"
    saved = save_report(session, REF, path, HR)
    assert saved is not None
    assert "special category data" in saved.warnings[0]
    held = searched(path)
    for words in (
        "Guaranteed an interview under Disability Confident",
        "version 1",
        "Scores locked",
    ):
        assert words.encode() in held
    head = session.workspace.audit.entries(action="vacancy.unsealed")[-1]
    assert b"ended with entry" in held
    assert head.hash.encode() not in held  # the explanations were read since, which is logged
    assert not [name for name in names_of_applicants() if name.encode() in held]
    (entry,) = audit_entries(session, action="shortlist-report.saved")
    assert entry.candidate is None
    assert entry.details == {
        "report": "whole",
        "audience": "hr",
        "format": suffix[1:],
        "named": False,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    assert saved.sha256 == entry.details["sha256"]


def test_the_head_of_the_log_in_a_report_is_one_that_can_be_verified(
    at: At, tmp_path: Path
) -> None:
    session = at("shortlisted", sealed=True)
    head = session.workspace.audit.head()
    assert head is not None
    save_report(session, REF, tmp_path / "x.docx", MANAGER)
    text = "\n".join(one.text for one in docx.Document(str(tmp_path / "x.docx")).paragraphs)
    assert f"--head {head.number}:{head.hash} " in text
    assert re.search(r"All \d+ entries are as written", text)


def test_names_of_the_invited_alone_and_only_where_hr_asks(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    save_report(session, REF, tmp_path / "x.xlsx", HR, short=True, names=True)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["About", "Decisions and reasons", "Why, rule by rule"]
    rows = [[cell.value for cell in row] for row in book["Decisions and reasons"]]
    assert rows[0][:2] == ["Candidate", "Name"]
    assert {row[1] or "" for row in rows[1:]} == {"Zubeida Okonjo", "Piotr Wrona", ""}


@pytest.mark.parametrize(
    ("stage", "options", "words"),
    [
        ("scoring", {}, "Lock the scores first"),
        ("draft", {"audience": HR}, "Lock the scores first"),
        ("locked", {"short": True}, "not drawn yet"),
        ("shortlisted", {"audience": HR, "names": True}, "not unsealed yet"),
        ("unsealed", {"names": True}, "names nobody"),
        ("unsealed", {"file": "x.odt"}, r"\.pdf, \.docx or \.xlsx"),
        ("unsealed", {"file": "there.pdf"}, "already there"),
        ("unsealed", {"file": "none/x.pdf"}, "cannot be written"),
    ],
)
def test_what_is_refused(
    at: At, tmp_path: Path, stage: str, options: dict[str, object], words: str
) -> None:
    (tmp_path / "there.pdf").write_bytes(b"kept")
    given = {"file": "x.pdf", "audience": MANAGER, **options}
    path = tmp_path / str(given.pop("file"))
    session = at(stage)
    with pytest.raises(Refused, match=words):
        save_report(session, REF, path, **given)  # type: ignore[arg-type]
    assert [one.name for one in tmp_path.glob("*.pdf")] == ["there.pdf"]
    assert (tmp_path / "there.pdf").read_bytes() == b"kept"
    assert not audit_entries(session, action="shortlist-report.saved")


def test_hrs_report_needs_the_vault(at: At, tmp_path: Path) -> None:
    with pytest.raises(VaultSealed):
        save_report(at("shortlisted", sealed=True), REF, tmp_path / "x.pdf", HR)


def test_stopping_leaves_no_file_and_no_entry(at: At, tmp_path: Path) -> None:
    session = at("shortlisted")
    assert save_report(session, REF, tmp_path / "x.pdf", HR, cancelled=lambda: True) is None
    assert not (tmp_path / "x.pdf").exists()
    assert not audit_entries(session, action="shortlist-report.saved")


def test_the_place_of_the_erased_stays_in_hrs_report_and_nothing_else(
    at: At, tmp_path: Path
) -> None:
    session = at("shortlisted")
    gone = candidate_named(session, "second")
    erase(session, REF, gone)
    save_report(session, REF, tmp_path / "x.docx", HR)
    decisions, rules, *rest = tables(tmp_path / "x.docx")
    assert next(row for row in decisions if row[0] == gone)[1:4] == ["2", "8", "yes"]
    assert not [row for table in (rules, *rest[1:4]) for row in table if row[0] == gone]
