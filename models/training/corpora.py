"""Sentences of the public corpora as marked text: people only, other tags are left unmarked."""

import re
from pathlib import Path

from gold import Marked, Piece

_PERSON = {"PER", "person"}
_NOISE = re.compile(r"@\w|https?:|^RT$|^#")
_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}]|'s|n't|'(?:re|ve|ll|d|m)|'')$")


def read_sentences(path: Path) -> list[list[tuple[str, str]]]:
    """Read a CoNLL file: token and tag in two columns, a blank line between sentences."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        columns = line.split()
        if len(columns) < 2:
            sentences.append([])
        else:
            sentences[-1].append((columns[0], columns[-1]))
    return [s for s in sentences if s]


def _marked(name: str, sentence: list[tuple[str, str]]) -> Marked:
    pieces: list[Piece] = []
    inside, after_open = False, True
    for token, tag in sentence:
        person = "-" in tag and tag.split("-", 1)[1] in _PERSON
        joined = after_open or bool(_NO_SPACE_BEFORE.match(token))
        going_on = person and inside and not tag.startswith("B-")
        if going_on:
            pieces[-1] = Piece(pieces[-1].text + ("" if joined else " ") + token, "NAME")
        else:
            if not joined:
                pieces.append(Piece(" "))
            pieces.append(Piece(token, "NAME" if person else ""))
        inside, after_open = person, token in {"(", "[", "``", "“"}
    return Marked(name, tuple(pieces), single=True)


def read_people(folder: Path) -> list[Marked]:
    """Read the corpora's usable sentences: 6 to 60 tokens, no handles, links or retweets."""
    found = []
    for path in sorted(folder.glob("*.conll")):
        for i, sentence in enumerate(read_sentences(path)):
            if 6 <= len(sentence) <= 60 and not any(_NOISE.search(t) for t, _ in sentence):
                found.append(_marked(f"{path.stem}-{i}", sentence))
    return found
