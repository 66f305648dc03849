"""E-mails that hold too much, are nested without end, or bring hostile files."""

import base64
from pathlib import Path

from documents.containers.msg_files import Mail, attachment, mail, msg_file
from documents.hostile_files.archives import packed
from documents.hostile_files.kinds import OUTSIDE, WEB, WORDS, Files
from edi_shortlist.documents.errors import CorruptFile, FileTooLarge

FILES = Files()
_HEAD = "From: a@example.com\nTo: b@example.com\nSubject: Application\nMIME-Version: 1.0\n"


def _mixed(parts: list[str], boundary: str = "edge") -> str:
    edges = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n{edges}--{boundary}--\n'


def _text(words: str) -> str:
    return f"Content-Type: text/plain\n\n{words}\n"


def _file(name: str, content: bytes) -> str:
    return (
        f'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="{name}"'
        f"\nContent-Transfer-Encoding: base64\n\n{base64.encodebytes(content).decode()}"
    )


@FILES.add("many-parts.eml", refused=(FileTooLarge,), reads=WORDS)
def _(path: Path) -> None:
    path.write_text(_HEAD + _mixed([_text(WORDS), *[_file("cv.txt", b"a CV")] * 5000]))


@FILES.add("parts-in-parts.eml", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    inner = _text("deep")
    for level in range(200):
        inner = _mixed([inner], f"edge{level}")
    path.write_text(_HEAD + _mixed([_text(WORDS), inner]))


@FILES.add("mails-in-mails.eml", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    inner = _HEAD + _text("deep")
    for _level in range(200):
        inner = f"{_HEAD}Content-Type: message/rfc822\n\n{inner}"
    path.write_text(_HEAD + _mixed([_text(WORDS), f"Content-Type: message/rfc822\n\n{inner}"]))


@FILES.add("brings-a-bomb.eml", refused=(FileTooLarge,), reads=WORDS)
def _(path: Path) -> None:
    bomb = packed([("cv.txt", bytes(60 * 1024 * 1024))])
    path.write_text(_HEAD + _mixed([_text(WORDS), *[_file("all.zip", bomb)] * 5]))


@FILES.add("long-field.eml", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    field = "X-Spam: " + "x " * 5_000_000
    path.write_text(f"{field}\n{_HEAD}{_text(WORDS)}")


@FILES.add("many-fields.eml", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    fields = "".join(f"X-{n}: =?utf-8?q?{'=41' * 20}?=\n" for n in range(50_000))
    path.write_text(_HEAD + fields + _text(WORDS))


@FILES.add("long-subject.eml", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    subject = "Subject: " + "\n ".join("=?utf-8?q?=C5=81=?=" for _ in range(50_000))
    path.write_text(f"From: a@example.com\nTo: b@example.com\n{subject}\n{_text(WORDS)}")


@FILES.add("lies-elsewhere.eml", reads=WORDS)
def _(path: Path) -> None:
    outward = (
        f'Content-Type: message/external-body; access-type=local-file; name="{OUTSIDE}"\n\n'
        "Content-Type: text/plain\n",
        f'Content-Type: message/external-body; access-type=URL; URL="{WEB}"\n\n'
        "Content-Type: text/plain\n",
        f"Content-Type: text/html\n\n<p>{WORDS}</p><img src='{WEB}'><img src='{OUTSIDE.as_uri()}'>\n",
    )
    path.write_text(_HEAD + _mixed([_text(WORDS), *outward]))


@FILES.add("names-that-lead-out.eml", reads=WORDS)
def _(path: Path) -> None:
    names = ("../../evil.txt", "/tmp/evil.txt", "C:\\\\evil.txt", "a\r\nX: b.txt", "x" * 5000)
    parts = [_file(name, b"a letter") for name in names]
    path.write_text(_HEAD + _mixed([_text(WORDS), *parts]))


@FILES.add("brings-programs.eml", reads=WORDS)
def _(path: Path) -> None:
    programs = [_file(name, b"MZ\x90\0") for name in ("calc.exe", "cv.pdf.exe", "cv.js", "a.lnk")]
    path.write_text(_HEAD + _mixed([_text(WORDS), *programs]))


@FILES.add("boundary-of-nothing.eml", refused=(CorruptFile,), reads=WORDS)
def _(path: Path) -> None:
    content = 'Content-Type: multipart/mixed; boundary=""\n\n' + "--\n" * 50_000
    path.write_text(f"{_HEAD}{content}{WORDS}")


@FILES.add("charset-of-nothing.eml", reads=WORDS)
def _(path: Path) -> None:
    path.write_text(f'{_HEAD}Content-Type: text/plain; charset="../../etc"\n\n{WORDS}\n')


@FILES.add("mails-in-mails.msg", refused=(FileTooLarge, CorruptFile), reads=WORDS)
def _(path: Path) -> None:
    inner: Mail = mail("deep")
    for _level in range(30):
        inner = mail("deeper", attachments=[inner])
    msg_file(path, mail(WORDS, attachments=[inner]))


@FILES.add("brings-programs.msg", reads=WORDS)
def _(path: Path) -> None:
    files = [
        attachment(name, b"MZ\x90\0") for name in ("../../evil.exe", "C:\\evil.exe", "cv.pdf.exe")
    ]
    msg_file(path, mail(WORDS, attachments=files))


@FILES.add("cut-short.msg", refused=(CorruptFile,))
def _(path: Path) -> None:
    msg_file(path, mail(WORDS))
    path.write_bytes(path.read_bytes()[:1500])
