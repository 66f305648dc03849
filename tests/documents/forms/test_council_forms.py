"""Completed forms of typical councils, from the file to what is read of them."""

from pathlib import Path

import pytest
from processor_time import within

from documents.forms.council_forms import LAYOUTS, SCHEMES, expected, invented, write
from edi_shortlist.documents.forms import form_sections, read_form
from edi_shortlist.documents.reading import read_here

TITLES = {
    "borough": "Metropolitan borough application form",
    "county": "County council application form",
    "district": "District council short application form",
    "unknown": "",
}


@pytest.mark.parametrize("seed", [3, 7])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_word_forms(layout: str, seed: int, tmp_path: Path) -> None:
    person = invented(seed)
    document = read_here(write(layout, person, tmp_path / "form.docx"))
    answers = read_form(document)
    assert answers.form == TITLES[layout]
    assert answers.unclear == ()
    found = {one.key: one.value for one in answers.fields}
    assert found == expected(layout, person)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdf_forms(layout: str, tmp_path: Path) -> None:
    person = invented(11)
    answers = read_form(read_here(write(layout, person, tmp_path / "form.pdf")))
    assert answers.form == TITLES[layout]
    found = {one.key: " ".join(one.value.split()) for one in answers.fields}
    wanted = {key: " ".join(value.split()) for key, value in expected(layout, person).items()}
    # Boxes in a row across the page are the reader's matter; see the benchmark.
    assert {key: found.get(key) for key in wanted if "monitoring" not in key} == {
        key: value for key, value in wanted.items() if "monitoring" not in key
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_is_shown_where_it_stands(layout: str, tmp_path: Path) -> None:
    document = read_here(write(layout, invented(5), tmp_path / "form.docx"))
    answers = read_form(document)
    for one in answers.fields:
        place = document.text[one.start : one.end]
        words = "" if one.key.startswith(("declarations", "interview")) else one.value
        if one.key == "identity.date_of_birth":
            words = "/".join(reversed(one.value.split("-")))
        if one.key == "identity.full_name" and place.count("\n"):
            words = words.rsplit(" ", 1)[-1]
        assert words in place, one.key
        assert one.certain == (layout != "unknown" or not one.key.startswith("question")), one.key
    assert list(answers.fields) == sorted(answers.fields, key=lambda one: (one.start, one.end))


def test_the_sections_about_the_person_hold_all_that_is_asked_there(tmp_path: Path) -> None:
    for layout in ("borough", "county", "unknown"):
        document = read_here(write(layout, invented(5), tmp_path / f"{layout}.docx"))
        parts = form_sections(document)
        for one in read_form(document).fields:
            if one.key.startswith(("declarations", "monitoring", "adjustments")):
                assert any(a <= one.start and one.end <= b for a, b, _ in parts), (layout, one.key)
            if one.key.startswith(("question", "statement")):
                assert not any(a < one.end and one.start < b for a, b, _ in parts), (
                    layout,
                    one.key,
                )


def test_what_was_answered_changes_only_the_answers(tmp_path: Path) -> None:
    """The same form declared and not declared: every scheme is read both ways."""
    person = invented(2)
    for said in (True, False):
        person.declared.update(dict.fromkeys(SCHEMES, said))
        for suffix in (".docx", ".pdf"):
            answers = read_form(read_here(write("county", person, tmp_path / f"form{suffix}")))
            assert answers.declarations == (SCHEMES if said else ())


def test_reading_a_form_takes_little_time(tmp_path: Path) -> None:
    document = read_here(write("county", invented(2), tmp_path / "form.docx"))
    read_form(document)  # the maps are loaded once
    assert within(0.05, lambda: read_form(document))
