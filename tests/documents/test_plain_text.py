import codecs
from pathlib import Path

import pytest

from edi_shortlist.documents.errors import CorruptFile, EmptyDocument
from edi_shortlist.documents.plain_text import decode, read_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zoë Ngũgĩ".encode(), "Zoë Ngũgĩ"),
        ("Zoë".encode("utf-8-sig"), "Zoë"),
        (codecs.BOM_UTF16_LE + "Łódź".encode("utf-16-le"), "Łódź"),
        (codecs.BOM_UTF16_BE + "Łódź".encode("utf-16-be"), "Łódź"),
        (codecs.BOM_UTF32_LE + "Łódź".encode("utf-32-le"), "Łódź"),
        ("Siân’s £5 – “good”".encode("cp1252"), "Siân’s £5 – “good”"),
        (b"", ""),
        (b"\x00\x01\x02binary", None),
        (bytes(range(0x80, 0x100)) + bytes(range(1, 9)) * 4, None),
        (codecs.BOM_UTF16_LE + b"odd", None),  # half a character at the end
    ],
)
def test_decode(data: bytes, text: str | None) -> None:
    assert decode(data) == text


def test_line_endings_and_blank_lines(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes(b"\r\nDear Panel,  \r\n\r\nI apply.\rYours\r\n\r\n")
    assert read_text(file).text == "Dear Panel,\n\nI apply.\nYours"


def test_blank_and_binary_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n\t\n\ufeff")
    with pytest.raises(EmptyDocument):
        read_text(tmp_path / "blank.txt")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01" * 50)
    with pytest.raises(CorruptFile, match="holds something else"):
        read_text(tmp_path / "binary.txt")
