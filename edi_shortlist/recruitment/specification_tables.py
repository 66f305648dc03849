"""Criteria in the tables of a person specification: columns of ticks, of kinds or of texts, with
sections in rows, cells merged, and headings repeated. It knows nothing of files."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.specification_columns import (
    Columns,
    Row,
    guessed_columns,
    headed_columns,
)
from edi_shortlist.recruitment.specification_found import (
    Context,
    FoundCriterion,
    Piece,
    settled,
)
from edi_shortlist.recruitment.specification_marks import (
    Codes,
    Line,
    Tick,
    in_one_line,
    is_key,
    lines_of_cell,
    number_of,
    read_assessment,
    read_line,
    section_name,
    stages_named,
    tick,
)
from edi_shortlist.recruitment.specification_words import SpecificationWords

_SECTION_WORDS = 5
_TOGETHER = "How it is assessed stands there for several criteria together; all of it is taken."
_ESSENTIAL, _DESIRABLE = CriterionKind.ESSENTIAL, CriterionKind.DESIRABLE


class TableReader:
    """Reads the tables of one document, top to bottom.

    Args:
        words: the words to go by.
        codes: what the document's letters stand for.
    """

    def __init__(self, words: SpecificationWords, codes: Codes) -> None:
        self._words = words
        self._codes = codes
        self._columns: Columns | None = None

    def forget_columns(self) -> None:
        """A heading came, so the next table does not go on with the columns of the last."""
        self._columns = None

    def read(self, pieces: Sequence[Piece], context: Context) -> list[FoundCriterion]:
        """Return the criteria of one table; the context is changed by what its rows say.

        Args:
            pieces: its cells, row by row.
        """
        rows: dict[int, dict[int, Piece]] = {}
        for piece in pieces:
            assert piece.cell is not None
            rows.setdefault(piece.cell[0], {})[piece.cell[1]] = piece
        width = 1 + max((at for row in rows.values() for at in row), default=0)
        if self._columns is not None and self._columns.width != width:
            self._columns = None
        found: list[FoundCriterion] = []
        for row in rows.values():
            if not any(piece.text.strip() for piece in row.values()):
                continue
            headed = headed_columns(row, width, self._columns, self._words, self._codes)
            if headed is not None:
                self._columns = headed
                continue
            found += self._row(row, width, context, found)
        return found

    def _row(
        self, row: Row, width: int, context: Context, before: list[FoundCriterion]
    ) -> list[FoundCriterion]:
        filled = {at: piece for at, piece in row.items() if piece.text.strip()}
        first = next(iter(filled.values()))
        if any(is_key(piece.text, self._words) for piece in filled.values()):
            return []
        columns = self._columns
        in_text_column = columns is not None and set(filled) <= set(columns.kinds)
        if len(filled) == 1 and not (in_text_column and len(row) > 1):
            taken = self._takes_as_section(first, len(row) == 1 and width > 1, context)
            if taken or (len(row) == 1 and width > 1):
                return []
        if columns is None:
            columns = guessed_columns(
                filled, context.kind is not None, width, self._words, self._codes
            )
            if columns is None:
                return []
        texts = {
            at: kind
            for at, kind in columns.kinds.items()
            if at in filled and self._is_text(filled[at].text)
        }
        if texts:
            return self._texts(row, columns, texts, context)
        return self._marked(row, columns, context, before)

    def _takes_as_section(self, piece: Piece, across: bool, context: Context) -> bool:
        """Take the only text of a row as what the rows below come under, if it is that."""
        said = piece.text.strip()
        kinds = self._words.kinds_in(said)
        if len(kinds) == 1 and self._words.kind_of_line(said):
            context.kind, context.section = next(iter(kinds)), ""
            return True
        short = len(said.split()) <= _SECTION_WORDS and not said.endswith(".")
        if self._words.is_section(said) or said.endswith(":") or (across and short):
            context.section = section_name(said)
            return True
        return False

    def _is_text(self, text: str) -> bool:
        """Say whether a cell below Essential or Desirable holds criteria and no mark."""
        if tick(text, self._words) is not Tick.TEXT:
            return False
        return read_assessment(text, self._words, self._codes) is None

    def _texts(
        self,
        row: Row,
        columns: Columns,
        texts: Mapping[int, CriterionKind],
        context: Context,
    ) -> list[FoundCriterion]:
        """Return the criteria of a row with texts below Essential and Desirable."""
        left = [
            piece.text.strip()
            for at, piece in sorted(row.items())
            if at < min(columns.kinds) and columns.roles.get(at) in (None, "criterion")
        ]
        if named := " ".join(filter(None, left)):
            context.section = section_name(named)
        found = []
        for at, kind in sorted(texts.items()):
            assessed = self._assessed(row, columns, columns.assessed_beside(at), at)
            lines = self._lines(row[at])
            beside = [line for line in assessed.split("\n") if line.strip()]
            paired = len(beside) == len(lines)
            doubts = () if paired or len(beside) < 2 else (_TOGETHER,)
            for line, own in zip(lines, beside if paired else [assessed] * len(lines), strict=True):
                found.append(self._settled(line, row[at], context, own, kind=kind, doubts=doubts))
        return found

    def _lines(self, piece: Piece) -> list[Line]:
        lines = lines_of_cell(piece.text, self._words, self._codes, wrapped=piece.paged)
        return [
            line
            for line in lines
            if line.text
            and not self._words.says_nothing(line.text)
            and not self._words.is_section(line.text)
        ]

    def _marked(
        self, row: Row, columns: Columns, context: Context, before: list[FoundCriterion]
    ) -> list[FoundCriterion]:
        """Return the criterion of a row that marks its kind and stages, or takes it from above."""
        at = self._criterion_column(row, columns)
        if at is None:
            return []
        piece = row[at]
        line = read_line(in_one_line(piece.text), self._words, self._codes)
        if not line.text or self._words.says_nothing(line.text):
            return []
        if read_assessment(line.text, self._words, self._codes):
            return []  # the heading of a column, in a row of its own
        section = next(
            (
                one.text.strip()
                for n, one in sorted(row.items())
                if n < at and n not in columns.roles and one.text.strip()
            ),
            "",
        )
        if section and (above := self._words.kind_of_line(section)):
            context.kind, context.section = above, ""
        elif section:
            context.section = section_name(section)
        doubts: list[str] = []
        kind, marked = self._kind(row, columns, doubts)
        number = columns.of("number")
        if number is None and 0 in row and at != 0:
            number = 0
        read = number_of(row[number].text) if number is not None and number in row else None
        if read:
            line.number, line.kind = read[0] or line.number, line.kind or read[1]
        if kind and line.number and line.kind and kind is not line.kind:
            doubts.append(
                f"The number {line.number} says {line.kind}, but the column says {kind}; the "
                "column is taken."
            )
        by_ticks = tuple(
            stage
            for column, stage in sorted(columns.stages.items())
            if column in row and tick(row[column].text, self._words) in (Tick.YES, Tick.CROSS)
        )
        assessed = self._assessed(row, columns, columns.of("assessed"), at)
        stages = by_ticks or marked
        nothing_beside = not (kind or line.kind or stages or assessed.strip())
        if nothing_beside and before and line.text[0].islower():
            before[-1] = before[-1].going_on_with(line.text)  # a row that a page parted in two
            return []
        short = self._words.is_section(line.text) or len(line.text.split()) <= _SECTION_WORDS
        if nothing_beside and columns.kinds and short:
            # A row without a mark in a table of marks is what the rows below come under.
            context.section = section_name(line.text)
            return []
        weight, said = self._weight(row, columns)
        doubts += said
        return [
            self._settled(
                line,
                piece,
                context,
                assessed,
                kind=kind,
                stages=stages,
                weight=weight,
                doubts=doubts,
            )
        ]

    def _assessed(self, row: Row, columns: Columns, column: int | None, after: int) -> str:
        """Return what a row says on how a text in column ``after`` is assessed.

        Args:
            column: where it stands by the heading, or None: then a cell to the right without a
                heading counts, if it holds nothing else.
        """
        if column is not None:
            return row[column].text if column in row else ""
        for at, piece in sorted(row.items()):
            if at > after and columns.is_unnamed(at):
                read = read_assessment(piece.text, self._words, self._codes)
                if read and read.stages:
                    return piece.text
        return ""

    def _criterion_column(self, row: Row, columns: Columns) -> int | None:
        """Return the column of the criterion's text: the one so named, or the longest text in a
        column without a name."""
        at = columns.of("criterion")
        unnamed = {
            n: piece.text.strip()
            for n, piece in row.items()
            if columns.is_unnamed(n) and piece.text.strip() and number_of(piece.text) is None
        }
        if at is not None and at in row and row[at].text.strip():
            return at
        return max(unnamed, key=lambda n: len(unnamed[n]), default=None)

    def _kind(
        self, row: Row, columns: Columns, doubts: list[str]
    ) -> tuple[CriterionKind | None, tuple[str, ...]]:
        """Return the kind that a row marks, and the stages that its mark names."""
        column = columns.of("kind")
        if column is not None and column in row:
            said = row[column].text.strip()
            named = self._words.kinds_in(said)
            if len(named) == 1:
                return next(iter(named)), ()
            return {"E": _ESSENTIAL, "D": _DESIRABLE}.get(said.upper().rstrip(".")), ()
        ticks = {at: tick(row[at].text, self._words) for at in sorted(columns.kinds) if at in row}
        yes = [at for at, shown in ticks.items() if shown is Tick.YES]
        yes = yes or [at for at, shown in ticks.items() if shown is Tick.CROSS]
        stages: tuple[str, ...] = ()
        for at, shown in ticks.items():
            if shown is Tick.TEXT:
                read = read_assessment(row[at].text, self._words, self._codes)
                own = read.kind is columns.kinds[at] if read else False
                if read and (read.stages or own):
                    yes.append(at)
                    stages = stages or read.stages
        kinds = {columns.kinds[at] for at in yes}
        if len(kinds) > 1:
            doubts.append("Both essential and desirable are marked; essential is taken.")
            return _ESSENTIAL, stages
        return (next(iter(kinds)) if kinds else None), stages

    def _weight(self, row: Row, columns: Columns) -> tuple[Fraction | None, list[str]]:
        column = columns.of("weight")
        said = row[column].text.strip() if column is not None and column in row else ""
        if not said:
            return None, []
        try:
            weight = Fraction(said.rstrip("%").strip().lstrip("x×").strip())
        except (ValueError, ZeroDivisionError):
            return None, [f"The weight “{said}” is no number; 1 is assumed."]
        return (weight, []) if weight > 0 else (None, ["The weight is 0; 1 is assumed."])

    def _settled(
        self,
        line: Line,
        piece: Piece,
        context: Context,
        assessed: str,
        *,
        kind: CriterionKind | None,
        stages: tuple[str, ...] = (),
        weight: Fraction | None = None,
        doubts: Sequence[str] = (),
    ) -> FoundCriterion:
        said = list(doubts)
        if not stages and tick(assessed, self._words) is Tick.TEXT:
            stages = stages_named(assessed, self._words, self._codes)
            if not stages:
                shown = " ".join(assessed.split())
                said.append(f"“{shown}” is no known way of assessing; application is assumed.")
                stages = ("application",)
        return settled(
            line, piece.index, context, kind=kind, stages=stages, weight=weight, doubts=said
        )
