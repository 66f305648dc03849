"""E-mails made to fill the memory or to take for ever end quickly, as a Document or a sentence."""

import base64
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from processor_time import nothing_collected

from edi_shortlist.documents.containers import Packed, Unpackable, attached
from edi_shortlist.documents.containers.eml import eml_attachments, read_eml
from edi_shortlist.documents.errors import DocumentError, FileTooLarge

HEAD = "From: zoe@example.com\nSubject: Post\nMIME-Version: 1.0\n"
SECONDS = 4.0  # of processor time; a reader that is quadratic takes minutes for these


@contextmanager
def quickly() -> Iterator[None]:
    with nothing_collected():
        begun = time.thread_time()
        yield
        assert time.thread_time() - begun < SECONDS


def nested(depth: int, text: str = "I apply.") -> str:
    """Parts within parts."""
    opened = "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(depth)
    )
    closed = "".join(f"\n--b{i}--" for i in reversed(range(depth)))
    return f"{HEAD}{opened}\n{text}{closed}"


def forwarded(depth: int) -> str:
    """Messages within messages."""
    return HEAD + "Content-Type: message/rfc822\n\nSubject: Inner\n" * depth + "\nI apply."


def forwarded_in_base64(depth: int) -> str:
    inner = "Subject: Inner\n\nI apply."
    for _ in range(depth):
        packed = base64.b64encode(inner.encode()).decode()
        inner = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{packed}"
    return HEAD + inner


def parts(count: int) -> str:
    return f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nI apply.\n" * count


MAILS = {
    "deep": lambda: nested(30_000),
    "deep and long": lambda: nested(300, "line\n" * 200_000),
    "forwarded": lambda: forwarded(50_000),
    "forwarded in base64": lambda: forwarded_in_base64(24),
    "many parts": lambda: parts(400_000),
    "many attachments": lambda: parts(1).replace("boundary=b\n\n", "boundary=b\n\n" + "--b\nContent-Type: image/png; name=a.png\n\nx\n" * 100_000),
    "a head without end": lambda: HEAD + "X-Field: value\n" * 500_000,
    "a field without end": lambda: HEAD + "Subject: " + "a " * 5_000_000,
    "words without end": lambda: HEAD + "Subject: " + "=?utf-8?Q?a?= " * 500_000 + "\n\nI apply.",
    "opened words": lambda: HEAD + "Subject: " + "=?" * 1_000_000 + "\n\nI apply.",
    "quotation marks": lambda: HEAD + 'To: "' + '\\"' * 1_000_000 + "\n\nI apply.",
    "brackets": lambda: HEAD + "To: " + "(" * 1_000_000 + "<" * 1_000_000 + "\n\nI apply.",
    "blanks": lambda: HEAD + "From: " + " " * 1_000_000 + "x\n\nI apply.",
    "parameters": lambda: f"{HEAD}Content-Type: text/plain" + '; a="b' * 500_000 + "\n\nI apply.",
    "parameters of many parts": lambda: f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + ("--b\nContent-Type: text/plain" + '; a="b' * 600 + "\n\nx\n") * 1500,
    "quoted parameters of many parts": lambda: f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + ("--b\nContent-Type: image/png" + ';"\\' * 1300 + "\n\nx\n") * 1500,
    "continued parameters": lambda: f"{HEAD}Content-Type: text/plain" + "".join(f"; name*{i}=a" for i in range(100_000)) + "\n\nI apply.",
    "a boundary on one line": lambda: f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--b" * 3_000_000,
    "almost boundaries": lambda: f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--bb\n" * 250_000,
    "dashes": lambda: f"{HEAD}Content-Type: multipart/mixed\n\n--" + " " * 5_000_000,
    "dashed lines": lambda: f"{HEAD}Content-Type: multipart/mixed\n\n" + ("--" + "- " * 90 + "\n") * 20_000,
    "uuencoded and not": lambda: f"{HEAD}\n" + "begin 644 x\n#AAAA\n" * 50_000 + "end\n",
    "uuencoded without end": lambda: f"{HEAD}\n" + "begin 644 x\n" + "#AAAA\n" * 100_000,
    "flowing": lambda: f"{HEAD}Content-Type: text/plain; format=flowed\n\n" + "> > a \n" * 100_000,
    "flowing in one line": lambda: f"{HEAD}Content-Type: text/plain; format=flowed\n\n" + "a \n" * 300_000,
    "references": lambda: f"{HEAD}Content-Type: text/html\n\n" + "<p>cid:" * 20_000,
    "sources": lambda: f"{HEAD}Content-Type: text/html\n\n" + "<p>src = = " * 20_000,
    "punycode": lambda: f"{HEAD}Content-Type: text/plain; charset=punycode\n\n" + "a" * 900_000,
    "damaged base64": lambda: f"{HEAD}Content-Transfer-Encoding: base64\n\n" + "A=" * 1_000_000,
    "damaged quoted-printable": lambda: f"{HEAD}Content-Transfer-Encoding: quoted-printable\n\n" + "=" * 1_000_000,
    "too much text": lambda: f"{HEAD}\n" + "I apply.\n" * 500_000,
}  # fmt: skip


