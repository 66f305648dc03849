"""Tick boxes and Yes/No answers: which of the options is ticked, and when that is not clear."""

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

_TICKED = r"☒|☑|✓|✔|✅|🗹|🗷|\[\s*[xX✓✔]\s*\]|\(\s*[xX✓✔]\s*\)|(?<!\w)√(?!\w)"
_EMPTY = r"☐|□|◻|⬜|○|❏|❐|❑|❒|▢|\[\s*\]|\(\s*\)|\[_+\]"
_CROSSED = r"✗|✘|✕"
_UNREAD = r"\[\s*\?\s*\]"  # what the reader of a scan writes for a box that it cannot read
_BOX = f"(?P<ticked>{_TICKED})|(?P<empty>{_EMPTY})|(?P<crossed>{_CROSSED})|(?P<unread>{_UNREAD})"
_MARK = re.compile(_BOX)
_BOX_RULE = r"_{2,}|\.{4,}"
_YES_WORD = r"yes|ydw|oes"
_NO_WORD = r"no|nac ydw|nac oes"
_TOKEN = re.compile(
    rf"(?P<yes>\b(?:{_YES_WORD})\b)|(?P<no>\b(?:{_NO_WORD}|prefer not to say)\b)|"
    rf"{_BOX}|(?P<typed>(?<!\w)_*[xX]_*(?!\w))|(?P<rule>{_BOX_RULE})",
    re.IGNORECASE,
)
_YES = re.compile(rf"\W*(?:(?:{_YES_WORD}|true|ticked|tick|checked)\b|y\W*$)", re.IGNORECASE)
# What an option says that stands for no, and how an answer in words begins that says no.
_REFUSAL = (
    r"(?:do|does|did|am|have|has|would|was) ?n[o'’]t\b|\bnot (?:applicable|required|needed|wish|"
    r"want|disabled|ticked|a |an |under|at this time)|decline|prefer not to say|opt(?:ing)? out|"
    r"rather not"
)
_NO = re.compile(
    rf"\W*(?:(?:{_NO_WORD}|false|none|n/a|n\.a\.|nil|unticked|i (?:{_REFUSAL})|{_REFUSAL})"
    r"(?!\w)(?!\W*\d)|n\W*$|na\W*$)",
    re.IGNORECASE,
)
_REFUSES = re.compile(rf"(?<!\w)(?:{_REFUSAL})", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:wish|want|would like|please consider|consider me|opt(?:ing)? in|opt into|include me|"
    r"i am|i have|i agree|i consider|i'd like|apply)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\?|\b(?:but|unless|however|although|though|if|maybe|perhaps|possibly|not sure|unsure|"
    r"undecided|don['’]?t know|depends?|might|sometimes|partly|see|pending|awaiting)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
# What a form prints beside its boxes: how they are to be filled in.
_TO_FILL_IN = re.compile(
    r"(?:\*\s*|(?<!\s)\s+)?\(?\b(?:please\s+)?"
    r"(?:delete|strike out|cross out|strike through)\s+(?:as|where|"
    r"which(?:ever)?|the one|one|that which|those)(?:\s+\w+){0,3}?\s+(?:appropriate|applicable|"
    r"applies|apply|necessary|required)\b\W?|"
    r"\(?\b(?:please\s+)?(?:tick|circle|select|mark|choose|check|indicate|put a cross in)"
    r"(?:\s+(?:as|where|one|the|a|an|either|yes|no|or|box|boxes|option|only|relevant|appropriate|"
    r"applicable|below|that|applies|apply|which|answer|here|✓|✔))+\b[).:]?",
    re.IGNORECASE,
)

# What parts a tick from the word it does not belong to.
_APART = re.compile(r"\s*[/\t|\n]\s*|\s{2,}|\s*(?:[\t|\n].*|.*[\t|\n])\s*")

_GAP_LIMIT = 200  # characters; what stands further from a tick is not beside it


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


def asks(text: str) -> bool:
    """Whether a text holds a question mark that is not in a box."""
    return "?" in text and "?" in _MARK.sub("", text)


def first_mark(text: str) -> int:
    """Where the first tick box or tick of a text stands; its length when it holds none."""
    match = _MARK.search(text)
    return match.start() if match else len(text)


def tells_order(text: str) -> bool:
    """Whether a tick row leaves no doubt which words each box stands for: it begins with a box or
    ends with one, and not both."""
    marks = list(_MARK.finditer(text))
    if len(marks) < 2:
        return bool(marks)
    begins = not _after_question(text[: marks[0].start()])
    ends = not _without_aside(text[marks[-1].end() :]).strip(" \t\n.,;")
    return begins is not ends


def options(text: str) -> list[Option]:
    """Return the options of a tick row such as ``☒ Yes ☐ No`` or ``care leaver ✓ forces ✗``.

    Boxes may stand before or after their words; which it is, the first one tells. A cross beside
    ticks means no; a cross with no tick in the row may mean either, and so may ``[?]``.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return []
    lead = _after_question(text[: marks[0].start()])
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
        if mark["unread"]:
            state = None
        found.append(Option(" ".join(words.split()).strip(" .,;:–-"), state))
    return found


def _without_aside(words: str) -> str:
    """Drop what an applicant added after the box before, in brackets: ``✓ (dyscalculia)``."""
    return re.sub(r"^\s*\([^)]*\)", "", words)


def _after_question(text: str) -> str:
    return text.rsplit(":", 1)[-1].rsplit("?", 1)[-1].strip(" \t\n.–-")


def yes_or_no(answer: str, *, tick: bool = False) -> Answer:
    """Return what was answered. Never a guess: unclear when both boxes are ticked, or neither,
    when it cannot be told which words a box stands for, when "Yes/No" was left as it was printed,
    or when the words say neither plainly yes nor plainly no.

    Args:
        answer: what stands beside or after the question; gaps and tabs in it tell which words a
            box belongs to.
        tick: whether one box is asked for, so that a typed ``x`` ticks it.
    """
    text = _TO_FILL_IN.sub(" ", answer).strip()
    if not text.strip(" ._–-…\n\t*"):
        return Answer.BLANK
    if text.strip(" ._[]()").lower() in ("x", "xx") and not has_marks(text):
        return Answer.YES if tick else Answer.UNCLEAR
    tokens = list(_TOKEN.finditer(text))
    kinds = {token.lastgroup for token in tokens}
    both = {"yes", "no"} <= kinds
    if "unread" in kinds:
        return Answer.UNCLEAR
    if kinds & {"ticked", "empty", "crossed"} or (both and "typed" in kinds):
        return _by_boxes(text, tokens, both)
    return Answer.UNCLEAR if both else _in_words(text)


def _by_boxes(text: str, tokens: list[re.Match[str]], both: bool) -> Answer:
    used = ("yes", "no", "ticked", "empty", "crossed", *(("typed", "rule") if both else ()))
    tokens = [token for token in tokens if token.lastgroup in used]
    boxes = [token for token in tokens if token.lastgroup not in ("yes", "no")]
    if both:
        return _paired(text, tokens)
    if len(boxes) == 1:
        return _one_box(text, boxes[0])
    return _of_options(text) if tells_order(text) else Answer.UNCLEAR


def _one_box(text: str, box: re.Match[str]) -> Answer:
    """The only box of an answer: ticked says yes, if it stands beside no words that say no."""
    words = (text[: box.start()] + " " + text[box.end() :]).strip(" .,:;–-")
    refuses = bool(_NO.match(words) or _REFUSES.search(words))
    if box.lastgroup not in ("ticked", "empty") or _DOUBT.match(words):
        return Answer.UNCLEAR
    if refuses:
        return Answer.NO if box.lastgroup == "ticked" else Answer.UNCLEAR
    return Answer.YES if box.lastgroup == "ticked" else Answer.NO


def _paired(text: str, tokens: list[re.Match[str]]) -> Answer:
    """Boxes beside the words yes and no."""
    is_word = [token.lastgroup in ("yes", "no") for token in tokens]
    alternate = all(a is not b for a, b in pairwise(is_word))
    if is_word.count(True) != is_word.count(False):
        if _MARK.match(text) and tells_order(text):  # "☒ Yes, no evidence enclosed ☐ No"
            return _of_options(text)
        return _nearest(text, tokens)
    if not alternate:
        return Answer.UNCLEAR
    boxes = tokens[1::2] if is_word[0] else tokens[::2]
    words = tokens[::2] if is_word[0] else tokens[1::2]
    ticks = any(box.lastgroup == "ticked" for box in boxes)
    said = {"yes": [False], "no": [False]}
    for word, box in zip(words, boxes, strict=True):
        if box.lastgroup == "crossed" and not ticks:
            return Answer.UNCLEAR
        said[word.lastgroup or ""].append(box.lastgroup in ("ticked", "typed"))
    yes, no = any(said["yes"]), any(said["no"])
    if yes is no or sum(said["yes"]) + sum(said["no"]) > 1:
        return Answer.UNCLEAR
    return Answer.YES if yes else Answer.NO


def _nearest(text: str, tokens: list[re.Match[str]]) -> Answer:
    """One tick beside ``Yes`` and ``No`` belongs to the word from which no gap, tab or stroke
    parts it, if there is just one such."""
    ticks = [token for token in tokens if token.lastgroup in ("ticked", "typed")]
    words = [token for token in tokens if token.lastgroup in ("yes", "no")]
    if len(ticks) != 1 or len(words) != 2 or len(tokens) != 3:
        return Answer.UNCLEAR
    gaps = {
        word.lastgroup: text[word.end() : ticks[0].start()] + text[ticks[0].end() : word.start()]
        for word in words
    }
    beside = [word for word, gap in gaps.items() if gap in ("", " ")]
    apart = [word for word, gap in gaps.items() if len(gap) <= _GAP_LIMIT and _APART.fullmatch(gap)]
    if len(beside) == 1 and len(apart) == 1:
        return Answer.YES if beside[0] == "yes" else Answer.NO
    return Answer.UNCLEAR


def _of_options(text: str) -> Answer:
    """Boxes with longer words: "I wish to be considered" against "not applicable"."""
    found = options(text)
    if any(option.ticked is None for option in found):
        return Answer.UNCLEAR
    no = [bool(_NO.match(o.words) or _REFUSES.search(o.words)) for o in found]
    yes = [
        not n and bool(_YES.match(o.words) or _WISH.search(o.words))
        for o, n in zip(found, no, strict=True)
    ]
    ticked = [i for i, option in enumerate(found) if option.ticked]
    if len(ticked) != 1 or not (any(no) or any(yes)):
        return Answer.UNCLEAR
    if no[ticked[0]]:
        return Answer.NO
    return Answer.YES if yes[ticked[0]] else Answer.UNCLEAR


def _in_words(text: str) -> Answer:
    if _DOUBT.search(text):
        return Answer.UNCLEAR
    if _NO.match(text):
        rest = _REFUSES.sub(" ", _NO.sub("", text, count=1))
        contradicts = _WISH.search(_after_negation(rest)) or "yes" in rest.lower()
        return Answer.UNCLEAR if contradicts and not _REFUSES.search(text) else Answer.NO
    if _YES.match(text):
        return Answer.UNCLEAR if _NOT.search(text) else Answer.YES
    if _WISH.search(text) and not _NOT.search(text) and re.match(r"\W*(?:i|please)\b", text, re.I):
        return (
            Answer.YES
            if re.search(r"considered?\b|opt in|include me", text, re.I)
            else Answer.UNCLEAR
        )
    return Answer.UNCLEAR


def _after_negation(text: str) -> str:
    """Words without "I am not disabled" and the like, which contradict no "No"."""
    return re.sub(r"\bi (?:am|have|was|do)(?: \w+)? (?:not|never|no)\b", " ", text, flags=re.I)
