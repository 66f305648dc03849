"""What every PDF of the program is set in: the bundled DejaVu Sans, and text made fit for it."""

from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from edi_shortlist import bundled

REGULAR, BOLD = "EDI Sans", "EDI Sans Bold"


@cache
def register_fonts() -> None:
    """Make the fonts known to reportlab; to be called before anything is set in them."""
    pdfmetrics.registerFont(TTFont(REGULAR, str(bundled.resource("fonts/DejaVuSans.ttf"))))
    pdfmetrics.registerFont(TTFont(BOLD, str(bundled.resource("fonts/DejaVuSans-Bold.ttf"))))


def markup(text: str) -> str:
    """Return a text as reportlab's markup: its own angle brackets are text, breaks and tabs are
    kept."""
    kept = "".join(c for c in text if c >= " " or c in "\n\t")
    kept = escape(kept).replace("\t", "&nbsp;&nbsp;&nbsp; ")
    return "<br/>".join(kept.split("\n"))
