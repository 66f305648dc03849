"""Whether a span's score says how often such spans are right.

    python tests/benchmarks/calibration.py [GOLD.jsonl ...]

Takes the spans of ``Redactor.find``, with identity, on marked applications (by default
``tests/fixtures/gold/dev.jsonl``). A span is right when at least half of its letters and digits lie
in text marked to be hidden, whatever the labels; a span that holds neither is judged by all of its
characters. The expected calibration error is the mean distance, weighted by spans, between a band's
mean score and its share of right spans.

Limits: it speaks of what is hidden, not of what is missed; spans of one document are no independent
draws; rules give one fixed score for each pattern, so for them a band is a few patterns, not a
range; with few spans in a band its share means little.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from measure.score_redaction import Marked, read_lines  # noqa: E402

DEV = HERE.parent / "fixtures" / "gold" / "dev.jsonl"
# The least score of each band; the last one includes 1.
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


class Found(Protocol):
    """A span, its place, score and recogniser."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def source(self) -> str: ...


class Finder(Protocol):
    """What is measured; ``edi_shortlist.redaction.Redactor`` is one."""

    def find(
        self, text: str, identity: Mapping[str, str | None] | None = None
    ) -> Sequence[Found]: ...


@dataclass(frozen=True)
class Judged:
    """A span's score and recogniser, and whether it was right to hide it."""

    score: float
    source: str
    right: bool

    @property
    def band(self) -> int:
        """Index into BANDS."""
        return max(at for at, least in enumerate(BANDS) if self.score >= least or at == 0)


def is_right(gold: Marked, start: int, end: int) -> bool:
    """Whether at least half of a span's letters and digits lie in text marked to be hidden."""
    to_hide = {at for s, e, label in gold.marks if label != "KEEP" for at in range(s, e)}
    letters = [at for at in range(start, end) if gold.text[at].isalnum()] or range(start, end)
    return 2 * sum(at in to_hide for at in letters) >= len(letters)


def judge(redactor: Finder, lines: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """Find spans in gold lines and say of each whether it is right."""
    judged = []
    for line in lines:
        gold = Marked.parse(line["text"])
        judged += [
            Judged(span.score, span.source, is_right(gold, span.start, span.end))
            for span in redactor.find(gold.text, line.get("identity") or {})
        ]
    return judged


def mean_score(judged: Sequence[Judged]) -> float:
    return sum(one.score for one in judged) / len(judged)


def share_right(judged: Sequence[Judged]) -> float:
    return sum(one.right for one in judged) / len(judged)


def by_band(judged: Iterable[Judged]) -> dict[int, list[Judged]]:
    """Return the spans of each band that has any, lowest band first."""
    bands: dict[int, list[Judged]] = {}
    for one in judged:
        bands.setdefault(one.band, []).append(one)
    return dict(sorted(bands.items()))


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """Return the mean distance between score and share right over bands, weighted by spans."""
    return sum(
        len(band) / len(judged) * abs(mean_score(band) - share_right(band))
        for band in by_band(judged).values()
    )


def report(judged: Sequence[Judged]) -> str:
    """Return the figures as Markdown tables."""
    if not judged:
        return "no spans"
    rows = ["| score | spans | mean score | share right |", "|---|---|---|---|"]
    for at, band in by_band(judged).items():
        least, most = BANDS[at], (*BANDS, 1.0)[at + 1]
        rows.append(
            f"| {least:.1f}–{most:.1f} | {len(band)} | {mean_score(band):.3f} "
            f"| {share_right(band):.3f} |"
        )
    rows += ["", f"Expected calibration error: {expected_calibration_error(judged):.3f}", ""]
    rows += [
        "| recogniser | spans | mean score | share right | expected calibration error |",
        "|---|---|---|---|---|",
    ]
    for source in sorted({one.source for one in judged}):
        part = [one for one in judged if one.source == source]
        rows.append(
            f"| {source} | {len(part)} | {mean_score(part):.3f} | {share_right(part):.3f} "
            f"| {expected_calibration_error(part):.3f} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="*", help="marked applications, JSONL")
    files = parser.parse_args().gold or [DEV]
    from edi_shortlist.redaction.redactor import Redactor

    lines = [line for file in files for line in read_lines(file)]
    judged = judge(Redactor.load(), lines)
    print(f"{len(lines)} documents, {len(judged)} spans")
    print()
    print(report(judged))


if __name__ == "__main__":
    main()
