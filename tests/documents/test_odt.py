"""OpenDocument texts as applicants send them: every place where they keep text, each read once."""

import zipfile
from pathlib import Path

import odfdo
import pytest

from documents.odt_files import NAMESPACES, content, odt_file, rezipped
from edi_shortlist.documents.errors import (
    CorruptFile,
    DocumentError,
    EmptyDocument,
    EncryptedFile,
    FileTooLarge,
    UnsupportedFormat,
)
from edi_shortlist.documents.model import Block, BlockKind, Document, Part
from edi_shortlist.documents.odt import read_odt


def read(tmp_path: Path, body: str, **given: dict[str, str]) -> Document:
    return read_odt(odt_file(tmp_path / "a.odt", body, **given))


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.part.value, block.text) for block in document.blocks if block.text]


def p(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def frame(inner: str) -> str:
    return f'<draw:frame draw:name="f">{inner}</draw:frame>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Aisha <text:span>Khan</text:span>", "Aisha Khan"),
        ("\n   Aisha\n\t Khan \n", "Aisha Khan"),  # a file laid out for people to read
        ("a<text:s/>b<text:s text:c='3'/>c", "a b   c"),
        ("Tel<text:tab/>01632 960123", "Tel\t01632 960123"),
        ("12 High Street<text:line-break/>\n Bootle", "12 High Street\nBootle"),
        ("hous\u00ading", "housing"),
        ('<text:a xlink:href="mailto:a@example.com">a@example.com</text:a>', "a@example.com"),
        (
            'My <text:a xlink:href="https://example.com/aisha">page</text:a>.',
            "My page (https://example.com/aisha).",
        ),
        ('See <text:a xlink:href="#2.1">above</text:a>', "See above"),
        ("me<text:bookmark text:name='x'/>mber<text:soft-page-break/>", "member"),
        ("<text:text-input>typed in</text:text-input>", "typed in"),
        (
            '<text:drop-down><text:label text:value="Mr"/>'
            '<text:label text:value="Ms" text:current-selected="true"/>Ms</text:drop-down>',
            "Ms",
        ),
        ('<text:placeholder text:placeholder-type="text">&lt;Name></text:placeholder>.', "."),
        ("<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>up</text:ruby-text></text:ruby>", "base"),
        ("word<text:note><text:note-citation>1</text:note-citation></text:note> on", "word on"),
        ('<text:span text:style-name="Ticks">\uf0fe</text:span> Yes', "☑ Yes"),
        (
            '<loext:content-control loext:checkbox="true" loext:checked="true">☐'
            "</loext:content-control> Yes",
            "☒ Yes",  # the state counts, not the sign
        ),
        (
            '<loext:content-control loext:showing-place-holder="true">Choose'
            "</loext:content-control>.",
            ".",
        ),
        (
            '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param '
            'field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> Yes',
            "☒ Yes",
        ),
        (
            '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN">'
            '<field:param field:name="Dropdown_ListEntry" field:value="No"/>'
            '<field:param field:name="Dropdown_ListEntry" field:value="Yes"/>'
            '<field:param field:name="Dropdown_Selected" field:value="1"/></field:fieldmark>',
            "Yes",
        ),
        (
            '<field:fieldmark-start field:type="vnd.oasis.opendocument.field.FORMTEXT"/>Aisha'
            "<field:fieldmark-end/>",
            "Aisha",
        ),
    ],
)  # fmt: skip
def test_inside_a_paragraph(tmp_path: Path, inside: str, text: str) -> None:
    assert read(tmp_path, p(inside) + p("end")).blocks[0].text == text


def test_headings_lists_and_paragraphs(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="P1">Application</text:p>'
        '<text:h text:outline-level="2">Skills</text:h>'
        "<text:list><text:list-header><text:p>I can</text:p></text:list-header>"
        "<text:list-item><text:p>lead</text:p><text:list><text:list-item><text:p>a team</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:p><text:span text:style-name="Strong">Why me</text:span></text:p>'
        '<text:p>Because <text:span text:style-name="Strong">I</text:span> can.</text:p>'
    )
    assert read(tmp_path, body).blocks == (
        Block("Application", BlockKind.HEADING, level=1),
        Block("Skills", BlockKind.HEADING, level=2),
        Block("I can", BlockKind.LIST_ITEM, level=0),
        Block("lead", BlockKind.LIST_ITEM, level=0),
        Block("a team", BlockKind.LIST_ITEM, level=1),
        Block("Why me", BlockKind.HEADING, level=3),
        Block("Because I can."),
    )


