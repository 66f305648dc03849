"""A person specification to begin with: criteria with their guides and weights, the scale, and the
way of scoring. Reference, places, panel and schemes are a vacancy's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from edi_shortlist.recruitment.criteria import Criterion, Scale
from edi_shortlist.recruitment.fields import Fields, InputError
from edi_shortlist.recruitment.toml_text import toml_lines, toml_tables
from edi_shortlist.recruitment.vacancy import ScoringWay, Vacancy, VacancyError

_LONGEST_NAME = 80


class TemplateError(InputError):
    """A template cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


@dataclass(frozen=True)
class SpecificationTemplate:
    """What a template holds. It can always be made a vacancy of.

    Attributes:
        name: how the list calls it; one line.
        about: a sentence on what it is for; perhaps empty.

    Raises:
        TemplateError: listing every problem.
    """

    name: str
    about: str = ""
    scale: Scale = field(default_factory=Scale)
    criteria: tuple[Criterion, ...] = ()
    scoring: ScoringWay | None = None

    def __post_init__(self) -> None:
        problems = []
        if not self.name.strip() or not self.name.isprintable():
            problems.append("'name' must be a name on one line.")
        if len(self.name) > _LONGEST_NAME:
            problems.append(f"'name' must have {_LONGEST_NAME} characters at most.")
        if not self.criteria:
            problems.append("'criteria' must hold one criterion or more.")
        if not problems:
            try:
                self.vacancy("template", "template")
            except VacancyError as error:
                problems += error.problems
        if problems:
            raise TemplateError(problems)

    @classmethod
    def of(cls, vacancy: Vacancy, name: str, about: str = "") -> "SpecificationTemplate":
        """Return the specification of a vacancy under a name."""
        return cls(name.strip(), about.strip(), vacancy.scale, vacancy.criteria, vacancy.scoring)

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "SpecificationTemplate":
        """Read the mapping of a template's file.

        Raises:
            TemplateError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        name, about = fields.text("name"), fields.text("about", "")
        rest = {key: value for key, value in mapping.items() if key not in ("name", "about")}
        foreign = [key for key in rest if key not in ("scale", "criteria", "scoring")]
        problems += [
            f"'{key}' has no place in a template, which holds criteria, scale and scoring."
            for key in foreign
        ]
        wanted = {key: value for key, value in rest.items() if key not in foreign}
        try:
            vacancy = Vacancy.from_dict({"reference": "template", "title": "template", **wanted})
            if not problems:
                return cls.of(vacancy, name, about)
        except VacancyError as error:
            problems += error.problems
        raise TemplateError(problems)

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able mapping in the form of a template's file."""
        written = self.vacancy("template", "template").to_dict()
        kept: dict[str, Any] = {
            key: written[key] for key in ("scoring", "scale", "criteria") if key in written
        }
        return {"name": self.name, "about": self.about, **kept}

    def to_toml(self) -> str:
        """Return the text of a template's file."""
        mapping = self.to_dict()
        tables = {key: mapping.pop(key) for key in ("scale", "criteria")}
        return "\n".join([toml_lines(mapping), *toml_tables(tables)])

    def vacancy(self, reference: str, title: str) -> Vacancy:
        """Return a new vacancy with this specification.

        Raises:
            VacancyError: the reference or the title cannot be used.
        """
        return self.put_into(Vacancy(reference, title))

    def put_into(self, vacancy: Vacancy) -> Vacancy:
        """Return a vacancy with this specification in place of its own."""
        return replace(vacancy, scale=self.scale, criteria=self.criteria, scoring=self.scoring)
