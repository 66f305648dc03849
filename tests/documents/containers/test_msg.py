"""Outlook messages. python-oxmsg reads what these tests write, so that they are no fiction."""

import random
import struct
import time
from contextlib import suppress
from pathlib import Path

import compressed_rtf
import pytest
from oxmsg import Message

from documents.containers.msg_files import Mail, attachment, compound_file, mail, msg_file
from edi_shortlist.documents.containers import Packed, Unpackable, mapi
from edi_shortlist.documents.containers.msg import msg_attachments, read_msg
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Document, Part, Property

PDF = b"%PDF-1.7 invented"
FIELDS = (
    "From: Zoë Ngũgĩ <zoe@example.com>\nTo: The Panel <panel@example.com>\n"
    "Date: Mon, 05 Jan 2026 09:30:00 +0000\nSubject: Application\n\n"
)


def made(tmp_path: Path, message: Mail) -> Path:
    return msg_file(tmp_path / "mail.msg", message)


def body(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if block.part is not Part.HEADER)


def handed_out(path: Path) -> list[tuple[str, bytes]]:
    found = msg_attachments(path)
    assert all(isinstance(one, Packed) for one in found)
    return [(one.name, one.content) for one in found if isinstance(one, Packed)]


@pytest.mark.parametrize("length", [1, 2000])  # in the small sectors and in the large ones
def test_the_fields_and_then_the_text(tmp_path: Path, length: int) -> None:
    text = "Dear Panel,\r\n\r\nI apply.\r\n" * length
    path = made(tmp_path, mail(text, attachments=[attachment("cv.pdf", PDF * length)]))
    by_oxmsg = Message.load(str(path))
    assert by_oxmsg.body == text
    assert by_oxmsg.subject == "Application"
    assert by_oxmsg.sender == '"Zoë Ngũgĩ" <zoe@example.com>'
    assert by_oxmsg.attachments[0].file_bytes == PDF * length
    document = read_msg(path)
    assert document.text == FIELDS + text.replace("\r\n", "\n").rstrip("\n")
    assert document.properties == (Property("author", "Zoë Ngũgĩ"),)
    assert (document.attachments, document.warnings) == ((), ())
    assert handed_out(path) == [("cv.pdf", PDF * length)]


@pytest.mark.parametrize(
    ("values", "old", "says"),
    [
        ({0x0042: "Aisha Test", 0x5D02: "a@example.com"}, {}, "From: Aisha Test <a@example.com>"),
        ({0x0C1A: "zoe@example.com", 0x5D01: "zoe@example.com"}, {}, "From: zoe@example.com"),
        ({0x0C1A: "Zoe Ngugi", 0x0C1F: "/O=COUNCIL/CN=ZOE"}, {}, "From: Zoe Ngugi"),
        ({0x0C1A: "Zoe Ngugi", 0x0C1F: "zoe@example.com"}, {}, "From: Zoe Ngugi <zoe@example.com>"),
        (
            {0x007D: "From: =?utf-8?Q?Zo=C3=AB?= <z@example.com>\r\n"},
            {},
            "From: Zoë <z@example.com>",
        ),
        (
            {0x007D: "To: a@example.com\r\n b@example.com\r\n"},
            {},
            "To: a@example.com b@example.com",
        ),
        ({0x0E04: "The Panel; HR"}, {}, "To: The Panel; HR"),
        ({0x0E03: "HR"}, {}, "Cc: HR"),
        ({0x0E1D: "Post 5"}, {}, "Subject: Post 5"),
        ({0x0037: "two\r\n lines\0"}, {}, "Subject: two lines"),
        ({}, {0x0037: "Café £5".encode("cp1252")}, "Subject: Café £5"),
        ({0x3FFD: 1250}, {0x0037: "Łódź".encode("cp1250")}, "Subject: Łódź"),
        ({0x3FFD: 65001}, {0x0037: "Łódź".encode()}, "Subject: Łódź"),
        ({0x3FFD: 99}, {0x0037: "Café".encode("cp1252")}, "Subject: Café"),  # no code page
        ({0x3FFD: 10002}, {0x0037: "Café".encode("cp1252")}, "Subject: Café"),  # none that is known
        ({0x0037: "x", 0x0039: 7}, {}, "Subject: x"),  # a date that is a number
    ],
)
def test_fields_of_many_kinds(
    tmp_path: Path, values: dict[int, str | int], old: dict[int, bytes], says: str
) -> None:
    document = read_msg(made(tmp_path, Mail(values, old)))
    assert document.text == says


def test_recipients_by_kind(tmp_path: Path) -> None:
    recipients = [
        {0x0C15: 1, 0x3001: "Panel A", 0x39FE: "a@example.com"},
        {0x0C15: 2, 0x3001: "HR", 0x3003: "hr@example.com"},
        {0x0C15: 1, 0x3001: "Panel B", 0x3003: "/O=COUNCIL/CN=B"},
        {0x0C15: 3, 0x3001: "Hidden", 0x39FE: "hidden@example.com"},
    ]
    document = read_msg(made(tmp_path, Mail({0x0037: "x"}, {}, recipients)))
    assert (
        document.text == "To: Panel A <a@example.com>, Panel B\nCc: HR <hr@example.com>\nSubject: x"
    )


