"""The applicants that ``attack.py`` invents, and the applications that they write.

Their work histories are independent of gender and origin. ``attack_population.toml`` marks what
tells the group: names, titles, pronouns, lines of forms, schools and four sentences an applicant.
Each sentence is drawn for everyone alike and only the marked words in it differ, so a redactor that
hid exactly the marks would leave no trace of the group.

Limits: in life a whole sentence, not only its marked words, may be typical of a group; no redaction
of passages removes that, and there is none here. Gender is woman or man and origin one of five
groups, since the attack needs many applicants in each. Details of a group are drawn evenly, so the
common and the rare weigh alike.
"""

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from measure.score_redaction import MARK, Marked

from edi_shortlist.redaction.folding import fold

HERE = Path(__file__).parent
GENDERS = ("woman", "man")
ORIGINS = ("South Asian", "West African", "Polish", "Irish", "English")
TARGETS = ("gender", "origin")
ONE_WORD = "[hidden]"
WORK_SENTENCES, PERSONAL_SENTENCES = 7, 2  # the latter for each of gender and origin
_PRONOUNS = {
    "woman": {"he": "she", "him": "her", "his": "her", "He": "She"},
    "man": {"he": "he", "him": "him", "his": "his", "He": "He"},
}
_TITLES = {"woman": ("Ms", "Mrs", "Miss"), "man": ("Mr", "Mr", "Mr")}


@dataclass(frozen=True)
class Applicant:
    """An invented applicant.

    Attributes:
        gender, origin: one of ``GENDERS`` and of ``ORIGINS``.
        work: the sentences of the work history.
        marked: the application, ``[[LABEL|passage]]`` around all that depends on the group.
        identity: what the form tells, as ``Redactor.find`` takes it.
    """

    gender: str
    origin: str
    work: tuple[str, ...]
    marked: str
    identity: Mapping[str, str | None]

    @property
    def text(self) -> str:
        """The application without marks."""
        return Marked.parse(self.marked).text

    @property
    def all_marks_hidden(self) -> str:
        """The application with one word for each marked passage."""
        return MARK.sub(ONE_WORD, self.marked)


@cache
def phrases() -> dict[str, Any]:
    """Return the phrases that applications are made of."""
    return tomllib.loads((HERE / "attack_population.toml").read_text(encoding="utf-8"))


def names_of(origin: str, part: str) -> list[str]:
    """Return the names of an origin: given names of a gender, or those of the family."""
    names: str = phrases()["names"][origin][part]
    return names.split(", ")


def _family_name(origin: str, gender: str, at: random.Random) -> str:
    name = at.choice(names_of(origin, "family"))
    if origin == "Polish" and gender == "woman":
        name = re.sub(r"(?<=[sc]k)i$", "a", name)
    return name


def _pick(rows: Sequence[str], at: random.Random) -> str:
    # One draw whatever the length, so that all groups come to the same place of the stream.
    return rows[int(at.random() * len(rows))]


def _values(rng: random.Random) -> dict[str, str]:
    """Draw what stands in sentences and tells nothing."""
    work = phrases()["work"]
    return {
        "n": str(rng.randint(3, 19)),
        "k": str(rng.randint(20, 480)),
        "year": str(rng.randint(2008, 2023)),
        "employer": rng.choice(work["employers"]),
        "system": rng.choice(work["systems"]),
        "client": rng.choice(work["clients"]),
        "language": rng.choice(work["languages"]),
        "skill": rng.choice(work["skills"]),
    }


def invent(number: int, seed: int, gender: str, origin: str) -> Applicant:
    """Invent an applicant; all but the marked passages follows from number and seed alone."""
    p = phrases()
    # Streams apart, so that no draw of a group's details can move a draw of the rest.
    rng = random.Random(f"{seed}/{number}/application")
    at = random.Random(f"{seed}/{number}/group")
    group = {"gender": gender, "origin": origin}

    given = _pick(names_of(origin, gender), at)
    family = _family_name(origin, gender, at)
    father = f"{_pick(names_of(origin, 'man'), at)} {family}"
    if origin == "Polish":
        father = re.sub(r"(?<=[sc]k)a$", "i", father)
    letters = re.sub(r"[^a-z]", "", fold(f"{given}{family}"))
    town, code = rng.choice(p["work"]["towns"]).split()
    identity = {
        "full_name": f"{given} {family}",
        "email": f"{letters}{number}@example.com",
        "phone": rng.choice(("07700 900", "01632 960")) + f"{rng.randrange(1000):03}",
        "address": f"{rng.randint(1, 99)} {rng.choice(p['work']['streets'])}, {town}",
        "postcode": f"{code} {rng.randint(1, 9)}ZQ",
        "date_of_birth": f"{rng.randint(1962, 1999)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
    }
    year, month, day = identity["date_of_birth"].split("-")
    own = {
        **{key: identity[key] for key in ("email", "phone", "address", "postcode")},
        "name": identity["full_name"],
        "given": given,
        "family": family,
        "mr": _pick(_TITLES[gender], at),
        "born": f"{day}/{month}/{year}",
        "ni": f"QQ {rng.randint(10, 99)} {rng.randint(10, 99)} {rng.randint(10, 99)} A",
        "title": rng.choice(p["work"]["titles"]),
        "post": rng.choice(p["work"]["referee_posts"]),
        "subject": rng.choice(p["work"]["subjects"]),
        **_PRONOUNS[gender],
    }
    school_by = rng.choice(TARGETS)
    own["school"] = _pick(p["schools"][school_by][group[school_by]], at)
    own["university"] = _pick(p["universities"][origin], at)

    def filled(part: str) -> str:
        layout: str = rng.choice(p["layout"][part])
        return layout.format(**_values(rng), **own)

    def telling(kind: Mapping[str, Any], target: str) -> str:
        frame: str = rng.choice(kind["frames"])
        values = _values(rng)
        # Of the father only the name is known; it goes by origin as the applicant's does.
        detail = _pick(kind.get(group[target], [father]), at).format(**values)
        return frame.replace("{x}", f"[[{kind['label']}|{detail}]]").format(**values)

    work = tuple(
        statement.format(**_values(rng))
        for statement in rng.sample(p["work"]["statements"], WORK_SENTENCES)
    )
    history = [*work, rng.choice(p["work"]["qualities"])]
    for target in TARGETS:
        kinds = list(p["sentences"][target].values())
        for kind in rng.sample(kinds, PERSONAL_SENTENCES):
            history.insert(rng.randint(1, len(history)), telling(kind, target))
    half = len(history) // 2
    lines = [telling(rng.choice(list(p["lines"][t].values())), t) for t in TARGETS]
    parts = [
        filled("headers"),
        "\n".join([filled("numbers"), *lines]),
        f"{filled('education_headings')}\n{filled('education')}",
        f"{filled('work_headings')}\n{filled('jobs')}",
        " ".join(history[:half]),
        " ".join(history[half:]),
        filled("referees"),
        filled("signatures"),
    ]
    return Applicant(gender, origin, work, "\n\n".join(parts), identity)


def population(applicants: int, seed: int) -> list[Applicant]:
    """Invent applicants, every gender of every origin equally often, give or take one."""
    groups = [(gender, origin) for gender in GENDERS for origin in ORIGINS]
    dealt = (groups * -(-applicants // len(groups)))[:applicants]
    random.Random(f"{seed}/groups").shuffle(dealt)
    return [invent(number, seed, *group) for number, group in enumerate(dealt)]
