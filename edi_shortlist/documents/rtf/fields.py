"""Fields of rich text: links, and the boxes and lists of old-style forms."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edi_shortlist.documents.markup import target_after
from edi_shortlist.documents.word.fields import link_target
from edi_shortlist.documents.word.symbols import TICKED, UNTICKED, in_font

if TYPE_CHECKING:
    from edi_shortlist.documents.rtf.flow import Flow

_SYMBOL = re.compile(r"\s*SYMBOL\s+(\d{1,5}|0x[0-9a-f]{1,4})(?:.*?\\f\s+\"?([\w ]+))?", re.I)
_UNDEFINED = 25  # of a form field that was never touched: its default counts


@dataclass
class Field:
    """A field.

    Attributes:
        flow: the stream it stands in; None where that is passed over.
        at: how many pieces of the paragraph stood before it.
        instruction: what it is to do, in Word's words.
        form: the numbers of a form field, by control word.
        entries: of a list to choose from.
    """

    flow: "Flow | None"
    at: int
    instruction: list[str] = field(default_factory=list)
    form: dict[bytes, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)

    def close(self, result: str) -> str:
        """Return what is to stand after the field's result, given that result."""
        instruction = "".join(self.instruction)
        kind = (instruction.split() or [""])[0].upper()
        if kind == "HYPERLINK":
            return target_after(result, link_target(instruction))
        if kind == "FORMCHECKBOX" and not set(result) & set("☐☑☒"):
            return TICKED if self._chosen() else UNTICKED
        if kind == "FORMDROPDOWN" and not result.strip() and self._chosen() < len(self.entries):
            return self.entries[self._chosen()]
        if kind == "SYMBOL" and not result.strip() and (found := _SYMBOL.match(instruction)):
            code = int(found[1], 16 if "x" in found[1].lower() else 10)
            return in_font(chr(code), found[2] or "")
        return ""

    def _chosen(self) -> int:
        chosen = self.form.get(b"ffres", _UNDEFINED)
        return max(0, self.form.get(b"ffdefres", 0) if chosen == _UNDEFINED else chosen)