def cell(inner: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{inner}</table:table-cell>"


def test_tables_in_tables_and_merged_cells(tmp_path: Path) -> None:
    inner = f"<table:table><table:table-row>{cell(p('in'))}</table:table-row></table:table>"
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        + cell(p("wide"), 'table:number-columns-spanned="2"')
        + f"<table:covered-table-cell/>{cell(p('third'))}</table:table-row>"
        + "</table:table-header-rows><table:table-row>"
        + cell(p("before") + inner + p("after"))
        + cell("", 'table:number-columns-repeated="2"')
        + "</table:table-row></table:table>"
        + f"<table:table><table:table-row>{cell(p('x'))}</table:table-row></table:table>"
    )
    found = [(block.cell, block.text) for block in read(tmp_path, body).blocks]
    assert found == [
        ((0, 0, 0), "wide"),
        ((0, 0, 2), "third"),
        ((0, 1, 0), "before"),
        ((1, 0, 0), "in"),
        ((0, 1, 0), "after"),
        ((0, 1, 1), ""),
        ((2, 0, 0), "x"),
    ]


def test_repeated_cells_and_rows_are_capped(tmp_path: Path) -> None:
    many = 'table:number-columns-repeated="99999999999"'
    rows = 'table:number-rows-repeated="1000000"'
    body = (
        f"<table:table><table:table-row {rows}>{cell('', many)}</table:table-row>"
        f"<table:table-row {rows}>{cell(p('same'), many)}</table:table-row>"
        f"<table:table-row>{cell(p('last'))}</table:table-row></table:table>"
    )
    blocks = read(tmp_path, body).blocks
    assert len(blocks) < 3000
    assert blocks[-1].text == "last"
    twice = cell(p("x"), 'table:number-columns-repeated="2"')
    repeated = (
        '<table:table><table:table-row table:number-rows-repeated="2">'
        f"{twice}</table:table-row></table:table>"
    )
    assert [b.cell for b in read(tmp_path, repeated).blocks] == [
        (0, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
        (0, 1, 1),
    ]


def test_what_stands_beside_the_text(tmp_path: Path) -> None:
    body = p(
        "Hello"
        "<office:annotation><dc:creator>Bo Lee</dc:creator><dc:date>2026-01-02</dc:date>"
        "<text:p>Who is</text:p><text:p>this?</text:p></office:annotation>"
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Below</text:p></text:note-body></text:note>"
        + frame(f"<draw:text-box>{p('In a box')}</draw:text-box>")
        + frame('<draw:image xlink:href="Pictures/1.png"/><svg:title>Me</svg:title><svg:desc>A photo</svg:desc>')
        + f"<draw:g><draw:custom-shape>{p('In a shape')}</draw:custom-shape></draw:g>"
        + frame('<draw:object xlink:href="./Object 1"/>')
        + " world"
    ) + frame(f"<draw:text-box>{p('On the page')}</draw:text-box>")  # fmt: skip
    document = read(tmp_path, body)
    assert said(document) == [
        ("body", "Hello world"),
        ("comment", "Comment by Bo Lee: Who is\nthis?"),
        ("text_box", "In a box"),
        ("description", "Me\nA photo"),
        ("text_box", "In a shape"),
        ("text_box", "On the page"),
        ("note", "Below"),
    ]
    assert document.pictures == 1
    assert len(document.warnings) == 1
    assert "embedded object" in document.warnings[0]


def test_hidden_text_stands_apart_and_is_told(tmp_path: Path) -> None:
    body = (
        p('seen <text:span text:style-name="Secret">unseen</text:span>')
        + '<text:p text:style-name="SecretP">all of it</text:p>'
        + f'<text:section text:display="none" text:name="s">{p("a section")}</text:section>'
        + f'<text:section text:name="t">{p("shown")}</text:section>'
        + p('<text:hidden-text text:is-hidden="true" text:string-value="field"/>x')
        + "<table:table><table:table-row><table:covered-table-cell><text:p>below</text:p>"
        + "</table:covered-table-cell></table:table-row></table:table>"
    )
    document = read(tmp_path, body)
    assert said(document) == [
        ("body", "seen"),
        ("hidden", "unseen"),
        ("hidden", "all of it"),
        ("hidden", "a section"),
        ("body", "shown"),
        ("body", "x"),
        ("hidden", "field"),
        ("hidden", "below"),
    ]
    assert any("hidden" in sentence for sentence in document.warnings)


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"{p('Aisha')}</text:deletion></text:changed-region></text:tracked-changes>"
        + p('I am <text:change-start text:change-id="c2"/>skilled<text:change text:change-id="c1"/>')
    )  # fmt: skip
    document = read(tmp_path, body)
    assert document.text == "I am skilled"
    assert any("deleted" in sentence for sentence in document.warnings)


