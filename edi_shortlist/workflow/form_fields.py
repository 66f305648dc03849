"""What is known of one applicant, field by field, with the place of each in the documents.

It compares what the vault holds with what the forms say when they are read again. It changes
nothing and asks the vault for nothing.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edi_shortlist.documents import Document, read_form
from edi_shortlist.documents.forms import FormAnswers, FoundField
from edi_shortlist.documents.forms.words import general_form_words
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.storage import SealedApplication

IDENTITY = (
    "full_name",
    "preferred_name",
    "email",
    "phone",
    "address",
    "postcode",
    "date_of_birth",
)
YES, NO, UNCLEAR = "yes", "no", "unclear"
DECLARATIONS = "declarations"

# Shorter words stand in many places that are not about the applicant.
_LEAST_TO_LOOK_FOR = 4


class Source(StrEnum):
    """Where the value of a field is from."""

    DOCUMENT = "document"
    INDEX = "index"
    HAND = "hand"
    NOWHERE = "nowhere"


class Standing(StrEnum):
    """Whether a person must look at a field."""

    CERTAIN = "certain"
    LOOK = "look"
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class Place:
    """Where something stands: half-open offsets into a document's text."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True)
class FormField:
    """One thing known of an applicant.

    Attributes:
        key: ``identity.email``, ``declarations.care-experience``, ``adjustments``,
            ``interview_mode``, ``monitoring.religion``, ``question.Q1`` or ``statement``.
        value: as the vault holds it; of a declaration ``yes``, ``no`` or ``unclear``.
        source: where the value is from.
        place: where it stands, or where the documents say something else; None where they say
            nothing.
        standing: whether a person must look at it.
        read: what the documents say, where that is not the value.
        asked: the question, where it is a numbered one.
    """

    key: str
    value: str
    source: Source
    place: Place | None
    standing: Standing
    read: str = ""
    asked: str = ""

    @property
    def editable(self) -> bool:
        """Whether a person can correct it; answers and the statement are as they were written."""
        return not self.key.startswith("question.") and self.key != "statement"

    @property
    def doubtful(self) -> bool:
        """Whether a person has to decide about it."""
        if not self.editable:
            return False
        nameless = self.key == "identity.full_name" and self.standing is Standing.NOT_FOUND
        return nameless or self.standing is Standing.LOOK


def fields_of(
    application: SealedApplication,
    documents: Sequence[tuple[str, Document]],
    schemes: Mapping[str, Scheme],
    by_hand: Collection[str],
) -> tuple[str, tuple[FormField, ...]]:
    """Return the form's title, or "" for one that no map knows, and every field.

    Args:
        documents: the id and the document of each file of the application.
        schemes: that there are, by id.
        by_hand: names of the fields that a person wrote; ``declarations`` stands for all of them.
    """
    reading = _Reading(documents, by_hand)
    in_doubt = _schemes_in_doubt(application, reading, schemes)
    values = {f"identity.{key}": application.identity.get(key, "") for key in IDENTITY}
    monitored = dict.fromkeys((*application.monitoring, *reading.monitored))
    return reading.title, (
        *(reading.known(key, value) for key, value in values.items()),
        *(
            reading.declared(scheme, application.declarations, in_doubt=scheme in in_doubt)
            for scheme in schemes
        ),
        reading.known("adjustments", application.adjustments),
        reading.known("interview_mode", application.interview_mode),
        *(
            reading.known(f"monitoring.{key}", application.monitoring.get(key, ""))
            for key in monitored
        ),
        *reading.answers(),
    )


def monitored_characteristics() -> set[str]:
    """Return the characteristics that forms ask about."""
    mark = "monitoring."
    return {
        key.removeprefix(mark)
        for key in general_form_words().labels.values()
        if key.startswith(mark)
    }


def _schemes_in_doubt(
    application: SealedApplication, reading: "_Reading", schemes: Mapping[str, Scheme]
) -> set[str]:
    """Return the schemes of which it must be asked whether they were declared.

    A sentence that names no scheme may be about any of them.
    """
    if not application.unclear:
        return set()
    titles = {scheme.id: scheme.title for scheme in general_form_words().schemes}
    said = " ".join(application.unclear).casefold()
    found = set()
    for scheme in schemes.values():
        names = {scheme.id, scheme.name, titles.get(scheme.id, scheme.name)}
        named = any(name.casefold() in said for name in names)
        if named or reading.says(f"{DECLARATIONS}.{scheme.id}", UNCLEAR):
            found.add(scheme.id)
    return found or set(schemes)


@dataclass(frozen=True)
class _Read:
    """A field of one document."""

    field: FoundField
    document_id: str

    @property
    def place(self) -> Place:
        return Place(self.document_id, self.field.start, self.field.end)


