"""Person specifications as councils lay them out, in Word, PDF and three other formats, each with
the criteria that a person reads in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import odfdo
from docx.table import Table as WordTable
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

A, AI, AT = ("application",), ("application", "interview"), ("application", "test")
CERTIFICATE = ("certificate",)


@dataclass(frozen=True)
class Expected:
    """A criterion as a person reads it."""

    text: str
    kind: str
    stages: tuple[str, ...] = A
    weight: str = "1"
    section: str = ""


Rows = Sequence[Sequence[str]]


# -- Word


def _word_table(word: "docx.document.Document", rows: Rows) -> WordTable:
    table = word.add_table(rows=0, cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row in rows:
        made = table.add_row()
        if len(row) == 1:  # a row across the table
            made.cells[0].merge(made.cells[-1]).text = row[0]
            continue
        for cell, words in zip(made.cells, row, strict=True):
            cell.text = words
    return table


def ticks(path: Path) -> tuple[Expected, ...]:
    """A unitary council's: ticks in two columns, the way of assessing in words, rows of sections."""
    word = docx.Document()
    word.add_heading("Job description", 1)
    for duty in ("Advise people who may lose their home.", "Keep records of each case."):
        word.add_paragraph(duty, style="List Bullet")
    word.add_heading("Person Specification", 1)
    word.add_paragraph("Post title: Housing Options Adviser")
    _word_table(
        word,
        [
            ["Criteria", "Essential", "Desirable", "How assessed"],
            ["Qualifications"],
            ["GCSE English and maths at grade 4, or equivalent", "✓", "", "Certificate"],
            ["A Chartered Institute of Housing qualification", "", "✓", "Application form"],
            ["Experience"],
            ["Experience of advising the public", "✓", "", "Application form and interview"],
            ["Experience of homelessness law", "", "✓", "Application / Interview"],
            ["Personal qualities"],
            ["Stays calm with people in distress", "✓", "", "Interview"],
        ],
    )
    word.add_paragraph("The council is an equal opportunities employer.")
    word.save(str(path))
    return (
        Expected(
            "GCSE English and maths at grade 4, or equivalent",
            "essential",
            CERTIFICATE,
            section="Qualifications",
        ),
        Expected(
            "A Chartered Institute of Housing qualification", "desirable", section="Qualifications"
        ),
        Expected("Experience of advising the public", "essential", AI, section="Experience"),
        Expected("Experience of homelessness law", "desirable", AI, section="Experience"),
        Expected(
            "Stays calm with people in distress",
            "essential",
            ("interview",),
            section="Personal qualities",
        ),
    )


def two_tables(path: Path) -> tuple[Expected, ...]:
    """A county's: a table of essential criteria with weights, then one of desirable ones."""
    word = docx.Document()
    word.add_heading("Person specification: Social Worker", 1)
    word.add_paragraph("Key: AF = Application Form; I = Interview; T = Test; D = Documents")
    word.add_heading("Essential criteria", 2)
    _word_table(
        word,
        [
            ["No.", "Criterion", "Weighting", "Assessed by"],
            ["1", "Social work degree and registration with Social Work England", "1", "AF, D"],
            ["2", "Assesses risk to children and writes it down clearly", "3", "AF/T/I"],
            ["3", "Knows the Children Act 1989", "2", "AF, I"],
        ],
    )
    word.add_heading("Desirable criteria", 2)
    _word_table(
        word,
        [
            ["No.", "Criterion", "Weighting", "Assessed by"],
            ["1", "Has supervised students", "1.5", "AF"],
            ["2", "Speaks another language of the area", "", "I"],
        ],
    )
    word.save(str(path))
    return (
        Expected(
            "Social work degree and registration with Social Work England",
            "essential",
            ("application", "documents"),
        ),
        Expected(
            "Assesses risk to children and writes it down clearly",
            "essential",
            ("application", "test", "interview"),
            "3",
        ),
        Expected("Knows the Children Act 1989", "essential", AI, "2"),
        Expected("Has supervised students", "desirable", A, "3/2"),
        Expected("Speaks another language of the area", "desirable", ("interview",)),
    )


