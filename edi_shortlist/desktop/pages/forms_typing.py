"""What was typed into the fields of forms and not confirmed yet, with the way back.

It holds what identifies people, so it forgets everything when the vault is sealed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One change to a field, and the value before it."""

    key: str
    before: str


class Typing:
    """What was typed, by candidate."""

    def __init__(self) -> None:
        self._drafts: dict[str, dict[str, str]] = {}
        self._steps: dict[str, list[Step]] = {}
        self._at: tuple[str, str] | None = None  # the field that is being typed into

    def note(self, candidate: str, key: str, before: str, value: str) -> None:
        """Keep a change; keystrokes into one field without leaving it are one step."""
        if self._at != (candidate, key):
            self._steps.setdefault(candidate, []).append(Step(key, before))
            self._at = (candidate, key)
        self._drafts.setdefault(candidate, {})[key] = value

    def pause(self) -> None:
        """End a step: the field was left, or something else changes it now."""
        self._at = None

    def back(self, candidate: str) -> Step | None:
        """Take a candidate's last step back and return it, or None."""
        self._at = None
        steps = self._steps.get(candidate)
        if not steps:
            return None
        step = steps.pop()
        self._drafts[candidate][step.key] = step.before
        return step

    def of(self, candidate: str) -> dict[str, str]:
        """Return what was typed for a candidate, by the key of the field."""
        return dict(self._drafts.get(candidate, {}))

    def has(self, candidate: str) -> bool:
        """Whether something was typed for a candidate that could be undone."""
        return bool(self._steps.get(candidate))

    def forget(self, candidate: str | None = None) -> None:
        """Forget one candidate's, or all."""
        self._at = None
        for kept in (self._drafts, self._steps):
            if candidate is None:
                kept.clear()
            else:
                kept.pop(candidate, None)
