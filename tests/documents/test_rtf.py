"""Rich text as word processors write it, and as nobody should."""

from functools import partial
from pathlib import Path

import pytest
from processor_time import seconds_of, within

from edi_shortlist.documents.errors import CorruptFile, EmptyDocument
from edi_shortlist.documents.model import Block, BlockKind, Document
from edi_shortlist.documents.rtf import document_of_rtf, read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}"
    r"{\f1\fnil\fcharset238 Arial CE;}{\f2\fnil\fcharset2 Wingdings;}"
    r"{\f3\fnil\fcharset128 MS Gothic;}{\f4\fnil\fcharset204{\*\falt Times} Times Cyr;}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\b heading 1;}{\*\cs2 strong;}{\s3 Title;}"
    r"{\s4\outlinelevel2 My own;}}"
)


def of(body: str, head: str = HEAD) -> Document:
    return document_of_rtf((head + body + "}").encode("latin-1"))


def said(document: Document) -> list[tuple[str, str]]:
    return [(block.part.value, block.text) for block in document.blocks if block.text]


def field(instruction: str, result: str, more: str = "") -> str:
    return rf"{{\field{{\*\fldinst {instruction}{more}}}{{\fldrslt {result}}}}}"


def form(*words: str) -> str:
    return r"{\*\formfield{" + "".join(words) + "}}"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r"Aisha {\b Khan}", "Aisha Khan"),
        ("Ai\r\nsha", "Aisha"),  # line ends in the file mean nothing
        (r"Tel\tab 01632 960123\line Bootle", "Tel\t01632 960123\nBootle"),
        (r"\{a\} \\b", r"{a} \b"),
        (r"Si\'e2n\rquote s \'a35", "Siân’s £5"),
        (r"\f1 \'a3ukasz", "Łukasz"),
        (r"\f4 \'c0\'ed\'ed\'e0", "Анна"),
        (r"\f3 \'93\'fa\'96\'7b", "日本"),  # two bytes a character
        (r"\f3 \'83\'41", "ア"),
        (r"\f3 \'83A", "ア"),
        (r"\u321?ukasz \u8217'x", "Łukasz ’x"),
        (r"\uc2\u321 ??ukasz {\uc0\u321}x", "Łukasz Łx"),
        (r"\uc1\u321\'a3ukasz", "Łukasz"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\upr{Lukasz}{\*\ud{\u321?ukasz}}}", "Łukasz"),
        (r"hous\-ing self\_taught a\~b", "housing self-taught a b"),
        (r"{\f2 \'fe} Yes {\f2\u-3928 ?} No", "☑ Yes ☐ No"),
        (r"{\*\bkmkstart x}a{\*\bkmkend x}{\*\unknown gone}b", "ab"),
        (r"seen {\deleted struck out }kept {\revised put in}", "seen kept put in"),
        (r"a{\xe\v index}b", "ab"),
        (r"a\bin3 {}}b", "ab"),
        (r"{\object\objemb{\*\objclass X}{\*\objdata 00}{\result shown}}", "shown"),
        (field("HYPERLINK &https://example.com/a&".replace("&", '"'), "my page"), "my page (https://example.com/a)"),
        (field('HYPERLINK "mailto:a@example.com"', r"{\ul a@example.com}"), "a@example.com"),
        (field(r'HYPERLINK \\l "here"', "above"), "above"),
        (field(" FORMCHECKBOX ", "", form(r"\fftype1\ffres25\ffdefres1")) + " Yes", "☒ Yes"),
        (field(" FORMCHECKBOX ", "", form(r"\fftype1\ffres0\ffdefres1")) + " No", "☐ No"),
        (field(" FORMDROPDOWN ", "", form(r"\fftype2\ffres1", r"{\*\ffl No}", r"{\*\ffl Yes}")), "Yes"),
        (field(" FORMTEXT ", "Aisha", form(r"\fftype0", r"{\*\ffdeftext old}")), "Aisha"),
        (field(r"SYMBOL 254 \\f &Wingdings& \\s 10".replace("&", '"'), ""), "☑"),
        (field("PAGE", "2"), "2"),
        (r"{\mmath{\*\moMath{\mr x}{\mfPr{\mtype lin}}}}", "x"),
    ],
)  # fmt: skip
def test_inside_a_paragraph(inside: str, text: str) -> None:
    assert of(rf"\pard {inside}\par").text == text


