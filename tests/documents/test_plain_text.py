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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["Aisha Khan\r\nBootle", "Łódź", "Меня зовут Анна, я живу тут."])
def test_wide_characters_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("I’d like “more” – £28,500 a year…", "cp1252 mac_roman"),
        ("• Cut voids by 12½%\n• Ran the café", "cp1252"),
        ("The fee is €500 and £20 – no more", "cp1252 mac_roman"),
        ("a salary of £45,000 and £9.50 an hour", "cp1252 iso8859-1 iso8859-15 mac_roman cp850 cp437"),
        ("Zoë O'Connor-Núñez", "cp1252 iso8859-1 iso8859-15 mac_roman cp850 cp437"),
        ("José García Peña and François Lefèvre", "cp1252 iso8859-1 iso8859-15 mac_roman cp850"),
        ("Jürgen Müller, Straße 5, Åse Sørensen", "cp1252 iso8859-1 iso8859-15 mac_roman cp850"),
        ("naïve", "cp1252 iso8859-1 iso8859-15 mac_roman cp850 cp437"),
        ("CAFÉ RENÉE", "cp1252 iso8859-1 iso8859-15 mac_roman cp850"),
        ("21°C ± 2", "cp1252 iso8859-1 iso8859-15 mac_roman cp850 cp437"),
        ("Nazywam się Łukasz Wiśniewski, mieszkam w Gdańsku.", "cp1250 iso8859-2 cp852 mac_latin2"),
        ("Małgorzata Dąbrowska", "cp1250 iso8859-2 cp852 mac_latin2"),
        ("Stępień", "cp1250 iso8859-2 cp852 mac_latin2"),
        ("Zieliński", "cp1250 iso8859-2 mac_latin2"),
        ("in Poznań with Michał for £9.50", "mac_latin2"),
        ("Jiří Dvořák, Žižkov", "cp1250 iso8859-2 cp852"),
        ("Ayşe Yılmaz, İstanbul", "cp1254"),
        ("Меня зовут Анна Иванова", "cp1251 koi8-r cp866"),
        ("Με λένε Γιώργος", "cp1253 iso8859-7"),
    ],
)  # fmt: skip
def test_single_bytes_without_a_mark(text: str, encodings: str) -> None:
    for encoding in encodings.split():
        assert decode(text.encode(encoding)) == text, encoding
        letter = text + "\n" + "I have worked in housing advice and enjoy it.\n" * 20
        assert decode(letter.encode(encoding)) == letter, encoding


def test_utf8_with_a_broken_place_is_utf8_still() -> None:
    data = "Zoë Núñez-Łukasiewicz of Kraków, résumé, café, naïve, Müller, Peña".encode()
    assert decode(data[:30] + b"\xff" + data[30:]) == (data[:30] + b"\xff" + data[30:]).decode(
        "utf-8", "replace"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF" + bytes(range(256)) * 4,
        b"\x00\x01" * 51,
        bytes((i * 7 + i // 3) % 256 for i in range(3000)),
        b"\0" * 64,
        b"\x01\x02\x03\x04" * 8,
        b"\x81\x8d\0",  # shorter than a wide character
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    assert decode(data) is None


def test_lines_wrapped_for_e_mail_stay_lines(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("I have worked in housing\nadvice for five years.\n")
    assert [block.text for block in read_text(file).blocks] == [
        "I have worked in housing",
        "advice for five years.",
    ]


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
