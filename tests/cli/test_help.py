"""Every command is explained: a sentence, an example, help for each option, and a place in the
docs. The tests walk the command table itself, so that a new command cannot be forgotten."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

import edi_shortlist
from edi_shortlist.cli.app import app

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(group=None, path=()):
    """Yield ``(words, command)`` for every command, groups left out."""
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands())
everywhere = pytest.mark.parametrize("words", COMMANDS)


def test_the_commands_of_this_version_are_there_and_no_others():
    assert set(COMMANDS) == {
        *("demo", "init", "vacancy create", "vacancy list", "vacancy show"),
        *("vacancy import-specification", "vacancy template list", "vacancy template show"),
        *("vacancy template save", "vacancy template import", "vacancy template use"),
        *("vacancy template delete", "vacancy wording show", "vacancy wording import"),
        *("officers list", "officers add", "officers remove", "officers change"),
        *("officers remember", "officers forget", "officers recovery-code", "officers recover"),
        *("applications add", "applications columns", "applications list", "applications declare"),
        *("applications alike", "applications join", "applications split", "applications apart"),
        *("applications fields", "applications confirm", "applications decide"),
        "applications decisions",
        *("schemes list", "schemes show", "schemes save", "schemes retire", "scores correct"),
        *("redactions list", "redactions accept", "redactions reject", "redactions check"),
        *("pack export", "pack import", "pack list"),
        *("conflicts list", "conflicts declare", "conflicts withdraw", "conflicts stand-in"),
        *("reports list", "reports decide"),
        *("moderation open", "moderation close", "moderation list", "moderation agree"),
        *("moderation take-back", "agreement"),
        *("release", "order", "scores import", "lock", "shortlist", "what-if", "unseal"),
        *("interviews schedule", "interviews list", "interviews export", "interviews outcome"),
        *("interviews questions list", "interviews questions import", "interviews questions copy"),
        *("interviews scores import", "interviews scores lock", "interviews scores results"),
        *("report", "letters", "letter-templates"),
        *("detect", "redact"),
        *("audit verify", "audit list", "audit export", "audit prove", "audit sample"),
        *("audit sample-result", "backup", "restore"),
        *("erase", "retention show", "retention set", "retention run", "subject-access"),
        "record-of-processing",
    }


@everywhere
def test_a_command_says_what_it_does_in_one_line_and_gives_an_example(words):
    command = COMMANDS[words]
    first = command.help.split("\n")[0]
    assert first.endswith(".")
    assert len(first) <= 66, "the list of commands would cut it off"
    assert command.epilog.startswith("Example: edi-shortlist ")
    assert words in command.epilog


@everywhere
def test_every_argument_and_option_has_help(words):
    for parameter in COMMANDS[words].params:
        assert getattr(parameter, "help", None), f"{words}: {parameter.name}"


@everywhere
def test_every_command_prints_json_on_request(words):
    assert "--json" in {name for p in COMMANDS[words].params for name in p.opts}


@everywhere
def test_a_command_has_its_section_in_the_docs_that_names_its_options(words):
    sections = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", DOCS, re.M | re.S))
    assert words in sections
    intro = DOCS.split("## A whole job")[0]
    for parameter in COMMANDS[words].params:
        for name in parameter.opts:
            if name.startswith("--"):
                assert name in sections[words] or name in intro, f"{words} {name}"


def test_the_docs_describe_no_command_that_is_not_there():
    described = set(re.findall(r"^## `([^`]+)`", DOCS, re.M)) - {"edi-shortlist"}
    assert described == set(COMMANDS)


def test_no_passphrase_can_be_given_as_an_argument():
    names = {n for c in COMMANDS.values() for p in c.params for n in p.opts}
    secret = {n for n in names if "pass" in n} - {"--pass-level"}
    assert secret == {"--passphrase-file", "--new-passphrase-file"}


def test_the_version_comes_from_the_package():
    result = CliRunner().invoke(app, ["--version"])
    assert result.output == f"edi-shortlist {edi_shortlist.__version__}\n"


def test_help_loads_nothing_heavy():
    """``--help`` must answer at once, so it may not import Qt, spaCy or the databases."""
    heavy = ("PySide6", "spacy", "docx", "onnxruntime", "sqlite_utils", "numpy", "pdfminer")
    program = (
        "import sys\n"
        "from edi_shortlist.cli.app import app\n"
        "app(['applications', 'add', '--help'], standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
