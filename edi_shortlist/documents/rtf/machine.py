"""Rich text followed piece by piece: groups, control words and characters, in one loop however
deep the groups are nested."""

from copy import copy

from edi_shortlist.documents.characters import clean
from edi_shortlist.documents.markup import WARNINGS, comment, distinct, thinned
from edi_shortlist.documents.model import Block, Document, Part, Property
from edi_shortlist.documents.plain_text import is_utf8
from edi_shortlist.documents.rtf.definitions import (
    Definitions,
    Font,
    encoding_of_page,
    joined,
    outline,
)
from edi_shortlist.documents.rtf.fields import Field
from edi_shortlist.documents.rtf.flow import Flow
from edi_shortlist.documents.rtf.state import Gathered, Picture, State
from edi_shortlist.documents.rtf.tokens import Kind, Token, tokens
from edi_shortlist.documents.rtf.words import (
    CHARACTERS,
    DRAWN,
    GATHERED,
    KNOWN,
    PASSED_OVER,
    PROPERTIES,
    STREAMS,
    SYMBOLS,
)
from edi_shortlist.documents.scans.inside import Pictures, Shown, tables_after
from edi_shortlist.documents.word.symbols import in_font

_CHARACTER_SETS = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_GROUPS_LIMIT = 10_000  # groups within groups; no program writes a hundred


