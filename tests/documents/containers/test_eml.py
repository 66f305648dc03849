"""E-mails as mail programs write them, and as they should not."""

import base64
import binascii
import io
import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest

from documents.scans.drawn import typed
from edi_shortlist.documents.containers import Packed, Unpackable
from edi_shortlist.documents.containers.eml import eml_attachments, read_eml
from edi_shortlist.documents.errors import (
    CorruptFile,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Document, Part, Property

HEAD = "From: Zoe Ngugi <zoe@example.com>\r\nSubject: Post\r\nMIME-Version: 1.0\r\n"
SHOWN = "From: Zoe Ngugi <zoe@example.com>\nSubject: Post\n\n"
PDF = b"%PDF-1.7 invented"
PASTED = "Ten years of preventing homelessness in Leeds"


def eml(tmp_path: Path, message: EmailMessage | bytes | str) -> Path:
    path = tmp_path / "mail.eml"
    data = message.encode() if isinstance(message, str) else bytes(message)
    path.write_bytes(data)
    return path


def message(text: str = "Dear Panel,\n\nI apply.\n", markup: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Zoë Ngũgĩ <zoe@example.com>"
    made["To"] = "panel@example.com, Aisha Test <aisha@example.com>"
    made["Date"] = "Mon, 05 Jan 2026 09:30:00 +0000"
    made["Subject"] = "Application: café manager"
    made.set_content(text)
    if markup:
        made.add_alternative(markup, subtype="html")
    return made


def body(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if block.part is not Part.HEADER)


def handed_out(path: Path) -> list[tuple[str, bytes]]:
    found = eml_attachments(path)
    assert all(isinstance(one, Packed) for one in found)
    return [(one.name, one.content) for one in found if isinstance(one, Packed)]


def multipart(kind: str, *parts: str, boundary: str = "edge", closed: bool = True) -> str:
    lines = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    end = f"--{boundary}--\r\n" if closed else ""
    return f"Content-Type: multipart/{kind}; boundary={boundary}\r\n\r\n{lines}{end}"


def part(kind: str, text: str, more: str = "") -> str:
    return f"Content-Type: {kind}\r\n{more}\r\n{text}"


PLAIN = part("text/plain", "I apply.")
ATTACHED = part(
    "application/pdf", PDF.decode(), 'Content-Disposition: attachment; filename="cv.pdf"\r\n'
)


def test_the_fields_and_then_the_text(tmp_path: Path) -> None:
    document = read_eml(eml(tmp_path, message()))
    assert document.text == (
        "From: Zoë Ngũgĩ <zoe@example.com>\n"
        "To: panel@example.com, Aisha Test <aisha@example.com>\n"
        "Date: Mon, 05 Jan 2026 09:30:00 +0000\n"
        "Subject: Application: café manager\n\n"
        "Dear Panel,\n\nI apply."
    )
    assert document.properties == (Property("author", "Zoë Ngũgĩ"),)
    assert (document.pictures, document.warnings, document.attachments) == (0, (), ())
    assert [block.part for block in document.blocks[:5]] == [*[Part.HEADER] * 4, Part.BODY]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("", "I apply."),
        ("Content-Type: text/plain; charset=utf-8\r\n", "I apply."),
        ("Content-Type: text\r\n", "I apply."),
        ("Content-Type: nonsense/\r\n", "I apply."),
        ("Content-Transfer-Encoding: odd\r\n", "I apply."),
        ("Content-Type: text/plain; charset=x-none\r\n", "Zoë £5"),
        ("Content-Type: text/plain; charset=iso-8859-1\r\n", "Zoë £5"),
        ("Content-Type: text/plain; charset=us-ascii\r\n", "Zoë £5"),
        ("Content-Type: multipart/mixed\r\n", "I apply."),  # without a boundary
        ("Content-Type: multipart/mixed; boundary=none\r\n", "I apply."),
        ("Content-Type: text/plain; charset=\r\n", "I apply."),
        ("Content-Type: text/plain; charset*0=ut; charset*1=f-8\r\n", "Zoë"),
    ],
)
def test_one_part_with_odd_fields(tmp_path: Path, fields: str, text: str) -> None:
    assert read_eml(eml(tmp_path, f"{HEAD}{fields}\r\n{text}\r\n")).text == SHOWN + text


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("base64", base64.encodebytes("Zoë applies.".encode()), "Zoë applies."),
        ("BASE64", base64.b64encode("Zoë applies.".encode())[:-3], "Zoë applies"),
        ("base64", base64.b64encode("Zoë applies.".encode()).rstrip(b"="), "Zoë applies."),
        ("base64", b"Wm/D*qyBh\r\ncHBs!aWVzLg==", "Zoë applies."),  # with characters strewn in
        ("base64", b"Dear Panel, I apply. Yours, Zoe", "Dear Panel, I apply. Yours, Zoe"),
        ("base64", base64.encodebytes(b"I apply.") + b"\r\n\r\n--\r\nSent by the list", "I apply."),
        ("quoted-printable", quopri.encodestring("Zoë applies.".encode()), "Zoë applies."),
        ("quoted-printable", b"Zo=C3=AB app=\r\nlies=2E 100=", "Zoë applies. 100"),
        ("Quoted-Printable", b"5 = 5 =ZZ and Zo=c3=ab", "5 = 5 =ZZ and Zoë"),
        (
            "x-uuencode",
            b"begin 644 x\n" + binascii.b2a_uu("Zoë applies.".encode()) + b"`\nend\n",
            "Zoë applies.",
        ),
        ("8bit", "Zoë applies.".encode(), "Zoë applies."),
        ("binary", "Zoë\napplies.".encode(), "Zoë\napplies."),
    ],
)
def test_transfer_encodings_whole_and_damaged(
    tmp_path: Path, encoding: str, data: bytes, text: str
) -> None:
    head = f"{HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    assert read_eml(eml(tmp_path, head.encode() + data)).text == SHOWN + text


