"""Names that the words before them announce, of people of whom nothing is known."""

import pytest

from edi_shortlist.redaction.announced_names import AnnouncedNameRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, I am Thandiwe Baker and I have worked in libraries.", ["Thandiwe Baker"]),
        ("My name is Mrs Tordoff Cook, and I apply.", ["Tordoff Cook"]),
        ("application of tordoff baker for the post of driver", ["tordoff baker"]),
        ("APPLICATION FROM TORDOFF BAKER FOR THE ROLE OF DRIVER", ["TORDOFF BAKER"]),
        ("2019, Payroll Officer. Manager: Thandiwe Cook. Left: end of post", ["Thandiwe Cook"]),
        ("Line manager: Sister Thandiwe Cook, 01632 960001", ["Thandiwe Cook"]),
        ("- deputised for Tordoff Baker during the inspection", ["Tordoff Baker"]),
        ("Page 2 of 3 – Thandiwe Baker – Supporting statement", ["Thandiwe Baker"]),
        # Posts, places and bodies are no names.
        ("I am Head of Service, and glad of it.", []),
        ("I am Chartered and have two teams.", []),
        ("application of care law for the post", []),
        ("application of the rules to Tordoff for the post", []),
        ("Manager: Northside Works.", []),
        ("deputised for Tordoff Housing Association", []),
        ("Page 2 of 3 – Supporting statement – Application", []),
        ("I am Tordoff", []),
    ],
)
def test_announced_names(find, text, expected):
    assert [passage for _, passage in find(AnnouncedNameRecogniser(), text)] == expected
