"""The worker process: a bad file harms only itself, and nothing of its text gets out."""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from documents.odd_readers import misbehaves_by_name
from documents.word_files import paragraph, run, word_file
from edi_shortlist.documents import (
    CorruptFile,
    Document,
    DocumentError,
    FileNotReadable,
    FileTooLarge,
    Reader,
    ReaderDied,
    ReadingTimedOut,
    UnsupportedFormat,
    private_folder,
    read,
    read_many,
    reading,
)
from edi_shortlist.documents.parts import ReadPart


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
        ("writes-elsewhere", CorruptFile),
        ("tells-nonsense", ReaderDied),
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
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None
        assert "Aisha" not in repr(caught.value)


def test_an_answer_longer_than_any_text_is_not_taken(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_ANSWER_LIMIT", 50_000)
    (tmp_path / "tells-too-much.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        with pytest.raises(ReaderDied):
            reader.read(tmp_path / "tells-too-much.txt")
        assert reader.read(letter).text == "Dear Panel"


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
    (tmp_path / "pay.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    with pytest.raises(UnsupportedFormat, match=r"'pay\.xls': This is a spreadsheet"):
        read(tmp_path / "pay.xls")


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


def test_a_sign_of_life_keeps_long_work_alive(tmp_path: Path) -> None:
    (tmp_path / "beats.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name, timeout=0.7) as reader:
        assert reader.read(tmp_path / "beats.txt").text == "done"  # after 1.2 seconds


def test_a_sign_of_life_does_not_keep_it_alive_for_ever(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TIME_LIMIT", 1.0)
    (tmp_path / "beats-for-ever.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name, timeout=0.5) as reader:
        begun = time.monotonic()
        with pytest.raises(ReadingTimedOut):
            reader.read(tmp_path / "beats-for-ever.txt")
        assert time.monotonic() - begun < 20
        assert reader.read(letter).text == "Dear Panel"


def test_parts_come_back_apart_with_their_bytes(tmp_path: Path, letter: Path) -> None:
    (tmp_path / "parts.eml").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        message, cv, bad = reader.read_parts(tmp_path / "parts.eml")
        assert message == ReadPart("parts.eml", Document.from_text("the message"))
        assert cv == ReadPart("cv.txt", Document.from_text("the CV"), None, b"bytes of the CV")
        assert (bad.name, bad.document, bad.content) == ("bad.docx", None, b"")
        assert str(bad.error) == "'bad.docx': It is damaged."
        assert reader._folder is not None
        assert list((reader._folder / "parts").iterdir()) == []
        (alone,) = reader.read_parts(letter)
        assert alone.content is None
        joined = reader.read(tmp_path / "parts.eml")
        assert joined.text == "the message\n\ncv.txt\nthe CV"
        assert joined.warnings == ("1 of the 3 files in it could not be read. It is damaged.",)


@pytest.fixture
def two_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Memory for files, and the disk."""
    for name in ("memory", "disk"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(private_folder, "_MEMORY", tmp_path / "memory")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "disk"))
    return tmp_path / "memory", tmp_path / "disk"


def test_where_memory_for_files_is_full_the_disk_is_used(
    tmp_path: Path, letter: Path, two_places: tuple[Path, Path]
) -> None:
    (tmp_path / "full-in-memory.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        reader.read(letter)
        assert len(list(two_places[0].iterdir())) == 1
        assert reader.read(tmp_path / "full-in-memory.txt").text == "there was room"
        assert list(two_places[0].iterdir()) == []
        assert len(list(two_places[1].iterdir())) == 1
    assert list(two_places[1].iterdir()) == []


def test_where_there_is_no_room_at_all_it_says_so(
    tmp_path: Path, letter: Path, two_places: tuple[Path, Path]
) -> None:
    (tmp_path / "full.txt").write_text("x")
    with Reader(read_file=misbehaves_by_name) as reader:
        with pytest.raises(DocumentError, match="no room on this computer"):
            reader.read(tmp_path / "full.txt")
        assert reader.read(letter).text == "Dear Panel"
    for place in two_places:
        place.rmdir()
    with Reader() as reader, pytest.raises(DocumentError, match="no room on this computer"):
        reader.read(letter)


def test_a_private_folder_that_somebody_removed_is_made_again(
    tmp_path: Path, letter: Path, two_places: tuple[Path, Path]
) -> None:
    with Reader() as reader:
        reader.read(letter)
        (old,) = two_places[0].iterdir()
        private_folder.remove(old)
        assert reader.read(letter).text == "Dear Panel"
        (new,) = two_places[0].iterdir()
        assert new != old


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "letter.txt")
    with pytest.raises(FileNotReadable):
        read(tmp_path / "letter.txt", timeout=20)
