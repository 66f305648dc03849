"""Web pages: what a browser shows, in the order of the page, and what it does not show told
apart."""

import codecs
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from processor_time import seconds_of, within

from edi_shortlist.documents.errors import CorruptFile, EmptyDocument
from edi_shortlist.documents.html import document_of_html, read_html
from edi_shortlist.documents.model import Block, BlockKind


def said(markup: str) -> list[tuple[str, str]]:
    return [(block.part.value, block.text) for block in document_of_html(markup).blocks]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Aisha\n   <b>Khan</b>", "Aisha Khan"),
        ("12 High Street<br>\n Bootle<br/>", "12 High Street\nBootle"),
        ("Fish &amp; chips &pound;5 &#8211; caf&eacute;&nbsp;&unknown;", "Fish & chips £5 – café &unknown;"),
        ("a<!-- no --><script>no</script><style>no</style><template>no</template>b", "ab"),
        ("a<noscript>no</noscript><iframe src=http://x>no</iframe>b", "ab"),
        ("<label>Name</label><input value='Aisha'><label>Age</label><input>", "Name Aisha Age"),
        ("<input type=checkbox checked>Yes<input type=radio>No", "☒ Yes ☐ No"),
        ("<input type=hidden value=no><input type=password value=no><input type=submit value=no>x", "x"),
        ("<select><option>One<option selected>Two</select>", "Two"),
        ("<select><option>One<option>Two</select>", "One"),
        ("<select multiple><option selected>One<option>Two<option selected>Six</select>", "One, Six"),
        ("<textarea>two\nlines</textarea>", "two\nlines"),
        ("<a href='https://example.com/a'>page</a>.", "page (https://example.com/a)."),
        ("<a href='mailto:a@example.com?subject=x'>a@example.com</a>", "a@example.com"),
        ("<a href='#top'>up</a> <a href='javascript:x()'>run</a> <a>none</a>", "up run none"),
        ("<a href='https://example.com/b'><img></a>", "(https://example.com/b)"),
        ("<svg><text>drawn</text><metadata>no</metadata></svg>", "drawn"),
        ("a<del datetime='2026'>struck</del><ins>put in</ins>", "aput in"),
        ("<ruby>base<rt>up</rt></ruby>", "base"),
        ("<span style='float:left'>Name</span><span>Aisha</span>", "Name Aisha"),
        ("hous&shy;ing", "housing"),
        ("<o:p>Word's own</o:p>", "Word's own"),
    ],
)  # fmt: skip
def test_inside_a_paragraph(inside: str, text: str) -> None:
    assert document_of_html(f"<p>{inside}</p>").text == text


def test_headings_lists_and_paragraphs() -> None:
    markup = (
        "<header><h1>Application</h1></header>Bare text<div>in <i>a</i> div<p>then</div>after"
        "<ul><li>lead<ol><li>a team</ol><li><p>write<p>well</ul>"
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o "
        "</span>from Word</p><p><strong>Why me</strong></p><p><b>Because</b> I can</p>"
        "<pre>two\n  lines\n</pre><dl><dt>Term<dd>Meaning</dl>"
    )
    assert document_of_html(markup).blocks == (
        Block("Application", BlockKind.HEADING, level=1),
        Block("Bare text"),
        Block("in a div"),
        Block("then"),
        Block("after"),
        Block("lead", BlockKind.LIST_ITEM, level=0),
        Block("a team", BlockKind.LIST_ITEM, level=1),
        Block("write", BlockKind.LIST_ITEM, level=0),
        Block("well", BlockKind.LIST_ITEM, level=0),
        Block("from Word", BlockKind.LIST_ITEM, level=1),
        Block("Why me", BlockKind.HEADING, level=3),
        Block("Because I can"),
        Block("two\n  lines"),
        Block("Term"),
        Block("Meaning"),
    )


def test_tables() -> None:
    markup = (
        "<table><caption>Jobs</caption><thead><tr><th colspan=2>a<th>b</thead>"
        "<tr><td rowspan=2>c<p>d</p><td>e<table><tr><td>in<td>side</table>f<td></td></tr>"
        "<tr><td>g<td>h</table><p>between</p>"
        "<table><tr><td>only<td colspan=99999999 rowspan=99999999>two</table>"
    )
    assert [(block.cell, block.text) for block in document_of_html(markup).blocks] == [
        (None, "Jobs"),
        ((0, 0, 0), "a"),
        ((0, 0, 2), "b"),
        ((0, 1, 0), "c\nd"),
        ((0, 1, 1), "e"),
        ((1, 0, 0), "in"),
        ((1, 0, 1), "side"),
        ((0, 1, 1), "f"),
        ((0, 1, 2), ""),
        ((0, 2, 1), "g"),
        ((0, 2, 2), "h"),
        (None, "between"),
        ((2, 0, 0), "only"),
        ((2, 0, 1), "two"),
    ]


def test_tables_that_only_place_things_are_no_tables() -> None:
    markup = (
        "<table><tr><td><h2>Profile</h2><p>Text<tr><td><ul><li>one</ul></table>"
        "<table role=presentation><tr><td>left<td>right</table>"
    )
    assert [(b.kind.value, b.cell, b.text) for b in document_of_html(markup).blocks] == [
        ("heading", None, "Profile"),
        ("paragraph", None, "Text"),
        ("list_item", None, "one"),
        ("paragraph", None, "left"),
        ("paragraph", None, "right"),
    ]


