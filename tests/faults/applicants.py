"""A vacancy of many small applications, and a redactor that needs no model, for programs to use."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from edi_shortlist.documents import Document
from edi_shortlist.redaction.last_check import Concern, OtherApplicants
from edi_shortlist.redaction.span import Label, Span
from edi_shortlist.storage import Original
from edi_shortlist.workflow.entering import Arrival, enter
from edi_shortlist.workflow.particulars import Particulars
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import create_vacancy, move
from faults.program import CHEAP, OFFICER, PASSPHRASE, REF, small_vacancy


class NameRedactor:
    """Finds the words of the applicant's name, without a model."""

    versions: Mapping[str, str] = {"model": "names"}

    def find_all(
        self, documents: Sequence[Document], identity: Mapping[str, str]
    ) -> list[list[Span]]:
        return [list(self._find(one.text, identity.get("full_name", ""))) for one in documents]

    def last_check(
        self, text: str, identity: Mapping[str, str], others: OtherApplicants
    ) -> list[Concern]:
        return []

    def _find(self, text: str, name: str) -> Iterator[Span]:
        for match in re.finditer(r"\w+", text):
            if match[0] not in name.split():
                continue
            yield Span(*match.span(), Label.NAME, 0.99, "names", "[applicant]", "The name.")


def workspace_in_review(folder: Path, name: str, texts: Sequence[str]) -> None:
    """Make a workspace with an application of one text each, all of people with that name."""
    redactor, known = NameRedactor(), Particulars({"full_name": name})
    with Session.create(folder, PASSPHRASE, OFFICER, cost=CHEAP) as s, s.workspace.act(sealed=True):
        create_vacancy(s, small_vacancy())
        move(s, REF, VacancyState.IMPORTING)
        for number, text in enumerate(texts):
            document = Document.from_text(text)
            original = Original(f"{number}.txt", text.encode(), document.to_dict())
            found = redactor.find_all([document], known.identity)
            arrival = Arrival(str(number), known, [original], found)
            enter(s, REF, arrival, redactor, "application.imported")
        move(s, REF, VacancyState.REVIEW)
