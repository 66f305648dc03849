"""Whose a loose file is, by its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.workflow.stems import by_stem, stem_of


@pytest.mark.parametrize(
    ("file_name", "stem"),
    [
        ("Hill, Jane - CV (final).pdf", "hill jane"),
        ("JaneHill_ApplicationForm_v2.docx", "jane hill"),
        ("jane.hill.cover.letter.doc", "jane hill"),
        ("Jane Hill CV (1).pdf", "jane hill"),
        ("Jane_Hill_scan_page_2.jpg", "jane hill"),
        ("20261103_Jane_Hill.pdf", "jane hill"),
        ("Jane Hill 12-03-2026.pdf", "jane hill"),
        ("Łukasz Żak cv.pdf", "łukasz zak"),
        ("A10437-cv.pdf", "a10437"),  # a reference of a portal
        ("Housing Adviser application 1.pdf", "housing adviser 1"),  # a number that tells apart
        # names that do not say whose they are
        ("CV.pdf", ""),
        ("application 12.docx", ""),
        ("cover letter (2).pdf", ""),
        ("Smith CV.pdf", ""),  # many are called Smith
        ("P.Wisniewski CV.pdf", ""),
        (".pdf", ""),
        ("", ""),
    ],
)
def test_stem(file_name: str, stem: str) -> None:
    assert stem_of(file_name) == stem


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Jane Hill CV.pdf", "Tom Cole CV.pdf", "Hill, Jane form.docx"], [[0, 2], [1]]),
        (["CV.pdf", "Form.docx"], [[0], [1]]),
        (
            ["HSG-14 Jane Hill CV.pdf", "HSG-14 Hill Jane.docx", "HSG-14 Tom Cole.pdf"],
            [[0, 1], [2]],
        ),
        # what all the names share is the post, not a person
        (["Housing Adviser Hill CV.pdf", "Housing Adviser Cole CV.pdf"], [[0], [1]]),
        (["Housing Adviser 1.pdf", "Housing Adviser 2.pdf"], [[0], [1]]),
        (["A10437 cv.pdf", "A10437 form.pdf", "A10438 form.pdf"], [[0, 1], [2]]),
        ([], []),
    ],
)
def test_groups(names: list[str], groups: list[list[int]]) -> None:
    assert by_stem(names) == groups


@given(st.lists(st.text(max_size=30), max_size=12))
def test_every_file_is_in_one_group(names: list[str]) -> None:
    groups = by_stem(names)
    assert sorted(index for group in groups for index in group) == list(range(len(names)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)
