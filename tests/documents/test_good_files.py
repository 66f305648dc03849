"""Each format that is read, through a real worker process with all its limits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.good_files import GOOD, WORDS
from documents.written_once import put_good
from edi_shortlist.documents import Reader


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


@pytest.mark.parametrize("name", GOOD)
def test_read_in_a_worker(
    reader: Reader, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    put_good(tmp_path_factory, name, tmp_path / name)
    text = " ".join(reader.read(tmp_path / name).text.split())
    assert WORDS in text
    if not name.startswith("scan"):
        assert "ann.obi@example.com" in text or name == "form.pdf"


def test_a_whole_scanned_page_fits_into_a_workers_memory(reader: Reader, tmp_path: Path) -> None:
    """A4 at 200 dots an inch."""
    from reportlab.lib.pagesizes import A4

    from documents.scans.drawn import typed

    lines = [f"{n} {WORDS} with experience of homelessness" for n in range(12)]
    typed(*lines, size=A4, dpi=200).save(tmp_path / "scan.png")
    text = " ".join(reader.read(tmp_path / "scan.png").text.split())
    assert text.count(WORDS) > 10
