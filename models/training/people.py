"""Invented people of every origin, and the ways in which application papers write their names."""

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

_NAMES = Path(__file__).parent / "names.toml"


def load_names() -> dict[str, tuple[list[str], list[str]]]:
    """Return given and family names by origin."""
    table = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    return {
        origin: tuple([n.strip() for n in names[k].split(",")] for k in ("given", "family"))
        for origin, names in table.items()
    }


def plain(name: str) -> str:
    """Return the name without diacritics."""
    table = str.maketrans("łŁøØđĐıßæœ", "lLoOdDisao")
    folded = unicodedata.normalize("NFD", name.translate(table))
    return "".join(ch for ch in folded if not unicodedata.combining(ch))


def slug(name: str) -> str:
    """Return the letters that an e-mail address keeps."""
    return re.sub(r"[^a-z]", "", plain(name).lower())


@dataclass(frozen=True)
class Person:
    """An invented person."""

    given: str
    family: str
    female: bool

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"


class People:
    """Draws people; an origin is as likely as any other."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names = load_names()
        self.origins = sorted(self.names)

    def origin(self) -> str:
        return self.rng.choice(self.origins)

    def given(self, origin: str) -> str:
        return self._drawn(self.names[origin][0])

    def family(self, origin: str) -> str:
        name = self._drawn(self.names[origin][1])
        if self.rng.random() < 0.06:
            name += "-" + self._drawn(self.names[self.origin()][1])
        return name

    def _drawn(self, names: list[str]) -> str:
        name = self.rng.choice(names)
        return plain(name) if self.rng.random() < 0.3 else name

    def person(self) -> Person:
        rng = self.rng
        origin = self.origin()
        family_from = origin if rng.random() < 0.85 else self.origin()
        given, family = self.given(origin), self.family(family_from)
        if rng.random() < 0.12:
            given += " " + self.given(origin)
        return Person(given, family, rng.random() < 0.5)

    def written(self, person: Person) -> str:
        """Write a full name in one of the ways that papers do."""
        given, family = person.given, person.family
        first = given.split()[0]
        initial = first[0]
        forms = [
            (60, f"{given} {family}"),
            (8, f"{given} {family}".upper()),
            (6, f"{given} {family}".lower()),
            (6, f"{family}, {given}"),
            (4, f"{family.upper()}, {given}"),
            (4, f"{family.upper()} {given}"),
            (4, f"{family} {given}"),
            (8, f"{initial}. {family}"),
            (5, f"{initial} {family}"),
            (3, f"{family} {initial}."),
            (3, f"{first} {self.rng.choice('ABCDEFGHJKLMNPRSTW')}. {family}"),
            (2, f"{initial}.{self.rng.choice('ABCDEFGHJKLMNPRSTW')}. {family}"),
            (2, f"{first} “{self.rng.choice(self.names['northern_english'][0])}” {family}"),
            (2, " ".join((first + " " + family).upper().replace(" ", "  "))),
        ]
        weights, texts = zip(*forms, strict=True)
        return self.rng.choices(texts, weights)[0]

    def email(self, person: Person) -> str:
        rng = self.rng
        g, f = slug(person.given.split()[0]), slug(person.family)
        local = rng.choice(
            [
                f"{g}.{f}",
                f"{g[:1]}.{f}",
                f"{g}{f}",
                f"{g}_{f}",
                f"{f}.{g}",
                f"{g}{f[:3]}",
                f"{f}{g[:1]}",
            ]
        )
        if rng.random() < 0.35:
            local += str(rng.choice([rng.randrange(1, 99), rng.randrange(1955, 2006)]))
        return f"{local}@example.{rng.choice(['com', 'org', 'net', 'invalid'])}"
