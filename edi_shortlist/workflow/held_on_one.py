"""What is held on one applicant, told to the applicant: what each thing is and where it is from.

It opens nothing; ``subject_access`` gathers what it tells. Other applicants are never named.
Panellists and staff are told by their part unless HR chooses to name them: what identifies
somebody else need not be disclosed without consent unless that is reasonable (Data Protection Act
2018, Schedule 2, paragraph 16; Information Commissioner, Right of access, Information about other
individuals, read 29 November 2026).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.reports.page import Cell, Link, Section
from edi_shortlist.storage import (
    AgreedRecord,
    AuditEntry,
    Redaction,
    ScoreRecord,
    SealedApplication,
    SealedOutcome,
    StandingRecord,
)
from edi_shortlist.storage.vault import Confirmation, DeclarationChange
from edi_shortlist.workflow.agreed_held import agreed_section
from edi_shortlist.workflow.application_forms import ApplicationForm
from edi_shortlist.workflow.drawn_held import DrawnHeld, drawn_sections
from edi_shortlist.workflow.form_fields import FormField, Source
from edi_shortlist.workflow.interview_held import InterviewHeld, interview_sections
from edi_shortlist.workflow.retention import RetentionGroup
from edi_shortlist.workflow.scored_evidence import Quotation
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.told_held import ToldHeld, told_sections

_REFERENCE = re.compile(r"\bC-[0-9A-HJKMNP-TV-Z]{4,}\b")
_ANOTHER = "[another applicant]"


@dataclass(frozen=True)
class Held:
    """Everything that the workspace holds on one applicant.

    Attributes:
        kept_apart: with how many other applications it was said to be another person's.
        scores: each with when it was recorded.
        agreed: what the panel agreed in moderation.
        evidence: what panellists marked, in its words.
        put_aside: the panellist and the round of each time the candidate was put aside.
        interview: what the interview stage holds.
        told: what panellists told while they scored.
        drawn: why the candidate came out so, and late decisions.
        entries: those of the log that name the candidate.
        references: of every candidate, erased or not, so that the others can be left out.
    """

    candidate: str
    vacancy: Vacancy
    state: VacancyState
    application: SealedApplication
    form: ApplicationForm
    declaration_changes: Sequence[DeclarationChange]
    confirmations: Sequence[Confirmation]
    kept_apart: int
    redactions: Sequence[Redaction]
    scores: Sequence[tuple[ScoreRecord, str]]
    standing: StandingRecord | None
    outcome: SealedOutcome | None
    retention: RetentionGroup
    entries: Sequence[AuditEntry]
    references: frozenset[str]
    name_staff: bool
    evidence: Sequence[Quotation] = ()
    put_aside: Sequence[tuple[str, str]] = ()
    interview: InterviewHeld | None = None
    told: ToldHeld | None = None
    agreed: Sequence[AgreedRecord] = ()
    drawn: DrawnHeld | None = None
    _staff: dict[str, str] = field(default_factory=dict)

    def person(self, name: str) -> str:
        """Return a panellist's or a member of staff's part, or the name where HR chose so."""
        if self.name_staff:
            return name
        if name in self.vacancy.panel:
            return f"panellist {self.vacancy.panel.index(name) + 1}"
        return self._staff.setdefault(name, f"member of staff {len(self._staff) + 1}")


def sections(
    held: Held, originals: Mapping[str, str], copies: Mapping[str, str]
) -> Iterator[Section]:
    """Yield the parts of the page.

    Args:
        originals, copies: where the files lie beside the page, by the document's id.
    """
    yield _about(held)
    yield _particulars(held)
    yield _changes(held)
    yield _documents(held, originals, copies)
    yield _redactions(held)
    yield _scores(held)
    yield agreed_section(held.agreed, held.vacancy, held.person)
    yield _evidence(held)
    if held.told:
        yield from told_sections(held.told, held.person)
    yield _outcome(held)
    if held.drawn:
        yield from drawn_sections(held.drawn, held.person)
    if held.interview:
        yield from interview_sections(held.interview, held.vacancy, held.person)
    yield _log(held)


def _about(held: Held) -> Section:
    kept = held.retention
    until = (
        f"It is kept until {_day(kept.due.isoformat())} and erased then."
        if kept.due
        else "No day is set yet on which it is erased."
    )
    return Section(
        "About this",
        (
            f"You applied for {held.vacancy.title} ({held.vacancy.reference}). Your application "
            f"has the reference {held.candidate}. This page and the files beside it are all that "
            "the recruitment program holds on you.",
            "It is used to choose whom to interview without regard to who they are, to offer "
            "guaranteed interviews to those who asked for one, and to count what becomes of "
            "applicants. HR sees all of it. The panel sees only the anonymised copies; people give "
            "every score, and the program adds them up and applies the published rules.",
            f"{until} You can ask for a mistake to be put right, for your application to be "
            "erased, and you can complain to the Information Commissioner (ico.org.uk). The "
            "employer's privacy notice says whom to write to.",
        ),
    )


def _particulars(held: Held) -> Section:
    files = {one.document_id: one.file for one in held.form.documents}
    application = held.application
    rows = [
        (_label(one.key), one.value, _source(one, files))
        for one in held.form.fields
        if one.editable and one.value
    ]
    rows.append(("Came in as", application.name, "the name of your file or folder"))
    rows.append(("Taken in on", _when(application.imported_at), "the program"))
    rows += [("To be asked", sentence, "the program") for sentence in application.unclear]
    return Section(
        "Who you are, what you declared and what you answered",
        (
            "Your declarations, the adjustments you asked for and your answers for equality "
            "monitoring are sealed: the panel never sees them, and no score rests on them.",
        ),
        ("What", "Held", "Where it is from"),
        rows,
    )


def _changes(held: Held) -> Section:
    rows: list[Sequence[Cell]] = []
    for one in held.confirmations:
        said = [
            f"{_label(name)}: {_value(was)} → {_value(now)}"
            for name, (was, now) in one.changes.items()
        ]
        rows.append(
            (_when(one.at), held.person(one.actor), _lines(["Confirmed.", *said]), one.reason)
        )
    for change in held.declaration_changes:
        said = [f"Declarations: {_value(change.before)} → {_value(change.after)}"]
        rows.append((_when(change.at), held.person(change.actor), _lines(said), change.reason))
    if draft := held.form.draft:
        said = [f"{_label(name)}: {value}" for name, value in draft.typed.items()]
        rows.append(
            (
                _when(draft.at),
                held.person(draft.actor),
                _lines(["Typed, not confirmed.", *said]),
                draft.reason,
            )
        )
    about = ["Staff compare what was read from your form with the form, and correct it."]
    if held.kept_apart:
        about.append(
            f"Your application looked like {held.kept_apart} other and was found to be another "
            "person's."
        )
    return Section(
        "What staff confirmed or changed",
        about,
        ("When", "Who", "What", "Why"),
        rows,
        "Nothing was confirmed or changed.",
    )


def _documents(held: Held, originals: Mapping[str, str], copies: Mapping[str, str]) -> Section:
    rows: list[Sequence[Cell]] = []
    for number, one in enumerate(held.form.documents, 1):
        original, copy = originals.get(one.document_id), copies.get(one.document_id)
        rows.append(
            (
                str(number),
                Link(one.file, original) if original else one.file,
                Link("as the panel reads it", copy) if copy else "not made yet",
            )
        )
    return Section(
        "Your documents",
        (
            "The originals are as you sent them. The anonymised copies are what the panel reads; "
            "they are made when the vacancy is released to the panel.",
        ),
        ("Document", "Original", "Anonymised copy"),
        rows,
    )


def _redactions(held: Held) -> Section:
    texts = {one.document_id: one.document.text for one in held.form.documents}
    numbers = {one.document_id: str(n) for n, one in enumerate(held.form.documents, 1)}
    rows = [
        (
            numbers.get(one.document_id, ""),
            texts.get(one.document_id, "")[one.start : one.end],
            one.replacement,
            one.label.replace("_", " ").lower(),
            one.reason,
            one.source,
            _decision(held, one),
        )
        for one in held.redactions
    ]
    return Section(
        "What was hidden from the panel",
        (
            "The program proposes what to hide so that nobody is known or treated differently for "
            "who they are. A person decides.",
        ),
        ("Document", "Words", "Shown as", "Kind", "Why", "Found by", "Decision"),
        rows,
        "Nothing was proposed.",
    )


def _decision(held: Held, one: Redaction) -> str:
    decided = {"accepted": "hidden", "rejected": "left in"}.get(one.decision, "not decided yet")
    if not one.decided_by:
        return decided
    rule = f", by rule: {one.rule}" if one.rule else ""
    why = f", because: {one.decision_reason}" if one.decision_reason else ""
    return f"{decided}, {held.person(one.decided_by)}, {_when(one.decided_at or '')}{rule}{why}"


def _scores(held: Held) -> Section:
    criteria = {one.id: one.text for one in held.vacancy.criteria}
    scale = held.vacancy.scale
    rows = [
        (
            f"{score.criterion}: {criteria.get(score.criterion, '')}",
            held.person(score.panellist),
            f"{score.level} ({scale.name(score.level)})",
            score.note,
            _when(at),
        )
        for score, at in held.scores
    ]
    return Section(
        "How the panel scored you",
        ("Each panellist scores alone, from the anonymised copies.",),
        ("Criterion", "Who", "Score", "Note", "When"),
        rows,
        "There are no scores.",
    )


def _evidence(held: Held) -> Section:
    rows = [
        (one.criterion, held.person(one.panellist), str(one.document), one.words)
        for one in held.evidence
    ]
    aside = [f"{held.person(name)} ({key})" for name, key in held.put_aside]
    about = ["Panellists mark the passages of the anonymised copies on which their scores rest."]
    if aside:
        about.append(f"Put aside, to come back to it later: {', '.join(aside)}.")
    return Section(
        "What the panel marked as evidence",
        about,
        ("Criterion", "Who", "Document", "Words"),
        rows,
        "Nothing is marked.",
    )


def _outcome(held: Held) -> Section:
    standing, rows = held.standing, []
    if standing:
        rows = [
            ("Total", f"{float(Fraction(standing.total)):g}"),
            ("Meets the minimum", "yes" if standing.meets_minimum else "no"),
            ("Below the minimum on", ", ".join(standing.failed_essentials) or "nothing"),
            ("Place on the merit list", str(standing.rank or "none")),
            ("Invited to interview", "yes" if standing.invited else "no"),
        ]
    if held.outcome:
        rows += [
            ("Route", held.outcome.route or "none"),
            ("Schemes", ", ".join(held.outcome.schemes) or "none"),
            ("Explanation", held.outcome.explanation),
        ]
    return Section(
        "What became of your application",
        ("The program reckons it from the scores by the published rules.",),
        ("What", "Held"),
        rows,
        "The shortlist is not drawn yet.",
    )


def _log(held: Held) -> Section:
    rows = [
        (
            str(entry.number),
            _when(entry.at),
            held.person(entry.actor),
            entry.action,
            _details(held, entry.details),
        )
        for entry in held.entries
    ]
    return Section(
        "What the log says",
        (
            "Every step is logged under your reference, and the log holds neither your name nor "
            "your words. It cannot be changed, so these entries stay when your application is "
            "erased; nothing tells then whose they were.",
        ),
        ("No.", "When", "Who", "What", "Details"),
        rows,
        "No entry names your reference.",
    )


def _details(held: Held, details: Mapping[str, Any]) -> str:
    staff = {*held.vacancy.panel, *(entry.actor for entry in held.entries)}

    def told(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {told(name): told(said) for name, said in value.items()}
        if isinstance(value, list):
            return [told(said) for said in value]
        return held.person(value) if isinstance(value, str) and value in staff else value

    written = json.dumps(told(details), ensure_ascii=False) if details else ""
    return _REFERENCE.sub(lambda found: _only_own(held, found[0]), written)


def _only_own(held: Held, reference: str) -> str:
    if reference != held.candidate and reference in held.references:
        return _ANOTHER
    return reference


def _source(one: FormField, files: Mapping[str, str]) -> str:
    match one.source:
        case Source.DOCUMENT:
            file = files.get(one.place.document_id) if one.place else None
            return f"your document '{file}'" if file else "your documents"
        case Source.INDEX:
            return "the list that came with your application, from the system you applied in"
        case Source.HAND:
            return "staff, who confirmed or corrected it"
    return "nothing that you sent says otherwise"


def _label(key: str) -> str:
    words = key.removeprefix("identity.").replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{_label(name)} {said}" for name, said in value.items()) or "none"
    return str(value) or "nothing"


def _lines(said: Sequence[str]) -> str:
    return "\n".join(said)


def _when(at: str) -> str:
    return f"{at[:10]} {at[11:16]} UTC" if at else ""


def _day(at: str) -> str:
    return at[:10]