@pytest.mark.parametrize(
    ("parameters", "lines", "text"),
    [
        ("format=flowed", ["I apply ", "for the ", "post.", "Zoe"], "I apply for the post.\nZoe"),
        ("format=flowed; delsp=yes", ["I app ", "ly.", "Zoe"], "I apply.\nZoe"),
        (
            "format=flowed",
            ["> you ", "> wrote", ">> once ", "> more"],
            "> you wrote\n>> once\n> more",
        ),
        ("format=flowed", [" From me ", "to you", "-- ", "Zoe"], "From me to you\n--\nZoe"),
        ("format=fixed", ["I apply ", "for it"], "I apply\nfor it"),
    ],
)
def test_flowing_lines(tmp_path: Path, parameters: str, lines: list[str], text: str) -> None:
    data = f"{HEAD}Content-Type: text/plain; {parameters}\r\n\r\n" + "\r\n".join(lines)
    assert read_eml(eml(tmp_path, data)).text == SHOWN + text


@pytest.mark.parametrize(
    ("plain", "markup", "says"),
    [
        ("Dear Panel, I apply.", "<p>Dear <b>Panel</b>, I apply.</p>", "Dear Panel, I apply."),
        ("\n \n", "<p>Dear Panel</p><p>I apply.</p>", "Dear Panel\nI apply."),
        (
            "Please use a program that shows HTML.",
            "<p>Dear Panel, I apply for the post and have done this work for many years now.</p>",
            "Dear Panel, I apply for the post and have done this work for many years now.",
        ),
    ],
)
def test_plain_text_unless_it_is_a_stub(tmp_path: Path, plain: str, markup: str, says: str) -> None:
    assert body(read_eml(eml(tmp_path, message(plain, markup)))) == says


@pytest.mark.parametrize(
    ("markup", "content_id", "says"),
    [
        ("<p>See below.</p><img src='cid:p1'><p>Zoe</p>", "<p1>", f"See below.\n{PASTED}\nZoe"),
        ("<p>See below.</p><img src='CID:P%31'><p>Zoe</p>", "<p1>", f"See below.\n{PASTED}\nZoe"),
        ("<p>See below.</p><img src='cid:p2'><p>Zoe</p>", "<p1>", "See below.\nZoe"),
        ("<p>See below.</p><img src='https://example.com/p1'><p>Zoe</p>", "<p1>", "See below."),
    ],
)
def test_a_small_picture_of_text_is_read_where_it_is_shown(
    tmp_path: Path, markup: str, content_id: str, says: str
) -> None:
    picture = io.BytesIO()
    typed(PASTED, size=(420, 60)).save(picture, "png")
    made = message("See below.\n\nZoe\n", markup)
    rich = made.get_payload()[1]  # type: ignore[index]
    rich.add_related(picture.getvalue(), "image", "png", cid=content_id)  # type: ignore[union-attr]
    document = read_eml(eml(tmp_path, made))
    assert body(document).replace("\n\n", "\n").startswith(says)
    assert any("picture" in warning for warning in document.warnings) == (PASTED in says)


