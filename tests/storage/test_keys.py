"""Wrapping the vault's key."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.storage.errors import NoPassphrase, WrongPassphrase
from edi_shortlist.storage.keys import (
    DEFAULT_COST,
    KeyCost,
    WrappedKey,
    new_key,
    unwrap,
    wrap,
)

CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
texts = st.text(min_size=1).filter(str.strip)


@given(passphrase=texts)
@settings(max_examples=25, deadline=None)
def test_the_right_passphrase_gives_the_key_back(passphrase: str) -> None:
    key = new_key()
    record = wrap(key, passphrase, "here", CHEAP).to_record()
    assert unwrap(WrappedKey.from_record(record), passphrase, "here") == key


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("café at noon", "cafe\u0301 at noon"),  # macOS types the accent on its own
        ("ﬁve swans", "five swans"),  # a ligature pasted from a document
    ],
)
def test_the_same_passphrase_from_another_keyboard_opens(chosen: str, typed: str) -> None:
    key = new_key()
    assert unwrap(wrap(key, chosen, "here", CHEAP), typed, "here") == key


@pytest.mark.parametrize("typed", ["Five swans", "five swans ", "", "five  swans"])
def test_another_passphrase_does_not_open(typed: str) -> None:
    wrapped = wrap(new_key(), "five swans", "here", CHEAP)
    with pytest.raises(WrongPassphrase, match="capital letters count"):
        unwrap(wrapped, typed, "here")


def test_a_wrapped_key_opens_for_its_own_workspace_only() -> None:
    wrapped = wrap(new_key(), "five swans", "here", CHEAP)
    with pytest.raises(WrongPassphrase):
        unwrap(wrapped, "five swans", "there")


@pytest.mark.parametrize(
    "changed",
    [
        {"salt": b"\0" * 16},
        {"nonce": b"\0" * 12},
        {"ciphertext": b"\0" * 48},
        {"cost": KeyCost(memory_kib=16, passes=1, lanes=1)},
    ],
)
def test_a_wrapped_key_that_was_changed_does_not_open(changed: dict[str, object]) -> None:
    wrapped = wrap(new_key(), "five swans", "here", CHEAP)
    with pytest.raises(WrongPassphrase):
        unwrap(replace(wrapped, **changed), "five swans", "here")  # type: ignore[arg-type]


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_passphrase_is_refused(empty: str) -> None:
    with pytest.raises(NoPassphrase):
        wrap(new_key(), empty, "here", CHEAP)


def test_the_same_key_and_passphrase_never_wrap_alike() -> None:
    key = new_key()
    first, second = (wrap(key, "five swans", "here", CHEAP) for _ in range(2))
    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.ciphertext != second.ciphertext


def test_the_default_cost_is_above_the_recommendation() -> None:
    """RFC 9106 §4, second recommended option: 64 MiB and 3 passes."""
    assert DEFAULT_COST.memory_kib >= 64 * 1024
    assert DEFAULT_COST.passes >= 3
