"""Finds titles that show sex, marriage or faith before a name; ranks and professions stay."""

import re
from collections.abc import Iterable
from functools import cache

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.context import Context
from edi_shortlist.redaction.span import Label, Span

# Short titles that are hardly ever anything else, also without a name after them on a form.
_CERTAIN = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx"})
_FAITH_OR_OFFICE_PLACE = re.compile(
    r"(?:['’]s\b|\s+(?:Christmas|Act|Church|School|Centre|House|Street|Road|Trust|Union|Tongue|Nature|Earth|Day|Board))"
)

_WORD = re.compile(r"\S{1,60}")


@cache
def _pattern() -> re.Pattern[str]:
    titles = sorted(lexicon.words("titles", "revealing"), key=len, reverse=True)
    choice = "|".join(re.escape(title) for title in titles)
    capitals = "|".join(
        re.escape(t.upper()) for t in ("Mr", "Mrs", "Ms", "Miss", "Mx", "Rev", "Sir")
    )
    return re.compile(
        rf"(?<![\w'’-])({choice}|{capitals})(\.?)[ \u00a0]+"
        r"(?=(?:(?:[A-Z]\.?[ \u00a0]?){1,3})?(?:(?:van|von|de|der|da|al|el|ap|bin|ibn|O['’]|Mac|Mc)[ -]?)*[A-ZÀ-ÞŁŚŻŹĆŞĞİ][^\W\d_]*)"
    )


class TitleRecogniser:
    """Mr, Mrs, Ms, Mx, Rev, Sister … directly before a name."""

    name = "titles"

    def find(self, context: Context) -> Iterable[Span]:
        """Return a span for each revealing title; its full stop is left outside."""
        for match in _pattern().finditer(context.text):
            title = match[1]
            if title.title() not in _CERTAIN and title not in _CERTAIN:
                # "Mother Nature", "Lady Lever Art Gallery", "Sister Act": not a person.
                following = _WORD.match(context.text, match.end())
                end = following.end() if following else match.end()
                if _FAITH_OR_OFFICE_PLACE.match(context.text, end) or _FAITH_OR_OFFICE_PLACE.match(
                    context.text, match.end(1)
                ):
                    continue
                if not _is_name_next(context, match.end()):
                    continue
            yield Span(
                match.start(1),
                match.end(1),
                Label.TITLE,
                0.95,
                self.name,
                reason="A title that shows sex, marriage or faith.",
            )


def _is_name_next(context: Context, offset: int) -> bool:
    """Whether the trained pipeline, too, takes the next word for a person's name."""
    return any(
        span.label_ == Label.NAME and span.start_char <= offset < span.end_char
        for span in context.doc.spans.get("tagged", ())
    )
