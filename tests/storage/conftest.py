"""A workspace whose passphrase is cheap to try, and a small application to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edi_shortlist.storage import KeyCost, Workspace

CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "five swans over the canal"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "workspace", PASSPHRASE, CHEAP) as made:
        yield made
