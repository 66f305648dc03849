"""Samples are drawn so that anybody can draw them again, and their results are kept as counts."""

import hashlib
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from edi_shortlist.workflow.auditing import audit_entries, verify_audit
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.sample_sizes import sample_size
from edi_shortlist.workflow.sampling import (
    SampledDocument,
    SampleRecord,
    draw_sample,
    drawn,
    list_samples,
    plan_sample,
    read_results,
    record_results,
    result_from,
    result_of,
)

from .conftest import APPLICANTS, REF, At


def test_a_sample_is_drawn_and_logged_with_its_seed(at: At) -> None:
    session = at("released", sealed=True)
    sample = draw_sample(session, REF, "0.9", "0.4", "17")
    every = sorted(f"{candidate}/1" for candidate in session.workspace.blind.candidates(REF))
    by_hand = sorted(every, key=lambda d: hashlib.sha256(f"17:{d}".encode()).hexdigest())
    names = [document.document for document in sample.documents]
    # More than 0.4 of three is two; a sample of two cannot miss both.
    assert names == by_hand[:2]
    (entry,) = audit_entries(session, action="sample.drawn")
    assert (entry.vacancy, entry.candidate, entry.actor) == (REF, None, "Ann")
    assert entry.details == {
        "sample": sample.id,
        "seed": "17",
        "confidence": "0.9",
        "tolerated": "0.4",
        "population": 3,
        "documents": names,
    }
    assert verify_audit(session).ok


def test_without_a_seed_one_is_drawn_that_draws_the_same_again(at: At) -> None:
    session = at("reviewed", sealed=True)
    seeds = {draw_sample(session, REF).seed for _ in range(5)}
    assert len(seeds) == 5
    (first, *_) = audit_entries(session, action="sample.drawn")
    again = draw_sample(session, REF, seed=first.details["seed"])
    assert [d.document for d in again.documents] == first.details["documents"]


def test_every_document_is_drawn_as_often_as_the_others() -> None:
    documents = [f"C-{number:04}/1" for number in range(20)]
    times = Counter(d for seed in range(2000) for d in drawn(documents, str(seed), 5))
    # 500 expected, standard deviation 19.4
    assert all(400 < times[document] < 600 for document in documents)


@pytest.mark.parametrize(
    ("confidence", "tolerated", "seed", "words"),
    [
        ("95", "0.02", "", "'95' is no confidence"),
        ("1", "0.02", "", "no confidence"),
        ("0", "0.02", "", "above 0"),
        ("nearly all", "0.02", "", "no confidence"),
        ("0.95", "1", "", "no tolerated leak rate"),
        ("0.95", "-0.1", "", "no tolerated leak rate"),
        ("0.95", "nan", "", "no tolerated leak rate"),
        ("0.95", "0.02", "Zubeida", "must be a whole number"),
    ],
)
def test_figures_that_are_none_are_refused(
    at: At, confidence: str, tolerated: str, seed: str, words: str
) -> None:
    session = at("review", sealed=True)
    with pytest.raises(Refused, match=words):
        draw_sample(session, REF, confidence, tolerated, seed)
    assert not audit_entries(session, action="sample")


@pytest.mark.parametrize(
    ("tolerated", "size", "sentence"),
    [
        (
            "0.4",
            2,
            "2 of 3 documents would be drawn. If none of them leaks, you can say with 95 % "
            "confidence that at most 40 % of the 3 documents leak.",
        ),
        (
            "0.02",
            3,
            "All 3 documents would be drawn: no smaller sample shows with 95 % confidence that at "
            "most 2 % of the 3 documents leak.",
        ),
    ],
)
def test_what_a_sample_would_show_is_told_before_it_is_drawn(
    at: At, tolerated: str, size: int, sentence: str
) -> None:
    session = at("released", sealed=True)
    plan = plan_sample(session, REF, tolerated=tolerated)
    assert (plan.population, plan.size, plan.sentence) == (3, size, sentence)
    assert not audit_entries(session, action="sample")
    assert len(draw_sample(session, REF, tolerated=tolerated).documents) == size
    with pytest.raises(Refused, match="no confidence"):
        plan_sample(session, REF, "95")
    with pytest.raises(Refused, match="not all in yet"):
        plan_sample(at("draft", sealed=True), REF)


def test_samples_are_listed_with_what_they_say(at: At) -> None:
    session = at("released", sealed=True)
    assert list_samples(session) == []
    first, second = draw_sample(session, REF), draw_sample(session, REF)
    record_results(session, REF, second.id, {}, rest_clean=True)
    assert [(r.sample.id, r.checked) for r in list_samples(session)] == [
        (first.id, 0),
        (second.id, 3),
    ]
    assert list_samples(session, REF) == list_samples(session)
    with pytest.raises(Refused, match="no vacancy V-9"):
        list_samples(session, "V-9")


def test_it_is_too_early_before_the_applications_are_in(at: At) -> None:
    with pytest.raises(Refused, match="not all in yet"):
        draw_sample(at("draft", sealed=True), REF)
    with pytest.raises(Refused, match="no vacancy V-9"):
        draw_sample(at("draft", sealed=True), "V-9")


