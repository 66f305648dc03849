"""What the reviewer is told of text that was read off pictures, and when that text is so much of a
file, or so much of a form, that no tick in the file can be trusted.

What reads forms asks ``is_recognised``; the readers write the sentences that it knows.
"""

import re
from collections.abc import Iterable, Sequence

_RECOGNISED = re.compile(r"\bwas recognised\b")
_RESULT = "was recognised by the program, which makes mistakes"
_MAYBE = "which the program has read and may have misread"
_BOX = re.compile(r"[☐☑☒]|\[\?\]")
_FORM = 20  # letters and digits of a picture with boxes to tick; fewer are a sign or a logo


def is_recognised(warnings: Iterable[str]) -> bool:
    """Whether a file's warnings say that its text was recognised: most of it, or a form in it, so
    that ticks and blanks are to be asked about."""
    return any(_RECOGNISED.search(warning) for warning in warnings)


def decides(found: Sequence[str], length: int) -> bool:
    """Whether text found in pictures is most of a file, or a form with boxes to tick. A logo in a
    letter, or a certificate in an application that was typed, is neither.

    Args:
        found: the text of each picture.
        length: characters of the whole file, these among them.
    """
    if 2 * sum(map(len, found)) > length:
        return True
    return any(_BOX.search(text) and sum(map(str.isalnum, text)) >= _FORM for text in found)


def of_pages(numbers: Sequence[int]) -> str:
    """The sentence on pages that are pictures."""
    one = len(numbers) == 1
    return (
        f"{listed(numbers)} {'is a picture; its' if one else 'are pictures; their'} text "
        f"{_RESULT}. Check {'it' if one else 'them'} against the original."
    )


def of_pictures_on(numbers: Sequence[int], *, decisive: bool) -> str:
    """The sentence on pages of text that hold pictures with more of it.

    Args:
        numbers: of the pages.
        decisive: what ``decides`` says.
    """
    pages = listed(numbers).replace("P", "p", 1)
    what = "a picture" if len(numbers) == 1 else "pictures"
    return _of(f"{what} on {pages}", len(numbers), decisive=decisive)


def of_pictures(count: int, *, decisive: bool) -> str:
    """The sentence on a file that holds ``count`` pictures with text; ``decisive`` as above."""
    what = "a picture" if count == 1 else f"{count} pictures"
    return _of(f"{what} in the file", count, decisive=decisive)


def _of(where: str, count: int, *, decisive: bool) -> str:
    if decisive:
        return f"Text in {where} {_RESULT}. Check it against the original."
    where = where[0].upper() + where[1:]
    return (
        f"{where} {'holds' if count == 1 else 'hold'} text, {_MAYBE}. Check it against the "
        "original."
    )


def doubts(words: int, boxes: int, where: str) -> list[str]:
    """The sentences on words and boxes that may be wrong; ``where`` is, say, ``on page 2``."""
    found = []
    if words:
        what = "A word" if words == 1 else f"{words} words"
        found.append(f"{what} {where} could not be read with certainty.")
    if boxes:
        what = "A box" if boxes == 1 else f"{boxes} boxes"
        found.append(f"{what} {where} could not be read with certainty; look at the original.")
    return found


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as words: Page 2; Pages 1, 2 and 7; Pages 1 to 3 and 5."""
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(number) for number in run]
    said = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"Pages {said}"
