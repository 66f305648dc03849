"""Old Word files through LibreOffice: for real where it is installed, and with a stand-in."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import docx
import psutil
import pytest

from documents.word_files import paragraph, run, word_file
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    ReadingTimedOut,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Part
from edi_shortlist.documents.word import old_word
from edi_shortlist.documents.word.old_word import SOFFICE_VARIABLE, find_soffice, read_doc

INSTALLED = find_soffice()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")

# Says what it was called with, and does what a test asks for.
STAND_IN = """#!{python}
import json, os, pathlib, subprocess, sys, time
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
told = pathlib.Path({told!r})
profile = out.parent / "profile" / "user" / "registrymodifications.xcu"
told.write_text(json.dumps(dict(
    arguments=sys.argv[1:], environment=dict(os.environ), profile=profile.read_text(),
    given=pathlib.Path(sys.argv[-1]).read_bytes().hex(), folder=str(out.parent),
)))
{does}
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told.json"


def stand_in(tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch, does: str = "") -> Path:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir(exist_ok=True)
    program.write_text(STAND_IN.format(python=sys.executable, told=str(told), does=does))
    program.chmod(0o755)
    monkeypatch.setenv(SOFFICE_VARIABLE, str(program))
    return program


def old_file(tmp_path: Path, data: bytes = OLE) -> Path:
    path = tmp_path / "Aisha Khan CV.doc"
    path.write_bytes(data)
    return path


def test_what_libreoffice_makes_is_read(
    tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = word_file(tmp_path / "made.docx", paragraph(run("converted")))
    stand_in(
        tmp_path,
        told,
        monkeypatch,
        f"(out / 'document.docx').write_bytes(open({str(made)!r}, 'rb').read())",
    )
    monkeypatch.setenv("AISHA", "a secret")
    assert read_doc(old_file(tmp_path)).text == "converted"
    said = json.loads(told.read_text())
    assert said["given"] == OLE.hex()
    assert "--headless" in said["arguments"]
    folder = said["folder"]
    assert f"-env:UserInstallation={Path(folder).as_uri()}/profile" in said["arguments"]
    assert not any(
        "Aisha" in argument for argument in said["arguments"]
    )  # lists of processes show them
    assert said["environment"]["HOME"] == folder
    assert "AISHA" not in said["environment"]
    assert "MacroSecurityLevel" in said["profile"]
    assert "DisableMacrosExecution" in said["profile"]
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("does", "error", "says"),
    [
        ("", CorruptFile, "could not be converted"),
        ("sys.exit(1)", CorruptFile, "could not be converted"),
        (
            "(out / 'document.docx').write_bytes(b'no Word file')",
            CorruptFile,
            "could not be converted",
        ),
        (
            "print('x' * 1000000); sys.stderr.write('y' * 1000000)",
            CorruptFile,
            "could not be converted",
        ),
    ],
)
def test_when_nothing_comes_of_it(
    tmp_path: Path,
    told: Path,
    monkeypatch: pytest.MonkeyPatch,
    does: str,
    error: type[DocumentError],
    says: str,
) -> None:
    stand_in(tmp_path, told, monkeypatch, does)
    with pytest.raises(error, match=says) as caught:
        read_doc(old_file(tmp_path))
    assert caught.value.file == "Aisha Khan CV.doc"


def test_an_empty_document_keeps_its_name(
    tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docx.Document().save(str(tmp_path / "made.docx"))
    made = str(tmp_path / "made.docx")
    stand_in(
        tmp_path,
        told,
        monkeypatch,
        f"(out / 'document.docx').write_bytes(open({made!r}, 'rb').read())",
    )
    with pytest.raises(EmptyDocument) as caught:
        read_doc(old_file(tmp_path))
    assert caught.value.file == "Aisha Khan CV.doc"


def test_one_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    does = (
        "one = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(one.pid))\n"
        "time.sleep(60)"
    )
    stand_in(tmp_path, told, monkeypatch, does)
    monkeypatch.setattr(old_word, "TIME_LIMIT", 3.0)
    begun = time.monotonic()
    with pytest.raises(ReadingTimedOut):
        read_doc(old_file(tmp_path))
    assert time.monotonic() - begun < 20
    pid = int(child.read_text())
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_where_libreoffice_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SOFFICE_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(UnsupportedFormat, match=r"Install LibreOffice .*, or open it in Word"):
        read_doc(old_file(tmp_path))


def test_a_program_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("no program")
    monkeypatch.setenv(SOFFICE_VARIABLE, str(tmp_path / "soffice"))
    with pytest.raises(UnsupportedFormat, match="Install LibreOffice"):
        read_doc(old_file(tmp_path))


def test_a_file_with_a_password(
    tmp_path: Path, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, told, monkeypatch)
    fib = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500)
    with pytest.raises(EncryptedFile):
        read_doc(old_file(tmp_path, OLE + fib))
    assert not told.exists()
    open_fib = fib.replace(b"\x00\x01", b"\x00\x00")
    with pytest.raises(CorruptFile):  # it is handed on
        read_doc(old_file(tmp_path, OLE + open_fib))


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        read_doc(tmp_path / "gone.doc")


def test_where_libreoffice_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SOFFICE_VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(old_word, "_LINUX", ())
    monkeypatch.setattr(old_word, "_OPT", tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_soffice() is None
    for version in ("7.4", "24.2"):
        program = tmp_path / f"libreoffice{version}" / "program" / "soffice"
        program.parent.mkdir(parents=True)
        program.write_text("")
    assert find_soffice() == str(program.parents[2] / "libreoffice7.4" / "program" / "soffice")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    windows = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    windows.parent.mkdir(parents=True)
    windows.write_text("")
    assert find_soffice() == str(windows)
    named = tmp_path / "soffice"
    named.write_text("")
    named.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_soffice() == str(named)
    monkeypatch.setenv(SOFFICE_VARIABLE, str(windows))
    assert find_soffice() == str(windows)


@pytest.mark.slow
@pytest.mark.skipif(INSTALLED is None, reason="LibreOffice is not installed")
def test_a_real_old_word_file(tmp_path: Path) -> None:
    assert INSTALLED is not None
    word = docx.Document()
    word.core_properties.author = "Tom Reed"
    word.add_heading("Curriculum vitae", 1)
    word.add_paragraph("Aisha Khan managed housing cases.")
    word.add_table(1, 2).cell(0, 1).text = "01632 960123"
    word.sections[0].header.paragraphs[0].text = "A. Khan"
    word.save(str(tmp_path / "cv.docx"))
    subprocess.run(
        [INSTALLED, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(tmp_path / "cv.docx")],
        check=True, timeout=120, capture_output=True, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    shutil.rmtree(tmp_path / "profile")
    document = read_doc(tmp_path / "cv.doc")
    assert [b.text for b in document.blocks if b.text] == [
        "A. Khan", "Curriculum vitae", "Aisha Khan managed housing cases.", "01632 960123",
    ]  # fmt: skip
    assert document.blocks[0].part is Part.HEADER
    assert ("author", "Tom Reed") in [(one.name, one.value) for one in document.properties]
    data = (tmp_path / "cv.doc").read_bytes()
    (tmp_path / "cut.doc").write_bytes(data[: len(data) // 2])
    with pytest.raises(CorruptFile):
        read_doc(tmp_path / "cut.doc")