def test_html_alone_and_its_tables(tmp_path: Path) -> None:
    table = "<table><tr><td>Name</td><td>{}</td></tr></table>"
    first, second = part("text/html", table.format("Zoe")), part("text/html", table.format("Zed"))
    document = read_eml(eml(tmp_path, HEAD + multipart("mixed", first, PLAIN, second)))
    assert body(document).split() == ["Name", "Zoe", "I", "apply.", "Name", "Zed"]
    assert [block.cell[0] for block in document.blocks if block.cell] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("text/html; charset=iso-8859-2", "<p>Łódź</p>".encode("iso-8859-2"), "Łódź"),
        ("text/html", '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"), "Łódź"),
        ("text/html", "<p>Łódź</p>".encode(), "Łódź"),
        ("text/plain", b"<!DOCTYPE html><html><p>I apply.</p></html>", "I apply."),  # mislabelled
    ],
)
def test_html_in_its_character_set(tmp_path: Path, kind: str, data: bytes, text: str) -> None:
    path = eml(tmp_path, f"{HEAD}Content-Type: {kind}\r\n\r\n".encode() + data)
    assert body(read_eml(path)) == text


def test_attachments_in_both_halves_of_an_alternative(tmp_path: Path) -> None:
    """As Apple Mail writes it: the file lies within the HTML half."""
    rich = multipart("mixed", part("text/html", "<p>I apply.</p>"), ATTACHED, boundary="inner")
    path = eml(tmp_path, HEAD + multipart("alternative", PLAIN, rich))
    assert body(read_eml(path)) == "I apply."
    assert handed_out(path) == [("cv.pdf", PDF)]


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        ("application/pdf; name=cv.pdf", "", "cv.pdf"),
        ("application/pdf", 'Content-Disposition: inline; filename="cv.pdf"\r\n', "cv.pdf"),
        ("application/pdf", "Content-Disposition: attachment\r\n", "attachment-1.pdf"),
        ("application/pdf; name=CV", "", "CV.pdf"),
        ("application/octet-stream", "", "attachment-1.pdf"),  # its first bytes tell
        ("text/plain; name=cv.txt", "", "cv.txt"),
        ("text/plain", "Content-Disposition: attachment\r\n", "attachment-1.txt"),
        ("text/html", "Content-Disposition: attachment\r\n", "attachment-1.html"),
        ("image/jpeg", "", "attachment-1.jpg"),
        (
            "application/pdf",
            'Content-Disposition: attachment; filename="..\\\\..\\\\cv.pdf"\r\n',
            "cv.pdf",
        ),
        (
            "application/pdf",
            'Content-Disposition: attachment; filename="/etc/cv.pdf"\r\n',
            "cv.pdf",
        ),
        (
            "application/pdf",
            'Content-Disposition: attachment; filename="../.."\r\n',
            "attachment-1.pdf",
        ),
        ("application/pdf", 'Content-Disposition: attachment; filename="a:b?.pdf"\r\n', "b_.pdf"),
        (
            "application/pdf",
            f'Content-Disposition: attachment; filename="{"x" * 300}.pdf"\r\n',
            "x" * 176 + ".pdf",
        ),
        (
            "application/pdf",
            "Content-Disposition: attachment; filename*=utf-8''Zo%C3%AB.pdf\r\n",
            "Zoë.pdf",
        ),
    ],
)
def test_names_of_attachments(tmp_path: Path, kind: str, fields: str, name: str) -> None:
    attached = part(kind, PDF.decode(), fields)
    path = eml(tmp_path, HEAD + multipart("mixed", PLAIN, attached))
    assert handed_out(path) == [(name, PDF)]
    assert read_eml(path).attachments == ()


def test_equal_names_are_numbered(tmp_path: Path) -> None:
    path = eml(tmp_path, HEAD + multipart("mixed", PLAIN, *[ATTACHED] * 3))
    assert [name for name, _ in handed_out(path)] == ["cv.pdf", "cv (2).pdf", "cv (3).pdf"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("text/calendar", "attachment-1.ics"),
        ("text/calendar; name=invite.ics", "invite.ics"),
        ("application/octet-stream; name=card.VCF", "card.VCF"),
        ("text/x-vcard", "attachment-1.vcf"),
        ("application/pkcs7-signature; name=smime.p7s", "smime.p7s"),
        ("application/pgp-signature; name=signature.asc", "signature.asc"),
        ("message/delivery-status", "attachment-1"),
    ],
)
def test_what_programs_add_is_named_and_not_handed_out(
    tmp_path: Path, kind: str, name: str
) -> None:
    path = eml(tmp_path, HEAD + multipart("signed", PLAIN, part(kind, "x")))
    document = read_eml(path)
    assert body(document) == "I apply."
    assert document.attachments == (name,)
    assert document.warnings == ()
    assert handed_out(path) == []


