"""Joining and splitting applications by hand, and asking about those that look alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from edi_shortlist.storage import VaultSealed
from edi_shortlist.workflow.alike import alike_applications, keep_apart
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.grouping import join_applications, split_application
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.reviewing import accept_all, list_redactions, undo
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import vacancy_state

from .conftest import PASSPHRASE, REF, At, WordRedactor, candidate_named

FORM = """Application form
Full name: {name}
Email: {email}
Date of birth: 3 May 1990
Disability Confident: do you wish to be considered for a guaranteed interview? {declared}
"""


@pytest.fixture
def two_of_one(at: At, redactor: WordRedactor, tmp_path: Path) -> Session:
    """A vacancy where one person's form and letter came in as two applications."""
    session = at("draft")
    (tmp_path / "given").mkdir()
    form = FORM.format(name="Zubeida Okonjo", email="zo@example.com", declared="Yes")
    (tmp_path / "given" / "form.txt").write_text(form)
    (tmp_path / "given" / "letter.txt").write_text("Dear panel\nI am Okonjo of Toxteth.")
    report = import_applications(session, REF, [tmp_path / "given"], redactor=redactor)
    assert report.failures == ()
    return session


def _texts(session: Session, candidate: str) -> list[str]:
    """What each of a candidate's redactions hides."""
    originals = session.vault.originals(candidate)
    said = []
    for redaction in list_redactions(session, REF, candidate):
        number = int(redaction.document_id.split("/")[1])
        text = originals[number - 1].content.decode()
        said.append(text[redaction.start : redaction.end])
    return said


def test_joined_documents_share_what_is_known(two_of_one: Session, redactor: WordRedactor) -> None:
    session = two_of_one
    form, letter = (candidate_named(session, name) for name in ("form.txt", "letter.txt"))
    assert "Okonjo" not in _texts(session, letter)  # its writer was not known
    joined = join_applications(session, REF, [form, letter], redactor=redactor)
    assert session.workspace.blind.candidates(REF) == [joined]
    assert [o.file_name for o in session.vault.originals(joined)] == ["form.txt", "letter.txt"]
    assert _texts(session, joined).count("Okonjo") == 2
    application = session.vault.application(joined)
    assert application is not None
    assert application.identity["email"] == "zo@example.com"
    assert application.declarations == ("disability-confident",)
    (entry,) = audit_entries(session, action="application.joined")
    assert (entry.candidate, sorted(entry.details["joined"])) == (joined, sorted([form, letter]))
    assert verify_audit(session).ok


