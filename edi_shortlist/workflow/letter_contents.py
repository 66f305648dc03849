"""What stands in each applicant's letter: only what is that applicant's own.

Nobody else's scores, schemes or number go in. Of the schemes it says what the applicant declared
for and what follows from it, in the words in which the shortlist was explained.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from edi_shortlist.recruitment.entitlement import Entitlement
from edi_shortlist.recruitment.feedback import CriterionFeedback, feedback
from edi_shortlist.recruitment.plain_words import day_words, listed, number_words
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import SealedApplication
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.explaining import explanations
from edi_shortlist.workflow.index_file import read_csv_text
from edi_shortlist.workflow.interview_schedule import PlacedInterview, schedule, slots
from edi_shortlist.workflow.panel_scoring import panel_scores_of
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import get_vacancy

Comments = Mapping[tuple[str, str], str]
"""What HR chose to say of a candidate on a criterion, by ``(candidate, criterion)``."""

_COLUMNS = ("candidate", "criterion", "comment")
_LONGEST_COMMENT = 1000
_GUARANTEE, _LIMIT = "Guaranteed interview", "The limit on interviews"


@dataclass(frozen=True)
class LetterFacts:
    """What the letters of one vacancy are made of; the vault was open.

    Attributes:
        scores: the panel's, by candidate and criterion.
        accounts, interviews, extra_minutes: by candidate.
    """

    vacancy: Vacancy
    applications: Mapping[str, SealedApplication]
    scores: Mapping[str, Mapping[str, Fraction]]
    accounts: Mapping[str, Entitlement]
    interviews: Mapping[str, PlacedInterview]
    extra_minutes: Mapping[str, int]
    employer: str
    contact: str

    def fields(self, candidate: str, day: date, comments: Comments) -> dict[str, Any]:
        """Return what a template can ask for, for one candidate's letter.

        Args:
            day: on which it is written.
        """
        application = self.applications[candidate]
        identity = application.identity
        name = identity.get("full_name", "").strip()
        extra = self.extra_minutes.get(candidate, 0)
        return {
            "name": name,
            "salutation": identity.get("preferred_name", "").strip() or name,
            "address": "\n".join(address_lines(identity)),
            "candidate": candidate,
            "title": self.vacancy.title,
            "reference": self.vacancy.reference,
            "date": day_words(day),
            "employer": self.employer,
            "contact": self.contact,
            **_interview(self.interviews.get(candidate)),
            "extra_minutes": str(extra) if extra else "",
            "adjustments": application.adjustments.strip(),
            "guarantee": self._guarantee(candidate) if application.declarations else [],
            "feedback": [
                _entry(one, comments.get((candidate, one.criterion.id), ""))
                for one in feedback(self.vacancy, self.scores.get(candidate, {}))
            ],
        }

    def _guarantee(self, candidate: str) -> list[str]:
        account = self.accounts.get(candidate)
        return [
            sentence
            for finding in (account.for_applicant if account else ())
            if finding.rule in (_GUARANTEE, _LIMIT)
            for sentence in finding.sentences
        ]


def letter_facts(s: Session, ref: str) -> LetterFacts:
    """Gather what the letters of a vacancy are made of; the vault must be open.

    Raises:
        Refused: there is no such vacancy, or its invited are not unsealed.
        VaultSealed: the vault is not open.
    """
    vacancy = get_vacancy(s, ref)
    said = s.workspace.processing_record.stated().fields
    return LetterFacts(
        vacancy,
        {one.candidate: one for one in s.vault.applications(ref)},
        panel_scores_of(s, vacancy),
        {one.candidate: one for one in explanations(s, ref)},
        slots(s, ref),
        {one.candidate: one.extra for one in schedule(s, ref).interviews},
        said.get("controller", "").strip().split("\n")[0],
        said.get("contact", "").strip(),
    )


def address_lines(identity: Mapping[str, str]) -> list[str]:
    """Return the lines of an address, the postcode last."""
    address, postcode = identity.get("address", ""), identity.get("postcode", "").strip()
    lines = [line.strip(" ,") for line in address.replace(", ", "\n").split("\n")]
    lines = [line for line in lines if line]
    if postcode and not any(_bare(postcode) in _bare(line) for line in lines):
        lines.append(postcode)
    return lines


def read_comments(s: Session, ref: str, path: Path) -> dict[tuple[str, str], str]:
    """Read the comments that HR chose from a CSV ``candidate,criterion,comment``; one that is
    empty is left out.

    Raises:
        Refused: listing every line that is wrong.
    """
    vacancy, known = get_vacancy(s, ref), set(s.workspace.blind.candidates(ref))
    criteria = {one.id for one in vacancy.assessed_at_application}
    reader = csv.DictReader(io.StringIO(read_csv_text(path), newline=""))
    reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or []]
    if missing := [name for name in _COLUMNS if name not in reader.fieldnames]:
        raise Refused(
            f"'{path.name}' has no column '{missing[0]}'. The columns are {', '.join(_COLUMNS)}."
        )
    found: dict[tuple[str, str], str] = {}
    problems: list[str] = []
    for row in reader:
        candidate, criterion, comment = ((row.get(name) or "").strip() for name in _COLUMNS)
        if not comment:
            continue
        where, place = f"'{path.name}' line {reader.line_num}:", (candidate.upper(), criterion)
        if place[0] not in known:
            problems.append(f"{where} {ref} has no candidate '{candidate}'.")
        elif criterion not in criteria:
            problems.append(f"{where} '{criterion}' is not a criterion assessed at application.")
        elif place in found:
            problems.append(f"{where} there is a comment on this criterion above already.")
        elif len(comment) > _LONGEST_COMMENT:
            problems.append(f"{where} the comment is longer than {_LONGEST_COMMENT} characters.")
        found[place] = comment
    if problems:
        raise Refused(*problems)
    return found


def _interview(place: PlacedInterview | None) -> dict[str, str]:
    said = {
        "date": f"{place.start:%A} {day_words(place.start)}" if place else "",
        "time": f"{place.start:%H:%M}" if place else "",
        "minutes": str(place.minutes) if place else "",
        "mode": str(place.mode) if place else "",
        "place": place.where if place else "",
        "panel": listed(place.panel) if place and place.panel else "",
    }
    return {f"interview_{name}": value for name, value in said.items()}


def _entry(one: CriterionFeedback, comment: str) -> dict[str, str | bool]:
    return {
        "id": one.criterion.id,
        "criterion": one.criterion.text,
        "kind": one.criterion.kind.value,
        "score": number_words(one.score),
        "level": one.level,
        "words": one.words,
        "next_words": one.next_words,
        "met": one.met,
        "comment": comment,
    }


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
