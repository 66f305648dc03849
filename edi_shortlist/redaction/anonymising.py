"""Makes the anonymised Document from reviewed spans."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.span import Span

# "[address], [address]" reads as one.
_REPEATED = re.compile(r"(\[[^\[\]]+\])(?:[ \t]*[,;·]?[ \t]*\1)+")


def anonymise(document: Document, spans: Iterable[Span]) -> Document:
    """Return a copy of the document in which each span's replacement stands for its text.

    Args:
        document: as it was read.
        spans: offsets into ``document.text``, half-open, not overlapping, in any order. A span
            that reaches over several blocks leaves its replacement in the first of them.

    Raises:
        ValueError: two spans overlap, or one reaches past the end of the text.

    What the document says of itself (properties, names of attachments) and warnings, which may
    name what it held, are not passed on.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    for first, second in itertools.pairwise(ordered):
        if second.start < first.end:
            raise ValueError("spans overlap; resolve them before anonymising")
    if ordered and ordered[-1].end > len(document.text):
        raise ValueError("a span reaches past the end of the document")
    texts = []
    for start, end, block in document.placed_blocks():
        pieces, at = [], start
        for span in ordered:
            if span.end <= start or span.start >= end:
                continue
            pieces.append(document.text[at : max(at, span.start)])
            if span.start >= start:
                pieces.append(span.replacement)
            at = min(span.end, end)
        pieces.append(document.text[at:end])
        texts.append(_REPEATED.sub(r"\1", "".join(pieces)) if len(pieces) > 1 else block.text)
    return replace(document.with_texts(texts), warnings=(), properties=(), attachments=())