class Reading:
    """One reading of a rich text."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        # Some programs write UTF-8 as it is, whatever code page they name.
        self._raw_utf8 = not data.isascii() and is_utf8(data)
        self._definitions = Definitions()
        self._encoding = "cp1252"
        self._default_font: int | None = None
        self._tables = 0
        self._pictures = 0
        self._inside = Pictures.of_file()
        self._seen: set[str] = set()
        self._running: dict[Part, list[list[Block]]] = {Part.HEADER: [], Part.FOOTER: []}
        self._notes: list[Block] = []
        self._properties: list[Property] = []
        self._author = ""  # of the remark that comes next
        self._drawn = ""  # the name of a drawing's property
        self._bytes = bytearray()  # of text, not yet decoded
        self._skip = 0  # fallback bytes still to come
        self._starred = False
        self._continued = False  # the cell whose edges come next only continues another
        self._body = self._flow(Part.BODY)
        self._state = State(self._body, self._body)
        self._stack: list[State] = []

    def document(self) -> Document:
        for token in tokens(self._data):
            self._take(token)
            if token.kind is Kind.CLOSE and not self._stack:
                break  # what follows the document's own group is no part of it
        self._flush()
        while self._stack:
            self._close()
        main = self._body.finish()
        headers, footers = (
            distinct(self._running[Part.HEADER]),
            distinct(self._running[Part.FOOTER]),
        )
        blocks = thinned([*headers, *main, *self._notes, *footers])
        sentences = (sentence for kind, sentence in WARNINGS.items() if kind in self._seen)
        return Document(
            blocks,
            self._pictures,
            (*self._inside.warnings(blocks), *sentences),
            tuple(dict.fromkeys(self._properties)),
        )

    def _flow(self, part: Part, parent: Flow | None = None) -> Flow:
        return Flow(part, self._next_table, lambda: self._seen.add("hidden"), parent)

    def _next_table(self) -> int:
        self._tables += 1
        return self._tables - 1

    def _take(self, token: Token) -> None:
        if token.kind is Kind.TEXT or token.kind is Kind.BYTE:
            if not self._state.skipping:
                self._take_bytes(token)
            return
        self._flush()
        self._skip = 0
        starred, self._starred = self._starred, False
        if token.kind is Kind.OPEN:
            if len(self._stack) >= _GROUPS_LIMIT:
                raise ValueError("groups nested too deep")
            self._stack.append(self._state)
            self._state = copy(self._state)
        elif token.kind is Kind.CLOSE:
            if self._stack:
                self._close()
        elif self._state.skipping:
            return
        elif token.kind is Kind.WORD:
            self._word(token.data, token.number, starred)
        elif token.data == b"*":
            self._starred = True
        elif token.data in b"\r\n":
            self._end_paragraph()
        else:
            self._add(SYMBOLS.get(token.data, ""))

    # characters

    def _take_bytes(self, token: Token) -> None:
        data = token.data
        if isinstance(self._state.sink, Picture):
            self._state.sink.digits.append(data)
            return
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        if token.kind is Kind.TEXT and self._raw_utf8 and not data.isascii():
            self._flush()
            self._add(data.decode("utf-8", "replace"))
        else:
            self._bytes += data  # the two bytes of an Asian character may come in two pieces

    def _flush(self) -> None:
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        font = self._font()
        if font.symbols and font.name:
            self._add(in_font(data.decode("latin-1"), font.name))
        else:
            self._add(data.decode(font.encoding or self._encoding, "replace"))

    def _font(self) -> Font:
        number = self._state.font if self._state.font is not None else self._default_font
        return self._definitions.fonts.get(number, Font()) if number is not None else Font()

    def _add(self, text: str) -> None:
        state = self._state
        if state.sink is None or not text:
            return
        if isinstance(state.sink, Flow):
            if state.deleted:
                self._seen.add("deleted")
            else:
                state.sink.add(text, hidden=state.hidden, bold=state.bold)
        elif isinstance(state.sink, Definitions):
            state.sink.text(text)
        else:
            state.sink.add(text)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        self._skip = max(0, self._state.fallbacks)
        if not -0x8000 <= (number or 0) <= 0xFFFF:
            return
        if 0xF000 <= code <= 0xF0FF:
            self._add(in_font(chr(code), self._font().name))
        else:
            self._add(chr(code))

    # control words

    def _word(self, word: bytes, number: int | None, starred: bool) -> None:
        state = self._state
        if word in PASSED_OVER or (starred and word not in KNOWN) or word.endswith(b"Pr"):
            state.skipping = True
        elif isinstance(state.sink, Picture) and word != b"picprop":
            state.sink.word(word, number)
        elif isinstance(state.sink, Definitions):
            if state.fonts:
                state.sink.font_word(word, number)
            else:
                state.sink.style_word(word, number)
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif word == b"u":
            self._unicode(number)
        elif word in STREAMS:
            self._begin_stream(STREAMS[word])
        elif not (
            self._character_word(word, number)
            or self._paragraph_word(word, number)
            or self._group_word(word, number)
        ):
            self._head_word(word, number)

    def _character_word(self, word: bytes, number: int | None) -> bool:
        state = self._state
        on = number != 0
        if word == b"f":
            state.font = number
        elif word == b"plain":
            state.hidden = state.deleted = state.bold = False
            state.font = None
        elif word == b"b":
            state.bold = on
        elif word == b"v":
            state.hidden = on
        elif word == b"deleted":
            state.deleted = on
        elif word == b"uc":
            state.fallbacks = number if number is not None else 1
        else:
            return False
        return True

    def _paragraph_word(self, word: bytes, number: int | None) -> bool:
        state = self._state
        value = max(0, min(number or 0, 1_000_000))
        if word in (b"par", b"sect"):
            self._end_paragraph()
        elif word == b"pard":
            state.in_table, state.table_level = False, 0
            state.style = state.outline = state.list_number = state.list_level = 0
        elif word == b"intbl":
            state.in_table = True
        elif word == b"itap":
            state.table_level = value
            state.in_table = state.in_table and value > 0
        elif word == b"s":
            state.style = value
        elif word == b"outlinelevel":
            state.outline = outline(number)
        elif word == b"ls":
            state.list_number = value
        elif word == b"ilvl":
            state.list_level = min(value, 8)
        else:
            return self._table_word(word)
        return True

    def _table_word(self, word: bytes) -> bool:
        state, flow = self._state, self._state.flow
        on_page = state.sink is flow
        if word == b"trowd":
            state.in_table = True
            flow.merged = []
            self._continued = False
        elif word in (b"clvmrg", b"clmrg"):
            self._continued = True
        elif word == b"cellx":
            flow.merged.append(self._continued)
            self._continued = False
        elif word == b"cell" and on_page:
            flow.end_cell(1)
        elif word == b"row" and on_page:
            flow.end_row(1)
            state.in_table, state.table_level = False, 0
        elif word == b"nestcell" and on_page:
            flow.end_cell(max(2, state.level))
        elif word == b"nestrow" and on_page:
            flow.end_row(max(2, state.level))
        else:
            return False
        return True

    def _end_paragraph(self) -> None:
        state = self._state
        if state.sink is state.flow:
            state.flow.end_paragraph(state.shape(self._definitions))

    # groups

    def _begin_stream(self, part: Part) -> None:
        """A stream within another; in a header or a note a text box stays part of it."""
        state = self._state
        if part is Part.TEXT_BOX:
            part = _anchored(state.flow)
        state.flow = state.sink = self._flow(part, state.flow)
        state.hidden = state.deleted = state.bold = state.in_table = False
        state.style = state.outline = state.list_number = state.table_level = 0

    def _group_word(self, word: bytes, number: int | None) -> bool:
        state = self._state
        if word in (b"listtext", b"pntext"):
            state.flow.listed = True
            state.skipping = True
        elif word == b"field":
            flow = state.flow if state.sink is state.flow else None
            state.field = Field(flow, len(state.flow.shown))
        elif word == b"fldrslt":
            state.sink = state.field.flow if state.field else state.sink
        elif word in (b"ffres", b"ffdefres") and state.field:
            state.field.form[word] = number or 0
        elif word == b"fldinst" or word in GATHERED or (state.of_itself and word in PROPERTIES):
            state.sink = Gathered(word)
        elif word == b"pict":
            self._pictures += 1
            state.sink = Picture(word)
        elif word == b"NeXTGraphic":
            self._pictures += 1
            state.skipping = True
        elif word == b"object":
            self._seen.add("object")
        elif word in (b"shpinst", b"do", b"formfield", b"picprop"):
            state.sink = None
        elif word == b"upr":
            state.saved, state.sink = state.sink, None
        elif word == b"ud":
            state.sink = state.saved or state.sink
        else:
            return False
        return True

    def _head_word(self, word: bytes, number: int | None) -> None:
        state = self._state
        if word in (b"fonttbl", b"stylesheet"):
            state.sink = self._definitions
            state.fonts = word == b"fonttbl"
        elif word == b"info":
            state.sink, state.of_itself = None, True
        elif word == b"ansicpg":
            self._encoding = encoding_of_page(number) or self._encoding
        elif word in _CHARACTER_SETS:
            self._encoding = _CHARACTER_SETS[word]
        elif word == b"deff" and self._default_font is None:
            self._default_font = number

    def _close(self) -> None:
        """End a group: hand on what it gathered, and go back to what held before it."""
        ended, self._state = self._state, self._stack.pop()
        state = self._state
        if ended.flow is not state.flow:
            self._end_stream(ended)
        if isinstance(ended.sink, Gathered) and ended.sink is not state.sink:
            self._end_gathered(ended.sink, ended.field, ended.flow)
        if ended.field is not None and ended.field is not state.field and ended.field.flow:
            shown = ended.field.flow.shown
            at = ended.field.at if ended.field.at <= len(shown) else 0
            self._add(ended.field.close(joined(shown[at:])))

    def _end_stream(self, ended: State) -> None:
        flow = ended.flow
        blocks = flow.finish()
        outer = flow.parent or self._body
        if flow.part in self._running and outer.part is Part.BODY:
            self._running[flow.part].append(blocks)
        elif flow.part is Part.NOTE and outer.part is not Part.NOTE:
            self._notes += blocks
        elif flow.part is Part.COMMENT and outer.part is not Part.COMMENT:
            said = "\n".join(block.text for block in blocks if block.text)
            outer.after.append(comment(self._author, said))
            self._author = ""
        else:
            outer.after += blocks

    def _end_gathered(self, gathered: Gathered, field: Field | None, flow: Flow) -> None:
        text = clean(joined(gathered.pieces)).strip()
        name = gathered.name
        if isinstance(gathered, Picture):
            self._end_picture(gathered, flow)
        elif name == b"fldinst" and field:
            field.instruction.append(joined(gathered.pieces))
        elif name == b"ffl" and field:
            field.entries.append(text)
        elif name == b"atnauthor":
            self._author = text
        elif name == b"sn":
            self._drawn = text
        elif name == b"sv":
            self._end_drawn(text, flow)
        elif text and (name in PROPERTIES or name == b"template"):
            self._properties.append(Property(PROPERTIES.get(name, "template"), text))

    def _end_picture(self, picture: Picture, flow: Flow) -> None:
        if self._state.deleted:
            return
        found = self._inside.read(
            b"".join(picture.digits),
            picture.data,
            Part.HIDDEN if self._state.hidden else flow.part,
            shown=Shown(picture.width, picture.height),
            first_table=self._tables,
        )
        if self._state.hidden and found:
            self._seen.add("hidden")
        self._tables = tables_after(found, self._tables)
        flow.after += found

    def _end_drawn(self, text: str, flow: Flow) -> None:
        part = DRAWN.get(self._drawn)
        self._drawn = ""
        if not part or not text:
            return
        block = Block(text, part=part if part is Part.DESCRIPTION else _anchored(flow))
        if block not in flow.after:  # a drawing and its twin say the same
            flow.after.append(block)


def _anchored(flow: Flow) -> Part:
    return Part.TEXT_BOX if flow.part is Part.BODY else flow.part
