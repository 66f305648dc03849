"""A plan of the interviews from a TOML file, with what each candidate needs."""

from pathlib import Path
from typing import Any

from edi_shortlist.recruitment.fields import Fields
from edi_shortlist.recruitment.interview_plan import InterviewPlan, Mode, PlanError
from edi_shortlist.workflow.interview_changes import set_need, set_plan
from edi_shortlist.workflow.interview_outcomes import invited_candidate
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.toml_files import read_toml


def use_plan_file(s: Session, ref: str, path: Path | str) -> None:
    """Write the plan of a file, and what its ``[[candidates]]`` need: ``candidate``, ``extra``,
    ``free``, ``panel_words`` and ``mode``. All of it or nothing; the vault must be open.

    Raises:
        PlanError: listing every problem, each naming the key.
        Refused: the file is not there or not TOML, a candidate is not invited, or nothing can be
            changed.
        VaultSealed: the vault is not open.
    """
    mapping: dict[str, Any] = read_toml(Path(path))
    problems: list[str] = []
    rows = mapping.pop("candidates", [])
    needs = [_need(row) for row in Fields({"candidates": rows}, problems).tables("candidates")]
    if problems:
        raise PlanError(problems)
    plan = InterviewPlan.from_dict(mapping)
    with s.workspace.act(sealed=True):
        set_plan(s, ref, plan)
        for candidate, need in needs:
            set_need(s, ref, invited_candidate(s, ref, candidate), **need)


def _need(row: Fields) -> tuple[str, dict[str, Any]]:
    candidate = row.text("candidate")
    said = row.text("mode", "")
    if said not in set(Mode):
        row.problem("mode", f"must be 'in person', 'online' or empty, not {said!r}")
        said = ""
    need = {
        "mode": Mode(said) if said else None,
        "extra": row.whole("extra", 0),
        "free": row.whole("free", 0),
        "panel_words": row.text("panel_words", ""),
    }
    row.refuse_unknown()
    return candidate, need
