"""A paper as a Word file: real headings, tables whose headings are repeated, numbered pages.

Tables are written as XML at once, since python-docx takes minutes for thousands of cells.
"""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from edi_shortlist.reports.columns import column_widths
from edi_shortlist.reports.page import Cell, Section, said
from edi_shortlist.reports.paper import Paper, Step
from edi_shortlist.reports.word_copy import neutral
from edi_shortlist.reports.xml_text import sound

#: The most columns that an upright page holds.
_UPRIGHT = 7
#: 2 cm and the text's width of A4 upright and across, in twentieths of a point.
_MARGIN, _TEXT_WIDTH, _TEXT_ACROSS = 1134, 9638, 14570
#: Of the type and of the two sides of a cell, in points.
_SIZE, _PADDING = 9.5, 11.0


def paper_word(paper: Paper, step: Step = lambda rows, of_rows: None) -> bytes:
    """Return the bytes of a ``.docx`` file.

    Args:
        step: told how far it is; what it raises stops it.
    """
    word = docx.Document()
    neutral(word, paper.title)
    word.core_properties.language = "en-GB"
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(_SIZE)
    _set_language(word)
    across = any(len(section.columns) > _UPRIGHT for section in paper.sections)
    _set_pages(word, paper, across)
    word.add_heading(sound(paper.title), level=1)
    done = 0
    for section in paper.sections:
        word.add_heading(sound(section.heading), level=2)
        for sentence in section.about:
            word.add_paragraph(sound(sentence))
        if section.columns and not section.rows:
            word.add_paragraph(sound(section.empty))
        elif section.columns:
            table = parse_xml(_table(section, _TEXT_ACROSS if across else _TEXT_WIDTH))
            word.element.body.insert_element_before(table, "w:sectPr")
            word.add_paragraph()  # keeps two tables that follow one another apart
        done += len(section.rows)
        step(done, paper.rows)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _set_language(word: Any) -> None:
    """Say that the text is British English, so that it is read out as that."""
    found = word.styles.element.xpath("//w:rPrDefault/w:rPr")
    for properties in found:
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        properties.append(language)


def _set_pages(word: Any, paper: Paper, across: bool) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    if across:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Pt(_MARGIN / 20))
    header = section.header.paragraphs[0]
    header.add_run(sound(paper.marking)).bold = True
    footer = section.footer.paragraphs[0]
    footer.add_run(sound(f"{paper.made}    " if paper.made else ""))
    footer.add_run("Page ")
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    """Add a field that Word works out: a number of pages."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
    paragraph._p.append(field)


def _table(section: Section, width: int) -> str:
    """Return a table's XML."""
    words = [[said(one) for one in row] for row in section.rows]
    widths = [
        round(one * 20)
        for one in column_widths(section.columns, words, width / 20, _SIZE, _PADDING)
    ]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    head = "".join(
        _cell(name, one, bold=True) for name, one in zip(section.columns, widths, strict=True)
    )
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, widths)}</w:tr>" for row in section.rows
    )
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_attribute(section.heading)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def _cells(row: Sequence[Cell], widths: Sequence[int]) -> str:
    return "".join(_cell(one, width) for one, width in zip(row, widths, strict=True))


def _cell(value: Cell, width: int, *, bold: bool = False) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    side = '<w:jc w:val="right"/>' if number else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = escape(sound(said(value))).split("\n")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:after="0"/>{side}</w:pPr><w:r>{weight}{text}</w:r></w:p></w:tc>'
    )


def _attribute(text: str) -> str:
    return escape(sound(text), {'"': "&quot;"})