def test_a_file_that_came_twice_is_kept_once(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    for folder, names in (("a", ["cv.txt", "first.txt"]), ("b", ["cv.txt", "more.txt"])):
        (tmp_path / "given" / folder).mkdir(parents=True)
        for name in names:
            (tmp_path / "given" / folder / name).write_text(f"This is my {name}.")
    report = import_applications(session, REF, [tmp_path / "given"], redactor=redactor)
    assert [one.why for one in report.alike] == [("the same file",)]
    joined = join_applications(session, REF, report.added, redactor=redactor)
    assert [o.file_name for o in session.vault.originals(joined)] == [
        "cv.txt",
        "first.txt",
        "more.txt",
    ]
    assert alike_applications(session, REF) == []


def test_split_gives_each_what_its_forms_say(
    two_of_one: Session, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = two_of_one
    other = FORM.format(name="Tom Cole", email="tc@example.com", declared="No")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "form.txt").write_text(other)
    import_applications(session, REF, [tmp_path / "more" / "form.txt"], redactor=redactor)
    everyone = session.workspace.blind.candidates(REF)
    named = {session.vault.application(c).identity.get("full_name"): c for c in everyone}  # type: ignore[union-attr]
    mixed = join_applications(
        session, REF, [named["Zubeida Okonjo"], named[None], named["Tom Cole"]], redactor=redactor
    )
    assert [o.file_name for o in session.vault.originals(mixed)] == ["form.txt", "letter.txt", "form.txt"]  # fmt: skip
    staying, leaving = split_application(session, REF, mixed, [3], redactor=redactor)
    ours, theirs = session.vault.application(staying), session.vault.application(leaving)
    assert ours is not None
    assert theirs is not None
    assert (ours.identity["full_name"], ours.declarations) == ("Zubeida Okonjo", ("disability-confident",))  # fmt: skip
    assert (theirs.identity["full_name"], theirs.declarations) == ("Tom Cole", ())
    assert theirs.identity["email"] == "tc@example.com"
    # who declared what must be looked at, in both
    assert any("split from another" in sentence for sentence in ours.unclear)
    assert any("split from another" in sentence for sentence in theirs.unclear)
    assert "Okonjo" in _texts(session, staying)
    assert "Cole" in _texts(session, leaving)


@pytest.mark.parametrize("numbers", [[], [1, 2], [3], [0]])
def test_a_split_that_is_none_is_refused(
    two_of_one: Session, redactor: WordRedactor, numbers: list[int]
) -> None:
    both = two_of_one.workspace.blind.candidates(REF)
    joined = join_applications(two_of_one, REF, both, redactor=redactor)
    with pytest.raises(Refused, match=r"Choose (some of|from)"):
        split_application(two_of_one, REF, joined, numbers, redactor=redactor)
    assert two_of_one.workspace.blind.candidates(REF) == [joined]


def test_one_application_cannot_be_joined_with_itself(
    two_of_one: Session, redactor: WordRedactor
) -> None:
    one = two_of_one.workspace.blind.candidates(REF)[0]
    with pytest.raises(Refused, match="two applications or more"):
        join_applications(two_of_one, REF, [one, one], redactor=redactor)
    with pytest.raises(Refused, match="no candidate"):
        join_applications(two_of_one, REF, [one, "C-0000"], redactor=redactor)


def test_earlier_decisions_on_them_cannot_be_undone_but_others_can(
    at: At, redactor: WordRedactor
) -> None:
    session = at("review")
    first, second, third = session.workspace.blind.candidates(REF)
    accept_all(session, REF, third)
    accept_all(session, REF, first)
    joined = join_applications(session, REF, [first, second], redactor=redactor)
    undone = undo(session, REF)
    assert undone is not None
    assert undone.candidate == third
    assert undo(session, REF) is None
    assert all(r.decision == "pending" for r in list_redactions(session, REF, joined))
    assert vacancy_state(session, REF) is VacancyState.REVIEW


def test_nothing_is_joined_or_split_after_release(at: At, redactor: WordRedactor) -> None:
    session = at("released")
    first, second, _ = session.workspace.blind.candidates(REF)
    with pytest.raises(Refused, match="released"):
        join_applications(session, REF, [first, second], redactor=redactor)
    with pytest.raises(Refused, match="released"):
        split_application(session, REF, first, [1], redactor=redactor)
    with pytest.raises(Refused, match="released"):
        keep_apart(session, REF, first, second)


def test_a_redactor_that_fails_changes_nothing(two_of_one: Session) -> None:
    class Fails(WordRedactor):
        def find_all(self, documents: object, identity: object) -> list[list[object]]:  # type: ignore[override]
            raise ValueError("Zubeida Okonjo")

    before = two_of_one.workspace.blind.candidates(REF)
    with pytest.raises(Refused, match="nothing was changed") as caught:
        join_applications(two_of_one, REF, before, redactor=Fails())
    assert "Okonjo" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert two_of_one.workspace.blind.candidates(REF) == before


def test_the_vault_must_be_open(at: At, redactor: WordRedactor) -> None:
    session = at("review", sealed=True)
    first, second, _ = session.workspace.blind.candidates(REF)
    with pytest.raises(VaultSealed):
        join_applications(session, REF, [first, second], redactor=redactor)
    with pytest.raises(VaultSealed):
        alike_applications(session, REF)


ALIKE = [
    # two index rows, and what they share
    ("Ada Obi,ada@example.com,", "Bea Low,ADA@example.com ,", ("the same e-mail address",)),
    ("Ada Obi,,07700 900123", "Bea Low,,+44 7700 900 123", ("the same telephone number",)),
    ("Ada Obi,,", "OBI Ada,,", ("the same name",)),
    ("Zoë Núñez,a@example.com,", "Zoe Nunez,a@example.com,", ("the same e-mail address", "the same name")),
    ("Ada,,", "Ada,,", ()),  # one word names too many
    ("Ada Obi,,123", "Bea Low,,123", ()),
    ("Ada Obi,a@example.com,", "Ada Low,b@example.com,", ()),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_alike(
    at: At, redactor: WordRedactor, tmp_path: Path, one: str, other: str, why: tuple[str, ...]
) -> None:
    session = at("draft")
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(f"Letter {name}")
    index = tmp_path / "index.csv"
    index.write_text(f"files,full_name,email,phone\n1.txt,{one}\n2.txt,{other}\n", "utf-8")
    files = [tmp_path / "1.txt", tmp_path / "2.txt"]
    report = import_applications(session, REF, files, index, redactor=redactor)
    found = alike_applications(session, REF)
    assert [pair.why for pair in found] == ([why] if why else [])
    assert list(report.alike) == found
    if why:
        keep_apart(session, REF, *reversed(found[0].candidates))
        assert alike_applications(session, REF) == []
        assert len(audit_entries(session, action="applications.kept-apart")) == 1


def test_of_many_alike_only_as_many_pairs_are_asked_about_as_join_them(
    at: At, redactor: WordRedactor, tmp_path: Path
) -> None:
    session = at("draft")
    rows = ["files,full_name,email"]
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Letter {number}")
        rows.append(f"{number}.txt,Ada Obi,{'ada' if number < 4 else 'other'}@example.com")
    (tmp_path / "index.csv").write_text("\n".join(rows))
    files = [tmp_path / f"{number}.txt" for number in range(5)]
    import_applications(session, REF, files, tmp_path / "index.csv", redactor=redactor)
    pairs = alike_applications(session, REF)
    assert len(pairs) == 4
    assert {c for pair in pairs for c in pair.candidates} == set(
        session.workspace.blind.candidates(REF)
    )
    assert sorted(len(pair.why) for pair in pairs) == [1, 2, 2, 2]  # the strongest are asked
    # an answer leads to the next question, until none is left
    asked = 0
    while pairs := alike_applications(session, REF):
        keep_apart(session, REF, *pairs[0].candidates)
        asked += 1
    assert asked == 10


class Killed(BaseException):
    """The program ends between the commits of the two files."""


@pytest.mark.parametrize("joining", [True, False])
def test_a_kill_between_the_two_files_loses_no_document(
    at: At, redactor: WordRedactor, monkeypatch: pytest.MonkeyPatch, joining: bool
) -> None:
    session = at("review")
    candidates = [candidate_named(session, name) for name in ("first", "second")]
    act = partial(join_applications, session, REF, candidates, redactor=redactor)
    if not joining:
        candidates = [act()]
        act = partial(split_application, session, REF, candidates[0], [2], redactor=redactor)
    held = {one: session.vault.originals(one) for one in candidates}
    commits = session.workspace._sealed_part

    @contextmanager
    def then_killed(sealed: bool) -> Iterator[None]:
        with commits(sealed):
            yield
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(session.workspace, "_sealed_part", then_killed)
        with pytest.raises(Killed):
            act()
    session.close()
    with Session.open(session.folder, "Ann") as again:
        again.unlock(PASSPHRASE)
        third = candidate_named(again, "third")
        assert {a.candidate for a in again.vault.applications(REF)} == {*candidates, third}
        assert {one: again.vault.originals(one) for one in candidates} == held
        assert verify_audit(again).ok


def test_an_application_that_was_taken_out_is_gone_from_the_vault(
    at: At, redactor: WordRedactor
) -> None:
    session = at("review")
    candidates = [candidate_named(session, name) for name in ("first", "second")]
    joined = join_applications(session, REF, candidates, redactor=redactor)
    split = split_application(session, REF, joined, [2], redactor=redactor)
    third = candidate_named(session, "third")
    assert {a.candidate for a in session.vault.applications(REF)} == {*split, third}
    assert [session.vault.digest_keys.of(one) for one in (*candidates, joined)] == [None] * 3
