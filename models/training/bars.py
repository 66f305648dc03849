"""What the whole program hides on the held-out documents at other bars and biases: the table from
which ``resources/lexicons/thresholds.toml`` was chosen.

    python models/training/bars.py [--gold DIR] [--keep X]… [--bar X]…

The held-out documents are those that train.py never trained on. Never choose on dev.jsonl.
"""

import argparse
import json
from pathlib import Path
from unittest.mock import patch

from gold import Marked, parse, split
from measure import figures, figures_line

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE / "data" / "gold")
    parser.add_argument("--keep", type=float, action="append", help="bias towards keeping")
    parser.add_argument("--bar", type=float, action="append", help="bar of the characteristics")
    args = parser.parse_args()
    documents, identities = held_out(args.gold, every=8)
    shipped = tagged.settings()
    redactor = Redactor.load()
    component = redactor.nlp.get_pipe("application_tagger")
    for keep in args.keep or [0.0, 1.0, 1.5, tagged.decoding().keep, 2.0]:
        component.o_bias = keep
        for bar in args.bar or [0.5, shipped["DEFAULT"], 0.7]:
            with patch.object(tagged, "settings", lambda bar=bar: {**shipped, "DEFAULT": bar}):
                result = figures(
                    documents,
                    lambda text: [
                        (s.start, s.end, s.label.value)
                        for s in redactor.find(text, identities[text])
                    ],
                )
            print(f"KEEP {keep:+.2f}, bar {bar:.2f}: {figures_line(result)}", flush=True)


if __name__ == "__main__":
    main()
