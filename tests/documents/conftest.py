"""Text recognition that costs nothing."""

import pytest

from documents.pdf.recognition import Recognition
from edi_shortlist.documents.scans import recognising


@pytest.fixture
def recognition(monkeypatch: pytest.MonkeyPatch) -> Recognition:
    """The recognition that readers use in this test; it finds nothing unless told to."""
    stand_in = Recognition()
    monkeypatch.setattr(recognising, "recognise", stand_in.recognise)
    return stand_in
