"""Schools and their years are hidden; qualifications, grades, certificates and employers stay."""

import pytest

from edi_shortlist.redaction.education import EducationRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "EDUCATION\nBSc Geography, 2:1, University of Leeds, 2003–2006",
            [("SCHOOL", "University of Leeds"), ("EDUCATION_DATE", "2003–2006")],
        ),
        (
            "Qualifications\nGCSEs (9)\tRoyds Hall High School\t1999",
            [("SCHOOL", "Royds Hall High School"), ("EDUCATION_DATE", "1999")],
        ),
        # The grade before a school is no part of its name.
        (
            "Education\nFoundation degree Merit University of Wolverhampton 2009",
            [("SCHOOL", "University of Wolverhampton"), ("EDUCATION_DATE", "2009")],
        ),
        # Certificates taken at work keep their years, also in the same line.
        (
            "Education and training\nHND, Kirklees College, 2001; first aid 2019",
            [("SCHOOL", "Kirklees College"), ("EDUCATION_DATE", "2001")],
        ),
        # A full stop ends what went before.
        ("Education\nUse of English C. Heep Yunn School, 2001", [("SCHOOL", "Heep Yunn School"), ("EDUCATION_DATE", "2001")]),
        ("Education\nA levels, St. Anne's School, 1999", [("SCHOOL", "St. Anne's School"), ("EDUCATION_DATE", "1999")]),
        ("Education\nFood hygiene certificate 2019", []),
        # A school as employer, in the section that says so or in a sentence that does.
        ("EMPLOYMENT\nTeaching assistant, Royds Hall High School, 2014–2018", []),
        ("I worked as a teaching assistant at Royds Hall School in 2014.", []),
        (
            "I studied law at the University of Leeds, 2004.",
            [("SCHOOL", "University of Leeds"), ("EDUCATION_DATE", "2004")],
        ),
        ("we visited every Primary School in Leeds", []),
        ("Education\nUniversity College London, LLB (1998-2001)",
         [("SCHOOL", "University College London"), ("EDUCATION_DATE", "1998-2001")]),
    ],
)  # fmt: skip
def test_education(find, text, expected):
    assert find(EducationRecogniser(), text) == expected
