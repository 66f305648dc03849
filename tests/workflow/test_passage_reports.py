"""A panellist reports a passage: hidden at once and everywhere, until HR decides."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edi_shortlist.documents.model import Block, BlockKind, Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import Original, Redaction, SealedApplication, VaultSealed
from edi_shortlist.storage.pack_errors import AlteredPack, DamagedPack
from edi_shortlist.storage.redactions import ACCEPTED
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.erasing import erase
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.evidence_agreement import not_as_logged
from edi_shortlist.workflow.pack_importing import import_pack
from edi_shortlist.workflow.packs import export_pack
from edi_shortlist.workflow.passage_decisions import (
    keep_hidden,
    list_reports,
    passages_of,
    restore,
    waiting_reports,
)
from edi_shortlist.workflow.passage_reports import (
    ReportedPlace,
    digest_of_places,
    report_passage,
)
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import list_redactions, preview
from edi_shortlist.workflow.scored_evidence import EvidenceRecord, mark_evidence
from edi_shortlist.workflow.scoring import panel_documents
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shown_documents import shown_documents
from edi_shortlist.workflow.vacancies import create_vacancy

from .conftest import CHEAP, PASSPHRASE, REF, VACANCY

A, B = "Panellist A", "Panellist B"
PIN, ONE, TWO = "4821 0937 5516", "C-0001", "C-0002"
WHY = "It is not about the applicant."
FILL = "\u200b"

#: The first document of ONE: a replacement before, inside and behind what will be reported.
LETTER = Document(
    (
        Block("Zubeida Okonjo"),
        Block(
            "I run the Saffron Lane choir with Zubeida Okonjo's sister, born 1/2/1980, in Speke."
        ),
        Block("Years", BlockKind.CELL, cell=(0, 0, 0)),
        Block("Head of the saffron  lane Choir", BlockKind.CELL, cell=(0, 0, 1)),
    )
)
FORM = Document((Block("Hobby: the SAFFRON LANE choir, and Saffron Laneway."),))
OTHER = Document((Block("I too sing in the Saffron Lane choir."),))
_PLAIN = Redaction(0, "", 0, 1, "NAME", 0.9, "ner", "[applicant]", "A name.", ACCEPTED, "Ann")


def _hide(s: Session, document_id: str, document: Document, words: str, instead: str) -> None:
    at = document.text.find(words)
    while at >= 0:
        one = replace(_PLAIN, document_id=document_id, start=at, end=at + len(words))
        s.workspace.redactions.add(replace(one, replacement=instead))
        at = document.text.find(words, at + 1)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released workspace: two candidates, the first with two documents."""
    folder = tmp_path_factory.mktemp("reports") / "w"
    with Session.create(folder, PASSPHRASE, "Ann", cost=CHEAP) as s:
        create_vacancy(s, Vacancy.from_dict(VACANCY))
        with s.workspace.act(sealed=True):
            for candidate, documents in {ONE: (LETTER, FORM), TWO: (OTHER,)}.items():
                s.vault.add_application(
                    SealedApplication(candidate, REF, "x", {"full_name": "Zubeida Okonjo"}),
                    [Original("a.txt", b"x", one.to_dict()) for one in documents],
                )
                s.vault.digest_keys.of(candidate) or s.vault.digest_keys.add(candidate)
                s.workspace.blind.add_candidate(REF, candidate, len(documents))
            _hide(s, f"{ONE}/1", LETTER, "Zubeida Okonjo", "[applicant]")
            _hide(s, f"{ONE}/1", LETTER, "1/2/1980", "")
            s.workspace.blind.set_state(REF, "review")
        release(s, REF)
    return folder


@pytest.fixture
def s(released: Path, tmp_path: Path) -> Iterator[Session]:
    shutil.copytree(released, tmp_path / "w")
    with Session.open(tmp_path / "w", "Ann") as session:
        yield session


def report(s: Session, words: str, document: str = f"{ONE}/1", panellist: str = A) -> int:
    candidate = document.split("/")[0]
    start = shown_documents(s, candidate)[document].text.index(words)
    place = ReportedPlace(document, start, start + len(words))
    return report_passage(s, REF, candidate, panellist, [place]).report


def texts(s: Session, candidate: str = ONE) -> list[str]:
    return [one.text.replace(FILL, "") for one in panel_documents(s, REF, candidate)]


def unlock(s: Session) -> Session:
    s.unlock(PASSPHRASE)
    return s