def headings_and_bullets(path: Path) -> tuple[Expected, ...]:
    """A district's: no table, bullets under headings, codes at the ends, their key at the foot."""
    word = docx.Document()
    word.add_heading("Business Support Officer", 1)
    word.add_heading("Main duties", 2)
    word.add_paragraph("Take minutes (A)", style="List Bullet")
    word.add_heading("Person Specification", 1)
    word.add_heading("Essential", 2)
    word.add_heading("Experience", 3)
    for line in (
        "Experience of minutes and diaries (A/I)",
        "Experience of dealing with the public, by telephone and face to face (A)",
    ):
        word.add_paragraph(line, style="List Bullet")
    word.add_heading("Skills", 3)
    word.add_paragraph("Able to:")
    word.add_paragraph("use spreadsheets to keep a budget (A, T)", style="List Bullet")
    word.add_paragraph("write letters that need no correction [T]", style="List Bullet")
    word.add_heading("Desirable", 2)
    word.add_paragraph("NVQ level 2 in business administration (C)", style="List Bullet")
    word.add_heading("Assessment", 2)
    word.add_paragraph("A = application form, I = interview, T = test, C = certificate")
    word.add_heading("Equal opportunities", 2)
    word.add_paragraph("We welcome applications from everybody.", style="List Bullet")
    word.save(str(path))
    return (
        Expected("Experience of minutes and diaries", "essential", AI, section="Experience"),
        Expected(
            "Experience of dealing with the public, by telephone and face to face",
            "essential",
            section="Experience",
        ),
        Expected("Able to use spreadsheets to keep a budget", "essential", AT, section="Skills"),
        Expected(
            "Able to write letters that need no correction",
            "essential",
            ("test",),
            section="Skills",
        ),
        Expected("NVQ level 2 in business administration", "desirable", CERTIFICATE),
    )


def merged_with_stage_columns(path: Path) -> tuple[Expected, ...]:
    """A borough's: a heading of two rows, a column of sections merged downwards, and a column of
    ticks for each way of assessing."""
    word = docx.Document()
    word.add_paragraph("PERSON SPECIFICATION")
    table = _word_table(
        word,
        [
            ["", "Requirement", "E/D", "Method of assessment", "", ""],
            ["", "", "", "Application", "Test", "Interview"],
            ["Knowledge", "Knows the law on data protection", "E", "x", "", "x"],
            ["", "Knows Welsh planning policy", "D", "x", "", ""],
            ["Skills", "Types at 40 words a minute", "E", "", "x", ""],
            ["", "Explains a decision in plain English", "E", "x", "", "x"],
        ],
    )
    table.cell(0, 3).merge(table.cell(0, 5))
    for column in (0, 1, 2):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(4, 0).merge(table.cell(5, 0))
    word.save(str(path))
    return (
        Expected("Knows the law on data protection", "essential", AI, section="Knowledge"),
        Expected("Knows Welsh planning policy", "desirable", A, section="Knowledge"),
        Expected("Types at 40 words a minute", "essential", ("test",), section="Skills"),
        Expected("Explains a decision in plain English", "essential", AI, section="Skills"),
    )


def cells_of_bullets(path: Path) -> tuple[Expected, ...]:
    """A parish council's: sections in rows, lists in two columns, nothing on how it is assessed."""
    word = docx.Document()
    word.add_heading("Clerk to the council: person specification", 1)
    table = _word_table(
        word,
        [["Attributes", "Essential", "Desirable"], ["Experience", "", ""], ["Other", "", ""]],
    )
    for row, column, lines in (
        (1, 1, ["Experience of:", "meetings and minutes", "budgets up to £50,000"]),
        (1, 2, ["Work for a council"]),
        (2, 1, ["Able to attend meetings in the evening"]),
        (2, 2, ["None"]),
    ):
        cell = table.cell(row, column)
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line, style="List Bullet")
    word.save(str(path))
    return (
        Expected("Experience of meetings and minutes", "essential", section="Experience"),
        Expected("Experience of budgets up to £50,000", "essential", section="Experience"),
        Expected("Work for a council", "desirable", section="Experience"),
        Expected("Able to attend meetings in the evening", "essential", section="Other"),
    )


# -- PDF

_STYLES = getSampleStyleSheet()
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def _words(words: str) -> Paragraph:
    return Paragraph("<br/>".join(map(escape, words.split("\n"))), _STYLES["BodyText"])