def test_what_the_page_does_not_show() -> None:
    markup = (
        "<p>seen <span style='color:red; DISPLAY : none'>unseen</span> too</p>"
        "<div hidden><p>one<p>two</div><p style='visibility:hidden'>three</p>"
        "<dialog>four</dialog><dialog open>five</dialog>"
        "<table><tr><td>a<span hidden>six</span>b<td>c<tr hidden><td>seven<td>eight</table>"
        "<p aria-hidden=true>shown</p>"
    )
    assert said(markup) == [
        ("body", "seen too"),
        ("hidden", "unseen"),
        ("hidden", "one"),
        ("hidden", "two"),
        ("hidden", "three"),
        ("hidden", "four"),
        ("body", "five"),
        ("body", "ab"),
        ("hidden", "six"),
        ("body", "c"),
        ("hidden", "seven"),
        ("hidden", "eight"),
        ("body", "shown"),
    ]
    assert any("hidden" in sentence for sentence in document_of_html(markup).warnings)


def test_pictures_and_objects() -> None:
    markup = (
        "<p>Me<img src=http://x/y.png alt='My  photo'> here<img width=1 height=1 alt=dot></p>"
        "<svg><title>A chart</title></svg><object data=x>instead</object>"
    )
    document = document_of_html(markup)
    assert [(b.part.value, b.text) for b in document.blocks] == [
        ("body", "Me here"),
        ("description", "My photo"),
        ("body", "instead"),
        ("description", "A chart"),
    ]
    assert document.pictures == 2
    assert len(document.warnings) == 1


def test_properties() -> None:
    markup = (
        "<html><head><title>CV of\n Aisha</title><meta name=Author content='Aisha Khan'>"
        "<meta name=generator content=x><!--[if gte mso 9]><xml><o:DocumentProperties>"
        "<o:LastAuthor>Bo Lee</o:LastAuthor><o:Company>Example Ltd</o:Company>"
        "</o:DocumentProperties></xml><![endif]--></head><body>x</body></html>"
    )
    document = document_of_html(markup)
    assert document.text == "x"
    assert {(one.name, one.value) for one in document.properties} == {
        ("title", "CV of Aisha"),
        ("author", "Aisha Khan"),
        ("last modified by", "Bo Lee"),
        ("company", "Example Ltd"),
    }


@pytest.mark.parametrize(
    "data",
    [
        "<p>Łukasz’s".encode(),
        codecs.BOM_UTF8 + "<meta charset=iso-8859-1><p>Łukasz’s".encode(),
        codecs.BOM_UTF16_LE + "<p>Łukasz’s".encode("utf-16-le"),
        "<html><p>Łukasz’s</p></html>".encode("utf-16-be"),
        "<meta charset=iso-8859-1><p>Łukasz’s".encode(),  # the page is wrong about itself
        "<meta charset=utf-8><p>Łukasz’s".encode("cp1250"),
        b"<meta charset='windows-1250'><p>" + "Łukasz’s".encode("cp1250"),
        b"<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>\xa3ukasz\x92s",
        b"<?xml version='1.0' encoding='windows-1250'?><html>\xa3ukasz\x92s</html>",
        b"<meta charset=none-such><p>" + "Łukasz’s".encode("cp1250"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    assert read_html(path).text == "Łukasz’s"


def test_packed_page(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "saved page"
    message.set_content("<p>Łukasz £5</p>", subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    path = tmp_path / "a.mhtml"
    path.write_bytes(bytes(message))
    assert read_html(path).text == "Łukasz £5"
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nno page")
    with pytest.raises(CorruptFile):
        read_html(path)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>a</div></td></table></li></ul>b<td>c<tr>d<li>e", "ab c d e"),
        ("<table><tr><td>a<table><td>b</table><tr>c", "a b c"),
        ("<b><p>a</b>b<h1>c<h2>d</h1>", "ab c d"),
        ("a\0b <p title='<b>'>c < d", "ab c < d"),
        ("</ul></ul>a<ul><li>b", "a b"),
        ("<td>a<td>b", "a b"),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><p>&e;x", "]> &e;x"),
        ("", ""),
        ("<!-- only -->", ""),
    ],
)
def test_broken_markup_gives_what_it_holds(markup: str, words: str) -> None:
    assert " ".join(document_of_html(markup).text.split()) == words


def test_nesting_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    for one in ("div", "table><tr><td", "b", "ul><li"):
        path.write_text(f"<{one}>" * 100_000 + "deep")
        with pytest.raises(CorruptFile, match="PDF"):
            read_html(path)
    assert document_of_html("<div>" * 900 + "deep" + "</div>" * 900 + "after").text == "deep\nafter"


def test_time_grows_with_length_only() -> None:
    for one in ("<table><tr><td rowspan=1000 colspan=1000>a<td>b</table>", "<b>a</b> ", "<p>a<br>"):
        short, long = partial(document_of_html, one * 400), partial(document_of_html, one * 4000)
        assert within(40 * max(seconds_of(short), 0.005), long)


def test_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><head><title>x</title></head><body> <br> </body></html>")
    with pytest.raises(EmptyDocument):
        read_html(path)


def test_a_tag_of_very_many_attributes_is_refused_before_it_takes_long(tmp_path: Path) -> None:
    long = " ".join(f'a{n}="x>"' for n in range(200_000))
    path = tmp_path / "a.html"
    path.write_text(f"<p>hello</p><b {long}>", encoding="utf-8")

    def refused() -> None:
        with pytest.raises(CorruptFile, match="cannot be read"):
            read_html(path)

    assert within(5, refused)


def test_a_long_tag_of_few_attributes_is_read() -> None:
    picture = f"<img alt='a' src=\"data:image/png;base64,{'A/=' * 300_000}\">"
    assert "hello" in document_of_html(f"{picture}<p title='{'x ' * 100_000}'>hello</p>").text
