"""Home addresses in one line and in blocks; places of work stay."""

import pytest

from edi_shortlist.redaction.addresses import AddressRecogniser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flat 3, 118 Tanner's Lane\nDarlington\nDL1 9ZQ", ["Flat 3, 118 Tanner's Lane", "Darlington"]),
        ("27 Penn Fields Avenue, Wolverhampton, WV3 7QZ", ["27 Penn Fields Avenue", "Wolverhampton"]),
        ("Rear of 210 Holderness Rd, Hull", ["Rear of 210 Holderness Rd", "Hull"]),
        (
            "Personal details\nAddress\n5 Quay Street\nTown\nKendal\nPostcode\nLA9 9ZQ",
            ["5 Quay Street", "Kendal"],
        ),
        (
            "Employment\nI moved from 22 Sycamore Drive, Ballymena, in 2010.",
            ["22 Sycamore Drive", "Ballymena"],
        ),
        # No street word, but right before a postcode: by its label, or among personal details.
        ("Residence: Narrowboat Linnet, Old Wharf, Tring ◦ HP23 5QQ", ["Narrowboat Linnet, Old Wharf, Tring"]),
        ("Referees\nFr Dermot Hale, The Presbytery, London SE2 9QQ", ["The Presbytery, London"]),
        ("Employment\nDepot, Northside Works, Hull HU5 2QQ", []),
        ("Career\nI ran the hostel at 14 Bridge Street for nine years.", []),
        ("Career\n16 case reviews on High Road tenancies", []),
        ("Profile\n2019 Housing Act duties across Mill Road", []),
    ],
)  # fmt: skip
def test_addresses(find, text, expected):
    assert [passage for _, passage in find(AddressRecogniser(), text)] == expected
