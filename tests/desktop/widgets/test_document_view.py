import pytest
from PySide6.QtCore import Qt

from edi_shortlist.desktop.widgets.document_view import DocumentView
from edi_shortlist.desktop.widgets.marks import Mark
from edi_shortlist.documents.model import Block, BlockKind, Document, Part

DOCUMENT = Document(
    (
        Block("Aisha 😀 Khan", BlockKind.HEADING, level=1),
        Block("Phone", BlockKind.CELL, cell=(0, 0, 0)),
        Block("07700 900123", BlockKind.CELL, cell=(0, 0, 1)),
        Block("Led a team\rof 4", BlockKind.LIST_ITEM, level=1),
        Block("Page 1\u2028of 2", part=Part.FOOTER),
    )
)


@pytest.fixture
def view(qtbot, look):
    made = DocumentView("Original document")
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_every_selection_is_the_passage_of_the_documents_text(view):
    view.show_document(DOCUMENT)
    text = DOCUMENT.text
    for words in ("Aisha 😀 Khan", "Khan", "07700 900123", "of 4", "of 2"):
        start = text.index(words)
        view.select(start, start + len(words))
        assert view.selected() == (start, start + len(words)), words


def test_blanks_round_a_selection_are_left_out(view):
    view.show_document(Document.from_text("one  two  three"))
    view.select(3, 10)
    assert view.selected() == (5, 8)
    view.select(3, 5)
    assert view.selected() is None


def test_a_click_on_a_mark_tells_which(view, qtbot):
    start = DOCUMENT.text.index("07700")
    view.show_document(DOCUMENT, [Mark(5, 0, 5, "NAME"), Mark(9, start, start + 12, "PHONE")])
    cursor = view.textCursor()
    cursor.setPosition(view._offsets.to_qt(start + 3))
    with qtbot.waitSignal(view.mark_clicked) as caught:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center()
        )
    assert caught.args == [9]


def test_a_mark_is_painted_in_its_colour_and_not_when_kept(view):
    text = Document.from_text("Aisha Khan led a team")

    def colours(decision: str) -> set[str]:
        view.show_document(text, [Mark(1, 0, 10, "NAME", decision)])
        image = view.viewport().grab().toImage()
        return {
            image.pixelColor(x, y).name().upper()
            for x in range(0, image.width(), 2)
            for y in range(0, 80, 2)
        }

    from edi_shortlist.desktop.labels import look_of

    fill = look_of("NAME").light
    assert fill in colours("accepted")
    assert fill in colours("pending")
    assert fill not in colours("rejected")


def test_pointing_brings_a_mark_into_view(view):
    text = Document.from_text("\n".join(f"Line {n}" for n in range(200)))
    start = text.text.index("Line 150")
    view.show_document(text, [Mark(1, start, start + 8, "DATE")])
    view.point_at(1)
    cursor = view.textCursor()
    cursor.setPosition(start)
    assert view.viewport().rect().contains(view.cursorRect(cursor).center())


def test_the_page_stays_where_it_is_when_a_decision_changes_the_text(view):
    long = Document.from_text("\n".join(f"Line {n}" for n in range(200)))
    view.show_document(long)
    view.verticalScrollBar().setValue(900)
    view.replace_document(Document.from_text(long.text.replace("Line 3", "[x]")), [])
    assert view.verticalScrollBar().value() == 900


def test_nothing_is_left_when_it_is_cleared(view):
    view.show_document(DOCUMENT, [Mark(1, 0, 5, "NAME")])
    view.show_document(None)
    assert view.toPlainText() == ""
    assert view.marks == []
    assert view.selected() is None
