"""Names that files give beside their text, met in what the panel would read."""

import pytest

from edi_shortlist.documents import Document, Property
from edi_shortlist.workflow.file_traces import file_traces

TEXT = "I led the team. Nkechi Balogun-Price thanked us.\nYours, N. Balogun-Price"


@pytest.mark.parametrize(
    ("properties", "file_name", "attachments", "found"),
    [
        ([("author", "Nkechi Balogun-Price")], "cv.docx", (), True),
        ([("last modified by", "nkechi balogun-price")], "cv.docx", (), True),
        ([("picture author", "Nkechi Balogun-Price")], "cv.docx", (), True),
        ([], "Nkechi Balogun-Price CV.docx", (), True),
        ([], "cv.docx", ("Balogun-Price, Nkechi certificate.pdf",), True),
        ([], "Balogun-Price Nkechi - Housing Options Adviser.docx", (), True),
        ([("template", r"C:\Users\nkechi.balogun-price\Templates\cv.dotx")], "cv.docx", (), True),
        ([("template", r"C:\Users\hp\Templates\cv.dotx")], "cv.docx", (), False),
        # no name of a person
        ([], "Team Leader - Housing Options Adviser.docx", (), False),
        ([("author", "HP Laptop User")], "cv.docx", (), False),
        ([("author", "Nkechi")], "cv.docx", (), False),
        ([("company", "Nkechi Balogun-Price")], "cv.docx", (), False),
        ([("author", "Team Leader One Two Three Four")], "cv.docx", (), False),
        ([], "cv.docx", (), False),
        ([("author", "Maria Lopez")], "Team application.docx", (), False),
    ],
)
def test_found(
    properties: list[tuple[str, str]], file_name: str, attachments: tuple[str, ...], found: bool
) -> None:
    said = tuple(Property(*one) for one in properties)
    document = Document.from_text(TEXT)
    document = Document(document.blocks, properties=said, attachments=attachments)
    places = file_traces(TEXT, [(document, file_name)])
    assert any("Nkechi" in TEXT[one.start : one.end] for one in places) is found
    assert not any(TEXT[one.start : one.end] == "team" for one in places)
    for one in places:
        assert "Nkechi" not in one.reason
        assert "Balogun" not in one.reason
