"""HR's own list over the one that ships: added, changed and turned off, and back again."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.recruitment.own_wording import Entry, Origin, OwnWording, free_id
from edi_shortlist.recruitment.wording import Phrase, WordList, WordListError
from edi_shortlist.workflow.specification import shipped_word_list

SHIPPED = WordList.from_dict(
    {
        "excludes": [
            {"id": "age", "phrases": ["young team"], "why": "Age.", "instead": "Work."},
            {"phrases": ["own car"], "why": "Car.", "instead": "Travel."},
        ],
        "not_on_paper": [{"phrases": ["punctual*"], "why": "Claim.", "instead": "Interview."}],
    }
)
CHANGED = {"id": "age", "phrases": ["young blood"], "why": "Ours.", "instead": "Ours."}
ADDED = {"phrases": ["ninja*", "rock star"], "why": "Slang.", "instead": "Skill."}


def own(**lists: object) -> OwnWording:
    return OwnWording.from_dict(lists)


def found(words: WordList, text: str) -> list[str]:
    return [passage for one in words.excludes for passage in one.found_in(text)]


@pytest.mark.parametrize(
    ("lists", "in_text"),
    [
        ({}, ["young team", "own car"]),
        ({"turned_off": ["age"]}, ["own car"]),
        ({"turned_off": ["gone-since"]}, ["young team", "own car"]),
        ({"excludes": [CHANGED]}, ["young blood", "own car"]),
        ({"excludes": [CHANGED], "turned_off": ["age"]}, ["own car"]),
        ({"excludes": [ADDED]}, ["young team", "own car", "ninja"]),
        ({"not_on_paper": [CHANGED]}, ["own car"]),
    ],
)
def test_the_own_list_stands_over_the_one_that_ships(
    lists: dict[str, object], in_text: list[str]
) -> None:
    words = own(**lists).put_over(SHIPPED)
    assert found(words, "A ninja with young blood for a young team and its own car") == in_text


def test_every_entry_says_where_it_comes_from() -> None:
    both = own(excludes=[CHANGED, ADDED], turned_off=["own-car"]).beside(SHIPPED)
    assert [(one.wording.id, one.origin, one.off) for one in both] == [
        ("age", Origin.CHANGED, False),
        ("own-car", Origin.SHIPPED, True),
        ("punctual", Origin.SHIPPED, False),
        ("ninja", Origin.OWN, False),
    ]


def test_what_is_written_is_read_back_and_what_is_as_it_ships_is_not_kept() -> None:
    mine = own(excludes=[CHANGED, ADDED], turned_off=["punctual"])
    assert OwnWording.from_dict(tomllib.loads(mine.to_toml())) == mine
    assert OwnWording.of(mine.beside(SHIPPED)) == mine
    restored = [
        Entry(*one.shipped, shipped=one.shipped) if one.shipped else one
        for one in mine.beside(SHIPPED)
    ]
    assert OwnWording.of(restored) == own(excludes=[ADDED])


@pytest.mark.parametrize(
    ("lists", "sentence"),
    [
        ({"excludes": [ADDED], "not_on_paper": [ADDED]}, "'ninja' is the id of two entries."),
        ({"excludes": [{"why": "A.", "instead": "B."}]}, "'excludes[1].phrases' is missing."),
        ({"excludes": [ADDED | {"phrases": ["(x)"]}]}, "'excludes[1].phrases' holds \"(x)\""),
        ({"excludes": [ADDED | {"characteristics": ["height"]}]}, 'holds "height"'),
        ({"turned_off": "age"}, "'turned_off' must be a list"),
        ({"colour": 1}, "'colour' is not a known key"),
    ],
)
def test_faults_are_named(lists: dict[str, object], sentence: str) -> None:
    with pytest.raises(WordListError) as refused:
        own(**lists)
    assert any(sentence in said for said in refused.value.problems), refused.value.problems


def test_every_phrase_that_ships_is_the_same_when_it_is_written_again() -> None:
    entries = OwnWording().beside(shipped_word_list())
    assert len({one.wording.id for one in entries}) == len(entries)
    for one in entries:
        for phrase in one.wording.phrases.phrases:
            assert Phrase.parse(" ".join(phrase.pieces)) == phrase
        assert own(**{one.group: [one.wording.to_dict()]}).entries() == [(one.group, one.wording)]


@given(st.lists(st.sampled_from(["ninja", "ninja-2", "x"]), unique=True))
def test_a_free_id_is_free(taken: list[str]) -> None:
    assert free_id("ninja", taken) not in taken
