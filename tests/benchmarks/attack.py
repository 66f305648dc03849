"""How well gender and origin can be guessed from an application before and after anonymising.

    python tests/benchmarks/attack.py [--applicants 400] [--folds 5] [--seed 7] [--leaks]

Needs scikit-learn. After Stanford's study of blind charging: applicants are invented whose work
histories are independent of gender and origin (``attack_applicants.py``), a classifier is trained
to guess both, and the area under its ROC curve (AUC, for origin the mean of each against the rest)
says how much a text tells; 0.5 is guessing. The anonymised text has to stay at 0.56 or below. The
original has to reach 0.85, otherwise the attack is too weak to count.

All that tells the group is marked in an invented application; the row "all marks hidden" says what
the attack makes of a text in which exactly the marks are hidden. Above it lie what was missed, what
was hidden in part, and what the replacements themselves give away; the row with one word for every
replacement is without the last. In the last row groups are shuffled between applicants.

Limits: a classifier of words and letters trained on hundreds of texts is neither a panel nor a large
language model; it learns whatever this one generator repeats, which helps it, and knows nothing of
the world, which does not. Sentences that are typical of a group as a whole are not measured, since
none are invented. Intervals are of the draw of applicants, with the trained classifiers as they
are. With 400 applicants a text without any trace of gender gives 0.5 with a standard deviation of
about 0.035, so it would miss the bar at one seed in twenty: look at several seeds, or more
applicants, before a figure near the bar is believed.
"""

import argparse
import importlib
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction.anonymising import anonymise
from edi_shortlist.redaction.span import Span

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # run as a script, only this folder is on the path

from measure.score_redaction import Figures, Marked  # noqa: E402

from benchmarks.attack_applicants import (  # noqa: E402
    GENDERS,
    ONE_WORD,
    ORIGINS,
    TARGETS,
    population,
)

ANONYMISED_AT_MOST, ORIGINAL_AT_LEAST = 0.56, 0.85
SHUFFLES = 5
_REPLACEMENT = re.compile(r"\[[^\[\]]+\]")
Scores = npt.NDArray[np.float64]


class Finder(Protocol):
    """What is attacked; ``edi_shortlist.redaction.Redactor`` is one."""

    def find(
        self, text: str, identity: Mapping[str, str | None] | None = None
    ) -> Sequence[Span]: ...


@dataclass(frozen=True)
class Area:
    """An area under the ROC curve and the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} | {self.low:.3f}–{self.high:.3f}"


@dataclass(frozen=True)
class Term:
    """A word or two that the classifier leans on.

    Attributes:
        towards: the group that it speaks for.
        weight: of the logistic regression.
        within, without: in how many texts of that group and of all others it stands.
    """

    term: str
    towards: str
    weight: float
    within: int
    without: int


@dataclass
class AttackFigures:
    """What was found.

    Attributes:
        applicants: how many.
        words: of an original application, on average.
        areas: by row of the table and target.
        terms: of the anonymised text, by target.
        redaction: how much of the marked text was hidden.
    """

    applicants: int
    words: float
    areas: dict[str, dict[str, Area]] = field(default_factory=dict)
    terms: dict[str, list[Term]] = field(default_factory=dict)
    redaction: Figures = field(default_factory=Figures)


# ---------------------------------------------------------------------------------------- the attack


def one_word_for_every_replacement(text: str) -> str:
    """Return an anonymised text that no longer tells one replacement from another."""
    return _REPLACEMENT.sub(ONE_WORD, text)


def area(scores: Scores, positive: npt.NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve, ties counted half; not a number without both sides."""
    positives = int(positive.sum())
    negatives = len(positive) - positives
    if not positives or not negatives:
        return float("nan")
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    above = ranks[positive].sum() - positives * (positives + 1) / 2
    return float(above / (positives * negatives))


def mean_area(scores: Scores, labels: npt.NDArray[np.int_]) -> float:
    """Return the mean area of each group against the rest; of two groups it is that of either.

    Args:
        scores: a row for each applicant, a column for each group.
        labels: the number of each applicant's group.
    """
    areas = [area(scores[:, group], labels == group) for group in range(scores.shape[1])]
    return float(np.mean(areas))


