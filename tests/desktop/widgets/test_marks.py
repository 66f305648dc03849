import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.desktop.widgets.marks import Mark, Offsets, align, carried, one_for_one

wide = st.text(alphabet=st.sampled_from("aé 😀𝒜\n\t"), max_size=40)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(wide)
def test_offsets_go_there_and_back(text):
    offsets = Offsets(text)
    for at in range(len(text) + 1):
        assert offsets.to_qt(at) == utf16(text[:at])
        assert offsets.from_qt(offsets.to_qt(at)) == at


@given(st.text(max_size=60))
def test_no_character_is_lost_on_the_way_to_the_screen(text):
    assert len(one_for_one(text)) == len(text)


@st.composite
def redacted(draw):
    """A text, marks that do not overlap, a replacement each, and the text after them."""
    text = draw(st.text(alphabet="abc .\n😀", min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    marks = [Mark(n, a, b, "NAME") for n, (a, b) in enumerate(pairs)]
    words = {m.key: draw(st.sampled_from(["", "[x]", "[applicant]", "a"])) for m in marks}
    shown, at = "", 0
    places = {}
    for mark in marks:
        shown += text[at : mark.start]
        places[mark.key] = (len(shown), len(shown) + len(words[mark.key]))
        shown += words[mark.key]
        at = mark.end
    return marks, words, shown + text[at:], places


@given(redacted())
def test_replacements_are_found_where_they_stand(made):
    marks, words, shown, places = made
    found = {m.key: (m.start, m.end) for m in align(marks, words, shown)}
    assert found == {key: place for key, place in places.items() if place[0] < place[1]}


def test_overlapping_marks_share_the_replacement():
    marks = [Mark(1, 4, 8, "NAME"), Mark(2, 6, 12, "URL"), Mark(3, 16, 17, "NAME")]
    found = align(marks, {1: "[p]", 2: "[link]", 3: "[q]"}, "see [link] and [q]")
    assert [(m.key, m.start, m.end) for m in found] == [(1, 4, 10), (2, 4, 10), (3, 15, 18)]


def test_a_tidied_blank_does_not_lose_what_follows():
    # "Dear  Mr Khan ," became "Dear [title] [person 1],"
    marks = [Mark(1, 6, 8, "TITLE"), Mark(2, 9, 13, "NAME")]
    found = align(marks, {1: "[title]", 2: "[person 1]"}, "Dear [title] [person 1],")
    assert [(m.start, m.end) for m in found] == [(5, 12), (13, 23)]


ORIGINAL = "Ann Khan of Bootle wrote: Bootle, Ann, Bootle."
HIDDEN = [Mark(1, 0, 8, "NAME"), Mark(2, 34, 37, "NAME")]
SHOWN = "[applicant] of Bootle wrote: Bootle, [applicant], Bootle."


@pytest.mark.parametrize(
    ("passage", "start", "found"),
    [
        ("Bootle", 12, (15, 21)),
        ("Bootle", 26, (29, 35)),
        ("Bootle", 39, (50, 56)),
        ("wrote", 19, (22, 27)),
        ("Ann", 34, None),
        ("Khan of", 4, None),
        ("left out", 60, None),
        ("", 3, None),
    ],
)
def test_a_passage_is_carried_to_the_anonymised_side(passage, start, found):
    placed = align(HIDDEN, {1: "[applicant]", 2: "[applicant]"}, SHOWN)
    assert carried(passage, start, HIDDEN, placed, SHOWN) == found
