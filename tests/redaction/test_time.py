"""Each recogniser takes time in proportion to a text's length, whatever stands in it: they run in
the program's own process, where nothing stops them."""

import time
from collections.abc import Iterator, Mapping

import pytest
import spacy
from processor_time import TRIES, nothing_collected

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.redactor import default_recognisers
from edi_shortlist.redaction.tokens import tokens_of

SHORT = 2000  # characters
TIMES, AT_MOST = 8, 24  # how much longer the long text is, and how much longer it may take
LEAST = 0.1  # seconds of processor time, which a long text may take whatever the short one does

#: What may be repeated without end.
REPEATED = (
    "x", "X", "7", "_", "-", ".", "(", ":", '"', " ", "\n", "\t", "\u00a0", " \n", ", ", "7-",
    "a.", "a-", "'a", "a@", "www.", "https://", "Word ", "1 Aa ", "Flat 1, Aa ", "Aa School ",
    "BA (", "dob(", "NHS ", "registration ", "Mr ", "EDUCATION\n", "1 High Street\n",
    "jo@example.com ", "Name: Jo\n", "look after ", "WAA ",
)  # fmt: skip
#: What a long run of one sign may follow.
FOLLOWED = {
    "Regards": "\n", "Mr Aa": " ", "skype": " ", "postcode": " ", "NHS": " ", "+44": " ",
    "Age": "\t", "a1": "a", "Jonas": " ", "1": " ", "Name: a": "\u00a0", "Address: a": ",", "Name: Aa": ",",
}  # fmt: skip
TEXTS = {
    **{repr(piece): (piece, "", "") for piece in REPEATED},
    **{f"{lead} and {sign!r}": (sign, lead, "漢 Ekwall") for lead, sign in FOLLOWED.items()},
}
KNOWN: Mapping[str, str] = {
    "full_name": "Jonas Ekwall",
    "email": "jonas.ekwall@example.com",
    "phone": "01632 960123",
    "address": "1 High Street, Bootle",
    "postcode": "L20 1AA",
    "date_of_birth": "1990-01-02",
}
ENGLISH = spacy.blank("en")
RECOGNISERS = [one for one in default_recognisers() if one.name != "tagged"]


def costs(name: str, characters: int) -> dict[str, float]:
    """Seconds of this thread's processor time of the tokens and of each recogniser."""
    piece, lead, tail = TEXTS[name]
    text = lead + (piece * (characters // len(piece) + 1))[:characters] + tail
    start = time.thread_time()
    context = Context(text, Identity.from_mapping(KNOWN), tokens_of(ENGLISH, text))
    spent = {"tokens": time.thread_time() - start}
    for recogniser in RECOGNISERS:
        start = time.thread_time()
        list(recogniser.find(context))
        spent[recogniser.name] = time.thread_time() - start
    return spent


def too_long(name: str) -> dict[str, tuple[float, float]]:
    """The parts that took too long for the long text, with both times."""
    short, long = costs(name, SHORT), costs(name, SHORT * TIMES)
    return {
        part: (short[part], spent)
        for part, spent in long.items()
        if spent > max(LEAST, AT_MOST * short[part])
    }


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Word lists and patterns are made once."""
    costs(next(iter(TEXTS)), 10)


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    with nothing_collected():
        yield


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_length(name: str) -> None:
    # What grows too fast does so each time; what the computer did meanwhile does not.
    found = too_long(name)
    for _ in range(TRIES - 1):
        if found:
            again = too_long(name)
            found = {part: times for part, times in found.items() if part in again}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    ["", "two words", "(" * 2000, "a " + "-" * 1003 + "  b\n" + "x." * 300 + "\n\n", "=" * 501],
)
def test_tokens_make_up_the_text(text: str) -> None:
    assert tokens_of(ENGLISH, text).text == text
