"""Covering passages without moving a character, and finding a passage again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.documents.model import Block, BlockKind, Document
from edi_shortlist.workflow.covering import HIDDEN, Cover, again, covered, passage

FILL = "\u200b"
TEXT = "I am [applicant] of Upper Toxteth, by St. Mary's."


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("selected", "meant"),
    [
        ("Upper Toxteth", "Upper Toxteth"),
        ("pper Tox", "Upper Toxteth"),
        (" Upper ", "Upper"),
        ("icant] of Up", "[applicant] of Upper"),
        ("of Upper Toxteth, by", "of Upper Toxteth, by"),
        ("St.", "St."),
        ("[applicant]", None),
        ("cant", None),
        (" ", None),
        (",", None),
    ],
)
def test_a_selection_means_whole_words(selected: str, meant: str | None) -> None:
    found = passage(TEXT, *at(TEXT, selected))
    assert (found and TEXT[slice(*found)]) == meant


def test_a_selection_beyond_the_text_is_cut_and_a_covered_one_is_nothing() -> None:
    assert passage("abc", -5, 99) == (0, 3)
    hidden = covered(Document.from_text("by Toxteth Lane"), [Cover(3, 15)]).text
    assert passage(hidden, 4, 9) is None
    # Words beside what is hidden can still be reported, and take all of it with them.
    assert passage(hidden, 0, 5) == (0, 15)


@pytest.mark.parametrize(
    ("length", "shown"), [(20, HIDDEN), (18, HIDDEN), (17, "[hidden]"), (7, "[…]"), (2, "…")]
)
def test_what_stands_for_a_passage_fits_its_place(length: int, shown: str) -> None:
    text = covered(Document.from_text("a" * length + "z"), [Cover(0, length)]).text
    assert (text.rstrip("z").rstrip(FILL), len(text), text[-1]) == (shown, length + 1, "z")


def test_a_replacement_of_nothing_leaves_nothing_to_see() -> None:
    shown = covered(Document.from_text("born in 1980, gladly"), [Cover(5, 12, "")])
    assert shown.text.replace(FILL, "") == "born , gladly"


def test_each_cell_that_a_passage_reaches_over_is_covered_and_their_order_stays() -> None:
    document = Document(
        (
            Block("Home town", BlockKind.CELL, cell=(0, 0, 0)),
            Block("Toxteth, Liverpool", BlockKind.CELL, cell=(0, 0, 1)),
            Block("Next line"),
        )
    )
    start, end = document.text.index("town"), document.text.index("Liver")
    shown = covered(document, [Cover(start, end)])
    assert "town" not in shown.text
    assert "Toxteth" not in shown.text
    assert shown.blocks[1].text.endswith("Liverpool")
    assert [b.cell for b in shown.blocks] == [b.cell for b in document.blocks]


_covers = st.lists(
    st.tuples(st.integers(0, 39), st.integers(1, 20), st.sampled_from([HIDDEN, "[place]", ""])),
    max_size=6,
).map(lambda rows: [Cover(start, min(40, start + n), words) for start, n, words in rows])


@given(_covers, st.lists(st.sampled_from("qz\n"), min_size=40, max_size=40).map("".join))
@settings(max_examples=50, deadline=None)
def test_nothing_moves_and_nothing_covered_is_left(covers: list[Cover], text: str) -> None:
    document = Document.from_text(text)
    shown = covered(document, covers).text
    hidden = {n for one in covers for n in range(one.start, one.end)}
    assert len(shown) == len(text)
    for n, character in enumerate(text):
        if n not in hidden or character == "\n":
            assert shown[n] == character
        else:
            assert shown[n] not in "qz"
    assert covered(covered(document, covers), covers).text == shown


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Toxteth. In TOXTETH\nand Toxtéth", "Toxteth", ["Toxteth", "TOXTETH", "Toxtéth"]),
        ("Upper\nToxteth, upper   toxteth", "Upper Toxteth", ["Upper\nToxteth", "upper   toxteth"]),
        ("Toxtethian and preToxteth", "Toxteth", []),
        ("in the, in the", "in the", []),
        ("[applicant] won", "[applicant]", []),
        ("No. 47 and no. 47, 470", "47", ["47", "47"]),
        ("St. Mary's (Toxteth) St. Mary’s (Toxteth)!", "Mary's (Toxteth)", ["Mary's (Toxteth)", "Mary’s (Toxteth)"]),
    ],
)  # fmt: skip
def test_a_passage_is_found_again(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in again(text, words)] == found
