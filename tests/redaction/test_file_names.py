"""Names in the names of files, of people of whom nothing is known."""

import pytest

from edi_shortlist.redaction.file_names import FileNameRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CV_Okonkwo_2024.docx\n\nEmployment history", ["Okonkwo"]),
        ("Attached: wisniewska_cv_FINAL(2).pdf", ["wisniewska"]),
        ("File: Adeyemi_Tolulope_HousingOfficer.PDF", ["Adeyemi_Tolulope"]),
        ("(Dsouza_Collections_Officer.pdf, 2 pages)", ["Dsouza"]),
        ("Saved as planning_SW_ezewhitfield_signed.pdf.", ["ezewhitfield"]),
        ("cv-o'rourke-v7.odt", ["o'rourke"]),
        ("CV_WOJCIK_2025.pdf", ["WOJCIK"]),
        # An initial or a given name beside it belongs to it; a post does not.
        ("bhattacharya_r_statement.docx", ["bhattacharya_r"]),
        ("Elizabeth_Thackwray_application.pdf", ["Elizabeth_Thackwray"]),
        ("Thackwray-Elizabeth.jpg", ["Thackwray-Elizabeth"]),
        # Nothing here says whose it is.
        ("appeal_letter_redacted.docx", []),
        ("supporting-statement-final-v2.docx", []),
        ("DataEngineer_CV_2025.pdf and Person_Specification.pdf", []),
        ("HSG-2026-014_JD.pdf", []),
        ("https://www.example.org/files/Thackwray_report.pdf", []),
        ("the Thackwray_menu_costs.xlsx sheet", []),
        ("converted from .docx", []),
        ("I keep casework in Thackwray House. Docx is fine.", []),
    ],
)
def test_names_in_file_names(find, text, expected):
    assert [passage for _, passage in find(FileNameRecogniser(), text)] == expected
