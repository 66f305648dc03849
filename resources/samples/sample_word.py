"""Draws a sample text as a Word file: tables, tick boxes, headers, footers, text boxes, a photo."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from PIL import Image, ImageDraw, ImageFilter

_MADE = datetime(2026, 1, 12, 9, 30)
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
# A tick box as Word's own content control; python-docx has no call for it.
_CONTROL = """<w:sdt {ns}><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/>
<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>
<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>
<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic"
w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"""
# A text box as Word writes it: the drawing, and the same text again for older versions.
_TEXT_BOX = """<w:r {ns}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2"
behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="2340000" cy="{height}"/><wp:wrapSquare wrapText="bothSides"/>
<wp:docPr id="7" name="Text Box 7"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2340000" cy="{height}"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>
{paragraphs}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:shape style="position:absolute;width:184pt;height:90pt"><v:textbox><w:txbxContent>{paragraphs}
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def _photo() -> io.BytesIO:
    """Draw a picture in the place where an applicant's photo would be; it shows nobody."""
    picture = Image.new("RGB", (360, 460), (198, 208, 214))
    draw = ImageDraw.Draw(picture)
    for i in range(9):
        shade = (70 + 14 * i, 96 + 9 * i, 120 + 6 * i)
        draw.ellipse((180 - 150 + 12 * i, 300 + 16 * i, 180 + 150 - 12 * i, 560), fill=shade)
    draw.ellipse((105, 90, 255, 290), fill=(176, 142, 120))
    draw.arc((95, 70, 265, 260), 180, 360, fill=(60, 48, 44), width=34)
    stream = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(3)).save(stream, "PNG")
    stream.seek(0)
    return stream


def _write_ticks(paragraph: Any, text: str, controls: bool) -> None:
    """Add text to a paragraph, its tick boxes as content controls if asked."""
    for piece in re.split("([☒☐])", text) if controls else [text]:
        if controls and piece in ("☒", "☐"):
            checked = int(piece == "☒")
            xml = _CONTROL.format(ns=_NAMESPACES, checked=checked, glyph=piece)
            paragraph._p.append(parse_xml(xml))
        elif piece:
            paragraph.add_run(piece)


def _text_box(paragraph: Any, lines: list[str]) -> None:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line.replace("&", "&amp;")}</w:t></w:r></w:p>'
        for line in lines
    )
    xml = _TEXT_BOX.format(ns=_NAMESPACES, paragraphs=paragraphs, height=220000 * len(lines))
    paragraph._p.append(parse_xml(xml))


def _tables(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Group the lines into runs of table rows and of other lines."""
    for is_row, group in groupby(lines, lambda line: line.startswith("= ")):
        yield is_row, list(group)


def _add_table(document: Any, rows: list[str], controls: bool) -> None:
    cells = [[cell.strip() for cell in row[2:].split(";;")] for row in rows]
    for _, same in groupby(cells, len):
        group = list(same)
        table = document.add_table(rows=len(group), cols=len(group[0]))
        table.style = "Table Grid"
        for r, row in enumerate(group):
            for c, text in enumerate(row):
                _write_ticks(table.cell(r, c).paragraphs[0], text, controls)
        document.add_paragraph()


def _add_line(document: Any, line: str, controls: bool) -> None:
    section = document.sections[0]
    if line == "@photo":
        document.add_picture(_photo(), width=Cm(3))
    elif line.startswith("@header "):
        section.header.paragraphs[0].text = line[8:]
    elif line.startswith("@footer "):
        section.footer.paragraphs[0].text = line[8:]
    elif line.startswith("@textbox "):
        _text_box(document.add_paragraph(), [part.strip() for part in line[9:].split(";;")])
    elif heading := re.match(r"(#+) (.*)", line):
        document.add_heading(heading[2], level=len(heading[1]))
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    else:
        _write_ticks(document.add_paragraph(), line, controls)


def _same_bytes_each_time(stream: io.BytesIO, path: Path) -> None:
    """Write a zip file whose members all bear the same date."""
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.infolist():
            fixed = zipfile.ZipInfo(member.filename, _MADE.timetuple()[:6])
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o644 << 16
            target.writestr(fixed, source.read(member))


def write_word(text: str, layout: str, author: str, path: Path) -> None:
    """Write a text in the notation of README.md as a .docx file.

    Args:
        text: without marks.
        layout: ``form-2019`` gets tick boxes that are content controls.
        author: the name for the file's properties, as Word would put it there.
        path: where to.
    """
    document = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(10.5)
    properties = document.core_properties
    properties.author = properties.last_modified_by = author
    properties.title = properties.comments = ""
    properties.created = properties.modified = _MADE
    lines = [line for line in text.split("\n") if line.strip()]
    for is_row, group in _tables(lines):
        if is_row:
            _add_table(document, group, controls=layout == "form-2019")
        else:
            for line in group:
                _add_line(document, line, controls=layout == "form-2019")
    stream = io.BytesIO()
    document.save(stream)
    _same_bytes_each_time(stream, path)
