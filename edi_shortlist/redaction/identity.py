"""What is known of an applicant before the document is read: from the form or the export."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from edi_shortlist.redaction.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", re.UNICODE)

# Parts that join names and are no evidence by themselves.
PARTICLES = frozenset(
    [
        "al",
        "an",
        "ap",
        "ab",
        "abu",
        "ben",
        "bin",
        "bint",
        "d",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "ibn",
        "la",
        "le",
        "mac",
        "mc",
        "o",
        "of",
        "san",
        "st",
        "ten",
        "ter",
        "the",
        "van",
        "verch",
        "und",
        "und",
        "vom",
        "von",
        "y",
        "zu",
    ]
)


@dataclass(frozen=True)
class Identity:
    """The identity of an applicant as the form or export gives it.

    Attributes:
        full_name, preferred_name, email, phone, address, postcode: as written; may be empty.
        date_of_birth: the day, or None.
    """

    full_name: str = ""
    preferred_name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    date_of_birth: datetime.date | None = None

    @classmethod
    def from_mapping(cls, row: Mapping[str, str | None]) -> "Identity":
        """Read ``{"full_name": …, "date_of_birth": "YYYY-MM-DD", …}``; a key may be absent or
        null, and an unreadable date is left out."""

        def text(key: str) -> str:
            return " ".join(str(row.get(key) or "").split())

        birth = None
        if text("date_of_birth"):
            try:
                birth = datetime.date.fromisoformat(text("date_of_birth"))
            except ValueError:
                birth = None
        return cls(
            text("full_name"),
            text("preferred_name"),
            text("email"),
            text("phone"),
            text("address"),
            text("postcode"),
            birth,
        )

    @property
    def name_parts(self) -> tuple[str, ...]:
        """The words of the full name in order, particles included: ``("Jean-Luc", "van", …)``."""
        return tuple(_WORD.findall(self.full_name))

    @property
    def significant_parts(self) -> tuple[str, ...]:
        """The words of full and preferred name without particles, hyphenated parts also apart."""
        parts: dict[str, None] = {}
        for word in (*self.name_parts, *_WORD.findall(self.preferred_name)):
            for piece in (word, *word.split("-")):
                if len(piece) > 1 and fold(piece) not in PARTICLES:
                    parts.setdefault(piece.strip(".'’"), None)
        return tuple(part for part in parts if len(part) > 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return self == Identity()