def test_form_controls(tmp_path: Path) -> None:
    controls = (
        '<form:checkbox form:id="c1" form:label="Yes" form:current-state="checked"/>'
        '<form:checkbox form:id="c2" form:state="unchecked"/>'
        '<form:radio form:id="c3" form:label="A" form:selected="true" form:current-selected="false"/>'
        '<form:text form:id="c4" form:value="old" form:current-value="Aisha"/>'
        '<form:listbox form:id="c5"><form:option form:label="No"/>'
        '<form:option form:label="Maybe" form:current-selected="true"/></form:listbox>'
        '<form:textarea form:id="c6"><text:p>two</text:p><text:p>lines</text:p></form:textarea>'
        '<form:password form:id="c7" form:value="secret"/>'
    )
    drawn = " ".join(f'<draw:control draw:control="c{i}"/>' for i in range(1, 9))
    body = f"<office:forms><form:form>{controls}</form:form></office:forms>{p(drawn)}"
    assert read(tmp_path, body).text == "☒ Yes ☐ ☐ A Aisha Maybe two\nlines"


def test_headers_footers_and_properties(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    document = odfdo.Document("text")
    page = document.get_styles(family="master-page")[0]
    page.set_page_header(odfdo.Paragraph("Aisha Khan"))
    page.set_page_footer(odfdo.Paragraph("Page 1"))
    document.body.append(odfdo.Paragraph("Body"))
    document.meta.initial_creator = "Aisha Khan"
    document.meta.creator = "Bo Lee"
    document.meta.title = "My form"
    document.meta.subject = "Housing"
    document.meta.keywords = "one, two"
    document.meta.set_user_defined_metadata("Company", "Example Ltd")
    document.meta.set_template(href="file:///home/aisha/CV.ott")
    document.save(path)
    read = read_odt(path)
    assert [b.part for b in read.blocks if b.text] == [Part.HEADER, Part.BODY, Part.FOOTER]
    assert {(one.name, one.value) for one in read.properties} == {
        ("author", "Aisha Khan"),
        ("last modified by", "Bo Lee"),
        ("title", "My form"),
        ("subject", "Housing"),
        ("keywords", "one, two"),
        ("company", "Example Ltd"),
        ("template", "file:///home/aisha/CV.ott"),
    }


def test_macros_are_ignored_and_told(tmp_path: Path) -> None:
    document = read(tmp_path, p("x"), parts={"Basic/Standard/Module1.xml": "<x/>"})
    assert document.text == "x"
    assert any("macros" in sentence for sentence in document.warnings)


def test_flat_file(tmp_path: Path) -> None:
    path = tmp_path / "a.fodt"
    path.write_text(
        f'<?xml version="1.0"?><office:document {NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{p('Flat Łódź')}</office:text></office:body></office:document>",
        encoding="utf-8",
    )
    assert read_odt(path).text == "Flat Łódź"
    xml = path.read_text(encoding="utf-8")
    bare = xml.partition("?>")[2]
    for written in (bare, f"\ufeff{xml}", f"<!-- {'x' * 200} -->{bare}"):
        path.write_text(written, encoding="utf-8")
        assert read_odt(path).text == "Flat Łódź"
    path.write_text(xml.replace("?>", ' encoding="UTF-16"?>', 1), encoding="utf-16")
    assert read_odt(path).text == "Flat Łódź"
    path.write_text(xml, encoding="utf-8")
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    path.write_text(xml.replace("?>", f"?>{entity}", 1).replace("Flat", "&e;"))
    with pytest.raises(CorruptFile):
        read_odt(path)


def bomb(name: str, data: bytes) -> bytes:
    return b"0" * 90_000_000 if name == "content.xml" else data


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda name, data: None if name == "content.xml" else data, CorruptFile),
        (lambda name, data: data[: len(data) // 2] if name == "content.xml" else data, CorruptFile),
        (lambda name, data: b"<x/>" if name == "content.xml" else data, CorruptFile),
        (lambda name, data: content("").encode() if name == "content.xml" else data, EmptyDocument),
        (
            lambda name, data: content(frame("<draw:image/>")).encode() if name == "content.xml" else data,
            EmptyDocument,
        ),
        (
            lambda name, data: content("<text:section>" * 400 + "</text:section>" * 400).encode()
            if name == "content.xml"
            else data,
            CorruptFile,
        ),
        (
            lambda name, data: b"<m><manifest:encryption-data xmlns:manifest='u'/></m>"
            if name.endswith("manifest.xml")
            else data,
            EncryptedFile,
        ),
        (
            lambda name, data: b"application/vnd.oasis.opendocument.spreadsheet"
            if name == "mimetype"
            else data,
            UnsupportedFormat,
        ),
        (
            lambda name, data: b'<!DOCTYPE x [<!ENTITY a "aaa">]>' + data
            if name == "content.xml"
            else data,
            CorruptFile,
        ),
        (bomb, FileTooLarge),
    ],
)  # fmt: skip
def test_damaged_and_hostile_files(tmp_path: Path, change, error: type[DocumentError]) -> None:  # type: ignore[no-untyped-def]
    path = rezipped(odt_file(tmp_path / "a.odt", p("x")), change)
    with pytest.raises(error):
        read_odt(path)


def test_no_zip_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(b"PK\3\4 and no more")
    with pytest.raises(CorruptFile):
        read_odt(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(CorruptFile):
        read_odt(path)