def _heading(words: str, style: str = "Heading1") -> Paragraph:
    return Paragraph(escape(words), _STYLES[style])


def _bullets(*lines: str) -> ListFlowable:
    return ListFlowable([_words(line) for line in lines], bulletType="bullet", start="•")


def _pdf_table(rows: Rows, widths: Sequence[int], *, repeat: int = 1) -> Table:
    spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows) if len(row) == 1]
    cells = [[_words(words) for words in row] + [""] * (len(widths) - len(row)) for row in rows]
    return Table(cells, colWidths=widths, repeatRows=repeat, style=[*_GRID, *spans])


def _write_pdf(path: Path, *story: object) -> None:
    SimpleDocTemplate(str(path), pagesize=A4, title="", author="").build(list(story))


def pdf_text_columns(path: Path) -> tuple[Expected, ...]:
    """A metropolitan borough's PDF: Essential and Desirable side by side, a row for each section,
    bullets in the cells, codes at the ends."""
    _write_pdf(
        path,
        _heading("Person Specification"),
        _words("(A) Application form   (I) Interview   (P) Presentation   (C) Certificates"),
        Spacer(1, 12),
        _pdf_table(
            [
                ["", "Essential", "Desirable"],
                [
                    "Education and training",
                    "• Degree in town planning, or equivalent experience of planning decisions "
                    "over a wide range of proposals (A, C)",
                    "• Membership of the Royal Town Planning Institute (C)",
                ],
                [
                    "Experience",
                    "• Experience of planning appeals (A, I)\n• Experience of presenting to "
                    "councillors (P)",
                    "• Experience of listed buildings (A)",
                ],
            ],
            [90, 200, 160],
        ),
    )
    return (
        Expected(
            "Degree in town planning, or equivalent experience of planning decisions over a wide "
            "range of proposals",
            "essential",
            ("application", "certificate"),
            section="Education and training",
        ),
        Expected(
            "Membership of the Royal Town Planning Institute",
            "desirable",
            CERTIFICATE,
            section="Education and training",
        ),
        Expected("Experience of planning appeals", "essential", AI, section="Experience"),
        Expected(
            "Experience of presenting to councillors",
            "essential",
            ("presentation",),
            section="Experience",
        ),
        Expected("Experience of listed buildings", "desirable", A, section="Experience"),
    )


def pdf_over_pages(path: Path) -> tuple[Expected, ...]:
    """A fire authority's PDF: numbered rows over three pages, the heading repeated on each."""
    written = [
        Expected(
            f"Has done thing number {n} with care, at a time when it mattered and with others who "
            "had a part in it",
            "essential" if n <= 30 else "desirable",
            AI if n % 2 else A,
        )
        for n in range(1, 43)
    ]
    rows = [["Ref", "Criteria", "Assessed through"]]
    for n, one in enumerate(written, 1):
        number = f"E{n}" if n <= 30 else f"D{n - 30}"
        rows.append([number, one.text, "A/I" if one.stages == AI else "A"])
    _write_pdf(
        path,
        _heading("Person specification: Fire Safety Adviser"),
        _words("A – Application form, I – Interview"),
        Spacer(1, 12),
        _pdf_table(rows, [40, 300, 100]),
    )
    return tuple(written)


def pdf_plain(path: Path) -> tuple[Expected, ...]:
    """A small authority's PDF: no table and no codes, headings in everyday words."""
    _write_pdf(
        path,
        _heading("Apprentice Gardener"),
        _heading("What you will do", "Heading2"),
        _bullets("Look after parks", "Use hand tools"),
        _heading("What we are looking for", "Heading2"),
        _heading("You must have", "Heading3"),
        _bullets("An interest in plants", "GCSE maths at any grade, or the will to take it"),
        _heading("It would be good if you had", "Heading3"),
        _bullets("Grown something yourself, at home or at school"),
        _heading("What we offer", "Heading2"),
        _bullets("26 days of holiday"),
    )
    return (
        Expected("An interest in plants", "essential"),
        Expected("GCSE maths at any grade, or the will to take it", "essential"),
        Expected("Grown something yourself, at home or at school", "desirable"),
    )


# -- other formats


