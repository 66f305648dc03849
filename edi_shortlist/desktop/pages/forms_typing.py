"""What was typed into the fields of forms and not confirmed yet, with the way back. It is written
into the vault as it is typed, so that nothing is lost.

It holds what identifies people, so it forgets everything when the vault is sealed.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from edi_shortlist.desktop.desk import Desk
from edi_shortlist.desktop.runner import Failed
from edi_shortlist.workflow.confirming import ApplicationForm
from edi_shortlist.workflow.form_drafts import keep_draft
from edi_shortlist.workflow.session import Session


@dataclass(frozen=True)
class Typed:
    """What was typed about one application: values by the key of the field, and how it was found
    out."""

    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    @classmethod
    def kept(cls, form: ApplicationForm) -> "Typed":
        """Return what the vault keeps about an application."""
        return cls(form.draft.typed, form.draft.reason) if form.draft else cls()


@dataclass(frozen=True)
class Step:
    """One change to a field, and the value before it."""

    key: str
    before: str


class Typing:
    """What was typed, by candidate."""

    def __init__(self, desk: Desk, failed: Failed) -> None:
        self._vault = _IntoVault(desk, failed)
        self._typed: dict[str, Typed] = {}
        self._steps: dict[str, list[Step]] = {}
        self._at: tuple[str, str] | None = None  # the field that is being typed into

    def note(self, candidate: str, key: str, before: str) -> None:
        """Note a change; keystrokes into one field without leaving it are one step."""
        if self._at != (candidate, key):
            self._steps.setdefault(candidate, []).append(Step(key, before))
            self._at = (candidate, key)

    def keep(self, reference: str, candidate: str, typed: Typed) -> None:
        """Keep what a candidate's fields hold that is not confirmed, here and in the vault."""
        if typed != self.of(candidate):
            self._typed[candidate] = typed
            self._vault.write(reference, candidate, typed)

    def restore(self, candidate: str, typed: Typed, steps: Iterable[Step]) -> None:
        """Take over what the vault keeps, with a way back for each field."""
        self._typed[candidate] = typed
        self._steps[candidate] = list(steps)

    def pause(self) -> None:
        """End a step: the field was left, or something else changes it now."""
        self._at = None

    def back(self, candidate: str) -> Step | None:
        """Take a candidate's last step back and return it, or None."""
        self._at = None
        steps = self._steps.get(candidate)
        return steps.pop() if steps else None

    def of(self, candidate: str) -> Typed:
        """Return what was typed for a candidate since the vault was opened."""
        return self._typed.get(candidate, Typed())

    def has(self, candidate: str) -> bool:
        """Whether something was typed for a candidate that could be undone."""
        return bool(self._steps.get(candidate))

    def forget(self, candidate: str | None = None) -> None:
        """Forget one candidate's, or all; what the vault keeps stays there."""
        self._at = None
        for kept in (self._typed, self._steps):
            if candidate is None:
                kept.clear()
            else:
                kept.pop(candidate, None)


class _IntoVault:
    """Writes into the vault what was typed, in the order of the person's acts: before the vault is
    sealed and before the program ends. One who types faster than the disk writes is not waited
    for: the next writing takes what is newest."""

    def __init__(self, desk: Desk, failed: Failed) -> None:
        self._desk = desk
        self._failed = failed
        self._due: dict[tuple[str, str], Typed] = {}
        self._lock = threading.Lock()

    def write(self, reference: str, candidate: str, typed: Typed) -> None:
        key = (reference, candidate)
        with self._lock:
            waits = key in self._due
            self._due[key] = typed
        if not waits:
            self._desk.call(self._write, *key, failed=self._failed)

    def _write(self, session: Session, reference: str, candidate: str) -> None:
        with self._lock:
            typed = self._due.pop((reference, candidate))
        keep_draft(session, reference, candidate, typed.values, typed.reason)
