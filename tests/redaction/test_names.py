"""What belongs to a name and what to something else."""

import pytest

from edi_shortlist.redaction import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Amna Eltayeb MFPH", "Amna Eltayeb"),
        ("Amna Eltayeb MBBS MFPH", "Amna Eltayeb"),
        ("ADÉBÁYỌ̀ CIHCM", "ADÉBÁYỌ̀"),
        ("Happy Sandhu BSc (Hons)", "Happy Sandhu"),
        ("GARY THACKRAY", "GARY THACKRAY"),
        ("Gary O", "Gary O"),
        ("JL VDM", "JL VDM"),
        ("Jo", "Jo"),
    ],
)
def test_end_without_letters(text, name):
    assert text[: names.end_without_letters(text, 0, len(text))] == name


@pytest.mark.parametrize(
    ("text", "name", "belongs"),
    [
        ("the Bell Green library", "Bell", True),
        ("Gillick competence", "Gillick", True),
        ("Martha's Rule", "Martha", True),
        ("St Helens", "Helens", True),
        ("Marie Curie nurses", "Curie", True),
        ("Jordan Street", "Jordan", True),
        ("Marlshire County Council", "Marlshire", True),
        ("Penrose Metropolitan Borough Council", "Penrose", True),
        ("Grace Okafor District Nurse", "Okafor", False),
        ("Ada Obi, County Council officer", "Obi", False),
        ("The Sunder Care Home", "Sunder", True),
        ("Sunder care homes", "Sunder", False),
        ("Priya works here", "Priya", False),
        ("Khan and Sons", "Khan", True),
        ("Mr Khan said", "Khan", False),
    ],
)
def test_belongs_to_something_else(text, name, belongs):
    start = text.index(name)
    assert names.belongs_to_something_else(text, start, start + len(name)) is belongs


@pytest.mark.parametrize(
    ("name", "nickname"),
    [
        ("Elizabeth", "liz"),
        ("Liz", "elizabeth"),
        ("Oluwaseun", "seun"),
        ("Kasia", "katarzyna"),
        ("MOHAMMED", "muhammad"),
    ],
)
def test_nicknames_go_both_ways(name, nickname):
    assert nickname in names.nicknames(name)


def test_short_forms_do_not_reach_over_to_other_names():
    assert "john" not in names.nicknames("Janet")
    assert "janet" not in names.nicknames("John")


@pytest.mark.parametrize(
    ("text", "rare"),
    [
        ("Thuy Hardisty", True),
        ("Ifeoluwa Marrable-Ojo", True),
        ("Jaap van Houtryve", True),
        ("Grace Hill", False),
        ("Kent Oyelaran", False),
        ("Thuy", False),
        ("thuy hardisty", False),
        ("UNISON Hardisty", False),
        ("T Hardisty", False),
        ("", False),
    ],
)
def test_a_full_and_rare_name_holds_no_ordinary_word(text, rare):
    assert names.is_full_and_rare(text) is rare
