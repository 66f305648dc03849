"""Spans for a file of texts."""

import json
from pathlib import Path

import pytest

from edi_shortlist.workflow import detecting
from edi_shortlist.workflow.detecting import detect_file
from edi_shortlist.workflow.errors import Refused

from .conftest import WordRedactor


@pytest.fixture
def small_redactor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detecting, "load_redactor", lambda policy: WordRedactor())


def _write(path: Path, *lines: object) -> Path:
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines),
        encoding="utf-8",
    )
    return path


def _read(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.usefixtures("small_redactor")
def test_lines_go_out_as_they_came_in(tmp_path: Path) -> None:
    texts = ["I am Ada.\nAda Obi", "\tAda\u2028 of Toxteth", "", "nobody"]
    lines = [
        {"id": number, "text": text, "identity": {"full_name": "Ada Obi", "phone": None}}
        for number, text in enumerate(texts)
    ]
    source = _write(tmp_path / "in.jsonl", *lines, "", {"id": "last", "text": "Ada"})
    target = tmp_path / "out.jsonl"
    assert detect_file(source, target) == 5
    found = _read(target)
    assert [row["id"] for row in found] == [0, 1, 2, 3, "last"]
    words = [[text[s["start"] : s["end"]] for s in row["spans"]] for text, row in zip([*texts, "Ada"], found, strict=True)]  # fmt: skip
    assert words == [["Ada", "Ada", "Obi"], ["Ada", "Toxteth"], [], [], []]
    assert set(found[0]["spans"][0]) == {"start", "end", "label", "score", "source", "replacement", "reason"}  # fmt: skip


@pytest.mark.usefixtures("small_redactor")
def test_every_faulty_line_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    source = _write(
        tmp_path / "in.jsonl",
        {"id": 1, "text": "fine"},
        "not JSON",
        {"id": 2},
        {"text": "no id"},
        {"id": 3, "text": 4},
        {"id": 5, "text": "x", "identity": "Ada"},
        "[]",
    )
    with pytest.raises(Refused) as refused:
        detect_file(source, tmp_path / "out.jsonl")
    said = [problem.split(":")[0] for problem in refused.value.problems]
    assert said == [f"'in.jsonl' line {n}" for n in range(2, 8)]
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    source = _write(tmp_path / "in.jsonl", {"id": 1, "text": "x"})
    with pytest.raises(Refused, match="no redaction policy 'lenient'"):
        detect_file(source, tmp_path / "out.jsonl", policy="lenient")
    with pytest.raises(Refused, match="cannot be opened"):
        detect_file(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": 1, "text": "\xe9"}')
    with pytest.raises(Refused, match="UTF-8"):
        detect_file(tmp_path / "latin.jsonl", tmp_path / "out.jsonl")
    with pytest.raises(Refused, match="cannot be written"):
        detect_file(source, tmp_path / "no folder" / "out.jsonl")


def test_an_empty_file_has_no_spans(tmp_path: Path) -> None:
    assert detect_file(_write(tmp_path / "in.jsonl", ""), tmp_path / "out.jsonl", workers=2) == 0
    assert (tmp_path / "out.jsonl").read_text() == ""


@pytest.mark.slow
def test_two_workers_find_what_one_finds_in_the_same_order(tmp_path: Path) -> None:
    """With the real redactor, since worker processes load their own."""
    lines = [
        {
            "id": f"n{number}",
            "text": f"I am Ada Obi, ring 01632 960{number:03}, now at Toxteth.",
            "identity": {"full_name": "Ada Obi"},
        }
        for number in range(12)
    ]
    source = _write(tmp_path / "in.jsonl", *lines)
    for workers in (1, 2):
        assert detect_file(source, tmp_path / f"{workers}.jsonl", workers=workers) == 12
    one, two = (_read(tmp_path / f"{workers}.jsonl") for workers in (1, 2))
    assert one == two
    assert [row["id"] for row in one] == [line["id"] for line in lines]
    assert {"NAME", "PHONE"} <= {span["label"] for span in one[0]["spans"]}
