"""What stands around a command: the folder, the passphrase, and how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from edi_shortlist import desktop
from edi_shortlist.cli import context, printing
from edi_shortlist.cli.app import app
from edi_shortlist.cli.refusals import Commands, sentences_of
from edi_shortlist.documents.errors import CorruptFile
from edi_shortlist.recruitment import VacancyError
from edi_shortlist.storage import WrongPassphrase
from edi_shortlist.workflow.errors import Refused


def test_a_passphrase_file_goes_before_the_environment(tmp_path, monkeypatch):
    file = tmp_path / "passphrase"
    file.write_text("from the file \nsecond line", encoding="utf-8")
    monkeypatch.setenv(context.PASSPHRASE_VARIABLE, "from the environment")
    assert context.passphrase(file) == "from the file "
    assert context.passphrase(None) == "from the environment"


def test_a_byte_order_mark_is_no_part_of_the_passphrase(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text("geheim schön", encoding="utf-8-sig")
    assert context.passphrase(file) == "geheim schön"


def test_a_passphrase_file_that_is_no_text_is_refused_in_words(tmp_path):
    file = tmp_path / "picture"
    file.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(Refused, match="not a text file in UTF-8"):
        context.passphrase(file)


def test_an_empty_passphrase_is_given_and_left_to_storage_to_refuse(tmp_path, monkeypatch):
    (tmp_path / "empty").touch()
    monkeypatch.setenv(context.PASSPHRASE_VARIABLE, "from the environment")
    assert context.passphrase(tmp_path / "empty") == ""


def test_the_prompt_hides_what_is_typed_and_asks_twice_for_a_new_one(monkeypatch):
    asked = []
    monkeypatch.delenv(context.PASSPHRASE_VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(typer, "prompt", lambda text, **how: asked.append(how) or "typed")
    assert context.passphrase(None) == "typed"
    assert context.passphrase(None, new=True) == "typed"
    assert [how["hide_input"] for how in asked] == [True, True]
    assert [how["confirmation_prompt"] for how in asked] == [False, True]
    assert all(how["err"] for how in asked), "a prompt on stdout would break --json"


def test_without_anybody_to_ask_it_is_a_usage_error(tmp_path, monkeypatch):
    monkeypatch.delenv(context.PASSPHRASE_VARIABLE, raising=False)
    result = CliRunner().invoke(app, ["--workspace", str(tmp_path / "w"), "init"])
    assert result.exit_code == 2
    assert context.PASSPHRASE_VARIABLE in result.stderr


@pytest.mark.parametrize(
    ("error", "sentences"),
    [
        (Refused("First.", "Second."), ["First.", "Second."]),
        (VacancyError(["'title' is missing."]), ["'title' is missing."]),
        (CorruptFile("cv.pdf", "It is damaged."), ["'cv.pdf': It is damaged."]),
        (WrongPassphrase(), [str(WrongPassphrase())]),
        (
            FileNotFoundError(2, "No such file or directory", "in.jsonl"),
            ["'in.jsonl': No such file or directory. Check the file and try again."],
        ),
    ],
)
def test_an_error_that_is_foreseen_ends_in_its_own_sentences(error, sentences):
    assert sentences_of(error) == sentences


def failing(error):
    """A command line whose one command raises ``error``."""
    broken = typer.Typer(cls=Commands, pretty_exceptions_enable=False)

    @broken.command()
    def fail():
        raise error

    @broken.command()
    def other():
        return

    return CliRunner().invoke(broken, ["fail"])


def test_sentences_go_to_stderr_with_status_1_and_no_traceback():
    result = failing(Refused("It is too early.", "Wait."))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "edi-shortlist: It is too early.\nedi-shortlist: Wait.\n"


def test_an_unforeseen_error_never_quotes_what_it_was_working_on():
    result = failing(KeyError("Aisha Khan"))
    assert result.exit_code == 1
    assert "Aisha" not in result.output
    assert "KeyError at " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [["nonsense"], ["lock"], ["lock", "R", "--nonsense"]])
def test_what_is_not_understood_has_status_2(arguments):
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_folder_that_is_no_workspace_is_refused(tmp_path):
    result = CliRunner().invoke(app, ["--workspace", str(tmp_path), "vacancy", "list", "--json"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no workspace" in result.stderr


def test_without_a_command_the_desktop_opens_on_the_workspace_named(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(desktop, "main", lambda *asked: opened.append(asked) or 0)
    assert CliRunner().invoke(app, ["--workspace", str(tmp_path)]).exit_code == 0
    assert CliRunner().invoke(app, []).exit_code == 0
    assert CliRunner().invoke(app, ["pack.edipack"]).exit_code == 0
    assert opened == [(tmp_path, None), (None, None), (None, Path("pack.edipack"))]


def test_a_table_keeps_square_brackets_and_says_when_it_is_empty(capsys):
    printing.print_table(("A", "B"), [("[applicant]", None), ("x", "[bold]y[/bold]")], "Nothing.")
    printing.print_table(("A",), [], "Nothing.")
    out = capsys.readouterr().out
    assert "[applicant]" in out
    assert "[bold]y[/bold]" in out
    assert out.endswith("Nothing.\n")


def test_names_of_every_script_leave_through_a_terminal_that_is_not_utf_8():
    program = (
        "import sys\n"
        "from edi_shortlist import cli\n"
        "from edi_shortlist.cli import app as m\n"
        "m.app = lambda **_: print('Zoë, 王, Żółć')\n"
        "cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert done.stdout.decode().strip() == "Zoë, 王, Żółć"
