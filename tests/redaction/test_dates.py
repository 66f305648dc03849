"""Dates of birth and ages of the applicant; everybody else's and all years of work stay."""

import pytest

from edi_shortlist.redaction.dates import DateOfBirthAndAgeRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Born 11.2.1959, Leeds", [("DATE_OF_BIRTH", "11.2.1959")]),
        ("D.O.B. 7.XI.90", [("DATE_OF_BIRTH", "7.XI.90")]),
        ("Date of birth (dd/mm/yy): 16th August 2005", [("DATE_OF_BIRTH", "16th August 2005")]),
        ("dob = 19790814", [("DATE_OF_BIRTH", "19790814")]),
        ("born in 1987, when", [("DATE_OF_BIRTH", "1987")]),
        ("The scheme was born out of need in 2011.", []),
        ("I am 54, and", [("AGE", "54")]),
        ("I'm fifty-four years old.", [("AGE", "fifty-four years old")]),
        ("I am 12 years into this trade", []),
        ("Age: 46", [("AGE", "46")]),
        ("children aged 5 to 11 and over-65s", []),
        ("12 years' experience", []),
        ("6 O levels", [("AGE", "O levels")]),
        ("as a mature student", [("AGE", "mature student")]),
        ("a grant for mature students", []),
    ],
)
def test_dates(find, text, expected):
    assert find(DateOfBirthAndAgeRecogniser(), text) == expected
