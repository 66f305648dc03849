"""Content controls: what was answered is read, and what only prompts is not."""

from pathlib import Path

import pytest

from documents.word_files import NAMESPACES, paragraph, run, with_part, word_file
from edi_shortlist.documents.word.docx import read_docx

WAITS = "<w:showingPlcHdr/>"
ITEM = "{11111111-2222-3333-4444-555555555555}"
DATA = '<f:form xmlns:f="urn:x"><f:name>Aisha Khan</f:name><f:grade code="G7">b</f:grade><f:name>Z</f:name></f:form>'
PROPS = (
    f'<ds:datastoreItem ds:itemID="{ITEM}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
)


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def bound(route: str, store: str = ITEM) -> str:
    return f'<w:dataBinding w:xpath="{route}" w:storeItemID="{store}"/>'


def box(value: str, ticked: str = "2612", empty: str = "2610") -> str:
    return (
        f'<w14:checkbox><w14:checked w14:val="{value}"/><w14:checkedState w14:val="{ticked}"/>'
        f'<w14:uncheckedState w14:val="{empty}"/></w14:checkbox>'
    )


def bound_file(path: Path, *body: str) -> Path:
    file = word_file(path, *body)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    with_part(file, "customXml/item9.xml", DATA, kind="customXml")
    with_part(
        file, "customXml/itemProps9.xml", PROPS, kind="customXmlProps", content_type=kind,
        source="customXml/item9.xml",
    )  # fmt: skip
    return file


CHOICE = (
    '<w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>'
    '<w:listItem w:displayText="Band B" w:value="b"/></w:dropDownList>'
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (control(run("Band") + run(" B"), CHOICE), "Band B"),
        (control(run("Choose an item."), CHOICE), ""),
        (control(run("3 May 2026"), '<w:date w:fullDate="2026-05-03T00:00:00Z"/>'), "3 May 2026"),
        (control(run("Click or tap to enter a date."), "<w:date/>" + WAITS), ""),
        (control(run("Click or tap here to enter text."), "<w:text/>"), ""),
        (
            control(run("Click here to enter text, then"), "<w:text/>"),
            "Click here to enter text, then",
        ),
        (control(control(run("rich ")) + run("and plain"), "<w:richText/>"), "rich and plain"),
        (control(control(run("inner"), WAITS) + run("outer")), "outer"),
        (control(run("✓"), box("1", "2713")), "☒"),
        (control(run("û"), box("1", "FB")) + run(" No"), "☒ No"),
        (control(run("☐ Yes"), box("0")), "☐ Yes"),  # the label within the control
        (control(run("Yes"), box("1")), "☒ Yes"),
        (control("", box("true")), "☒"),
        (control("", "<w14:checkbox/>"), "☐"),
        ("<w:sdt><w:sdtContent>" + run("bare") + "</w:sdtContent></w:sdt>", "bare"),
        ("<w:sdt><w:sdtPr/></w:sdt>" + run("x"), "x"),
    ],
)
def test_in_a_paragraph(tmp_path: Path, inside: str, text: str) -> None:
    file = word_file(tmp_path / "form.docx", paragraph(run("A: ") + inside))
    assert read_docx(file).text == f"A: {text}".rstrip()


@pytest.mark.parametrize(
    ("properties", "shown", "text"),
    [
        (bound("/ns0:form[1]/ns0:name[1]"), "", "Aisha Khan"),
        (
            bound("/ns0:form[1]/ns0:name[1]") + WAITS,
            "Click or tap here to enter text.",
            "Aisha Khan",
        ),
        (bound("/ns0:form[1]/ns0:name[1]"), "A. Khan", "A. Khan"),
        (bound("/ns0:form[1]/ns0:name[2]"), "", "Z"),
        (bound("/form/grade/@code"), "", "G7"),
        (bound("/form/grade") + CHOICE, "", "Band B"),
        (bound("/form/name", ITEM.replace("1", "9")), "", ""),
        (bound("/form/gone[1]"), "", ""),
        (bound("/form/name[999]"), "", ""),
        (bound("//*[count(//*) > 0]"), "", ""),  # no path of an unknown file is computed
    ],
)
def test_tied_to_data(tmp_path: Path, properties: str, shown: str, text: str) -> None:
    inside = run("A: ") + control(run(shown), properties)
    assert (
        read_docx(bound_file(tmp_path / "x.docx", paragraph(inside))).text == f"A: {text}".rstrip()
    )


def test_tied_to_the_properties_of_the_file(tmp_path: Path) -> None:
    tie = bound("/cp:coreProperties[1]/dc:creator[1]", "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}")
    file = word_file(tmp_path / "x.docx", paragraph(run("By ") + control(run(""), tie)))
    assert read_docx(file).text == "By python-docx"


@pytest.mark.parametrize(("shown", "text"), [("Your name", "A:"), ("Aisha Khan", "A: Aisha Khan")])
def test_a_mark_left_behind_hides_no_answer(tmp_path: Path, shown: str, text: str) -> None:
    """Programs that fill in forms leave the control marked as waiting."""
    prompt = '<w:placeholder><w:docPart w:val="P1"/></w:placeholder>' + WAITS
    file = word_file(tmp_path / "x.docx", paragraph(run("A: ") + control(run(shown), prompt)))
    glossary = (
        f"<w:glossaryDocument {NAMESPACES}><w:docParts><w:docPart><w:docPartPr>"
        f'<w:name w:val="P1"/></w:docPartPr><w:docPartBody>{paragraph(run("Your ") + run("name"))}'
        "</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"
    with_part(
        file, "word/glossary/document.xml", glossary, kind="glossaryDocument", content_type=kind
    )
    assert read_docx(file).text == text


def cell(inner: str) -> str:
    return f"<w:tc>{inner}</w:tc>"


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        (control(f"<w:tr>{cell(paragraph(run('a')))}</w:tr>"), ["a"]),
        (
            f"<w:tr>{control(cell(paragraph(run('a'))))}{cell(paragraph(run('b')))}</w:tr>",
            ["a", "b"],
        ),
        (f"<w:tr>{control(cell(paragraph(run('x')) * 2), box('1'))}</w:tr>", ["☒ xx"]),
        (f"<w:tr>{control(cell(paragraph(run('Type here'))), WAITS)}</w:tr>", [""]),
        (f"<w:tr>{cell(control(paragraph(run('☐')), box('0')))}</w:tr>", ["☐"]),
        (
            control(control(f"<w:tr>{cell(paragraph(run('1')))}</w:tr>") * 3, "<w:x/>"),
            ["1", "1", "1"],  # a repeating section
        ),
        (control(f"<w:tr>{cell(paragraph(run('Add a job')))}</w:tr>", WAITS), [""]),
    ],
)
def test_around_rows_and_cells(tmp_path: Path, table: str, cells: list[str]) -> None:
    file = word_file(tmp_path / "x.docx", f"<w:tbl>{table}</w:tbl>", paragraph(run("end")))
    document = read_docx(file)
    assert [b.text for b in document.blocks if b.cell] == cells
    assert document.text.endswith("end")


def test_around_paragraphs(tmp_path: Path) -> None:
    file = bound_file(
        tmp_path / "x.docx",
        control(paragraph(run("one")) + control(paragraph(run("two")))),
        control(paragraph(run("prompt")) * 2, WAITS),
        control(paragraph(run("☐")), box("1")),
        control(paragraph(""), bound("/form/name")),
    )
    texts = [b.text for b in read_docx(file).blocks]
    assert texts == ["one", "two", "", "☒", "Aisha Khan"]  # where nothing was answered, a gap
