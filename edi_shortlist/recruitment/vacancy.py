"""The vacancy: its criteria, scale, places, schemes and panel, checked as a whole.

It knows nothing of candidates or of where a vacancy is kept. Whether a scheme or a policy of
that name exists is for the workflow to check, which knows what is installed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from edi_shortlist.recruitment.fields import Fields, InputError
from edi_shortlist.recruitment.toml_text import plain_number, toml_lines, toml_tables

# Where a person specification may say that a criterion is assessed.
STAGES = (
    "application",
    "test",
    "presentation",
    "interview",
    "documents",
    "certificate",
    "references",
)
# What the lowest level of a scale may be scored.
FIRST_SCORES = (0, 1)


class VacancyError(InputError):
    """A vacancy cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


class CriterionKind(StrEnum):
    """Whether a candidate must meet the criterion."""

    ESSENTIAL = "essential"
    DESIRABLE = "desirable"


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
class Scale:
    """The levels a panellist chooses from, lowest first, each scored one more than the last.

    Wherever a score stands (stored, typed, in a file, in a guide, as the pass level) it is the
    one that people see: 0 to 4, or 1 to 7.

    Attributes:
        levels: their names.
        pass_level: the lowest score that meets a criterion.
        first: what the lowest level is scored: 0 or 1.
    """

    levels: tuple[str, ...] = ("No evidence", "Limited", "Meets", "Exceeds", "Outstanding")
    pass_level: int = 2
    first: int = 0

    @property
    def scores(self) -> range:
        """The scores, lowest first; what is ``in`` it is on the scale."""
        return range(self.first, self.first + len(self.levels))

    @property
    def highest(self) -> int:
        """The score of the last level."""
        return self.first + len(self.levels) - 1

    @property
    def span(self) -> str:
        """The scores in words: ``0 to 4``."""
        return f"{self.first} to {self.highest}"

    def name(self, score: int) -> str:
        """Return what the level of a score is called.

        Raises:
            KeyError: the score is not on the scale.
        """
        if score not in self.scores:
            raise KeyError(score)
        return self.levels[score - self.first]

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping of a ``[scale]`` table."""
        mapping: dict[str, Any] = {"levels": list(self.levels), "pass": self.pass_level}
        if self.first:
            mapping["first"] = self.first
        return mapping


@dataclass(frozen=True)
class Criterion:
    """One line of the person specification.

    Attributes:
        id: short name, say ``E1``; unique within the vacancy.
        assessed_at: stages out of ``STAGES``; only ``application`` is scored at the sift.
        weight: a positive exact number; whatever ``Fraction`` accepts may be given.
        guide: what a level looks like, by its score.
        questions: the questions of the form whose answers are scored on it, as ``Q1``, or
            ``statement``; empty where it is scored on the whole application.
    """

    id: str
    kind: CriterionKind
    text: str
    assessed_at: tuple[str, ...] = ("application",)
    weight: Fraction | int = 1
    guide: Mapping[int, str] = field(default_factory=dict, hash=False)
    questions: tuple[str, ...] = ()

    @property
    def at_application(self) -> bool:
        """Whether panellists score it on the application."""
        return "application" in self.assessed_at

    def to_dict(self) -> dict[str, Any]:
        """Return the mapping of a ``[[criteria]]`` table."""
        row: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind.value,
            "text": self.text,
            "assessed_at": list(self.assessed_at),
            "weight": plain_number(Fraction(self.weight)),
        }
        if self.questions:
            row["questions"] = list(self.questions)
        if self.guide:
            row["guide"] = {str(score): self.guide[score] for score in sorted(self.guide)}
        return row


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
            "ties": _choice(fields, "ties", TieRule, TieRule.INVITE_ALL),
            "schemes": fields.texts("schemes", ()),
            "policy": fields.text("policy", "standard"),
            "policy_overrides": tuple(map(_read_override, fields.tables("policy_overrides"))),
            "scoring": (
                _choice(fields, "scoring", ScoringWay, None) if "scoring" in mapping else None
            ),
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


def _choice(fields: Fields, key: str, kind: type[StrEnum], default: Any) -> Any:
    written = fields.text(key, default.value) if default is not None else fields.text(key)
    try:
        return kind(written)
    except ValueError:
        options = ", ".join(f'"{option.value}"' for option in kind)
        if written:
            fields.problem(key, f"must be one of {options}, not {written!r}")
        return default or next(iter(kind))


def _read_override(fields: Fields) -> PolicyOverride:
    override = PolicyOverride(fields.text("label"), fields.text("action"), fields.text("reason"))
    fields.refuse_unknown()
    return override


def read_scale(fields: Fields | None) -> Scale:
    """Read the keys of a ``[scale]`` table, or take the usual scale where there is none; what goes
    wrong is added to the problems of ``fields``."""
    if fields is None:
        return Scale()
    scale = Scale(fields.texts("levels"), fields.whole("pass"), fields.whole("first", 0))
    fields.refuse_unknown()
    return scale


def read_criterion(fields: Fields) -> Criterion:
    criterion = Criterion(
        id=fields.text("id"),
        kind=_choice(fields, "kind", CriterionKind, None),
        text=fields.text("text"),
        assessed_at=fields.texts("assessed_at", ("application",)),
        weight=fields.fraction("weight", 1),
        guide=fields.numbered_texts("guide"),
        questions=fields.texts("questions", ()),
    )
    fields.refuse_unknown()
    return criterion


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
    found += _repeated("schemes", vacancy.schemes)
    found += scale_problems(vacancy.scale)
    for number, criterion in enumerate(vacancy.criteria, 1):
        found += _criterion_problems(f"criteria[{number}]", criterion, vacancy.scale)
    found += _repeated("criteria", (c.id for c in vacancy.criteria), "id", str.casefold)
    for number, name in enumerate(vacancy.panel, 1):
        if not name.strip():
            found.append(f"'panel[{number}].name' must not be empty.")
    found += _repeated("panel", vacancy.panel, "name", str.casefold)
    for number, override in enumerate(vacancy.policy_overrides, 1):
        for key in ("label", "action", "reason"):
            if not getattr(override, key).strip():
                found.append(f"'policy_overrides[{number}].{key}' must not be empty.")
    found += _repeated("policy_overrides", (o.label for o in vacancy.policy_overrides), "label")
    return found


def scale_problems(scale: Scale) -> list[str]:
    """Return a sentence for each rule that a scale breaks."""
    found = []
    if scale.first not in FIRST_SCORES:
        found.append(f"'scale.first' must be 0 or 1, not {scale.first}.")
    if len(scale.levels) < 2:
        found.append("'scale.levels' must name two levels or more, lowest first.")
    elif scale.pass_level not in scale.scores:
        found.append(f"'scale.pass' must be a level from {scale.span}, not {scale.pass_level}.")
    if not all(level.strip() for level in scale.levels):
        found.append("'scale.levels' must not hold an empty name.")
    return found + _repeated("scale.levels", scale.levels, "", str.casefold)


def _criterion_problems(where: str, criterion: Criterion, scale: Scale) -> list[str]:
    found = []
    for key in ("id", "text"):
        if not getattr(criterion, key).strip():
            found.append(f"'{where}.{key}' must not be empty.")
    if criterion.weight <= 0:
        found.append(f"'{where}.weight' must be more than 0.")
    if not criterion.assessed_at:
        found.append(f"'{where}.assessed_at' must name one stage or more.")
    for stage in criterion.assessed_at:
        if stage not in STAGES:
            found.append(
                f"'{where}.assessed_at' holds \"{stage}\"; stages are {', '.join(STAGES)}."
            )
    if not all(question.strip() for question in criterion.questions):
        found.append(f"'{where}.questions' must not hold an empty name.")
    if criterion.questions and not criterion.at_application:
        found.append(
            f"'{where}.questions' names questions of the form, but the criterion is not assessed "
            "at application."
        )
    found += _repeated(f"{where}.questions", criterion.questions, "", str.casefold)
    for level in sorted(criterion.guide):
        if level not in scale.scores:
            found.append(f"'{where}.guide.{level}' is not a level of the scale.")
    return found


def _repeated(
    key: str, values: Iterable[str], part: str = "", same: Callable[[str], str] = str
) -> list[str]:
    """Return a sentence for each value given twice; ``part`` is the key within the list's rows."""
    found, seen = [], set()
    for number, value in enumerate(values, 1):
        if same(value) in seen and value.strip():
            where = f"{key}[{number}].{part}" if part else key
            found.append(f"'{where}' repeats \"{value}\".")
        seen.add(same(value))
    return found
