"""Every hostile file ends with a sentence, or is read without what makes it hostile: in time, and
with nothing fetched, written or carried along."""

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.hostile_files import HOSTILE
from documents.hostile_files.kinds import OUTSIDE, SECRET, WEB_PORT
from documents.written_once import put_hostile
from edi_shortlist.documents import Document, DocumentError, Reader

#: Seconds without a sign of life, in place of the minute that a person would wait.
SILENCE = 40.0


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(timeout=SILENCE) as one:
        yield one


@pytest.fixture(scope="module")
def web() -> Iterator[socket.socket | None]:
    """What listens where hostile files point."""
    with socket.socket() as listening:
        try:
            listening.bind(("127.0.0.1", WEB_PORT))
        except OSError:
            yield None
            return
        listening.listen()
        listening.setblocking(False)
        yield listening


def answer(reader: Reader, path: Path) -> Document | DocumentError:
    try:
        return reader.read(path)
    except DocumentError as error:
        return error


def test_there_is_a_secret_to_be_found() -> None:
    assert SECRET in OUTSIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(
    reader: Reader,
    web: socket.socket | None,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
) -> None:
    hostile = HOSTILE[name]
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    put_hostile(tmp_path_factory, name, path)
    said = answer(reader, path)
    if isinstance(said, Document):
        assert hostile.reads, f"it was read, and not refused: {said.text[:200]!r}"
        assert hostile.reads in said.text
        assert SECRET not in json.dumps(said.to_dict())
    else:
        assert isinstance(said, hostile.refused), f"refused: {said!r}"
        assert said.file == name
        assert "swordfish" not in said.sentence
        assert "\n" not in said.sentence
        assert said.sentence.endswith(".")
    assert [entry.name for entry in (tmp_path / "in").iterdir()] == [name]
    assert [entry.name for entry in tmp_path.iterdir()] == ["in"]
    if web is not None:
        with contextlib.suppress(BlockingIOError):
            web.accept()
            raise AssertionError("it fetched something")
    assert reader._folder is None or not any((reader._folder / "tmp").iterdir())
