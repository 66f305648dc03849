"""Which guaranteed-interview schemes an applicant asks to be considered under.

A declaration is never assumed: a box that cannot be read, or a yes to a question that does not
ask for the guarantee, becomes a sentence for HR to settle by looking at the form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.ticks import Answer, has_marks, options, yes_or_no
from edi_shortlist.documents.forms.words import FormWords, Scheme

#: How many rows a mention of the guarantee, or of a group, reaches down.
_NEAR = 4
_QUESTION = re.compile(r"[?:]|\.{3,}|_{2,}")
# Groups that other schemes are for: "the guaranteed interview scheme" alone means disabled people,
# but not in a sentence about one of these.
_OTHER_GROUPS = re.compile(
    r"\b(?:care|carers?|leavers?|forces|veterans?|service|redeploy\w*|apprentic\w*|at risk)\b",
    re.IGNORECASE,
)


@dataclass
class Declarations:
    """What the form says of the schemes.

    Attributes:
        schemes: ids of the schemes declared, in the order of the form words.
        unclear: a sentence for each scheme that HR must settle.
    """

    schemes: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass
class _Found:
    """Answers by scheme: to questions that name the scheme or the guarantee; to questions about
    the group that stand beside such words; and plain yeses about the group."""

    asked: dict[str, list[Answer]] = field(default_factory=dict)
    beside: dict[str, list[Answer]] = field(default_factory=dict)
    group_only: set[str] = field(default_factory=set)
    mixed: bool = False  # a plain yes to a question about several schemes

    def add(self, scheme: Scheme, answer: Answer, asked: bool) -> None:
        (self.asked if asked else self.beside).setdefault(scheme.id, []).append(answer)


def declarations_of(rows: list[Row], words: FormWords) -> Declarations:
    """Return the schemes declared on a form, and what is unclear about them."""
    found = _Found()
    near = 0
    recent: list[tuple[int, Scheme]] = []
    for index, row in enumerate(rows):
        text = " ".join(segment for segment in row.segments if segment.strip())
        speaks = bool(words.guarantee.search(text))
        near = _NEAR if speaks else max(0, near - 1)
        if len(text) > 600 or (row.section in ("others", "statement", "monitoring") and not speaks):
            continue
        named = [scheme for scheme in words.schemes if scheme.named.search(text)]
        mentioned = [s for s in words.schemes if s in named or s.about.search(text)]
        before = {scheme.id: scheme for at, scheme in recent if index - at <= _NEAR}
        recent += [(index, scheme) for scheme in mentioned]
        if len(mentioned) > 1 and has_marks(text):
            beside = row.section == "declarations" or near > 0
            _read_options(row, mentioned, speaks or bool(named), beside, found)
            continue
        answer = _answer(rows, index) if mentioned or speaks else None
        if answer is None:
            continue
        if not mentioned:
            if not (has_marks(text) or words.guarantee.search(_QUESTION.split(text)[0])):
                continue
            if len(before) == 1:  # "Do you wish to use the scheme?" after a question on the group
                mentioned = list(before.values())
            elif not before and not _OTHER_GROUPS.search(text):
                mentioned = list(words.schemes[:1])
        if len(mentioned) != 1:
            found.mixed = found.mixed or answer is Answer.YES
        elif named or speaks:
            found.add(mentioned[0], answer, asked=True)
        elif row.section == "declarations" or near:
            found.add(mentioned[0], answer, asked=False)
        elif answer is Answer.YES:
            found.group_only.add(mentioned[0].id)
    return _settled(found, words)


def _read_options(
    row: Row, mentioned: list[Scheme], asked: bool, beside: bool, found: _Found
) -> None:
    """A row of tick boxes, one for each scheme."""
    for option in options(" ".join(row.segments)):
        for scheme in mentioned:
            if not (scheme.named.search(option.words) or scheme.about.search(option.words)):
                continue
            if asked or beside:
                state = {True: Answer.YES, False: Answer.NO, None: Answer.UNCLEAR}[option.ticked]
                found.add(scheme, state, asked)
            elif option.ticked:
                found.group_only.add(scheme.id)


def _answer(rows: list[Row], index: int) -> Answer | None:
    """The answer to a row's question; None when the row asks nothing."""
    row = rows[index]
    full = [segment for segment in row.segments if segment.strip()]
    text = " ".join(full)
    if has_marks(text):
        headed = _by_column(rows, index)
        return headed if headed is not None else yes_or_no(_after_question(full))
    if row.table is not None and len(row.segments) > 1:
        if len(full) == 1:
            return Answer.BLANK
        return yes_or_no(" ".join(full[1:]))
    if len(full) > 1:
        return yes_or_no(full[-1])
    cut = list(_QUESTION.finditer(text))
    if not cut:
        return None
    rest = text[cut[-1].end() :].strip()
    if rest:
        return yes_or_no(rest) if len(text) <= 300 else None
    return _from_below(rows, index)


