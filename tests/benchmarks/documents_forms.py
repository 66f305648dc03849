"""How much of a completed application form is read right, and how fast.

    python tests/benchmarks/documents_forms.py [FORMS]

Makes completed forms in the layouts of ``tests/documents/forms/council_forms.py`` from known
answers, FORMS of each as a Word file and as a PDF (by default 40), reads them as the program does
and compares what ``read_form`` gives with what was entered. A field is right when it is the same
after white space and case are made alike; a declaration is right, asked about, or wrong.

Limits: the forms are drawn by the tests' own hand, with text that suits their boxes; applicants
and councils find more ways to go wrong. The table in ``test_declarations.py`` has the awkward rows.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from documents.forms.council_forms import LAYOUTS, expected, invented, write  # noqa: E402

from edi_shortlist.documents.forms import FormAnswers, read_form  # noqa: E402
from edi_shortlist.documents.reading import read_here  # noqa: E402

FORMS = 40
FORMATS = (".docx", ".pdf")
#: What has to be reached: the least share of fields read right, the most declarations read wrong.
FIELDS_BAR, WRONG_BAR = 0.98, 0
_TITLES = {
    "disability-confident": "Disability Confident",
    "care-experience": "care experience",
    "armed-forces": "armed forces",
}


def form_figures(forms: int = FORMS) -> dict[str, Any]:
    """Read ``forms`` forms of each layout and format.

    Returns:
        ``fields``: kind (``identity``, ``monitoring`` …), and ``layout format``, to
        ``(right, all)``; ``declarations``: ``right``, ``asked`` and ``wrong`` counts; ``extra``:
        fields that were found though nothing was entered; ``share``: of all fields; ``seconds``:
        of ``read_form`` alone, each, in the middle and at worst.
    """
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    declared: Counter[str] = Counter()
    extra = 0
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for layout, suffix, seed in _runs(forms):
            person = invented(seed)
            path = write(layout, person, Path(folder) / f"form{suffix}")
            document = read_here(path)
            begun = time.process_time()
            answers = read_form(document)
            seconds.append(time.process_time() - begun)
            wanted = expected(layout, person)
            found = {one.key: one.value for one in answers.fields}
            extra += len(found.keys() - wanted.keys())
            for key, value in wanted.items():
                kind, _, rest = key.partition(".")
                if kind == "declarations":
                    declared[_verdict(answers, rest, value == "yes")] += 1
                    continue
                same = _plain(found.get(key, "")) == _plain(value)
                for group in (kind, f"{layout} {suffix[1:]}"):
                    every[group] += 1
                    right[group] += same
    kinds = [group for group in every if " " not in group]
    return {
        "fields": {group: (right[group], every[group]) for group in sorted(every)},
        "share": sum(right[k] for k in kinds) / sum(every[k] for k in kinds),
        "declarations": {name: declared[name] for name in ("right", "asked", "wrong")},
        "extra": extra,
        "seconds": (sorted(seconds)[len(seconds) // 2], max(seconds)),
    }


def _runs(forms: int) -> Iterator[tuple[str, str, int]]:
    for layout in LAYOUTS:
        for suffix in FORMATS:
            for seed in range(forms):
                yield layout, suffix, 1000 + seed


def _verdict(answers: FormAnswers, scheme: str, yes: bool) -> str:
    if any(_TITLES[scheme] in sentence for sentence in answers.unclear):
        return "asked"
    return "right" if (scheme in answers.declarations) is yes else "wrong"


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold()


def main() -> int:
    """Print the figures; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("forms", nargs="?", type=int, default=FORMS)
    figures = form_figures(parser.parse_args().forms)
    for group, (right, every) in figures["fields"].items():
        print(f"{group:24} {right:6} of {every:6}  {right / every:.4f}")
    print(f"{'all fields':24} {figures['share']:.4f}  (bar {FIELDS_BAR})")
    said = figures["declarations"]
    print(f"declarations             right {said['right']}, asked {said['asked']}, "
          f"wrong {said['wrong']} (bar {WRONG_BAR})")  # fmt: skip
    middle, worst = figures["seconds"]
    print(f"found but not entered    {figures['extra']}")
    print(f"reading one form         {middle * 1000:.1f} ms, at worst {worst * 1000:.1f} ms")
    return int(figures["share"] < FIELDS_BAR or said["wrong"] > WRONG_BAR)


if __name__ == "__main__":
    sys.exit(main())
