"""Whatever anybody does in whatever order, a vacancy keeps to its states: hypothesis plays people
who press everything, and a plain model says what must happen."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (  # fmt: skip
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from edi_shortlist.storage import ScoreRecord
from edi_shortlist.workflow.applications import list_applications
from edi_shortlist.workflow.auditing import verify_audit
from edi_shortlist.workflow.erasing import Ground, erase
from edi_shortlist.workflow.errors import Refused, StorageError
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.moderation import Closing, agree, close_moderation, open_moderation
from edi_shortlist.workflow.releasing import release
from edi_shortlist.workflow.reviewing import accept, accept_all, list_redactions, reject, undo
from edi_shortlist.workflow.scoring import candidates, lock_scores, panel_documents, record_score
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import current_shortlist, shortlist
from edi_shortlist.workflow.states import VacancyState, Verb, is_allowed
from edi_shortlist.workflow.unsealing import close_vacancy, unseal
from edi_shortlist.workflow.vacancies import vacancy_state

from .conftest import PASSPHRASE, REF, STAGES, Stages, WordRedactor

S = VacancyState
PANEL = ("Panellist A", "Panellist B")
CRITERIA = ("E1", "E2", "D1")


class Life(RuleBasedStateMachine):
    """One workspace; the vault is opened and sealed as people please."""

    stages: Stages

    @initialize(stage=st.sampled_from(list(STAGES)))
    def begin(self, stage: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="life-"))
        shutil.copytree(self.stages.made(stage), self.folder / "w")
        self.session = Session.open(self.folder / "w", "Ann")
        self.session.unlock(PASSPHRASE)
        self.letters = 0
        self.log = 0
        order = list(S)
        self.released: dict[str, str] = {}
        if order.index(self.state) >= order.index(S.RELEASED):
            self.released = self._panel()
        self.locked: list[ScoreRecord] | None = None
        if order.index(self.state) >= order.index(S.LOCKED):
            self.locked = self.session.workspace.scores.of_vacancy(REF)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            shutil.rmtree(self.folder)

    @property
    def state(self) -> VacancyState:
        return vacancy_state(self.session, REF)

    def tries(self, verb: Verb, act, also: bool = True, sealed: bool = True) -> bool:  # type: ignore[no-untyped-def]
        """Do an act; it must succeed exactly when the state and ``also`` allow it."""
        before = self.state
        may = is_allowed(verb, before) and also and not (sealed and not self.session.is_unsealed)
        try:
            act()
        except (Refused, StorageError):
            assert not may, f"{verb} was refused in {before}"
            assert self.state is before
            return False
        assert may, f"{verb} passed in {before}"
        return True

    # -- what people do

    @rule()
    def seal(self) -> None:
        self.session.seal()

    @rule()
    def unlock(self) -> None:
        self.session.unlock(PASSPHRASE)

    @rule()
    def reopen(self) -> None:
        unsealed = self.session.is_unsealed
        self.session.close()
        self.session = Session.open(self.folder / "w", "Ann")
        if unsealed:
            self.session.unlock(PASSPHRASE)

    @rule()
    def add(self) -> None:
        letter = self.folder / f"letter-{self.letters}.txt"
        index = self.folder / f"index-{self.letters}.csv"
        letter.write_text(f"Ada Obi of Toxteth, letter {self.letters}")
        index.write_text(f"files,full_name\n{letter.name},Ada Obi\n")
        self.letters += 1
        before = len(candidates(self.session, REF))

        def act() -> None:
            import_applications(self.session, REF, [letter], index, redactor=WordRedactor())

        if self.tries(Verb.IMPORT, act):
            assert self.state is S.REVIEW
            assert len(candidates(self.session, REF)) == before + 1

    @rule(data=st.data(), keep=st.booleans())
    def decide(self, data: st.DataObject, keep: bool) -> None:
        found = list_redactions(self.session, REF)
        if found:
            redaction = data.draw(st.sampled_from(found))
            verb = reject if keep else accept
            self.tries(Verb.REVIEW, lambda: verb(self.session, redaction.id), sealed=False)

    @rule()
    def decide_all(self) -> None:
        self.tries(Verb.REVIEW, lambda: accept_all(self.session, REF), sealed=False)

    @rule()
    def undo(self) -> None:
        self.tries(Verb.REVIEW, lambda: undo(self.session, REF), sealed=False)

    @rule()
    def release(self) -> None:
        found = list_applications(self.session, REF)
        decided = bool(found) and not any(a.undecided for a in found)
        if self.tries(Verb.RELEASE, lambda: release(self.session, REF), decided):
            self.released = self._panel()

    @rule(data=st.data(), level=st.integers(-1, 5))
    def score(self, data: st.DataObject, level: int) -> None:
        found = candidates(self.session, REF)
        if found:
            who, by, on = (data.draw(st.sampled_from(x)) for x in (found, PANEL, (*CRITERIA, "E3")))
            fits = 0 <= level <= 4 and on != "E3"
            act = lambda: record_score(self.session, REF, who, by, on, level)  # noqa: E731
            self.tries(Verb.SCORE, act, fits, sealed=False)

    @rule(level=st.integers(0, 4))
    def score_all(self, level: int) -> None:
        for candidate in candidates(self.session, REF):
            for panellist in PANEL:
                for criterion in CRITERIA:
                    act = lambda c=candidate, p=panellist, k=criterion: record_score(self.session, REF, c, p, k, level)  # noqa: E731  # fmt: skip
                    self.tries(Verb.SCORE, act, sealed=False)

    def _whole(self) -> bool:
        expected = len(candidates(self.session, REF)) * len(PANEL) * len(CRITERIA)
        return len(self.session.workspace.scores.of_vacancy(REF)) == expected

    @rule()
    def open_moderation(self) -> None:
        act = lambda: open_moderation(self.session, REF)  # noqa: E731
        if self.tries(Verb.OPEN_MODERATION, act, self._whole(), sealed=False):
            self.locked = self.session.workspace.scores.of_vacancy(REF)

    @rule(data=st.data(), level=st.integers(-1, 5))
    def agree(self, data: st.DataObject, level: int) -> None:
        if found := candidates(self.session, REF):
            who, on = (data.draw(st.sampled_from(x)) for x in (found, (*CRITERIA, "E3")))
            fits = 0 <= level <= 4 and on != "E3"
            act = lambda: agree(self.session, REF, who, on, level, PANEL, "So it is")  # noqa: E731
            self.tries(Verb.MODERATE, act, fits, sealed=False)

    @rule()
    def close_moderation(self) -> None:
        act = lambda: close_moderation(self.session, REF, Closing.TOO_EARLY)  # noqa: E731
        if self.tries(Verb.MODERATE, act, sealed=False):
            self.locked = None

    @rule()
    def lock(self) -> None:
        act = lambda: lock_scores(self.session, REF)  # noqa: E731
        if self.tries(Verb.LOCK, act, self._whole(), sealed=False):
            self.locked = self.session.workspace.scores.of_vacancy(REF)

    @rule()
    def shortlist(self) -> None:
        if current_shortlist(self.session, REF) is None:
            self.tries(Verb.SHORTLIST, lambda: shortlist(self.session, REF))

    @rule()
    def unseal(self) -> None:
        self.tries(Verb.UNSEAL, lambda: unseal(self.session, REF))

    @rule()
    def close(self) -> None:
        self.tries(Verb.CLOSE, lambda: close_vacancy(self.session, REF), sealed=False)

    @rule(data=st.data(), ground=st.sampled_from([None, Ground.WITHDREW]))
    def erase(self, data: st.DataObject, ground: Ground | None) -> None:
        if found := candidates(self.session, REF):
            who = data.draw(st.sampled_from(found))
            said = ground is not None or self.state is not S.LOCKED
            if self.tries(Verb.ERASE, lambda: erase(self.session, REF, who, ground), said):
                self.released.pop(who, None)
                if self.locked is not None:
                    self.locked = [score for score in self.locked if score.candidate != who]

    # -- what must hold

    def _panel(self) -> dict[str, str]:
        return {
            c: "\n".join(d.text for d in panel_documents(self.session, REF, c))
            for c in candidates(self.session, REF)
        }

    @invariant()
    def the_log_verifies_and_only_grows(self) -> None:
        verdict = verify_audit(self.session)
        assert verdict.ok
        assert verdict.entries >= self.log
        self.log = verdict.entries

    @invariant()
    def the_panel_reads_nothing_unreviewed_and_what_was_released_stays(self) -> None:
        if list(S).index(self.state) < list(S).index(S.RELEASED):
            for candidate in candidates(self.session, REF):
                with pytest.raises(Refused):
                    panel_documents(self.session, REF, candidate)
        else:
            assert self._panel() == self.released
            assert not any(r.decision == "pending" for r in list_redactions(self.session, REF))

    @invariant()
    def frozen_and_locked_scores_stay(self) -> None:
        if self.locked is not None:
            assert self.session.workspace.scores.of_vacancy(REF) == self.locked


@pytest.mark.slow
def test_people_who_press_everything(stages: Stages) -> None:
    Life.stages = stages
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
