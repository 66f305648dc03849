"""Evidence files: what is in them, what is left out, and never a word of an application."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from edi_shortlist import __version__
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.evidence import (
    TABLES,
    EvidenceFilter,
    evidence_of,
    export_evidence,
    fits_digest,
)
from edi_shortlist.workflow.evidence_reading import read_evidence
from edi_shortlist.workflow.reviewing import (
    accept,
    accept_all,
    add_redaction,
    change_label,
    list_redactions,
    reject,
)
from edi_shortlist.workflow.sampling import draw_sample, record_results
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, update_vacancy

from .conftest import APPLICANTS, REF, VACANCY, At, candidate_named


def rows(session: Session, table: str, **only: str) -> list[dict[str, Any]]:
    found = evidence_of(session, EvidenceFilter(**only)).table(table)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def words_of_applicants() -> set[str]:
    words = {"lift", "Welsh"}
    for _, name, _, text in APPLICANTS:
        words |= {word.strip(".,") for word in (*name.split(), *text.split())}
    return {word for word in words if len(word) > 4} - {"Letter"}


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx", "pdf"])
def test_no_format_holds_a_word_of_an_application(
    at: At, tmp_path: Path, suffix: str, sealed: bool
) -> None:
    session = at("closed", sealed=sealed)
    file = tmp_path / f"evidence.{suffix}"
    digest = export_evidence(session, file)
    assert digest == hashlib.sha256(file.read_bytes()).hexdigest()
    held = [file.read_bytes()]
    if suffix == "xlsx":
        with zipfile.ZipFile(file) as archive:
            held += [archive.read(name) for name in archive.namelist()]
    if suffix == "pdf":
        import pypdfium2

        pages = pypdfium2.PdfDocument(file)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        assert "Redactions by label and recogniser" in text
        held.append(text.encode())
    for word in words_of_applicants():
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert not [one for one in held if word.encode(encoding) in one], word
    assert file.stat().st_size > 500
    (entry,) = audit_entries(session, action="audit.exported")
    assert entry.details == {"format": suffix, "filters": {}, "sha256": digest}


def test_the_json_holds_every_table_and_where_the_log_ends(at: At, tmp_path: Path) -> None:
    session = at("closed", sealed=True)
    head = session.workspace.audit.head()
    export_evidence(session, tmp_path / "e.json")
    written = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert set(TABLES) <= set(written)
    assert head is not None
    assert (written["log_head"], written["log_head_hash"]) == (head.number, head.hash)
    assert written["log_verified"] is True
    assert [e["number"] for e in written["log"]] == list(range(1, head.number + 1))
    assert written["log"][-1]["hash"] == head.hash
    assert written["digests"] == "HMAC-SHA-256 under a key for each application, in the vault"
    assert all(len(one["digest"]) == 64 for one in written["redactions"])


def test_each_redaction_says_what_an_auditor_asks(at: At) -> None:
    session = at("released")
    candidate = candidate_named(session, "first")
    (place,) = rows(session, "redactions", label="LOCATION")
    (imported,) = audit_entries(session, action="application.imported", text=candidate)
    assert place["document"] == f"{candidate}/1"
    assert (place["vacancy"], place["candidate"]) == (REF, candidate)
    assert (place["recogniser"], place["score"], place["flagged"]) == ("places", 0.99, True)
    assert (place["decision"], place["decided_by"], place["rule"]) == (
        "accepted",
        "Ann",
        "accept-all",
    )
    assert imported.at > place["proposed_at"] > audit_entries(session)[0].at
    assert place["decided_at"] > imported.at
    assert (place["program"], place["model"]) == (__version__, "words 1")
    assert len(place["digest"]) == 64


@pytest.mark.parametrize(
    ("only", "labels", "decisions"),
    [
        ({}, {"NAME", "LOCATION"}, {"accepted", "rejected", "pending"}),
        ({"vacancy": REF}, {"NAME", "LOCATION"}, {"accepted", "rejected", "pending"}),
        ({"label": "LOCATION"}, {"LOCATION"}, {"rejected"}),
        ({"label": "NAME"}, {"NAME"}, {"accepted", "pending"}),
        ({"decision": "pending"}, {"NAME"}, {"pending"}),
        ({"person": "Ben"}, {"LOCATION"}, {"rejected"}),
        ({"person": "Ben", "decision": "accepted"}, set(), set()),
        ({"recogniser": "places"}, {"LOCATION"}, {"rejected"}),
        ({"recogniser": "known-identity", "decision": "accepted"}, {"NAME"}, {"accepted"}),
        ({"manner": "one-by-one"}, {"NAME", "LOCATION"}, {"accepted", "rejected"}),
        ({"manner": "by-rule"}, set(), set()),
        ({"since": "2999-01-01"}, set(), set()),
        ({"until": "1999-12-31"}, set(), set()),
    ],
)
def test_redactions_are_filtered(
    at: At, only: dict[str, str], labels: set[str], decisions: set[str]
) -> None:
    session = at("review", sealed=True)
    names = [r for r in list_redactions(session, REF) if r.label == "NAME"]
    (place,) = [r for r in list_redactions(session, REF) if r.label == "LOCATION"]
    accept(session, names[0].id)
    session.actor = "Ben"
    reject(session, place.id)
    found = rows(session, "redactions", **only)
    assert {row["label"] for row in found} == labels
    assert {row["decision"] for row in found} == decisions


def test_the_log_is_filtered_alike(at: At) -> None:
    session = at("closed", sealed=True)
    all_of_them = rows(session, "log")
    assert len(rows(session, "log", vacancy=REF)) < len(all_of_them)
    accepted = rows(session, "log", decision="accepted")
    assert {r["action"] for r in accepted} == {"redaction.accepted", "redactions.accepted-by-rule"}
    named = rows(session, "log", label="LOCATION")
    assert {r["action"] for r in named} == {"redaction.accepted", "application.imported"}
    by_rule = rows(session, "log", manner="by-rule")
    assert {r["action"] for r in by_rule} == {"redaction.accepted", "redactions.accepted-by-rule"}
    assert rows(session, "log", manner="one-by-one") == []
    proposed = rows(session, "log", recogniser="places")
    assert {r["action"] for r in proposed} == {"redaction.accepted", "application.imported"}
    assert {r["action"] for r in rows(session, "log", action="score")} == {"score.recorded"}
    found = rows(session, "log", text="ACCEPT-ALL", action="redactions")
    assert [r["action"] for r in found] == ["redactions.accepted-by-rule"]
    assert len(rows(session, "redactions", text="accept-all", action="redactions")) > 1
    today = all_of_them[0]["at"][:10]
    assert rows(session, "log", since=today)[0] == all_of_them[0]
    assert rows(session, "log", until="1999-12-31") == []


@pytest.mark.parametrize(
    ("only", "words"),
    [
        ({"vacancy": "V-9"}, "no vacancy V-9"),
        ({"label": "Okonjo"}, "no label 'Okonjo'"),
        ({"person": "Zubeida"}, "nobody called"),
        ({"decision": "maybe"}, "A decision is"),
        ({"manner": "blindly"}, "is made"),
        ({"action": "Okonjo"}, "no action 'Okonjo'"),
        ({"recogniser": "Okonjo"}, "Nothing was proposed by"),
        ({"since": "1 March"}, "not a day"),
        ({"until": "2026-3-1"}, "not a day"),
    ],
)
def test_a_filter_that_can_fit_nothing_is_refused_and_never_logged(
    at: At, tmp_path: Path, only: dict[str, str], words: str
) -> None:
    session = at("closed", sealed=True)
    with pytest.raises(Refused, match=words):
        export_evidence(session, tmp_path / "e.json", EvidenceFilter(**only))
    assert not (tmp_path / "e.json").exists()
    assert not audit_entries(session, action="audit.exported")


def test_counts_by_label_and_recogniser(at: At) -> None:
    session = at("released", sealed=True)
    counts = rows(session, "counts")
    assert {(c["label"], c["recogniser"]) for c in counts} == {
        ("NAME", "known-identity"),
        ("LOCATION", "places"),
    }
    place = next(c for c in counts if c["label"] == "LOCATION")
    assert place == {
        **{"label": "LOCATION", "recogniser": "places", "proposed": 1, "accepted": 1},
        **{"rejected": 0, "pending": 0, "by_rule": 1, "flagged": 1},
    }
    assert sum(c["proposed"] for c in counts) == len(list_redactions(session, REF))


def test_overrides_with_their_reasons(at: At) -> None:
    session = at("review")
    chosen = {"label": "ETHNICITY", "action": "flag", "reason": "D1 asks for a language"}
    more = {
        **VACANCY,
        "reference": "V-2",
        "policy_overrides": [chosen],
        "interview_limit": 6,
        "interview_limit_reason": "212 applications",
    }
    create_vacancy(session, Vacancy.from_dict(more))
    update_vacancy(session, Vacancy.from_dict({**more, "title": "Another title"}))
    less = {k: v for k, v in more.items() if not k.startswith(("policy", "interview_limit"))}
    update_vacancy(session, Vacancy.from_dict(less))
    place = next(r for r in list_redactions(session, REF) if r.label == "LOCATION")
    reject(session, place.id)
    change_label(session, place.id, "ADDRESS")
    add_redaction(session, f"{candidate_named(session, 'second')}/1", 0, 3, "NAME")
    found = [(r["vacancy"], r["kind"], r["what"], r["reason"]) for r in rows(session, "overrides")]
    assert found[:4] == [
        ("V-2", "policy override", "ETHNICITY: flag", "D1 asks for a language"),
        ("V-2", "interview limit", "6 interviews", "212 applications"),
        ("V-2", "policy override", "none any more", ""),
        ("V-2", "interview limit", "none any more", ""),
    ]
    assert [kind for _, kind, _, _ in found[4:]] == [
        "redaction rejected",
        "label changed",
        "redaction added by hand",
    ]
    assert f"document {place.document_id}, label ADDRESS, was LOCATION" in found[5][2]


def test_times_and_versions(at: At) -> None:
    session = at("released", sealed=True)
    (times,) = rows(session, "times")
    assert (times["vacancy"], times["applications"]) == (REF, 3)
    assert times["first_import"] <= times["last_import"] < times["released"]
    assert 0 <= times["median_hours_an_application"] <= times["hours_from_first_import"]
    (versions,) = rows(session, "versions")
    assert (versions["program"], versions["model"]) == (__version__, "words 1")
    assert versions["applications"] == 3
    (unreleased,) = rows(at("review", sealed=True), "times")
    assert (unreleased["released"], unreleased["hours_from_first_import"]) == (None, None)


def test_samples_are_told(at: At) -> None:
    session = at("released", sealed=True)
    sample = draw_sample(session, REF, seed="3")
    record_results(session, REF, sample.id, {sample.documents[0].document: (1, 0)}, rest_clean=True)
    checked = rows(session, "sample_documents")
    assert [c["document"] for c in checked] == [d.document for d in sample.documents]
    assert [c["leaks"] for c in checked] == [1, 0, 0]
    assert {c["checked_by"] for c in checked} == {"Ann"}
    (told,) = rows(session, "samples")
    assert (told["seed"], told["checked"], told["leaking"]) == ("3", 3, 1)
    assert told["rate"] == pytest.approx(1 / 3)


def test_a_csv_holds_the_table_asked_for_and_runs_nothing(at: At, tmp_path: Path) -> None:
    session = at("released", sealed=True)
    session.actor = "=HYPERLINK(1)"
    session.log("vault.opened")
    export_evidence(session, tmp_path / "e.csv")
    export_evidence(session, tmp_path / "c.csv", table="counts")
    text = (tmp_path / "e.csv").read_text(encoding="utf-8-sig")
    written = list(csv.DictReader(io.StringIO(text)))
    assert [r["actor"] for r in written if "HYPERLINK" in r["actor"]] == ["'=HYPERLINK(1)"]
    assert (tmp_path / "c.csv").read_text(encoding="utf-8-sig").startswith("label,recogniser")


def test_nothing_is_written_over_or_in_another_format(at: At, tmp_path: Path) -> None:
    session = at("draft", sealed=True)
    (tmp_path / "e.json").write_text("mine")
    with pytest.raises(Refused, match="already there"):
        export_evidence(session, tmp_path / "e.json")
    assert (tmp_path / "e.json").read_text() == "mine"
    with pytest.raises(Refused, match=r"ends in \.csv"):
        export_evidence(session, tmp_path / "e.docx")
    with pytest.raises(Refused, match="cannot be written"):
        export_evidence(session, tmp_path / "none" / "e.json")


def test_a_log_that_was_tampered_with_is_still_exported(at: At) -> None:
    session = at("released", sealed=True)
    store = session.workspace._store
    store.run("DROP TRIGGER audit_is_never_changed")
    for number, details in enumerate(
        ('{"limit": [], "policy_overrides": [7]}', "[1]", '{"label": []}'), 2
    ):
        store.run("UPDATE audit SET details = ? WHERE number = ?", [details, number])
    store.run("UPDATE audit SET at = 'yesterday' WHERE action = 'application.imported'")
    evidence = evidence_of(session, EvidenceFilter(label="NAME"))
    assert evidence.facts["log_verified"] is False
    assert "Entry 2 is not as it was written" in str(evidence.facts["log_sentence"])


def test_words_that_were_searched_for_stand_nowhere(at: At, tmp_path: Path) -> None:
    """Somebody may have looked for a name."""
    session = at("released", sealed=True)
    export_evidence(session, tmp_path / "e.json", EvidenceFilter(vacancy=REF, text="Zubeida"))
    written = (tmp_path / "e.json").read_text(encoding="utf-8")
    assert json.loads(written)["log"] == []
    assert "Zubeida" not in written + str(audit_entries(session))
    (entry,) = audit_entries(session, action="audit.exported")
    assert entry.details["filters"] == {"vacancy": REF, "text": "words not written down"}


def test_a_file_holds_the_tables_that_were_asked_for(at: At, tmp_path: Path) -> None:
    session = at("released", sealed=True)
    export_evidence(session, tmp_path / "e.json", tables=("counts", "samples"))
    written = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert {"counts", "samples"} == set(TABLES) & set(written)
    (entry,) = audit_entries(session, action="audit.exported")
    assert entry.details["tables"] == ["counts", "samples"]
    with pytest.raises(Refused, match="one table"):
        export_evidence(session, tmp_path / "e.csv", table="log", tables=("counts",))
    head = session.workspace.audit.head()
    export_evidence(session, tmp_path / "head.json", tables=())
    written = json.loads((tmp_path / "head.json").read_text(encoding="utf-8"))
    assert head is not None
    assert (written["log_head"], written["log_head_hash"]) == (head.number, head.hash)
    assert not set(TABLES) & set(written)


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "pdf"])
def test_an_export_that_is_stopped_leaves_no_file_and_no_entry(
    at: At, tmp_path: Path, suffix: str
) -> None:
    session = at("released", sealed=True)
    told: list[tuple[int, int]] = []
    file = tmp_path / f"e.{suffix}"
    stopped = export_evidence(
        session,
        file,
        progress=lambda done, total, what: told.append((done, total)),
        cancelled=lambda: len(told) > 0,
    )
    assert stopped == ""
    assert not file.exists()
    assert not audit_entries(session, action="audit.exported")
    assert export_evidence(
        session, file, progress=lambda done, total, what: told.append((done, total))
    )
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0


def test_what_is_read_once_is_filtered_as_the_file_is(at: At) -> None:
    session = at("review", sealed=True)
    accept(session, list_redactions(session, REF)[0].id)
    accept_all(session, REF, at_least=0.999)
    reading = read_evidence(session)
    filters = (
        EvidenceFilter(),
        EvidenceFilter(label="NAME"),
        EvidenceFilter(decision="pending"),
        EvidenceFilter(vacancy=REF, manner="one-by-one"),
    )
    for only in filters:
        evidence = evidence_of(session, only)
        ids = [row[0] for row in evidence.table("redactions").rows]
        assert [one.redaction.id for one in reading.redactions(only)] == ids
        assert reading.overrides(only) == evidence.table("overrides")
        assert reading.times(only) == evidence.table("times")
        assert reading.versions(only) == evidence.table("versions")
        by_label = reading.counts(only, "label")
        assert sum(row[1] for row in by_label.rows) == len(ids)  # type: ignore[misc]
    assert by_label.columns[0] == "label"
    assert reading.recognisers == ["known-identity", "places"]
    assert reading.people == ["Ann"]


# -- keyed digests


def test_a_digest_proves_the_text_to_whoever_has_the_vault(at: At) -> None:
    session = at("released")
    (place,) = rows(session, "redactions", label="LOCATION")
    where = (place["document"], place["start"], place["end"], place["digest"])
    assert fits_digest(session, *where)
    assert fits_digest(session, *where, text="Toxteth")
    assert not fits_digest(session, *where, text="Toxteth ")
    assert not fits_digest(session, place["document"], place["start"] + 1, place["end"], where[3])
    assert not fits_digest(session, *where[:3], "é")
    plain = hashlib.sha256(b"Toxteth").hexdigest()
    assert place["digest"] != plain
    assert [e.details["fits"] for e in audit_entries(session, action="digest.compared")] == [
        *(True, True, False, False, False),
    ]
    assert "Toxteth" not in str(audit_entries(session))
    assert verify_audit(session).ok


def test_digests_stay_the_same_and_tell_nothing_of_equal_texts(at: At) -> None:
    session = at("released")
    once = {r["redaction"]: r["digest"] for r in rows(session, "redactions")}
    assert once == {r["redaction"]: r["digest"] for r in rows(session, "redactions")}
    # Piotr stands twice in one document.
    assert len(set(once.values())) == len(once)


def test_a_document_that_the_vault_does_not_hold_proves_nothing(at: At) -> None:
    session = at("released")
    for text in (None, "Ann"):
        with pytest.raises(Refused, match="the key went with it"):
            fits_digest(session, "C-ZZZZ/1", 0, 3, "0" * 64, text)
    with pytest.raises(Refused, match="named as in"):
        fits_digest(session, "Zubeida Okonjo", 0, 3, "0" * 64, text="Ann")
