"""How long a shortlist of many candidates takes: ranked, guarantees applied, each candidate
explained; beside a bare sort of the same sums. Then the same through a workspace.

Run it as `python tests/benchmarks/shortlist_size.py [CANDIDATES]`. Scores and declarations are
drawn from a fixed seed, in a workspace that is thrown away.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

from edi_shortlist.recruitment.entitlement import Ground, account_for
from edi_shortlist.recruitment.guarantees import apply_guarantees
from edi_shortlist.recruitment.ranking import rank
from edi_shortlist.recruitment.scoring import Score, panel_scores
from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.storage import KeyCost, ScoreRecord, SealedApplication
from edi_shortlist.workflow.drawing import account_mapping
from edi_shortlist.workflow.explaining import explanations
from edi_shortlist.workflow.scheme_editions import available_schemes
from edi_shortlist.workflow.score_corrections import correct_score
from edi_shortlist.workflow.scoring import lock_scores
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.shortlisting import shortlist
from edi_shortlist.workflow.states import VacancyState
from edi_shortlist.workflow.vacancies import create_vacancy
from edi_shortlist.workflow.what_if import what_if

CANDIDATES, CRITERIA, PANELLISTS = 10_000, 10, 3
ROUNDS = 5
REF = "BENCH-1"
T = TypeVar("T")


def vacancy(candidates: int) -> Vacancy:
    """A vacancy in which every rule has work to do: weights, ties, schemes and a limit."""
    return Vacancy.from_dict(
        {
            "reference": REF,
            "title": "Seasonal Adviser",
            "interview_places": candidates // 20,
            "interview_limit": candidates // 15,
            "interview_limit_reason": "a seasonal post",
            "schemes": sorted(available_schemes()),
            "criteria": [
                {
                    "id": f"E{n}" if n < 6 else f"D{n}",
                    "kind": "essential" if n < 6 else "desirable",
                    "text": f"Criterion {n}",
                    "weight": ("1", "2", "3/2", "1/3")[n % 4],
                }
                for n in range(CRITERIA)
            ],
            "panel": [{"name": f"Panellist {n}"} for n in range(PANELLISTS)],
        }
    )


def made_up(post: Vacancy, candidates: int) -> tuple[list[Score], dict[str, tuple[str, ...]]]:
    """Return scores and declarations; one candidate in eight declares."""
    chance = random.Random(20_261_130)
    names = [f"C-{n:05}" for n in range(candidates)]
    scores = []
    for name in names:
        worth = chance.gauss(2.6, 0.7)
        for criterion in post.criteria:
            for panellist in post.panel:
                level = min(4, max(0, round(chance.gauss(worth, 0.6))))
                scores.append(Score(name, panellist, criterion.id, level))
    schemes = [(), (), (), (), (), (), (), post.schemes[:1], post.schemes[:2]]
    return scores, {name: tuple(chance.choice(schemes)) for name in names}


def bare(scores: list[Score]) -> list[str]:
    """Sum each candidate's levels and sort: the least that any shortlist takes."""
    sums: dict[str, int] = {}
    for score in scores:
        sums[score.candidate] = sums.get(score.candidate, 0) + score.level
    return sorted(sums, key=lambda name: -sums[name])


def timed(act: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """Return the median time of an act in seconds, and what it returned last."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = act()
        times.append(time.perf_counter() - began)
    return median(times), found


def by_the_rules(
    post: Vacancy, scores: list[Score], declarations: dict[str, tuple[str, ...]]
) -> list[tuple[str, float]]:
    """Time each step of the rules, without any storage."""
    schemes = available_schemes()
    means_took, means = timed(lambda: panel_scores(post, declarations, scores))
    ranked_took, ranked = timed(lambda: rank(post, means))
    drawn_took, drawn = timed(lambda: apply_guarantees(post, ranked, declarations, schemes, "seed"))

    def accounts() -> int:
        ground = Ground(post, drawn, schemes, {}, means, "seed")
        return sum(
            len(account_mapping(account_for(ground, one, declarations[one.candidate])))
            for one in drawn.outcomes
        )

    explained_took, _ = timed(accounts)
    return [
        ("panel scores", means_took),
        ("ranked", ranked_took),
        ("guarantees and sentences", drawn_took),
        ("accounts, rule by rule", explained_took),
    ]


def in_a_workspace(
    folder: Path,
    post: Vacancy,
    scores: list[Score],
    declarations: dict[str, tuple[str, ...]],
) -> list[tuple[str, float]]:
    """Time the verbs over a workspace with these candidates."""
    cost = KeyCost(memory_kib=8, passes=1, lanes=1)
    with Session.create(folder, "five swans over the canal", "Ann", cost=cost) as s:
        create_vacancy(s, post)
        with s.workspace.act(sealed=True):
            for name, declared in declarations.items():
                s.workspace.blind.add_candidate(REF, name, 0)
                s.vault.add_application(
                    SealedApplication(name, REF, name, {}, declared), originals=[]
                )
            for one in scores:
                s.workspace.scores.put(
                    ScoreRecord(one.candidate, one.panellist, one.criterion, one.level, ""), "Ann"
                )
            s.workspace.blind.set_state(REF, VacancyState.SCORING)
        lock_took, _ = timed(lambda: lock_scores(s, REF), 1)
        asked_took, _ = timed(lambda: what_if(s, REF, 3), 3)
        drawn_took, view = timed(lambda: shortlist(s, REF), 1)
        read_took, _ = timed(lambda: explanations(s, REF), 1)
        worst = view.candidates[0].candidate
        level = next(x.level for x in scores if x.candidate == worst)
        corrected_took, _ = timed(
            lambda: correct_score(
                s,
                REF,
                worst,
                post.panel[0],
                post.criteria[0].id,
                (level + 1) % 5,
                "The criterion or its guide was misread.",
                "The panel",
            ),
            1,
        )
    return [
        ("lock", lock_took),
        ("what if", asked_took),
        ("shortlist, drawn and stored", drawn_took),
        ("explanations, read", read_took),
        ("a score corrected, drawn again", corrected_took),
    ]


def main(candidates: int) -> None:
    """Time the rules and the verbs, and print a table."""
    post = vacancy(candidates)
    scores, declarations = made_up(post, candidates)
    print(f"{candidates:,} candidates, {CRITERIA} criteria, {PANELLISTS} panellists")
    least, _ = timed(lambda: bare(scores))
    print(f"{'a bare sort of the sums':34} {least:6.2f} s")
    rows = by_the_rules(post, scores, declarations)
    together = sum(took for _, took in rows)
    for what, took in [*rows, ("all of these", together)]:
        print(f"{what:34} {took:6.2f} s  {took / least:5.1f} times the bare sort")
    with tempfile.TemporaryDirectory() as scratch:
        for what, took in in_a_workspace(Path(scratch) / "w", post, scores, declarations):
            print(f"{what:34} {took:6.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CANDIDATES)
