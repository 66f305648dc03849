"""Names behind a title or a sign-off, and titles themselves."""

import pytest

from edi_shortlist.redaction.titled_names import TitledNameRecogniser
from edi_shortlist.redaction.titles import TitleRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Donna Illingworth, Transport Manager", ["Donna Illingworth"]),
        ("Mr. van der Merwe ran", ["van der Merwe"]),
        ("Dr Nayef Abou Chakra FFPH is", ["Nayef Abou Chakra"]),
        ("Cllr Bev Ollerenshaw Tel 01632", ["Bev Ollerenshaw"]),
        ("MRS ILLINGWORTH", ["ILLINGWORTH"]),
        ("Mr A's thickener", ["A"]),
        ("Yours sincerely,\n\nG Thackray\n", ["G Thackray"]),
        ("Kind regards\nAdaeze", ["Adaeze"]),
        # The head of a referee's row that says how to reach them, and nowhere else.
        ("Referees\n2\tKit Marlow\tshop manager\t01632 960 233", ["Kit Marlow"]),
        ("Referees\nDee Okafor, deputy head, d.okafor@example.org", ["Dee Okafor"]),
        ("Referees\nOne must be your present employer, 01632 960 233", []),
        ("Referees\nKit Marlow, of the shop", []),
        ("Employment\nShop Manager, Hull, 01632 960 233", []),
        ("Title: Mr     Known as: Gaz", []),
        ("Dear Sir or Madam", []),
        ("the doctor Who knows", []),
    ],
)
def test_titled_names(find, text, expected):
    assert [passage for _, passage in find(TitledNameRecogniser(), text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Illingworth and Mx Doe", ["Mrs", "Mx"]),
        ("MR THACKRAY", ["MR"]),
        # Ranks and professions stay.
        ("Dr Khan, Professor Cole, Cllr Shah, PC Webb", []),
        # Without the pipeline's word that a name follows, an ordinary word is no title.
        ("Sister Act and Mother Nature", []),
        ("miss the bus", []),
    ],
)
def test_titles(find, text, expected):
    assert [passage for _, passage in find(TitleRecogniser(), text)] == expected
