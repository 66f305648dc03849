"""What a panellist can take back: the last acts of scoring, until somebody else scores."""

from collections.abc import Callable
from dataclasses import dataclass

_KEPT = 500


@dataclass(frozen=True)
class Step:
    """One act that can be taken back.

    Attributes:
        candidate: whose page it was on.
        key: the round's.
        undo: takes it back.
        words: what is so again, for the person.
    """

    candidate: str
    key: str
    undo: Callable[[], None]
    words: str


class Steps:
    """The acts of one panellist in one vacancy, the last first."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember an act."""
        self._steps.append(step)
        del self._steps[:-_KEPT]

    def last(self) -> Step | None:
        """Return the last act and forget it, or None."""
        return self._steps.pop() if self._steps else None

    def clear(self) -> None:
        """Forget every act."""
        self._steps.clear()
