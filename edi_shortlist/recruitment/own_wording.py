"""HR's own list of wording to warn of: what it adds to the list that ships with the program, puts
in place of entries there, or turns off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from edi_shortlist.recruitment.fields import Fields
from edi_shortlist.recruitment.toml_text import toml_lines, toml_tables
from edi_shortlist.recruitment.wording import Wording, WordList, WordListError, read_wordings


class Group(StrEnum):
    """What is wrong with wording: it shuts people out, or nobody can show it on a form."""

    EXCLUDES = "excludes"
    NOT_ON_PAPER = "not_on_paper"


class Origin(StrEnum):
    """Where an entry comes from; ``CHANGED`` ships with the program, in other words."""

    SHIPPED = "shipped"
    CHANGED = "changed"
    OWN = "own"


@dataclass(frozen=True)
class Entry:
    """An entry of both lists together.

    Attributes:
        off: it is not warned of.
        shipped: the entry as it ships and in which group, where there is one.
    """

    group: Group
    wording: Wording
    off: bool = False
    shipped: tuple[Group, Wording] | None = None

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        if self.shipped is None:
            return Origin.OWN
        same = self.shipped == (self.group, self.wording)
        return Origin.SHIPPED if same else Origin.CHANGED


@dataclass(frozen=True)
class OwnWording:
    """HR's own list.

    Attributes:
        turned_off: ids of entries that are not warned of.
        excludes, not_on_paper: own entries; one with the id of an entry that ships stands in its
            place.
    """

    turned_off: tuple[str, ...] = ()
    excludes: tuple[Wording, ...] = ()
    not_on_paper: tuple[Wording, ...] = ()

    @classmethod
    def from_dict(cls, mapping: Mapping[str, Any]) -> "OwnWording":
        """Read the mapping of the TOML file; an entry without an id gets one from its first phrase.

        Raises:
            WordListError: listing every problem, each naming the key.
        """
        problems: list[str] = []
        fields = Fields(mapping, problems)
        own = cls(
            fields.texts("turned_off", ()),
            read_wordings(fields, Group.EXCLUDES),
            read_wordings(fields, Group.NOT_ON_PAPER),
        )
        fields.refuse_unknown()
        ids = [one.id for _, one in own.entries()]
        problems += [
            f"'{one}' is the id of two entries." for one in dict.fromkeys(ids) if ids.count(one) > 1
        ]
        if problems:
            raise WordListError(problems)
        return own

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "OwnWording":
        """Return the own list that makes these entries of the one that ships."""
        kept = list(entries)
        own = [one for one in kept if one.origin is not Origin.SHIPPED]
        return cls(
            tuple(one.wording.id for one in kept if one.off),
            tuple(one.wording for one in own if one.group is Group.EXCLUDES),
            tuple(one.wording for one in own if one.group is Group.NOT_ON_PAPER),
        )

    def entries(self) -> list[tuple[Group, Wording]]:
        """Return the own entries with their groups."""
        return [
            *((Group.EXCLUDES, one) for one in self.excludes),
            *((Group.NOT_ON_PAPER, one) for one in self.not_on_paper),
        ]

    def beside(self, shipped: WordList) -> list[Entry]:
        """Return all entries: those that ship, in their order, then those of the own list."""
        own = {wording.id: (group, wording) for group, wording in self.entries()}
        known: dict[str, tuple[Group, Wording]] = {}
        for group, wordings in (
            (Group.EXCLUDES, shipped.excludes),
            (Group.NOT_ON_PAPER, shipped.not_on_paper),
        ):
            known |= {one.id: (group, one) for one in wordings}
        return [
            Entry(*own.get(key, there), key in self.turned_off, there)
            for key, there in known.items()
        ] + [
            Entry(group, one, key in self.turned_off)
            for key, (group, one) in own.items()
            if key not in known
        ]

    def put_over(self, shipped: WordList) -> WordList:
        """Return the list that is warned of."""
        kept = [one for one in self.beside(shipped) if not one.off]

        def of(group: Group) -> tuple[Wording, ...]:
            return tuple(one.wording for one in kept if one.group is group)

        return WordList(of(Group.EXCLUDES), of(Group.NOT_ON_PAPER))

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able mapping in the form of the TOML file; ``from_dict`` reads it."""
        return {
            "turned_off": list(self.turned_off),
            Group.EXCLUDES.value: [one.to_dict() for one in self.excludes],
            Group.NOT_ON_PAPER.value: [one.to_dict() for one in self.not_on_paper],
        }

    def to_toml(self) -> str:
        """Return the text of the TOML file."""
        mapping = self.to_dict()
        off = {"turned_off": mapping.pop("turned_off")}
        return "\n".join([toml_lines(off), *toml_tables(mapping)])


def free_id(wanted: str, taken: Sequence[str]) -> str:
    """Return an id that no entry has: the one wanted, or with a number behind it."""
    tries = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in tries if one not in taken)
