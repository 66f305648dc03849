"""A guaranteed-interview scheme: a name, the definition shown to applicants, and what it excludes.

Schemes are data that HR may edit (``resources/schemes``). This module knows nothing of files.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edi_shortlist.recruitment.fields import Fields, InputError
from edi_shortlist.recruitment.toml_text import toml_lines
from edi_shortlist.recruitment.vacancy import Vacancy

_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_LONGEST = 4000  # characters of any one text

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
        if self.id.strip() and not _ID.fullmatch(self.id):
            problems.append(
                "'id' must be lower-case letters, digits and hyphens, such as \"care-experience\"."
            )
        for key in ("name", "source"):
            if not getattr(self, key).isprintable():
                problems.append(f"'{key}' must be on one line.")
        for key in ("name", "definition", "source", "evidence", "minimum"):
            if len(getattr(self, key)) > _LONGEST:
                problems.append(f"'{key}' is longer than {_LONGEST} characters. Shorten it.")
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

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able mapping in the form of a scheme's TOML file."""
        return {
            "id": self.id,
            "name": self.name,
            "definition": self.definition,
            "source": self.source,
            "date": self.date.isoformat() if self.date else None,
            "excludes": list(self.excludes),
            "evidence": self.evidence,
            "minimum": self.minimum,
        }

    def to_toml(self) -> str:
        """Return the text of a scheme's TOML file."""
        return toml_lines(
            {key: value for key, value in self.to_dict().items() if value is not None}
        )
