"""The vacancy: its person specification, places, schemes and panel, checked as a whole.

It knows nothing of candidates or of where a vacancy is kept. Whether a scheme or a policy of
that name exists is for the workflow to check, which knows what is installed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from edi_shortlist.recruitment.criteria import (
    Criterion,
    CriterionKind,
    Scale,
    criterion_problems,
    read_criterion,
    read_scale,
    scale_problems,
)
from edi_shortlist.recruitment.fields import Fields, InputError, repeated
from edi_shortlist.recruitment.toml_text import toml_lines, toml_tables


class VacancyError(InputError):
    """A vacancy cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


class TieRule(StrEnum):
    """What happens to candidates who tie for the last interview place.

    ``ESSENTIAL_TOTAL`` and ``DESIRABLE_TOTAL`` prefer the higher weighted total on those criteria;
    whoever is level even then is invited too. ``LOT`` draws lots from a seed that is logged.
    """

    INVITE_ALL = "invite-all"
    ESSENTIAL_TOTAL = "essential-total"
    DESIRABLE_TOTAL = "desirable-total"
    LOT = "lot"


class ScoringWay(StrEnum):
    """In which order a panellist goes about the scores.

    ``BY_QUESTION`` and ``BY_CRITERION`` go across the candidates, one question or criterion at a
    time; ``BY_APPLICATION`` scores everything of one candidate before the next.
    """

    BY_QUESTION = "by-question"
    BY_CRITERION = "by-criterion"
    BY_APPLICATION = "by-application"


@dataclass(frozen=True)
class PolicyOverride:
    """A vacancy's own choice for one label of the redaction policy; the reason is logged."""

    label: str
    action: str
    reason: str


@dataclass(frozen=True)
class Vacancy:
    """A post to be filled. A vacancy that exists is valid.

    Attributes:
        interview_places: how many are invited on merit.
        interview_limit: the most interviews that can be held, or None; needs a reason.
        ties: what happens at the last place.
        schemes: ids of the guaranteed-interview schemes that this vacancy runs.
        policy: name of the redaction policy.
        scoring: how the panel goes about the scores, or None where the forms decide
            (``rounds.scoring_way``).
        panel: the panellists' names.

    Raises:
        VacancyError: listing every problem.
    """

    reference: str
    title: str
    school_based: bool = False
    interview_places: int = 1
    interview_limit: int | None = None
    interview_limit_reason: str = ""
    ties: TieRule = TieRule.INVITE_ALL
    schemes: tuple[str, ...] = ()
    policy: str = "standard"
    policy_overrides: tuple[PolicyOverride, ...] = ()
    scoring: ScoringWay | None = None
    scale: Scale = field(default_factory=Scale)
    criteria: tuple[Criterion, ...] = ()
    panel: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if problems := _problems(self):
            raise VacancyError(problems)

    @property
    def assessed_at_application(self) -> tuple[Criterion, ...]:
        """The criteria that panellists score, in order."""
        return tuple(c for c in self.criteria if c.at_application)

    @property
    def essential_at_application(self) -> tuple[Criterion, ...]:
        """The criteria that make up the minimum (design rule: every essential criterion
        assessed at application; Disability Confident guidance, DWP, "minimum criteria")."""
        return tuple(c for c in self.assessed_at_application if c.kind is CriterionKind.ESSENTIAL)

    def scored_on(self, question: str) -> tuple[Criterion, ...]:
        """Return the criteria scored on the answer to a question, in order: those that name it;
        where none does, those that name no question; where there are none of these, all.

        Args:
            question: ``Q1`` and so on, or ``statement``.
        """
        for wanted in (question.casefold(), ""):
            found = tuple(
                criterion
                for criterion in self.assessed_at_application
                if wanted in ([one.casefold() for one in criterion.questions] or [""])
            )
            if found:
                return found
        return self.assessed_at_application

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id.

        Raises:
            KeyError: there is none.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def warnings(self) -> tuple[str, ...]:
        """Return sentences about what is allowed but probably not meant; those about the person
        specification are ``specification_warnings``'s."""
        found = []
        if not self.criteria:
            found.append("There are no criteria yet, so nothing can be scored.")
        if not self.panel:
            found.append("There is nobody on the panel yet.")
        if self.scale.pass_level == self.scale.first:
            found.append(
                f"'scale.pass' is {self.scale.first}, so every candidate passes every criterion."
            )
        if self.interview_limit is not None and self.interview_limit < self.interview_places:
            found.append("'interview_limit' is lower than 'interview_places'; the limit is kept.")
        return tuple(found)

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "Vacancy":
        """Read the mapping of a ``vacancy.toml`` (or of ``to_dict``).

        Raises:
            VacancyError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        values: dict[str, Any] = {
            "reference": fields.text("reference"),
            "title": fields.text("title"),
            "school_based": fields.yes_or_no("school_based", False),
            "interview_places": fields.whole("interview_places", 1),
            "interview_limit": fields.whole("interview_limit", None),
            "interview_limit_reason": fields.text("interview_limit_reason", ""),
            "ties": fields.choice("ties", TieRule, TieRule.INVITE_ALL),
            "schemes": fields.texts("schemes", ()),
            "policy": fields.text("policy", "standard"),
            "policy_overrides": tuple(map(_read_override, fields.tables("policy_overrides"))),
            "scoring": (fields.choice("scoring", ScoringWay) if "scoring" in mapping else None),
            "scale": read_scale(fields.table("scale")),
            "criteria": tuple(map(read_criterion, fields.tables("criteria"))),
            "panel": tuple(map(_read_panellist, fields.tables("panel"))),
        }
        fields.refuse_unknown()
        try:
            vacancy = cls(**values)
        except VacancyError as error:
            # What is missing was already said; that it is therefore empty need not be.
            named = {said.split("'")[1] for said in problems}
            problems += [said for said in error.problems if said.split("'")[1] not in named]
        if problems:
            raise VacancyError(problems)
        return vacancy

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able mapping in the form of ``vacancy.toml``; ``from_dict`` reads it."""
        mapping: dict[str, Any] = {
            "reference": self.reference,
            "title": self.title,
            "school_based": self.school_based,
            "interview_places": self.interview_places,
        }
        if self.interview_limit is not None:
            mapping["interview_limit"] = self.interview_limit
            mapping["interview_limit_reason"] = self.interview_limit_reason
        mapping |= {
            "ties": self.ties.value,
            "schemes": list(self.schemes),
            "policy": self.policy,
            **({"scoring": self.scoring.value} if self.scoring else {}),
            "scale": self.scale.to_dict(),
            "criteria": [c.to_dict() for c in self.criteria],
            "panel": [{"name": name} for name in self.panel],
        }
        if self.policy_overrides:
            mapping["policy_overrides"] = [
                {"label": o.label, "action": o.action, "reason": o.reason}
                for o in self.policy_overrides
            ]
        return mapping

    def to_toml(self) -> str:
        """Return the text of a ``vacancy.toml``."""
        mapping = self.to_dict()
        tables = {k: mapping.pop(k) for k in ("scale", "criteria", "panel")}
        tables["policy_overrides"] = mapping.pop("policy_overrides", [])
        return "\n".join([toml_lines(mapping), *toml_tables(tables)])


