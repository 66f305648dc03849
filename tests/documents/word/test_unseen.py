"""What the page does not show (hidden text, descriptions) is read apart; what tracked changes
take away is not read."""

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from documents.word_files import paragraph, rezipped, run, with_link, word_file
from edi_shortlist.documents.model import Document, Part
from edi_shortlist.documents.word.docx import read_docx

HIDDEN = "<w:vanish/>"
MERGED = '<w:cellMerge w:id="1" w:vMerge="cont"/>'
PUT_IN = '<w:ins w:id="1"/>'
GONE = '<w:del w:id="1" w:author="Tom Reed"/>'


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.part.value, block.text) for block in document.blocks]


def marked(mark: str, inner: str) -> str:
    return paragraph(f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}")


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (
            [paragraph(run("a") + run("b", HIDDEN) + run("c", HIDDEN) + run("d"))],
            [("body", "ad"), ("hidden", "bc")],
        ),
        (
            [paragraph(run("b", HIDDEN) + run("a") + run("c", HIDDEN)), paragraph(run("next"))],
            [("body", "a"), ("hidden", "b"), ("hidden", "c"), ("body", "next")],
        ),
        (
            [paragraph(run("a")), marked(HIDDEN, run("b", HIDDEN)), paragraph(run("c"))],
            [("body", "a"), ("hidden", "b"), ("body", "c")],
        ),
        ([marked(HIDDEN, run("a")), paragraph(run("c"))], [("body", "a"), ("body", "c")]),
        ([paragraph(run("a", "<w:webHidden/>"))], [("body", "a")]),
        ([paragraph(run("a") + run(" ", HIDDEN))], [("body", "a")]),
        (
            [paragraph(run("a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>")],
            [("body", "a"), ("hidden", "☑")],
        ),
    ],
)  # fmt: skip
def test_hidden_text(tmp_path: Path, body: list[str], blocks: list[tuple[str, str]]) -> None:
    document = read_docx(word_file(tmp_path / "cv.docx", *body))
    assert told(document) == blocks
    assert any("does not show" in one for one in document.warnings) == ("hidden" in dict(blocks))


def test_hidden_by_style(tmp_path: Path) -> None:
    word = docx.Document()
    unseen = word.styles.add_style("Unseen", WD_STYLE_TYPE.PARAGRAPH)
    unseen.font.hidden = True
    word.styles.add_style("Deeper", WD_STYLE_TYPE.PARAGRAPH).base_style = unseen
    word.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER).font.hidden = True
    word.add_paragraph("by its style", style="Unseen")
    word.add_paragraph("by the style below", style="Deeper").add_run(
        " but not this"
    ).font.hidden = False
    line = word.add_paragraph("seen ")
    line.add_run("by its letters", style="Secret")
    # two styles that hide undo each other, as in Word
    word.add_paragraph(style="Unseen").add_run("both", style="Secret")
    word.save(str(tmp_path / "cv.docx"))
    assert told(read_docx(tmp_path / "cv.docx")) == [
        ("hidden", "by its style"),
        ("body", " but not this"),
        ("hidden", "by the style below"),
        ("body", "seen"),
        ("hidden", "by its letters"),
        ("body", "both"),
    ]