BEFORE = [
    "[applicant]\nI run the Saffron Lane choir with [applicant]'s sister, born , in Speke.\nYears\t"
    "Head of the saffron  lane Choir",
    "Hobby: the SAFFRON LANE choir, and Saffron Laneway.",
]


def test_it_is_hidden_everywhere_at_once_with_the_vault_sealed(s: Session) -> None:
    assert texts(s) == BEFORE
    lengths = [len(one.text) for one in panel_documents(s, REF, ONE)]
    number = report(s, "affron Lan")
    assert texts(s) == [
        "[applicant]\nI run the [hidden] choir with [applicant]'s sister, born , in Speke.\nYears\t"
        "Head of the [hidden] Choir",
        "Hobby: the [hidden] choir, and Saffron Laneway.",
    ]
    assert texts(s, TWO) == [OTHER.text]
    assert [len(one.text) for one in panel_documents(s, REF, ONE)] == lengths
    (told,) = list_reports(s, REF)
    assert (told.id, told.candidate, told.panellist, told.decision) == (number, ONE, A, "waiting")
    assert (told.documents, told.places, told.still_in) == ((f"{ONE}/1", f"{ONE}/2"), 3, ())
    assert waiting_reports(s, REF) == 1
    (entry,) = audit_entries(s, action="passage.reported")
    held = s.workspace.reports.of_candidate(ONE)[0]
    assert entry.candidate == ONE
    assert entry.details == {
        "report": number,
        "panellist": A,
        "documents": [f"{ONE}/1", f"{ONE}/2"],
        "places": 3,
        "digest": digest_of_places(held),
    }
    with pytest.raises(VaultSealed):
        passages_of(s, REF, number)
    with pytest.raises(VaultSealed):
        keep_hidden(s, REF, number, "LOCATION")
    assert list_reports(s, REF)[0].decision == "waiting"


def test_what_was_read_in_one_piece_is_hidden_in_every_piece_as_one_report(s: Session) -> None:
    # As in the answer to a question, which is put together from several documents.
    text = shown_documents(s, ONE)
    ends = [
        text[name].text.index(word) for name, word in ((f"{ONE}/1", "Speke"), (f"{ONE}/2", "Hobby"))
    ]
    places = [
        ReportedPlace(f"{ONE}/1", ends[0], ends[0] + 5),
        ReportedPlace(f"{ONE}/2", ends[1], ends[1] + 5),
        ReportedPlace(f"{ONE}/1", 0, 5),  # hidden already
    ]
    assert report_passage(s, REF, ONE, A, places).places == 2
    assert "Speke" not in texts(s)[0]
    assert "Hobby" not in texts(s)[1]
    assert len(list_reports(s, REF)) == 1


def test_no_byte_of_it_is_left_on_the_blind_side(s: Session) -> None:
    # TWO keeps the choir of the same name, so what is reported here is a word of ONE alone.
    report(s, "sister")
    files = b"".join(path.read_bytes() for path in s.folder.glob("shortlist.db*"))
    assert b"sister" not in files
    assert b"Speke" in files
    assert not s.workspace.reports.wait_to_be_cleaned()


def test_a_program_killed_before_it_was_cleaned_cleans_at_the_next_opening(
    s: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(s.workspace), "clean_hidden", lambda _workspace: None)
    report(s, "sister")
    monkeypatch.undo()
    assert s.workspace.reports.wait_to_be_cleaned()
    s.close()
    with Session.open(s.folder, "Ann") as again:
        assert not again.workspace.reports.wait_to_be_cleaned()
        files = b"".join(path.read_bytes() for path in again.folder.glob("shortlist.db*"))
        assert b"sister" not in files


@pytest.mark.parametrize(
    ("words", "originals"),
    [
        ("Saffron Lane", ["Saffron Lane", "saffron  lane", "SAFFRON LANE"]),
        ("with [applicant]'s sister", ["with Zubeida Okonjo's sister"]),
        ("born , in Speke", ["born 1/2/1980, in Speke"]),
        ("in Speke.\nYears\tHead", ["in Speke.\nYears\tHead"]),
    ],
)
def test_hr_sees_where_it_stands_in_the_originals(
    s: Session, words: str, originals: list[str]
) -> None:
    number = report(s, words)
    found = passages_of(unlock(s), REF, number)
    assert [one.original.text[one.start : one.end] for one in found] == originals