def _read_override(fields: Fields) -> PolicyOverride:
    override = PolicyOverride(fields.text("label"), fields.text("action"), fields.text("reason"))
    fields.refuse_unknown()
    return override


def _read_panellist(fields: Fields) -> str:
    name = fields.text("name")
    fields.refuse_unknown()
    return name


def _problems(vacancy: Vacancy) -> list[str]:
    """Return a sentence for each rule the vacancy breaks."""
    found: list[str] = []
    for key in ("reference", "title", "policy"):
        if not getattr(vacancy, key).strip():
            found.append(f"'{key}' must not be empty.")
        if not getattr(vacancy, key).isprintable():
            found.append(f"'{key}' must be on one line.")
    if vacancy.interview_places < 1:
        found.append("'interview_places' must be 1 or more.")
    if vacancy.interview_limit is not None:
        if vacancy.interview_limit < 1:
            found.append("'interview_limit' must be 1 or more.")
        if not vacancy.interview_limit_reason.strip():
            found.append(
                "'interview_limit_reason' must say why interviews are limited, for the record."
            )
    elif vacancy.interview_limit_reason.strip():
        found.append("'interview_limit_reason' is given, but there is no 'interview_limit'.")
    found += repeated("schemes", vacancy.schemes)
    found += scale_problems(vacancy.scale)
    for number, criterion in enumerate(vacancy.criteria, 1):
        found += criterion_problems(f"criteria[{number}]", criterion, vacancy.scale)
    found += repeated("criteria", (c.id for c in vacancy.criteria), "id", str.casefold)
    for number, name in enumerate(vacancy.panel, 1):
        if not name.strip():
            found.append(f"'panel[{number}].name' must not be empty.")
    found += repeated("panel", vacancy.panel, "name", str.casefold)
    for number, override in enumerate(vacancy.policy_overrides, 1):
        for key in ("label", "action", "reason"):
            if not getattr(override, key).strip():
                found.append(f"'policy_overrides[{number}].{key}' must not be empty.")
    found += repeated("policy_overrides", (o.label for o in vacancy.policy_overrides), "label")
    return found
