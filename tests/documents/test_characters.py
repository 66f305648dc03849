import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.documents.characters import clean


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("of\ufb01ce, sta\ufb00, \ufb02at, e\ufb03cient", "office, staff, flat, efficient"),
        ("L20\u00a01AA", "L20 1AA"),
        ("Zoe\u0308", "Zoë"),  # a name in two pieces must still be found in one
        ("hous\u00ading", "housing"),
        ("Ai\u200bsha", "Aisha"),  # a zero-width space would hide the name from a search
        ("\u202eKhan\u202c", "Khan"),
        ("A\u034fn\u2063n \ufe0fO\U000e0041bi\u061c", "Ann Obi"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\x00b\x1fc\x85d", "abc\nd"),
        ("½ of Nº 4 ²", "½ of Nº 4 ²"),  # compatibility characters mean something: kept
        ("می\u200cخواهم", "می\u200cخواهم"),  # joiners belong to the spelling
        ("☒ ☐ ✓", "☒ ☐ ✓"),
    ],
)
def test_clean(raw: str, read: str) -> None:
    assert clean(raw) == read


@given(st.text())
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
