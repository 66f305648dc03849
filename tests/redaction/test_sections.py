"""Headings in the shapes in which applicants write them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.redaction.sections import SectionKind, heading_kind, lines_of, sections_of


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("EDUCATION", SectionKind.EDUCATION),
        ("3. Education and Training", SectionKind.EDUCATION),
        ("Section B – Personal Details", SectionKind.PERSONAL),
        ("┌ WORK ┐", SectionKind.EMPLOYMENT),
        ("== Referees ==", SectionKind.REFEREES),
        ("Employment history (most recent first)", SectionKind.EMPLOYMENT),
        ("EDUCATION: Royds Hall, 1979–84", SectionKind.EDUCATION),
        ("Equality monitoring form", SectionKind.MONITORING),
        ("Declarations", SectionKind.DECLARATIONS),
        ("I believe education is for everyone.", None),
        ("School: Brinkburn Comp", None),
        ("", None),
    ],
)
def test_heading_kind(line, kind):
    assert heading_kind(line) is kind


def test_unknown_heading_in_capitals_ends_a_section():
    text = "EDUCATION\nBA 2001\nSELL IT TO US\nI won in 2004"
    kinds = [section.kind for section in sections_of(text, lines_of(text))]
    assert kinds == [SectionKind.EDUCATION, SectionKind.STATEMENT]


@given(st.text(alphabet="abE \n:.DUCATIONREFES", max_size=80))
def test_sections_cover_the_text_without_overlap(text):
    sections = sections_of(text, lines_of(text))
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(a.end == b.start for a, b in itertools.pairwise(sections))
