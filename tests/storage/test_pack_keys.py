"""The key of a panel pack, its PIN, and the waits after wrong ones."""

import pytest

from edi_shortlist.storage.keys import KeyCost
from edi_shortlist.storage.pack_errors import ShortPin, TooManyPins
from edi_shortlist.storage.pack_keys import (
    PACK_COSTS,
    PinTries,
    check_pin,
    new_pin,
    pack_key,
)

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
SALT, OTHER = bytes(16), b"1" * 16


def test_a_made_pin_is_twelve_random_digits_in_groups() -> None:
    pins = {new_pin() for _ in range(200)}
    assert len(pins) == 200
    for pin in pins:
        assert [len(group) for group in pin.split(" ")] == [4, 4, 4]
        assert pin.replace(" ", "").isdecimal()
        check_pin(pin)


@pytest.mark.parametrize("typed", ["482109375516", " 4821-0937-5516\n", "4821\u20110937\u20135516"])
def test_spelling_does_not_matter(typed: str) -> None:
    assert pack_key(typed, SALT, CHEAP) == pack_key("4821 0937 5516", SALT, CHEAP)


@pytest.mark.parametrize(
    ("pin", "salt", "cost"),
    [
        ("4821 0937 5517", SALT, CHEAP),
        ("4821 0937 5516", OTHER, CHEAP),
        ("4821 0937 5516", SALT, KeyCost(memory_kib=16, passes=1, lanes=1)),
    ],
)
def test_another_pin_salt_or_cost_is_another_key(pin: str, salt: bytes, cost: KeyCost) -> None:
    assert pack_key(pin, salt, cost) != pack_key("4821 0937 5516", SALT, CHEAP)


def test_capital_letters_count() -> None:
    assert pack_key("Green heron 7", SALT, CHEAP) != pack_key("green heron 7", SALT, CHEAP)


@pytest.mark.parametrize("pin", ["", "1234567", "1 2 3 4 5 6 7", "--------", "       8"])
def test_a_short_pin_is_refused(pin: str) -> None:
    with pytest.raises(ShortPin):
        check_pin(pin)


def test_a_try_costs_what_is_asked_of_a_passphrase() -> None:
    """The shipped costs, which may be raised for new packs and never lowered."""
    for cost in PACK_COSTS:
        assert cost.memory_kib >= 64 * 1024
        assert cost.passes >= 3


def test_waits_grow_for_one_pack_and_not_for_another() -> None:
    now = [0.0]
    tries = PinTries(lambda: now[0])
    for _ in range(5):
        tries.begin(SALT)
    with pytest.raises(TooManyPins, match="Wait 2 seconds"):
        tries.begin(SALT)
    tries.begin(OTHER)
    now[0] = 2.0
    tries.begin(SALT)
    with pytest.raises(TooManyPins, match="Wait 4 seconds"):
        tries.begin(SALT)
    now[0] = 6.0
    tries.begin(SALT)
    tries.succeed(SALT)
    tries.begin(SALT)
    tries.begin(SALT)
