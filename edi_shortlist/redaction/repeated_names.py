"""A name or a number found once is hidden everywhere in the documents of an application."""

import re
from collections.abc import Iterable, Iterator, Sequence

from edi_shortlist.redaction import names
from edi_shortlist.redaction.folding import fold
from edi_shortlist.redaction.identity import PARTICLES
from edi_shortlist.redaction.span import Label, Span

SOURCE = "repeated-names"
_SURE_ENOUGH = 0.6
_REASON = "The same name is hidden elsewhere in the application."
_SAME_NUMBER = "The same number or address is hidden elsewhere in the application."
# What is written the same way each time; shorter ones stand in ordinary figures.
_AS_WRITTEN = (Label.ID_NUMBER, Label.PHONE, Label.EMAIL, Label.URL)
_SHORTEST = 5


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
    numbers = _numbers(texts, found)
    return [
        [*(_places(text, pattern) if pattern else ()), *_same_numbers(text, numbers)]
        for text in texts
    ]


def _numbers(texts: Sequence[str], found: Sequence[Iterable[Span]]) -> dict[str, Label]:
    """Return the numbers, links and addresses found for sure, as written, with their label."""
    numbers: dict[str, Label] = {}
    for text, spans in zip(texts, found, strict=True):
        for span in spans:
            passage = text[span.start : span.end]
            if (
                span.label in _AS_WRITTEN
                and span.score >= _SURE_ENOUGH
                and len(passage) >= _SHORTEST
                and re.search(r"\d.*\d.*\d|@", passage, re.DOTALL)
                and not re.fullmatch(r"(?:19|20)\d\d\D+(?:19|20)\d\d", passage)
            ):
                numbers.setdefault(passage, span.label)
    return numbers


def _same_numbers(text: str, numbers: dict[str, Label]) -> Iterator[Span]:
    for passage, label in numbers.items():
        for match in re.finditer(rf"(?<!\w){re.escape(passage)}(?!\w)", text):
            yield Span(*match.span(), label, 0.65, SOURCE, reason=_SAME_NUMBER)


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
