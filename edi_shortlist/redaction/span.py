"""The Span: one passage to be hidden, with the reason a reviewer reads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Label(StrEnum):
    """What kind of identifying detail a span holds; the words of the marking guide."""

    NAME = "NAME"
    TITLE = "TITLE"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    URL = "URL"
    ADDRESS = "ADDRESS"
    POSTCODE = "POSTCODE"
    LOCATION = "LOCATION"
    ID_NUMBER = "ID_NUMBER"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    AGE = "AGE"
    EDUCATION_DATE = "EDUCATION_DATE"
    SCHOOL = "SCHOOL"
    GENDER = "GENDER"
    GENDER_REASSIGNMENT = "GENDER_REASSIGNMENT"
    ETHNICITY = "ETHNICITY"
    RELIGION = "RELIGION"
    DISABILITY = "DISABILITY"
    CARE_EXPERIENCE = "CARE_EXPERIENCE"
    SEXUAL_ORIENTATION = "SEXUAL_ORIENTATION"
    MARITAL_STATUS = "MARITAL_STATUS"
    PREGNANCY_MATERNITY = "PREGNANCY_MATERNITY"
    DEPENDANTS = "DEPENDANTS"
    SOCIOECONOMIC = "SOCIOECONOMIC"
    POLITICAL = "POLITICAL"
    TRADE_UNION = "TRADE_UNION"
    CONVICTION = "CONVICTION"
    VETERAN = "VETERAN"
    # Beyond the marking guide: hidden by the policy "strict" only.
    EMPLOYER = "EMPLOYER"
    DATE = "DATE"
    LANGUAGE = "LANGUAGE"
    MEMBERSHIP = "MEMBERSHIP"


@dataclass(frozen=True)
class Span:
    """A passage of a document's text.

    Attributes:
        start, end: offsets in characters of ``Document.text``, half-open.
        label: what it holds.
        score: 0 to 1, how sure the recogniser is.
        source: the recogniser's name, say ``known-identity``.
        replacement: what stands in its place, say ``[person 2]``; may be empty.
        reason: a sentence for the reviewer. It never quotes the text, since it is kept on
            the blind side.
        flagged: the policy asks the reviewer to decide instead of hiding it by default.
    """

    start: int
    end: int
    label: Label
    score: float
    source: str
    replacement: str = ""
    reason: str = ""
    flagged: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span must hold at least one character: {self.start}-{self.end}")

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form of ``detect`` and of span logs."""
        return {
            "start": self.start,
            "end": self.end,
            "label": self.label.value,
            "score": round(self.score, 4),
            "source": self.source,
            "replacement": self.replacement,
            "reason": self.reason,
        }
