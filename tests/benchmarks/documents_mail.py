"""How much of an e-mail is read, in order, and at what cost beside the bare libraries.

    python -m tests.benchmarks.documents_mail

Messages of known, invented text are written in each way that mail programs write them, with a
file attached, and read by ``read_eml`` or ``read_msg``; a word counts when it stands in the right
place among the others (longest common subsequence over words of the text, fields included).
Processor time is that of reading the message and taking out its attachment; beside it, in the same
run, stand Python's ``email`` (parsed, its text and attachments decoded) and python-oxmsg (loaded,
its body and attachments fetched), neither of which turns HTML into text or looks into a forwarded
message.

Limits: the messages are made by Python's own writer and the tests' writer of compound files, so
no mail program's own mistakes are in them; those stand in the tables of the tests.
"""

import email
import email.policy
import html
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import compressed_rtf
import oxmsg
from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a script, the tests are not on it

from documents.containers.msg_files import Mail, attachment, mail, msg_file

from edi_shortlist.documents.containers import Packed
from edi_shortlist.documents.containers.eml import eml_attachments, read_eml
from edi_shortlist.documents.containers.msg import msg_attachments, read_msg

SEED = 11
MESSAGES = 20
#: The least share of words in order that has to be reached in every kind.
BAR = 0.995
_SENDER = ("Zoë Ngũgĩ", "zoe@example.com")
_FIELDS = f"From: {_SENDER[0]} <{_SENDER[1]}> To: panel@example.com Subject: Café manager"
_WORDS = [
    "council",
    "housing",
    "tenant",
    "officer",
    "report",
    "budget",
    "team",
    "adviser",
    "service",
    "policy",
    "review",
    "meeting",
    "record",
    "customer",
    "landlord",
    "repair",
    "estate",
    "planning",
    "school",
    "library",
    "transport",
    "café",
    "naïve",
    "Łódź",
    "résumé",
    "façade",
    "Ngũgĩ",
    "Siân",
    "£25,000",
    "“quoted”",
    "well-kept",
    "O’Brien",
    "2019–2024",
    "wrote",
    "led",
    "managed",
    "improved",
    "reduced",
    "trained",
    "advised",
    "planned",
    "checked",
    "agreed",
    "drafted",
    "chaired",
    "and",
    "with",
    "for",
    "from",
]

Paragraphs = Sequence[str]


def mail_figures(messages: int = MESSAGES) -> dict[str, Any]:
    """Write and read ``messages`` messages of each kind.

    Returns:
        By kind: ``words`` in order (share), ``attachments`` taken out whole (share), ``seconds``
        of processor time for a message, and ``times_bare``, how many times what the bare library
        takes.
    """
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, write in _KINDS.items():
            chance = random.Random(SEED)
            cases = [
                _case(write, Path(folder) / f"{i}.{kind[:3]}", chance) for i in range(messages)
            ]
            _figures(cases[:1])  # what is imported on first use is no part of the time
            figures[kind] = _figures(cases)
    return figures


def _figures(cases: Sequence[tuple[Path, str, bytes]]) -> dict[str, float]:
    found = words = whole = 0
    ours = bare = 0.0
    for path, text, content in cases:
        outlook = path.suffix == ".msg"
        read, take = (read_msg, msg_attachments) if outlook else (read_eml, eml_attachments)
        begun = time.process_time()
        document, attachments = read(path), take(path)
        ours += time.process_time() - begun
        begun = time.process_time()
        (_bare_oxmsg if outlook else _bare_email)(path)
        bare += time.process_time() - begun
        known = text.split()
        words += len(known)
        found += LCSseq.similarity(known, document.text.split())
        whole += attachments == (Packed("cv.pdf", content),)
    return {
        "words": found / words,
        "attachments": whole / len(cases),
        "seconds": ours / len(cases),
        "times_bare": ours / bare,
    }


def _bare_email(path: Path) -> None:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for part in message.walk():
        if not part.is_multipart():
            part.get_content()


def _bare_oxmsg(path: Path) -> None:
    message = oxmsg.Message.load(str(path))
    _ = message.body, message.html_body, message.subject, message.sender
    _ = [one.file_bytes for one in message.attachments]


def _case(
    write: Callable[[Path, Paragraphs, bytes], str], path: Path, chance: random.Random
) -> tuple[Path, str, bytes]:
    """A message on disk, the text that a reader should get from it, and the bytes attached."""
    paragraphs = [
        " ".join(chance.choices(_WORDS, k=chance.randint(20, 90))) + "."
        for _ in range(chance.randint(6, 14))
    ]
    content = b"%PDF-1.7" + chance.randbytes(150_000)
    return path, write(path, paragraphs, content), content


