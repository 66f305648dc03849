"""Names that an applicant's files give beside their text (who wrote one, which company's program,
what a file is called), looked for in what the panel would read.

The author of a file is mostly the applicant, and at times the only place where a married name or
a nickname is told. What it returns never quotes the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from edi_shortlist.documents import Document
from edi_shortlist.redaction import names
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.known_identity import KnownIdentityRecogniser
from edi_shortlist.redaction.last_check import Concern, Kind
from edi_shortlist.redaction.span import Label
from edi_shortlist.workflow.leaks import empty_doc
from edi_shortlist.workflow.stems import stem_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACCOUNT = re.compile(r"(?:Users|home|Documents and Settings|Settings)[\\/]+([^\\/]+)[\\/]", re.I)
_PEOPLE = ("author", "last modified by", "manager", "picture author")
_DANGER = 0.8
_SURE = 0.9
_NOBODY = re.compile(
    r"\b(?:user|admin|administrator|owner|office|council|windows|microsoft|author|unknown|default|"
    r"pc|laptop|home|hp|dell|acer|lenovo|word|libreoffice|python-docx|recruitment|team|hr)\b",
    re.IGNORECASE,
)


def file_traces(text: str, documents: Iterable[tuple[Document, str]]) -> list[Concern]:
    """Return where a name that the files give still stands in a text that the panel would read.

    Args:
        text: as the panel would read it; offsets of the concerns refer to it, half-open.
        documents: the applicant's documents as they were read, each with its file's name.
    """
    found: dict[tuple[int, int], Concern] = {}
    for name in dict.fromkeys(_names(documents)):
        context = Context(text, Identity.from_mapping({"full_name": name}), empty_doc())
        for span in KnownIdentityRecogniser().find(context):
            if span.label is Label.NAME and span.score >= _SURE:
                found.setdefault(
                    (span.start, span.end),
                    Concern(
                        span.start,
                        span.end,
                        Kind.OWN_IDENTITY,
                        _DANGER,
                        "One of the applicant's files bears this name, as its author or in its "
                        "own name.",
                    ),
                )
    return [found[place] for place in sorted(found)]


def _names(documents: Iterable[tuple[Document, str]]) -> Iterator[str]:
    """Names of people: two words or more that are no program's or office's."""
    for document, file_name in documents:
        said = [one.value for one in document.properties if one.name in _PEOPLE]
        for one in document.properties:  # a template on the writer's own disk tells the account
            if one.name == "template" and (account := _ACCOUNT.search(one.value)):
                said.append(re.sub(r"[._]+", " ", account[1]))
        for value in said:
            if not _NOBODY.search(value):
                yield from _as_name(_WORD.findall(value.partition("@")[0]))
        for name in (file_name, *document.attachments):  # often the post stands there as well
            words = _WORD.findall(stem_of(PurePath(name).name))
            yield from _as_name([word for word in words if not names.is_ordinary_word(word)])


def _as_name(words: Sequence[str]) -> Iterator[str]:
    if 2 <= len(words) <= 4 and not all(names.is_ordinary_word(word.lower()) for word in words):
        yield " ".join(word.capitalize() if word.islower() else word for word in words)
