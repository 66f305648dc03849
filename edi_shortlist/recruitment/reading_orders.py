"""In which order each panellist reads the candidates in each round, drawn from one logged seed.

Whoever reads a list grows more severe along it, tires, and sees each candidate beside the last one
(Bhargava and Fisman, "Contrast effects in sequential decisions", Review of Economics and
Statistics 96, 2014). No order takes that away; different orders share it out. Independent shuffles
do so on average only: some candidate is late in most of them. Here whoever is read late in one
order is read early in another, so that severity that grows along the list adds up to about the
same for everybody.

How an order is drawn: panellists are taken in twos along the panel, and rounds in twos along their
list; where a number is odd, the last three go together, and one alone stays alone. Each such block
of panellists and rounds draws for each candidate a number ``u`` between 0 and 1. In a block of two
by two the first panellist has ``u`` in the first round and ``1 - u`` in the second, the second
panellist the other way round. Where three go together their numbers are ``u``, ``1 - u/2`` or
``1/2 - u/2`` by a toss for the candidate, and what is missing to 3/2: each runs evenly from 0 to 1
and the three always have the same sum. Then each order moves every candidate by up to 0.075 up or
down, so that nobody follows the same neighbour everywhere, and goes from the smallest number to
the largest. ``make bench-scoring`` compares this with fixed and with independent orders.

Every number is the first eight bytes of an HMAC-SHA-256 under the seed, of words that name the
block and the candidate alone. So an order is the same on every computer and in ten years, and a
candidate who is erased drops out of it without moving anybody else.
"""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edi_shortlist.recruitment.rounds import WHOLE
from edi_shortlist.recruitment.vacancy import Vacancy

#: How far an order moves a candidate out of balance at most, both ways together.
_MOVED = 0.15


@dataclass(frozen=True)
class _Place:
    """Where somebody or something stands in the groups of two and three along a list.

    Attributes:
        group: what the group is called.
        at: from 0 within the group.
        size: 1, 2 or 3.
    """

    group: str
    at: int
    size: int


def reading_order(
    seed: str,
    panel: Sequence[str],
    vacancy: Vacancy,
    panellist: str,
    key: str,
    candidates: Iterable[str],
) -> list[str]:
    """Return the candidates in the order in which a panellist reads them in a round.

    Args:
        seed: as the log has it, in hexadecimal.
        panel: the panel as the seed was drawn. Whoever joined it later has an order alone.
        vacancy: whose criteria are scored.
        panellist: who reads.
        key: the round's, as ``Round.key`` gives it.
        candidates: references.
    """
    if panellist in panel:
        person = _place(panel, panel.index(panellist))
    else:
        person = _Place(f"alone {panellist}", 0, 1)
    of_round = _round_place(vacancy, key)
    drawn = _Draws(bytes.fromhex(seed), person, of_round, f"{panellist}\x1f{key}")
    return sorted(candidates, key=lambda candidate: (drawn.number(candidate), candidate))


@dataclass(frozen=True)
class _Draws:
    """The numbers of one order."""

    seed: bytes
    person: _Place
    of_round: _Place
    own: str

    def number(self, candidate: str) -> float:
        """Return where a candidate stands in the order, between about 0 and 1."""
        block = f"{self.person.group}\x1f{self.of_round.group}"
        even = _draw(self.seed, f"place\x1f{block}\x1f{candidate}")
        person, of_round = self.person, self.of_round
        if person.size == of_round.size == 3:
            even = self._of_three(even, block, candidate, (person.at + of_round.at) % 3)
            turned = False
        elif person.size == 3:
            even, turned = self._of_three(even, block, candidate, person.at), of_round.at == 1
        elif of_round.size == 3:
            even, turned = self._of_three(even, block, candidate, of_round.at), person.at == 1
        else:
            turned = (person.at + of_round.at) % 2 == 1
        moved = _draw(self.seed, f"move\x1f{self.own}\x1f{candidate}") - 0.5
        return (1 - even if turned else even) + moved * _MOVED

    def _of_three(self, first: float, block: str, candidate: str, at: int) -> float:
        """Return one of three numbers with the same sum for every candidate."""
        upper = _draw(self.seed, f"toss\x1f{block}\x1f{candidate}") < 0.5
        second = (1.0 if upper else 0.5) - first / 2
        return (first, second, 1.5 - first - second)[at]


def _place(names: Sequence[str], at: int) -> _Place:
    if len(names) == 1:
        return _Place("0", 0, 1)
    three = len(names) - 3  # where the last three begin, if the number is odd
    if len(names) % 2 and at >= three:
        return _Place(str(three // 2), at - three, 3)
    return _Place(str(at // 2), at % 2, 2)


def _round_place(vacancy: Vacancy, key: str) -> _Place:
    """Return where a round stands among those that a vacancy's criteria lead to.

    It rests on the vacancy alone, which does not change after the release, so that nothing that
    becomes of an application changes an order.
    """
    assessed = vacancy.assessed_at_application
    named = {f"question {one.casefold()}" for criterion in assessed for one in criterion.questions}
    for kind, keys in (
        ("read", [*sorted(named, key=_in_order), WHOLE]),
        ("criterion", [f"criterion {criterion.id}" for criterion in assessed]),
    ):
        if key in keys:
            place = _place(keys, keys.index(key))
            return _Place(f"{kind} {place.group}", place.at, place.size)
    return _Place(f"alone {key}", 0, 1)


def _in_order(key: str) -> tuple[int, str]:
    digits = "".join(letter for letter in key if letter.isdecimal())
    return int(digits or 0), key


def _draw(seed: bytes, words: str) -> float:
    """Return a number from 0 to 1, evenly spread, that the seed and the words alone decide."""
    drawn = hmac.digest(seed, words.encode(), "sha256")
    return int.from_bytes(drawn[:8], "big") / 2**64