def test_kept_hidden_it_is_a_redaction_like_any_other(s: Session) -> None:
    number = report(s, "Saffron Lane")
    other = report(s, "Speke")
    added = keep_hidden(unlock(s), REF, number, "LOCATION")
    stored = [one for one in list_redactions(s, REF, ONE) if one.source == "panellist report"]
    assert stored == added
    assert {(one.label, one.decision, one.decided_by) for one in stored} == {
        ("LOCATION", ACCEPTED, "Ann")
    }
    assert all(one.digest for one in stored)
    logged = audit_entries(s, action="redaction.added")
    assert [one.details["digest"] for one in logged] == [one.digest for one in stored]
    assert not_as_logged(audit_entries(s), list_redactions(s, REF)) == []
    assert not any("affron" in str(vars(entry)).lower() for entry in audit_entries(s))
    words = stored[0].replacement
    assert texts(s)[1] == f"Hobby: the {words} choir, and Saffron Laneway."
    # What the program makes of the original with every redaction says the same.
    assert preview(s, f"{ONE}/2").text == texts(s)[1]
    (told, late) = list_reports(s, REF)[::-1]
    assert (told.id, told.decision, told.label, told.decided_by) == (
        number,
        "kept",
        "LOCATION",
        "Ann",
    )
    assert (late.id, late.decision) == (other, "waiting")
    with pytest.raises(Refused, match="decided already, by Ann"):
        restore(s, REF, number, WHY)
    # The other report is still hidden, and its place was not moved.
    assert "Speke" not in texts(s)[0]
    (passage,) = passages_of(s, REF, other)
    assert passage.original.text[passage.start : passage.end] == "Speke"
    restore(s, REF, other, WHY)
    assert texts(s)[0].endswith(f"in Speke.\nYears\tHead of the {words} Choir")
    assert verify_audit(s).ok


def test_restored_it_reads_as_before_and_the_reason_is_logged(s: Session) -> None:
    first = report(s, "Saffron Lane choir with [applicant]")
    second = report(s, "in Speke")
    unlock(s)
    for reason, words in (("", "Say why"), ("Everybody knows Speke.", "holds a word")):
        with pytest.raises(Refused, match=words):
            restore(s, REF, second, reason)
    restore(s, REF, second, WHY)
    assert texts(s)[0].endswith("sister, born , in Speke.\nYears\tHead of the saffron  lane Choir")
    restore(s, REF, first, WHY)
    assert texts(s) == BEFORE
    assert [one.details["reason"] for one in audit_entries(s, action="report.restored")] == [
        WHY
    ] * 2
    assert waiting_reports(s, REF) == 0
    assert [one for one in list_redactions(s, REF) if one.source == "panellist report"] == []


def test_one_of_two_that_overlap_can_be_shown_again(s: Session) -> None:
    inner = report(s, "sister, born , in Speke")
    with pytest.raises(Refused, match="hidden already"):
        report(s, "[hidden on report]")
    outer = report(s, "[hidden on report]" + FILL * 5 + ".\nYears")
    unlock(s)
    restore(s, REF, inner, WHY)
    assert "sister" not in texts(s)[0]  # the second report reaches over all of the first
    restore(s, REF, outer, WHY)
    assert texts(s) == BEFORE


def test_evidence_keeps_its_place(s: Session) -> None:
    text = shown_documents(s, ONE)[f"{ONE}/1"].text
    start = text.index("Head of")
    record = EvidenceRecord(ONE, B, "E1", f"{ONE}/1", start, start + len("Head of"))
    with_hidden = replace(record, start=start, end=start + len("Head of the saffron"))
    mark_evidence(s, REF, record)
    mark_evidence(s, REF, replace(with_hidden, criterion="E2"))
    number = report(s, "Saffron Lane")
    keep_hidden(unlock(s), REF, number, "LOCATION")

    def quoted(criterion: str) -> str:
        evidence = s.workspace.evidence.of_candidate(ONE)
        (one,) = (e for e in evidence if e.criterion == criterion)
        return shown_documents(s, ONE)[one.document].text[one.start : one.end]

    assert quoted("E1") == "Head of"
    assert "affron" not in quoted("E2")


@pytest.mark.parametrize(
    ("document", "words", "refusal"),
    [
        (f"{TWO}/1", "", "no document"),
        (f"{ONE}/1", "[applicant]", "hidden already"),
        (f"{ONE}/1", ",", "hidden already"),
    ],
)
def test_nothing_is_hidden_where_nothing_can_be_read(
    s: Session, document: str, words: str, refusal: str
) -> None:
    start = shown_documents(s, ONE)[f"{ONE}/1"].text.index(words)
    with pytest.raises(Refused, match=refusal):
        report_passage(s, REF, ONE, A, [ReportedPlace(document, start, start + len(words))])
    assert texts(s) == BEFORE
    assert list_reports(s, REF) == []


