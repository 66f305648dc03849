import pytest

from edi_shortlist.documents.scans import told

LONG = "I have kept the accounts of a school for nine years. " * 20
FORM = "Do you apply under the scheme? ☒ Yes ☐ No"


@pytest.mark.parametrize(
    ("found", "typed", "expected"),
    [
        (["Anytown Council"], LONG, False),
        ([LONG], "Dear panel, my form is below.", True),
        ([LONG], LONG + "One word more than a half.", False),
        ([LONG[:300], LONG[:300]], LONG[:500], True),  # together they are most of it
        ([FORM], LONG, True),
        (["[?] Yes, I apply under the scheme"], LONG, True),
        (["☐ Windows"], LONG, False),  # a logo
        (["Anytown Council", FORM], LONG, True),
        ([], "", False),
    ],
)
def test_what_is_decided_by_pictures(found: list[str], typed: str, expected: bool) -> None:
    assert told.decides(found, len(typed) + sum(map(len, found))) is expected


@pytest.mark.parametrize("decisive", [True, False])
@pytest.mark.parametrize("count", [1, 2])
def test_forms_know_the_sentences(count: int, decisive: bool) -> None:
    for sentence in (
        told.of_pictures(count, decisive=decisive),
        told.of_pictures_on([*range(2, 2 + count)], decisive=decisive),
    ):
        assert told.is_recognised([sentence]) is decisive
        assert sentence.endswith(" Check it against the original.")
    assert told.is_recognised([told.of_pages([*range(count)])])


def test_sentences() -> None:
    assert told.of_pictures_on([2], decisive=False).startswith("A picture on page 2 holds text, ")
    assert told.of_pictures_on([2, 3], decisive=True).startswith(
        "Text in pictures on pages 2 and 3 was recognised by the program, "
    )
    assert told.of_pictures(3, decisive=False).startswith("3 pictures in the file hold text, ")
    assert told.doubts(1, 2, "in a picture") == [
        "A word in a picture could not be read with certainty.",
        "2 boxes in a picture could not be read with certainty; look at the original.",
    ]
    assert not told.is_recognised(["Only 30 pages of a file are read by text recognition."])
