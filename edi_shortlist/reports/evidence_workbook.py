"""Evidence as an Excel workbook: a sheet of facts, then a sheet for each table."""

import io

from openpyxl import Workbook

from edi_shortlist.reports.evidence import Evidence, Step
from edi_shortlist.reports.sheets import write_rows

_ROWS_A_STEP = 200


def workbook(evidence: Evidence, step: Step = lambda rows, of_rows: None) -> bytes:
    """Return the bytes of an ``.xlsx`` file. Every text in it is text, never a formula.

    Args:
        step: told how far it is; what it raises stops it.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "EDI Shortlist"
    book.properties.title = evidence.title
    facts = [(_words(name), value) for name, value in evidence.facts.items()]
    list(write_rows(book.create_sheet("summary"), (evidence.title, ""), facts))
    rows = sum(len(table.rows) for table in evidence.tables)
    done = 0
    for table in evidence.tables:
        sheet = book.create_sheet(table.name)
        for _ in write_rows(sheet, [_words(column) for column in table.columns], table.rows):
            done += 1
            if done % _ROWS_A_STEP == 0:
                step(done, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _words(name: str) -> str:
    return name.replace("_", " ")
