"""Count on the marked texts how much the wording of a sentence tells whose a characteristic is.

    python models/training/ownership.py [--gold DIR]

A mark of a protected characteristic is the applicant's own; a KEEP mark is the work's, though some
mark ordinary words. Prints for each kind of verdict of ``edi_shortlist.redaction.ownership`` the
two counts and the natural log odds that ``resources/lexicons/ownership.toml`` holds, rounded.
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path

import spacy
from gold import KEEP, Marked, parse
from measure import DIRECT

from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.ownership import whose

HERE = Path(__file__).parent
_NOT_PROTECTED = DIRECT | {"TITLE", "SCHOOL", "EDUCATION_DATE", "LOCATION", "GENDER"}


def counts(folder: Path) -> dict[bool, Counter[str]]:
    """Count the verdicts: True for the applicant's own marks, False for what is kept."""
    bare = spacy.blank("en")
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            row = json.loads(line)
            document = Marked(row["id"], parse(row["text"]))
            identity = Identity.from_mapping(row.get("identity") or {})
            context = Context(document.text, identity, bare(document.text))
            for start, end, label in document.spans():
                if label not in _NOT_PROTECTED:
                    verdict = whose(context, start, end)
                    found[label != KEEP][f"{verdict.how} {verdict.owner}"] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=HERE / "data" / "gold")
    found = counts(parser.parse_args().gold)
    own, kept = (sum(found[side].values()) for side in (True, False))
    if not own or not kept:
        raise SystemExit("There are no marks of both sides to count.")
    print(f"{own} marks of the applicant's own, {kept} of what is kept")
    for kind in sorted(found[True] | found[False]):
        a, b = found[True][kind], found[False][kind]
        odds = math.log((a + 1) / (own + 1)) - math.log((b + 1) / (kept + 1))
        print(f"{kind:16} own {a:5}, kept {b:5}, log odds {odds:+.2f}")


if __name__ == "__main__":
    main()
