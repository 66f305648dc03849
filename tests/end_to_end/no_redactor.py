"""In place of the redactor, where a test is about reading files."""

from collections.abc import Mapping, Sequence

from edi_shortlist.documents import Document
from edi_shortlist.redaction.last_check import Concern, OtherApplicants
from edi_shortlist.redaction.span import Span


class NoRedactor:
    """Finds nothing."""

    versions: Mapping[str, str] = {}

    def find_all(
        self, documents: Sequence[Document], identity: Mapping[str, str]
    ) -> list[list[Span]]:
        return [[] for _ in documents]

    def last_check(
        self, text: str, identity: Mapping[str, str], others: OtherApplicants
    ) -> list[Concern]:
        return []
