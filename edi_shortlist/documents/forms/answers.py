"""A completed application form read as data: who the applicant is, what is declared and asked
for, the monitoring answers, and which parts of the form the panel must not see.

It knows how forms look (``resources/forms/general.toml``), and nothing of vacancies or schemes
beyond their ids.
"""

import re
from dataclasses import dataclass, field

from edi_shortlist.documents.forms.declarations import declarations_of
from edi_shortlist.documents.forms.fields import Field, fields
from edi_shortlist.documents.forms.identity import identity_of
from edi_shortlist.documents.forms.rows import Row, form_rows
from edi_shortlist.documents.forms.ticks import has_marks, options
from edi_shortlist.documents.forms.words import FormWords, general_form_words
from edi_shortlist.documents.model import Document

#: Kinds of section that are withheld from panels.
WITHHELD = ("personal", "monitoring", "declarations")

_NOTHING = re.compile(
    r"\W*(?:no|none|n/?a|nil|none (?:needed|required)|not (?:required|applicable|needed)|"
    r"none?,? thank(?:s| you)|nothing)?\W*",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*yes\b[\s.,:;–-]*", re.IGNORECASE)


@dataclass(frozen=True)
class FormAnswers:
    """What a form says.

    Attributes:
        identity: ``full_name``, ``preferred_name``, ``email``, ``phone``, ``address``,
            ``postcode``, ``date_of_birth`` (ISO); only what was found.
        declarations: ids of the schemes the applicant asks to be considered under.
        adjustments: what the applicant needs at interview, in own words; may be empty.
        interview_mode: ``in person``, ``online`` or empty.
        monitoring: characteristic to the answer given.
        unclear: sentences for HR about answers that could not be read; they quote nothing.
    """

    identity: dict[str, str] = field(default_factory=dict)
    declarations: tuple[str, ...] = ()
    adjustments: str = ""
    interview_mode: str = ""
    monitoring: dict[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()


def read_form(document: Document, words: FormWords | None = None) -> FormAnswers:
    """Read a completed form. A document that is no form gives empty answers.

    Args:
        document: the form, or a CV or letter.
        words: how the form names things; those that ship with the program when left out.
    """
    words = words or general_form_words()
    rows = form_rows(document, words)
    found = list(fields(rows, words))
    declared = declarations_of(rows, words)
    return FormAnswers(
        identity=identity_of(found, rows),
        declarations=declared.schemes,
        adjustments=_adjustments(found, rows),
        interview_mode=_interview_mode(found, words),
        monitoring=_monitoring(found),
        unclear=declared.unclear,
    )


def form_sections(document: Document, words: FormWords | None = None) -> list[tuple[int, int, str]]:
    """Return the parts of a form about the person rather than the application.

    Returns:
        ``(start, end, kind)`` with half-open character offsets into ``Document.text`` and
        ``kind`` one of ``WITHHELD``; a part runs from its heading to the next heading of another
        kind. Only headings that clearly name such a part count.
    """
    words = words or general_form_words()
    parts: list[tuple[int, int, str]] = []
    kind = ""
    for row in form_rows(document, words):
        if row.apart:
            continue
        if row.opens:
            kind = row.opens if row.opens in WITHHELD else ""
        elif row.heading:
            kind = ""
        if not kind or row.blank:
            continue
        if parts and parts[-1][2] == kind and not row.opens:
            parts[-1] = (parts[-1][0], row.end, kind)
        else:
            parts.append((row.start, row.end, kind))
    return parts


def _adjustments(found: list[Field], rows: list[Row]) -> str:
    """The first answer that says more than yes or no, or the details asked for after a yes."""
    for at, one in enumerate(found):
        if "adjustments" not in one.keys:
            continue
        answer = _words_of(one.answer)
        if _NOTHING.fullmatch(answer):
            continue
        answer = _YES.sub("", answer, count=1)
        if answer:
            return answer
        for later in found[at + 1 : at + 3]:
            near = later.row - one.row <= 4
            if "adjustment_details" in later.keys and near and not _NOTHING.fullmatch(later.answer):
                return later.answer
    return ""


def _words_of(answer: str) -> str:
    """An answer without its tick boxes: the words of the option that is ticked."""
    if not has_marks(answer):
        return " ".join(answer.split())
    return "; ".join(option.words for option in options(answer) if option.ticked)


def _interview_mode(found: list[Field], words: FormWords) -> str:
    for one in found:
        if "interview_mode" in one.keys:
            answer = _words_of(one.answer)
            modes = [
                mode for mode, finder in words.interview_modes.items() if finder.search(answer)
            ]
            if len(modes) == 1:
                return modes[0]
    return ""


def _monitoring(found: list[Field]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for one in found:
        for key in one.keys:
            characteristic = key.removeprefix("monitoring.")
            if characteristic == key or one.section in ("others", "statement"):
                continue
            if answer := _words_of(one.answer):
                answers.setdefault(characteristic, answer)
    return answers
