"""A guaranteed-interview scheme: a name, the definition shown to applicants, and what it excludes.

Schemes are data that HR may edit (``resources/schemes``). This module knows nothing of files.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.recruitment.fields import Fields, InputError
from edi_shortlist.recruitment.vacancy import Vacancy

# Kinds of vacancy that a scheme may exclude, and how a sentence says so.
EXCLUDABLE = {"school-based": "school-based posts"}


class SchemeError(InputError):
    """A scheme cannot be used; ``problems`` holds a sentence for each thing that is wrong."""


@dataclass(frozen=True)
class Scheme:
    """A promise of an interview to those who declare and meet the minimum.

    Attributes:
        id: how a vacancy and a declaration name it, say ``care-experience``.
        name: how people read it.
        definition: who it is for, in the words shown to applicants.
        source, date: where the definition is from, and when it was read there.
        excludes: kinds of vacancy it does not apply to, out of ``EXCLUDABLE``.
        evidence: whether evidence is asked for, and when.
        minimum: what "meets the minimum" means, in words for applicants.
    """

    id: str
    name: str
    definition: str
    source: str = ""
    date: datetime.date | None = None
    excludes: tuple[str, ...] = ()
    evidence: str = ""
    minimum: str = ""

    def __post_init__(self) -> None:
        problems = [
            f"'{key}' must not be empty."
            for key in ("id", "name", "definition")
            if not getattr(self, key).strip()
        ]
        for kind in self.excludes:
            if kind not in EXCLUDABLE:
                known = ", ".join(f'"{k}"' for k in EXCLUDABLE)
                problems.append(f"'excludes' holds \"{kind}\"; it may hold {known}.")
        if problems:
            raise SchemeError(problems)

    def excludes_vacancy(self, vacancy: Vacancy) -> bool:
        """Say whether the scheme does not apply to this kind of vacancy."""
        return vacancy.school_based and "school-based" in self.excludes

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "Scheme":
        """Read the mapping of a scheme's TOML file.

        Raises:
            SchemeError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        values: dict[str, Any] = {
            key: fields.text(key) for key in ("id", "name", "definition", "source")
        }
        values["date"] = fields.date("date")
        values["excludes"] = fields.texts("excludes", ())
        values |= {key: fields.text(key) for key in ("evidence", "minimum")}
        fields.refuse_unknown()
        if problems:
            raise SchemeError(problems)
        return cls(**values)
