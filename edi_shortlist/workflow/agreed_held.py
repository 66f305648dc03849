"""What is held on one applicant of what the panel agreed in moderation, told to the applicant."""

from collections.abc import Callable, Sequence

from edi_shortlist.recruitment.vacancy import Vacancy
from edi_shortlist.reports.page import Section
from edi_shortlist.storage import AgreedRecord


def agreed_section(
    agreed: Sequence[AgreedRecord], vacancy: Vacancy, person: Callable[[str], str]
) -> Section:
    """Return the part of the page.

    Args:
        person: how somebody is called on it.
    """
    criteria = {one.id: one.text for one in vacancy.criteria}
    return Section(
        "What the panel agreed",
        (
            "Where panellists differ they may talk it over and agree a score. It counts in place "
            "of the mean of what each gave.",
        ),
        ("Criterion", "Score", "Who agreed", "Why", "Who wrote it down", "When"),
        [
            (
                f"{one.criterion}: {criteria.get(one.criterion, '')}",
                f"{one.level} ({vacancy.scale.name(one.level)})",
                "\n".join(person(name) for name in one.agreed_by),
                one.why,
                person(one.recorded_by),
                f"{one.recorded_at[:10]} {one.recorded_at[11:16]} UTC",
            )
            for one in agreed
        ],
        "Nothing was agreed; the mean of the scores counts.",
    )
