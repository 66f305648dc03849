"""Samples of documents that are checked again, and the leak rate that follows from them.

The log keeps the seed and the documents drawn, so that an auditor can draw the sample anew; it
and the sample hold references and counts, never a word of an application.
"""

import csv
import hashlib
import io
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

from edi_shortlist.storage import utc_now
from edi_shortlist.storage.samples import SampledDocument, SampleRecord, SampleStore
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.sample_sizes import interval, sample_size
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.states import Verb
from edi_shortlist.workflow.vacancies import permitted, vacancy_record

__all__ = [
    "SamplePlan",
    "SampleRecord",
    "SampleResult",
    "SampledDocument",
    "draw_sample",
    "drawn",
    "list_samples",
    "percent",
    "plan_sample",
    "read_results",
    "record_results",
    "result_from",
    "result_of",
]

_SEED_BITS = 64
_COLUMNS = ("document", "leaks", "over")


@dataclass(frozen=True)
class SamplePlan:
    """What a sample would be.

    Attributes:
        size: how many of ``population`` documents would be drawn.
        sentence: what such a sample could show.
    """

    population: int
    size: int
    sentence: str


@dataclass(frozen=True)
class SampleResult:
    """What a sample says so far.

    Attributes:
        checked, leaking: documents that were checked, and of them those with a leak.
        leaks, over: passages, in all of them.
        rate: the share of checked documents that leak; None before all were checked.
        low, high: the exact binomial interval of that share in the vacancy as a whole.
        sentences: what that means.
    """

    sample: SampleRecord
    checked: int
    leaking: int
    leaks: int
    over: int
    rate: float | None
    low: float | None
    high: float | None
    sentences: tuple[str, ...]


def plan_sample(
    s: Session, ref: str, confidence: str = "0.95", tolerated: str = "0.02"
) -> SamplePlan:
    """Return how large a sample would be; nothing is drawn.

    Raises:
        Refused: as ``draw_sample``.
    """
    wanted, accepted = _figures(confidence, tolerated)
    permitted(s, ref, Verb.SAMPLE)
    population = len(_population(s, ref))
    size = sample_size(population, wanted, accepted)
    limit = f"at most {percent(float(accepted))} of the {population} documents leak"
    if size < population:
        sentence = (
            f"{size} of {population} documents would be drawn. If none of them leaks, you can say "
            f"with {percent(float(wanted))} confidence that {limit}."
        )
    else:
        sentence = (
            f"All {population} documents would be drawn: no smaller sample shows with "
            f"{percent(float(wanted))} confidence that {limit}."
        )
    return SamplePlan(population, size, sentence)


def draw_sample(
    s: Session, ref: str, confidence: str = "0.95", tolerated: str = "0.02", seed: str = ""
) -> SampleRecord:
    """Draw documents of a vacancy at random, and log the seed and what was drawn.

    Args:
        confidence: how sure one wants to be, a decimal fraction above 0 and below 1.
        tolerated: the share of documents that may leak, from 0, below 1.
        seed: a whole number that the drawing depends on; random where left out.

    Raises:
        Refused: there is no such vacancy, its applications are not in yet, or a figure is none.
    """
    wanted, accepted = _figures(confidence, tolerated)
    seed = seed.strip() or str(secrets.randbits(_SEED_BITS))
    if not (seed.isascii() and seed.isdecimal()):
        raise Refused(
            "The seed must be a whole number, for instance one that was thrown with dice."
        )
    with s.workspace.act():
        permitted(s, ref, Verb.SAMPLE)
        population = _population(s, ref)
        size = sample_size(len(population), wanted, accepted)
        sample = _store(s).add(
            ref,
            s.actor,
            utc_now(),
            seed=seed,
            confidence=_written(confidence),
            tolerated=_written(tolerated),
            population=len(population),
            documents=drawn(population, seed, size),
        )
        s.log(
            "sample.drawn",
            ref,
            sample=sample.id,
            seed=seed,
            confidence=sample.confidence,
            tolerated=sample.tolerated,
            population=sample.population,
            documents=[document.document for document in sample.documents],
        )
        return sample


def list_samples(s: Session, ref: str | None = None) -> list[SampleResult]:
    """Return the samples of a vacancy, or all, the oldest first, with what they say so far.

    Raises:
        Refused: there is no such vacancy.
    """
    if ref is not None:
        vacancy_record(s, ref)
    return [result_from(record) for record in _store(s).of_vacancy(ref)]


def drawn(documents: Sequence[str], seed: str, size: int) -> list[str]:
    """Return the documents that a seed draws: those whose SHA-256 of ``SEED:DOCUMENT`` is least.

    Anybody can do that again with another program.
    """
    return sorted(documents, key=lambda d: hashlib.sha256(f"{seed}:{d}".encode()).digest())[:size]


