"""What a file is, is decided by what it holds and its name together."""

import os
import random
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from processor_time import within
from reportlab.pdfgen.canvas import Canvas

from documents.containers.msg_files import Folder, compound_file
from documents.word_files import paragraph, rezipped, run, word_file
from edi_shortlist.documents import formats
from edi_shortlist.documents.errors import (
    ERRORS,
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileNotReadable,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.formats import format_of
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.parts import read_here

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("cv.doc", OLE, CorruptFile, "damaged"),
        ("cv.docx", OLE, CorruptFile, "damaged"),  # only renamed
        ("mail.msg", OLE, CorruptFile, "damaged"),
        ("cv", OLE, CorruptFile, "damaged"),
        ("pay.xls", OLE, UnsupportedFormat, "spreadsheet"),
        ("talk.ppt", OLE, UnsupportedFormat, "presentation"),
        ("cv.wps", OLE, UnsupportedFormat, "Works"),
        ("cv.pages", b"anything", UnsupportedFormat, "Apple Pages"),
        ("cv.wpd", b"\xffWPC" + bytes(90), UnsupportedFormat, "WordPerfect"),
        ("cv", b"\xffWPC" + bytes(90), UnsupportedFormat, "WordPerfect"),
        ("pay.csv", b"a,b", UnsupportedFormat, "spreadsheet"),
        ("all.7z", b"7z\xbc\xaf\x27\x1c", UnsupportedFormat, "Unpack it"),
        ("all.zip", b"Rar!\x1a\x07\x01", UnsupportedFormat, "Unpack it"),
        ("all.tgz", b"\x1f\x8b\x08", UnsupportedFormat, "Unpack it"),
        ("all", bytes(257) + b"ustar" + bytes(99), UnsupportedFormat, "Unpack it"),
        ("cv.jpg", b"\0\0\0\x18ftypheic\0\0", UnsupportedFormat, "JPEG"),
        ("cv.heic", b"anything", UnsupportedFormat, "JPEG"),
        ("cv.xyz", b"anything", UnsupportedFormat, "Save it as .docx or PDF"),
        ("cv.docx", b"PK\x03\x04" + bytes(100), CorruptFile, "damaged"),
        ("cv.docx", b"plain words", CorruptFile, "not really a Word document"),
        ("cv.pdf", b"plain words", CorruptFile, "not really a PDF"),
        ("cv.odt", b"plain words", CorruptFile, "not really an OpenDocument text"),
        ("cv.rtf", b"plain words", CorruptFile, "not really a rich text document"),
        ("cv.doc", b"plain words", CorruptFile, "not really a Word document"),
        ("all.zip", b"plain words", CorruptFile, "not really a ZIP archive"),
        ("cv.png", b"plain words", CorruptFile, "not really a picture"),
        ("cv.bmp", b"plain words", CorruptFile, "not really a picture"),
        ("cv.jpg", b"\xff\xd8\xff\xe0" + bytes(50), CorruptFile, "damaged"),
        ("cv.docx", b"", EmptyDocument, "0 bytes"),
        ("cv.txt", b"", EmptyDocument, "0 bytes"),
    ],
)
def test_refused(
    tmp_path: Path, name: str, data: bytes, error: type[DocumentError], says: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=says) as caught:
        read_here(tmp_path / name)
    assert caught.value.file == name
    assert name not in caught.value.sentence  # the blind side keeps the sentence alone
    assert str(caught.value) == f"'{name}': {caught.value.sentence}"


