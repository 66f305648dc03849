"""What columns are taken for, by their names and by what is in them."""

import pytest

from edi_shortlist.workflow.column_mapping import ColumnMapping, DateOrder
from edi_shortlist.workflow.indexes.suggesting import mapping_of, suggest_mapping, suggestions
from tests.workflow.indexes.conftest import table

LONG = "I ran the duty desk and prevented many evictions in my district. " * 4


@pytest.mark.parametrize(
    ("heading", "cell", "field", "sure"),
    [
        ("Forename(s)", "Aisha", "first_name", True),
        ("middleName", "Bibi", "first_name", True),
        ("SURNAME", "Khan", "last_name", True),
        ("Applicant Surname", "Khan", "last_name", True),
        ("Surname (required)", "Khan", "last_name", True),
        ("Candidate name", "Aisha Khan", "full_name", True),
        ("Title", "Ms", "ignore", True),
        ("Known As", "Ash", "preferred_name", True),
        ("E-mail", "aisha.khan@example.com", "email", True),
        ("Personal: E-mail Address", "aisha.khan@example.com", "email", True),
        ("Mobile Tel No", "07700 900148", "mobile", True),
        ("Contact No", "7700900148", "phone", True),
        ("Address Line 2", "Crewe", "address", True),
        ("Town/City", "Crewe", "address", True),
        ("Post Code", "CW1 9ZZ", "postcode", True),
        ("D.O.B.", "1990-12-31", "date_of_birth", True),
        ("D.O.B.", "31/12/1990", "date_of_birth", True),
        ("CV file name", "khan.pdf", "files", True),
        ("Candidate Ref", "A-1001", "reference", True),
        ("Disability Confident", "Yes", "declares.disability-confident", True),
        (
            "Do you wish to be considered under the Disability Confident scheme?",
            "No",
            "declares.disability-confident",
            True,
        ),
        (
            "Are you care experienced and want a guaranteed interview?",
            "x",
            "declares.care-experience",
            True,
        ),
        ("EO - Ethnic Origin", "Pakistani", "monitoring.ethnicity", True),
        ("Equality monitoring: Religion or belief", "Islam", "monitoring.religion", True),
        ("Disability", "Yes", "monitoring.disability", True),
        ("Reasonable adjustments", "a lift", "adjustments", True),
        ("Supporting Statement", LONG, "answer", True),
        ("Q3. Tell us why", "Because", "answer", True),
        ("Essential criterion 2", "I did", "answer", True),
        ("Referee 1 Name", "P. Smith", "ignore", True),
        ("Referee 1 E-mail", "p.smith@example.com", "ignore", True),
        ("Line Manager", "P. Smith", "ignore", True),
        ("Application Status", "New", "ignore", True),
        # To be looked at: misspelt, cut short, or holding something else than their names say.
        ("Surnme", "Khan", "last_name", False),
        ("Guaranteed interview", "Yes", "declares.disability-confident", False),
        ("E-mail", "Aisha", "email", False),
        ("Disability Confident", "perhaps", "declares.disability-confident", False),
        ("D.O.B.", "3/4/1990", "date_of_birth", False),
        ("D.O.B.", "soon", "date_of_birth", False),
        ("CV", LONG, "answer", False),
        ("CV", "Yes", "ignore", False),
        ("Contact details 3", "aisha.khan@example.com", "email", False),
        ("Zzz", "khan_cv.pdf; letter.docx", "files", False),
        ("Zzz", LONG, "answer", False),
        ("Shoe size", "7", "ignore", False),
        ("Zzz", "", "ignore", True),
    ],
)
def test_a_column(heading: str, cell: str, field: str, sure: bool) -> None:
    (one,) = suggestions(table([heading], [cell]))
    assert (one.field, one.is_sure) == (field, sure), one
    assert sure or one.reason


def test_a_question_about_a_group_alone_is_no_declaration() -> None:
    (one,) = suggestions(table(["Are you a care leaver?"], ["Yes"]))
    assert not (one.field.startswith("declares.") and one.is_sure)


def test_a_reference_that_several_share_is_looked_at() -> None:
    (one,) = suggestions(table(["Application ID"], ["7"], ["7"]))
    assert (one.field, one.is_sure) == ("reference", False)


def test_one_of_two_columns_for_the_same_is_kept() -> None:
    first, second, third = suggestions(
        table(["E-mail 2", "Email", "E-mail (work)"], ["b@example.com", "a@example.com", ""])
    )
    assert (second.field, second.is_sure) == ("email", True)
    assert {first.field, third.field} == {"ignore"}


def test_a_second_mobile_is_another_telephone() -> None:
    found = suggestions(table(["Mobile", "Mobile phone"], ["07700 900148", "07700 900155"]))
    assert [one.field for one in found] == ["mobile", "phone"]


def test_what_a_person_said_is_certain_and_the_rest_is_suggested() -> None:
    known = ColumnMapping({"shoe size": "reference"}, "Mine", DateOrder.MONTH_FIRST)
    export = table(["Shoe Size", "Surname"], ["7", "Khan"])
    found = suggestions(export, known)
    assert [(one.field, one.certainty) for one in found] == [("reference", 1.0), ("last_name", 1.0)]
    made = mapping_of(export, found, known)
    assert (made.name, made.date_order) == ("Mine", DateOrder.MONTH_FIRST)


def test_a_whole_mapping() -> None:
    made = suggest_mapping(table(["Ref", "Name"], ["1", "Ann Obi"]))
    assert made.columns == {"Ref": "reference", "Name": "full_name"}