def record_results(
    s: Session,
    ref: str,
    sample: int,
    found: Mapping[str, tuple[int, int]],
    *,
    rest_clean: bool = False,
) -> SampleResult:
    """Write what the check of documents found, all or nothing.

    Args:
        found: ``(leaks, over-redactions)`` by document; what was found before is replaced, and
            the log says so.
        rest_clean: every other document was checked too, and nothing was found in it; those with
            a result already keep it.

    Raises:
        Refused: there is no such vacancy, sample or document in it, or a count is below 0.
    """
    with s.workspace.act():
        record = _sample(s, ref, sample)
        before = {document.document: document for document in record.documents}
        problems = [
            f"{document} is not in sample {sample}. Look for it in the list that was printed."
            for document in found
            if document not in before
        ] + [
            f"A count of leaks or over-redactions in {document} is below 0."
            for document, counts in found.items()
            if min(counts) < 0
        ]
        if problems:
            raise Refused(*problems)
        every = dict(found)
        if rest_clean:
            for name, one in before.items():
                if one.leaks is None:
                    every.setdefault(name, (0, 0))
        for document, (leaks, over) in every.items():
            was = before[document]
            if (was.leaks, was.over) == (leaks, over):
                continue
            _store(s).set_result(sample, document, leaks, over, s.actor, utc_now())
            s.log(
                "sample.checked",
                ref,
                document.split("/")[0],
                sample=sample,
                document=document,
                leaks=leaks,
                over=over,
                was=None if was.leaks is None else [was.leaks, was.over],
            )
        return result_of(s, ref, sample)


def read_results(path: Path) -> dict[str, tuple[int, int]]:
    """Read a CSV with the columns ``document,leaks,over``; empty counts are 0.

    Raises:
        Refused: it cannot be read, or a line is wrong (all of them are named).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"'{path.name}' cannot be read as text in UTF-8. Check that it is the right file."
        ) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if reader.fieldnames is None or set(_COLUMNS) - set(reader.fieldnames):
        raise Refused(f"'{path.name}' needs the columns {', '.join(_COLUMNS)} in its first line.")
    found: dict[str, tuple[int, int]] = {}
    problems = []
    for row in reader:
        document = (row["document"] or "").strip()
        try:
            counts = (_count(row["leaks"]), _count(row["over"]))
        except ValueError:
            problems.append(f"Line {reader.line_num}: 'leaks' and 'over' must be whole numbers.")
            continue
        if document in found:
            problems.append(f"Line {reader.line_num}: {document} stands there twice.")
        found[document] = counts
    if problems:
        raise Refused(*problems)
    return found


def result_of(s: Session, ref: str, sample: int) -> SampleResult:
    """Return what a sample says so far.

    Raises:
        Refused: there is no such vacancy or sample.
    """
    return result_from(_sample(s, ref, sample))


def result_from(record: SampleRecord) -> SampleResult:
    """Return what a sample says so far."""
    checked = [d for d in record.documents if d.leaks is not None and d.over is not None]
    leaking = sum(bool(d.leaks) for d in checked)
    leaks, over = sum(d.leaks or 0 for d in checked), sum(d.over or 0 for d in checked)
    size = len(record.documents)
    if len(checked) < size:
        said = f"{len(checked)} of {size} documents were checked so far."
        return SampleResult(record, len(checked), leaking, leaks, over, None, None, None, (said,))
    low, high = interval(leaking, size, float(record.confidence))
    return SampleResult(
        record,
        size,
        leaking,
        leaks,
        over,
        leaking / size,
        low,
        high,
        _meaning(record, leaking, low, high),
    )


def _meaning(record: SampleRecord, leaking: int, low: float, high: float) -> tuple[str, ...]:
    size = len(record.documents)
    sure = percent(float(record.confidence))
    rate = (
        f"Leaks were found in {leaking} of {size} documents: {percent(leaking / size)}; with "
        f"{sure} confidence the rate lies between {percent(low)} and {percent(high)} (exact "
        "binomial interval)."
    )
    limit = percent(float(record.tolerated))
    if size == record.population:
        meant = f"These are all the documents of {record.vacancy}, so the rate is known exactly."
    elif leaking:
        meant = (
            f"The sample does not show that at most {limit} of the {record.population} documents "
            "leak. Hide what was found, and check the other documents too."
        )
    else:
        meant = (
            f"With at least {sure} confidence at most {limit} of the {record.population} "
            "documents leak: of more leaking ones this sample would have held at least one."
        )
    return rate, meant


def percent(share: float) -> str:
    """Return a share as people write it, with two decimals at most: ``8.33 %``."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + " %"


def _store(s: Session) -> SampleStore:
    return s.workspace.audit.samples


def _sample(s: Session, ref: str, number: int) -> SampleRecord:
    vacancy_record(s, ref)
    record = _store(s).get(number)
    if record is None or record.vacancy != ref:
        raise Refused(f"{ref} has no sample {number}. Draw one with: audit sample {ref}")
    return record


def _population(s: Session, ref: str) -> list[str]:
    """Return the documents of a vacancy, at least one."""
    documents = s.workspace.blind.document_names(ref)
    if not documents:
        raise Refused(f"{ref} has no documents to draw a sample from.")
    return documents


def _figures(confidence: str, tolerated: str) -> tuple[Fraction, Fraction]:
    wanted = _share(confidence, "confidence")
    accepted = _share(tolerated, "tolerated leak rate")
    if wanted == 0:
        raise Refused("The confidence must be above 0 and below 1, for instance 0.95.")
    return wanted, accepted


def _share(written: str, what: str) -> Fraction:
    """Return a share exactly as it was written: 0.02 of 50 is 1, not a little more."""
    try:
        share = Decimal(written.strip())
    except InvalidOperation:
        share = Decimal(-1)
    if not share.is_finite() or not 0 <= share < 1:
        raise Refused(f"'{written}' is no {what}. Write a share below 1, for instance 0.02.")
    return Fraction(share)


def _written(share: str) -> str:
    return f"{Decimal(share.strip()):f}"


def _count(written: str | None) -> int:
    return int((written or "").strip() or "0")
