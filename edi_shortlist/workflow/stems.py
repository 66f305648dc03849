"""Loose files that belong together by their names: "Jane Hill CV.pdf" and
"Jane Hill - application form.docx".

It knows names of files alone. What a file is called for (a CV, a letter, a version) is taken off;
files whose names then say the same are one applicant's.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache

from edi_shortlist import bundled

# Numbers that count copies, versions, pages or days, and references of posts. Any other tells
# applicants apart: "Housing Adviser 1.pdf" and "Housing Adviser 2.pdf" are two.
_COUNTS = re.compile(
    r"(?<![^\W_])[A-Za-z]{2,6}[-_]\d{2,4}[-_]\d{2,4}(?!\d)|"
    r"\(\d{1,3}\)|(?<![^\W_])(?:version|page|part|pt|v|p)[ ._-]?\d+(?:\.\d+)?(?![^\W_])|"
    r"(?<!\d)\d{1,4}[-._]\d{1,2}[-._]\d{2,4}(?!\d)|(?<!\d)(?:19|20)\d{2}(?:\d{4})?(?!\d)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[^\w.]+|_+|(?<=[a-zß-ÿ])(?=[A-Z])|\.(?=\D)|(?<=\D)\.")
_ID = re.compile(r"(?=.*\d)[\w-]{5,}")


@cache
def _kinds() -> frozenset[str]:
    """The words that say what a file is for, as HR may have edited them."""
    path = bundled.resource("lexicons/file_names.toml")
    return frozenset(tomllib.loads(path.read_text("utf-8"))["kinds"])


def stem_of(file_name: str) -> str:
    """Return whose file this is by its name, or an empty text where the name does not say.

    A reference such as ``A10437`` or two words of a name are enough; one word is not, since many
    share a surname.

    >>> stem_of("Hill, Jane - CV (final).pdf")
    'hill jane'
    >>> stem_of("CV.pdf")
    ''
    """
    stem = file_name.rsplit(".", 1)[0] if "." in file_name[1:] else file_name
    stem = "".join(c for c in unicodedata.normalize("NFKD", stem) if not unicodedata.combining(c))
    words = map(str.lower, _SPLIT.split(_COUNTS.sub(" ", stem)))
    said = [word for word in words if word and word not in _kinds()]
    letters = [word for word in said if word.isalpha() and len(word) > 1]
    if len(letters) < 2 and not any(_ID.fullmatch(word) for word in said):
        return ""
    return " ".join(said)


def by_stem(file_names: Sequence[str]) -> list[list[int]]:
    """Group files by their stems, in the order of each group's first file.

    Words may stand in another order ("Hill Jane" and "Jane Hill"). A word that all the names
    share, such as a vacancy's reference, tells nothing and is left aside.

    Returns:
        The indices of each group; a file whose name does not say whose it is stands alone.
    """
    stems = [frozenset(stem_of(name).split()) for name in file_names]
    told = [stem for stem in stems if stem]
    shared = frozenset.intersection(*told) if len(set(told)) > 1 else frozenset()
    groups: dict[frozenset[str] | int, list[int]] = {}
    for index, stem in enumerate(stems):
        own = stem - shared
        key: frozenset[str] | int = own if _tells(own) else index
        groups.setdefault(key, []).append(index)
    return list(groups.values())


def _tells(stem: frozenset[str]) -> bool:
    words = [word for word in stem if word.isalpha() and len(word) > 1]
    return len(words) > 1 or any(_ID.fullmatch(word) for word in stem)
