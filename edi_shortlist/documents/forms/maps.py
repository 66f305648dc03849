"""Form maps: what one council's form calls things, where its answers stand, and how a document is
recognised as that form. A map adds to the general words and overrides them.

A map is a file ``resources/forms/NAME.toml``, and HR may add its own. All tables but ``title`` and
``[recognise]`` may be left out. Wordings are written as in ``general.toml``: in small letters,
without numbering, colons or question marks, and without words in brackets. ::

    title = "Sefton short form"         # how the program names the form

    [recognise]                         # looked for in headings, headers, footers and page one
    must = ["application for employment", "form hr1"]   # every one of these must stand there
    may = ["version 3"]                 # these settle which of several maps fits best

    [answers]                           # where answers stand: right, below, same-cell or auto
    all = "right"
    address = "below"                   # for one label, by its name in [labels]

    [labels]                            # what labels mean in this form; names as in general.toml
    full_name = ["name of applicant"]
    "monitoring.sex" = ["i am"]

    [sections]                          # headings, by the kind of what stands under them
    statement = ["why you are right for this job"]

    [declarations.care-experience]      # by the name of the scheme's file in resources/schemes
    question = ["i have been in care and wish to be considered"]
    answer = "tick"                     # one box is yes and no box no; or "yes-no" (as if left out)
    yes = ["i wish to be considered"]   # what stands for yes and no, if not these words
    no = ["i do not wish to be considered"]

    [[questions]]                       # what panels score, in the form's order
    id = "Q1"
    wording = "Describe a time when you helped somebody"  # as printed, or:
    # pattern = "Competency 1\\b.*?$"   # a regular expression up to the end of what is printed
    words = 300                         # the most words an answer may have

    [printed]                           # how lines begin that are no part of any answer
    lines = ["tell us how you meet"]
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from edi_shortlist import bundled
from edi_shortlist.documents.forms.words import (
    IDENTITY,
    QUESTIONS,
    SECTIONS,
    AskedQuestion,
    Box,
    FormWords,
    FormWordsError,
    finder,
    general_form_words,
    plain,
    wordings,
)
from edi_shortlist.documents.model import BlockKind, Document, Part

#: Where the answer to a label may stand.
PLACES = ("auto", "right", "below", "same-cell")
_TABLES = {
    "title", "recognise", "answers", "labels", "sections", "declarations", "questions", "printed",
}  # fmt: skip
# How much of a form's beginning and end is searched for what it is recognised by, in blocks.
_FIRST, _LAST = 30, 12


@dataclass(frozen=True)
class FormMap:
    """One council's form.

    Attributes:
        name: of its file, without ``.toml``.
        title: how the program names it.
        must, may: what it is recognised by.
        words: what it calls things, together with the general words.
    """

    name: str
    title: str
    must: tuple[re.Pattern[str], ...]
    may: tuple[re.Pattern[str], ...]
    words: FormWords

    def fits(self, text: str) -> int:
        """Return how well a form's headings fit: the letters of the wordings that were found, or
        0 where one that must stand there does not."""
        found = [pattern.search(text) for pattern in self.must]
        if not all(found):
            return 0
        also = [pattern.search(text) for pattern in self.may]
        return sum(len(match[0]) for match in (*found, *also) if match)


def form_maps() -> tuple[FormMap, ...]:
    """Return the maps that ship with the program and those that HR added, in the order of names.

    Raises:
        FormWordsError: one of the files holds mistakes; the text names the file and the entry.
    """
    folder = bundled.resource("forms")
    files = sorted(folder.glob("*.toml"))
    return _loaded(tuple((p, p.stat().st_mtime_ns) for p in files if p.stem != "general"))


@cache
def _loaded(files: tuple[tuple[Path, int], ...]) -> tuple[FormMap, ...]:
    return tuple(load_form_map(path) for path, _ in files)


def map_for(document: Document, maps: Iterable[FormMap] | None = None) -> FormMap | None:
    """Return the map of the form that a document is; None when no map fits, or two do equally.

    Args:
        document: any document.
        maps: those to choose from; all in ``resources/forms`` when left out.
    """
    text = _recognisable(document)
    fits = [(found.fits(text), found) for found in (form_maps() if maps is None else maps)]
    best = max((fit for fit, _ in fits), default=0)
    chosen = [found for fit, found in fits if fit == best]
    return chosen[0] if best and len(chosen) == 1 else None


def words_for(document: Document) -> FormWords:
    """Return the words of the form that a document is, or the general ones."""
    found = map_for(document)
    return found.words if found else general_form_words()


def _recognisable(document: Document) -> str:
    """Headings, headers and footers, and what stands first and last."""
    blocks = document.blocks
    chosen = [
        block.text[:300]
        for at, block in enumerate(blocks)
        if at < _FIRST
        or at >= len(blocks) - _LAST
        or block.kind is BlockKind.HEADING
        or block.part in (Part.HEADER, Part.FOOTER)
    ]
    return "\n".join(chosen)


# -- loading


def load_form_map(path: Path, general: FormWords | None = None) -> FormMap:
    """Read and check the file of a form map.

    Args:
        path: the file.
        general: what the map adds to; the general words when left out.

    Raises:
        FormWordsError: with a sentence for each mistake, naming its entry.
    """
    try:
        value = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormWordsError(path.name, [f"It is not sound TOML: {error}."]) from error
    general = general or general_form_words()
    problems = [f"The table [{table}] is not known." for table in sorted(value.keys() - _TABLES)]
    title = value.get("title")
    if not isinstance(title, str) or not title.strip():
        problems.append("title must be text.")
    recognise = _table(value, "recognise", problems)
    problems += [f"recognise.{key} is not known." for key in recognise.keys() - {"must", "may"}]
    must = wordings(recognise.get("must"), "recognise.must", problems)
    may = wordings(recognise["may"], "recognise.may", problems) if "may" in recognise else []
    words = replace(
        general,
        title=str(title),
        labels=general.labels | _labels(value, general, problems),
        sections=general.sections | _sections(value, problems),
        places=_places(value, general, problems),
        boxes=_boxes(value, general, problems),
        questions=_questions(value, problems),
        printed=_printed(value, problems),
    )
    if problems:
        raise FormWordsError(path.name, problems)
    return FormMap(
        path.stem,
        str(title),
        tuple(finder([w]) for w in must),
        tuple(finder([w]) for w in may),
        words,
    )


def _table(value: dict[str, Any], name: str, problems: list[str]) -> dict[str, Any]:
    table = value.get(name, {})
    if not isinstance(table, dict):
        problems.append(f"{name} must be a table.")
        return {}
    return table


def _is_known(key: str, general: FormWords) -> bool:
    return key in IDENTITY | QUESTIONS or key in general.labels.values()


def _labels(value: dict[str, Any], general: FormWords, problems: list[str]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for key, said in _table(value, "labels", problems).items():
        if not _is_known(key, general):
            problems.append(f"labels.{key} is not known.")
        _add(labels, said, f"labels.{key}", key, problems)
    return labels


def _sections(value: dict[str, Any], problems: list[str]) -> dict[str, str]:
    sections: dict[str, str] = {}
    for kind, said in _table(value, "sections", problems).items():
        if kind not in SECTIONS:
            problems.append(f"sections.{kind} is not known.")
        _add(sections, said, f"sections.{kind}", kind, problems)
    return sections


def _add(target: dict[str, str], said: Any, where: str, means: str, problems: list[str]) -> None:
    for wording in wordings(said, where, problems):
        known = target.setdefault(plain(wording), means)
        if known != means:
            problems.append(f"'{wording}' stands under {where} and under another entry ({known}).")


def _places(value: dict[str, Any], general: FormWords, problems: list[str]) -> dict[str, str]:
    places: dict[str, str] = {}
    for key, place in _table(value, "answers", problems).items():
        if key != "all" and not _is_known(key, general):
            problems.append(f"answers.{key} is not known.")
        if place not in PLACES:
            problems.append(f"answers.{key} must be one of {', '.join(PLACES)}.")
        places["" if key == "all" else key] = str(place)
    return places


def _boxes(value: dict[str, Any], general: FormWords, problems: list[str]) -> tuple[Box, ...]:
    boxes = []
    schemes = {scheme.id for scheme in general.schemes}
    for scheme, entry in _table(value, "declarations", problems).items():
        where = f"declarations.{scheme}"
        if scheme not in schemes:
            problems.append(f"{where} is not known.")
        if not isinstance(entry, dict):
            problems.append(f"{where} must be a table.")
            continue
        unknown = entry.keys() - {"question", "answer", "yes", "no"}
        problems += [f"{where}.{key} is not known." for key in sorted(unknown)]
        answer = entry.get("answer", "yes-no")
        if answer not in ("yes-no", "tick"):
            problems.append(f"{where}.answer must be 'yes-no' or 'tick'.")
        question = finder(wordings(entry.get("question"), f"{where}.question", problems))
        yes, no = (
            finder(wordings(entry[key], f"{where}.{key}", problems)) if key in entry else None
            for key in ("yes", "no")
        )
        boxes.append(Box(scheme, question, answer == "tick", yes, no))
    return tuple(boxes)


def _questions(value: dict[str, Any], problems: list[str]) -> tuple[AskedQuestion, ...]:
    entries = value.get("questions", [])
    if not isinstance(entries, list):
        problems.append("questions must be a list: write [[questions]] before each.")
        return ()
    questions: list[AskedQuestion] = []
    for number, entry in enumerate(entries, 1):
        where = f"questions.{entry.get('id', number) if isinstance(entry, dict) else number}"
        if isinstance(entry, dict) and (asked := _question(entry, where, problems)):
            if any(other.id == asked.id for other in questions):
                problems.append(f"{where}.id stands there twice.")
            questions.append(asked)
        elif not isinstance(entry, dict):
            problems.append(f"{where} must be a table.")
    return tuple(questions)


def _question(entry: dict[str, Any], where: str, problems: list[str]) -> AskedQuestion | None:
    unknown = entry.keys() - {"id", "wording", "pattern", "words"}
    problems += [f"{where}.{key} is not known." for key in sorted(unknown)]
    words = entry.get("words")
    if words is not None and (not isinstance(words, int) or words < 1):
        problems.append(f"{where}.words must be a whole number above 0.")
    if not isinstance(entry.get("id"), str) or not entry["id"].strip():
        problems.append(f"{where}.id must be text.")
        return None
    said = entry.get("wording"), entry.get("pattern")
    if sum(isinstance(one, str) and bool(one.strip()) for one in said) != 1:
        problems.append(f"{where} must have either a wording or a pattern.")
        return None
    try:
        # A wording may be broken over lines of the form anywhere between its words.
        found = (
            re.compile(said[1], re.MULTILINE | re.IGNORECASE)
            if said[1]
            else finder([str(said[0]).rstrip("?")])
        )
    except re.error as error:
        problems.append(f"{where}.pattern is no regular expression: {error}.")
        return None
    return AskedQuestion(entry["id"].strip(), found, words)


def _printed(value: dict[str, Any], problems: list[str]) -> re.Pattern[str] | None:
    table = _table(value, "printed", problems)
    problems += [f"printed.{key} is not known." for key in sorted(table.keys() - {"lines"})]
    return finder(wordings(table["lines"], "printed.lines", problems)) if "lines" in table else None