def web_page(path: Path) -> tuple[Expected, ...]:
    """A job board's page: a column that says Essential or Desirable in words."""
    path.write_text(
        """<html><body><h1>Licensing Officer</h1><h2>Person specification</h2><table>
        <tr><th>Skills and knowledge</th><th>Essential or desirable</th><th>Evidence</th></tr>
        <tr><td>Knows the Licensing Act 2003</td><td>Essential</td><td>Application, test</td></tr>
        <tr><td>Drafts reports for a committee</td><td>Desirable</td><td>Application</td></tr>
        </table></body></html>""",
        encoding="utf-8",
    )
    return (
        Expected("Knows the Licensing Act 2003", "essential", AT),
        Expected("Drafts reports for a committee", "desirable"),
    )


def rich_text(path: Path) -> tuple[Expected, ...]:
    """An old file: bold words for headings, dashes for bullets."""
    path.write_text(
        r"{\rtf1\ansi{\b PERSON SPECIFICATION}\par{\b Essential:}\par"
        r"- Holds a food hygiene certificate (C)\par- Cooks for sixty people (A/T)\par"
        r"{\b Desirable:}\par- Has cooked in a school (A)\par}",
        encoding="ascii",
    )
    return (
        Expected("Holds a food hygiene certificate", "essential", CERTIFICATE),
        Expected("Cooks for sixty people", "essential", AT),
        Expected("Has cooked in a school", "desirable", A),
    )


def open_document(path: Path) -> tuple[Expected, ...]:
    """A town council's: the criterion, the kind and the stage side by side, the kind in a row."""
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "Person specification"))
    table = odfdo.Table("Criteria", width=2, height=6)
    for at, (criterion, stage) in enumerate(
        [
            ("Essential", ""),
            ("Criterion", "Where tested"),
            ("Looks after a community building", "Application"),
            ("Desirable", ""),
            ("Has run a bar", "Application, references"),
            ("Holds a personal licence", "Certificate"),
        ]
    ):
        table.set_value((0, at), criterion)
        table.set_value((1, at), stage)
    document.body.append(table)
    document.save(str(path))
    return (
        Expected("Looks after a community building", "essential"),
        Expected("Has run a bar", "desirable", ("application", "references")),
        Expected("Holds a personal licence", "desirable", CERTIFICATE),
    )


# -- nothing to find


def duties_only(path: Path) -> None:
    """A job description without a person specification."""
    word = docx.Document()
    word.add_heading("Job description: Cleaner", 1)
    word.add_heading("Main duties", 2)
    word.add_paragraph("It is essential that rooms are clean by nine o'clock.")
    for duty in ("Clean offices", "Report faults"):
        word.add_paragraph(duty, style="List Bullet")
    _word_table(word, [["Grade", "Hours", "Place"], ["C", "20", "Town hall"]])
    word.save(str(path))


def letter(path: Path) -> None:
    """A letter that speaks of the person specification."""
    _write_pdf(
        path,
        _words("Dear colleague,"),
        _words(
            "Please find the person specification for the post attached. It is desirable to "
            "have it published this week; essential changes only, please."
        ),
        _words("With best wishes"),
    )


def empty_form(path: Path) -> None:
    """The council's own form for a person specification, not filled in."""
    word = docx.Document()
    word.add_heading("Person specification", 1)
    _word_table(
        word,
        [
            ["", "Essential", "Desirable", "How assessed"],
            ["Qualifications", "", "", ""],
            ["Experience", "", "", ""],
            ["Skills", "", "", ""],
        ],
    )
    word.save(str(path))


Write = Callable[[Path], tuple[Expected, ...]]
LAYOUTS: dict[str, Write] = {
    "ticks.docx": ticks,
    "two tables.docx": two_tables,
    "headings and bullets.docx": headings_and_bullets,
    "merged, a column for each stage.docx": merged_with_stage_columns,
    "cells of bullets.docx": cells_of_bullets,
    "text in columns.pdf": pdf_text_columns,
    "over pages.pdf": pdf_over_pages,
    "plain.pdf": pdf_plain,
    "page.html": web_page,
    "old.rtf": rich_text,
    "town.odt": open_document,
}
WITHOUT: dict[str, Callable[[Path], None]] = {
    "duties.docx": duties_only,
    "letter.pdf": letter,
    "empty form.docx": empty_form,
}