@pytest.mark.parametrize("make", MAILS.values(), ids=MAILS)
def test_ends_quickly(tmp_path: Path, make: Callable[[], str]) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(make(), newline="")
    for read in (read_eml, eml_attachments):
        with quickly(), suppress(DocumentError):
            read(path)


@pytest.mark.parametrize(
    "make", [lambda: nested(40), lambda: forwarded(40), lambda: forwarded_in_base64(25)]
)
def test_what_lies_too_deep_is_told(tmp_path: Path, make: Callable[[], str]) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(make())
    document = read_eml(path)
    assert "I apply." not in document.text
    assert any("deeper" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "make", [lambda: nested(19), lambda: forwarded(19), lambda: forwarded_in_base64(19)]
)
def test_what_a_person_may_have_nested_is_read(tmp_path: Path, make: Callable[[], str]) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(make())
    document = read_eml(path)
    assert document.text.endswith("I apply.")
    assert document.warnings == ()


def test_parts_beyond_the_limit_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_text(parts(3000))
    document = read_eml(path)
    assert 1900 < document.text.count("I apply.") < 2001
    assert any("more than 2000 parts" in warning for warning in document.warnings)


def test_no_attachment_beyond_the_limits_is_lost_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "SIZE_LIMIT", 100)
    monkeypatch.setattr(attached, "PARTS_SIZE_LIMIT", 150)
    monkeypatch.setattr(attached, "PARTS_LIMIT", 4)
    sizes = (90, 101, 50, 20, 5)
    attachments = "".join(
        f"--b\nContent-Type: application/pdf; name={i}.pdf\n\n{'x' * size}\n"
        for i, size in enumerate(sizes)
    )
    path = tmp_path / "mail.eml"
    path.write_text(f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{attachments}--b--")
    found = eml_attachments(path)
    assert [one.name for one in found] == [f"{i}.pdf" for i in range(5)]
    assert [isinstance(one, Packed) for one in found] == [True, False, True, False, False]
    assert all(isinstance(one.error, FileTooLarge) for one in found if isinstance(one, Unpackable))


def test_every_damaged_message_ends_in_a_document_or_a_sentence(tmp_path: Path) -> None:
    whole = (
        nested(3).encode()
        + b"\n--b0\nContent-Type: application/pdf; name*=utf-8''cv.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n"
    )
    whole += b"--b0\nContent-Type: multipart/alternative; boundary=e\n\n--e\n\nI apply\n--e\nContent-Type: text/html\n\n<p>I <b>apply</b>\n--e--\n"
    chance = random.Random(7)
    path = tmp_path / "mail.eml"
    with quickly():
        for _ in range(300):
            data = bytearray(whole)
            for _ in range(chance.randint(1, 8)):
                at = chance.randrange(len(data))
                data[at : at + chance.randrange(3)] = chance.choice(
                    [b"\0", b"\n", b"=", b'"', b"\xff", b";", b"--e"]
                )
            path.write_bytes(data)
            for read in (read_eml, eml_attachments):
                with suppress(DocumentError):
                    read(path)
