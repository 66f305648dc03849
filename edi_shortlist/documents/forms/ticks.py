"""Tick boxes and Yes/No answers: which of the options is ticked, and when that is not clear."""

import re
from dataclasses import dataclass
from enum import Enum

_TICKED = r"☒|☑|✓|✔|✅|🗹|🗷|\[\s*[xX✓✔]\s*\]|\(\s*[xX✓✔]\s*\)|(?<!\w)√(?!\w)"
_EMPTY = r"☐|□|◻|⬜|○|\[\s*\]|\(\s*\)|\[_+\]"
_CROSSED = r"✗|✘|✕"
_MARK = re.compile(f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})|(?P<crossed>{_CROSSED})")
_YES = re.compile(r"\W*(?:yes|y|ydw|true|ticked|oes)\b", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:no|n|nac ydw|false|none|not applicable|n/a|nil|not ticked|nac oes|prefer not to say)\b",
    re.IGNORECASE,
)


class Answer(Enum):
    """What was answered to a question of yes or no."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Option:
    """One option of a tick row: its words, and whether it is ticked (None: cannot be told)."""

    words: str
    ticked: bool | None


def has_marks(text: str) -> bool:
    """Whether a text holds any tick box or tick."""
    return bool(_MARK.search(text))


def options(text: str) -> list[Option]:
    """Return the options of a tick row such as ``☒ Yes ☐ No`` or ``care leaver ✓ forces ✗``.

    Boxes may stand before or after their words; which it is, the first one tells. A cross beside
    ticks means no; a cross with no tick in the row may mean either.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return []
    lead = text[: marks[0].start()].rsplit(":", 1)[-1].rsplit("?", 1)[-1].strip(" \t\n.–-")
    tail = _without_aside(text[marks[-1].end() :]).strip(" \t\n.,;")
    ticks = any(mark["ticked"] for mark in marks)
    before = not lead or (bool(tail) and len(marks) > 1)
    found = []
    for i, mark in enumerate(marks):
        if before:
            end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
            words = text[mark.end() : end]
        else:
            start = marks[i - 1].end() if i else mark.start() - len(text[: mark.start()])
            words = lead if i == 0 else _without_aside(text[start : mark.start()])
        state: bool | None = bool(mark["ticked"])
        if mark["crossed"]:
            state = False if ticks else None
        found.append(Option(" ".join(words.split()).strip(" .,;:–-"), state))
    return found


def _without_aside(words: str) -> str:
    """Drop what an applicant added after the box before, in brackets: ``✓ (dyscalculia)``."""
    return re.sub(r"^\s*\([^)]*\)", "", words)


def yes_or_no(answer: str) -> Answer:
    """Return what was answered; unclear when both boxes are ticked, or neither, or the words
    say neither yes nor no."""
    text = " ".join(answer.split())
    if not text.strip(" ._–-…"):
        return Answer.BLANK
    found = options(text)
    refusals = [bool(_NO.match(option.words)) for option in found]
    if any(refusals) or any(_YES.match(option.words) for option in found):
        # "Yes" or any wish in words, against "No" and "not applicable".
        yes = any(o.ticked for o, no in zip(found, refusals, strict=True) if not no)
        no = any(o.ticked for o, no in zip(found, refusals, strict=True) if no)
        certain = yes is not no and all(option.ticked is not None for option in found)
        return (Answer.YES if yes else Answer.NO) if certain else Answer.UNCLEAR
    if len(found) == 1 and found[0].ticked is not None:
        return Answer.YES if found[0].ticked else Answer.NO
    if found:
        return Answer.UNCLEAR
    if _NO.match(text):
        return Answer.NO
    return Answer.YES if _YES.match(text) else Answer.UNCLEAR
