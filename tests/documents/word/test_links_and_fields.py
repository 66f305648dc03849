"""Where links lead is told once, and a field's code is no text."""

from pathlib import Path

import pytest

from documents.word_files import paragraph, run, with_link, word_file
from edi_shortlist.documents.model import Part
from edi_shortlist.documents.word.docx import read_docx
from edi_shortlist.documents.word.fields import link_target, told_target


def mark(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def complex_field(instruction: str, result: str) -> str:
    return mark("begin") + code(instruction) + mark("separate") + result + mark("end")


def link(identifier: str, inner: str) -> str:
    return f'<w:hyperlink r:id="{identifier}">{inner}</w:hyperlink>'


HYPERLINK = ' HYPERLINK "https://example.com/x" \\o "A tip" '


@pytest.mark.parametrize(
    ("instruction", "target"),
    [
        (HYPERLINK, "https://example.com/x"),
        ("HYPERLINK https://example.com/x", "https://example.com/x"),
        (' hyperlink \\t "_blank" "https://example.com"', "https://example.com"),
        (' HYPERLINK "https://example.com" \\l "part"', "https://example.com"),
        (' HYPERLINK \\l "_Toc1" \\h ', ""),
        (' HYPERLINK \\l "_Toc1" \\o "https://example.com"', ""),
        (" HYPERLINK ", ""),
        (' REF "https://example.com"', ""),
        ("", ""),
    ],
)
def test_link_target(instruction: str, target: str) -> None:
    assert link_target(instruction) == target


@pytest.mark.parametrize(
    ("target", "shown", "told"),
    [
        ("https://example.com/x", "my portfolio", "(https://example.com/x)"),
        ("https://www.example.com/", "Example.com", ""),
        ("http://example.com/a%20b", "example.com/a b", ""),
        ("mailto:a.khan@example.com?subject=Hello", "A.Khan@example.com", ""),
        ("mailto:a.khan@example.com?subject=Hello", "e-mail me", "(a.khan@example.com)"),
        ("MAILTO:a.khan@example.com", "", "(a.khan@example.com)"),
        ("tel:+441632960123", "01632 960 123", ""),
        ("tel:+441632960123", "call me", "(+441632960123)"),
        ("file:///C:/Users/akhan/cv.docx", "old CV", "(file:///C:/Users/akhan/cv.docx)"),
        ("data:image/png;base64," + "A" * 3000, "picture", ""),
        ("", "nothing", ""),
        ("https://", "odd", "(https://)"),
    ],
)
def test_told_target(target: str, shown: str, told: str) -> None:
    assert told_target(target, shown) == told


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (link("rId1a", run("my portfolio")) + run("."), "my portfolio (https://example.com/x)."),
        (link("rId1a", run("https://example.com/x/")), "https://example.com/x/"),
        # one link in several runs, as Google Docs writes them
        (
            link("rId1a", run("my ")) + link("rId1a", run("port", "<w:b/>")) + link("rId2a", run("folio")),
            "my portfolio (https://example.com/x)",
        ),
        (
            link("rId1a", run("one")) + run(" ") + link("rId3a", run("two")),
            "one (https://example.com/x) two (https://example.com/y)",
        ),
        (link("rId1a", ""), " (https://example.com/x)"),
        (link("rId99", run("nowhere")), "nowhere"),
        ('<w:hyperlink w:anchor="top">' + run("up") + "</w:hyperlink>", "up"),
        (complex_field(HYPERLINK, run("my portfolio")), "my portfolio (https://example.com/x)"),
        (complex_field(HYPERLINK, run("example.com/x")), "example.com/x"),
        (
            mark("begin") + code(" HYPERLINK ") + code('"https://exam') + code('ple.com/x"')
            + mark("separate") + run("here") + mark("end") + run("!"),
            "here (https://example.com/x)!",
        ),
        (
            f"<w:fldSimple w:instr='HYPERLINK \"https://example.com/x\"'>{run('here')}</w:fldSimple>",
            "here (https://example.com/x)",
        ),
        (f'<w:fldSimple w:instr="AUTHOR">{run("Aisha")}</w:fldSimple>', "Aisha"),
        # fields within fields: what stands in a code is code
        (
            mark("begin") + code("IF ") + complex_field("MERGEFIELD x", run("unseen"))
            + code('= "1"') + mark("separate") + run("seen") + mark("end"),
            "seen",
        ),
        (complex_field("IF", run("a ") + complex_field(HYPERLINK, run("b"))), "a b (https://example.com/x)"),
        (mark("begin") + code(' XE "Khan" ') + mark("end") + run("after"), "after"),
        # damaged fields lose no text
        (mark("begin") + code("IF") + run("text"), "text"),
        (run("text") + mark("end") + mark("separate") + run(" more"), "text more"),
        (mark("begin") + code(HYPERLINK) + mark("separate") + run("on"), "on (https://example.com/x)"),
    ],
)  # fmt: skip
def test_inside_a_paragraph(tmp_path: Path, inside: str, text: str) -> None:
    file = word_file(tmp_path / "cv.docx", paragraph(inside))
    for identifier, target in (("rId1a", "x"), ("rId2a", "x"), ("rId3a", "y")):
        with_link(file, identifier, f"https://example.com/{target}")
    document = read_docx(file)
    assert [block.text for block in document.blocks] == [text]
    assert document.warnings == ()  # a link is not fetched by showing the file


