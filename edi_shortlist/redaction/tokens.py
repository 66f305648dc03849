"""From a text to the tokens of the spaCy pipeline, in time that grows with its length: a row of
signs without a space, such as a drawn line, is cut before the tokeniser meets it.
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# spaCy takes signs off the ends of a run one by one, and looks at all the rest each time. No link
# or word is longer than the first number; in pieces of the second the cost is small.
_LONGEST_RUN, _PIECE = 500, 100
_RUN = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}")


def tokens_of(nlp: "Language", text: str) -> "Doc":
    """Return a text as the pipeline's tokens; ``Doc.text`` equals the text."""
    runs = list(_RUN.finditer(text))
    if not runs:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    cuts = [cut for run in runs for cut in range(run.start(), run.end(), _PIECE)]
    for start, end in pairwise(sorted({0, *cuts, len(text)})):
        for token in nlp.tokenizer(text[start:end]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)