def test_a_copy_that_cannot_be_made_again_stays_as_it_is(s: Session) -> None:
    number = report(s, "Saffron Lane")
    shown = shown_documents(s, ONE)[f"{ONE}/2"]
    made_otherwise = shown.with_texts(["Hobbies: " + shown.text])
    s.workspace.blind.set_anonymised(f"{ONE}/2", made_otherwise.to_dict())
    with pytest.raises(Refused, match="cannot be made again"):
        restore(unlock(s), REF, number, WHY)
    assert list_reports(s, REF)[0].decision == "waiting"


def test_the_erased_take_their_reports_with_them(s: Session) -> None:
    report(s, "Saffron Lane")
    erase(unlock(s), REF, ONE)
    assert list_reports(s, REF) == []
    assert s.workspace.reports.every() == []


# -- packs


def made(s: Session, path: Path, panellist: str = A) -> Path:
    return export_pack(s, REF, panellist, path, pin=PIN, cost=CHEAP).path


def test_a_pack_hides_at_once_and_brings_the_report(s: Session, tmp_path: Path) -> None:
    path, other = made(s, tmp_path / "a.edipack"), made(s, tmp_path / "b.edipack", B)
    report(s, "Speke", panellist=B)  # hidden here meanwhile; the pack does not know
    with Session.open_pack(path, PIN, costs=[CHEAP]) as pack:
        report(pack, "Saffron Lane")
        assert texts(pack)[1] == "Hobby: the [hidden] choir, and Saffron Laneway."
        assert "in Speke" in texts(pack)[0]
    with Session.open_pack(path, PIN, costs=[CHEAP]) as pack:
        assert "Saffron Lane " not in texts(pack)[0]
    brought = import_pack(s, path, PIN, costs=[CHEAP])
    assert brought.reports == 1
    assert "A passage was reported and hidden" in brought.sentence
    assert texts(s)[0] == (
        "[applicant]\nI run the [hidden] choir with [applicant]'s sister, born , in […].\nYears\t"
        "Head of the [hidden] Choir"
    )
    assert import_pack(s, path, PIN, costs=[CHEAP]).reports == 0
    speke, saffron = list_reports(s, REF)
    # The pack that told of it covers it; the others went out before and are out of reach.
    assert (speke.still_in, saffron.still_in) == ((A, B), (B,))
    assert b"SAFFRON LANE" not in (s.folder / "shortlist.db").read_bytes()
    found = passages_of(unlock(s), REF, saffron.id)
    assert [one.original.text[one.start : one.end] for one in found] == [
        "Saffron Lane",
        "saffron  lane",
        "SAFFRON LANE",
    ]
    # A pack made from now on holds it no more.
    again = export_pack(s, REF, B, tmp_path / "c.edipack", pin=PIN, cost=CHEAP, again=True)
    assert list_reports(s, REF)[1].still_in == (B,)  # the older file is where it is
    with Session.open_pack(again.path, PIN, costs=[CHEAP]) as pack:
        assert "Saffron Lane " not in texts(pack)[0]
    assert other.exists()


def test_a_report_that_was_changed_in_a_pack_is_refused(s: Session, tmp_path: Path) -> None:
    path = made(s, tmp_path / "a.edipack")
    with Session.open_pack(path, PIN, costs=[CHEAP]) as pack:
        report(pack, "Saffron Lane")
        pack.workspace._store.run("UPDATE report_places SET start = start + 1")
    with pytest.raises(AlteredPack, match="not those that it signed"):
        import_pack(s, path, PIN, costs=[CHEAP])
    assert texts(s) == BEFORE


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('UPDATE report_places SET "end" = 9999', "a report that does not fit"),
        (f"UPDATE reports SET panellist = '{B}'", "somebody else"),
        ("DELETE FROM report_places", "is damaged"),
    ],
)
def test_a_signed_report_must_fit_the_documents(
    s: Session, tmp_path: Path, change: str, words: str
) -> None:
    path = made(s, tmp_path / "a.edipack")
    with Session.open_pack(path, PIN, costs=[CHEAP]) as pack:
        report(pack, "Saffron Lane")
        with pack.workspace.act():  # as somebody would who has the pack's own key
            pack.workspace._store.run(change)
    with pytest.raises((AlteredPack, DamagedPack), match=words):
        import_pack(s, path, PIN, costs=[CHEAP])
    assert list_reports(s, REF) == []
