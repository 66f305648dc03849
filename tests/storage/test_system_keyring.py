"""Passphrases in a keyring that keeps them encrypted, and in no other."""

import keyring
import pytest
from keyring.errors import KeyringLocked

from edi_shortlist.storage import system_keyring
from edi_shortlist.storage.system_keyring import KeyringRefused, NoKeyring


class Memory:
    """Stands in for a system's keyring. It is no ``KeyringBackend``: the library would offer every
    class of that kind to whoever asks for a keyring, in other tests too."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def _open(self) -> dict[tuple[str, str], str]:
        if self.locked:
            raise KeyringLocked
        return self.held

    def get_password(self, service: str, username: str) -> str | None:
        return self._open().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._open()[service, username]


class Plain(Memory):
    """Writes down what it is given."""


class Chain(Plain):
    """Asks others in turn."""

    def __init__(self, *others: Memory) -> None:
        super().__init__()
        self.backends = others


def trusted() -> Memory:
    made = type("Trusted", (Memory,), {"__module__": "keyring.backends.SecretService"})()
    assert isinstance(made, Memory)
    return made


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):
    def use_one(backend: Memory) -> Memory:
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
        return backend

    return use_one


def test_a_passphrase_is_kept_for_each_officer_and_workspace(use) -> None:
    use(trusted())
    system_keyring.keep("w1", "Ann", "one")
    system_keyring.keep("w1", "Ben", "two")
    system_keyring.keep("w2", "Ann", "three")
    system_keyring.keep("w1", "Ann", "four")
    kept = [system_keyring.kept(w, o) for w, o in (("w1", "Ann"), ("w1", "Ben"), ("w2", "Ann"))]
    assert kept == ["four", "two", "three"]
    assert system_keyring.forget("w1", "Ann")
    assert system_keyring.kept("w1", "Ann") is None
    assert system_keyring.kept("w2", "Ann") == "three"
    assert not system_keyring.forget("w1", "Ann")


@pytest.mark.parametrize(
    ("backend", "has"),
    [
        (trusted(), True),
        (Plain(), False),
        (Chain(Plain(), trusted()), True),
        (Chain(Plain()), False),
        (keyring.backends.fail.Keyring(), False),
    ],
    ids=["trusted", "plain", "one of a chain", "none of a chain", "none"],
)
def test_only_a_keyring_that_encrypts_is_one(use, backend: Memory, has: bool) -> None:
    use(backend)
    assert system_keyring.has_keyring() is has
    if has:
        system_keyring.keep("w", "Ann", "one")
        assert system_keyring.kept("w", "Ann") == "one"
        return
    with pytest.raises(NoKeyring):
        system_keyring.keep("w", "Ann", "one")
    assert system_keyring.kept("w", "Ann") is None
    assert not system_keyring.forget("w", "Ann")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: system_keyring.keep("w", "Ann", "one"),
        lambda: system_keyring.kept("w", "Ann"),
        lambda: system_keyring.forget("w", "Ann"),
    ],
)
def test_a_locked_keyring_is_a_sentence_without_the_passphrase(use, ask) -> None:
    use(trusted()).locked = True
    with pytest.raises(KeyringRefused, match="Unlock it") as raised:
        ask()
    assert "one" not in str(raised.value).split()
