"""Letters: whom they go to, what each applicant is told, and what the log keeps of it."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from edi_shortlist.recruitment.interview_plan import Mode
from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow import letters
from edi_shortlist.workflow.auditing import audit_entries
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_changes import (
    Order,
    propose_times,
    set_need,
    set_plan,
)
from edi_shortlist.workflow.interview_schedule import slots
from edi_shortlist.workflow.letter_contents import address_lines, read_comments
from edi_shortlist.workflow.letters import (
    Recipients,
    copy_templates,
    letter_text,
    recipients,
    save_letters,
)
from edi_shortlist.workflow.processing_record import state_processing
from edi_shortlist.workflow.session import Session

from .conftest import REF, At, candidate_named
from .interviews import plan

NAMES = {"first": "Zubeida Okonjo", "second": "Piotr Wrona", "third": "Siân Rhys"}


def text_of(path: Path) -> str:
    return "\n".join(one.text for one in docx.Document(str(path)).paragraphs)


def own_template(path: Path, words: str = "Dear {{ name }}") -> Path:
    word = docx.Document()
    word.add_paragraph(words)
    word.save(str(path))
    return path


def change(session: Session, candidate: str, **identity: str) -> None:
    application = session.vault.application(candidate)
    assert application is not None
    with session.workspace.act(sealed=True):
        session.vault.change_application(
            replace(application, identity={**application.identity, **identity})
        )


def test_one_file_for_all_and_the_log_counts_and_names_nobody(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    saved = save_letters(session, REF, tmp_path / "all.docx", day=date(2026, 3, 9))
    assert saved is not None
    assert (saved.invited, saved.not_invited) == (2, 1)
    text = text_of(tmp_path / "all.docx")
    assert text.count("Dear ") == 3
    assert text.count("like to invite you") == 2
    assert all(f"Dear {name}" in text for name in NAMES.values())
    assert "9 March 2026" in text
    (entry,) = audit_entries(session, action="letters.saved")
    assert entry.candidate is None
    assert {k: v for k, v in entry.details.items() if k != "sha256"} == {
        **{"invited": 2, "not_invited": 1, "problems": 3, "format": "docx"}
    }
    told = " ".join(str(vars(one)) for one in audit_entries(session))
    assert not [name for name in NAMES.values() if name.split()[1] in told]


@pytest.mark.parametrize(
    ("target", "to"),
    [
        ("letters.zip", Recipients.ALL),
        ("letters.ZIP", Recipients.INVITED),
        ("letters", Recipients.NOT_INVITED),
    ],
)
def test_one_file_each_is_called_by_reference(
    at: At, tmp_path: Path, target: str, to: Recipients
) -> None:
    session = at("unsealed")
    path = tmp_path / target
    save_letters(session, REF, path, to)
    if path.suffix:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    else:
        names = [one.name for one in path.iterdir()]
    assert sorted(names) == sorted(f"{one}.docx" for one in recipients(session, REF, to))
    wanted = {Recipients.ALL: 3, Recipients.INVITED: 2, Recipients.NOT_INVITED: 1}
    assert len(names) == wanted[to]


def test_a_letter_tells_an_applicant_what_is_theirs_and_nothing_of_others(at: At) -> None:
    session = at("unsealed")
    by_name = {name: candidate_named(session, name) for name in NAMES}
    said = {name: letter_text(session, REF, one) for name, one in by_name.items()}
    assert "You asked for these adjustments:\na lift" in said["first"]
    assert "Guaranteed interview" not in said["first"]  # declared for none
    assert "You declared for Disability Confident" in said["second"]
    assert "Care experience" not in said["second"]
    assert "You declared for Care experience" in said["third"]
    assert "E1 (essential): Prevents homelessness\nLimited" in said["third"]
    assert "Presents" not in said["third"]  # is assessed at the interview
    for name, text in said.items():
        assert NAMES[name] in text
        for other in set(NAMES) - {name}:
            assert NAMES[other] not in text
            assert by_name[other] not in text
    looks = audit_entries(session, action="letter.previewed")
    assert [one.candidate for one in looks] == list(by_name.values())


def test_the_invited_are_told_when_and_where_to_come(at: At) -> None:
    session = at("unsealed")
    first, second = candidate_named(session, "first"), candidate_named(session, "second")
    set_plan(session, REF, plan())
    propose_times(session, REF, Order.REFERENCE)
    set_need(session, REF, first, mode=Mode.IN_PERSON, extra=15)
    said = letter_text(session, REF, first)
    slot = slots(session, REF)[first]
    assert f"Date: {slot.start:%A}" in said
    assert f"Time: {slot.start:%H:%M}, for about {slot.minutes} minutes" in said
    assert "How: in person\nWhere: Town Hall" in said
    assert "Who you will meet: Panellist A and Panellist B" in said
    assert "15 minutes of extra time" in said
    assert "extra time" not in letter_text(session, REF, second).split("Adjustments")[1]


def test_comments_stand_where_hr_chose_to_say_something(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    third = candidate_named(session, "third")
    table = tmp_path / "comments.csv"
    table.write_text(
        f"Candidate,criterion,comment\n{third.lower()},E2,Give an example of a hard call.\n"
        f"{third},E1,\n",
        encoding="utf-8-sig",
    )
    comments = read_comments(session, REF, table)
    assert comments == {(third, "E2"): "Give an example of a hard call."}
    assert "E2: Give an example" in letter_text(session, REF, third, comments=comments)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("candidate,comment\nC-0000,x", "no column 'criterion'"),
        ("candidate,criterion,comment\nC-0000,E1,x", "no candidate 'C-0000'"),
        ("candidate,criterion,comment\n{one},E3,x", "not a criterion assessed"),
        ("candidate,criterion,comment\n{one},E1,x\n{one},E1,y", "line 3: there is a comment"),
        ("candidate,criterion,comment\n{one},E1," + "x" * 1001, "longer than 1000"),
    ],
)
def test_comments_that_do_not_fit_are_told_by_line(
    at: At, tmp_path: Path, rows: str, words: str
) -> None:
    session = at("unsealed")
    table = tmp_path / "comments.csv"
    table.write_text(rows.replace("{one}", candidate_named(session, "first")), encoding="utf-8")
    with pytest.raises(Refused, match=words):
        read_comments(session, REF, table)


def test_without_a_name_there_is_no_letter_and_the_others_go_on(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    first, second = candidate_named(session, "first"), candidate_named(session, "second")
    change(session, first, full_name=" ", address="1 High St, Leeds", postcode="LS1 1AA")
    change(session, second, address="2 High St, Leeds, LS1 1AA", postcode="ls11aa")
    saved = save_letters(session, REF, tmp_path / "x.zip", Recipients.INVITED)
    assert saved is not None
    assert saved.invited == 1
    unsigned, *problems = saved.problems
    assert unsigned.startswith("The letters do not say who writes them")
    assert problems == [
        f"{first}: no name is known, so there is no letter. Look at the application and confirm "
        "its form.",
    ]
    assert "Piotr Wrona\n2 High St\nLeeds\nLS1 1AA\n" in letter_text(session, REF, second)
    with pytest.raises(Refused, match="no name is known"):
        letter_text(session, REF, first)
    change(session, second, full_name="")
    with pytest.raises(Refused) as refused:
        save_letters(session, REF, tmp_path / "y.docx", Recipients.INVITED)
    assert len(refused.value.problems) == 2
    assert not (tmp_path / "y.docx").exists()


@pytest.mark.parametrize(
    ("address", "postcode", "lines"),
    [
        ("", "", []),
        ("", "LS1 1AA", ["LS1 1AA"]),
        ("1 High St\nLeeds", "LS1 1AA", ["1 High St", "Leeds", "LS1 1AA"]),
        ("1 High St, Leeds,, ls1 1aa ", "LS1 1AA", ["1 High St", "Leeds", "ls1 1aa"]),
    ],
)
def test_the_lines_of_an_address(address: str, postcode: str, lines: list[str]) -> None:
    assert address_lines({"address": address, "postcode": postcode}) == lines


def test_the_employer_and_the_contact_are_those_of_the_record_of_processing(
    at: At, tmp_path: Path
) -> None:
    session = at("unsealed")
    state_processing(
        session, {"controller": "Borough of Example\nTown Hall", "contact": "jobs@example.com"}
    )
    said = letter_text(session, REF, candidate_named(session, "third"))
    assert said.startswith("Borough of Example\n")
    assert "please tell us: jobs@example.com." in said
    saved = save_letters(session, REF, tmp_path / "letters.docx")
    assert saved is not None
    assert not any("who writes them" in one for one in saved.problems)


def test_a_template_of_ones_own_or_the_workspaces_is_used(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    first = candidate_named(session, "first")
    made = copy_templates(session)
    assert [one.name for one in made] == ["invited.docx", "not-invited.docx"]
    assert made[0].parent == session.folder / "letters"
    with pytest.raises(Refused, match="already there"):
        copy_templates(session)
    made[0].unlink()
    own_template(made[0], "Ours: {{ name }}")
    assert letter_text(session, REF, first) == "Ours: Zubeida Okonjo"
    given = own_template(tmp_path / "given.docx", "Given: {{ salutation }}")
    assert letter_text(session, REF, first, template=given) == "Given: Zubeida Okonjo"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("letters.pdf", r"\.docx for one file"),
        ("there.docx", "already there"),
        ("none/x.docx", "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(
    at: At, tmp_path: Path, file: str, words: str
) -> None:
    (tmp_path / "there.docx").write_bytes(b"kept")
    session = at("unsealed")
    with pytest.raises(Refused, match=words):
        save_letters(session, REF, tmp_path / file)
    assert (tmp_path / "there.docx").read_bytes() == b"kept"
    assert not audit_entries(session, action="letters.saved")


def test_what_is_refused(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    own = own_template(tmp_path / "own.docx")
    with pytest.raises(Refused, match="to whom these letters go"):
        save_letters(session, REF, tmp_path / "x.docx", template=own)
    with pytest.raises(Refused, match="cannot be opened"):
        save_letters(
            session, REF, tmp_path / "x.docx", Recipients.INVITED, template=tmp_path / "none.docx"
        )
    bad = own_template(tmp_path / "bad.docx", "{{ sex }}")
    with pytest.raises(Refused, match=r"'bad\.docx': There is no placeholder 'sex'"):
        save_letters(session, REF, tmp_path / "x.docx", Recipients.INVITED, template=bad)
    sealed = at("unsealed", sealed=True)
    with pytest.raises(VaultSealed):
        save_letters(sealed, REF, tmp_path / "x.docx")
    with pytest.raises(Refused, match="unseal the invited first"):
        save_letters(at("shortlisted"), REF, tmp_path / "x.docx")
    assert not (tmp_path / "x.docx").exists()


def test_stopping_writes_nothing(at: At, tmp_path: Path) -> None:
    session = at("unsealed")
    seen: list[int] = []
    stopped = save_letters(
        session,
        REF,
        tmp_path / "x.docx",
        progress=lambda done, total, what: seen.append(done),
        cancelled=lambda: len(seen) > 1,
    )
    assert stopped is None
    assert seen == [0, 1]
    assert not (tmp_path / "x.docx").exists()


def test_whoever_withdrew_is_not_invited_by_letter(
    at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = at("unsealed")
    away = candidate_named(session, "first")
    monkeypatch.setattr(letters, "who_withdrew", lambda s, ref: {away})
    assert away not in recipients(session, REF, Recipients.ALL)
    saved = save_letters(session, REF, tmp_path / "x.zip")
    assert saved is not None
    assert (saved.invited, saved.not_invited) == (1, 1)
