"""A completed form that was printed and scanned, from the file to its answers."""

from pathlib import Path

import pypdfium2
import pytest

from documents.forms.council_forms import expected, invented, write
from edi_shortlist.documents import FormAnswers, read, read_form

DPI = 200
SCHEMES = {
    "disability-confident": "Disability Confident",
    "care-experience": "care experience",
    "armed-forces": "armed forces",
}


def scanned(form: Path, path: Path) -> Path:
    """Write a PDF that holds nothing but the pictures of a form's pages."""
    pdf = pypdfium2.PdfDocument(form)
    pdf.init_forms()
    first, *others = [page.render(scale=DPI / 72).to_pil().convert("L") for page in pdf]
    first.save(path, "PDF", save_all=True, append_images=others, resolution=DPI)
    return path


def said(answers: FormAnswers, scheme: str) -> str:
    """Whether a scheme is declared, or HR is asked to look."""
    if any(SCHEMES[scheme] in sentence for sentence in answers.unclear):
        return "asked"
    return "yes" if scheme in answers.declarations else "no"


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["borough", "county"])
def test_a_scanned_form_is_read(tmp_path: Path, layout: str) -> None:
    person = invented(1000)
    document = read(scanned(write(layout, person, tmp_path / "form.pdf"), tmp_path / "scan.pdf"))
    assert {block.page for block in document.blocks} >= {1, 2, 3}
    answers = read_form(document)
    assert answers.form
    assert answers.identity["full_name"] == person.identity["full_name"]
    assert answers.identity["email"] == person.identity["email"]
    assert not any(one.certain for one in answers.fields)
    for key, value in expected(layout, person).items():
        kind, _, scheme = key.partition(".")
        if kind == "declarations":
            assert said(answers, scheme) in (value, "asked"), scheme
    declared = {scheme for scheme, yes in person.declared.items() if yes}
    assert declared, "a form on which nothing is declared proves little"
