"""Short ways to write vacancies and panels in these tests, and strategies that make odd ones."""

from fractions import Fraction

from hypothesis import strategies as st

from edi_shortlist.recruitment import (
    Criterion,
    CriterionKind,
    Scheme,
    Standing,
    TieRule,
    Vacancy,
    rank,
)

SCHEMES = {
    "disability-confident": Scheme(
        "disability-confident", "Disability Confident", "A definition.", excludes=("school-based",)
    ),
    "care-experience": Scheme("care-experience", "Care experience", "A definition."),
    "armed-forces": Scheme("armed-forces", "Armed forces", "A definition."),
}


def criterion(criterion_id: str, weight: Fraction | int = 1, **more: object) -> Criterion:
    """A criterion whose kind is told by its id: ``E…`` or ``D…``."""
    kind = CriterionKind.ESSENTIAL if criterion_id[0] == "E" else CriterionKind.DESIRABLE
    return Criterion(criterion_id, kind, f"Text of {criterion_id}", weight=weight, **more)


def vacancy(**changes: object) -> Vacancy:
    """A vacancy with E1, E2 and D1, four levels to choose from and a pass at 2."""
    return Vacancy(
        **{
            "reference": "V-1",
            "title": "Adviser",
            "interview_places": 2,
            "schemes": ("disability-confident", "care-experience"),
            "criteria": (criterion("E1"), criterion("E2"), criterion("D1")),
            "panel": ("Panellist A",),
            **changes,
        }
    )


def standings(post: Vacancy, rows: dict[str, tuple[int, ...]]) -> list[Standing]:
    """Standings from one level a criterion, as if a single panellist had scored."""
    names = [c.id for c in post.assessed_at_application]
    return rank(
        post,
        {
            candidate: dict(zip(names, map(Fraction, levels), strict=True))
            for candidate, levels in rows.items()
        },
    )


# Few candidates and few levels, so that ties, empty groups and full groups are frequent.
levels = st.tuples(*[st.integers(0, 3)] * 3)
rows = st.dictionaries(st.sampled_from([f"C-{n:02}" for n in range(12)]), levels, max_size=9)
declared = st.frozensets(st.sampled_from(sorted(SCHEMES)), max_size=3)
vacancies = st.builds(
    lambda places, ties, school, run, limit: vacancy(
        interview_places=places,
        ties=ties,
        school_based=school,
        schemes=tuple(sorted(run)),
        interview_limit=limit,
        interview_limit_reason="A seasonal post" if limit else "",
    ),
    st.integers(1, 5),
    st.sampled_from(TieRule),
    st.booleans(),
    declared,
    st.none() | st.integers(1, 6),
)
unlimited = vacancies.map(
    lambda post: Vacancy.from_dict(
        {k: v for k, v in post.to_dict().items() if not k.startswith("interview_limit")}
    )
)


@st.composite
def fields_of_candidates(
    draw: st.DrawFn, posts: st.SearchStrategy[Vacancy] = vacancies
) -> tuple[Vacancy, dict[str, tuple[int, ...]], dict[str, frozenset[str]]]:
    """A vacancy, levels by candidate, declarations by candidate."""
    field = draw(rows)
    return draw(posts), field, {candidate: draw(declared) for candidate in field}