class _Reading:
    """What all documents of one application say; the fullest form goes first."""

    def __init__(self, documents: Sequence[tuple[str, Document]], by_hand: Collection[str]) -> None:
        self._documents = documents
        self._by_hand = by_hand
        forms: list[tuple[str, FormAnswers]] = [(id_, read_form(d)) for id_, d in documents]
        forms.sort(key=lambda form: -len(form[1].fields))
        self._questions = {
            (id_, question.start): question.text
            for id_, form in forms
            for question in form.questions
        }
        self.title = next((form.form for _, form in forms if form.form), "")
        self._found: dict[str, list[_Read]] = {}
        for id_, form in forms:
            for one in form.fields:
                self._found.setdefault(one.key, []).append(_Read(one, id_))

    @property
    def monitored(self) -> list[str]:
        """The characteristics that the forms give an answer about."""
        mark = "monitoring."
        return [key.removeprefix(mark) for key in self._found if key.startswith(mark)]

    def says(self, key: str, value: str) -> bool:
        """Whether one of the documents gives this answer."""
        return any(read.field.value == value for read in self._found.get(key, ()))

    def known(self, key: str, value: str) -> FormField:
        """Return a field whose value the vault holds."""
        reads = self._found.get(key, [])
        same = next((r for r in reads if value and _plain(r.field.value) == _plain(value)), None)
        other = reads[0] if reads and same is None else None
        said = other.field.value if other else ""
        if key in self._by_hand:
            place = same.place if same else self._written(value)
            place = place or (other.place if other else None)
            standing = Standing.CERTAIN if value else Standing.NOT_FOUND
            return FormField(key, value, Source.HAND, place, standing, said)
        if same is not None:
            standing = Standing.CERTAIN if same.field.certain else Standing.LOOK
            return FormField(key, value, Source.DOCUMENT, same.place, standing)
        source = Source.INDEX if value else Source.NOWHERE
        place = other.place if other else self._written(value)
        if not value and other is None:
            return FormField(key, value, source, None, Standing.NOT_FOUND)
        agrees = bool(value) and not (other and other.field.certain)
        standing = Standing.CERTAIN if agrees else Standing.LOOK
        return FormField(key, value, source, place, standing, said)

    def declared(self, scheme: str, declared: Collection[str], *, in_doubt: bool) -> FormField:
        """Return whether a scheme was declared."""
        key = f"{DECLARATIONS}.{scheme}"
        value = YES if scheme in declared else NO
        reads = self._found.get(key, [])
        read = next((r for r in reads if _declares(r) == value), reads[0] if reads else None)
        place = read.place if read else None
        said = _declares(read) if read else ""
        if in_doubt:
            return FormField(key, UNCLEAR, Source.NOWHERE, place, Standing.LOOK, said)
        if DECLARATIONS in self._by_hand:
            other = "" if said == value else said
            return FormField(key, value, Source.HAND, place, Standing.CERTAIN, other)
        if read is None:
            if value == YES:
                return FormField(key, value, Source.INDEX, None, Standing.CERTAIN)
            return FormField(key, value, Source.NOWHERE, None, Standing.NOT_FOUND)
        if said != value:
            return FormField(key, value, Source.INDEX, place, Standing.LOOK, said)
        standing = Standing.CERTAIN if read.field.certain else Standing.LOOK
        return FormField(key, value, Source.DOCUMENT, place, standing)

    def answers(self) -> list[FormField]:
        """Return the numbered questions and the statement, each from the fullest form."""
        found = []
        for key, reads in self._found.items():
            if not key.startswith("question.") and key != "statement":
                continue
            first = reads[0]
            standing = Standing.CERTAIN if first.field.certain else Standing.LOOK
            asked = self._questions.get((first.document_id, first.field.start), "")
            found.append(
                FormField(
                    key, first.field.value, Source.DOCUMENT, first.place, standing, asked=asked
                )
            )
        return found

    def _written(self, value: str) -> Place | None:
        """Where a value stands in a document as it is, though nothing there asks for it."""
        if len(value) < _LEAST_TO_LOOK_FOR:
            return None
        for id_, document in self._documents:
            start = document.text.find(value)
            if start >= 0:
                return Place(id_, start, start + len(value))
        return None


def _declares(read: _Read) -> str:
    """What a form says of a scheme; a blank box declares nothing."""
    return NO if read.field.value == "blank" else read.field.value


def _plain(value: str) -> str:
    """A value without what makes no difference: capitals, blanks, full stops."""
    return re.sub(r"[\W_]+", "", value.casefold())