def test_other_encodings() -> None:
    assert of(r"\'b3\par", r"{\rtf1\ansi\ansicpg1250").text == "ł"
    assert of(r"\'8e\par", r"{\rtf1\mac").text == "é"
    assert of(r"\'82\par", r"{\rtf1\pc").text == "é"
    assert of(r"\f7\'b3\par", r"{\rtf1\ansi{\fonttbl{\f7\cpg1250 A;}}").text == "ł"
    raw = r"{\rtf1\ansi\ansicpg1252 Łukasz £5}"
    assert document_of_rtf(raw.encode("utf-8")).text == "Łukasz £5"
    assert document_of_rtf(r"{\rtf1\ansi Siân £5}".encode("cp1252")).text == "Siân £5"


def test_headings_lists_and_paragraphs() -> None:
    body = (
        r"\pard\s3 Application\par\pard\s1 Skills\par\pard\plain I can\par"
        r"\pard{\listtext\'b7\tab}\ls1\ilvl0 lead\par\pard\ls1\ilvl1 a team\par"
        r"{\pntext\f2\'b7\tab}\pard alone\par"
        r"\pard\outlinelevel1 Two\par\pard\s4 Three\par\pard{\b Why me}\par\pard Because.\par"
    )
    assert of(body).blocks == (
        Block("Application", BlockKind.HEADING, level=1),
        Block("Skills", BlockKind.HEADING, level=1),
        Block("I can"),
        Block("lead", BlockKind.LIST_ITEM, level=0),
        Block("a team", BlockKind.LIST_ITEM, level=1),
        Block("alone", BlockKind.LIST_ITEM, level=0),
        Block("Two", BlockKind.HEADING, level=2),
        Block("Three", BlockKind.HEADING, level=3),
        Block("Why me", BlockKind.HEADING, level=3),
        Block("Because."),
    )


def test_tables() -> None:
    body = (
        r"\pard before\par"
        r"\trowd\cellx1000\cellx2000\pard\intbl one\par more\cell two\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell three\cell\row"
        r"\trowd\cellx1000 no word for it\cell\row"  # many programs leave \intbl out
        r"\pard after\par"
        r"\trowd\cellx1000\pard\intbl second\cell\row\pard"
    )
    assert [(b.cell, b.text) for b in of(body).blocks] == [
        (None, "before"),
        ((0, 0, 0), "one\nmore"),
        ((0, 0, 1), "two"),
        ((0, 1, 1), "three"),
        ((0, 2, 0), "no word for it"),
        (None, "after"),
        ((1, 0, 0), "second"),
    ]


def test_table_in_a_table() -> None:
    body = (
        r"\trowd\cellx2000\cellx4000\pard\intbl\itap1 outer\par"
        r"\pard\intbl\itap2 in one\nestcell in two\nestcell"
        r"{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap1 rest\cell last\cell{\trowd\cellx2000\cellx4000\row}\pard\par"
    )
    assert [(b.cell, b.text) for b in of(body).blocks if b.text] == [
        ((0, 0, 0), "outer"),
        ((1, 0, 0), "in one"),
        ((1, 0, 1), "in two"),
        ((0, 0, 0), "rest"),
        ((0, 0, 1), "last"),
    ]


