"""Icons drawn for this program (``resources/icons``), tinted for the theme in force.

Widgets keep the name of their icon, so that a change of theme can tint them all again.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from edi_shortlist import bundled
from edi_shortlist.desktop.theme import appearance

_NAME = "iconName"
_PURPOSE = "iconPurpose"
_SIZE = "iconPixels"


@lru_cache(maxsize=512)
def picture(name: str, colour: str, pixels: int, ratio: float = 1.0) -> QPixmap:
    """Draw an icon in one colour.

    Args:
        name: the file's name without ``.svg``.
        colour: ``#RRGGBB``.
        pixels: width and height in device-independent pixels.
        ratio: device pixels a pixel.
    """
    source = bundled.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    side = round(pixels * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


def _ratio() -> float:
    app = QApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QApplication) else 1.0


def icon(name: str, purpose: str = "text", pixels: int = 20) -> QIcon:
    """Return an icon in the theme's colour for ``purpose``, greyed where disabled."""
    theme = appearance().theme
    made = QIcon(picture(name, theme.colours[purpose], pixels, _ratio()))
    grey = picture(name, theme.colours["line_strong"], pixels, _ratio())
    made.addPixmap(grey, QIcon.Mode.Disabled)
    return made


def set_icon(widget: QWidget, name: str, purpose: str = "text", pixels: int = 18) -> None:
    """Give a button or a label an icon that follows the theme and the text size."""
    widget.setProperty(_NAME, name)
    widget.setProperty(_PURPOSE, purpose)
    widget.setProperty(_SIZE, pixels)
    _paint(widget)


def _paint(widget: QWidget) -> None:
    pixels = round(widget.property(_SIZE) * appearance().percent / 100)
    name, purpose = widget.property(_NAME), widget.property(_PURPOSE)
    if isinstance(widget, QAbstractButton):
        widget.setIcon(icon(name, purpose, pixels))
        widget.setIconSize(QSize(pixels, pixels))
    elif isinstance(widget, QLabel):
        theme = appearance().theme
        widget.setPixmap(picture(name, theme.colours[purpose], pixels, _ratio()))
        widget.setFixedSize(pixels, pixels)


def tint_all() -> None:
    """Tint every icon on the screen again, after the theme or the text size changed."""
    for widget in QApplication.allWidgets():
        if widget.property(_NAME):
            _paint(widget)
