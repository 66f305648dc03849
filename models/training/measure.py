"""Coverage figures of a tagger on marked documents, the figures of the project's README.

    python models/training/measure.py MODEL GOLD.jsonl [--o-bias X]… [--out SPANS.jsonl]

Only coverage counts: a span is found when each letter and digit of it is hidden.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from gold import KEEP, Marked, read

DIRECT = {"NAME", "EMAIL", "PHONE", "URL", "ADDRESS", "POSTCODE", "ID_NUMBER", "DATE_OF_BIRTH"}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
Find = Callable[[str], list[tuple[int, int, str]]]


def figures(documents: list[Marked], find: Find, misses: list[str] | None = None) -> dict:
    """Count what ``find`` hides: recalls, traps left untouched, kept words hidden.

    Args:
        misses: takes a line for each span that leaked and each passage hidden by mistake.
    """
    found, total = Counter(), Counter()
    kept_words = over = 0
    for document in documents:
        text = document.text
        hidden, truth = bytearray(len(text)), bytearray(len(text))
        spans = find(text)
        for start, end, _ in spans:
            hidden[start:end] = b"\1" * (end - start)
        for start, end, label in document.spans():
            letters = [hidden[i] for i in range(start, end) if text[i].isalnum()]
            total[label] += 1
            right = not any(letters) if label == KEEP else all(letters)
            found[label] += right
            if misses is not None and not right:
                around = f"{text[max(0, start - 30) : start]}>>{text[start:end]}<<"
                misses.append(f"{label:20} {around!r}")
            if label != KEEP:
                truth[start:end] = b"\1" * (end - start)
        if misses is not None:
            misses += [
                f"hidden as {label:20} {text[max(0, a - 30) : a]!r} >>{text[a:b]}<<"
                for a, b, label in spans
                if not any(truth[a:b])
            ]
        for match in _WORD.finditer(text):
            if not any(truth[match.start() : match.end()]):
                kept_words += 1
                over += any(hidden[match.start() : match.end()])
    protected = [label for label in total if label not in DIRECT and label != KEEP]

    def share(labels: set[str] | list[str]) -> float:
        return sum(found[x] for x in labels) / max(1, sum(total[x] for x in labels))

    return {
        "documents": len(documents),
        "recall_direct": share(DIRECT),
        "recall_protected": share(protected),
        "keep_traps_untouched": share([KEEP]),
        "kept_words_hidden": over / max(1, kept_words),
        "by_label": {x: f"{found[x]}/{total[x]}" for x in sorted(total)},
    }


def figures_line(f: dict) -> str:
    """Put the four figures in one line."""
    keys = ("recall_direct", "recall_protected", "keep_traps_untouched", "kept_words_hidden")
    return ", ".join(f"{k} {f[k]:.3f}" for k in keys)


def main() -> None:
    import spacy

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--o-bias", type=float, action="append", default=[])
    parser.add_argument(
        "--direct-bias", type=float, default=0.0, help="for names, contacts, numbers"
    )
    parser.add_argument("--out", type=Path, help="write the spans of the last bias here")
    parser.add_argument("--by-label", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print leaks and wrongly hidden text")
    args = parser.parse_args()
    nlp = spacy.load(args.model)
    tagger = nlp.get_pipe("application_tagger")
    tagger.label_bias = {**tagger.label_bias, **dict.fromkeys(DIRECT, args.direct_bias)}
    documents = read(args.gold)

    def find(text: str) -> list[tuple[int, int, str]]:
        doc = nlp(text)
        return [(s.start_char, s.end_char, s.label_) for s in doc.spans["tagged"]]

    for bias in args.o_bias or [tagger.o_bias]:
        tagger.o_bias = bias
        misses: list[str] | None = [] if args.misses else None
        result = figures(documents, find, misses)
        print(f"o_bias {bias:+.2f}: {figures_line(result)}", flush=True)
        if args.by_label:
            print(json.dumps(result["by_label"]))
        print("\n".join(misses or []), end="\n" if misses else "")
    if args.out:
        with args.out.open("w", encoding="utf-8") as file:
            for document in documents:
                spans = [{"start": a, "end": b, "label": x} for a, b, x in find(document.text)]
                file.write(json.dumps({"id": document.name, "spans": spans}) + "\n")


if __name__ == "__main__":
    main()
