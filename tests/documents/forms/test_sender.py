"""The sender of a message is the applicant only where the message bears it out."""

import pytest

from edi_shortlist.documents.forms import read_form
from edi_shortlist.documents.forms.sender import sender_of
from edi_shortlist.documents.model import Block, Document, Part

BODY = "Dear panel,\nPlease find my CV attached.\nKind regards,\nAda"


def message(sender: str, subject: str = "Application HSG-2026-014", body: str = BODY) -> Document:
    fields = (f"From: {sender}", "To: jobs@example.org", "Date: 1 Nov 2026", f"Subject: {subject}")
    blocks = [Block(field, part=Part.HEADER) for field in fields]
    return Document((*blocks, *(Block(line) for line in body.split("\n"))))


@pytest.mark.parametrize(
    ("sender", "name", "mail"),
    [
        ("Ada Okafor <ada.o@example.com>", "Ada Okafor", "ada.o@example.com"),
        ("Okafor, Ada <ada.o@example.com>", "Ada Okafor", "ada.o@example.com"),
        ("Mrs Ada N. Okafor <a@example.com>", "Ada N. Okafor", "a@example.com"),
        ("ADA O'KAFOR-LLOYD <a@example.com>", "ADA O'KAFOR-LLOYD", "a@example.com"),
    ],
)
def test_who_signs_is_the_applicant(sender, name, mail):
    document = message(sender)
    found = sender_of(document)
    assert {key: said.value for key, said in found.items()} == {"full_name": name, "email": mail}
    assert document.text[found["email"].start : found["email"].end] == mail
    assert name.split()[-1] in document.text[found["full_name"].start : found["full_name"].end]
    assert not any(said.certain for said in found.values())


@pytest.mark.parametrize(
    "document",
    [
        message("Karen Smith <k.smith@example.com>"),  # signs nothing below
        message("ada.o@example.com"),
        message("Ada <ada.o@example.com>"),
        message("Ada Okafor <no-reply@example.com>"),
        message("Ada at Example Council <ada@example.com>"),
        message("Recruitment Team <ada@example.com>"),
        message("Ada Okafor <ada.o@example.com>", subject="FW: Application"),
        message("Ada Okafor <ada.o@example.com>", body="Please find my CV attached."),
        Document.from_text("From: Ada Okafor <ada.o@example.com>\nSubject: Me\n\nAda"),
        Document((Block("From: Ada Okafor <a@example.com>", part=Part.HEADER), Block("Ada"))),
        Document(()),
    ],
)
def test_anybody_else_is_not(document):
    assert sender_of(document) == {}


def test_a_form_in_the_message_goes_before_its_sender():
    form = "Full name: Bola Ade\nEmail: bola@example.com\nSent by my sister Ada"
    answers = read_form(message("Ada Okafor <ada.o@example.com>", body=form))
    assert answers.identity["full_name"] == "Bola Ade"
    alone = read_form(message("Ada Okafor <ada.o@example.com>"))
    assert alone.identity == {"full_name": "Ada Okafor", "email": "ada.o@example.com"}
    assert {one.key: one.certain for one in alone.fields} == {
        "identity.full_name": False,
        "identity.email": False,
    }
