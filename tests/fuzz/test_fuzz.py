"""The fuzz suite at small size on the quick formats, and that it would notice what it looks for."""

import io
import time
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from documents.good_files import GOOD, WORDS

from edi_shortlist.documents.errors import CorruptFile
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.parts import ReadPart, read_parts
from fuzz import fuzz
from fuzz.fuzz import Outcome, Round, table
from fuzz.mutations import (
    chunk_changed,
    member_changed,
    mutant,
    object_changed,
    overwritten,
    packed,
    stream_changed,
    tokens_changed,
    unpacked,
)
from fuzz.seeds import FORMATS, seeds_of, undated

QUICK = ("docx", "pdf", "odt", "fodt", "rtf", "html", "txt", "eml", "msg", "zip")


def test_a_small_round(tmp_path: Path) -> None:
    tallies = Round(QUICK, 12, seed=4, kept=tmp_path / "kept").run()
    for kind, tally in tallies.items():
        assert tally.seeds > 0
        assert tally.outcomes.total() == 12, kind
        assert tally.outcomes[Outcome.DOCUMENT] + tally.outcomes[Outcome.SENTENCE] == 12, kind
        assert tally.outcomes[Outcome.DOCUMENT] > 0, f"no mutant of {kind} could be read"
    assert sum(tally.outcomes[Outcome.SENTENCE] for tally in tallies.values()) > 30
    assert not (tmp_path / "kept").exists()


def misbehaves(path: Path) -> Sequence[ReadPart]:
    """Do something wrong by the length of the file, as a reader with faults would."""
    match path.stat().st_size % 4:
        case 0:
            time.sleep(60)
        case 1:
            import os

            os._exit(3)
        case 2:
            raise CorruptFile(path.name, f"The file says {path.read_bytes()[:40]!r}.")
    return (ReadPart(path.name, Document.from_text("read")),)


def test_what_it_notices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = Round(("txt",), 12, silence=0.3, kept=tmp_path / "kept", read_file=misbehaves)
    (tally,) = one.run().values()
    for outcome in (Outcome.STOPPED, Outcome.DIED, Outcome.DOCUMENT):
        assert tally.outcomes[outcome] > 0, outcome
    assert tally.outcomes[Outcome.LEAK] + tally.outcomes[Outcome.SENTENCE] > 0
    assert tally.outcomes.total() == 12
    kept = sorted((tmp_path / "kept").iterdir())
    assert len(kept) == 12 - tally.outcomes[Outcome.DOCUMENT] - tally.outcomes[Outcome.SENTENCE]
    first = kept[0]
    _, seed, number = first.stem.rsplit("-", 2)
    sources = [source.content for source in seeds_of("txt")]
    assert first.read_bytes() == mutant(int(seed), "txt", int(number), sources)
    assert "txt" in capsys.readouterr().err


def test_a_sentence_that_quotes_a_file_is_a_leak() -> None:
    words = frozenset({WORDS})
    assert fuzz._quotes(CorruptFile("x", f"It says {WORDS}."), words)
    assert not fuzz._quotes(CorruptFile("x"), words)
    error = CorruptFile("x")
    error.__cause__ = ValueError(WORDS)
    assert fuzz._quotes(error, words)


class Crashing(fuzz.Reader):
    def read_parts(self, *_: object, **__: object) -> tuple[ReadPart, ...]:
        raise KeyError("blocks")


def test_an_error_that_is_no_sentence_is_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Round(("txt",), 3, kept=tmp_path / "kept", workers=1)
    monkeypatch.setattr(one, "_said_by", lambda kind: iter(()))
    monkeypatch.setattr(fuzz, "Reader", Crashing)
    (tally,) = one.run().values()
    assert tally.outcomes == {Outcome.CRASH: 3}
    assert len(list((tmp_path / "kept").iterdir())) == 3


class Late(fuzz.Reader):
    def read_parts(self, *_: object, **__: object) -> tuple[ReadPart, ...]:
        time.sleep(0.4)
        return (ReadPart("x", Document.from_text("late")),)


