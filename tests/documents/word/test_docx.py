"""Word files as applicants send them: every place where Word keeps text, each read once."""

import base64
import io
from pathlib import Path

import docx
import pytest

from documents.word_files import paragraph, rezipped, run, word_file
from edi_shortlist.documents.errors import CorruptFile, EmptyDocument, FileTooLarge
from edi_shortlist.documents.model import BlockKind, Part
from edi_shortlist.documents.word import walk
from edi_shortlist.documents.word.docx import read_docx

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def box(content: str) -> str:
    """A text box as Word writes it: a drawing, and its old-style twin for older readers."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="x">'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def tick(value: str) -> str:
    return f'<w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox>'


def form_box(state: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("Aisha ") + run("Khan"), "Aisha Khan"),
        (run("Tel") + "<w:r><w:tab/></w:r>" + run("01632 960123"), "Tel\t01632 960123"),
        (run("12 High Street") + "<w:r><w:br/></w:r>" + run("Bootle"), "12 High Street\nBootle"),
        (run("self") + "<w:r><w:noBreakHyphen/></w:r>" + run("taught"), "self-taught"),
        (run("hous") + "<w:r><w:softHyphen/></w:r>" + run("ing"), "housing"),
        (
            f'<w:hyperlink r:id="rId9">{run("a.khan@example.com")}</w:hyperlink>',
            "a.khan@example.com",
        ),
        # tracked changes: what was put in is read, what was struck out is not
        (
            f'{run("I am ")}<w:ins w:id="1">{run("skilled")}</w:ins>'
            '<w:del w:id="2"><w:r><w:delText>Aisha</w:delText></w:r></w:del>',
            "I am skilled",
        ),
        (f'<w:moveFrom w:id="1">{run("gone")}</w:moveFrom>{run("here")}', "here"),
        (control(run("typed in")), "typed in"),
        (control(run("Click to enter text."), "<w:showingPlcHdr/>") + run("."), "."),
        (control(run("☐"), tick("1")) + run(" Yes"), "☒ Yes"),  # the state counts, not the sign
        (control(run("☒"), tick("0")) + run(" No"), "☐ No"),
        (form_box("<w:checked/>") + run(" Yes"), "☒ Yes"),
        (form_box('<w:checked w:val="0"/>') + run(" No"), "☐ No"),
        (form_box("") + run(" No"), "☐ No"),
        (run("☑ typed"), "☑ typed"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" Yes"), "☑ Yes"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + run(" No"), "☐ No"),
        (run("seen") + run(" here", "<w:webHidden/>"), "seen here"),
        (run("seen", '<w:vanish w:val="0"/>'), "seen"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "2",
        ),
        (f"<w:smartTag>{run('Bootle')}</w:smartTag>", "Bootle"),
    ],
)
def test_inside_a_paragraph(tmp_path: Path, inside: str, text: str) -> None:
    document = read_docx(word_file(tmp_path / "cv.docx", paragraph(inside)))
    assert [block.text for block in document.blocks] == [text]


def test_headings_lists_and_paragraphs(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Curriculum vitae", 0)
    word.add_heading("Work", 2)
    word.add_paragraph("Housing officer")
    word.add_paragraph("cases", style="List Bullet")
    word.add_paragraph("appeals", style="List Bullet 2")
    word.add_paragraph("first", style="List Number")
    word.add_paragraph().add_run("PART B Statement").bold = True
    word.add_paragraph().add_run("Name: Aisha").bold = True  # a label with its answer: no heading
    word.save(str(tmp_path / "cv.docx"))
    assert [(b.text, b.kind, b.level) for b in read_docx(tmp_path / "cv.docx").blocks] == [
        ("Curriculum vitae", BlockKind.HEADING, 1),
        ("Work", BlockKind.HEADING, 2),
        ("Housing officer", BlockKind.PARAGRAPH, 0),
        ("cases", BlockKind.LIST_ITEM, 0),
        ("appeals", BlockKind.LIST_ITEM, 1),
        ("first", BlockKind.LIST_ITEM, 0),
        ("PART B Statement", BlockKind.HEADING, 3),
        ("Name: Aisha", BlockKind.PARAGRAPH, 0),
    ]


def test_tables_nested_merged_and_empty(tmp_path: Path) -> None:
    word = docx.Document()
    outer = word.add_table(3, 3)
    outer.cell(0, 0).merge(outer.cell(0, 2)).text = "Personal details"
    outer.cell(1, 0).merge(outer.cell(2, 0)).text = "Address"
    outer.cell(1, 1).text = "12 High Street\nBootle"
    inner = outer.cell(1, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Postcode", "L20 1AA"
    outer.cell(1, 2).add_paragraph("after")
    word.add_table(1, 1).cell(0, 0).text = "next"
    word.save(str(tmp_path / "form.docx"))
    assert [(b.cell, b.text) for b in read_docx(tmp_path / "form.docx").blocks if b.cell] == [
        ((0, 0, 0), "Personal details"),
        ((0, 1, 0), "Address"),
        ((0, 1, 1), "12 High Street\nBootle"),
        ((0, 1, 2), ""),
        ((1, 0, 0), "Postcode"),
        ((1, 0, 1), "L20 1AA"),
        ((0, 1, 2), "after"),  # the rest of the cell, under the same coordinates
        ((0, 2, 1), ""),
        ((0, 2, 2), ""),
        ((2, 0, 0), "next"),
    ]


def test_controls_around_cells_rows_and_paragraphs(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('Khan')}</w:p></w:tc>"
    boxed = f"<w:tc><w:p>{run('☐')}</w:p></w:tc>"
    row = control(f"<w:tr>{cell}{control(boxed, tick('1'))}</w:tr>")
    table = f"<w:tbl>{row}<w:tr>{cell}</w:tr></w:tbl>"
    body = control(paragraph(run("in a control")))
    prompt = control(paragraph(run("Click here")), "<w:showingPlcHdr/>")
    document = read_docx(word_file(tmp_path / "form.docx", table, body, prompt))
    assert [block.text for block in document.blocks] == ["Khan", "☒", "Khan", "in a control"]


def test_text_boxes_are_read_once_after_their_anchor(tmp_path: Path) -> None:
    content = paragraph(run("Boxed")) + paragraph(run("two"))
    file = word_file(
        tmp_path / "cv.docx",
        paragraph(run("before") + box(content)),
        paragraph(f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(run('old'))}"
                  "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
        f"<w:tbl><w:tr><w:tc>{paragraph(run('cell') + box(paragraph(run('in cell'))))}</w:tc></w:tr>"
        "</w:tbl>",
    )  # fmt: skip
    blocks = [(b.text, b.part) for b in read_docx(file).blocks if b.text]
    assert blocks == [
        ("before", Part.BODY),
        ("Boxed", Part.TEXT_BOX),
        ("two", Part.TEXT_BOX),
        ("old", Part.TEXT_BOX),
        ("cell", Part.BODY),
        ("in cell", Part.TEXT_BOX),
    ]


def test_headers_and_footers_each_text_once(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("body one")
    second = word.add_section()
    word.add_paragraph("body two")
    first = word.sections[0]
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "Aisha Khan"
    first.header.paragraphs[0].text = "A Khan, page"
    first.even_page_header.paragraphs[0].text = "A Khan, even"
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "A Khan, page"  # said before: not again
    first.footer.paragraphs[0].text = "a.khan@example.com"
    word.save(str(tmp_path / "cv.docx"))
    blocks = [(b.part, b.text) for b in read_docx(tmp_path / "cv.docx").blocks if b.text]
    assert sorted(text for part, text in blocks if part is Part.HEADER) == [
        "A Khan, even",
        "A Khan, page",
        "Aisha Khan",
    ]
    assert [part for part, _ in blocks] == [Part.HEADER] * 3 + [Part.BODY] * 2 + [Part.FOOTER]


def test_pictures_are_dropped_and_counted(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("with a photograph")
    word.add_picture(io.BytesIO(PIXEL))
    word.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL))
    word.save(str(tmp_path / "cv.docx"))
    document = read_docx(tmp_path / "cv.docx")
    assert (document.text.strip(), document.pictures) == ("with a photograph", 2)


def test_one_blank_line_is_kept_between_paragraphs(tmp_path: Path) -> None:
    word = docx.Document()
    for text in ("", "12 High Street", "Bootle", "", "", "Dear Panel", ""):
        word.add_paragraph(text)
    word.save(str(tmp_path / "letter.docx"))
    assert read_docx(tmp_path / "letter.docx").text == "12 High Street\nBootle\n\nDear Panel"


def test_what_was_left_out_is_said_without_quoting_it(tmp_path: Path) -> None:
    struck = '<w:del w:id="2"><w:r><w:delText>Aisha</w:delText></w:r></w:del>'
    file = word_file(tmp_path / "cv.docx", paragraph(run("x") + struck))
    document = read_docx(file)
    assert document.text == "x"
    assert [("deleted" in one, "Aisha" in one) for one in document.warnings] == [(True, False)]
    assert read_docx(word_file(tmp_path / "plain.docx", paragraph(run("x")))).warnings == ()


def test_truncated_anywhere_is_corrupt(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "cv.docx", paragraph(run("text " * 200))).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        (tmp_path / "cut.docx").write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(CorruptFile, match=r"'cut\.docx': The file is damaged"):
            read_docx(tmp_path / "cut.docx")


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("data", [None, b"", b"<w:broken", b"\x00\xff"])
def test_a_damaged_part_is_corrupt(tmp_path: Path, name: str, data: bytes | None) -> None:
    path = word_file(tmp_path / "cv.docx", paragraph(run("text")))
    rezipped(path, lambda part, was: data if part == name else was)
    with pytest.raises(CorruptFile):
        read_docx(path)


def test_entities_in_any_part_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    path = word_file(tmp_path / "bomb.docx", paragraph(run("lol")))

    def plant(name: str, data: bytes) -> bytes:
        return data.replace(b"?>", b"?>" + bomb, 1) if name == "word/document.xml" else data

    with pytest.raises(CorruptFile):
        read_docx(rezipped(path, plant))


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc>" * 90 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 90,
        "<w:sdt><w:sdtContent>" * 150 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 150,
        f"<w:p>{'<w:ins>' * 300}{'</w:ins>' * 300}</w:p>",
    ],
)
def test_nesting_without_end_is_refused(tmp_path: Path, body: str) -> None:
    path = word_file(tmp_path / "deep.docx", paragraph(run("x")))

    def plant(name: str, data: bytes) -> bytes:
        at = data.find(b"<w:sectPr")
        return data[:at] + body.encode() + data[at:] if name == "word/document.xml" else data

    with pytest.raises(CorruptFile):
        read_docx(rezipped(path, plant))


def test_deep_nesting_that_the_parser_lets_through_is_read(tmp_path: Path) -> None:
    body = (
        "<w:tbl><w:tr><w:tc>" * 40 + f"<w:p>{run('inside')}</w:p>" + "</w:tc></w:tr></w:tbl>" * 40
    )
    document = read_docx(word_file(tmp_path / "deep.docx", body))
    assert [b.text for b in document.blocks if b.text] == ["inside"]


def test_numbers_that_no_page_holds_do_not_loop(tmp_path: Path) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr>{paragraph(run("x"))}</w:tc>'
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>{cell * 3}</w:tr>'
    item = (
        '<w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="²"/></w:numPr></w:pPr>'
        + run("item")
    )
    document = read_docx(word_file(tmp_path / "x.docx", f"<w:tbl>{row}</w:tbl>", paragraph(item)))
    assert [b.text for b in document.blocks] == ["x", "x", "x", "item"]


def planted(path: Path, body: str) -> Path:
    """A file with a body that python-docx would take long to make."""
    file = word_file(path, paragraph(run("text")))

    def plant(name: str, data: bytes) -> bytes:
        at = data.find(b"<w:sectPr")
        return data[:at] + body.encode() + data[at:] if name == "word/document.xml" else data

    return rezipped(file, plant)


LINKED = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.com"'
    '</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>x</w:t>{}</w:r>'
)
ENDED = '<w:fldChar w:fldCharType="end"/>'


@pytest.mark.parametrize(
    ("body", "length"),
    [
        (paragraph('<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>' * 20_000), 20_006),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>" * 8_000, 8_005),
        (paragraph(LINKED.format(ENDED) * 10_000), 10_005 + 51 * 22),
        (paragraph("<w:r><w:drawing>" + '<wp:docPr xmlns:wp="urn:x" descr="y"/>' * 20_000 + "</w:drawing></w:r>"), 7),
    ],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_many_of_one_thing_take_no_longer_than_their_number(
    tmp_path: Path, body: str, length: int
) -> None:
    assert len(read_docx(planted(tmp_path / "x.docx", body)).text) == length


@pytest.mark.parametrize(
    "body",
    [paragraph(LINKED.format("") * 1000), "<w:p/>" * 1001, "<w:tbl><w:tr>" + "<w:tc/>" * 1001 + "</w:tr></w:tbl>"],
)  # fmt: skip
def test_more_than_any_application_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(walk, "PARAGRAPHS_LIMIT", 1000)
    with pytest.raises(FileTooLarge, match="more text than any application"):
        read_docx(planted(tmp_path / "x.docx", body))


def test_a_header_named_by_a_thousand_sections_is_read_once(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "A Khan"
    word.add_paragraph("x")
    word.save(str(tmp_path / "cv.docx"))

    def repeat(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        at = data.index(b"<w:headerReference")
        reference = data[at : data.index(b"/>", at) + 2]
        return data.replace(reference, reference * 1000)

    document = read_docx(rezipped(tmp_path / "cv.docx", repeat))
    assert [b.text for b in document.blocks] == ["A Khan", "x"]


def test_parts_that_are_missing_do_not_hide_the_rest(tmp_path: Path) -> None:
    path = word_file(tmp_path / "cv.docx", paragraph(run("text")))
    missing = ("word/styles.xml", "word/settings.xml", "docProps/core.xml")
    rezipped(path, lambda name, data: None if name in missing else data)
    assert read_docx(path).text == "text"


def test_nothing_but_a_scan(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_picture(io.BytesIO(PIXEL))
    word.save(str(tmp_path / "scan.docx"))
    with pytest.raises(EmptyDocument, match="only pictures"):
        read_docx(tmp_path / "scan.docx")
    docx.Document().save(str(tmp_path / "empty.docx"))
    with pytest.raises(EmptyDocument, match="holds no text"):
        read_docx(tmp_path / "empty.docx")