def with_interval(
    scores: Scores, labels: npt.NDArray[np.int_], rounds: int = 1000, seed: int = 7
) -> Area:
    """Return the mean area with its bootstrap interval, applicants resampled."""
    rng = np.random.default_rng(seed)
    resampled = []
    for _ in range(rounds):
        drawn = rng.integers(len(labels), size=len(labels))
        resampled.append(mean_area(scores[drawn], labels[drawn]))
    low, high = np.nanpercentile(resampled, [2.5, 97.5])
    return Area(mean_area(scores, labels), float(low), float(high))


def _vectorisers() -> tuple[Any, Any]:
    """Make the two that see words, replacements whole, and letters."""
    text = importlib.import_module("sklearn.feature_extraction.text")
    words = text.TfidfVectorizer(
        ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=r"(?u)\[[^\[\]]+\]|\b\w\w+\b"
    )
    letters = text.TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True
    )
    return words, letters


def _classifier() -> Any:
    linear = importlib.import_module("sklearn.linear_model")
    return linear.LogisticRegression(C=10, max_iter=2000)


def features(texts: Sequence[str]) -> Scores:
    """Return how texts lie to each other by words, pairs of words and runs of two to five letters.

    There is a row for each text and at most as many columns. They keep every inner product, which
    is all that logistic regression with a squared penalty sees, and make it a hundred times
    faster. Words are counted over all texts at once: weighting by rareness looks at no group.
    """
    alike = np.zeros((len(texts), len(texts)))
    for one in _vectorisers():
        counted = one.fit_transform(texts)
        alike += (counted @ counted.T).toarray()
    values, vectors = np.linalg.eigh(alike)
    kept = values > 1e-9
    found: Scores = vectors[:, kept] * np.sqrt(values[kept])
    return found


def out_of_fold(matrix: Scores, labels: npt.NDArray[np.int_], folds: int, seed: int) -> Scores:
    """Return the probability of each group, by classifiers that did not see the applicant."""
    selection = importlib.import_module("sklearn.model_selection")
    split = selection.StratifiedKFold(folds, shuffle=True, random_state=seed)
    found: Scores = selection.cross_val_predict(
        _classifier(), matrix, labels, cv=split, method="predict_proba"
    )
    return found


def by_chance(matrix: Scores, labels: npt.NDArray[np.int_], folds: int, seed: int) -> Area:
    """Return the mean area with groups shuffled between applicants; the ends are least and most."""
    rng = np.random.default_rng(seed)
    areas = []
    for _ in range(SHUFFLES):
        shuffled = rng.permutation(labels)
        areas.append(mean_area(out_of_fold(matrix, shuffled, folds, seed), shuffled))
    return Area(float(np.mean(areas)), min(areas), max(areas))


def leaned_on(
    texts: Sequence[str], labels: npt.NDArray[np.int_], groups: Sequence[str], count: int = 15
) -> list[Term]:
    """Return the words that speak most for a group, from a classifier of words alone."""
    words, _ = _vectorisers()
    matrix = words.fit_transform(texts)
    weights = _classifier().fit(matrix, labels).coef_
    if len(groups) == 2:
        weights = np.vstack([-weights, weights])
    terms, holds = words.get_feature_names_out(), matrix > 0
    found = []
    for place in np.argsort(weights, axis=None)[::-1][:count]:
        group, column = np.unravel_index(place, weights.shape)
        held = np.asarray(holds[:, [column]].todense()).ravel()
        inside = int(held[labels == group].sum())
        found.append(
            Term(
                str(terms[column]),
                groups[int(group)],
                float(weights[group, column]),
                inside,
                int(held.sum()) - inside,
            )
        )
    return found