WEB = b"<html><body><p>Dear Panel"
RICH = b"{\\rtf1 Dear Panel}"
MAIL = b"From: a@example.com\nTo: b@example.com\nSubject: Letter\n\nDear Panel"
FLAT = (
    b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument'
    b'.text" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
)


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("cv.pdf", b"%PDF-1.7", "read_pdf"),
        ("cv.docx", b"%PDF-1.7", "read_pdf"),
        ("cv.pdf", b"\n\njunk before\n%PDF-1.7", "read_pdf"),
        ("cv.rtf", RICH, "read_rtf"),
        ("cv.doc", RICH, "read_rtf"),  # as many programs name it
        ("cv.txt", b"\r\n " + RICH, "read_rtf"),
        ("cv.html", WEB, "read_html"),
        ("cv.doc", WEB, "read_html"),
        ("cv.xhtml", b'<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="x">', "read_html"),
        ("cv.txt", b"\xef\xbb\xbf<!DOCTYPE  html><p>", "read_html"),
        ("cv.bin", "<!doctype html><p>".encode("utf-16"), "read_html"),
        ("cv.htm", b"Dear Panel", "read_html"),
        ("cv.txt", b"<b>Dear Panel</b>", "read_text"),
        ("cv.fodt", FLAT, "read_odt"),
        ("cv.xml", FLAT, "read_odt"),
        ("cv.fodt", b"anything", "read_odt"),
        ("mail.eml", b"Dear Panel", "read_eml"),
        ("mail.mht", MAIL, "read_eml"),
        ("mail", MAIL, "read_eml"),
        ("mail", MAIL.replace(b"\n", b"\r\n"), "read_eml"),
        ("letter", b"Dear Panel,\nTo: whom it may concern", "read_text"),
        ("letter.txt", MAIL, "read_text"),
        ("letter.MD", b"Dear Panel", "read_text"),
        ("letter", b"PK Sharma\nBMW fitter", "read_text"),
        ("letter.txt", b"BM Sharma", "read_text"),
        ("scan.jpg", b"\xff\xd8\xff\xe0", "read_picture"),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n", "read_picture"),
        ("scan.tif", b"II*\0", "read_picture"),
        ("scan.tif", b"MM\0*", "read_picture"),
        ("scan", b"GIF89a", "read_picture"),
        ("scan.bmp", b"BM\0\0", "read_picture"),
        ("scan.jpg", b"RIFF\0\0\0\0WEBPVP8 ", "read_picture"),
    ],
)
def test_told_by_its_first_bytes_and_its_name(
    tmp_path: Path, name: str, data: bytes, reader: str
) -> None:
    (tmp_path / name).write_bytes(data)
    how = format_of(tmp_path / name)
    assert how.reader is not None
    assert how.reader.__name__ == reader
    assert (how.unpacker is not None) == (reader == "read_eml")


def zipped(path: Path, members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


WORD_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
WORKBOOK_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "members", "found"),
    [
        ("cv.docx", {"[Content_Types].xml": WORD_TYPE}, "read_docx"),
        ("cv.zip", {"[Content_Types].xml": WORD_TYPE}, "read_docx"),
        ("cv.docx", {"[Content_Types].xml": WORKBOOK_TYPE[:-9] + WORD_TYPE}, "read_docx"),
        ("cv.docx", {"[Content_Types].xml": WORD_TYPE.decode().encode("utf-16")}, "read_docx"),
        ("cv.docm", {"[Content_Types].xml": MACRO_TYPE}, "read_docx"),
        ("cv.odt", {"mimetype": OPEN_TEXT}, "read_odt"),
        ("cv.ott", {"mimetype": OPEN_TEXT + b"-template"}, "read_odt"),
        ("all.zip", {"cv.txt": b"x"}, "zip_members"),
        ("all", {"cv.txt": b"x"}, "zip_members"),
        ("all.zip", {"mimetype": b"not one of ours"}, "zip_members"),
        ("all.zip", {"cv.pdf": b"%PDF-1.7"}, "zip_members"),  # packed as it is
    ],
)
def test_told_by_what_is_packed_in_it(
    tmp_path: Path, name: str, members: Mapping[str, bytes], found: str
) -> None:
    how = format_of(zipped(tmp_path / name, members, zipfile.ZIP_STORED))
    assert getattr(how.reader or how.unpacker, "__name__", "") == found


@pytest.mark.parametrize(
    ("name", "members", "error", "says"),
    [
        (
            "x.docx",
            {"[Content_Types].xml": WORD_TYPE[:-9] + WORKBOOK_TYPE},
            UnsupportedFormat,
            "spr",
        ),
        ("x.docx", {"[Content_Types].xml": b"spreadsheetml"}, UnsupportedFormat, "spreadsheet"),
        ("x.docx", {"[Content_Types].xml": b"presentationml"}, UnsupportedFormat, "presentation"),
        ("x.odt", {"mimetype": b"opendocument.spreadsheet"}, UnsupportedFormat, "spreadsheet"),
        ("x.odt", {"mimetype": b"opendocument.presentation"}, UnsupportedFormat, "presentation"),
        ("x.zip", {"mimetype": b"application/epub+zip"}, UnsupportedFormat, "E-books"),
        ("x.pages", {"Index/Document.iwa": b"x"}, UnsupportedFormat, "Apple Pages"),
        ("x.docx", {"a.txt": b"x"}, CorruptFile, "damaged"),
        ("x.odt", {"content.xml": b"<x/>"}, CorruptFile, "damaged"),
    ],
)
def test_other_packages(
    tmp_path: Path, name: str, members: Mapping[str, bytes], error: type[DocumentError], says: str
) -> None:
    with pytest.raises(error, match=says):
        format_of(zipped(tmp_path / name, members))