def test_the_rate_is_told_once_all_are_checked(at: At) -> None:
    session = at("released", sealed=True, actor="Aud")
    sample = draw_sample(session, REF, tolerated="0.4")
    first, second = [document.document for document in sample.documents]
    result = record_results(session, REF, sample.id, {first: (2, 1)})
    assert (result.checked, result.rate, result.low, result.high) == (1, None, None, None)
    assert result.sentences == ("1 of 2 documents were checked so far.",)
    result = record_results(session, REF, sample.id, {}, rest_clean=True)
    assert (result.checked, result.leaking, result.leaks, result.over) == (2, 1, 2, 1)
    assert result.rate == 0.5
    assert (result.low, result.high) == pytest.approx((0.012579, 0.987421), abs=1e-6)
    assert "in 1 of 2 documents: 50 %" in result.sentences[0]
    assert "does not show that at most 40 % of the 3 documents" in result.sentences[1]
    assert [
        (e.candidate, e.details["document"], e.details["leaks"], e.details["over"], e.actor)
        for e in audit_entries(session, action="sample.checked")
    ] == [(first[:-2], first, 2, 1, "Aud"), (second[:-2], second, 0, 0, "Aud")]


def test_a_sample_without_leaks_says_what_it_was_drawn_for(at: At) -> None:
    session = at("released", sealed=True)
    sample = draw_sample(session, REF, tolerated="0.4")
    result = record_results(session, REF, sample.id, {}, rest_clean=True)
    assert (
        "With at least 95 % confidence at most 40 % of the 3 documents leak" in result.sentences[1]
    )
    every = draw_sample(session, REF)
    result = record_results(session, REF, every.id, {}, rest_clean=True)
    assert "all the documents" in result.sentences[1]


def test_a_result_can_be_corrected_and_the_log_keeps_what_was(at: At) -> None:
    session = at("released", sealed=True)
    sample = draw_sample(session, REF)
    document = sample.documents[0].document
    record_results(session, REF, sample.id, {document: (3, 0)}, rest_clean=True)
    record_results(session, REF, sample.id, {document: (3, 0)})  # nothing new, nothing logged
    result = record_results(session, REF, sample.id, {document: (0, 1)}, rest_clean=True)
    assert (result.leaking, result.over) == (0, 1)
    last = audit_entries(session, action="sample.checked")
    assert len(last) == 4
    assert last[-1].details["was"] == [3, 0]


def test_what_does_not_fit_the_sample_is_refused_as_a_whole(at: At) -> None:
    session = at("released", sealed=True)
    sample = draw_sample(session, REF)
    document = sample.documents[0].document
    with pytest.raises(Refused) as refused:
        record_results(session, REF, sample.id, {document: (1, 0), "C-9/1": (0, 0)})
    assert "C-9/1 is not in sample" in refused.value.problems[0]
    with pytest.raises(Refused, match="below 0"):
        record_results(session, REF, sample.id, {document: (-1, 0)})
    for number in (sample.id + 1, -1):
        with pytest.raises(Refused, match="no sample"):
            result_of(session, REF, number)
    assert result_of(session, REF, sample.id).checked == 0


def test_a_csv_of_results(tmp_path: Path) -> None:
    file = tmp_path / "results.csv"
    file.write_text(
        "\ufeffdocument,leaks,over,note\nC-AAAA/1,2,,see page 1\n C-BBBB/1 ,,1,\n", encoding="utf-8"
    )
    assert read_results(file) == {"C-AAAA/1": (2, 0), "C-BBBB/1": (0, 1)}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "needs the columns document, leaks, over"),
        (b"document,leaks\nC-1/1,2\n", "needs the columns"),
        (b"document,leaks,over\nC-1/1,many,0\n", "Line 2: 'leaks' and 'over'"),
        (b"document,leaks,over\nC-1/1,1,0\nC-1/1,2,0\n", "Line 3: C-1/1 stands there twice"),
        (b"\xff\xfe\x00", "cannot be read as text"),
    ],
)
def test_a_csv_that_is_wrong(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "r.csv").write_bytes(content)
    with pytest.raises(Refused, match=words):
        read_results(tmp_path / "r.csv")
    with pytest.raises(Refused, match="cannot be read"):
        read_results(tmp_path / "none.csv")


def test_neither_the_sample_nor_the_log_quotes_an_applicant(at: At) -> None:
    session = at("released", sealed=True)
    sample = draw_sample(session, REF)
    result = record_results(session, REF, sample.id, {}, rest_clean=True)
    told = str((sample, result, audit_entries(session)))
    for _, name, _, _ in APPLICANTS:
        for word in name.split():
            assert word not in told


def test_the_guide_for_auditors_prints_what_the_program_prints() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "auditing.md").read_text(encoding="utf-8")
    for population, size in ((50, 39), (100, 63), (200, 90), (1000, 132)):
        assert sample_size(population, Fraction("0.95"), Fraction("0.02")) == size
        assert f"{size} of {population:,}" in guide
    for confidence, tolerated, size, leaking in (("0.95", "0.02", 22, 0), ("0.9", "0.1", 12, 1)):
        assert sample_size(23, Fraction(confidence), Fraction(tolerated)) == size
        checked = [
            SampledDocument(n, f"C-{n}/1", int(n <= leaking), 0, "Ann", "now")
            for n in range(1, size + 1)
        ]
        record = SampleRecord(1, REF, "now", "Ann", "7", confidence, tolerated, 23, tuple(checked))
        assert "\n".join(result_from(record).sentences) in guide
