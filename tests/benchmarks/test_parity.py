"""The counting of the parity benchmark, with a redactor that a test made."""

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from .parity import (
    APPLICANT,
    Carrier,
    draw,
    is_found,
    load_carriers,
    load_names,
    report,
    run,
    spread,
    wilson,
)
from .test_calibration import FakeSpan

TRAINING = Path(__file__).parents[2] / "models" / "training"
TWO = {"seen": (["Ann"] * 3, ["Lee"] * 3), "unseen": (["Ola"] * 3, ["Moe"] * 3)}


class FakeRedactor:
    """Finds Ann and Lee, and every part of a known name."""

    def __init__(self) -> None:
        self.known: Counter[str] = Counter()

    def find(self, text, identity=None):
        known = (identity or {}).get("full_name", "")
        self.known[known] += 1
        words = "|".join(["Ann", "Lee", *known.split()])
        found = re.finditer(rf"(?<![a-z])(?:{words})(?![a-z])", text, re.IGNORECASE)
        return [FakeSpan(*one.span(), 1.0) for one in found]


def test_names_found_are_counted_by_origin_and_owner():
    redactor = FakeRedactor()
    figures = run(redactor, pairs=30, rounds=20, names=TWO)
    assert figures.without.mean(axis=1).tolist() == [1, 0]
    assert figures.known.mean(axis=1).tolist() == [1, 0.5]
    assert figures.known[1].tolist() == figures.own.tolist()
    assert figures.spread_without.difference == 1
    assert figures.spread_known.difference == 0.5
    # Without identity nothing is known; with it the applicant, be it the named person or not.
    assert redactor.known == {"": 60, APPLICANT: 30, "Ann Lee": 15, "Ola Moe": 15}
    printed = report(figures)
    assert "| unseen | 0.000 | 0.000–0.114 | 0.500 |" in printed
    assert "| somebody else's | 0.500 | 0.500 |" in printed


def test_a_name_is_found_only_whole():
    text = Carrier("By [[NAME|{FAMILY}, {given}]]", own=True).filled("Ann", "Lee")
    assert text.text == "By LEE, Ann"
    assert is_found(text, [FakeSpan(3, 6, 1.0), FakeSpan(8, 11, 1.0)])
    assert not is_found(text, [FakeSpan(3, 6, 1.0), FakeSpan(8, 10, 1.0)])


def test_drawing_repeats_and_takes_carriers_equally_often():
    carriers = load_carriers()
    pairs = draw(carriers, 24, 240, seed=1)
    assert pairs == draw(carriers, 24, 240, seed=1)
    assert set(Counter(pair.carrier for pair in pairs).values()) == {8}


def test_intervals():
    assert wilson(5, 10).low == pytest.approx(0.2366, abs=1e-4)
    assert wilson(5, 10).high == pytest.approx(0.7634, abs=1e-4)
    alike = spread(np.ones((3, 10), dtype=np.bool_), rounds=50)
    assert (alike.difference, alike.interval.high, alike.by_chance) == (0, 0, 0)
    answers = np.array([[True] * 40, [True, False] * 20])
    figures = spread(answers, rounds=200)
    assert figures.difference == 0.5
    assert 0.3 < figures.interval.low < 0.5 < figures.interval.high < 0.7
    assert figures.by_chance_at_most < 0.4


def test_names_and_carriers_are_as_many_as_promised():
    names = load_names()
    assert len(names) == 20
    assert {len(set(part)) for both in names.values() for part in both} == {24}
    carriers = load_carriers()
    assert len(carriers) == 30
    assert all(carrier.text.count("[[NAME|") == 1 for carrier in carriers)


def test_no_name_was_in_training(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(TRAINING), *sys.path])
    from people import plain

    def folded(name: str) -> str:
        return plain(name).casefold()

    table = tomllib.loads((TRAINING / "names.toml").read_text(encoding="utf-8"))
    trained = {
        folded(name.strip())
        for names in table.values()
        for part in names.values()
        for name in part.split(",")
    }
    files = (TRAINING / "data" / "gold").glob("*.jsonl")
    gold = folded(" ".join(file.read_text(encoding="utf-8") for file in files))
    for given, family in load_names().values():
        assert not trained & {folded(name) for name in (*given, *family)}
        for first in map(folded, given):
            # Only around the given name: the training texts are long, and the names many.
            around = " | ".join(
                gold[max(0, at.start() - 60) : at.end() + 60]
                for at in re.finditer(re.escape(first), gold)
            )
            assert not [last for last in family if f"{first} {folded(last)}" in around]
            assert not [last for last in family if f"{folded(last)} {first}" in around]
            assert not [last for last in family if f"{folded(last)}, {first}" in around]
