"""Which guaranteed-interview schemes an applicant asks to be considered under.

A declaration is never assumed: a box that cannot be read, or a yes to a question that does not
ask for the guarantee, becomes a sentence for HR to settle by looking at the form.
"""

import re
from dataclasses import dataclass, field

from edi_shortlist.documents.forms.replies import Reply, Surroundings, answers, reply_to
from edi_shortlist.documents.forms.rows import Row
from edi_shortlist.documents.forms.ticks import Answer, has_marks, options, tells_order
from edi_shortlist.documents.forms.words import APPLICATION, QUESTIONS, Box, FormWords, Scheme

#: How many rows a mention of the guarantee, or of a group, reaches down.
_NEAR = 4
_PROSE = 600  # characters; a longer row without boxes is no question
# Groups that other schemes are for: "the guaranteed interview scheme" alone means disabled people,
# but not in a sentence about one of these.
_OTHER_GROUPS = re.compile(
    r"\b(?:care|carers?|leavers?|forces|veterans?|service|redeploy\w*|apprentic\w*|at risk)\b",
    re.IGNORECASE,
)
_IF_YES = re.compile(r"\bif (?:yes|so|you (?:have )?answered yes|applicable)\b", re.IGNORECASE)
# What is asked of a group beside whether one belongs to it.
_OTHER_MATTER = re.compile(
    r"\b(?:adjustments?|arrangements?|assistance|support|access|requirements?|facilities|need|help)\b",
    re.IGNORECASE,
)
# A question the other way round, where yes may mean no.
_REVERSED = re.compile(
    r"\b(?:(?:do|would|does) ?n[o'’]t (?:wish|want|like)|not (?:wish|want|be considered)|"
    r"opt(?:ing)?[ -]out|decline|withdraw)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Declared:
    """What was answered about one scheme, and where.

    Attributes:
        answer: never a guess.
        start, end: where the answer stands, as half-open offsets into ``Document.text``.
    """

    answer: Answer
    start: int
    end: int


@dataclass
class Declarations:
    """What the form says of the schemes.

    Attributes:
        schemes: ids of the schemes declared, in the order of the form words.
        unclear: a sentence for each scheme that HR must settle.
        places: scheme id to what was answered about it, and where.
    """

    schemes: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    places: dict[str, Declared] = field(default_factory=dict)


@dataclass
class _Found:
    """Answers by scheme: to questions that name the scheme or the guarantee; to questions about
    the group that stand beside such words; and plain yeses about the group."""

    asked: dict[str, list[Declared]] = field(default_factory=dict)
    beside: dict[str, list[Declared]] = field(default_factory=dict)
    group_only: dict[str, list[Declared]] = field(default_factory=dict)
    mixed: bool = False  # a yes, or what may be one, to a question about several schemes


def declarations_of(
    rows: list[Row], words: FormWords, *, unseen: bool = False, recognised: bool = False
) -> Declarations:
    """Return the schemes declared on a form, and what is unclear about them.

    Args:
        rows: of the form.
        words: what the form calls things.
        unseen: whether the form holds what cannot be read, such as pictures: a place that seems
            blank may then hold a tick.
        recognised: whether the text was recognised from a picture, where ticks are not reliable.
    """
    reading = _Reading(rows, words, recognised)
    for index in range(len(rows)):
        reading.row(index)
    return _settled(reading.found, words, unseen)


class _Reading:
    """One walk down a form, with what was mentioned shortly before."""

    def __init__(self, rows: list[Row], words: FormWords, recognised: bool) -> None:
        self.found = _Found()
        self._rows = rows
        self._words = words
        self._recognised = recognised
        self._near = 0
        self._recent: list[tuple[int, Scheme]] = []
        self._used: set[int] = set()  # rows that are the answer to one above them
        self._form = Surroundings(self._asks, self._stops)
        self._several = any(self._may_ask_for_others(row) for row in rows)

    def row(self, index: int) -> None:
        row = self._rows[index]
        text = " ".join(segment for segment in row.segments if segment.strip())
        if index in self._used or not text:
            return
        speaks = bool(self._words.guarantee.search(text))
        self._near = _NEAR if speaks else max(0, self._near - 1)
        for box in self._words.boxes:
            if box.question.search(text):
                self._mapped(box, index)
                return
        if set(self._words.labels_of(_first_line(row))) & QUESTIONS:
            return
        named = [scheme for scheme in self._words.schemes if scheme.named.search(text)]
        mentioned = [s for s in self._words.schemes if s in named or s.about.search(text)]
        self._recent = [(at, scheme) for at, scheme in self._recent if index - at <= _NEAR]
        before = {scheme.id: scheme for _, scheme in self._recent}
        self._recent += [(index, scheme) for scheme in mentioned]
        marks = has_marks(text)
        if len(text) > _PROSE and not marks:
            return
        if len(mentioned) > 1 and marks:
            self._options(row, mentioned, speaks or bool(named))
        elif mentioned or speaks:
            self._question(index, text, mentioned, before, bool(named) or speaks)
        elif row.section == "declarations":
            self._unnamed(index, text, before)

    def _may_ask_for_others(self, row: Row) -> bool:
        """Whether a row may be about a scheme for others than disabled people."""
        if row.blank or row.section in APPLICATION | {"monitoring", "others"}:
            return False
        text = row.text
        others = self._words.schemes[1:]
        return any(s.named.search(text) or s.about.search(text) for s in others) or bool(
            self._words.guarantee.search(text) and _OTHER_GROUPS.search(text)
        )

    def _mapped(self, box: Box, index: int) -> None:
        """A question that the form's map says is about one scheme."""
        form = Surroundings(lambda text: bool(box.question.search(text)), self._stops)
        reply = reply_to(self._rows, index, form, box)
        if reply is not None:
            self._used |= reply.rows
            self._add(self.found.asked, box.scheme, reply)

    def _question(
        self, index: int, text: str, mentioned: list[Scheme], before: dict[str, Scheme], asked: bool
    ) -> None:
        row = self._rows[index]
        reply = reply_to(self._rows, index, self._form)
        if reply is None or (reply.answer is Answer.BLANK and not asked):
            return
        self._used |= reply.rows
        speaks = bool(self._words.guarantee.search(text))
        if not asked and _OTHER_MATTER.search(reply.question):
            return
        if not mentioned:
            if not (reply.boxed or self._words.guarantee.search(reply.question)):
                return
            if len(before) == 1:  # "Do you wish to use the scheme?" after a question on the group
                mentioned = list(before.values())
            elif not before and not self._several:
                mentioned = list(self._words.schemes[:1])
        if len(mentioned) != 1:
            doubtful = reply.answer is Answer.UNCLEAR and (reply.boxed or "?" in reply.question)
            self.found.mixed = self.found.mixed or reply.answer is Answer.YES or doubtful
            return
        scheme = mentioned[0].id
        if self._follows_a_no(scheme, reply, text):
            return
        if row.section in ("monitoring", "others") and not speaks:
            if self._near and row.section == "monitoring":
                self._add(self.found.group_only, scheme, reply)
        elif row.section in ("statement", "questions", "employment", "education"):
            # Headings may have been missed; a plain yes amid other things is asked about.
            if speaks or reply.boxed:
                self._add(self.found.asked if speaks else self.found.group_only, scheme, reply)
            elif asked and len(text) < 200 and reply.answer is Answer.YES:
                self._add(self.found.group_only, scheme, reply)
        elif asked:
            self._add(self.found.asked, scheme, reply)
        elif row.section == "declarations" or self._near:
            self._add(self.found.beside, scheme, reply)
        elif reply.boxed or reply.answer is Answer.YES:
            self._add(self.found.group_only, scheme, reply)

    def _follows_a_no(self, scheme: str, reply: Reply, text: str) -> bool:
        """Whether a question begins "If yes", the answer before was no, and nothing is ticked."""
        if not _IF_YES.search(text) or not reply.boxed:
            return False
        said = "\t".join((text, *(self._rows[at].text for at in sorted(reply.rows))))
        if any(option.ticked is not False for option in options(said)):
            return False
        kinds = (self.found.asked, self.found.beside, self.found.group_only)
        return any(one.answer is Answer.NO for kind in kinds for one in kind.get(scheme, []))

    def _unnamed(self, index: int, text: str, before: dict[str, Scheme]) -> None:
        """A question under the heading of the schemes that names none: "Does this apply?"."""
        row = self._rows[index]
        if row.opens or self._words.labels_of(_first_line(row)) or len(before) != 1:
            return
        if not has_marks(text) and "?" not in text:
            return
        reply = reply_to(self._rows, index, self._form)
        if reply is not None and reply.answer is not Answer.BLANK:
            self._used |= reply.rows
            self._add(self.found.group_only, next(iter(before)), reply)

    def _options(self, row: Row, mentioned: list[Scheme], asked: bool) -> None:
        """A row of tick boxes, one for each scheme."""
        first = next(i for i, segment in enumerate(row.segments) if has_marks(segment))
        if any(self._asks_by_name(segment) for segment in row.segments[:first]):
            first = 0
        text = "\t".join(row.segments[first:])
        found = options(text)
        alike = {option.ticked for option in found}
        certain = tells_order(text) or len(alike) == 1
        for scheme in mentioned:
            boxes = [
                option
                for option in found
                if scheme.named.search(option.words) or scheme.about.search(option.words)
            ]
            states = {option.ticked for option in boxes} if certain else {None}
            answer = Answer.UNCLEAR
            if states in ({True}, {False}):
                answer = Answer.YES if True in states else Answer.NO
            if not boxes and not asked:
                continue
            reply = Reply(answer, row.start, row.end, boxed=True)
            if asked or row.section == "declarations" or self._near:
                self._add(self.found.asked if asked else self.found.beside, scheme.id, reply)
            elif answer is not Answer.NO:
                self._add(self.found.group_only, scheme.id, reply)

    def _asks_by_name(self, text: str) -> bool:
        return any(s.named.search(text) or s.about.search(text) for s in self._words.schemes)

    def _asks(self, text: str) -> bool:
        """Whether a text speaks of a scheme, a group, or the guarantee."""
        return bool(self._words.guarantee.search(text)) or self._asks_by_name(text)

    def _stops(self, row: Row) -> bool:
        """Whether a row is a question of its own, and no answer to the one above it."""
        if row.opens or row.heading or row.apart:
            return True
        if self._asks_by_name(row.text):
            return not answers(row.text)
        return bool(self._words.labels_of(_first_line(row)))

    def _add(self, where: dict[str, list[Declared]], scheme: str, reply: Reply) -> None:
        answer = reply.answer
        if _REVERSED.search(reply.question) and answer is not Answer.BLANK:
            answer = Answer.UNCLEAR
        if self._recognised and (reply.boxed or answer is Answer.BLANK):
            answer = Answer.UNCLEAR
        where.setdefault(scheme, []).append(Declared(answer, reply.start, reply.end))


def _first_line(row: Row) -> str:
    return row.segments[0].strip().split("\n")[0].split(":")[0]


def _settled(found: _Found, words: FormWords, unseen: bool) -> Declarations:
    settled = Declarations()
    for scheme in words.schemes:
        asked = found.asked.get(scheme.id, [])
        given = _given(asked) or _given(found.beside.get(scheme.id, []))
        group = [one for one in found.group_only.get(scheme.id, []) if one.answer in _MAY_BE_YES]
        answers = {one.answer for one in given}
        if Answer.UNCLEAR in answers or {Answer.YES, Answer.NO} <= answers:
            settled.places[scheme.id] = Declared(Answer.UNCLEAR, given[0].start, given[0].end)
            settled.unclear += (_CANNOT_BE_READ.format(scheme.title),)
        elif given:
            settled.places[scheme.id] = given[0]
            settled.schemes += (scheme.id,) if Answer.YES in answers else ()
        elif group:
            settled.places[scheme.id] = Declared(Answer.UNCLEAR, group[0].start, group[0].end)
            settled.unclear += (_GROUP_ONLY.format(scheme.title),)
        elif asked:
            settled.places[scheme.id] = asked[0]
            settled.unclear += (_MAY_HOLD_A_TICK.format(scheme.title),) if unseen else ()
    if found.mixed and not settled.schemes:
        settled.unclear += (_WHICH_SCHEME,)
    return settled


def _given(answers: list[Declared]) -> list[Declared]:
    return [one for one in answers if one.answer is not Answer.BLANK]


_MAY_BE_YES = (Answer.YES, Answer.UNCLEAR)
_CANNOT_BE_READ = (
    "The answer about {} cannot be read from the form. Look at the form and set it by hand."
)
_GROUP_ONLY = (
    "The form says yes to a question about {}, but it is not clear whether a guaranteed interview "
    "is asked for. Look at the form and set it by hand."
)
_MAY_HOLD_A_TICK = (
    "The place for the answer about {} seems blank, but the form holds pictures, and one may be "
    "a tick. Look at the form and set it by hand."
)
_WHICH_SCHEME = (
    "The form asks for a guaranteed interview without saying under which scheme. Look at the form "
    "and set it by hand."
)
