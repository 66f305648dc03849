"""Wrapping the vault's key."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.storage.errors import NoMemoryForKey, NoPassphrase, WrongPassphrase
from edi_shortlist.storage.keys import (
    DEFAULT_COST,
    KeyCost,
    WrappedKey,
    new_key,
    unwrap,
    wipe,
    wrap,
)

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
texts = st.text(min_size=1).filter(str.strip)


@given(passphrase=texts)
@settings(max_examples=25, deadline=None)
def test_the_right_passphrase_gives_the_key_back(passphrase: str) -> None:
    key = new_key()
    record = wrap(key, passphrase, "here", "Ann", CHEAP).to_record()
    assert unwrap(WrappedKey.from_record(record), passphrase, "here", "Ann") == key


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("café at noon", "cafe\u0301 at noon"),  # macOS types the accent on its own
        ("ﬁve swans", "five swans"),  # a ligature pasted from a document
    ],
)
def test_the_same_passphrase_from_another_keyboard_opens(chosen: str, typed: str) -> None:
    key = new_key()
    assert unwrap(wrap(key, chosen, "here", "Ann", CHEAP), typed, "here", "Ann") == key


@pytest.mark.parametrize("typed", ["Five swans", "five swans ", "", "five  swans"])
def test_another_passphrase_does_not_open(typed: str) -> None:
    wrapped = wrap(new_key(), "five swans", "here", "Ann", CHEAP)
    with pytest.raises(WrongPassphrase, match="capital letters count"):
        unwrap(wrapped, typed, "here", "Ann")


@pytest.mark.parametrize(("workspace", "holder"), [("there", "Ann"), ("here", "Ben"), ("here", "")])
def test_a_wrapped_key_opens_for_its_own_workspace_and_holder_only(
    workspace: str, holder: str
) -> None:
    wrapped = wrap(new_key(), "five swans", "here", "Ann", CHEAP)
    with pytest.raises(WrongPassphrase):
        unwrap(wrapped, "five swans", workspace, holder)


@pytest.mark.parametrize(
    "changed",
    [
        {"salt": b"\0" * 16},
        {"nonce": b"\0" * 12},
        {"ciphertext": b"\0" * 48},
        {"ciphertext": b"\0" * 40},
        {"ciphertext": b""},
        {"names_holder": False},
        {"cost": KeyCost(memory_kib=16, passes=1, lanes=1)},
    ],
)
def test_a_wrapped_key_that_was_changed_does_not_open(changed: dict[str, object]) -> None:
    wrapped = wrap(new_key(), "five swans", "here", "Ann", CHEAP)
    with pytest.raises(WrongPassphrase):
        unwrap(replace(wrapped, **changed), "five swans", "here", "Ann")  # type: ignore[arg-type]


def test_a_cost_that_this_computer_cannot_pay_is_told() -> None:
    wrapped = wrap(new_key(), "five swans", "here", "Ann", CHEAP)
    dear = replace(wrapped, cost=KeyCost(memory_kib=2**31, passes=1, lanes=1))
    with pytest.raises(NoMemoryForKey, match="2097152 MiB"):
        unwrap(dear, "five swans", "here", "Ann")


def test_a_wiped_key_is_gone() -> None:
    key = new_key()
    assert any(key)
    wipe(key)
    assert key == bytes(32)


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_passphrase_is_refused(empty: str) -> None:
    with pytest.raises(NoPassphrase):
        wrap(new_key(), empty, "here", "Ann", CHEAP)


def test_the_same_key_and_passphrase_never_wrap_alike() -> None:
    key = new_key()
    first, second = (wrap(key, "five swans", "here", "Ann", CHEAP) for _ in range(2))
    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.ciphertext != second.ciphertext


def test_the_default_cost_is_above_the_recommendation() -> None:
    """RFC 9106 §4, second recommended option: 64 MiB and 3 passes."""
    assert DEFAULT_COST.memory_kib >= 64 * 1024
    assert DEFAULT_COST.passes >= 3


def test_a_try_costs_a_guesser_a_tenth_of_a_second() -> None:
    """In time of the processor, all cores together, since the clock tells of the load as well."""
    wrapped = wrap(new_key(), "five swans", "here", "Ann")
    began = time.process_time()
    with pytest.raises(WrongPassphrase):
        unwrap(wrapped, "six swans", "here", "Ann")
    assert time.process_time() - began > 0.1
