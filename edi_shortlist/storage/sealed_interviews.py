"""The interview stage in the vault: what each invited applicant needs, when each is interviewed,
and the panel's notes. It knows nothing of what clashes."""

import uuid
from dataclasses import dataclass

from edi_shortlist.storage.before_act import BeforeAct
from edi_shortlist.storage.connection import Row, Store


@dataclass(frozen=True)
class SealedInterview:
    """What is kept of one applicant's interview.

    Attributes:
        uid, sequence: name it in calendars; the number grows with each change of its time.
        mode: ``in person``, ``online`` or empty where HR chose; None where it is as applied.
        extra, free: minutes beyond the plan, for adjustments.
        panel_words: what the panel needs to know of adjustments, in HR's words.
        room, start, minutes: when and where; None where no time is set. ``start`` is ISO 8601
            without a zone.
    """

    candidate: str
    uid: str
    sequence: int = 0
    mode: str | None = None
    extra: int = 0
    free: int = 0
    panel_words: str = ""
    room: str | None = None
    start: str | None = None
    minutes: int | None = None


def new_interview(candidate: str) -> SealedInterview:
    """Return an interview of which nothing is known yet."""
    return SealedInterview(candidate, str(uuid.uuid4()))


class SealedInterviewStore:
    """The interviews in an open vault."""

    def __init__(self, store: Store, before_act: BeforeAct) -> None:
        self._store = store
        self._before_act = before_act

    def of_vacancy(self, vacancy: str) -> dict[str, SealedInterview]:
        """Return what is kept of a vacancy's interviews, by candidate."""
        return {
            row["candidate"]: SealedInterview(**row)
            for row in self._store.rows(
                "SELECT i.* FROM interviews i JOIN applications a ON a.candidate = i.candidate "
                "WHERE a.vacancy = ? ORDER BY i.candidate",
                [vacancy],
            )
        }

    def put(self, interview: SealedInterview) -> None:
        """Write what is kept of an interview in place of what was."""
        self._before_act.remember("interviews", interview.candidate)
        self._store.run("DELETE FROM interviews WHERE candidate = ?", [interview.candidate])
        self._store.insert("interviews", vars(interview))

    def set_note(self, candidate: str, panellist: str, criterion: str, note: str) -> None:
        """Write a panellist's note; an empty one is removed."""
        self._before_act.remember("interview_notes", candidate)
        self._store.run(
            "DELETE FROM interview_notes WHERE candidate = ? AND panellist = ? AND criterion = ?",
            [candidate, panellist, criterion],
        )
        if note:
            row: Row = {"candidate": candidate, "panellist": panellist}
            self._store.insert("interview_notes", row | {"criterion": criterion, "note": note})

    def notes(self, vacancy: str) -> dict[tuple[str, str, str], str]:
        """Return the notes by ``(candidate, panellist, criterion)``."""
        return {
            (row["candidate"], row["panellist"], row["criterion"]): row["note"]
            for row in self._store.rows(
                "SELECT n.* FROM interview_notes n JOIN applications a "
                "ON a.candidate = n.candidate WHERE a.vacancy = ?",
                [vacancy],
            )
        }
