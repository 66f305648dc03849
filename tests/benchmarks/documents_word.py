"""How much of a Word file is read, in order, and at what cost beside bare python-docx.

    python tests/benchmarks/documents_word.py

Documents of known, invented text are written with python-docx: headings, paragraphs, lists,
tables with a table inside, headers and footers. A word counts when it stands in the right place
among the others (longest common subsequence over words). Beside it, in the same run, stands what
one gets from python-docx by its paragraphs and tables alone, which leaves out headers and footers.

Limits: the files are python-docx's own, so no oddities of Word are in them; those stand in the
tests.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
from rapidfuzz.distance import LCSseq

from edi_shortlist.documents.word.docx import read_docx

SEED = 7
DOCUMENTS = 12
#: The least share of words in order that has to be reached.
BAR = 0.995
_WORDS = """
council housing tenant officer report budget team adviser service policy review meeting street
library garden repairs income advice reception training supplier contract landlord inspection
café naïve “quoted” Łódź 24/7 £3,400 e-mail well-kept
""".split()  # noqa: SIM905


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(6, 16))]
    return " ".join(words).capitalize() + "."


def write(path: Path, chance: random.Random) -> list[str]:
    """Write one document and return its words in the order in which a person reads them."""
    word = docx.Document()
    section = word.sections[0]
    header, footer = _sentence(chance), _sentence(chance)
    section.header.paragraphs[0].text = header
    said = [header]
    for level in range(4):
        said += [heading := _sentence(chance).rstrip(".")]
        word.add_heading(heading, min(level + 1, 3))
        for style in (None, "List Bullet", None, "List Number"):
            for _ in range(chance.randint(1, 4)):
                said += [text := " ".join(_sentence(chance) for _ in range(chance.randint(1, 5)))]
                word.add_paragraph(text, style)
        table = word.add_table(rows=chance.randint(2, 6), cols=chance.randint(2, 4))
        for row in table.rows:
            for cell in row.cells:
                said += [text := _sentence(chance)]
                cell.paragraphs[0].text = text
        inner = table.rows[-1].cells[-1].add_table(rows=2, cols=2)
        for row in inner.rows:
            for cell in row.cells:
                said += [text := _sentence(chance)]
                cell.paragraphs[0].text = text
    section.footer.paragraphs[0].text = footer
    said.append(footer)
    word.save(str(path))
    return " ".join(said).split()


def word_figures(documents: int = DOCUMENTS, seed: int = SEED) -> dict[str, dict[str, float]]:
    """Return the share of words in order and the milliseconds of processor time for each reader."""
    chance = random.Random(seed)
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        made = []
        for number in range(documents):
            path = Path(scratch) / f"{number}.docx"
            made.append((path, write(path, chance)))
        readers: dict[str, Callable[[Path], str]] = {
            "ours": lambda path: read_docx(path).text,
            "python-docx": _bare,
        }
        for name, reader in readers.items():
            reader(made[0][0])  # imports are not counted
            begun = time.process_time()
            texts = [reader(path) for path, _ in made]
            spent = time.process_time() - begun
            shares = [
                LCSseq.similarity(known, text.split()) / len(known)
                for (_, known), text in zip(made, texts, strict=True)
            ]
            figures[name] = {
                "words": sum(shares) / documents,
                "milliseconds": 1000 * spent / documents,
            }
    return figures


def _bare(path: Path) -> str:
    word = docx.Document(str(path))
    pieces = [paragraph.text for paragraph in word.paragraphs]
    for table in word.tables:
        pieces += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(pieces)


def main() -> int:
    """Print the figures; the exit status tells whether the bar is kept."""
    figures = word_figures()
    print(f"{'Word':16} {'words in order':>14} {'ms each':>8} {'times bare':>11}")
    bare = figures["python-docx"]["milliseconds"]
    for name, of in figures.items():
        print(
            f"{name:16} {of['words']:14.4f} {of['milliseconds']:8.2f} "
            f"{of['milliseconds'] / bare:11.2f}"
        )
    kept = figures["ours"]["words"] >= BAR
    print(f"bar of {BAR}: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
