"""Answers on forms, in the layouts in which they arrive."""

import pytest

from edi_shortlist.redaction.fields import FieldRecogniser
from edi_shortlist.redaction.resolution import resolve
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.redaction.tick_boxes import TickBoxRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surname: Thackray     Forename(s): Gary", [("NAME", "Thackray"), ("NAME", "Gary")]),
        ("Full name\tAisha Khan", [("NAME", "Aisha Khan")]),
        ("First name(s)\tAisha\tSurname\tKhan", [("NAME", "Aisha"), ("NAME", "Khan")]),
        ('Aka   Joe, "Tui"', [("NAME", "Joe"), ("NAME", "Tui")]),
        ('Signed: Joe Sarr "electronically"', [("NAME", "Joe Sarr")]),
        # A label and its answer with nothing between them, as where a table was pasted.
        (
            "Full name of applicant OKONJO, Ada   Vacancy ref. 4471",
            [("NAME", "OKONJO, Ada")],
        ),
        ("Preferred name Siobhán", [("NAME", "Siobhán")]),
        ("Name: Nic Dhonnchadha, Caoimhe R.", [("NAME", "Nic Dhonnchadha, Caoimhe R.")]),
        ("Name: Wrzesniewska, Manager", [("NAME", "Wrzesniewska")]),
        ("Name: May, Grace", [("NAME", "May, Grace")]),
        ("Name of referee Mr T. Wrzesniewska", [("NAME", "T. Wrzesniewska")]),
        ("Full Name Required", []),
        ("Name of Street and Town", []),
        ("Project name Thackray", []),
        ("Full name is at the top of the form Thackray", []),
        ("Title: Mrs", [("TITLE", "Mrs")]),
        ("Title: Housing Adviser", []),
        ("Date of birth: 14.02.1985", [("DATE_OF_BIRTH", "14.02.1985")]),
        ("Religion\tBaptist", [("RELIGION", "Baptist")]),
        ("Q11) Religion or belief: Shia", [("RELIGION", "Shia")]),
        (
            "Ethnicity: Bangladeshi  Faith: Islam",
            [("ETHNICITY", "Bangladeshi"), ("RELIGION", "Islam")],
        ),
        ("Health: hay fever. Guaranteed interview: No", [("DISABILITY", "hay fever.")]),
        ("Sexual orientation ......... lesbian", [("SEXUAL_ORIENTATION", "lesbian")]),
        ("What is your sexual orientation?\nGay man", [("SEXUAL_ORIENTATION", "Gay man")]),
        # A bare no, an empty box, a heading of the next column reveal nothing.
        ("Disability: No", []),
        ("Disability: None", []),
        ("Religion:", []),
        ("School\tQualifications\tDates", []),
        ("Name: as above", []),
        # A question is no answer.
        ("Armed Forces: have you served?", []),
        ("Referee name: Donna Illingworth, Manager", [("NAME", "Donna Illingworth")]),
        ("NI no: QQ123456C", [("ID_NUMBER", "QQ123456C")]),
        ("Job title: Manager\nEmployer: Religion Today Ltd", []),
    ],
)
def test_fields(find, text, expected):
    assert find(FieldRecogniser(), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do you have a disability?  ☒ Yes  ☐ No", [("DISABILITY", "☒ Yes  ☐ No")]),
        ("Do you have a disability?  ☐ Yes  ☒ No", []),
        ("Are you a care leaver?\n☒ Yes  ☐ No", [("CARE_EXPERIENCE", "☒ Yes  ☐ No")]),
        ("Do you have a disability?\tYes ☒\tNo ☐", [("DISABILITY", "Yes ☒\tNo ☐")]),
        ("Do you have a disability?\tYes ☐\tNo ☒", []),
        ("Care leaver  ☐ Yes\t☒ No", []),
        ("☒ I am a care leaver\n☐ I am a veteran", [("CARE_EXPERIENCE", "☒ I am a care leaver")]),
        ("[x] disabled  [ ] veteran", [("DISABILITY", "[x] disabled")]),
        ("Title  ☐ Mr ☒ Mrs ☐ Miss", [("TITLE", "☐ Mr ☒ Mrs ☐ Miss")]),
        ("Age group  ☐ u25  ☐ 25–39  ☒ 40–49", [("AGE", "☐ u25  ☐ 25–39  ☒ 40–49")]),
        ("Religion: ☐ none ☒ Catholic ☐ other", [("RELIGION", "☐ none ☒ Catholic ☐ other")]),
        ("☒ No religion  ☐ Christian\n", [("RELIGION", "☒ No religion")]),
        # Boxes about the job stay.
        ("Hours: ☐ full  ☒ 28  ☐ job share", []),
        ("Do you hold a full UK driving licence?  ☒ Yes  ☐ No", []),
        ("✓ sampling of ice and cooked rice", []),
    ],
)
def test_tick_boxes(find, text, expected):
    assert find(TickBoxRecogniser(), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Candidate: Marikit Dimaculangan Post: Community Staff",
            [("NAME", "Marikit Dimaculangan")],
        ),
        ("Name\tHarjinder Kaur Sohal MCIPS", [("NAME", "Harjinder Kaur Sohal")]),
        ("Birth date: 08.09.1970, at Tarnobrzeg", [("DATE_OF_BIRTH", "08.09.1970")]),
        # Only the first sentence answers; the rest is a story of its own.
        (
            "Union: NASUWT, retired members. If the boycott returns I will invigilate.",
            [("TRADE_UNION", "NASUWT, retired members.")],
        ),
    ],
)
def test_where_an_answer_ends(find, text, expected):
    assert find(FieldRecogniser(), text) == expected


def test_the_words_of_the_form_itself_stay(find):
    row = "Care experience: I have been in care and wish to be considered\t☐ Yes  ☒ No"
    assert find(FieldRecogniser(), row) == []


def test_no_other_span_shows_which_box_was_ticked(context_of):
    text = "Title\t☒ Mr  ☐ Mrs  ☐ Miss"
    spans = [
        *TickBoxRecogniser().find(context_of(text)),
        Span(8, 10, Label.TITLE, 0.97, "tagged"),
        Span(14, 17, Label.TITLE, 0.96, "tagged"),
    ]
    assert [text[s.start : s.end] for s in resolve(text, spans)] == ["☒ Mr  ☐ Mrs  ☐ Miss"]


@pytest.mark.parametrize(
    "question",
    [
        "Adjustments at interview:",
        "What adjustments do you need at interview?",
        "Arrangements you need for interview",
        "Access requirements:",
    ],
)
def test_adjustments_are_hidden_however_they_are_asked_for(find, question):
    text = f"Declarations\n{question}\tHearing loop"
    assert find(FieldRecogniser(), text) == [("DISABILITY", "Hearing loop")]