def test_hidden_by_default(tmp_path: Path) -> None:
    file = word_file(tmp_path / "x.docx", paragraph(run("a") + run("b", '<w:vanish w:val="0"/>')))
    rezipped(
        file,
        lambda name, data: (
            data.replace(b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>")
            if name == "word/styles.xml"
            else data
        ),
    )
    assert told(read_docx(file)) == [("body", "b"), ("hidden", "a")]


def shape(attributes: str, inner: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {attributes}/>{inner}</wp:inline></w:drawing></w:r>'


def described(text: str) -> str:
    return shape(f'descr="{text} drawn"')


BOX = f"<wps:txbx><w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent></wps:txbx>"


def test_hidden_boxes_and_covered_cells(tmp_path: Path) -> None:
    covered = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph(run('covered'))}</w:tc>"
    rows = f"<w:tr><w:tc>{paragraph(run('top'))}</w:tc></w:tr><w:tr>{covered}</w:tr>"
    drawing = shape("", BOX).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    file = word_file(
        tmp_path / "x.docx",
        paragraph(run("a") + drawing + shape('hidden="1"', BOX)),
        f"<w:tbl>{rows}</w:tbl>",
    )
    assert told(read_docx(file)) == [
        ("body", "a"), ("hidden", "boxed"), ("hidden", "boxed"), ("body", "top"), ("hidden", "covered"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("drawing", "descriptions"),
    [
        (shape('name="Picture 1" descr="Aisha Khan at work"'), ["Aisha Khan at work"]),
        (shape('descr="At work" title="Aisha"'), ["Aisha. At work"]),
        (shape('descr="C:\\Users\\akhan\\me.jpg"'), ["C:\\Users\\akhan\\me.jpg"]),
        (shape('descr="Picture 1"'), []),
        (shape('descr="image12.png" title="Text Box 3"'), []),
        (shape('descr=""'), []),
        (
            shape('descr="me"', '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" descr="me"/></pic:nvPicPr></pic:pic>'),
            ["me"],
        ),
        ('<w:r><w:pict><v:shape alt="Aisha Khan"/></w:pict></w:r>', ["Aisha Khan"]),
        ('<w:r><w:pict><v:rect href="https://example.com/ak"/></w:pict></w:r>', ["(https://example.com/ak)"]),
        (
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="My page">'
            '<a:hlinkClick r:id="rId1a"/></wp:docPr></wp:inline></w:drawing></w:r>',
            ["My page (https://example.com/in/ak)"],
        ),
    ],
)  # fmt: skip
def test_descriptions(tmp_path: Path, drawing: str, descriptions: list[str]) -> None:
    file = word_file(tmp_path / "x.docx", paragraph(run("a") + drawing), paragraph(run("b")))
    document = read_docx(with_link(file, "rId1a", "https://example.com/in/ak"))
    assert [b.text for b in document.blocks if b.part is Part.DESCRIPTION] == descriptions
    assert [b.text for b in document.blocks if b.part is Part.BODY] == ["a", "b"]
    assert document.blocks[-1].text == "b"


def test_a_row_stays_whole(tmp_path: Path) -> None:
    """Forms are read row by row, so what is not seen follows the row."""
    cells = "".join(
        f"<w:tc>{paragraph(run(text) + run(f'not {text}', HIDDEN) + described(text))}</w:tc>"
        for text in ("Name", "Aisha")
    )
    about = '<w:tblPr><w:tblCaption w:val="Who applies"/></w:tblPr>'
    file = word_file(tmp_path / "x.docx", f"<w:tbl>{about}<w:tr>{cells}</w:tr></w:tbl>")
    document = read_docx(file)
    assert told(document) == [
        ("body", "Name"), ("body", "Aisha"), ("hidden", "not Name"), ("description", "Name drawn"),
        ("hidden", "not Aisha"), ("description", "Aisha drawn"), ("description", "Who applies"),
    ]  # fmt: skip
    assert document.text.startswith("Name\tAisha\n")


def test_word_art_is_text(tmp_path: Path) -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="AISHA KHAN"/></v:shape></w:pict></w:r>'
    assert told(read_docx(word_file(tmp_path / "x.docx", paragraph(run("a") + art)))) == [
        ("body", "a"),
        ("text_box", "AISHA KHAN"),
    ]


def test_a_choice_without_words_gives_way(tmp_path: Path) -> None:
    twins = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback>'
        f"<w:pict><v:textbox><w:txbxContent>{paragraph(run('old'))}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    file = word_file(tmp_path / "x.docx", paragraph(run("a") + twins))
    assert told(read_docx(file)) == [("body", "a"), ("text_box", "old")]


def row(inner: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


STRUCK = '<w:del w:id="2" w:author="Tom Reed"><w:r><w:delText>gone</w:delText></w:r></w:del>'


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ([marked(GONE, run("Aisha ")), paragraph(run("Khan"))], ["Aisha Khan"]),
        ([marked(GONE, run("a")), marked(GONE, run("b")), paragraph(run("c"))], ["abc"]),
        ([marked(GONE, STRUCK), paragraph(run("stays"))], ["stays"]),
        ([marked('<w:moveFrom w:id="1"/>', run("a")), paragraph(run("b"))], ["ab"]),
        ([marked(PUT_IN, run("a")), paragraph(run("b"))], ["a", "b"]),
        ([marked(GONE, run("last"))], ["last"]),
        ([marked(GONE, run("a")), f"<w:tbl>{row(cell('b'))}</w:tbl>"], ["a", "b"]),
        ([f"<w:tbl>{row(cell('a'))}{row(cell('b'), GONE)}{row(cell('c'))}</w:tbl>"], ["a", "c"]),
        ([f"<w:tbl>{row(cell('a'), PUT_IN)}</w:tbl>"], ["a"]),
        (
            [f"<w:tbl>{row(cell('a', '<w:cellDel/>') + cell('b', '<w:cellIns/>'))}</w:tbl>"],
            ["b"],
        ),
        (
            [f"<w:tbl><w:tr><w:tc>{marked(GONE, run('a'))}{paragraph(run('b'))}{marked(GONE, run('c'))}</w:tc></w:tr></w:tbl>"],
            ["ab\nc"],
        ),
        (
            [paragraph(f'<w:moveTo w:id="1">{run("to")}</w:moveTo><w:moveFrom w:id="1">{run("from")}</w:moveFrom>')],
            ["to"],
        ),
        (
            # two cells made one with tracked changes: the second shows nothing of its own
            [f"<w:tbl>{row(cell('a'))}{row(cell('b', MERGED))}</w:tbl>"],
            ["a", "b"],
        ),
        (
            # the size that was, kept for undoing, hides nothing
            [paragraph(run("a", f'<w:rPrChange w:id="1"><w:rPr>{HIDDEN}</w:rPr></w:rPrChange>'))],
            ["a"],
        ),
    ],
)  # fmt: skip
def test_tracked_changes_as_accepted(tmp_path: Path, body: list[str], texts: list[str]) -> None:
    document = read_docx(word_file(tmp_path / "x.docx", *body))
    assert [block.text for block in document.blocks] == texts
    assert (Part.HIDDEN in [block.part for block in document.blocks]) == (MERGED in body[0])


def test_a_joined_paragraph_keeps_what_was_anchored_in_it(tmp_path: Path) -> None:
    drawing = shape('descr="a face"', BOX)
    file = word_file(
        tmp_path / "x.docx",
        marked(GONE, run("a") + run("b", HIDDEN) + drawing),
        paragraph(run("c")),
    )
    assert told(read_docx(file)) == [
        ("body", "ac"), ("hidden", "b"), ("description", "a face"), ("text_box", "boxed"),
    ]  # fmt: skip
