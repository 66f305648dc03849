"""What is known of an applicant from the index and from the forms, put together.

All of it belongs in the vault. The index goes before the form; where both speak of declarations
and differ, whoever either names is declared and a person must look.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

from edi_shortlist.redaction.folding import fold
from edi_shortlist.workflow.index_file import IndexRow


class Answers(Protocol):
    """What a form says; ``documents.forms.FormAnswers`` is one."""

    @property
    def identity(self) -> Mapping[str, str]: ...
    @property
    def declarations(self) -> Sequence[str]: ...
    @property
    def adjustments(self) -> str: ...
    @property
    def interview_mode(self) -> str: ...
    @property
    def monitoring(self) -> Mapping[str, str]: ...
    @property
    def unclear(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Particulars:
    """Everything sealed that is known of one applicant; ``unclear`` holds sentences."""

    identity: Mapping[str, str] = field(default_factory=dict)
    declarations: tuple[str, ...] = ()
    adjustments: str = ""
    interview_mode: str = ""
    monitoring: Mapping[str, str] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()


def put_together(
    row: IndexRow | None, forms: Sequence[Answers], schemes: Mapping[str, str]
) -> Particulars:
    """Merge an index row and the forms of one application.

    Args:
        forms: answers read from each document; most are nearly empty, and the fullest leads.
        schemes: names of the schemes that there are, by id; either may be declared.
    """
    ordered = sorted(forms, key=_fullness, reverse=True)
    identity: dict[str, str] = dict(row.identity) if row else {}
    monitoring: dict[str, str] = dict(row.monitoring) if row else {}
    for form in ordered:
        for name, value in form.identity.items():
            if value:
                identity.setdefault(name, value)
        for name, value in form.monitoring.items():
            if value:
                monitoring.setdefault(name, value)
    ids = {fold(name): scheme for scheme, name in schemes.items()}
    said_by_row = tuple(ids.get(fold(said), said) for said in (row.declarations if row else ()))
    said_by_forms = tuple(dict.fromkeys(d for form in ordered for d in form.declarations))
    unclear = [*(row.unclear if row else ()), *(s for form in ordered for s in form.unclear)]
    declared = list(dict.fromkeys((*said_by_row, *said_by_forms)))
    if said_by_row and said_by_forms and set(said_by_row) != set(said_by_forms):
        unclear.append("The index and the form do not declare the same schemes.")
    names = {fold(name) for form in ordered if (name := form.identity.get("full_name", ""))}
    if any(_differ(one, other) for one, other in combinations(sorted(names), 2)):
        unclear.append("Its documents name different people. Look at them, and split it if so.")
    for scheme in [name for name in declared if name not in schemes]:
        unclear.append(f"'{scheme}' is declared, but there is no such scheme.")
        declared.remove(scheme)
    return Particulars(
        identity,
        tuple(declared),
        _first(row.cells.get("adjustments", "") if row else "", *(f.adjustments for f in ordered)),
        _first(
            row.cells.get("interview_mode", "") if row else "",
            *(f.interview_mode for f in ordered),
        ).lower(),
        monitoring,
        tuple(dict.fromkeys(unclear)),
    )


def _differ(one: str, other: str) -> bool:
    """Whether two names, in small letters without accents, share no word: a middle name more or
    a name at marriage is the same person's."""
    return not set(re.findall(r"[a-z]{2,}", one)) & set(re.findall(r"[a-z]{2,}", other))


def _fullness(form: Answers) -> int:
    return len(form.identity) + len(form.declarations) + len(form.monitoring)


def _first(*values: str) -> str:
    return next((value for value in values if value), "")