def test_an_answer_after_the_limit_is_a_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Round(("txt",), 2, kept=tmp_path / "kept", silence=0.1)
    monkeypatch.setattr(one, "_said_by", lambda kind: iter(()))
    monkeypatch.setattr(fuzz, "Reader", Late)
    monkeypatch.setattr(fuzz, "IN_ALL", 0.1)
    monkeypatch.setattr(fuzz, "_GRACE", 0.1)
    (tally,) = one.run().values()
    assert tally.outcomes == {Outcome.HANG: 2}


def test_it_stops_when_its_time_is_over(tmp_path: Path) -> None:
    (tally,) = Round(("txt",), 10**6, seconds=0.5, kept=tmp_path).run().values()
    assert 0 < tally.mutants < 10**6


def test_the_table() -> None:
    tally = fuzz.Tally(3, fuzz.Counter({Outcome.DOCUMENT: 5, Outcome.SENTENCE: 2}), 1.4)
    head, _, row = table({"rtf": tally}).splitlines()
    assert row == "| rtf | 3 | 7 | 5 | 2 | 0 | 0 | 0 | 0 | 0 | 1 |"
    assert head.count("|") == row.count("|")


def test_no_date_of_an_archive_is_left_however_deep() -> None:
    def made(day: int) -> bytes:
        content = b"letter"
        for name in ("letter.txt", "cv.docx", "all.zip"):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, day, 0, 0, 0)), content)
            content = out.getvalue()
        return content

    assert made(1) != made(2)
    assert undated(made(1)) == undated(made(2))
    assert undated(b"no archive") == b"no archive"


@pytest.mark.parametrize("kind", QUICK)
def test_the_same_seed_gives_the_same_mutants(kind: str) -> None:
    sources = [seed.content for seed in seeds_of(kind)]
    again = [seed.content for seed in seeds_of(kind)]
    made = [mutant(1, kind, n, sources) for n in range(30)]
    assert made == [mutant(1, kind, n, again) for n in range(30)]
    assert len(set(made)) > 20
    assert not set(made) & set(sources)
    assert made != [mutant(2, kind, n, sources) for n in range(30)]


def test_each_format_has_a_real_file() -> None:
    made = {name.rpartition(".")[2] for name in GOOD}
    assert set(FORMATS) <= made
    assert len(seeds_of("docx")) > 10
    assert len(seeds_of("pdf")) > 3


def test_a_changed_package_is_a_sound_archive() -> None:
    data = packed([("a.xml", b"<x><y a='1'>words</y></x>" * 9), ("b.txt", b"words " * 9)])
    for n in range(80):
        changed = member_changed(Random(n), data)
        with zipfile.ZipFile(io.BytesIO(changed)) as archive:
            assert archive.testzip() is None
    assert unpacked(data)[1] == ("b.txt", b"words " * 9)
    assert unpacked(b"none") == []


def test_a_changed_stream_can_be_unpacked() -> None:
    data = b"4 0 obj\n<<>>\nstream\n%s\nendstream\nendobj" % zlib.compress(b"BT (words) Tj ET")
    found = 0
    for n in range(40):
        inner = stream_changed(Random(n), data).split(b"stream\n")[1][: -len(b"\nend")]
        found += zlib.decompress(inner) != b"BT (words) Tj ET"
    assert found > 20


def test_a_changed_chunk_has_the_right_sum(tmp_path: Path) -> None:
    GOOD["scan.png"](tmp_path / "scan.png")
    data = (tmp_path / "scan.png").read_bytes()
    for n in range(40):
        changed = chunk_changed(Random(n), data)
        length = int.from_bytes(changed[8:12], "big")
        chunk = changed[12 : 16 + length]
        assert zlib.crc32(chunk) == int.from_bytes(changed[16 + length : 20 + length], "big")


@pytest.mark.parametrize(
    "change", [tokens_changed, member_changed, object_changed, stream_changed, overwritten]
)
@pytest.mark.parametrize("data", [b"", b"x", b"<", b"PK\3\4", b"\x89PNG\r\n\x1a\n", b"1 0 obj"])
def test_any_bytes_can_be_damaged(change: object, data: bytes) -> None:
    assert callable(change)
    for n in range(20):
        assert isinstance(change(Random(n), data), bytes)


def test_the_mutants_are_read_as_the_program_reads() -> None:
    assert Round(("txt",), 1).read_file is read_parts
