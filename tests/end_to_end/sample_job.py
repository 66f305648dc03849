"""What the tests of the sample job share: the samples, what identifies their applicants, a job."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edi_shortlist import bundled
from edi_shortlist.storage import KeyCost
from edi_shortlist.workflow.reviewing import accept_all
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import ShortlistView

CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "nine herons by the weir"
REF = "HSG-2026-014"
SAMPLES = bundled.resource("samples")
TRUTH: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "samples" / "truth.json").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Job:
    """What the demonstration left behind.

    Attributes:
        folder: the workspace.
        view: the shortlist that it returned.
        last_step: how far it said it was at last: steps done, and of how many.
        elsewhere: what it wrote anywhere else, by a name for it: temporary files at each step,
            log messages at every level.
    """

    folder: Path
    view: ShortlistView
    last_step: tuple[int, int]
    elsewhere: dict[str, bytes]

    def copy_to(self, folder: Path) -> Path:
        """Return a copy of the workspace that a test may damage."""
        return Path(shutil.copytree(self.folder, folder))


def folder_names(s: Session) -> dict[str, str]:
    """Return candidate reference by the sample applicant's folder."""
    return {a.name: a.candidate for a in s.vault.applications(REF)}


def reviewed(s: Session) -> Session:
    """Accept everything that waits for review."""
    accept_all(s, REF)
    return s
