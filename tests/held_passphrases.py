"""A keyring for tests, in place of that of whoever runs them."""

import pytest

from edi_shortlist.storage import system_keyring


def hold_passphrases(patch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """Let the program remember passphrases in a dictionary.

    Returns:
        passphrases by workspace and officer, as they are held.
    """
    held: dict[tuple[str, str], str] = {}
    patch.setattr(system_keyring, "has_keyring", lambda: True)
    patch.setattr(system_keyring, "kept", lambda w, o: held.get((w, o)))
    patch.setattr(system_keyring, "keep", lambda w, o, p: held.update({(w, o): p}))
    patch.setattr(system_keyring, "forget", lambda w, o: held.pop((w, o), None) is not None)
    return held
