"""The PDF benchmark's own parts, on a few of its files."""

from pathlib import Path

import pytest

from edi_shortlist.documents.pdf.reader import read_pdf
from tests.benchmarks import documents_pdf


def test_words_in_order() -> None:
    assert documents_pdf.in_order("one two three four", "one two, three four") == 1
    assert documents_pdf.in_order("one two three four", "three four one two") == 0.5
    assert documents_pdf.in_order("yes ☒ no ☐", "yes no ☐") == 0.75


def test_each_class_is_read_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_pdf, "COUNTS", dict.fromkeys(documents_pdf.COUNTS, 3))
    for name, made in documents_pdf.make(tmp_path):
        read = read_pdf(made.path).text
        assert documents_pdf.in_order(made.text, read) >= 0.99, name
