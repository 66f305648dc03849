"""Which guaranteed-interview schemes there are, and in which version a vacancy runs them.

A scheme lies in the program's files until somebody edits it in the workspace or a vacancy that
runs it is released; from then on it has numbered versions there. A released vacancy keeps the
versions that it was released with, whatever is edited later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from edi_shortlist import bundled
from edi_shortlist.recruitment.plain_words import day_words
from edi_shortlist.recruitment.scheme import Scheme, SchemeError
from edi_shortlist.storage import SchemeRecord
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.toml_files import read_toml


@dataclass(frozen=True)
class SchemeEdition:
    """A scheme in one version.

    Attributes:
        number: from 1; None where the workspace has no version of it yet, and it is as it lies in
            the program's files.
        at, actor: when it was saved, UTC, ISO 8601, and by whom; empty where it has no number.
        from_file: it is what lay in the program's files.
    """

    scheme: Scheme
    number: int | None = None
    at: str = ""
    actor: str = ""
    from_file: bool = True
    retired: bool = False

    @property
    def words(self) -> str:
        """Which version it is, as a sentence names it."""
        if self.number is None:
            return "as it came with the program"
        return f"version {self.number} of {day_words(date.fromisoformat(self.at[:10]))}"


def available_schemes() -> dict[str, Scheme]:
    """Return the guaranteed-interview schemes that lie in the program's files, by id.

    Raises:
        Refused: one of the files in ``resources/schemes`` cannot be used.
    """
    schemes = {}
    for path in sorted(bundled.resource("schemes").glob("*.toml")):
        try:
            scheme = Scheme.from_dict(read_toml(path))
        except SchemeError as error:
            raise Refused(
                *(f"Scheme file '{path.name}': {said}" for said in error.problems)
            ) from None
        schemes[scheme.id] = scheme
    return schemes


def scheme_editions(s: Session) -> dict[str, SchemeEdition]:
    """Return each scheme in its current version by id, also those that were retired.

    As long as nobody edited a scheme in the workspace, the program's file counts.

    Raises:
        Refused: one of the files in ``resources/schemes`` cannot be used.
    """
    files = available_schemes()
    found = {name: SchemeEdition(scheme) for name, scheme in files.items()}
    for name, record in s.workspace.schemes.latest().items():
        edition = edition_of(record)
        file = files.get(name)
        if record.from_file and file is not None and file != edition.scheme:
            continue  # the file was edited since, and nobody edited it here
        found[name] = edition
    return dict(sorted(found.items()))


def schemes_on_offer(s: Session) -> dict[str, Scheme]:
    """Return the schemes that a vacancy may take up, by id: all that are not retired.

    Raises:
        Refused: one of the files in ``resources/schemes`` cannot be used.
    """
    return {name: one.scheme for name, one in scheme_editions(s).items() if not one.retired}


def names_on_offer(s: Session) -> dict[str, str]:
    """Return what the schemes on offer are called, by id."""
    return {name: scheme.name for name, scheme in schemes_on_offer(s).items()}


def editions_of(s: Session, ref: str) -> dict[str, SchemeEdition]:
    """Return the schemes as they are for one vacancy, by id: those that it was released with, and
    all others in their current version.

    Raises:
        Refused: one of the files in ``resources/schemes`` cannot be used.
    """
    fixed = {name: edition_of(record) for name, record in s.workspace.schemes.fixed(ref).items()}
    return scheme_editions(s) | fixed


def schemes_for(s: Session, ref: str) -> dict[str, Scheme]:
    """Return the schemes as they are for one vacancy, by id.

    Raises:
        Refused: one of the files in ``resources/schemes`` cannot be used.
    """
    return plain(editions_of(s, ref))


def plain(editions: Mapping[str, SchemeEdition]) -> dict[str, Scheme]:
    """Return the schemes without their versions, by id."""
    return {name: one.scheme for name, one in editions.items()}


def edition_of(record: SchemeRecord) -> SchemeEdition:
    """Return a version as it was saved."""
    return SchemeEdition(
        Scheme.from_dict(record.definition),
        record.number,
        record.at,
        record.actor,
        record.from_file,
        record.retired,
    )


def fix_schemes(s: Session, ref: str, schemes: tuple[str, ...]) -> list[int]:
    """Let a vacancy keep the current versions of its schemes; call it inside the act that releases
    it. One that the workspace has no version of becomes its next version.

    Returns:
        the number of each version, in the order of the schemes, for the log.

    Raises:
        Refused: a scheme does not exist any more, or was retired.
    """
    known = scheme_editions(s)
    numbers = []
    for name in schemes:
        edition = known.get(name)
        if edition is None or edition.retired:
            raise Refused(
                f"{ref} runs the scheme '{name}', which "
                f"{'does not exist any more' if edition is None else 'was retired'}. Take it out "
                "of the vacancy's set-up, or save the scheme again."
            )
        number = edition.number
        if number is None:
            number = s.workspace.schemes.add(
                name, s.actor, edition.scheme.to_dict(), from_file=True
            ).number
        s.workspace.schemes.fix(ref, name, number)
        numbers.append(number)
    return numbers
