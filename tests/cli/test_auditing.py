"""Evidence, samples, backups and restores at a terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edi_shortlist.cli import audit
from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE
from edi_shortlist.documents.model import Block, Document
from edi_shortlist.storage import KeyCost, Original, Redaction, SealedApplication, Workspace
from edi_shortlist.workflow.evidence import TABLES

from .test_job import PASSPHRASE, Terminal

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
TEXT = "I am Aisha Khan of Toxteth."
CANDIDATES = ("C-AAAA", "C-BBBB", "C-CCCC")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A workspace with three applications in review."""
    document = Document((Block(TEXT),)).to_dict()
    with (
        Workspace.create(tmp_path / "workspace", PASSPHRASE, CHEAP, "Pat") as workspace,
        workspace.act(sealed=True),
    ):
        workspace.blind.add_vacancy("V-1", "Adviser", "review", {})
        for candidate in CANDIDATES:
            workspace.vault.add_application(
                SealedApplication(candidate, "V-1", identity={"full_name": "Aisha Khan"}),
                [Original("a.txt", TEXT.encode(), document)],
            )
            workspace.blind.add_candidate("V-1", candidate, 1)
            workspace.redactions.add(
                Redaction(0, f"{candidate}/1", 5, 15, "NAME", 1.0, "known", "[applicant]", "x")
            )
        workspace.audit.append("Pat", "vacancy.created", vacancy="V-1")
    return Terminal(tmp_path / "workspace")


def sealed(terminal: Terminal) -> Terminal:
    return Terminal(terminal.folder, None)


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "pdf"])
def test_evidence_is_written_and_its_digest_is_in_the_log(terminal, tmp_path, suffix):
    file = tmp_path / f"evidence.{suffix}"
    told = sealed(terminal).json("audit", "export", file, "--vacancy", "V-1")
    assert told["file"] == str(file)
    assert file.stat().st_size > 100
    (entry,) = sealed(terminal).json("audit", "list", "--action", "audit.exported")
    assert entry["details"]["sha256"] == told["sha256"]
    assert entry["details"]["filters"] == {"vacancy": "V-1"}


def test_every_filter_reaches_the_evidence(terminal, tmp_path):
    file = tmp_path / "e.json"
    filters = ("--label", "NAME", "--person", "Pat", "--decision", "pending")
    more = ("--recogniser", "known", "--action", "vacancy", "--text", "Khan")
    days = ("--from", "2020-01-01", "--to", "2020-12-31")
    terminal.json("audit", "export", file, "--vacancy", "V-1", *filters, *days, *more)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["filters"] == (
        "vacancy V-1, label NAME, person Pat, decision pending, since 2020-01-01, until "
        "2020-12-31, recogniser known, action vacancy, text words not written down"
    )
    assert written["redactions"] == []


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("e.docx",), 1, "ends in .csv"),
        (("e.json", "--vacancy", "V-9"), 1, "no vacancy V-9"),
        (("e.json", "--from", "May"), 1, "not a day"),
        (("e.csv", "--table", "cake"), 2, "Choose from log"),
        (("e.csv", "--decision", "maybe"), 2, "accepted, rejected or pending"),
        (("e.csv", "--manner", "maybe"), 2, "one-by-one or by-rule"),
    ],
)
def test_evidence_that_cannot_be_written(terminal, tmp_path, monkeypatch, words, status, said):
    monkeypatch.chdir(tmp_path)
    result = sealed(terminal).run("audit", "export", *words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_the_command_names_the_tables_that_there_are():
    assert audit._TABLES == TABLES


def test_a_digest_proves_a_text(terminal, tmp_path):
    terminal.json("audit", "export", tmp_path / "e.json")
    row = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["redactions"][0]
    where = ("audit", "prove", row["document"], row["start"], row["end"], row["digest"])
    for typed, status in (("", 0), ("Aisha Khan\n", 0), ("Aisha Khan", 0), ("Aisha\n", 1)):
        assert terminal.run(*where, typed=typed).exit_code == status, typed
    result = terminal.run(*where, "--json", typed="Aisha")
    assert json.loads(result.stdout) == {"document": row["document"], "fits": False}
    assert sealed(terminal).run(*where).exit_code == 2, "the vault is needed"


def test_a_rejection_with_its_reason_is_evidence(terminal, tmp_path):
    nobody = sealed(terminal)
    first, second, third = (one["id"] for one in nobody.json("redactions", "list", "V-1"))
    reject = ("redactions", "reject", "V-1")
    usual = "A criterion asks for it."
    assert nobody.json(*reject, first, second, "--reason", usual) == {
        "vacancy": "V-1",
        "rejected": 2,
    }
    own = "It is the name of a prize."
    assert "open the vault" in nobody.run(*reject, third, "--reason", own).stderr
    refused = terminal.run(*reject, third, "--reason", "Aisha is meant")
    assert (refused.exit_code, "in other words" in refused.stderr) == (1, True)
    assert "Rejected 1." in terminal.run(*reject, third, "--reason", own).stdout
    refused = nobody.run(*reject, first, 4711)
    assert "no redaction 4711. None was rejected." in refused.stderr
    terminal.json("audit", "export", tmp_path / "e.json")
    written = json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))
    assert [r["decision_reason"] for r in written["redactions"]] == [usual, usual, own]
    assert [r["reason"] for r in written["overrides"] if r["kind"] == "redaction rejected"] == [
        *(usual, usual, own),
    ]


