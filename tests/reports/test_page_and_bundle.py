"""The page, and the bundle that it is handed over in."""

import sys
import zipfile
from pathlib import Path

import pytest

from edi_shortlist.reports.bundle import safe_name, write_bundle
from edi_shortlist.reports.page import Link, Section, page

FILES = {"index.html": b"<p>", "originals/1 Siân.txt": "Siân".encode()}


def test_a_page_shows_its_sections_in_order_and_escapes_every_text() -> None:
    html = page(
        "A & <b>",
        [
            Section("First <i>", ("Said & done.",)),
            Section("Table", (), ("Col<", "To"), [("<script>", Link("a<b", "x y/ü#1.pdf"))]),
            Section("None", (), ("A",), (), "Nothing <here>."),
        ],
    ).decode()
    assert html.index("First &lt;i&gt;") < html.index("Table") < html.index("None")
    assert "<script>" not in html
    assert "<td>&lt;script&gt;</td>" in html
    assert '<a href="x%20y/%C3%BC%231.pdf">a&lt;b</a>' in html
    assert "<p>Nothing &lt;here&gt;.</p>" in html
    assert html.count("<table>") == 1
    assert "<title>A &amp; &lt;b&gt;</title>" in html


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("form.docx", "form.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\CVs\\me.pdf", "C__CVs_me.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("line\nbreak\x00.txt", "line_break_.txt"),
        ("  .hidden. ", "hidden"),
        ("", "file"),
        ("...", "file"),
        ("Siân.txt", "Siân.txt"),  # composed, whatever came
        ("x" * 300, "x" * 120),
        ("y" * 300 + ".pdf", "y" * 117 + ".pdf"),
    ],
)
def test_a_name_that_every_system_can_write(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_zip_holds_the_files(tmp_path: Path) -> None:
    path = tmp_path / "bundle.ZIP"
    write_bundle(FILES, path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES


def test_a_folder_holds_the_files(tmp_path: Path) -> None:
    for folder in (tmp_path / "new" / "deep", tmp_path / "empty"):
        if folder.name == "empty":
            folder.mkdir()
        write_bundle(FILES, folder)
        found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}
        assert found == FILES


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize("name", ["bundle.zip", "folder"])
def test_only_the_owner_may_read_it(tmp_path: Path, name: str) -> None:
    if name == "folder":
        (tmp_path / name).mkdir(mode=0o755)
    write_bundle(FILES, tmp_path / name)
    written = [tmp_path / name, *tmp_path.rglob("*.*")]
    for path in written:
        assert path.is_dir() or path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["bundle.zip", "folder"])
def test_nothing_that_is_there_is_written_over(tmp_path: Path, name: str) -> None:
    write_bundle({"index.html": b"first"}, tmp_path / name)
    with pytest.raises(OSError, match=r"exists|already"):
        write_bundle(FILES, tmp_path / name)
    if name == "folder":
        assert (tmp_path / name / "index.html").read_bytes() == b"first"


def test_a_zip_that_could_not_be_finished_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(OSError, match="No space"):
        write_bundle(FILES, tmp_path / "bundle.zip")
    assert list(tmp_path.iterdir()) == []