def test_what_stands_beside_the_text() -> None:
    body = (
        r"{\header\pard Aisha Khan\par}{\headerf\pard Aisha Khan\par}{\footer\pard Page 1\par}"
        r"\pard Hello{\footnote\pard{\super\chftn} Below}"
        r"{\*\atnid BL}{\*\atnauthor Bo Lee}\chatn{\*\annotation{\*\atnref 1}\pard Who is\par this?}"
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn wzDescription}{\sv A line}}{\shptxt\pard In a box\par}}"
        r"{\shprslt{\*\do{\dptxbxtext In a box}}}}"
        r"{\*\do\dobxpage{\dptxbxtext\pard Old box\par}}"
        r"{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv My photo}}}\pngblip 8950}}"
        r"{\nonshppict{\pict 0100}}"
        r"{\object{\*\objdata 01}} world\par\pard {\v secret}shown\par"
    )
    document = of(body)
    assert said(document) == [
        ("header", "Aisha Khan"),
        ("body", "Hello world"),
        ("comment", "Comment by Bo Lee: Who is\nthis?"),
        ("description", "A line"),
        ("text_box", "In a box"),
        ("text_box", "Old box"),
        ("description", "My photo"),
        ("body", "shown"),
        ("hidden", "secret"),
        ("note", "Below"),
        ("footer", "Page 1"),
    ]
    assert document.pictures == 1
    assert len(document.warnings) == 2  # hidden text, an object


def test_hidden_text_keeps_a_cell_whole() -> None:
    document = of(r"\trowd\cellx1\pard\intbl a\par{\v x}b\cell\row\pard")
    assert said(document) == [("body", "a\nb"), ("hidden", "x")]


def test_properties() -> None:
    document = of(
        r"{\info{\title My form}{\author Aisha Kh\'e1n}{\operator Bo Lee}{\*\company Example Ltd}"
        r"{\*\manager Di}{\subject Housing}{\keywords one}{\creatim\yr2026}{\doccomm secret}}"
        r"{\*\template C:\\\\Users\\\\aisha\\\\cv.dotx}\pard title \title x\par"
    )
    assert document.text == "title x"
    assert {(one.name, one.value) for one in document.properties} == {
        ("title", "My form"),
        ("author", "Aisha Khán"),
        ("last modified by", "Bo Lee"),
        ("company", "Example Ltd"),
        ("manager", "Di"),
        ("subject", "Housing"),
        ("keywords", "one"),
        ("template", r"C:\\Users\\aisha\\cv.dotx"),
    }


@pytest.mark.parametrize(
    ("rich", "text"),
    [
        (r"{\rtf1 cut off {\b in a group", "cut off in a group"),
        (r"{\rtf1\trowd\cellx1\pard\intbl cut off\cell in a row", "cut off\tin a row"),
        (r"{\rtf1 a} junk {after}", "a"),
        (r"{\rtf1 a}}}} b", "a"),
        (r"{\rtf1 a\bin99999999 b}", "a"),
        (r"{\rtf1 a\bin-5 b}", "ab"),
        (r"{\rtf1\f99\s99\cs99 a\u9999999999 ?b\'zz}", "abzz"),
        ("{\\rtf1 a\\", "a"),
        (r"{\rtf1 \cell\row\nestcell\nestrow a}", "a"),
        (r"{\rtf1\intbl\itap4000000 deep\par a}", "deep\na"),
        (r"{\rtf1 {\field{\fldrslt a}}{\fldrslt b}{\ud c}{\sv d}}", "abc"),
        (r"{\rtf1 {\footnote{\footnote{\annotation{\header deep}}}}a}", "a Comment: deep"),
    ],
)
def test_broken_files_give_what_they_hold(rich: str, text: str) -> None:
    found = document_of_rtf(rich.encode("latin-1")).text
    assert found.split() == text.split()


def test_groups_nested_without_end(tmp_path: Path) -> None:
    (tmp_path / "deep.rtf").write_bytes(b"{\\rtf1 " + b"{\\b " * 200_000 + b"x")
    with pytest.raises(CorruptFile):
        read_rtf(tmp_path / "deep.rtf")
    assert of("{" * 5000 + "x" + "}" * 5000).text == "x"


def test_time_grows_with_length_only() -> None:
    for one in (r"\trowd\cellx1\intbl a\cell\row ", r"{\field{\fldrslt a}}", r"{\v a}\par "):
        short, long = one * 800, one * 8000
        assert within(40 * max(seconds_of(partial(of, short)), 0.005), partial(of, long))


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 Hello}")
    assert read_rtf(path).text == "Hello"
    for data, error in (
        (rb"{\rtf1 \par{\pict 00}}", EmptyDocument),
        (rb"plain", CorruptFile),
        (b"", CorruptFile),
    ):
        path.write_bytes(data)
        with pytest.raises(error):
            read_rtf(path)