def test_a_sample_from_the_drawing_to_the_rate(terminal, tmp_path):
    nobody = sealed(terminal)
    drawn = nobody.json("audit", "sample", "V-1", "--seed", "7", "--tolerated", "0.5")
    assert (drawn["population"], drawn["seed"], len(drawn["documents"])) == (3, "7", 2)
    first, second = drawn["documents"]
    shown = nobody.run("audit", "sample", "V-1", "--seed", "7", "--tolerated", "0.5").stdout
    assert f"{first}\n{second}\n" in shown
    told = nobody.json("audit", "sample-result", "V-1", drawn["sample"])
    assert (told["checked"], told["rate"]) == (0, None)
    (tmp_path / "r.csv").write_text(f"document,leaks,over\n{second},0,1\n")
    told = nobody.json(
        *("audit", "sample-result", "V-1", drawn["sample"], "--csv", tmp_path / "r.csv"),
        *("--leaks", f"{first}=2", "--over", f"{first}=1"),
    )
    assert (told["checked"], told["leaking"], told["leaks"], told["over"]) == (2, 1, 2, 2)
    assert told["rate"] == 0.5
    result = nobody.run("audit", "sample-result", "V-1", drawn["sample"])
    assert "in 1 of 2 documents: 50 %" in result.stdout
    again = nobody.json("audit", "sample", "V-1")
    told = nobody.json("audit", "sample-result", "V-1", again["sample"], "--rest-clean")
    assert (told["documents"], told["rate"]) == (3, 0)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--leaks", "C-AAAA/1"), 2),
        (("--leaks", "C-AAAA/1=many"), 2),
        (("--over", "C-AAAA/1=-1"), 2),
        (("--leaks", "C-ZZZZ/1=1"), 1),
        (("--csv", "nowhere.csv"), 1),
    ],
)
def test_results_that_are_none(terminal, words, status):
    number = sealed(terminal).json("audit", "sample", "V-1")["sample"]
    result = sealed(terminal).run("audit", "sample-result", "V-1", number, *words)
    assert (result.exit_code, result.stdout) == (status, "")
    told = sealed(terminal).json("audit", "sample-result", "V-1", number)
    assert told["checked"] == 0


