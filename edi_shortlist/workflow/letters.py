"""Letters to applicants once the invited are unsealed: to the invited, and to the others too.

Unsealing names the invited for the manager. Writing to those who are not invited is HR's own act:
it needs the vault open, the log counts the letters and names nobody, and names stand in the
letters alone.
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from edi_shortlist import bundled
from edi_shortlist.reports.bundle import new_file, write_bundle
from edi_shortlist.reports.letters import (
    LetterTemplate,
    OneFile,
    UnusableTemplate,
    appended,
    as_bytes,
    as_text,
)
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.interview_outcomes import who_withdrew
from edi_shortlist.workflow.letter_contents import (
    Comments,
    LetterFacts,
    address_lines,
    letter_facts,
)
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, permitted
from edi_shortlist.workflow.writing import Cancelled, Progress, Stopped, refusals_of, stepper

#: Where a workspace's own templates lie in its folder.
FOLDER = "letters"


class Recipients(StrEnum):
    """Who is written to."""

    INVITED = "invited"
    NOT_INVITED = "not-invited"
    ALL = "all"


_UNSIGNED = (
    "The letters do not say who writes them: the record of processing names no controller. Name it "
    "on the page Data protection, then write the letters again, or add it by hand."
)
_EACH = (Recipients.INVITED, Recipients.NOT_INVITED)
_TITLES = {
    Recipients.INVITED: "Invitation to interview",
    Recipients.NOT_INVITED: "Outcome of your application",
}


@dataclass(frozen=True)
class SavedLetters:
    """Letters that were saved.

    Attributes:
        invited, not_invited: how many letters there are of each kind.
        problems: a sentence for each applicant who has no letter, or one that cannot be posted,
            and one where nobody is named who writes.
    """

    path: Path
    invited: int
    not_invited: int
    problems: tuple[str, ...]


def save_letters(
    s: Session,
    ref: str,
    path: Path,
    to: Recipients = Recipients.ALL,
    *,
    template: Path | None = None,
    comments: Comments | None = None,
    day: date | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SavedLetters | None:
    """Write letters: all in one Word file, or one file each in a ZIP or a folder.

    A file of its own is called by the candidate's reference. Where somebody cannot be written to,
    the others are.

    Args:
        path: ends in ``.docx`` or ``.zip``, or is a folder that is new or empty.
        template: a Word file of one's own; otherwise the workspace's, or the usual one.
        comments: what HR chose to say on criteria.
        day: the date of the letters; today unless given.
        progress: called as ``progress(letters, of_letters, what)``, from this thread.
        cancelled: asked between letters.

    Returns:
        what was saved, or None where it was stopped, and nothing was written.

    Raises:
        Refused: the invited are not unsealed, a template cannot be used, nobody can be written to,
            or there is something at the path already.
        VaultSealed: the vault is not open.
    """
    _check_path(path)
    facts, step = _facts(s, ref), stepper(progress, cancelled)
    whom = _recipients(s, ref, to)
    templates = _templates(s, to, template)
    problems: list[str] = []
    counts = dict.fromkeys(_EACH, 0)
    made = _Made(one_file=path.suffix.lower() == ".docx")
    done, total = 0, sum(map(len, whom.values()))
    try:
        for kind, candidates in whom.items():
            for candidate in candidates:
                step(done, total)
                done += 1
                if problem := _problem(facts, candidate):
                    problems.append(problem)
                if _can_be_written(facts, candidate):
                    fields = facts.fields(candidate, day or date.today(), comments or {})
                    made.add(kind, candidate, templates[kind].write(fields, _TITLES[kind]))
                    counts[kind] += 1
        if not any(counts.values()):
            raise Refused(*(problems or ["There is nobody to write to."]))
        digest = made.write(path)
    except UnusableTemplate as error:
        raise Refused(str(error)) from None
    except Stopped:
        return None
    s.log(
        "letters.saved",
        ref,
        invited=counts[Recipients.INVITED],
        not_invited=counts[Recipients.NOT_INVITED],
        problems=len(problems),
        format=path.suffix.lower().lstrip(".") or "folder",
        **({"sha256": digest} if digest else {}),
    )
    unsigned = () if facts.employer else (_UNSIGNED,)
    return SavedLetters(
        path, counts[Recipients.INVITED], counts[Recipients.NOT_INVITED], (*unsigned, *problems)
    )


def letter_text(
    s: Session,
    ref: str,
    candidate: str,
    *,
    template: Path | None = None,
    comments: Comments | None = None,
) -> str:
    """Return the text of one candidate's letter, to be looked at before any is saved.

    Raises:
        Refused: as ``save_letters``, or there is no such candidate.
        VaultSealed: the vault is not open.
    """
    candidate = candidate_in(s, ref, candidate)
    facts = _facts(s, ref)
    invited = candidate in s.workspace.blind.invited(ref)
    kind = Recipients.INVITED if invited else Recipients.NOT_INVITED
    if not _can_be_written(facts, candidate):
        raise Refused(_problem(facts, candidate) or "")
    try:
        written = _templates(s, kind, template)[kind].write(
            facts.fields(candidate, date.today(), comments or {}), _TITLES[kind]
        )
    except UnusableTemplate as error:
        raise Refused(str(error)) from None
    s.log("letter.previewed", ref, candidate)
    return as_text(written)


def recipients(s: Session, ref: str, to: Recipients) -> list[str]:
    """Return who is written to, the invited first, each in reference order.

    Raises:
        Refused: the invited are not unsealed.
    """
    permitted(s, ref, Verb.WRITE_LETTERS)
    return [candidate for some in _recipients(s, ref, to).values() for candidate in some]


def copy_templates(s: Session, folder: Path | None = None) -> list[Path]:
    """Copy the usual templates to where they can be edited, and return the copies.

    Args:
        folder: the workspace's own unless given, from where they are used from then on.

    Raises:
        Refused: there is a template of that name already, or it cannot be written.
    """
    folder = folder or s.folder / FOLDER
    made = []
    for kind in _EACH:
        target = folder / f"{kind}.docx"
        with refusals_of(target):
            folder.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(_usual(kind).read_bytes())
        made.append(target)
    return made


def _facts(s: Session, ref: str) -> LetterFacts:
    with s.workspace.act():  # what is read here is of one moment
        permitted(s, ref, Verb.WRITE_LETTERS)
        return letter_facts(s, ref)


def _recipients(s: Session, ref: str, to: Recipients) -> dict[Recipients, list[str]]:
    candidates, invited = s.workspace.blind.candidates(ref), set(s.workspace.blind.invited(ref))
    away = who_withdrew(s, ref)
    each = {
        Recipients.INVITED: [one for one in candidates if one in invited and one not in away],
        Recipients.NOT_INVITED: [one for one in candidates if one not in invited],
    }
    return {kind: each[kind] for kind in _EACH if to in (kind, Recipients.ALL)}


def _can_be_written(facts: LetterFacts, candidate: str) -> bool:
    application = facts.applications.get(candidate)
    return bool(application and application.identity.get("full_name", "").strip())


def _problem(facts: LetterFacts, candidate: str) -> str | None:
    """Return what is wrong with writing to a candidate, in a sentence that names nobody."""
    if not _can_be_written(facts, candidate):
        return (
            f"{candidate}: no name is known, so there is no letter. Look at the application and "
            "confirm its form."
        )
    if not address_lines(facts.applications[candidate].identity):
        return f"{candidate}: no address is known. Send the letter by e-mail."
    return None


# -- templates


def _templates(s: Session, to: Recipients, given: Path | None) -> dict[Recipients, LetterTemplate]:
    if given and to is Recipients.ALL:
        raise Refused(
            "A template is for the invited or for those who are not. Say to whom these letters go."
        )
    kinds = _EACH if to is Recipients.ALL else (to,)
    return {kind: _template(given or _own(s, kind) or _usual(kind)) for kind in kinds}


def _own(s: Session, kind: Recipients) -> Path | None:
    path = s.folder / FOLDER / f"{kind}.docx"
    return path if path.exists() else None


def _usual(kind: Recipients) -> Path:
    return bundled.resource(f"letters/{kind}.docx")


def _template(path: Path) -> LetterTemplate:
    try:
        return LetterTemplate(path.read_bytes(), path.name)
    except OSError:
        raise Refused(
            f"The template '{path.name}' cannot be opened. Check that it is still there."
        ) from None
    except UnusableTemplate as error:
        raise Refused(str(error)) from None


# -- files


def _check_path(path: Path) -> None:
    if path.suffix.lower() not in (".docx", ".zip", ""):
        raise Refused(
            f"Letters cannot be written as '{path.suffix}'. Choose a name that ends in .docx for "
            "one file, in .zip for one file each, or a folder."
        )


class _Made:
    """The letters that are made so far."""

    def __init__(self, *, one_file: bool) -> None:
        self._one_file = one_file
        self._files: dict[str, bytes] = {}
        self._joined = {kind: OneFile() for kind in _EACH}

    def add(self, kind: Recipients, candidate: str, letter: Any) -> None:
        """Take a letter in."""
        if self._one_file:
            self._joined[kind].add(letter)
        else:
            self._files[f"{candidate}.docx"] = as_bytes(letter)

    def write(self, path: Path) -> str:
        """Write the letters, and return the SHA-256 of the one file; empty for a folder."""
        if not self._one_file:
            with refusals_of(path):
                write_bundle(self._files, path)
            return hashlib.sha256(path.read_bytes()).hexdigest() if path.suffix else ""
        whole, *further = (one.word for one in self._joined.values() if one.word is not None)
        for one in further:
            whole = appended(whole, one)
        content = as_bytes(whole)
        with refusals_of(path), os.fdopen(new_file(path), "wb") as file:
            file.write(content)
        return hashlib.sha256(content).hexdigest()
