"""What the whole program hides on the held-out documents at other bars and biases: the table from
which ``resources/lexicons/thresholds.toml`` was chosen.

    python models/training/bars.py [--gold DIR] [--model DIR] [--keep X]… [--direct X]… [--bar X]…

The held-out documents are those that train.py never trained on. Never choose on dev.jsonl.
"""

import argparse
import itertools
import json
import tomllib
from pathlib import Path
from typing import Any
from unittest.mock import patch

from gold import Marked, parse, split
from measure import DIRECT, figures, figures_line

from edi_shortlist.redaction import Redactor, tagged

HERE = Path(__file__).parent


def held_out(folder: Path, every: int) -> tuple[list[Marked], dict[str, dict]]:
    """Return the whole documents held out of training, and each one's identity by its text."""
    documents, identities = [], {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] == "sentence":
                continue
            document = Marked(row["id"], parse(row["text"]))
            documents.append(document)
            identities[document.text] = row.get("identity") or {}
    return split(documents, every, every)[1], identities


def remember_scores(component: Any) -> None:
    """Let the tagger encode each text once, however often it is decoded at other biases."""
    known: dict[str, Any] = {}
    encode = component.word_scores

    def word_scores(text: str, words: list[tuple[int, int]]) -> Any:
        if text not in known:
            known[text] = encode(text, words)
        return known[text]

    component.word_scores = word_scores


def label_biases(keep: float, direct: float) -> dict[str, float]:
    """Return the biases against KEEP: those of ``thresholds.toml``, but for names, contacts and
    numbers ``direct`` more than ``keep``."""
    return {**tagged.decoding().labels, **dict.fromkeys(DIRECT, keep + direct)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE / "data" / "gold")
    parser.add_argument("--model", type=Path, help="the shipped pipeline when left out")
    parser.add_argument("--keep", type=float, action="append", help="bias towards keeping")
    parser.add_argument("--direct", type=float, action="append", help="ease of direct identifiers")
    parser.add_argument("--bar", type=float, action="append", help="bar of the characteristics")
    args = parser.parse_args()
    config = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))
    documents, identities = held_out(args.gold, config["data"]["held_out"])
    shipped = tagged.settings()
    redactor = Redactor.load(model=args.model)
    component = redactor.nlp.get_pipe("application_tagger")
    remember_scores(component)
    choices = itertools.product(
        args.keep or [0.0, 0.5, 1.0, 1.5, 2.0],
        args.direct or [0.85],
        args.bar or [shipped["DEFAULT"]],
    )
    for keep, direct, bar in choices:
        component.o_bias, component.label_bias = keep, label_biases(keep, direct)
        with patch.object(tagged, "settings", lambda bar=bar: {**shipped, "DEFAULT": bar}):
            result = figures(
                documents,
                lambda text: [
                    (s.start, s.end, s.label.value) for s in redactor.find(text, identities[text])
                ],
            )
        print(
            f"KEEP {keep:+.2f}, direct {direct:+.2f}, bar {bar:.2f}: {figures_line(result)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
