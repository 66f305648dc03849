"""Tables as recruitment systems export them, and settings of their own for each test."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from edi_shortlist.workflow.indexes.saved import CONFIG_VARIABLE
from edi_shortlist.workflow.indexes.tables import Table, TableRow


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of settings."""
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "settings"))
    return tmp_path / "settings"


def table(columns: Sequence[str], *rows: Sequence[str]) -> Table:
    """Return a table with these headings, its first row on line 2."""
    return Table(
        "export.csv",
        tuple(columns),
        tuple(TableRow(line, tuple(cells)) for line, cells in enumerate(rows, 2)),
    )
