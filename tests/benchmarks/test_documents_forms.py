"""The measure of forms itself."""

import pytest

from benchmarks.documents_forms import _verdict, form_figures
from edi_shortlist.documents.forms import FormAnswers


@pytest.mark.parametrize(
    ("answers", "yes", "verdict"),
    [
        (FormAnswers(declarations=("care-experience",)), True, "right"),
        (FormAnswers(declarations=("care-experience",)), False, "wrong"),
        (FormAnswers(), True, "wrong"),
        (FormAnswers(), False, "right"),
        (FormAnswers(unclear=("The answer about care experience cannot be read.",)), True, "asked"),
    ],
)
def test_verdicts(answers: FormAnswers, yes: bool, verdict: str) -> None:
    assert _verdict(answers, "care-experience", yes) == verdict


def test_no_declaration_is_read_wrong_and_word_forms_are_read_whole() -> None:
    figures = form_figures(1)
    assert figures["declarations"]["wrong"] == 0
    for layout in ("borough", "county", "district", "unknown"):
        right, every = figures["fields"][f"{layout} docx"]
        assert right == every > 10
