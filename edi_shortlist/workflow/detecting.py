"""Finding spans in a file of texts, with no workspace: what ``detect`` does."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from edi_shortlist.redaction.policy import PolicyError, load_policy
from edi_shortlist.redaction.span import Span
from edi_shortlist.workflow.redactors import load_redactor
from edi_shortlist.workflow.refused import Refused

# Fewer lines than this are done sooner by one process, which needs no other to start.
_FEW = 4
# So many lines are handed out at a time, the longest first, so that no worker is left with a
# long one when the others are done.
_BLOCK = 256


class _Line(NamedTuple):
    """One text to look through."""

    id: Any
    text: str
    identity: Mapping[str, str | None]


def detect_file(
    in_path: Path | str, out_path: Path | str, policy: str = "standard", workers: int = 1
) -> int:
    """Find the spans of each line of a JSONL file.

    Args:
        in_path: lines ``{"id", "text", "identity"}``; the identity may be absent.
        out_path: written as lines ``{"id", "spans"}`` in the same order; offsets are characters
            of ``text``, half-open. It appears only when all lines are done.
        workers: how many processes to use.

    Returns:
        how many texts were looked through.

    Raises:
        Refused: the policy does not exist, a line cannot be used (all of them are named), or a
            file cannot be read or written.
    """
    in_path, out_path = Path(in_path), Path(out_path)
    try:
        load_policy(policy)
    except PolicyError as error:
        raise Refused(str(error)) from None
    lines = _read(in_path)
    part = out_path.with_name(f".{out_path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as out:
            for line, spans in zip(lines, _spans(lines, policy, workers), strict=True):
                found = {"id": line.id, "spans": [span.to_dict() for span in spans]}
                out.write(json.dumps(found, ensure_ascii=False) + "\n")
        part.replace(out_path)
    except OSError:
        raise Refused(
            f"'{out_path.name}' cannot be written. Choose a folder of your own."
        ) from None
    except BrokenProcessPool:
        raise Refused(
            "A worker process ended, most likely for want of memory. Use fewer workers."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return len(lines)


def _spans(lines: Sequence[_Line], policy: str, workers: int) -> Iterator[list[Span]]:
    if workers <= 1 or len(lines) <= _FEW:
        yield from map(partial(_find, policy), lines)
        return
    # Spawned, not forked: a fork copies locks of threads that exist only in the parent.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
        for futures in [_handed_out(pool, block, policy) for block in blocks]:
            for at, future in enumerate(futures):
                yield future.result()
                futures[at] = Future()  # what was written need not be held any longer
    finally:
        pool.shutdown(cancel_futures=True)


def _handed_out(
    pool: ProcessPoolExecutor, lines: Sequence[_Line], policy: str
) -> list[Future[list[Span]]]:
    """Hand lines to the workers, the longest first; the futures come in the lines' order."""
    longest_first = sorted(range(len(lines)), key=lambda at: -len(lines[at].text))
    handed = {at: pool.submit(_find, policy, lines[at]) for at in longest_first}
    return [handed[at] for at in range(len(lines))]


def _find(policy: str, line: _Line) -> list[Span]:
    from edi_shortlist.documents.model import Document

    return load_redactor(policy).find_all(
        [Document.from_text(line.text)], {k: v for k, v in line.identity.items() if v}
    )[0]


def _read(path: Path) -> list[_Line]:
    try:
        written = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError:
        raise Refused(f"'{path.name}' cannot be opened. Check its name and folder.") from None
    except UnicodeDecodeError:
        raise Refused(f"'{path.name}' is not a text file in UTF-8. Save it as UTF-8.") from None
    lines: list[_Line] = []
    problems: list[str] = []
    for number, text in enumerate(written, 1):
        if not text.strip():
            continue
        line = _line(text)
        if isinstance(line, str):
            problems.append(f"'{path.name}' line {number}: {line}")
        else:
            lines.append(line)
    if problems:
        raise Refused(*problems)
    return lines


def _line(written: str) -> _Line | str:
    """Return the line, or a sentence that says what is wrong with it."""
    try:
        row = json.loads(written)
    except ValueError:
        return "this is not JSON."
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        return 'write it as {"id": …, "text": "…", "identity": {…}}.'
    identity = row.get("identity") or {}
    if not isinstance(identity, dict):
        return "'identity' must be a JSON object."
    return _Line(row["id"], row["text"], {k: str(v) for k, v in identity.items() if v is not None})