@pytest.mark.parametrize(
    ("values", "old", "says"),
    [
        ({0x1013: b"<p>I <b>apply</b>, Zo\xc3\xab.</p>"}, {}, "I apply, Zoë."),
        ({0x1013: "<p>I apply, Zoë.</p>"}, {}, "I apply, Zoë."),
        ({0x1013: "<p>Łódź</p>".encode("cp1250"), 0x3FDE: 1250}, {}, "Łódź"),
        ({0x1013: b"<p>I apply.</p>", 0x1000: "I apply by text."}, {}, "I apply by text."),
        ({0x1013: b"<p>I apply.</p>", 0x1000: " \r\n"}, {}, "I apply."),
        ({0x1013: b"\0\0", 0x1000: "I apply."}, {}, "I apply."),
        ({0x3FDE: 1250}, {0x1000: "Łódź".encode("cp1250")}, "Łódź"),
        ({}, {0x1000: "£5 – Zoë".encode("cp1252")}, "£5 – Zoë"),
        ({0x1009: compressed_rtf.compress(rb"{\rtf1\ansi I apply, Zo\'eb.\par Yours}")}, {}, "I apply, Zoë.\nYours"),
        ({0x1009: compressed_rtf.compress(rb"{\rtf1 I apply.}", compressed=False)}, {}, "I apply."),
        (
            {
                0x1009: compressed_rtf.compress(
                    rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 I apply."
                    rb"\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}}"
                )
            },
            {},
            "I apply.",
        ),
    ],
)  # fmt: skip
def test_bodies_of_every_kind(
    tmp_path: Path, values: dict[int, str | bytes | int], old: dict[int, bytes], says: str
) -> None:
    assert body(read_msg(made(tmp_path, Mail({0x0037: "x", **values}, old)))) == says


def test_a_damaged_body_is_told_and_the_attachments_are_handed_out(tmp_path: Path) -> None:
    path = made(tmp_path, mail(p1009=b"LZFu damaged", attachments=[attachment("cv.pdf", PDF)]))
    assert "left out" in read_msg(path).warnings[0]
    assert handed_out(path) == [("cv.pdf", PDF)]
    with pytest.raises(CorruptFile):
        read_msg(made(tmp_path, mail(p1009=b"LZFu damaged")))


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({0x3707: "Zoë Ngũgĩ CV.pdf", 0x3704: "ZOENGU~1.PDF"}, "Zoë Ngũgĩ CV.pdf"),
        ({0x3704: "CV.PDF"}, "CV.PDF"),
        ({0x3001: "My CV"}, "My CV.pdf"),  # by its first bytes
        ({0x370E: "application/pdf"}, "attachment-1.pdf"),
        ({}, "attachment-1.pdf"),
        ({0x3707: "C:\\Users\\zoe\\cv.pdf"}, "cv.pdf"),
        ({0x3707: "../../cv.pdf", 0x3705: 1}, "cv.pdf"),
    ],
)
def test_names_of_attachments(tmp_path: Path, values: dict[int, str | int], name: str) -> None:
    assert handed_out(made(tmp_path, mail("x", attachments=[{0x3701: PDF, **values}]))) == [
        (name, PDF)
    ]


def test_logos_and_invitations_are_named_and_not_handed_out(tmp_path: Path) -> None:
    attachments = [
        attachment("image001.png", b"png", p3712="logo@example", p370E="image/png"),
        attachment("scan.png", b"png", p3712="other@example", p370E="image/png"),
        attachment("invite.ics", b"x"),
    ]
    path = made(
        tmp_path,
        mail(p1013=b'<p>I apply.</p><img src="cid:logo@example">', attachments=attachments),
    )
    document = read_msg(path)
    assert document.attachments == ("image001.png", "invite.ics")
    assert document.pictures == 1
    assert handed_out(path) == [("scan.png", b"png")]


def test_messages_within_follow_with_their_attachments(tmp_path: Path) -> None:
    innermost = mail(
        "I apply, too.", "Third", ("Aisha Test", "aisha@example.com"), [attachment("deep.pdf", PDF)]
    )
    inner = mail("See below.", "Second", attachments=[innermost])
    path = made(tmp_path, mail("See all.", attachments=[inner, attachment("cv.pdf", PDF)]))
    document = read_msg(path)
    assert document.text == (
        FIELDS + "See all.\n\n"
        + FIELDS.replace("Application", "Second") + "See below.\n\n"
        + FIELDS.replace("Application", "Third").replace("Zoë Ngũgĩ <zoe@", "Aisha Test <aisha@")
        + "I apply, too."
    )  # fmt: skip
    assert document.properties == (
        Property("author", "Zoë Ngũgĩ"),
        Property("author", "Aisha Test"),
    )
    assert handed_out(path) == [("deep.pdf", PDF), ("cv.pdf", PDF)]


