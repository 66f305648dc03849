"""A completed application form read as data: who the applicant is, what is declared and asked
for, the monitoring answers, the answers that panels score, and which parts the panel must not see.

It knows how forms look (``resources/forms/*.toml``), and nothing of vacancies or schemes beyond
their ids.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from edi_shortlist.documents.forms.declarations import Declarations, declarations_of
from edi_shortlist.documents.forms.fields import Field, fields
from edi_shortlist.documents.forms.identity import Said, identity_of
from edi_shortlist.documents.forms.maps import words_for
from edi_shortlist.documents.forms.questions import Question, questions_of
from edi_shortlist.documents.forms.rows import Row, form_rows
from edi_shortlist.documents.forms.sender import sender_of
from edi_shortlist.documents.forms.statement import statement_of
from edi_shortlist.documents.forms.ticks import Answer, has_marks, options, tells_order
from edi_shortlist.documents.forms.words import APPLICATION, FormWords
from edi_shortlist.documents.model import Document
from edi_shortlist.documents.scans.told import is_recognised

#: Kinds of section that are withheld from panels.
WITHHELD = ("personal", "monitoring", "declarations")

_NOTHING = re.compile(
    r"\W*+(?:(?:no|none|n/?a|nil|none (?:needed|required)|not (?:required|applicable|needed)|"
    r"none?,? thank(?:s| you)|nothing)\W*)?",
    re.IGNORECASE,
)
_YES = re.compile(r"(?<!\W)\W*yes\b[\s.,:;–-]*", re.IGNORECASE)
# How many rows below a yes the details of it may be asked for.
_DETAILS = 4


@dataclass(frozen=True)
class FoundField:
    """Something found on a form, and where it stands there.

    Attributes:
        key: ``identity.email``, ``declarations.care-experience``, ``adjustments``,
            ``interview_mode``, ``monitoring.religion``, ``question.Q1`` or ``statement``.
        value: as the program uses it; of a declaration ``yes``, ``no``, ``blank`` or ``unclear``.
        start, end: half-open offsets into ``Document.text``.
        certain: whether a label or the form's map asks for it in a layout that leaves no doubt;
            what was read by its shape alone, or from a scan, is not certain.
    """

    key: str
    value: str
    start: int
    end: int
    certain: bool = True


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
        form: title of the form's map, or "" for a form that no map knows.
        questions: the numbered questions that panels score, with their answers.
        statement: where the supporting statement stands in ``Document.text``, half-open, if any.
        fields: all of this with its places, in the order of the form.
    """

    identity: dict[str, str] = field(default_factory=dict)
    declarations: tuple[str, ...] = ()
    adjustments: str = ""
    interview_mode: str = ""
    monitoring: dict[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    form: str = ""
    questions: tuple[Question, ...] = ()
    statement: tuple[int, int] | None = None
    fields: tuple[FoundField, ...] = ()


def read_form(document: Document, words: FormWords | None = None) -> FormAnswers:
    """Read a completed form. A document that is no form gives empty answers.

    Args:
        document: the form, or a CV or letter.
        words: how the form names things; when left out, those of the map that fits the form, or
            the general ones that ship with the program.
    """
    words = words or words_for(document)
    rows = form_rows(document, words)
    found = list(fields(rows, words))
    recognised = is_recognised(document.warnings)
    declared = declarations_of(rows, words, unseen=document.pictures > 0, recognised=recognised)
    identity = identity_of(found, rows)
    if "full_name" not in identity:
        identity |= sender_of(document)
    adjustments, mode = _adjustments(found), _interview_mode(found, words)
    monitoring = _monitoring(found)
    questions = questions_of(document.text, rows, words)
    statement = statement_of(document.text, rows, words)
    places = [
        *_placed("identity.", identity),
        *_declared(declared),
        *_placed("", {"adjustments": adjustments, "interview_mode": mode}),
        *_placed("monitoring.", monitoring),
        *(FoundField(f"question.{q.id}", q.answer, q.start, q.end, q.certain) for q in questions),
    ]
    if statement:
        places.append(FoundField("statement", document.text[slice(*statement)], *statement))
    if recognised:
        places = [replace(place, certain=False) for place in places]
    return FormAnswers(
        identity={key: said.value for key, said in identity.items()},
        declarations=declared.schemes,
        adjustments=adjustments.value if adjustments else "",
        interview_mode=mode.value if mode else "",
        monitoring={key: said.value for key, said in monitoring.items()},
        unclear=declared.unclear,
        form=words.title,
        questions=questions,
        statement=statement,
        fields=tuple(sorted(places, key=lambda place: (place.start, place.end))),
    )


def _placed(prefix: str, said: dict[str, Said] | dict[str, Said | None]) -> Iterator[FoundField]:
    for key, one in said.items():
        if one:
            yield FoundField(prefix + key, one.value, one.start, one.end, one.certain)


def _declared(declared: Declarations) -> Iterator[FoundField]:
    for scheme, one in declared.places.items():
        certain = one.answer is not Answer.UNCLEAR
        yield FoundField(f"declarations.{scheme}", one.answer.value, one.start, one.end, certain)


def form_sections(document: Document, words: FormWords | None = None) -> list[tuple[int, int, str]]:
    """Return the parts of a form about the person rather than the application.

    Args:
        document: the form.
        words: as for ``read_form``.

    Returns:
        ``(start, end, kind)`` with half-open character offsets into ``Document.text`` and
        ``kind`` one of ``WITHHELD``; a part runs from its heading to the next heading of another
        kind. Only headings that clearly name such a part count.
    """
    words = words or words_for(document)
    parts: list[tuple[int, int, str]] = []
    kind, level = "", 0
    for row in form_rows(document, words, notes=True):
        if row.apart and not row.note:
            continue
        if row.opens:
            kind, level = row.opens if row.opens in WITHHELD else "", row.heading
        elif row.heading and not _within(row, level, words):
            kind = ""
        if not kind or row.blank:
            continue
        if parts and parts[-1][2] == kind and not row.opens:
            parts[-1] = (parts[-1][0], max(row.end, parts[-1][1]), kind)
        else:
            parts.append((row.start, row.end, kind))
    return parts


def _within(row: Row, level: int, words: FormWords) -> bool:
    """Whether a heading belongs to the part above it: the file's bold labels pass for headings,
    and parts have headings of their own."""
    if level and row.heading > level:
        return True
    text = row.text
    asks = words.labels_of(text) or any(
        s.named.search(text) or s.about.search(text) for s in words.schemes
    )
    return bool(words.title) or bool(asks)


def _adjustments(found: list[Field]) -> Said | None:
    """The first answer that says more than yes or no, or the details asked for after a yes."""
    for at, one in enumerate(found):
        if "adjustments" not in one.keys:
            continue
        answer = _words_of(one.answer)
        if _NOTHING.fullmatch(answer):
            continue
        if answer := _YES.sub("", answer, count=1):
            return Said(answer, one.start, one.end, one.certain)
        for later in found[at + 1 : at + 3]:
            near = later.row - one.row <= _DETAILS
            if "adjustment_details" in later.keys and near and not _NOTHING.fullmatch(later.answer):
                return Said(later.answer, later.start, later.end, later.certain)
    return None


def _words_of(answer: str) -> str:
    """An answer without its tick boxes: the words of the option that is ticked."""
    if not has_marks(answer):
        return " ".join(answer.split())
    return "; ".join(option.words for option in options(answer) if option.ticked)


def _is_plain(answer: str) -> bool:
    """Whether an answer has no boxes, or one of which it is plain what it stands for."""
    if not has_marks(answer):
        return True
    states = [option.ticked for option in options(answer)]
    return tells_order(answer) and None not in states and states.count(True) == 1


def _interview_mode(found: list[Field], words: FormWords) -> Said | None:
    for one in found:
        if "interview_mode" in one.keys:
            answer = _words_of(one.answer)
            modes = [
                mode for mode, finder in words.interview_modes.items() if finder.search(answer)
            ]
            if len(modes) == 1:
                return Said(modes[0], one.start, one.end, one.certain)
    return None


def _monitoring(found: list[Field]) -> dict[str, Said]:
    answers: dict[str, Said] = {}
    for one in found:
        for key in one.keys:
            characteristic = key.removeprefix("monitoring.")
            if characteristic == key or one.section in APPLICATION | {"others"}:
                continue
            if answer := _words_of(one.answer):
                said = Said(answer, one.start, one.end, one.certain and _is_plain(one.answer))
                answers.setdefault(characteristic, said)
    return answers