def _message() -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = f"{_SENDER[0]} <{_SENDER[1]}>"
    message["To"] = "panel@example.com"
    message["Subject"] = "Café manager"
    return message


def _saved(path: Path, message: EmailMessage, content: bytes) -> None:
    message.add_attachment(content, maintype="application", subtype="pdf", filename="cv.pdf")
    path.write_bytes(bytes(message))


def _markup(paragraphs: Paragraphs) -> str:
    inner = "".join(
        f"<p>{html.escape(one).replace('and', '<b>and</b>')}</p>\n" for one in paragraphs
    )
    return f"<html><head><style>p {{color: #123}}</style></head><body>{inner}</body></html>"


def _eml_plain(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    message = _message()
    message.set_content("\n\n".join(paragraphs), cte="quoted-printable")
    _saved(path, message, content)
    return f"{_FIELDS} {' '.join(paragraphs)}"


def _eml_flowed(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    message = _message()
    lines = (re.sub(r"(.{40,60} )", r"\1\r\n", one) for one in paragraphs)
    message.set_content("\r\n".join(lines), cte="base64", params={"format": "flowed"})
    _saved(path, message, content)
    return f"{_FIELDS} {' '.join(paragraphs)}"


def _eml_html(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    message = _message()
    message.set_content("This message is in HTML.")
    message.add_alternative(_markup(paragraphs), subtype="html")
    _saved(path, message, content)
    return f"{_FIELDS} {' '.join(paragraphs)}"


def _eml_both(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    message = _message()
    message.set_content("\n\n".join(paragraphs))
    message.add_alternative(_markup(paragraphs), subtype="html")
    _saved(path, message, content)
    return f"{_FIELDS} {' '.join(paragraphs)}"


def _eml_nested(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    """Two messages forwarded one in the other, the file in the innermost."""
    half = len(paragraphs) // 2
    inner = _message()
    inner.set_content(_markup(paragraphs[half:]), subtype="html")
    inner.add_attachment(content, maintype="application", subtype="pdf", filename="cv.pdf")
    middle = _message()
    middle.set_content("\n\n".join(paragraphs[:half]))
    middle.add_attachment(inner)
    outer = _message()
    outer.set_content("See below.")
    outer.add_attachment(middle)
    path.write_bytes(bytes(outer))
    first, second = " ".join(paragraphs[:half]), " ".join(paragraphs[half:])
    return f"{_FIELDS} See below. {_FIELDS} {first} {_FIELDS} {second}"


def _outlook(path: Path, content: bytes, **bodies: str | bytes) -> None:
    attached = [attachment("cv.pdf", content, p370E="application/pdf")]
    made = mail("", "Café manager", _SENDER, attached, **bodies)
    recipients = [{0x0C15: 1, 0x39FE: "panel@example.com"}]
    msg_file(path, Mail(made.values, {}, recipients, attached))


_OUTLOOK_FIELDS = _FIELDS.replace("Subject", "Date: Mon, 05 Jan 2026 09:30:00 +0000 Subject")


def _msg_plain(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    _outlook(path, content, p1000="\r\n\r\n".join(paragraphs))
    return f"{_OUTLOOK_FIELDS} {' '.join(paragraphs)}"


def _msg_html(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    _outlook(path, content, p1013=_markup(paragraphs).encode())
    return f"{_OUTLOOK_FIELDS} {' '.join(paragraphs)}"


def _msg_rtf(path: Path, paragraphs: Paragraphs, content: bytes) -> str:
    escaped = "\\par ".join(paragraphs)
    rich = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in escaped)
    _outlook(path, content, p1009=compressed_rtf.compress(f"{{\\rtf1\\ansi {rich}}}".encode()))
    return f"{_OUTLOOK_FIELDS} {' '.join(paragraphs)}"


_KINDS: dict[str, Callable[[Path, Paragraphs, bytes], str]] = {
    "eml plain": _eml_plain,
    "eml flowed": _eml_flowed,
    "eml html": _eml_html,
    "eml plain and html": _eml_both,
    "eml nested": _eml_nested,
    "msg plain": _msg_plain,
    "msg html": _msg_html,
    "msg rtf": _msg_rtf,
}


def main() -> int:
    """Print the figures; the exit status tells whether the bar is kept."""
    figures = mail_figures()
    print(f"{'':20} {'words in order':>14} {'attachments':>12} {'ms each':>8} {'times bare':>11}")
    for kind, of in figures.items():
        print(
            f"{kind:20} {of['words']:14.4f} {of['attachments']:12.4f} "
            f"{1000 * of['seconds']:8.2f} {of['times_bare']:11.2f}"
        )
    kept = all(of["words"] >= BAR and of["attachments"] == 1 for of in figures.values())
    print(f"bar of {BAR}: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