def _after_question(segments: list[str]) -> str:
    """What follows the last question mark or colon before the first box; the whole when a box
    comes first, as in "[x] I wish to be considered"."""
    text = " ".join(segments)
    if len(segments) > 1 and has_marks(" ".join(segments[1:])) and not has_marks(segments[0]):
        return " ".join(segments[1:])
    rest = text
    for match in re.finditer(r"[?:]", text):
        if not has_marks(text[: match.start()]) and has_marks(text[match.end() :]):
            rest = text[match.end() :]
    return rest


def _by_column(rows: list[Row], index: int) -> Answer | None:
    """A tick in the column headed Yes or No."""
    row = rows[index]
    if row.table is None:
        return None
    for above in reversed(rows[:index]):
        if above.table != row.table:
            return None
        heads = {
            column: segment.strip().lower()
            for column, segment in zip(above.columns, above.segments, strict=True)
        }
        if {"yes", "no"} <= set(heads.values()):
            ticked = {
                heads.get(column)
                for column, segment in zip(row.columns, row.segments, strict=True)
                if any(option.ticked for option in options(segment))
            }
            if ticked & {"yes", "no"} == {"yes"}:
                return Answer.YES
            return Answer.NO if ticked & {"yes", "no"} == {"no"} else Answer.UNCLEAR
    return None


def _from_below(rows: list[Row], index: int) -> Answer | None:
    """The answer to a question stands in the rows below it, with one box or word on each."""
    lines = []
    for row in _until_question(rows[index + 1 : index + 5]):
        lines.append(row.text)
        if not has_marks(row.text):
            break
    if not lines:
        return Answer.BLANK if rows[index].section == "declarations" else None
    return yes_or_no(" ".join(lines))


def _until_question(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        if row.blank:
            continue
        if row.opens or row.heading or "?" in row.text or len(row.text) > 200:
            return
        yield row


def _settled(found: _Found, words: FormWords) -> Declarations:
    declared = []
    unclear = []
    for scheme in words.schemes:
        answers = set(found.asked.get(scheme.id, ())) - {Answer.BLANK}
        answers = answers or set(found.beside.get(scheme.id, ()))
        if Answer.UNCLEAR in answers or {Answer.YES, Answer.NO} <= answers:
            unclear.append(
                f"The answer about {scheme.title} cannot be read from the form. Look at the form "
                "and set it by hand."
            )
        elif Answer.YES in answers:
            declared.append(scheme.id)
        elif scheme.id in found.group_only and Answer.NO not in answers:
            unclear.append(
                f"The form says yes to a question about {scheme.title}, but it is not clear "
                "whether a guaranteed interview is asked for. Look at the form and set it by hand."
            )
    if found.mixed and not declared:
        unclear.append(
            "The form asks for a guaranteed interview without saying under which scheme. Look at "
            "the form and set it by hand."
        )
    return Declarations(tuple(declared), tuple(unclear))
