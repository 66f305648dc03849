"""Samples of documents that are checked again, and the documents of one of them."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.audit import local_time
from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.workflow.sampling import SampledDocument, SampleResult, percent


def _rate(result: SampleResult) -> str:
    if result.low is None or result.high is None:
        return "–"
    return f"{percent(result.low)} to {percent(result.high)}"


def _checked_tone(result: SampleResult) -> str:
    return "success" if result.checked == len(result.sample.documents) else "warning"


class SamplesModel(RowsModel[SampleResult]):
    """One row a sample."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("No.", lambda r: str(r.sample.id), number=True),
                Column("Vacancy", lambda r: r.sample.vacancy),
                Column("Drawn", lambda r: local_time(r.sample.at)),
                Column("By", lambda r: r.sample.actor),
                Column(
                    "Documents", lambda r: f"{len(r.sample.documents)} of {r.sample.population}"
                ),
                Column(
                    "Checked",
                    lambda r: f"{r.checked} of {len(r.sample.documents)}",
                    tone=_checked_tone,
                ),
                Column("Leaking", lambda r: str(r.leaking), number=True),
                Column("Interval", _rate, tip=lambda r: " ".join(r.sentences)),
            ],
            parent,
        )


def _state(document: SampledDocument) -> str:
    if document.leaks is None:
        return "To check"
    return "Leaks" if document.leaks else "Clean"


def _tone(document: SampledDocument) -> str:
    if document.leaks is None:
        return "warning"
    return "danger" if document.leaks else "success"


class SampledDocumentsModel(RowsModel[SampledDocument]):
    """One row a document of a sample, in the order drawn."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Document", lambda d: d.document),
                Column("Found", _state, tone=_tone, tip=_found),
            ],
            parent,
        )

    def next_unchecked(self, after: int) -> int:
        """Return the next row after a row that was not checked, going round once, or -1."""
        numbers = [n for n, row in enumerate(self.rows) if row.leaks is None]
        return next((n for n in numbers if n > after), numbers[0] if numbers else -1)


def _found(document: SampledDocument) -> str:
    if document.leaks is None:
        return "Not checked yet"
    return f"Leaks: {document.leaks}; over-redactions: {document.over}"
