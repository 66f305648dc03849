import pytest

from edi_shortlist.documents.containers.charsets import to_text


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Zoë".encode(), "utf-8", "Zoë"),
        ("Zoë".encode(), "us-ascii", "Zoë"),
        ("Zoë".encode(), "iso-8859-1", "Zoë"),  # declared wrongly, as many programs do
        ("Zoë".encode("latin-1"), "iso-8859-1", "Zoë"),
        ("Zoë".encode("latin-1"), "utf-8", "Zoë"),
        ("“£5”".encode("cp1252"), "iso-8859-1", "“£5”"),
        ("“£5”".encode("cp1252"), "ascii", "“£5”"),
        ("“£5”".encode("cp1252"), "x-no-such-set", "“£5”"),
        ("“£5”".encode("cp1252"), None, "“£5”"),
        ("Łódź".encode("iso-8859-2"), "ISO-8859-2", "Łódź"),
        ("Łódź".encode("cp1250"), "windows-1250", "Łódź"),
        ("Łódź".encode("utf-16"), "utf-16", "Łódź"),
        ("Łódź".encode("utf-7"), "utf-7", "Łódź"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        ("日本語".encode("iso-2022-jp"), "iso-2022-jp", "日本語"),
        ("日本語".encode("shift_jis"), "Shift_JIS", "日本語"),
        ("汉字".encode("gb18030"), "gb2312", "汉字"),
        ("漢字".encode("cp950"), "windows-950", "漢字"),
        ("ไทย".encode("cp874"), "windows-874", "ไทย"),
        ("é".encode("mac-roman"), "x-mac-roman", "é"),
        (("Zoë Ngũgĩ " * 9).encode() + b"\xc3", "utf-8", "Zoë Ngũgĩ " * 9 + "\ufffd"),
        (b"xn--9ca", "idna", "xn--9ca"),
        (rb"\u005a", "unicode_escape", r"\u005a"),
        (b"Zoe", "rot13", "Zoe"),
        (b"Zoe", "zip", "Zoe"),
        (b"Zoe", "\0", "Zoe"),
        (b"Zoe", "utf-8" * 500, "Zoe"),
        (b"\x81\x8d\0", "utf-8", "\ufffd\ufffd\0"),
        (b"", "utf-8", ""),
    ],
)
def test_to_text(data: bytes, charset: str | None, text: str) -> None:
    assert to_text(data, charset) == text
