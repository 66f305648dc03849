"""What the form says of the applicant is found in every usual variation, and ordinary words
that happen to be the applicant's name are left alone."""

import pytest

from edi_shortlist.redaction.known_identity import KnownIdentityRecogniser

GARY = {"full_name": "Gary Thackray", "preferred_name": "Gaz"}
SEUN = {"full_name": "Oluwaseun Adébáyọ̀"}
GRACE = {"full_name": "Grace May"}
KENT = {"full_name": "Dwayne Kent"}
MERWE = {"full_name": "Jean-Luc van der Merwe"}
KASIA = {"full_name": "Katarzyna Wójcik-Łęcka"}


@pytest.mark.parametrize(
    ("identity", "text", "names"),
    [
        (GARY, "Gary Thackray, driver", ["Gary Thackray"]),
        (GARY, "THACKRAY, Gary", ["THACKRAY, Gary"]),
        (GARY, "gary thackray", ["gary thackray"]),
        (GARY, "Signed: G Thackray", ["G Thackray"]),
        (GARY, "Signed: G. Thackray", ["G. Thackray"]),
        (GARY, "Ask for Gaz at the gate.", ["Gaz"]),
        # A slip of the pen, and a scanner's rn for m.
        (GARY, "Yours, Gary Thackary", ["Gary Thackary"]),
        ({"full_name": "Simone Farmer-Ito"}, "Sirnone Farmer-Ito", ["Sirnone Farmer-Ito"]),
        # A scanner's digits for letters; a number with letters is no name.
        ({"full_name": "Alison Cassidy"}, "A1ison Ca55idy", ["A1ison", "Ca55idy"]),
        ({"full_name": "Mohamed Illoh"}, "M0hamed I1loh", ["M0hamed", "I1loh"]),
        ({"full_name": "Bob Lasso"}, "room B0B, plot 1450", []),
        # File names, joined, spaced out and broken over a line.
        (GARY, "see thackray_cv.docx", ["thackray"]),
        (GARY, "garythackray", ["garythackray"]),
        (GARY, "G A R Y  T H A C K R A Y", ["G A R Y  T H A C K R A Y"]),
        (GARY, "Mr Thack-\nray drove", ["Thack-\nray"]),
        # Accents and short forms of names of every origin.
        (SEUN, "Oluwaseun Adebayo", ["Oluwaseun Adebayo"]),
        (SEUN, "They call me Seun.", ["Seun"]),
        # A combining accent is part of the name, letters after it are not.
        (SEUN, "OLUWASEUN ADÉBÁYỌ̀ CIHCM", ["OLUWASEUN ADÉBÁYỌ̀"]),
        (KASIA, "KATARZYNA WOJCIK-LECKA", ["KATARZYNA WOJCIK-LECKA"]),
        (KASIA, "Kasia Wojcik", ["Kasia Wojcik"]),
        (MERWE, "van der Merwe ran soft services", ["van der Merwe"]),
        (MERWE, "Jean Luc said", ["Jean Luc"]),
        # Initials, with full stops or standing alone.
        (GARY, "Signed: G.T.", ["G.T."]),
        (GARY, "page 2\tGT", ["GT"]),
        (GARY, "a GT saloon", []),
        # The possessive is outside.
        (GARY, "Thackray's round", ["Thackray"]),
        # An ordinary word as a name needs evidence.
        (GRACE, "Grace May\nHousing adviser", ["Grace May"]),
        (GRACE, "Dear Grace, thank you", ["Grace"]),
        (GRACE, "Regards,\nGrace", ["Grace"]),
        (GRACE, "I may start in May 2026 with good grace.", []),
        (GRACE, "May I add that the period of grace ran to 3 May?", []),
        (KENT, "KENT COUNTY COUNCIL", []),
        (KENT, "I worked for Kent from 2010.", []),
        (KENT, "Mr Kent will confirm", ["Kent"]),
        # Organisations and places that hold the name.
        ({"full_name": "Hope Bishop"}, "the Bishop Auckland office", []),
        ({"full_name": "Ruth Curie"}, "a shop for Marie Curie", []),
        ({"full_name": "Tom Gillick"}, "Gillick competence and Gillick Street", []),
    ],
)
def test_names(find, identity, text, names):
    assert [passage for label, passage in find(KnownIdentityRecogniser(), text, identity)] == names


DETAILS = {
    "full_name": "Aisha Khan",
    "email": "aisha.khan@example.com",
    "phone": "07700 900123",
    "address": "Flat 3, 118 Tanner's Lane, Darlington",
    "postcode": "DL1 9ZQ",
    "date_of_birth": "1988-02-29",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to AISHA.KHAN@example.com", [("EMAIL", "AISHA.KHAN@example.com")]),
        ("+44 (0)7700-900-123", [("PHONE", "+44 (0)7700-900-123")]),
        ("07700 900124", []),
        ("dl1 9zq", [("POSTCODE", "dl1 9zq")]),
        ("I live in DL1", [("POSTCODE", "DL1")]),
        ("section dl1 of the plan", []),
        ("118 Tanner’s Lane", [("ADDRESS", "118 Tanner’s Lane")]),
        ("the council's office in Darlington", []),
        ("born 29/02/1988", [("DATE_OF_BIRTH", "29/02/1988")]),
        ("29th of February 1988", [("DATE_OF_BIRTH", "29th of February 1988")]),
        ("born 29.ii.88", [("DATE_OF_BIRTH", "29.ii.88")]),
        ("born in 1988", [("DATE_OF_BIRTH", "1988")]),
        ("I began in 1988", []),
    ],
)
def test_details(find, text, expected):
    assert find(KnownIdentityRecogniser(), text, DETAILS) == expected


def test_nothing_known_finds_nothing(find):
    assert find(KnownIdentityRecogniser(), "Aisha Khan, 07700 900123", {}) == []


def test_unreadable_date_and_nulls_are_left_out(find):
    identity = {"full_name": None, "date_of_birth": "29 Feb 88", "email": "none"}
    assert find(KnownIdentityRecogniser(), "29 Feb 88 none", identity) == []
