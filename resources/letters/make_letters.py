"""Makes the letter templates that ship with the program from the texts beside it.

Run it after editing one: ``python resources/letters/make_letters.py``. The same texts give the
same bytes. A line that begins with ``# `` is a heading, one that begins with ``* `` has its first
part in bold, and ``[feedback]`` stands for the table of the feedback. What may stand in braces is
told by ``docs/letters.md``.
"""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

HERE = Path(__file__).resolve().parent
_MADE = datetime(2026, 1, 12, 9, 30)

FEEDBACK_COLUMNS = (
    ("Criterion", "{{ item.id }} ({{ item.kind }}): {{ item.criterion }}"),
    ("Level reached", "{{ item.level }}{% if item.words %}: {{ item.words }}{% endif %}"),
    ("The next level", "{{ item.next_words }}"),
)


def letter(text: str, title: str) -> bytes:
    """Return a template's bytes."""
    word = docx.Document()
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11.5)
    style.paragraph_format.space_after = Pt(8)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(2.5)
    properties = word.core_properties
    properties.author, properties.title, properties.language = "EDI Shortlist", title, "en-GB"
    properties.created = properties.modified = _MADE
    properties.comments = ""
    for defaults in word.styles.element.xpath("//w:rPrDefault/w:rPr/w:lang"):
        defaults.set(qn("w:val"), "en-GB")
    for line in text.split("\n"):
        _add(word, line)
    return _packed(word)


def _add(word: Any, line: str) -> None:
    if line == "[feedback]":
        _add_table(word)
    elif line.startswith("# "):
        heading = word.add_heading(line[2:], level=2)
        font = heading.runs[0].font
        font.name, font.size, font.color.rgb = "Arial", Pt(12.5), RGBColor(0, 0, 0)
    elif line.startswith("* "):
        label, words = line[2:].split(": ", 1)
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(words)
    else:
        word.add_paragraph(line)


def _add_table(word: Any) -> None:
    """Add the table of the feedback: its headings, then a row that is repeated."""
    table = word.add_table(4, len(FEEDBACK_COLUMNS), style="Table Grid")
    head, begin, row, end = table.rows
    for number, (heading, words) in enumerate(FEEDBACK_COLUMNS):
        head.cells[number].paragraphs[0].add_run(heading).bold = True
        row.cells[number].text = words
    begin.cells[0].text, end.cells[0].text = "{%tr for item in feedback %}", "{%tr endfor %}"
    repeated = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeated)
    word.add_paragraph()


def _packed(word: Any) -> bytes:
    """Return a Word file's bytes with one time for all of its parts."""
    made, packed = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
            new.writestr(info, old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


TITLES = {"invited": "Invitation to interview", "not-invited": "Outcome of your application"}


def main() -> None:
    """Write the templates beside this script."""
    for name, title in TITLES.items():
        text = (HERE / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
        (HERE / f"{name}.docx").write_bytes(letter(text, title))


if __name__ == "__main__":
    main()
