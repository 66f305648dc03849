"""The worker process: a bad file harms only itself, and nothing of its text gets out."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from documents.odd_readers import misbehaves_by_name
from documents.word_files import paragraph, run, word_file
from edi_shortlist.documents import (
    CorruptFile,
    Document,
    DocumentError,
    FileTooLarge,
    Reader,
    ReaderDied,
    ReadingTimedOut,
    UnsupportedFormat,
    read,
    read_many,
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text("Dear Panel")
    return tmp_path / "letter.txt"


def test_read(letter: Path) -> None:
    assert read(letter) == Document.from_text("Dear Panel")
    assert read(str(letter)).text == "Dear Panel"


def test_a_word_file_comes_back_whole(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Łódź'))}</w:tc></w:tr></w:tbl>"
    document = read(word_file(tmp_path / "cv.docx", table))
    assert [(b.cell, b.text) for b in document.blocks] == [((0, 0, 0), "Łódź")]


def test_one_worker_reads_many_files(tmp_path: Path, letter: Path) -> None:
    (tmp_path / "pid.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        first = reader.read(tmp_path / "pid.txt").text
        assert reader.read(letter).text == "Dear Panel"
        assert reader.read(tmp_path / "pid.txt").text == first


@pytest.mark.parametrize(
    ("stem", "error"),
    [
        ("hangs", ReadingTimedOut),
        ("dies", ReaderDied),
        ("fills-memory", FileTooLarge),
        ("raises", CorruptFile),
    ],
)
def test_a_bad_file_fails_alone(
    tmp_path: Path, letter: Path, stem: str, error: type[DocumentError]
) -> None:
    (tmp_path / f"{stem}.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name, timeout=30) as reader:
        reader.read(letter)
        with pytest.raises(error) as caught:
            reader.read(tmp_path / f"{stem}.txt", timeout=0.3 if stem == "hangs" else None)
        assert caught.value.file == f"{stem}.txt"
        assert reader.read(letter).text == "Dear Panel"
        chain = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"
        assert "Aisha" not in chain


def test_a_worker_that_died_between_two_files_is_replaced(tmp_path: Path, letter: Path) -> None:
    (tmp_path / "pid.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        pid = int(reader.read(tmp_path / "pid.txt").text)
        os.kill(pid, signal.SIGKILL)
        assert reader.read(letter).text == "Dear Panel"


def test_the_worker_says_nothing_aloud(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "prints.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        assert reader.read(tmp_path / "prints.txt").text == "x"
    assert capfd.readouterr() == ("", "")


def test_a_reader_can_be_closed_twice_and_used_again(letter: Path) -> None:
    reader = Reader()
    reader.close()
    assert reader.read(letter).text == "Dear Panel"
    reader.close()
    reader.close()
    assert reader.read(letter).text == "Dear Panel"
    reader.close()


def test_errors_cross_the_process_with_their_sentence(tmp_path: Path) -> None:
    (tmp_path / "cv.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    with pytest.raises(UnsupportedFormat, match=r"'cv\.doc': This is an old Word document"):
        read(tmp_path / "cv.doc")


def test_errors_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(CorruptFile("cv.docx", "It is damaged.")))
    assert (type(error), error.file, error.sentence) == (CorruptFile, "cv.docx", "It is damaged.")


def test_read_many_keeps_the_order_and_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    for i in range(6):
        (tmp_path / f"{i}.txt").write_text(f"letter {i}")
    (tmp_path / "3.txt").write_bytes(b"")
    results = list(read_many([tmp_path / f"{i}.txt" for i in range(6)]))
    said = [r.text if isinstance(r, Document) else r.file for r in results]
    assert said == ["letter 0", "letter 1", "letter 2", "3.txt", "letter 4", "letter 5"]


def test_read_many_may_be_left_early(tmp_path: Path) -> None:
    for i in range(6):
        (tmp_path / f"{i}.txt").write_text("x")
    results = read_many([tmp_path / f"{i}.txt" for i in range(6)])
    assert isinstance(next(results), Document)
    results.close()


def test_a_script_without_a_main_guard_may_call_read(tmp_path: Path, letter: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom edi_shortlist.documents import read\nprint(read(sys.argv[1]).text)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script), str(letter)], capture_output=True, text=True, timeout=120
    )
    assert (done.stdout, done.stderr, done.returncode) == ("Dear Panel\n", "", 0)


def test_more_text_than_any_application_is_refused(tmp_path: Path) -> None:
    (tmp_path / "much.txt").write_text("word " * 200_001)
    (tmp_path / "enough.txt").write_text("word " * 100_000)
    with Reader() as reader:
        with pytest.raises(FileTooLarge, match="more text than any application"):
            reader.read(tmp_path / "much.txt")
        assert len(reader.read(tmp_path / "enough.txt").text) == 499_999


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core dumps")
def test_a_worker_that_crashes_leaves_no_dump_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "core.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        assert reader.read(tmp_path / "core.txt").text == "(0, 0)"
