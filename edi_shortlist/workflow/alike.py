"""Applications of one vacancy that may be the same person's, for HR to be asked about.

It compares what the vault knows, and changes nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from edi_shortlist.redaction.folding import fold
from edi_shortlist.storage import SealedApplication
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import candidate_in, permitted


@dataclass(frozen=True)
class Alike:
    """Two applications that may be one person's.

    Attributes:
        candidates: both references, in order.
        why: what they share, such as "the same e-mail address"; the strongest first.
    """

    candidates: tuple[str, str]
    why: tuple[str, ...]


def alike_applications(s: Session, ref: str) -> list[Alike]:
    """Return the pairs that share a file, an e-mail address, a telephone number, or a name.

    Pairs that HR said are two people are left out. Of several applications that are all alike,
    only as many pairs are asked about as join them: the others follow from the answers. The vault
    must be open.

    Raises:
        VaultSealed: the vault is not open.
    """
    applications = {one.candidate: one for one in s.vault.applications(ref)}
    shared: dict[tuple[str, str], list[str]] = {}
    files = s.vault.file_hashes(ref)
    for what, keys_of in _signs(applications, files):
        holders: dict[str, list[str]] = {}
        for candidate in sorted(applications):
            for key in keys_of(candidate):
                holders.setdefault(key, []).append(candidate)
        for group in holders.values():
            for pair in combinations(group, 2):
                if what not in shared.setdefault(pair, []):
                    shared[pair].append(what)
    apart = s.vault.kept_apart()
    asked = _joining([(pair, why) for pair, why in sorted(shared.items()) if pair not in apart])
    return [Alike(pair, tuple(why)) for pair, why in sorted(asked)]


_Shared = list[tuple[tuple[str, str], list[str]]]


def _joining(pairs: _Shared) -> _Shared:
    """The pairs that join what is alike, those that share most first."""
    leader: dict[str, str] = {}

    def led_by(candidate: str) -> str:
        while (above := leader.get(candidate, candidate)) != candidate:
            candidate = above
        return candidate

    kept = []
    for pair, why in sorted(pairs, key=lambda one: -len(one[1])):
        first, second = map(led_by, pair)
        if first != second:
            leader[second] = first
            kept.append((pair, why))
    return kept


def keep_apart(s: Session, ref: str, one: str, other: str) -> None:
    """Write that two applications are two people's, so that nobody is asked again.

    Raises:
        Refused: a candidate does not exist, or the vacancy was released.
        VaultSealed: the vault is not open.
    """
    with s.workspace.act(sealed=True):
        permitted(s, ref, Verb.IMPORT)
        pair = sorted((candidate_in(s, ref, one), candidate_in(s, ref, other)))
        s.vault.keep_apart(pair[0], pair[1], s.actor)
        s.log("applications.kept-apart", ref, candidates=pair)


_Signs = Iterable[tuple[str, Callable[[str], Iterable[str]]]]


def _signs(
    applications: Mapping[str, SealedApplication], files: Mapping[str, frozenset[str]]
) -> _Signs:
    """What is compared, the strongest sign first, and how an application says it."""

    def said(name: str, plain: Callable[[str], str]) -> Callable[[str], Iterable[str]]:
        def keys(candidate: str) -> Iterable[str]:
            value = plain(applications[candidate].identity.get(name, ""))
            return (value,) if value else ()

        return keys

    return (
        ("the same file", lambda candidate: files.get(candidate, ())),
        ("the same e-mail address", said("email", lambda v: fold(v).strip())),
        ("the same telephone number", said("phone", _number)),
        ("the same name", said("full_name", _name)),
    )


def _number(written: str) -> str:
    """The last nine digits, which country codes and spaces leave alone."""
    digits = re.sub(r"\D", "", written)
    return digits[-9:] if len(digits) >= 9 else ""


def _name(written: str) -> str:
    """A name's words in any order; one word alone names too many."""
    words = sorted(re.findall(r"[^\W\d_]+", fold(written)))
    return " ".join(words) if len(words) > 1 else ""
