"""Archives built to harm: each refused with a sentence before anything in them is trusted."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EncryptedFile,
    FileTooLarge,
)
from edi_shortlist.documents.packages import UnsafeXml, check_package, parse_xml

BOMB = '<?xml version="1.0"{}?>{}<!DOCTYPE a [<!ENTITY e "lol">]><a>&e;</a>'


def archive(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"<a/>",
        b"",
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a>é</a>'.encode(),
        b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><!-- made by <!DOCTYPE --><a/>",
        '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"),
        "<a>é</a>".encode("utf-16-be"),
        b"<a><![CDATA[<!DOCTYPE a>]]></a>",
        b"<a>" + b"x" * 100_000 + b"</a>",
    ],
)
def test_honest_parts_pass(tmp_path: Path, data: bytes) -> None:
    check_package(archive(tmp_path / "x.odt", ("content.xml", data)))


@pytest.mark.parametrize(
    "data",
    [
        BOMB.format("", "").encode(),
        BOMB.format("", "<!-- x -->\n\n<?y z?>").encode(),
        BOMB.format("", "").encode("utf-8-sig"),
        BOMB.format("", "").encode("utf-16"),
        BOMB.format("", "").encode("utf-16-le"),
        BOMB.format("", "").encode("utf-16-be"),
        b"\xfe\xff" + BOMB.format("", "").encode("utf-16-be"),
        # real comments whose other half-characters read as an end and a start
        ("<!-- \u2d00\u2d00\u3e00 -->" + BOMB[BOMB.index("<!D") :]).encode("utf-16-be"),
        BOMB.format("", " " * 300).encode(),
        BOMB.format("", f"<!--{'x' * 70_000}-->").encode(),  # out of sight
        BOMB.format("", " " * 70_000).encode(),
        BOMB.format(' encoding="UTF-7"', "").replace("<!", "+ADwAIQ-").encode(),
        BOMB.format("", "").encode("cp500"),
    ],
)
@pytest.mark.parametrize("name", ["content.xml", "META-INF/x.rels", "A.XML"])
def test_document_types_are_found_in_every_dress(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(CorruptFile):
        check_package(archive(tmp_path / "bomb.odt", ("ok.xml", b"<a/>"), (name, data)))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (BOMB.format("", "").encode(), UnsafeXml),
        (b"<a>" * 300 + b"</a>" * 300, etree.XMLSyntaxError),
        (b"<a>" + b"x" * 11_000_000 + b"</a>", etree.XMLSyntaxError),
        (b"", etree.XMLSyntaxError),
        (b"\0\xff", etree.XMLSyntaxError),
        (b'<?xml version="1.0" encoding="utf-32"?><a/>', UnsafeXml),
    ],
)
def test_parse_refuses(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_xml(data)


def test_parse_gives_the_root_in_any_office_encoding() -> None:
    for encoding in ("utf-8", "utf-16", "iso-8859-1", "windows-1252"):
        data = f'<?xml version="1.0" encoding="{encoding}"?><a>José</a>'.encode(encoding)
        assert parse_xml(data).text == "José"


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ([("a.png", bytes(40 * 1024 * 1024))], FileTooLarge),
        ([(f"{i}.txt", b"") for i in range(11)], FileTooLarge),
        ([("content.xml", b"<a>" + bytes(1_100_000))], FileTooLarge),
        ([("../../evil.xml", b"<a/>")], CorruptFile),
        ([("word\\..\\..\\evil.txt", b"x")], CorruptFile),
        ([("a.xml", b"<a/>"), ("a.xml", b"<b/>")], CorruptFile),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_refused(
    tmp_path: Path, members: list[tuple[str, bytes]], error: type[DocumentError]
) -> None:
    path = archive(tmp_path / "x.docx", *members)
    with pytest.raises(error) as caught:
        check_package(path, entries=10, xml_part=1_000_000)
    assert type(caught.value) is error


def test_what_is_claimed_is_limited_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.docx", ("a.xml", b"<a/>"), ("b.bin", bytes(1000)))
    check_package(path, unpacked=1004)
    with pytest.raises(FileTooLarge):
        check_package(path, unpacked=1003)
    with pytest.raises(FileTooLarge):
        check_package(path, entries=1)


def test_an_archive_that_claims_less_than_it_holds(tmp_path: Path) -> None:
    path = archive(tmp_path / "liar.docx", ("a.xml", b"<a>" + b" " * 5_000_000 + b"</a>"))
    claimed = (5_000_007).to_bytes(4, "little")
    data = path.read_bytes()
    assert data.count(claimed) == 2
    path.write_bytes(data.replace(claimed, (20_000).to_bytes(4, "little")))
    with pytest.raises(CorruptFile):
        check_package(path)


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    """The bomb that needs no nesting: thousands of members over one stretch of data."""
    path = archive(
        tmp_path / "overlap.docx", ("a", bytes(100_000)), *[(f"{i}", b"") for i in range(9)]
    )
    with zipfile.ZipFile(path) as package:
        first = package.getinfo("a")
        out = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(out, "a") as package:
        for member in package.infolist():
            member.header_offset = first.header_offset
            member.compress_size, member.file_size = first.compress_size * 9, first.file_size
        package.writestr("z", b"")
    path.write_bytes(out.getvalue())
    with pytest.raises(CorruptFile):
        check_package(path)


def test_members_with_a_password(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.docx", ("a.xml", b"<a/>"))
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(EncryptedFile):
        check_package(path)


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"not a ZIP file", b"PK\5\6" + bytes(10)])
def test_no_archive_at_all(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.docx").write_bytes(data)
    with pytest.raises(CorruptFile):
        check_package(tmp_path / "x.docx")
