"""The sentence that tells HR why a candidate is invited or not, in plain English.

It decides nothing: what was decided goes in, words come out. These sentences tell who declared
what, so they belong to the sealed side.
"""

from dataclasses import dataclass

from edi_shortlist.recruitment.places import Share
from edi_shortlist.recruitment.plain_words import counted, listed
from edi_shortlist.recruitment.ranking import Standing
from edi_shortlist.recruitment.vacancy import TieRule, Vacancy

_AHEAD = {
    TieRule.INVITE_ALL: "all who tie for the last place are invited",
    TieRule.ESSENTIAL_TOTAL: "ahead on the essential criteria",
    TieRule.DESIRABLE_TOTAL: "ahead on the desirable criteria",
    TieRule.LOT: "drawn by lot",
}
_BEHIND = {
    TieRule.ESSENTIAL_TOTAL: "behind on the essential criteria",
    TieRule.DESIRABLE_TOTAL: "behind on the desirable criteria",
    TieRule.LOT: "not drawn in the lot",
}


@dataclass(frozen=True)
class Decision:
    """What was decided on one candidate, and what it rests on.

    Attributes:
        counting: names of the schemes declared that this vacancy runs and that do not exclude it.
        excluded: ``(name, "school-based posts")`` of those that exclude it.
        not_run: names of those that this vacancy does not run.
        on_merit: on the merit list before any limit.
        tied: tied for the last place of the merit list.
        route: ``merit`` or ``guaranteed`` where invited, else None.
        share: the candidate's group under the limit, where the limit was reached.
    """

    standing: Standing
    counting: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    not_run: tuple[str, ...]
    on_merit: bool
    tied: bool
    route: str | None
    share: Share | None


def explain(vacancy: Vacancy, decision: Decision) -> str:
    """Return the explanation of one decision: one or more sentences."""
    sentences = [_main_sentence(vacancy, decision)]
    if decision.route == "merit" and decision.counting:
        sentences.append(f"Also declared for {listed(decision.counting)}.")
    sentences += [
        f"Declared for {name}, which does not apply to {posts}."
        for name, posts in decision.excluded
    ]
    if decision.not_run:
        sentences.append(
            f"Declared for {listed(decision.not_run)}, which this vacancy does not run."
        )
    return " ".join(sentences)


def _main_sentence(vacancy: Vacancy, decision: Decision) -> str:
    standing = decision.standing
    if not standing.meets_minimum:
        below = f"below the minimum on {', '.join(standing.failed_essentials)}."
        if decision.counting:
            return f"Declared for {listed(decision.counting)} but {below}"
        return f"Not invited: {below}"
    if decision.share:
        return _limited(vacancy, decision, decision.share)
    if decision.route == "guaranteed":
        return f"Guaranteed an interview under {listed(decision.counting)}."
    if decision.route == "merit":
        tie = f", tied; {_AHEAD[vacancy.ties]}" if decision.tied else ""
        return f"Invited on merit (place {standing.rank} of {vacancy.interview_places}{tie})."
    places = counted(vacancy.interview_places, "interview place")
    if decision.tied:
        return f"Not invited: tied for the last of {places}, {_BEHIND[vacancy.ties]}."
    return f"Not invited: meets the minimum, but stands at place {standing.rank} for {places}."


def _limited(vacancy: Vacancy, decision: Decision, share: Share) -> str:
    """Say what became of a candidate where the limit was reached."""
    candidate, rank = decision.standing.candidate, decision.standing.rank
    limit = f"the limit of {counted(vacancy.interview_limit or 0, 'interview')}"
    by_lot = ", drawn by lot" if candidate in share.by_lot else ""
    if decision.route == "guaranteed":
        under = listed(decision.counting)
        return f"Guaranteed an interview under {under}, within {limit}{by_lot}."
    if decision.route == "merit" and decision.on_merit:
        on_merit = f"Invited on merit (place {rank} of {vacancy.interview_places})"
        return f"{on_merit}, within {limit}{by_lot}."
    if decision.route == "merit":
        return (
            f"Invited on merit (place {rank}): {limit} leaves {share.places} "
            f"for those who are not guaranteed one{by_lot}."
        )
    place = share.place[candidate]
    lost = ", level with the last of them and not drawn in the lot" if by_lot else ""
    if decision.counting:
        return (
            f"Not invited: declared for {listed(decision.counting)} and meets the minimum, but "
            f"{limit} leaves {share.places} for the {share.size} guaranteed candidates, and this "
            f"one stands at place {place} among them{lost}."
        )
    return (
        f"Not invited: meets the minimum, but {limit} leaves {share.places} for the "
        f"{share.size} who are not guaranteed one, and this one stands at place {place} "
        f"among them{lost}."
    )
