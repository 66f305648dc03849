"""Contact details by their shape, and the look-alikes that stay."""

import pytest

from edi_shortlist.redaction.contacts import ContactRecogniser
from edi_shortlist.redaction.known_identity import KnownIdentityRecogniser
from edi_shortlist.redaction.resolution import resolve
from edi_shortlist.redaction.span import Label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("j.o'brien@example.co.uk.", [("EMAIL", "j.o'brien@example.co.uk")]),
        ("jo (at) example (dot) org", [("EMAIL", "jo (at) example (dot) org")]),
        ("07700 900 123", [("PHONE", "07700 900 123")]),
        ("(01632) 960-123 ext 45", [("PHONE", "(01632) 960-123 ext 45")]),
        ("+44 (0)20 7946 0123", [("PHONE", "+44 (0)20 7946 0123")]),
        ("07700/900/681", [("PHONE", "07700/900/681")]),
        ("+48 22 621 02 24", [("PHONE", "+48 22 621 02 24")]),
        # Dates, money and volumes are no telephone numbers.
        ("09/2015\t01/2020", []),
        ("from 01/02/2019 to 03/04/2020", []),
        ("£01632960123", []),
        ("a budget of 4,500,000", []),
        ("between 2013 and 2014", []),
        ("linkedin.com/in/a-khan-dl1,", [("URL", "linkedin.com/in/a-khan-dl1")]),
        ("@rumiswims", [("URL", "@rumiswims")]),
        ("Skype: agnes.szabo", [("URL", "agnes.szabo")]),
        ("https://tmoyo.example.com", [("URL", "https://tmoyo.example.com")]),
        # the target of a link, as it is read from a document
        ("my work (example.org/~tcole/a.html)", [("URL", "example.org/~tcole/a.html")]),
        ("my page (example.net/ann)", [("URL", "example.net/ann")]),
        ("our policy (leeds.gov.uk/housing)", []),
        ("advice and/or support (and/or help)", []),
        ("WeChat li_hua_88", [("URL", "li_hua_88")]),
        ("Skype jo.price, evenings", [("URL", "jo.price")]),
        ("on Skype since 2010 and by Instagram posts", []),
        # An employer's site and published standards stay.
        ("www.darlington.gov.uk and www.w3.org/TR", []),
        ("DL1 9ZQ", [("POSTCODE", "DL1 9ZQ")]),
        ("dl1 9zq", [("POSTCODE", "dl1 9zq")]),
        ("Postcode: DL1", [("POSTCODE", "DL1")]),
        ("ISO 9001 and BS8 1", []),
    ],
)
def test_contacts(find, text, expected):
    assert find(ContactRecogniser(), text) == expected


def test_a_link_is_hidden_in_one_piece_although_it_holds_the_name(context_of):
    text = "see linkedin.com/in/seun-adebayo-housing"
    context = context_of(text, {"full_name": "Oluwaseun Adébáyọ̀"})
    spans = [*ContactRecogniser().find(context), *KnownIdentityRecogniser().find(context)]
    assert [(s.label, text[s.start : s.end]) for s in resolve(text, spans)] == [
        (Label.URL, "linkedin.com/in/seun-adebayo-housing")
    ]
