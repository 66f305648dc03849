"""Text recognition that costs nothing."""

import sys
import types

import pytest

from documents.pdf.recognition import Recognition


@pytest.fixture
def recognition(monkeypatch: pytest.MonkeyPatch) -> Recognition:
    """The recognition that ``read_pdf`` uses in this test; it finds nothing unless told to."""
    stand_in = Recognition()
    name = "edi_shortlist.documents.scans.recognising"
    module = types.ModuleType(name)
    module.recognised_lines = stand_in.recognised_lines  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    return stand_in
