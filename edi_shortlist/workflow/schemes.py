"""Schemes as HR edits them: each save is a new version, logged; none is ever removed, only retired.

Who declared for a scheme is not known here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist.documents.forms.values import iso_date
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.retention import utc_today
from edi_shortlist.workflow.scheme_editions import SchemeEdition, edition_of, scheme_editions
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb, is_allowed
from edi_shortlist.workflow.toml_files import read_toml
from edi_shortlist.workflow.vacancies import get_vacancy, list_vacancies
from edi_shortlist.workflow.writing import refusals_of


@dataclass(frozen=True)
class SchemeSummary:
    """A scheme in a list.

    Attributes:
        edition: its current version.
        vacancies: references of the vacancies that run it.
    """

    edition: SchemeEdition
    vacancies: tuple[str, ...]


def list_schemes(s: Session) -> list[SchemeSummary]:
    """Return each scheme in its current version, by name, the retired ones last.

    Raises:
        Refused: a file in ``resources/schemes`` that HR edited cannot be used.
    """
    running = _running(s)
    found = [
        SchemeSummary(edition, tuple(running.get(name, ())))
        for name, edition in scheme_editions(s).items()
    ]
    return sorted(found, key=lambda one: (one.edition.retired, one.edition.scheme.name.casefold()))


def scheme_versions(s: Session, scheme: str) -> list[SchemeEdition]:
    """Return every version of a scheme, the newest first; what lies in the program's files comes
    first where it is the current one.

    Raises:
        Refused: there is no such scheme.
    """
    current = _known(s, scheme)
    saved = [edition_of(record) for record in s.workspace.schemes.versions(scheme)]
    return [*([current] if current.number is None else []), *reversed(saved)]


def scheme_version(s: Session, scheme: str, number: int | None = None) -> SchemeEdition:
    """Return one version of a scheme, the current one unless a number is given.

    Raises:
        Refused: there is no such scheme, or no such version of it.
    """
    if number is None:
        return _known(s, scheme)
    for edition in scheme_versions(s, scheme):
        if edition.number == number:
            return edition
    raise Refused(f"There is no version {number} of the scheme '{scheme}'. Look at its versions.")


def save_scheme(s: Session, scheme: Scheme) -> SchemeEdition:
    """Save a scheme: a new one, or the next version of one that is there. A retired one is taken up
    again by it. Vacancies that were released keep the version that they have.

    Raises:
        Refused: it is as it was, another scheme has its name, or the source has no date or one
            that is still to come.
    """
    with s.workspace.act():
        known = scheme_editions(s)
        before = known.get(scheme.id)
        for name, other in known.items():
            if name != scheme.id and other.scheme.name.casefold() == scheme.name.casefold():
                raise Refused(f"The scheme '{name}' is called '{scheme.name}' already.")
        if scheme.date is None:
            raise Refused("Say when the definition was last read at its source.")
        if scheme.date > utc_today():
            raise Refused("The day on which the source was read is still to come.")
        if before and before.scheme == scheme and not before.retired:
            raise Refused(f"The scheme '{scheme.id}' is as it was; there is nothing to save.")
        if before and before.number is None:
            s.workspace.schemes.add(scheme.id, s.actor, before.scheme.to_dict(), from_file=True)
        record = s.workspace.schemes.add(scheme.id, s.actor, scheme.to_dict())
        changed = _changed(before.scheme, scheme) if before else None
        s.log("scheme.saved", scheme=scheme.id, number=record.number, changed=changed)
    return edition_of(record)


def import_scheme(s: Session, path: Path | str) -> SchemeEdition:
    """Save the scheme of a TOML file, as ``save_scheme`` does.

    Raises:
        Refused: the file cannot be read, or the scheme cannot be saved.
        SchemeError: listing every problem of the file, each naming the key.
    """
    return save_scheme(s, load_scheme_file(path))


def retire_scheme(s: Session, scheme: str) -> SchemeEdition:
    """Take a scheme off the list that new vacancies choose from; its versions stay.

    Raises:
        Refused: there is no such scheme, it is retired already, or a vacancy that was not released
            yet runs it.
    """
    with s.workspace.act():
        current = _known(s, scheme)
        if current.retired:
            raise Refused(f"The scheme '{scheme}' is retired already.")
        waiting = [
            summary.reference
            for summary in list_vacancies(s)
            if is_allowed(Verb.CHANGE, summary.state)
            and scheme in get_vacancy(s, summary.reference).schemes
        ]
        if waiting:
            raise Refused(
                f"{', '.join(waiting)} {'run' if len(waiting) > 1 else 'runs'} the scheme "
                f"'{scheme}' and {'are' if len(waiting) > 1 else 'is'} not released yet. Take it "
                "out of the set-up there first."
            )
        if current.number is None:
            s.workspace.schemes.add(scheme, s.actor, current.scheme.to_dict(), from_file=True)
        record = s.workspace.schemes.add(scheme, s.actor, current.scheme.to_dict(), retired=True)
        s.log("scheme.retired", scheme=scheme, number=record.number)
    return edition_of(record)


def load_scheme_file(path: Path | str) -> Scheme:
    """Read a scheme's TOML file, say from another workspace.

    Raises:
        Refused: the file is not there or not TOML.
        SchemeError: listing every problem, each naming the key.
    """
    return Scheme.from_dict(read_toml(Path(path)))


def write_scheme_file(edition: SchemeEdition, path: Path | str) -> None:
    """Write a scheme as a TOML file for another workspace.

    Raises:
        Refused: there is something at the path already, or it cannot be written.
    """
    path = Path(path)
    with refusals_of(path), path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(edition.scheme.to_toml())


def _known(s: Session, scheme: str) -> SchemeEdition:
    known = scheme_editions(s)
    if scheme not in known:
        raise Refused(f"There is no scheme '{scheme}'. Choose from {', '.join(known)}.")
    return known[scheme]


def _running(s: Session) -> dict[str, list[str]]:
    running: dict[str, list[str]] = {}
    for record in s.workspace.blind.vacancies():
        for scheme in record.definition.get("schemes", ()):
            running.setdefault(scheme, []).append(record.reference)
    return running


def _changed(before: Scheme, after: Scheme) -> list[str]:
    one, other = before.to_dict(), after.to_dict()
    return [key for key in other if one[key] != other[key]]


def scheme_from_typed(typed: Mapping[str, str], excludes: Sequence[str]) -> Scheme:
    """Return the scheme that somebody typed field by field.

    Args:
        typed: the texts by key; the date as people write it, the day first or as ISO.
        excludes: kinds of vacancy that it leaves out.

    Raises:
        SchemeError: listing every problem, each naming the key.
    """
    day = typed.get("date", "").strip()
    return Scheme.from_dict({**typed, "date": iso_date(day) or day, "excludes": list(excludes)})
