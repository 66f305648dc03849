"""The recovery code: what is printed is read again, and what was mistyped is told."""

import itertools
import re

import pytest

from edi_shortlist.storage.errors import MistypedRecoveryCode
from edi_shortlist.storage.recovery_code import (
    ALPHABET,
    SYMBOLS,
    new_recovery_code,
    read_recovery_code,
)

CODE = "3SYZ-JN33-8WSX-QM3D-60RP-GMD0-D16A"  # one that was drawn, with noughts and a one
BARE = CODE.replace("-", "")


def test_a_code_is_seven_groups_of_four_without_letters_that_look_alike() -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", new_recovery_code())


def test_no_two_codes_are_alike_and_every_symbol_is_used() -> None:
    codes = [new_recovery_code() for _ in range(200)]
    assert len(set(codes)) == len(codes)
    assert set("".join(codes)) == {*ALPHABET, "-"}


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        BARE,
        CODE.lower(),
        CODE.replace("-", " "),
        f"  {CODE}\n",
        CODE.replace("-", "–"),  # a word processor's dash
        CODE.replace("0", "o").replace("1", "l"),
        CODE.replace("0", "O").replace("1", "i"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_recovery_code(typed) == BARE


def test_every_single_wrong_symbol_is_found() -> None:
    for at, symbol in itertools.product(range(SYMBOLS), ALPHABET):
        if symbol != BARE[at]:
            with pytest.raises(MistypedRecoveryCode):
                read_recovery_code(BARE[:at] + symbol + BARE[at + 1 :])


def test_every_two_symbols_that_changed_places_are_found() -> None:
    for one, other in itertools.combinations(range(SYMBOLS), 2):
        if BARE[one] != BARE[other]:
            swapped = list(BARE)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            with pytest.raises(MistypedRecoveryCode):
                read_recovery_code("".join(swapped))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "28 letters and digits, not 0"),
        (CODE[:-1], "not 27"),
        (CODE + "0", "not 29"),
        (CODE[:-1] + "U", "group by group"),  # U stands in no code
        (CODE[:-1] + "é", "group by group"),
        ("five swans over the canal", "not 21"),
    ],
)
def test_what_is_no_code_is_told_in_words(typed: str, said: str) -> None:
    with pytest.raises(MistypedRecoveryCode, match=said):
        read_recovery_code(typed)
