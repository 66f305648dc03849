"""Old Word files (``.doc``), read through LibreOffice where it is installed.

LibreOffice runs as a program of its own, with a profile made for this one file: no macros, no
links, no network, and nothing left behind.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import psutil

from edi_shortlist.documents import pulse
from edi_shortlist.documents.errors import (
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    ReadingTimedOut,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.word.docx import read_docx

#: Where to look for LibreOffice before anywhere else: a path to its program ``soffice``.
SOFFICE_VARIABLE = "EDI_SHORTLIST_SOFFICE"
#: Seconds that LibreOffice may take for one file; its first start takes most of them.
TIME_LIMIT = 50.0

_NOT_INSTALLED = (
    "This is an old Word document (.doc), which can only be read where LibreOffice is installed. "
    "Install LibreOffice and add the file again, or open it in Word, save it as .docx or PDF, and "
    "add that."
)
_NO_OUTPUT = (
    "The old Word document could not be converted; it may be damaged. Open it in Word, save it "
    "as .docx or PDF, and add that."
)
_LINUX = ("/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice")
_OPT = Path("/opt")
_MACOS = "Applications/LibreOffice.app/Contents/MacOS/soffice"
_LOOK = 2.0  # seconds between two signs of life
_PROCESSOR_LIMIT = 90  # seconds of processor time, should this process be gone
_FIB, _FIB_ENCRYPTED = b"\xec\xa5", 0x0100  # how the text's stream starts, and one of its flags

# The profile: no macros, no active content, no links followed, and a proxy that leads nowhere.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Common/Save/Document", "AutoSave", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_doc(path: Path) -> Document:
    """Read an old Word file by converting it to ``.docx``.

    Raises:
        UnsupportedFormat: LibreOffice is not installed here.
        EncryptedFile: the file needs a password.
        ReadingTimedOut: LibreOffice took longer than ``TIME_LIMIT``.
        CorruptFile: LibreOffice made nothing of it.
        EmptyDocument, FileTooLarge.
    """
    if _needs_password(path):
        raise EncryptedFile(path.name)
    program = find_soffice()
    if program is None:
        raise UnsupportedFormat(path.name, _NOT_INSTALLED)
    with tempfile.TemporaryDirectory() as folder:
        made = _converted(program, path, Path(folder))
        try:
            return read_docx(made)
        except EmptyDocument as error:
            raise EmptyDocument(path.name, error.sentence) from error
        except CorruptFile as error:
            raise CorruptFile(path.name, _NO_OUTPUT) from error


def find_soffice() -> str | None:
    """Return the path of LibreOffice's program, or None where it is not installed."""
    named = os.environ.get(SOFFICE_VARIABLE)
    if named:
        return named if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((str(place) for place in _usual_places() if place.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if base := os.environ.get(variable):
                yield Path(base) / "LibreOffice" / "program" / "soffice.exe"
                yield Path(base) / "Programs" / "LibreOffice" / "program" / "soffice.exe"
    elif sys.platform == "darwin":
        yield Path("/") / _MACOS
        yield Path.home() / _MACOS
    else:
        yield from map(Path, _LINUX)
        yield from sorted(_OPT.glob("libreoffice*/program/soffice"), reverse=True)


def _converted(program: str, path: Path, folder: Path) -> Path:
    """Convert a file and return where the ``.docx`` lies.

    Args:
        program: LibreOffice.
        path: the file.
        folder: a private folder, for the profile, a copy under a name that tells nothing, and
            what comes out.
    """
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    out.mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    copy = folder / "document.doc"
    try:
        shutil.copyfile(path, copy)
    except OSError as error:
        raise FileNotReadable(path.name) from error
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(out),
        str(copy),
    ]
    try:
        _run(command, folder, path.name)
    except OSError as error:
        raise UnsupportedFormat(path.name, _NOT_INSTALLED) from error
    made = out / "document.docx"
    if not made.is_file():
        raise CorruptFile(path.name, _NO_OUTPUT)
    return made


def _run(command: list[str], folder: Path, name: str) -> None:
    """Run LibreOffice to its end, and end it with all it started when it takes too long."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_limits(),  # a worker has one thread, so this is safe
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    end = monotonic() + TIME_LIMIT
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                process.wait(min(_LOOK, max(0.1, end - monotonic())))
                return
            if monotonic() > end:
                raise ReadingTimedOut(name)
            pulse.beat()
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    with suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.Error):
                child.kill()
    process.kill()
    process.wait()


def _limits() -> Callable[[], None] | None:
    """What LibreOffice may take: more memory than a reader (it reserves what it never uses), and
    little enough time that it ends even when nobody is left to end it."""
    if sys.platform == "win32":
        return None
    import resource

    def set_limits() -> None:
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            most = _PROCESSOR_LIMIT if hard == resource.RLIM_INFINITY else hard
            resource.setrlimit(resource.RLIMIT_CPU, (min(most, _PROCESSOR_LIMIT), hard))

    return set_limits


def _environment(folder: Path) -> dict[str, str]:
    """Only what a program needs to start, with every place for its own files made private."""
    kept = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT")
    own = dict.fromkeys(
        ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"),
        str(folder),
    )
    return {name: os.environ[name] for name in kept if name in os.environ} | own


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>"
    )


def _needs_password(path: Path) -> bool:
    """Whether the text's stream says that it is encrypted."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadable(path.name) from error
    at = data.find(_FIB)
    while at >= 0:
        if at % 512 == 0:
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & _FIB_ENCRYPTED)
        at = data.find(_FIB, at + 1)
    return False
