import numpy as np
import pytest

from edi_shortlist.documents.scans import models
from edi_shortlist.documents.scans.regions import Region
from edi_shortlist.documents.scans.spelling import HEIGHT, _decoded, spell, strip


def _columns(*columns: dict[str, float]) -> np.ndarray:
    """The model's output for columns, each with the chances of some characters; what is left is
    the chance of none."""
    alphabet = models.alphabet()
    chances = np.zeros((len(columns), len(alphabet)), np.float32)
    for row, column in enumerate(columns):
        chances[row, 0] = 1 - sum(column.values())
        for character, chance in column.items():
            chances[row, alphabet.index(character)] = chance
    return chances


def _plainly(text: str) -> list[dict[str, float]]:
    return [column for character in text for column in ({character: 0.95}, {})]


ROWS = [
    ("as it stands", _plainly("pay 4"), "pay 4", 0),
    ("doubled letters", [{"l": 0.9}, {"l": 0.9}, {}, {"l": 0.9}], "ll", 0),
    ("a space as a second thought", [{"a": 0.9}, {" ": 0.2}, {"b": 0.9}], "a b", 0),
    ("hardly a space", [{"a": 0.9}, {" ": 0.04}, {"b": 0.9}], "ab", 0),
    ("never two spaces", [{"a": 0.9}, {" ": 0.9}, {" ": 0.3}, {"b": 0.9}], "a b", 0),
    ("a stray sign of another script", [*_plainly("fro"), {"仁": 0.5, "m": 0.3}], "from", 1),
    ("another script", _plainly("王小明"), "王小明", 0),
    ("a doubtful word of two", [*_plainly("my "), {"e": 0.4, "c": 0.3}, {"s": 0.9}], "my es", 1),
    ("I for l in an address", _plainly("to I.bo@ex.org"), "to l.bo@ex.org", 0),
    ("a capital in an address", _plainly("Ina.Bo@ex.org"), "Ina.Bo@ex.org", 0),
    ("nothing", [{}, {}], "", 0),
]


@pytest.mark.parametrize(
    ("columns", "text", "doubtful"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_what_the_model_says_becomes_text(
    columns: list[dict[str, float]], text: str, doubtful: int
) -> None:
    found = _decoded(_columns(*columns))
    assert (found.text, found.doubtful) == (text, doubtful)


def test_strips_are_level_and_of_one_height() -> None:
    page = np.full((200, 400), 255, np.uint8)
    page[20:180, 300:320] = 0
    assert strip(page, Region.of((20, 50, 320, 90))).shape == (HEIGHT, 360)
    sideways = strip(page, Region.of((290, 20, 330, 180)))
    assert sideways.shape == (HEIGHT, 192)
    assert sideways[HEIGHT // 2].mean() < 40  # the upright bar runs along the strip


def test_no_strips_say_nothing() -> None:
    assert spell([]) == []