@pytest.mark.parametrize(
    "kind", ["application/ms-tnef", "application/octet-stream; name=WinMail.dat"]
)
def test_what_outlook_hides_is_told(tmp_path: Path, kind: str) -> None:
    path = eml(tmp_path, HEAD + multipart("mixed", PLAIN, part(kind, "x")))
    (warning,) = read_eml(path).warnings
    assert "winmail.dat" in warning
    assert handed_out(path) == []


@pytest.mark.parametrize(
    ("fields", "size", "markup", "is_logo"),
    [
        ("Content-ID: <logo@example>\r\n", 90, '<img src="cid:logo@example">', True),
        ("Content-ID: <LOGO@example>\r\n", 90, "<img src=cid:logo%40example>", True),
        ("Content-ID: <logo@example>\r\n", 90, "<p>no picture", False),
        ("Content-ID: <logo@example>\r\n", 200_000, '<img src="cid:logo@example">', False),
        (
            "Content-Location: http://a.example.com/l.png\r\n",
            90,
            '<img src="http://a.example.com/l.png">',
            True,
        ),
        ("", 90, '<img src="cid:logo@example">', False),
    ],
)
def test_logos_are_counted_and_scans_handed_out(
    tmp_path: Path, fields: str, size: int, markup: str, is_logo: bool
) -> None:
    picture = part("image/png; name=image001.png", "x" * size, fields)
    path = eml(
        tmp_path,
        HEAD + multipart("related", part("text/html", f"<p>I apply.</p>{markup}"), picture),
    )
    document = read_eml(path)
    assert body(document).startswith("I apply.")
    assert document.attachments == (("image001.png",) if is_logo else ())
    assert [name for name, _ in handed_out(path)] == ([] if is_logo else ["image001.png"])
    if is_logo:
        assert document.pictures == 1


@pytest.mark.parametrize("encoding", ["", "base64"])
def test_forwarded_messages_follow_with_their_attachments(tmp_path: Path, encoding: str) -> None:
    inner = "From: Aisha Test <aisha@example.com>\r\nSubject: Mine\r\n" + multipart(
        "mixed", part("text/plain", "I apply as well."), ATTACHED, boundary="inner"
    )
    fields = f"Content-Transfer-Encoding: {encoding}\r\n" if encoding else ""
    text = base64.encodebytes(inner.encode()).decode() if encoding else inner
    forwarded = part("message/rfc822", text, fields + "Content-Disposition: attachment\r\n")
    path = eml(
        tmp_path, HEAD + multipart("mixed", part("text/plain", "See below."), forwarded, ATTACHED)
    )
    document = read_eml(path)
    assert document.text == (
        f"{SHOWN}See below.\n\nFrom: Aisha Test <aisha@example.com>\nSubject: Mine\n\nI apply as well."
    )
    assert document.properties == (
        Property("author", "Zoe Ngugi"),
        Property("author", "Aisha Test"),
    )
    assert handed_out(path) == [("cv.pdf", PDF), ("cv (2).pdf", PDF)]


def test_earlier_messages_stay_in_order(tmp_path: Path) -> None:
    text = (
        "Thank you.\n\nOn Monday the Panel wrote:\n> Dear Zoe,\n>\n>> I apply.\n> Please send it."
    )
    assert body(read_eml(eml(tmp_path, message(text)))) == text


