"""The words by which forms ask for things (``resources/forms/general.toml``), read and checked.

Knows nothing of any applicant's form.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from edi_shortlist import bundled

#: What a label may ask for.
IDENTITY = frozenset({
    "full_name", "first_name", "middle_name", "last_name", "preferred_name", "email", "phone",
    "address", "address_line", "town", "county", "postcode", "date_of_birth", "contact",
})  # fmt: skip
QUESTIONS = frozenset({"adjustments", "adjustment_details", "interview_mode"})
#: Kinds of section about the application rather than the person.
APPLICATION = frozenset({"statement", "questions", "employment", "education", "application"})
#: Every kind of section.
SECTIONS = APPLICATION | {"personal", "monitoring", "declarations", "others"}
_TABLES = {
    "identity", "questions", "interview_modes", "monitoring", "schemes", "guarantee", "sections",
}  # fmt: skip

_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
_PLURAL = re.compile(r"\((?:s|es)\)")
_NUMBERING = re.compile(
    r"^(?:(?:box|question|section|part|step|field|q)\s*\(?(?:\d{1,3}[a-z]?|[a-z]|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|[ivx]{1,4})\b(?:\s+of\s+\d+)?\)?|\(?q?\d{1,2}(?:\.\d+)*[a-z]?"
    r"(?:[.):]|\s)|\(?(?:[a-z]|[ivx]{1,4})[.)](?=\s))[\s.:)–—-]*"
)
_BEFORE = re.compile(r"^[^\w(]+")
_EDGES = re.compile(r"^\W+|(?<!\W)\W+$")
_LEAD = re.compile(r"^(?:your|my|applicant's|candidate's|please (?:state|give|enter) your)\s+")


class FormWordsError(ValueError):
    """The file of form words holds mistakes.

    Attributes:
        problems: one sentence for each, naming the entry.
    """

    def __init__(self, file: str, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"The form words in '{file}' hold mistakes: " + " ".join(problems))


@dataclass(frozen=True)
class Scheme:
    """How forms ask for one guaranteed-interview scheme."""

    id: str
    title: str
    named: re.Pattern[str]
    about: re.Pattern[str]


@dataclass(frozen=True)
class Box:
    """Where one form asks for one scheme.

    Attributes:
        scheme: the scheme's id.
        question: finds the question.
        tick: whether one box stands for yes, and no box for no.
        yes, no: find the words that stand for yes and for no in this form, if any.
    """

    scheme: str
    question: re.Pattern[str]
    tick: bool = False
    yes: re.Pattern[str] | None = None
    no: re.Pattern[str] | None = None


@dataclass(frozen=True)
class AskedQuestion:
    """A question of one form that the panel scores.

    Attributes:
        id: ``Q1`` and so on.
        wording: finds the question as far as it is printed.
        words: how many words the answer may have, where the form says so.
    """

    id: str
    wording: re.Pattern[str]
    words: int | None = None


@dataclass(frozen=True)
class FormWords:
    """What forms call things.

    Attributes:
        labels: wording, as ``plain`` writes it, to what it asks for: ``email``, ``adjustments``,
            ``monitoring.religion``.
        sections: wording of a heading to the kind of section.
        schemes: the guaranteed-interview schemes.
        guarantee: finds words that speak of a guaranteed interview.
        interview_modes: the two modes, each with what finds it.
        title: of the form, where these are the words of one form alone.
        places: what a label asks for to where its answer stands (``right``, ``below``,
            ``same-cell``, ``auto``); "" is for all others.
        boxes: where that form asks for schemes.
        questions: its numbered questions.
        printed: finds the beginning of what the form itself prints among the answers.
    """

    labels: dict[str, str]
    sections: dict[str, str]
    schemes: tuple[Scheme, ...]
    guarantee: re.Pattern[str]
    interview_modes: dict[str, re.Pattern[str]]
    title: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    boxes: tuple[Box, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    printed: re.Pattern[str] | None = None

    def place(self, key: str) -> str:
        """Return where the answer to a label stands that asks for ``key``."""
        return self.places.get(key) or self.places.get("", "auto")

    def label(self, text: str) -> str | None:
        """Return what a label asks for, or None when it is not known."""
        if len(text) > 120:
            return None
        return self.labels.get(plain(text))

    def labels_of(self, text: str) -> tuple[str, ...]:
        """Return what each part of a label such as ``Enw / Name`` or ``Phone and email`` asks
        for; empty when a part is not known and no part alone is."""
        if known := self.label(text):
            return (known,)
        if len(text) > 120:
            return ()
        parts = re.split(r"\s*/\s*|\s+(?:and|or|&)\s+|,\s*", _without_brackets(text))
        found = tuple(key for part in parts if (key := self.label(part)))
        bilingual = "/" in text and ":" not in text.rstrip(" :") and len(found) == 1 < len(parts)
        whole = len(parts) > 1 and len(found) == len(parts)
        return tuple(dict.fromkeys(found)) if whole or bilingual else ()


def _without_brackets(text: str) -> str:
    return _BRACKETS.sub(" ", _PLURAL.sub("s", text))


def plain(label: str) -> str:
    """Return a label in small letters, without numbering, brackets, "your" and punctuation.

    >>> plain("3. Your first name(s) (in full):")
    'first names'
    """
    text = label if label.isascii() else unicodedata.normalize("NFC", label).replace("’", "'")
    text = text.lower().replace("_", " ")
    bracketed = "(" in text or "[" in text  # most labels have none, and looking costs time
    if bracketed:
        text = _PLURAL.sub("s", text)
    text = _BEFORE.sub("", " ".join(text.split()))
    text = _NUMBERING.sub("", text, count=1) or text
    if bracketed:
        text = " ".join(_BRACKETS.sub(" ", text).split())
    text = _EDGES.sub("", text)
    if "." in text:
        text = re.sub(r"(?<=[^\W\d])\.(?=[^\W\d])", " ", text)
    return _LEAD.sub("", text)


def load_form_words(path: Path) -> FormWords:
    """Read and check a file of form words.

    Raises:
        FormWordsError: with a sentence for each mistake, naming its entry.
    """
    try:
        value = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormWordsError(path.name, [f"It is not sound TOML: {error}."]) from error
    problems: list[str] = []
    labels: dict[str, str] = {}
    sections: dict[str, str] = {}
    for table in sorted(_TABLES - value.keys()):
        problems.append(f"The table [{table}] is missing.")
    for table in sorted(value.keys() - _TABLES):
        problems.append(f"The table [{table}] is not known.")
    if problems:
        raise FormWordsError(path.name, problems)

    def add(target: dict[str, str], table: str, key: str, means: str) -> None:
        for wording in wordings(value[table].get(key), f"{table}.{key}", problems):
            known = target.setdefault(plain(wording), means)
            if known != means:
                problems.append(
                    f"'{wording}' stands under {table}.{key} and under another entry ({known})."
                )

    for table, known_keys in (("identity", IDENTITY), ("questions", QUESTIONS)):
        for key in value[table]:
            if key not in known_keys:
                problems.append(f"{table}.{key} is not known.")
            add(labels, table, key, key)
    for key in value["monitoring"]:
        add(labels, "monitoring", key, f"monitoring.{key}")
    for key in value["sections"]:
        if key not in SECTIONS:
            problems.append(f"sections.{key} is not known.")
        add(sections, "sections", key, key)
    schemes = tuple(_scheme(key, entry, problems) for key, entry in value["schemes"].items())
    modes = {
        mode: finder(wordings(said, f"interview_modes.{mode}", problems))
        for mode, said in value["interview_modes"].items()
    }
    guarantee = wordings(value["guarantee"].get("wordings"), "guarantee.wordings", problems)
    if set(modes) != {"in person", "online"}:
        problems.append("interview_modes must have the entries 'in person' and 'online'.")
    if problems:
        raise FormWordsError(path.name, problems)
    return FormWords(labels, sections, schemes, finder(guarantee), modes)


def _scheme(key: str, entry: Any, problems: list[str]) -> Scheme:
    where = f"schemes.{key}"
    entry = entry if isinstance(entry, dict) else {}
    if not isinstance(entry.get("title"), str):
        problems.append(f"{where}.title must be text.")
    return Scheme(
        key,
        str(entry.get("title")),
        finder(wordings(entry.get("named"), f"{where}.named", problems)),
        finder(wordings(entry.get("about"), f"{where}.about", problems)),
    )


def wordings(value: Any, where: str, problems: list[str]) -> list[str]:
    """Return a list of wordings as an entry holds it; what is wrong with it joins ``problems``."""
    if not isinstance(value, list) or not value:
        problems.append(f"{where} must be a list of wordings.")
        return []
    for wording in value:
        if not isinstance(wording, str) or not wording.strip():
            problems.append(f"{where} holds an entry that is not text.")
    return [wording for wording in value if isinstance(wording, str) and wording.strip()]


def finder(said: list[str]) -> re.Pattern[str]:
    """Return what finds any of these wordings as whole words, however their words are spaced."""
    choice = "|".join(
        r"\s+".join(re.escape(part).replace("'", "['’]") for part in wording.split())
        for wording in sorted(said, key=len, reverse=True)
    )
    return (
        re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE) if choice else re.compile("(?!)")
    )


@cache
def general_form_words() -> FormWords:
    """Return the words that ship with the program, as HR may have edited them."""
    return load_form_words(bundled.resource("forms/general.toml"))