def test_messages_nested_too_deep_are_told(tmp_path: Path) -> None:
    message = mail("I apply.", "Innermost")
    for _ in range(25):
        message = mail("See below.", attachments=[message])
    document = read_msg(made(tmp_path, message))
    assert document.text.count("See below.") == 21
    assert any("deeper" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({0x3705: 7, 0x3707: "cv.docx"}, "does not hold it"),
        ({0x3705: 5, 0x3001: "Forwarded"}, "Outlook's own"),
        ({0x3705: 6, 0x3001: "Drawing"}, "Outlook's own"),
    ],
)
def test_what_cannot_be_taken_out_is_told(
    tmp_path: Path, values: dict[int, str | int], says: str
) -> None:
    (only,) = msg_attachments(made(tmp_path, mail("x", attachments=[values])))
    assert isinstance(only, Unpackable)
    assert isinstance(only.error, UnsupportedFormat)
    assert says in only.error.sentence


def test_signed_messages_are_read(tmp_path: Path) -> None:
    signed = (
        b"Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nI apply.\r\n"
        b"--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx\r\n--b--"
    )
    message = mail("", attachments=[attachment("smime.p7m", signed)])
    message.kind = "IPM.Note.SMIME.MultipartSigned"
    document = read_msg(made(tmp_path, message))
    assert document.text == FIELDS + "I apply."
    assert document.attachments == ("smime.p7s",)


ENVELOPED = bytes.fromhex("300f06092a864886f70d010703a0020500")


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        ("IPM.Note.SMIME", attachment("smime.p7m", ENVELOPED)),
        (
            "IPM.Note",
            attachment("message.rpmsg", b"x", p370E="application/x-microsoft-rpmsg-message"),
        ),
    ],
)
def test_encrypted_messages_are_refused(tmp_path: Path, kind: str, one: dict[int, str]) -> None:
    message = mail("", attachments=[one])
    message.kind = kind
    for read in (read_msg, msg_attachments):
        with pytest.raises(EncryptedFile, match="encrypted"):
            read(made(tmp_path, message))


def test_what_is_no_message(tmp_path: Path) -> None:
    path = tmp_path / "mail.msg"
    for data in (b"", b"words", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)):
        path.write_bytes(data)
        with pytest.raises(CorruptFile):
            read_msg(path)
    path.write_bytes(compound_file({"WordDocument": b"x" * 5000}))
    with pytest.raises(CorruptFile, match="not really an Outlook message"):
        read_msg(path)
    with pytest.raises(EmptyDocument):
        read_msg(made(tmp_path, Mail()))
    with pytest.raises(FileNotReadable):
        read_msg(tmp_path / "none.msg")
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)
    with pytest.raises(FileTooLarge):
        read_msg(path)


def test_streams_that_share_their_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in which every stream is the same large one would unpack to any size."""
    content = b"Zoe " * 25_000
    path = made(
        tmp_path, mail("x", attachments=[attachment(f"{i}.txt", content) for i in range(6)])
    )
    data = bytearray(path.read_bytes())
    name = "__substg1.0_37010102".encode("utf-16-le")
    places, at = [], data.find(name)
    while at >= 0:
        places.append(at)
        at = data.find(name, at + 1)
    assert len(places) == 6
    for place in places:
        data[place + 116 : place + 128] = data[places[0] + 116 : places[0] + 128]
    path.write_bytes(data)
    assert len(msg_attachments(path)) == 6
    monkeypatch.setattr(mapi, "PARTS_SIZE_LIMIT", 500_000)
    with pytest.raises(FileTooLarge):
        read_msg(path)


def test_thousands_of_streams(tmp_path: Path) -> None:
    path = made(tmp_path, Mail({0x8000 + i: "x" for i in range(4000)}))
    begun = time.thread_time()
    with pytest.raises(FileTooLarge):
        read_msg(path)
    assert time.thread_time() - begun < 4


def test_storages_nested_without_end(tmp_path: Path) -> None:
    """A storage that is its own child."""
    path = made(tmp_path, mail("x", attachments=[attachment("a.txt", b"x")]))
    data = bytearray(path.read_bytes())
    at = data.index("__attach_version1.0_#00000000".encode("utf-16-le"))
    for child in range(40):
        struct.pack_into("<I", data, at + 76, child)
        path.write_bytes(data)
        with suppress(DocumentError):
            read_msg(path)


def test_every_damaged_message_ends_in_a_document_or_a_sentence(tmp_path: Path) -> None:
    inner = mail("inner", attachments=[attachment("a.pdf", PDF)])
    path = made(
        tmp_path,
        mail(
            "I apply. " * 700, p1013=b"<p>I apply.", attachments=[inner, attachment("b.pdf", PDF)]
        ),
    )
    whole = path.read_bytes()
    chance = random.Random(8)
    begun = time.thread_time()
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.choice([0, 1, 255, chance.randrange(256)])
        path.write_bytes(data[: chance.choice([len(data), chance.randrange(len(data))])])
        for read in (read_msg, msg_attachments):
            with suppress(DocumentError):
                read(path)
    assert time.thread_time() - begun < 20
