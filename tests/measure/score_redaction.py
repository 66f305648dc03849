"""Score redaction on applications in which a person marked what must be hidden.

    python tests/measure/score_redaction.py GOLD.jsonl [SPANS.jsonl] [--leaks]

Without SPANS.jsonl the program itself (``edi-shortlist detect``) finds the spans. A gold line is
``{"id", "identity", "text"}``, its text marked ``[[LABEL|passage]]``; ``[[KEEP|passage]]`` marks a
trap, words that look identifying and must be kept. Only coverage counts, not the label found: a
passage is protected when every letter and digit of it lies in some span.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

DIRECT = frozenset(
    {"NAME", "EMAIL", "PHONE", "URL", "ADDRESS", "POSTCODE", "ID_NUMBER", "DATE_OF_BIRTH"}
)
MARK = re.compile(r"\[\[(?P<label>[A-Z_]+)\|(?P<passage>.*?)\]\]", re.DOTALL)
# A word may hold apostrophes and hyphens: "women's", "co-op".
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Place = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """A text without its marks, and where they were: ``(start, end, label)``, half-open."""

    text: str
    marks: tuple[tuple[int, int, str], ...]

    @classmethod
    def parse(cls, marked: str) -> "Marked":
        """Read a marked text."""
        marks, shift = [], 0
        for found in MARK.finditer(marked):
            start = found.start() - shift
            marks.append((start, start + len(found["passage"]), found["label"]))
            shift += len(found[0]) - len(found["passage"])
        return cls(MARK.sub(lambda found: found["passage"], marked), tuple(marks))


@dataclass
class Figures:
    """Counts over documents; the shares that are reported follow from them."""

    documents: int = 0
    documents_without_direct_leak: int = 0
    marked: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    traps: int = 0
    traps_untouched: int = 0
    words_hidden: int = 0
    words_rightly_hidden: int = 0
    words_to_keep: int = 0
    leaks: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Marked, spans: Iterable[Place]) -> None:
        """Count one document.

        Args:
            spans: what was found, as offsets in characters of the text, half-open.
        """
        covered = _characters(spans, len(gold.text))
        to_hide = _characters(((s, e) for s, e, label in gold.marks if label != "KEEP"))
        leaked = False
        for start, end, label in gold.marks:
            letters = {at for at in range(start, end) if gold.text[at].isalnum()}
            if label == "KEEP":
                self.traps += 1
                self.traps_untouched += not letters & covered
                continue
            self.marked[label] += 1
            if letters <= covered:
                self.hidden[label] += 1
            else:
                leaked |= label in DIRECT
                before = gold.text[max(0, start - 30) : start]
                passage = f"{before}>>{gold.text[start:end]}<<".replace("\n", " / ")
                self.leaks.append(f"{label:20} {name}: {passage}")
        for word in WORD.finditer(gold.text):
            place = set(range(*word.span()))
            is_hidden, must_hide = bool(place & covered), bool(place & to_hide)
            self.words_hidden += is_hidden
            self.words_rightly_hidden += is_hidden and must_hide
            self.words_to_keep += not must_hide
        self.documents += 1
        self.documents_without_direct_leak += not leaked

    def shares(self) -> dict[str, float]:
        """Return the reported figures, each between 0 and 1."""
        marked, hidden = self.marked.total(), self.hidden.total()
        marked_direct = sum(self.marked[label] for label in DIRECT)
        hidden_direct = sum(self.hidden[label] for label in DIRECT)
        wrongly_hidden = self.words_hidden - self.words_rightly_hidden
        return {
            "recall": hidden / max(1, marked),
            "recall_direct": hidden_direct / max(1, marked_direct),
            "recall_protected": (hidden - hidden_direct) / max(1, marked - marked_direct),
            "documents_without_direct_leak": self.documents_without_direct_leak
            / max(1, self.documents),
            "word_precision": self.words_rightly_hidden / max(1, self.words_hidden),
            "kept_words_hidden": wrongly_hidden / max(1, self.words_to_keep),
            "keep_traps_untouched": self.traps_untouched / max(1, self.traps),
        }


def _characters(spans: Iterable[Place], length: int | None = None) -> set[int]:
    """The offsets that lie in some span, and in the text where its length is given."""
    found = {at for start, end in spans for at in range(max(0, start), end)}
    return found if length is None else {at for at in found if at < length}


def read_lines(path: Path) -> list[dict]:
    """Read a JSONL file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def score(gold: Sequence[Mapping], spans_of: Mapping[str, Sequence[Mapping]]) -> Figures:
    """Score spans by document id against gold lines; a document without spans found nothing."""
    figures = Figures()
    for line in gold:
        spans = [(span["start"], span["end"]) for span in spans_of.get(line["id"], ())]
        figures.add(line["id"], Marked.parse(line["text"]), spans)
    return figures


def detect(gold: Sequence[Mapping]) -> dict[str, list[Mapping]]:
    """Find spans with the program, as anyone would: ``edi-shortlist detect``."""
    with tempfile.TemporaryDirectory() as folder:
        unmarked, found = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        with unmarked.open("w", encoding="utf-8") as file:
            for line in gold:
                text = Marked.parse(line["text"]).text
                asked = {"id": line["id"], "text": text, "identity": line.get("identity", {})}
                file.write(json.dumps(asked, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "edi_shortlist.cli", "detect", unmarked, found]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return {line["id"]: line["spans"] for line in read_lines(found)}


def report(figures: Figures) -> str:
    """Return the figures as Markdown tables."""
    rows = ["| figure | value |", "|---|---|", f"| documents | {figures.documents} |"]
    rows += [f"| {name} | {value:.3f} |" for name, value in figures.shares().items()]
    rows += ["", "| label | hidden | of |", "|---|---|---|"]
    rows += [
        f"| {label} | {figures.hidden[label]} | {n} |"
        for label, n in sorted(figures.marked.items())
    ]
    return "\n".join(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, help="marked applications, JSONL")
    parser.add_argument("spans", type=Path, nargs="?", help='lines {"id", "spans"}; else detect')
    parser.add_argument("--leaks", action="store_true", help="list what was not hidden")
    asked = parser.parse_args()
    gold = read_lines(asked.gold)
    found = (
        {line["id"]: line["spans"] for line in read_lines(asked.spans)}
        if asked.spans
        else detect(gold)
    )
    figures = score(gold, found)
    print(report(figures))
    if asked.leaks:
        print("", *sorted(figures.leaks), sep="\n")


if __name__ == "__main__":
    main()