def test_a_digest(tmp_path: Path) -> None:
    parts = [f"\r\nSubject: {i}\r\n\r\nLetter {i}" for i in (1, 2)]
    document = read_eml(eml(tmp_path, HEAD + multipart("digest", *parts)))
    assert document.text == f"{SHOWN[:-2]}\nSubject: 1\n\nLetter 1\n\nSubject: 2\n\nLetter 2"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            HEAD + multipart("mixed", PLAIN, part("text/plain", "Cut sh"), closed=False),
            "I apply.\nCut sh",
        ),
        (HEAD + multipart("mixed", PLAIN).replace("boundary=edge", "boundary=other"), "I apply."),
        (HEAD + multipart("mixed", PLAIN).replace("\r\n", "\n"), "I apply."),
        (HEAD + multipart("mixed", PLAIN).replace("--edge\r", "--edge \t\r"), "I apply."),
        (
            HEAD + multipart("mixed", PLAIN, boundary='"a b:c"').replace('--"a b:c"', "--a b:c"),
            "I apply.",
        ),
        (
            HEAD + multipart("mixed", PLAIN, multipart("mixed", PLAIN, boundary="edge2"), PLAIN),
            "I apply.\n" * 3,
        ),
        (
            HEAD + multipart("mixed", multipart("mixed", PLAIN, PLAIN), PLAIN),
            "I apply.\n" * 3,
        ),  # one boundary for both
        (HEAD + multipart("mixed", "\r\nNo fields"), "No fields"),
        (HEAD + multipart("mixed", "No fields, no blank line"), "No fields, no blank line"),
        (HEAD + multipart("alternative"), ""),
        (HEAD + multipart("mixed", PLAIN) + "After the end", "I apply."),
        ("\r\n\ufeff" + HEAD + "\r\nI apply.", "I apply."),
        ("From zoe Mon Jan  5 09:30:00 2026\n" + HEAD + "\r\nI apply.", "I apply."),
        (HEAD.replace("\r\n", "\r") + "\rI apply.", "I apply."),
        ((HEAD + "\r\nI apply.").encode("utf-16"), "I apply."),
        ("\ufeff" + HEAD + "\r\nI apply.", "I apply."),
    ],
)
def test_damaged_structure(tmp_path: Path, data: str | bytes, says: str) -> None:
    assert body(
        read_eml(eml(tmp_path, data.encode() if isinstance(data, str) else data))
    ) == says.rstrip("\n")


def test_files_in_the_text_by_uuencode(tmp_path: Path) -> None:
    lines = [binascii.b2a_uu(PDF[at : at + 45]) for at in range(0, len(PDF), 45)]
    packed = b"begin 644 my cv.pdf\n" + b"".join(lines) + b"`\nend\n"
    text = b"I apply.\n" + packed + b"Yours, Zoe\nbegin 644 nothing\nis not a file\nend\n"
    path = eml(tmp_path, HEAD.encode() + b"\r\n" + text)
    assert body(read_eml(path)) == "I apply.\nYours, Zoe\nbegin 644 nothing\nis not a file\nend"
    assert handed_out(path) == [("my cv.pdf", PDF)]


def test_a_file_that_is_only_referred_to(tmp_path: Path) -> None:
    outside = part(
        "message/external-body; access-type=URL; name=cv.pdf", "Content-Type: application/pdf"
    )
    path = eml(tmp_path, HEAD + multipart("mixed", PLAIN, outside))
    (only,) = eml_attachments(path)
    assert isinstance(only, Unpackable)
    assert isinstance(only.error, UnsupportedFormat)
    assert "does not hold it" in only.error.sentence


@pytest.mark.parametrize(
    "data",
    [
        HEAD
        + multipart(
            "encrypted",
            part("application/pgp-encrypted", "Version: 1"),
            part("application/octet-stream", "x"),
        ),
        HEAD + "\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA",
    ],
)
def test_encrypted_messages_are_refused(tmp_path: Path, data: str) -> None:
    for read in (read_eml, eml_attachments):
        with pytest.raises(EncryptedFile, match="encrypted"):
            read(eml(tmp_path, data))


def test_an_encrypted_part_is_told_and_the_rest_read(tmp_path: Path) -> None:
    inner = multipart("encrypted", part("application/pgp-encrypted", "x"), boundary="inner")
    document = read_eml(eml(tmp_path, HEAD + multipart("mixed", PLAIN, inner)))
    assert body(document) == "I apply."
    assert document.warnings == ("A part of the e-mail is encrypted and was left out.",)


@pytest.mark.parametrize(
    "data",
    ["", "\r\n\r\n", "Dear Panel,\nI apply.", "<html></html>", "\0" * 50, "Note: this\n\nI apply."],
)
def test_what_is_no_message(tmp_path: Path, data: str) -> None:
    with pytest.raises(CorruptFile, match="not really an e-mail"):
        read_eml(eml(tmp_path, data))


def test_nothing_said_and_nothing_attached(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read_eml(eml(tmp_path, "MIME-Version: 1.0\r\n\r\n\r\n"))
    only_attached = eml(tmp_path, "MIME-Version: 1.0\r\n" + multipart("mixed", ATTACHED))
    assert read_eml(only_attached).blocks == ()
    assert handed_out(only_attached) == [("cv.pdf", PDF)]


def test_missing_and_huge_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        read_eml(tmp_path / "none.eml")
    with (tmp_path / "huge.eml").open("wb") as file:
        file.truncate(200 * 1024**2)
    with pytest.raises(FileTooLarge):
        read_eml(tmp_path / "huge.eml")
