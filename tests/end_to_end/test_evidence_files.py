"""Nothing identifying in what is handed to an auditor: each evidence file, unpacked, is searched for
what the sixteen applicants are called, gave, declared and answered."""

import base64
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from edi_shortlist.cli.app import app
from edi_shortlist.cli.context import PASSPHRASE_VARIABLE

from .sample_job import PASSPHRASE, REF, Job
from .test_blind_side import KINDS, found_in

TABLES = ("log", "redactions", "counts", "overrides", "times", "versions", "samples")
NAMES = ("e.json", "e.xlsx", "e.pdf", *(f"{table}.csv" for table in TABLES))


def unpacked(path: Path) -> dict[str, bytes]:
    """Return a file's bytes, those of each member and stream in it unpacked, and the text of its
    pages."""
    content = path.read_bytes()
    found = {path.name: content}
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                found[f"{path.name}: {name}"] = archive.read(name)
    if content.startswith(b"%PDF"):
        for number, stream in enumerate(_streams(content)):
            found[f"{path.name}: stream {number}"] = stream
        with pypdfium2.PdfDocument(path) as pdf:
            for number, page in enumerate(pdf, 1):
                text = page.get_textpage().get_text_bounded()
                found[f"{path.name}: page {number}"] = text.encode()
    return found


def _streams(content: bytes) -> Iterator[bytes]:
    for one in re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", content, re.DOTALL):
        data = one[1].strip()
        if data.endswith(b"~>"):
            data = base64.a85decode(data[:-2])
        yield zlib.decompressobj().decompress(data)


@pytest.fixture(scope="module")
def evidence(job: Job, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Evidence on the sample job with a sample that was checked, in every format."""
    folder = tmp_path_factory.mktemp("evidence")
    workspace = job.copy_to(folder / "workspace")

    def run(*words: str) -> None:
        done = CliRunner(env={PASSPHRASE_VARIABLE: PASSPHRASE}).invoke(
            app, ["--workspace", str(workspace), "--actor", "Auditor", *words]
        )
        assert done.exit_code == 0, done.stderr

    run("audit", "sample", REF, "--seed", "4")
    run("audit", "sample-result", REF, "1", "--rest-clean")
    for name in NAMES:
        table = ("--table", Path(name).stem) if name.endswith(".csv") else ()
        run("audit", "export", str(folder / name), *table)
    return {name: folder / name for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_identifying_in_an_evidence_file(evidence: dict[str, Path], name: str) -> None:
    places = unpacked(evidence[name])
    assert found_in(places, (*KINDS, "declared", "others")) == []
    for content in places.values():
        assert PASSPHRASE.encode() not in content


def test_the_search_looks_into_members_and_pages(evidence: dict[str, Path]) -> None:
    """So that nothing found means nothing there: what every log holds is found inside."""
    for name in ("e.xlsx", "e.pdf"):
        inside = [
            place
            for place, content in unpacked(evidence[name]).items()
            if b"vault.opened" in content
        ]
        assert [place for place in inside if place != name]
