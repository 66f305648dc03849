"""Turns what went wrong into sentences for the person at the screen.

An error this program foresees words itself. One it does not is named by its kind and place only,
never by its text, which might quote an application.
"""

import traceback
from pathlib import Path

from edi_shortlist.recruitment.rounds import STATEMENT

FORESEEN_ROOMS = ("edi_shortlist.",)


def _where(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "unknown place"
    last = frames[-1]
    return f"{Path(last.filename).name}, line {last.lineno}"


def error_sentences(error: BaseException) -> list[str]:
    """Return what to tell the person, one sentence an entry, at least one."""
    problems = getattr(error, "problems", None)
    if problems:
        return [str(problem) for problem in problems]
    if type(error).__module__.startswith(FORESEEN_ROOMS) and str(error):
        return [str(error)]
    if isinstance(error, PermissionError):
        return [f"This computer does not allow it{_file(error)}. Choose another folder, or ask."]
    if isinstance(error, FileNotFoundError):
        return [f"The file or folder is not there any more{_file(error)}. Choose it again."]
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return [
            f"The computer could not read or write{_file(error)} ({reason.lower()}). Try again."
        ]
    return [
        "Something happened that this program did not expect. What the screen called saved is "
        f"safe. Tell your support: {type(error).__name__} at {_where(error)}."
    ]


def _file(error: OSError) -> str:
    return f": {Path(str(error.filename)).name}" if error.filename else ""


def time_left(done: int, total: int, seconds: float) -> str:
    """Say how long the rest may take, from what is done so far.

    Args:
        done, total: pieces of work.
        seconds: time spent on ``done``.
    """
    if done <= 0 or total <= 0:
        return "working out how long it will take"
    left = seconds / done * (total - done)
    if left < 3:
        return "nearly done"
    if left < 50:
        return f"about {max(5, round(left / 5) * 5)} seconds left"
    minutes = max(1, round(left / 60))
    return "about a minute left" if minutes == 1 else f"about {minutes} minutes left"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 application``, ``3 applications``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def question_words(question: str) -> str:
    """Return how a question of a form is called on screen: ``Question 3`` for ``Q3``."""
    if question == STATEMENT:
        return "Supporting statement"
    number = question.removeprefix("Q")
    return f"Question {number}" if number.isdecimal() else question
