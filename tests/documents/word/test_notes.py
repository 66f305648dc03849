"""Footnotes, endnotes and comments follow the text in the order in which it calls them."""

from pathlib import Path

import docx

from documents.word_files import paragraph, run, with_link, with_notes, with_part, word_file
from edi_shortlist.documents.model import Document, Part, Property
from edi_shortlist.documents.word.docx import read_docx


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.part.value, block.text) for block in document.blocks]


def call(kind: str, identifier: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identifier}"/></w:r>'


def note(kind: str, identifier: int, *paragraphs: str, more: str = "") -> str:
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    inner = "".join(
        paragraph((mark if i == 0 else "") + run(" " + p)) for i, p in enumerate(paragraphs)
    )
    return f'<w:{kind} w:id="{identifier}" {more}>{inner}</w:{kind}>'


def test_notes_in_the_order_of_their_marks(tmp_path: Path) -> None:
    file = word_file(
        tmp_path / "cv.docx",
        paragraph(run("first") + call("footnote", 7) + run(" second") + call("footnote", 3)),
        paragraph(run("third") + call("endnote", 2)),
    )
    lines = note("footnote", 0, "-----", more='w:type="separator"')
    with_notes(
        file,
        "footnotes",
        lines
        + note("footnote", 3, "called second", "in two")
        + note("footnote", 7, "called first")
        + note("footnote", 9),
    )
    with_notes(file, "endnotes", note("endnote", 2, "as told by Tom Reed"))
    assert told(read_docx(file)) == [
        ("body", "first second"),
        ("body", "third"),
        ("note", "[1] called first"),
        ("note", "[2] called second"),
        ("note", " in two"),
        ("note", "[3] as told by Tom Reed"),
    ]  # fmt: skip


def test_comments_after_notes_and_before_footers(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("first").add_run("")
    word.add_comment(word.paragraphs[0].runs, text="Is this her?\nAsk her.", author="Tom Reed")
    word.add_comment(word.paragraphs[0].runs, text="Yes", author="")
    word.sections[0].footer.paragraphs[0].text = "page"
    word.save(str(tmp_path / "cv.docx"))
    document = read_docx(
        with_notes(tmp_path / "cv.docx", "footnotes", note("footnote", 1, "a note"))
    )
    assert told(document) == [
        ("body", "first"),
        ("note", "[1] a note"),
        ("comment", "Comment by Tom Reed: Is this her?"),
        ("comment", "Ask her."),
        ("comment", "Comment: Yes"),
        ("footer", "page"),
    ]
    assert Property("author", "Tom Reed") in document.properties
    assert document.warnings == ()


def test_comments_in_the_order_of_their_marks(tmp_path: Path) -> None:
    file = word_file(
        tmp_path / "x.docx", paragraph(run("a") + call("comment", 5) + call("comment", 1))
    )
    ones = (
        note("comment", i, t, more='w:author="Bo  Ek"')
        for i, t in ((1, "later"), (5, "sooner"), (8, "adrift"))
    )
    with_notes(file, "comments", "".join(ones))
    assert [b.text for b in read_docx(file).blocks if b.part is Part.COMMENT] == [
        "Comment by Bo Ek: sooner", "Comment by Bo Ek: later", "Comment by Bo Ek: adrift",
    ]  # fmt: skip


def test_links_and_hidden_text_in_notes(tmp_path: Path) -> None:
    file = word_file(tmp_path / "x.docx", paragraph(run("a")))
    inner = paragraph(
        run("see ")
        + f'<w:hyperlink r:id="rId1">{run("this")}</w:hyperlink>'
        + run("unseen", "<w:vanish/>")
    )
    with_notes(file, "footnotes", f'<w:footnote w:id="1">{inner}</w:footnote>')
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="https://example.com/n" TargetMode="External"/></Relationships>'
    )
    with_part(file, "word/_rels/footnotes.xml.rels", relations)
    with_link(file, "rId1", "https://example.com/wrong")
    assert told(read_docx(file))[1:] == [
        ("note", "[1] see this (https://example.com/n)"),
        ("hidden", "unseen"),
    ]