def test_a_hidden_link_keeps_its_target_hidden(tmp_path: Path) -> None:
    inside = run("seen") + link("rId1a", run("unseen", "<w:vanish/>"))
    file = with_link(
        word_file(tmp_path / "x.docx", paragraph(inside)), "rId1a", "https://example.com"
    )
    assert [(b.part, b.text) for b in read_docx(file).blocks] == [
        (Part.BODY, "seen"),
        (Part.HIDDEN, "unseen (https://example.com)"),
    ]


def form_field(data: str, result: str = "") -> str:
    return (
        mark("begin", f"<w:ffData>{data}</w:ffData>") + code(" FORM ")
        + mark("separate") + result + mark("end")
    )  # fmt: skip


CHOICES = "".join(f'<w:listEntry w:val="{one}"/>' for one in ("Mr", "Ms", "Mx"))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (form_field("<w:textInput/>", run("Aisha") + run(" Khan")), "Aisha Khan"),
        (form_field("<w:textInput/>", run("\u2002\u2002\u2002\u2002\u2002")), ""),
        (form_field(f'<w:ddList><w:result w:val="2"/>{CHOICES}</w:ddList>'), "Mx"),
        (form_field(f'<w:ddList><w:default w:val="1"/>{CHOICES}</w:ddList>'), "Ms"),
        (form_field(f"<w:ddList>{CHOICES}</w:ddList>"), "Mr"),
        (form_field(f'<w:ddList><w:result w:val="9"/>{CHOICES}</w:ddList>'), ""),
        (form_field(f'<w:ddList><w:result w:val="1"/>{CHOICES}</w:ddList>', run("Ms")), "Ms"),
        (form_field("<w:checkBox><w:checked/></w:checkBox>", run("☒")) + run(" Yes"), "☒ Yes"),
        (form_field('<w:checkBox><w:default w:val="1"/></w:checkBox>'), "☒"),
        (
            form_field('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'),
            "☐",
        ),
    ],
)
def test_old_style_form_fields(tmp_path: Path, inside: str, text: str) -> None:
    file = word_file(tmp_path / "form.docx", paragraph(run("Title:") + inside))
    assert read_docx(file).text == f"Title:{text}"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "☐"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2612"/></w:r>', "☒"),
        ('<w:r><w:sym w:font="Symbol" w:char="F06F"/></w:r>', ""),  # an omicron is no box
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Wingdings" w:char="rubbish"/></w:r>', ""),
        (run("þ", '<w:rFonts w:ascii="Wingdings"/>'), "☑"),
        (run("\uf0a8", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☐"),
        (run("\uf0fe"), "☑"),  # the font stands in a style or theme
        (run("\uf061", '<w:rFonts w:ascii="Wingdings"/>'), ""),
        (run("Aisha", '<w:rFonts w:ascii="Wingdings"/>'), "Aisha"),  # a font hides no name
        (run("o" + "x", '<w:rFonts w:ascii="Arial"/>'), "ox"),
    ],
)
def test_signs_of_symbol_fonts(tmp_path: Path, inside: str, text: str) -> None:
    file = word_file(tmp_path / "form.docx", paragraph(run("Yes ") + inside))
    assert read_docx(file).text == f"Yes {text}".rstrip()
