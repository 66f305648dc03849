"""Chooses one of the labels: type a few letters, or arrow down, and press Enter."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from edi_shortlist.desktop.labels import LabelLook, label_looks
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.basics import text

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def swatch(look: LabelLook, pixels: int = 18) -> QIcon:
    """Return a square in a label's colour."""
    dark = appearance().theme.dark
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(look.fill(dark)))
    painter.setPen(QColor(look.ink(dark)))
    painter.drawRoundedRect(1, 1, pixels - 3, pixels - 3, 4, 4)
    painter.end()
    return QIcon(picture)


class LabelChooser(QDialog):
    """The labels with their colour, word and what they hold."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None, heading: str, current: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 20)
        column.setSpacing(10)
        column.addWidget(text(heading, "subheading"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Type a few letters, then press Enter")
        self.filter.setAccessibleName("Find a label")
        self.list = QListWidget()
        self.list.setAccessibleName("Labels")
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        for look in label_looks().values():
            item = QListWidgetItem(swatch(look), f"{look.word} — {look.about}")
            item.setData(Qt.ItemDataRole.UserRole, look.label)
            self.list.addItem(item)
            if look.label == current:
                self.list.setCurrentItem(item)
        if not current:
            self.list.setCurrentRow(0)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.filter.returnPressed.connect(self._pick)
        self.list.itemActivated.connect(lambda _item: self._pick())
        self.list.itemClicked.connect(lambda _item: self._pick())
        screen = self.screen().availableGeometry()
        percent = appearance().percent
        self.resize(
            min(540 * percent // 100, screen.width() - 60),
            min(520 * percent // 100, screen.height() - 80),
        )
        self.filter.setFocus()

    def _narrow(self, words: str) -> None:
        """Show the labels that fit, and make the best of them current."""
        wanted = words.strip().casefold()
        best: tuple[int, int] | None = None
        for number in range(self.list.count()):
            word, _dash, about = self.list.item(number).text().casefold().partition(" — ")
            if word.startswith(wanted):
                fit = 0
            elif about.startswith(wanted):
                fit = 1
            else:
                fit = 2 if any(part.startswith(wanted) for part in about.split()) else 3
            self.list.item(number).setHidden(fit == 3)
            if fit < 3 and (best is None or (fit, number) < best):
                best = (fit, number)
        if best is not None:
            self.list.setCurrentRow(best[1])

    def _pick(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
