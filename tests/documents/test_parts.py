"""A file taken apart: what is in an e-mail or archive, how deep it is looked into, what it costs."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from documents.word_files import paragraph, run, word_file
from edi_shortlist.documents import parts as parts_module
from edi_shortlist.documents.containers import Packed
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.formats import Format
from edi_shortlist.documents.limits import NESTING_LIMIT, TEXT_LIMIT
from edi_shortlist.documents.model import Block, BlockKind, Document, Property
from edi_shortlist.documents.parts import ReadPart, joined, read_here, read_parts


def packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def archive(folder: Path, members: Mapping[str, bytes]) -> Path:
    path = folder / "all.zip"
    path.write_bytes(packed(members))
    return path


def told(path: Path) -> list[tuple[str, str]]:
    """Each part's name, and its text or the kind of its error."""
    return [
        (part.name, part.document.text if part.document else type(part.error).__name__)
        for part in read_parts(path)
    ]


def test_a_document_is_one_part_without_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Panel")
    assert read_parts(tmp_path / "letter.txt") == (
        ReadPart("letter.txt", Document.from_text("Dear Panel")),
    )


def test_each_file_of_an_archive_is_a_part_with_its_bytes(tmp_path: Path) -> None:
    word = word_file(tmp_path / "cv.docx", paragraph(run("A life"))).read_bytes()
    path = archive(tmp_path, {"Ann/letter.txt": b"Dear Panel", "Ann/cv.docx": word})
    assert told(path) == [("Ann/cv.docx", "A life"), ("Ann/letter.txt", "Dear Panel")]
    assert [part.content for part in read_parts(path)] == [word, b"Dear Panel"]


def test_a_part_that_cannot_be_read_harms_nothing_else(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        {
            "a.docx": b"PK\3\4 and then nothing",
            "b.xlsx": b"cells",
            "c.txt": b"",
            "d.pdf": b"%PDF-1.7 and then nothing",
            "e.txt": b"Dear Panel",
            "f.bin": b"\0\1\2",
        },
    )
    assert told(path) == [
        ("a.docx", "CorruptFile"),
        ("b.xlsx", "UnsupportedFormat"),
        ("c.txt", "EmptyDocument"),
        ("d.pdf", "CorruptFile"),
        ("e.txt", "Dear Panel"),
        ("f.bin", "UnsupportedFormat"),
    ]
    for part in read_parts(path):
        assert part.content is not None
        if part.error:
            assert part.error.file == part.name


def nested(levels: int) -> bytes:
    content = packed({"deepest.txt": b"down here"})
    for level in range(levels, 0, -1):
        content = packed({f"level-{level}.zip": content, f"beside-{level}.txt": b"up here"})
    return content


@pytest.mark.parametrize("levels", [0, 1, NESTING_LIMIT - 1, NESTING_LIMIT, NESTING_LIMIT + 2])
def test_archives_in_archives_are_opened_so_far_and_no_farther(tmp_path: Path, levels: int) -> None:
    (tmp_path / "all.zip").write_bytes(nested(levels))
    found = dict(told(tmp_path / "all.zip"))
    if levels < NESTING_LIMIT:
        assert "down here" in found.values()
        assert "UnsupportedFormat" not in found.values()
    else:
        assert "down here" not in found.values()
        (refused,) = [p.error for p in read_parts(tmp_path / "all.zip") if p.error]
        assert isinstance(refused, UnsupportedFormat)
        assert "archive within an archive" in refused.sentence
    assert list(found.values()).count("up here") == min(levels, NESTING_LIMIT)


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [("PARTS_LIMIT", 3, "holds more than"), ("PARTS_SIZE_LIMIT", 35, "holds more than")],
)
def test_what_all_parts_together_may_cost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, says: str
) -> None:
    """However they are spread over archives in the archive."""
    monkeypatch.setattr(parts_module, limit, value)
    inner = packed({"a.txt": b"0123456789", "b.txt": b"0123456789"})
    path = archive(tmp_path, {"c.txt": b"0123456789", "d.txt": b"0123456789"})
    assert len(read_parts(path)) == 2
    with pytest.raises(FileTooLarge, match=says) as caught:
        read_parts(archive(tmp_path, {"in.zip": inner, "again.zip": inner}))
    assert caught.value.sentence.startswith("The file holds more than")


@pytest.mark.parametrize(
    "document",
    [
        Document.from_text("x" * TEXT_LIMIT),
        Document((Block(""),) * (TEXT_LIMIT + 1)),
        Document((Block("x"),), properties=(Property("title", "x" * TEXT_LIMIT),)),
        Document((Block("x"),), attachments=("x",) * TEXT_LIMIT),
        Document((Block("x"),), warnings=("x" * TEXT_LIMIT,)),
    ],
)
def test_more_text_than_any_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: Document
) -> None:
    (tmp_path / "cv.txt").write_text("x")
    monkeypatch.setattr(parts_module, "format_of", lambda path: Format(lambda path: document))
    with pytest.raises(FileTooLarge, match="more text than any application"):
        read_parts(tmp_path / "cv.txt")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError("Aisha Khan"), "CorruptFile"),
        (RecursionError(), "CorruptFile"),
        (PermissionError(13, "Aisha Khan"), "CorruptFile"),
        (FileTooLarge("x"), "FileTooLarge"),
        (MemoryError(), MemoryError),  # the whole worker's affair
        (OSError(28, "No space left on device"), OSError),  # no fault of the part
    ],
)
def test_what_a_reader_of_a_part_raises(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    kind: str | type[Exception],
) -> None:
    def fails(path: Path) -> Document:
        raise error

    def format_of(path: Path) -> Format:
        if path.suffix == ".zip":
            return Format(unpacker=lambda path: [Packed("cv.txt", b"x")])
        return Format(fails)

    monkeypatch.setattr(parts_module, "format_of", format_of)
    path = archive(tmp_path, {})
    if isinstance(kind, str):
        assert told(path) == [("cv.txt", kind)]
        assert "Aisha" not in str(read_parts(path)[0].error)
    else:
        with pytest.raises(kind):
            read_parts(path)


def test_an_archive_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument, match="no files in this archive"):
        read_parts(archive(tmp_path, {}))


def test_joined_into_one_document(tmp_path: Path) -> None:
    def table(word: str) -> bytes:
        cells = f"<w:tbl><w:tr><w:tc>{paragraph(run(word))}</w:tc></w:tr></w:tbl>"
        return word_file(tmp_path / "t.docx", cells).read_bytes()

    path = archive(tmp_path, {"a.docx": table("first"), "b.docx": table("second"), "c.docx": b"PK"})
    document = read_here(path)
    assert document.text == "a.docx\nfirst\n\nb.docx\nsecond"
    assert [block.cell for block in document.blocks if block.cell] == [(0, 0, 0), (1, 0, 0)]
    assert [block.kind for block in document.blocks][::2] == [BlockKind.HEADING] * 2
    assert len(document.warnings) == 1
    assert document.warnings[0].startswith("1 of the 3 files in it could not be read.")


def test_joined_of_parts_that_all_failed() -> None:
    errors: list[DocumentError] = [CorruptFile("a", "It is damaged."), UnsupportedFormat("b")]
    with pytest.raises(CorruptFile) as caught:
        joined("all.zip", [ReadPart(error.file, None, error, b"") for error in errors])
    assert str(caught.value) == "'all.zip': It is damaged."
