"""The redactor of a vacancy, loaded once a process; and the seam that tests put their own into."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import edi_shortlist
from edi_shortlist.documents.model import Document
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.redaction.last_check import Concern, OtherApplicants
from edi_shortlist.redaction.span import Span


class FindsSpans(Protocol):
    """What the workflow needs of a redactor; ``redaction.Redactor`` is one."""

    @property
    def versions(self) -> Mapping[str, str]:
        """Versions of the model, the policy and the lexicons, for the log."""

    def find_all(
        self, documents: Sequence[Document], identity: Mapping[str, str]
    ) -> list[list[Span]]:
        """Return the spans of each document of one application."""

    def last_check(
        self, text: str, identity: Mapping[str, str], others: OtherApplicants
    ) -> list[Concern]:
        """Return what in a text as the panel would read it may identify an applicant."""


def versions_of(redactor: FindsSpans) -> dict[str, str]:
    """Return what decided, for the log: the program, whose version is that of the recognisers
    that are rules, and the redactor's model, policy and lexicons."""
    return {"program": edi_shortlist.__version__, **redactor.versions}


def redactor_for(vacancy: Vacancy) -> FindsSpans:
    """Return the redactor with the vacancy's policy and overrides."""
    overrides = tuple((entry.label, entry.action) for entry in vacancy.policy_overrides)
    return load_redactor(vacancy.policy, overrides)


@lru_cache(maxsize=4)
def load_redactor(policy: str, overrides: tuple[tuple[str, str], ...] = ()) -> FindsSpans:
    """Return the redactor with a policy; loading the model takes seconds, once."""
    from edi_shortlist.redaction import Redactor  # spaCy: only those who redact pay for it

    redactor: FindsSpans = Redactor.load(policy, overrides)
    return redactor
