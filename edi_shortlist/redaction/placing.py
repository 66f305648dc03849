"""Where a passage stands on its line."""

import re

from edi_shortlist.redaction.context import Context


def is_alone(context: Context, start: int, end: int) -> bool:
    """Whether a passage stands alone on its line or between tabs or wide gaps.

    Offsets are of the folded text, half-open.
    """
    first, last = context.folded.original(start, end)
    line = context.line_at(first)
    before = re.split(r"\t| {3,}|[|·•]", context.text[line.start : first])[-1]
    after = re.split(r"\t| {3,}|[|·•]", context.text[last : line.end])[0]
    return not before.strip(" \"'“”*_-(),.:") and not after.strip(" \"'“”*_-(),.:")