def run(
    redactor: Finder, applicants: int = 400, folds: int = 5, seed: int = 7, rounds: int = 1000
) -> AttackFigures:
    """Invent applicants, anonymise their applications and attack them.

    Args:
        folds: parts of the applicants; each is guessed by a classifier trained on the others.
        rounds: of resampling.
    """
    importlib.import_module("sklearn")  # said at once if it is missing, not after minutes
    people = population(applicants, seed)
    originals = [person.text for person in people]
    figures = AttackFigures(applicants, sum(len(t.split()) for t in originals) / applicants)
    anonymised = []
    for number, (person, text) in enumerate(zip(people, originals, strict=True)):
        spans = redactor.find(text, person.identity)
        places = [(span.start, span.end) for span in spans]
        figures.redaction.add(f"applicant {number}", Marked.parse(person.marked), places)
        anonymised.append(anonymise(Document.from_text(text), spans).text)
    labels = {
        "gender": np.array([GENDERS.index(person.gender) for person in people]),
        "origin": np.array([ORIGINS.index(person.origin) for person in people]),
    }
    rows = {
        "original": originals,
        "anonymised": anonymised,
        "anonymised, one word for every replacement": [
            one_word_for_every_replacement(text) for text in anonymised
        ],
        "all marks hidden, one word for each": [person.all_marks_hidden for person in people],
    }
    for row, texts in rows.items():
        matrix = features(texts)
        figures.areas[row] = {
            target: with_interval(out_of_fold(matrix, groups, folds, seed), groups, rounds, seed)
            for target, groups in labels.items()
        }
        if row == "anonymised":
            floor = {
                target: by_chance(matrix, groups, folds, seed) for target, groups in labels.items()
            }
    figures.areas[f"anonymised, groups shuffled {SHUFFLES} times: mean, least–most"] = floor
    for target, names in (("gender", GENDERS), ("origin", ORIGINS)):
        figures.terms[target] = leaned_on(anonymised, labels[target], names)
    return figures


# ---------------------------------------------------------------------------------------- the report


def bars(areas: Mapping[str, Mapping[str, Area]]) -> list[str]:
    """Return a line for each bar that says whether it is met."""
    lines = []
    for target in TARGETS:
        original, anonymised = areas["original"][target].value, areas["anonymised"][target].value
        for what, value, sign, bar, met in (
            ("original", original, "≥", ORIGINAL_AT_LEAST, original >= ORIGINAL_AT_LEAST),
            ("anonymised", anonymised, "≤", ANONYMISED_AT_MOST, anonymised <= ANONYMISED_AT_MOST),
        ):
            lines.append(
                f"{target}, {what}: {value:.3f} {sign} {bar} {'met' if met else 'NOT MET'}"
            )
    return lines


def report(figures: AttackFigures, leaks: bool = False) -> str:
    """Return the figures as Markdown tables.

    Args:
        leaks: whether to list the marked passages that were not hidden whole, the most frequent first.
    """
    hidden = figures.redaction.shares()
    rows = [
        f"{figures.applicants} applicants, {figures.words:.0f} words each; "
        f"{hidden['recall']:.3f} of the marks hidden whole, "
        f"{hidden['kept_words_hidden']:.3f} of other words hidden",
        "",
        "| text | AUC gender | 95 % | AUC origin | 95 % |",
        "|---|---|---|---|---|",
    ]
    rows += [
        f"| {row} | {' | '.join(str(areas[target]) for target in TARGETS)} |"
        for row, areas in figures.areas.items()
    ]
    rows += ["", *(f"- {line}" for line in bars(figures.areas))]
    for target, terms in figures.terms.items():
        rows += [
            "",
            f"| {target}: leans on | towards | weight | texts of the group | other texts |",
            "|---|---|---|---|---|",
        ]
        rows += [
            f"| {t.term} | {t.towards} | {t.weight:.2f} | {t.within} | {t.without} |" for t in terms
        ]
    if leaks:
        seen = Counter(re.sub(r" applicant \d+:", "", leak) for leak in figures.redaction.leaks)
        rows += ["", *(f"{count:4} {leak}" for leak, count in seen.most_common())]
    return "\n".join(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--applicants", type=int, default=400, help="to invent")
    parser.add_argument("--folds", type=int, default=5, help="of cross-validation")
    parser.add_argument("--seed", type=int, default=7, help="of inventing, folds and resampling")
    parser.add_argument("--model", type=Path, help="folder of a pipeline, else the shipped one")
    parser.add_argument("--leaks", action="store_true", help="list the marks that were not hidden")
    asked = parser.parse_args()
    from edi_shortlist.redaction.redactor import Redactor

    redactor = Redactor.load(model=asked.model)
    print(report(run(redactor, asked.applicants, asked.folds, asked.seed), asked.leaks))


if __name__ == "__main__":
    main()
