"""What a file is, is decided by what it holds and its name together."""

import random
import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

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
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.reading import read_here

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("cv.doc", OLE, UnsupportedFormat, "old Word document"),
        ("cv.docx", OLE, UnsupportedFormat, "old Word document"),  # only renamed
        ("cv.docx", ENCRYPTED, EncryptedFile, "password"),
        ("pay.xls", OLE, UnsupportedFormat, "spreadsheet"),
        ("cv.rtf", b"{\\rtf1 Aisha}", UnsupportedFormat, "Rich text"),
        ("cv.txt", b"{\\rtf1 Aisha}", UnsupportedFormat, "Rich text"),
        ("cv.jpg", b"\xff\xd8\xff\xe0" + bytes(50), UnsupportedFormat, "picture"),
        ("cv.pdf", b"\x89PNG\r\n\x1a\n" + bytes(50), UnsupportedFormat, "picture"),
        ("cv.html", b"<!DOCTYPE html><p>Aisha", UnsupportedFormat, "Web pages"),
        ("cv.pages", b"anything", UnsupportedFormat, "Apple Pages"),
        ("mail.eml", b"From: a@example.com", UnsupportedFormat, "e-mail"),
        ("cv.xyz", b"anything", UnsupportedFormat, "Save it as .docx or PDF"),
        ("cv.docx", b"PK\x03\x04" + bytes(100), CorruptFile, "damaged"),
        ("cv.docx", b"plain words", CorruptFile, "not really a Word document"),
        ("cv.pdf", b"plain words", CorruptFile, "not really a PDF"),
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


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (b"application/vnd.ms-word.document.macroEnabled.main+xml", "macros"),
        (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "spreadsh"),
    ],
)
def test_other_office_packages_are_told_apart(tmp_path: Path, kind: bytes, says: str) -> None:
    path = word_file(tmp_path / "cv.docx", paragraph(run("x")))
    word = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rezipped(path, lambda _, data: data.replace(word, kind))
    with pytest.raises(UnsupportedFormat, match=says):
        read_here(path)


@pytest.mark.parametrize(("name", "says"), [("all.zip", "Unpack it"), ("cv.odt", "OpenDocument")])
def test_other_archives(tmp_path: Path, name: str, says: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UnsupportedFormat, match=says):
        read_here(tmp_path / name)


def test_what_a_file_holds_goes_before_its_name(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "real.docx"))
    canvas.drawString(50, 700, "a PDF by another name")
    canvas.save()
    assert read_here(tmp_path / "real.docx").text == "a PDF by another name"
    word_file(tmp_path / "word.pdf", paragraph(run("a Word file")))
    assert read_here(tmp_path / "word.pdf").text == "a Word file"
    (tmp_path / "letter").write_text("PK Sharma\nBMW fitter")
    assert read_here(tmp_path / "letter").text == "PK Sharma\nBMW fitter"


def test_missing_files_folders_and_giants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "gone.docx", tmp_path):
        with pytest.raises(FileNotReadable, match="could not be opened"):
            read_here(path)
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