@pytest.mark.parametrize(
    ("streams", "answer"),
    [
        (("WordDocument", "1Table"), "read_doc"),
        (("WordDocument", "Workbook"), "read_doc"),
        (("__properties_version1.0",), "read_msg"),
        (("EncryptedPackage", "EncryptionInfo"), EncryptedFile),
        (("Workbook",), UnsupportedFormat),
        (("Book",), UnsupportedFormat),
        (("PowerPoint Document",), UnsupportedFormat),
        (("Something",), UnsupportedFormat),
    ],
)
@pytest.mark.parametrize("name", ["x.bin", "x"])
def test_told_by_the_streams_of_an_old_office_file(
    tmp_path: Path, streams: tuple[str, ...], answer: str | type[DocumentError], name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(compound_file(dict.fromkeys(streams, b"x")))
    if isinstance(answer, str):
        assert getattr(format_of(path).reader, "__name__", "") == answer
    else:
        with pytest.raises(answer):
            format_of(path)


def test_what_is_embedded_does_not_decide(tmp_path: Path) -> None:
    """A message that somebody put into an old Word document."""
    pool: Folder = {"_1": {"__properties_version1.0": b"x"}}
    (tmp_path / "cv.doc").write_bytes(compound_file({"ObjectPool": pool, "WordDocument": b"x"}))
    assert getattr(format_of(tmp_path / "cv.doc").reader, "__name__", "") == "read_doc"


@pytest.mark.parametrize("comment", [b"<!---->", b"<!-- a --> ", b"<!--><!-->"])
def test_many_comments_before_a_page_cost_no_time(tmp_path: Path, comment: bytes) -> None:
    (tmp_path / "cv.txt").write_bytes(b" " * 99 + comment * 550 + b"Dear Panel")
    assert within(1, lambda: format_of(tmp_path / "cv.txt"))


def test_what_a_file_holds_goes_before_its_name(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "real.docx"))
    canvas.drawString(50, 700, "a PDF by another name")
    canvas.save()
    assert read_here(tmp_path / "real.docx").text == "a PDF by another name"
    word_file(tmp_path / "word.pdf", paragraph(run("a Word file")))
    assert read_here(tmp_path / "word.pdf").text == "a Word file"


def test_missing_files_folders_and_giants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "gone.docx", tmp_path):
        with pytest.raises(FileNotReadable, match="could not be opened"):
            read_here(path)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(FileNotReadable):
            read_here(tmp_path / "pipe.txt")
    monkeypatch.setattr(formats, "SIZE_LIMIT", 10)
    (tmp_path / "big.txt").write_text("eleven char")
    with pytest.raises(FileTooLarge):
        read_here(tmp_path / "big.txt")


def mangled(data: bytes, chance: random.Random) -> bytes:
    """A file after a bad disk, a bad line or a bad hand: bytes changed, lost and doubled."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out))
        match chance.randrange(3):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randint(1, 40)]
            case 2:
                out[at:at] = out[at : at + 30]
    return bytes(out)


@pytest.mark.parametrize("seed", range(60))
def test_a_mangled_file_is_read_or_refused_with_a_sentence(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / ("cv.pdf" if seed % 3 == 0 else "cv.docx")
    if path.suffix == ".pdf":
        canvas = Canvas(str(path))
        canvas.drawString(50, 700, "some words on a page")
        canvas.save()
        path.write_bytes(mangled(path.read_bytes(), chance))
    else:
        word_file(path, *[paragraph(run("words") + run(" in bold", "<w:b/>"))] * 5)
        if seed % 3 == 1:
            path.write_bytes(mangled(path.read_bytes(), chance))
        else:
            rezipped(path, lambda name, data: mangled(data, chance) if "word/" in name else data)
    answer: Document | DocumentError
    try:
        answer = read_here(path)
    except DocumentError as error:
        answer = error
    assert isinstance(answer, Document) or answer.file == path.name


@pytest.mark.parametrize("error", ERRORS.values())
def test_every_error_is_a_sentence_that_says_what_to_do(error: type[DocumentError]) -> None:
    sentence = error("cv.pdf").sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert any(verb in sentence for verb in ("Ask", "Save", "Check", "Open", "Make"))
