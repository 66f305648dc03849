import pytest

from edi_shortlist.recruitment.wording import Phrase, Phrases, Wording, WordList, WordListError

ENTRY = {"phrases": ["young team"], "why": "It shuts people out.", "instead": "Say the task."}


def wording(*phrases: str, unless: tuple[str, ...] = ()) -> Wording:
    return WordList.from_dict(
        {"excludes": [ENTRY | {"phrases": list(phrases), "unless": list(unless)}]}
    ).excludes[0]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("recent graduate*", "A recent graduate", ("recent graduate",)),
        ("recent graduate*", "For RECENT  Graduates!", ("RECENT Graduates",)),
        ("recent graduate*", "A recent\n  graduate", ("recent graduate",)),
        ("recent graduate", "recent graduates", ()),
        ("he", "the sheet then ache", ()),
        ("he", "s/he or (he)", ("he",)),
        ("he", "he says what HE did", ("he",)),
        ("he", "he's", ()),
        ("able bodied", "Able-bodied staff", ("Able-bodied",)),
        ("able-bodied", "able bodied or able\u2011bodied", ("able bodied", "able\u2010bodied")),
        ("able bodied", "ably bodied; able_bodied", ("able_bodied",)),
        ("driver's licence", "a driver\u2019s licence", ("driver's licence",)),
        ("driver\u2019s licence", "a driver's licence", ("driver's licence",)),
        ("# years experience", "3 years' experience", ("3 years' experience",)),
        ("# years experience", "Five years\u2019 experience", ("Five years' experience",)),
        ("# years experience", "5+ years experience", ("5+ years experience",)),
        ("# years experience", "some years experience", ()),
        ("# years * experience", "2 years relevant experience", ("2 years relevant experience",)),
        ("# years * experience", "2 years experience", ()),
        ("# years' experience", "2 years experience", ("2 years experience",)),
        ("grad\u00aduate", "gradu\u00adate", ("gradu\u00adate".replace("\u00ad", ""),)),
        ("two words", "two", ()),
        ("two words", "One or two. Words count", ()),
        ("two words", "Two\n\nwords", ()),
        ("two * words", "two: words", ()),
        ("two * words", "two. Other words", ()),
        ("two words", "", ()),
        ("caf\u00e9", "cafe\u0301", ("caf\u00e9",)),
    ],
)
def test_a_phrase_is_whole_words_however_they_are_written(phrase, text, found):
    assert wording(phrase).found_in(text) == found


def test_the_longest_phrase_at_a_place_is_named():
    assert wording("native", "native english speaker*").found_in("Native English speakers") == (
        "Native English speakers",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("His Majesty's Prison", ()),
        ("his Majesty and his work", ("his",)),
        ("HIS\nMAJESTYS COURTS", ()),
        ("of his majestic work", ("his",)),
    ],
)
def test_a_phrase_within_a_harmless_one_is_not_meant(text, found):
    assert wording("his", unless=("his majesty*",)).found_in(text) == found


@pytest.mark.parametrize(
    "written",
    ["", " ", "*", "# *", "*man", "wo*man", "fire|police", "[a-z]", "young, dynamic", "a**"],
)
def test_what_is_no_phrase_is_refused(written):
    assert Phrase.parse(written) is None
    with pytest.raises(WordListError, match=r"excludes\[1\].phrases"):
        wording("fine", written)


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({}, "'excludes' must hold one entry"),
        ({"excludes": "young"}, "'excludes' must be a list"),
        ({"excludes": [ENTRY, {"phrases": ["x"]}]}, "'excludes[2].why' is missing"),
        ({"excludes": [ENTRY | {"phrases": []}]}, "'excludes[1].phrases' must hold one"),
        ({"excludes": [ENTRY | {"phrases": "young"}]}, "'excludes[1].phrases' must be a list"),
        ({"excludes": [ENTRY | {"instead": " "}]}, "'excludes[1].instead' must be a sentence"),
        ({"excludes": [ENTRY | {"characteristics": ["height"]}]}, 'holds "height"'),
        ({"excludes": [ENTRY | {"reason": "x"}]}, "'excludes[1].reason' is not a known key"),
        ({"excludes": [ENTRY], "exclude": []}, "did you mean 'excludes'?"),
        ({"excludes": [ENTRY], "not_on_paper": [1]}, "'not_on_paper[1]' must be a table"),
    ],
)
def test_a_damaged_list_is_told_with_its_place(mapping, words):
    with pytest.raises(WordListError) as refused:
        WordList.from_dict(mapping)
    assert words in str(refused.value)


def test_nothing_is_found_without_phrases():
    assert list(Phrases().runs(["young", "team"])) == []
