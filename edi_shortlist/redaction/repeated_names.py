"""A name found once is hidden everywhere in the documents of an application."""

import re
from collections.abc import Iterable, Iterator, Sequence

from edi_shortlist.redaction import names
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES
from edi_shortlist.redaction.span import Label, Span

SOURCE = "repeated-names"
_SURE_ENOUGH = 0.6
_REASON = "The same name is hidden elsewhere in the application."


def repeated(texts: Sequence[str], found: Sequence[Iterable[Span]]) -> list[list[Span]]:
    """Return for each text the further places at which a name found in any text stands.

    Args:
        texts: the documents of one application.
        found: the spans found in each, offsets into the text of the same index.
    """
    whole: set[str] = set()
    parts: set[str] = set()
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            if span.label is not Label.NAME or span.score < _SURE_ENOUGH:
                continue
            words = names.WORD.findall(text[span.start : span.end])
            if len(words) > 1:
                # "Grace Elizabeth May" is also "Grace May" and "GRACE MAY".
                for form in (words, [words[0], words[-1]]):
                    for written in (form, [word.upper() for word in form]):
                        whole.add(r"\s+".join(map(re.escape, written)))
            for word in words:
                if (
                    len(word) >= 3
                    and fold(word) not in PARTICLES
                    and not names.is_ordinary_word(word)
                ):
                    parts.add(word)
    pattern = _pattern(whole, parts)
    if pattern is None:
        return [[] for _ in texts]
    return [list(_places(text, pattern)) for text in texts]


def _pattern(whole: set[str], parts: set[str]) -> re.Pattern[str] | None:
    # Parts count as they are written or in capitals: "khan" in a file name is known identity.
    choices = sorted(whole, key=len, reverse=True)
    choices += sorted(
        {re.escape(p) for p in parts} | {re.escape(p.upper()) for p in parts}, key=len, reverse=True
    )
    if not choices:
        return None
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(choices) + r")(?![\w-])")


def _places(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    for match in pattern.finditer(text):
        if not match[0][0].isupper() or names.belongs_to_something_else(text, *match.span()):
            continue
        yield Span(*match.span(), Label.NAME, 0.65, SOURCE, reason=_REASON)