@pytest.mark.parametrize("checked", [True, False])
def test_a_backup_and_back(terminal, tmp_path, checked):
    made = (terminal if checked else sealed(terminal)).json("backup", "--out", tmp_path / "w.bak")
    assert made["backup"] == str(tmp_path / "w.bak")
    assert made["vault_checked"] is checked
    told = sealed(terminal).json("restore", tmp_path / "w.bak", tmp_path / "restored")
    assert told["workspace"] == str(tmp_path / "restored")
    assert told["sha256"] == made["sha256"]
    restored = Terminal(tmp_path / "restored")
    assert restored.json("audit", "verify")["ok"]
    result = sealed(terminal).run("restore", tmp_path / "w.bak", tmp_path / "restored")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is already something" in result.stderr
    (tmp_path / "cut.bak").write_bytes((tmp_path / "w.bak").read_bytes()[:-30])
    result = sealed(terminal).run("restore", tmp_path / "cut.bak", tmp_path / "other")
    assert result.exit_code == 1
    assert not (tmp_path / "other").exists()


def test_a_backup_says_what_was_checked_and_that_a_log_is_broken(terminal, tmp_path):
    result = sealed(terminal).run("backup", "--out", tmp_path / "one")
    assert "compared byte for byte" in result.stdout
    result = terminal.run("backup", "--out", tmp_path / "two")
    assert "the vault was decrypted" in result.stdout
    assert result.stderr == ""
    with Workspace.open(terminal.folder) as workspace:
        workspace._store.run("DROP TRIGGER audit_is_never_changed")
        workspace._store.run("UPDATE audit SET actor = 'Eve' WHERE number = 1")
    result = terminal.run("backup", "--out", tmp_path / "three")
    assert result.exit_code == 0
    assert "Entry 1 is not as it was written" in result.stderr
    result = terminal.run("restore", tmp_path / "three", tmp_path / "r")
    assert "It was so when the backup was made" in result.stderr


@pytest.mark.parametrize("command", [("audit", "verify"), ("backup",), ("audit", "export")])
def test_a_passphrase_that_may_be_anybodys_opens_nothing_and_stops_nothing(
    terminal, tmp_path, command
):
    """With several officers the environment's may be for another command; a file's is meant."""
    new = tmp_path / "new"
    new.write_text("six herons over the weir")
    cheap = ("officers", "add", "Sam", "--new-passphrase-file", new)
    assert terminal.run(*cheap).exit_code == 0
    where = {"backup": ("--out", tmp_path / "b"), "export": (tmp_path / "e.json",)}
    words = (*command, *where.get(command[-1], ()))
    stranger = Terminal(terminal.folder)
    result = CliRunner(env={PASSPHRASE_VARIABLE: PASSPHRASE}).invoke(
        app, ["--workspace", str(terminal.folder), "--actor", "Auditor", *map(str, words)]
    )
    assert result.exit_code == 0, result.stderr
    assert "The vault stays sealed. Several officers have a key" in result.stderr
    (tmp_path / "e.json").unlink(missing_ok=True)
    (tmp_path / "b").unlink(missing_ok=True)
    given = tmp_path / "given"
    given.write_text(PASSPHRASE)
    result = CliRunner(env={PASSPHRASE_VARIABLE: None}).invoke(
        app,
        [
            *("--workspace", str(terminal.folder), "--actor", "Auditor"),
            *(*map(str, words), "--passphrase-file", str(given)),
        ],
    )
    assert result.exit_code == 1
    assert "--officer NAME" in result.stderr
    assert "stays sealed" not in stranger.run(*words).stderr, "Pat is an officer's name"


def test_the_head_is_printed_and_holds_the_log_later(terminal):
    head = sealed(terminal).json("audit", "verify")["head"]
    assert f"Head: {head}\n" in sealed(terminal).run("audit", "verify").stdout
    assert terminal.json("audit", "verify", "--head", head)["ok"]
    result = sealed(terminal).run("audit", "verify", "--head", f"99{head}", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["ok"] is False
