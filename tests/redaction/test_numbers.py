"""Numbers that identify a person, and those that identify a job, a law or a budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi_shortlist.redaction.numbers import NumberRecogniser, is_iban, is_luhn, is_nhs_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NI: QQ 12 34 56 C", "QQ 12 34 56 C"),
        ("qq123456c", "qq123456c"),
        ("QQ 6O 21 98 A", "QQ 6O 21 98 A"),  # the letter O for a nought
        ("NHS no. 943 476 5919", "943 476 5919"),
        ("Licence KOWAL 704185 M99AB", "KOWAL 704185 M99AB"),
        ("NMC PIN 19J0244O", "19J0244O"),
        ("GMC 7419930", "7419930"),
        ("HCPC registration: PA12345", "PA12345"),
        ("Social Work England: SW118204", "SW118204"),
        ("IAA Level 1, registration F201900871", "F201900871"),
        ("DBS certificate no. 001677300915", "001677300915"),
        ("SIA licence 1013 4402 9981 0467", "1013 4402 9981 0467"),
        ("passport number: 551 908 227", "551 908 227"),
        ("share code W7K 4RT 2PX", "W7K 4RT 2PX"),
        ("card 4242 4242 4242 4242", "4242 4242 4242 4242"),
        ("IBAN GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("Payroll no. 60071284", "60071284"),
        ("Post ref: ES/4471", None),
        ("ISO 27001:2022", None),
        ("Registered charity no. 1056804", None),
        ("a caseload of 1,310 a year", None),
        ("Account for 2004 to 2009", None),
        ("registered since 2019", None),
        ("certificate 12/2019", None),
        ("943 476 5918", None),  # fails the NHS check
    ],
)
def test_numbers(find, text, number):
    found = [passage for _, passage in find(NumberRecogniser(), text)]
    assert found == ([number] if number else [])


@given(st.integers(100_000_000, 999_999_999))
def test_nhs_check_accepts_at_most_one_last_digit(first_nine):
    accepted = [d for d in range(10) if is_nhs_number(f"{first_nine}{d}")]
    assert len(accepted) <= 1


@given(st.from_regex(r"[1-9][0-9]{14}", fullmatch=True))
def test_luhn_accepts_exactly_one_last_digit(first):
    assert sum(is_luhn(f"{first}{d}") for d in range(10)) == 1


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_iban_finds_any_single_wrong_digit(account):
    for check in range(2, 99):
        iban = f"GB{check:02d}{account}"
        if is_iban(iban):
            wrong = iban[:10] + str((int(iban[10]) + 1) % 10) + iban[11:]
            assert not is_iban(wrong)
