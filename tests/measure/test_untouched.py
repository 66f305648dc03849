"""The quarter put aside and the development set are never trained on."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEV = ROOT / "tests" / "fixtures" / "gold" / "dev.jsonl"
UNTOUCHED = ROOT / "models" / "training" / "data" / "untouched.jsonl"
TRAINING = sorted((ROOT / "models" / "training" / "data" / "gold").glob("*.jsonl"))


def rows(*paths: Path) -> list[dict]:
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize("measured", [DEV, UNTOUCHED], ids=lambda path: path.stem)
def test_nothing_that_is_measured_on_is_trained_on(measured):
    trained = rows(*TRAINING)
    names, texts = {row["id"] for row in trained}, {row["text"] for row in trained}
    found = [r["id"] for r in rows(measured) if r["id"] in names or r["text"] in texts]
    assert not found


def test_a_quarter_of_the_applications_that_were_given_is_put_aside():
    """What was written for this project afterwards is for training; its ids begin otherwise."""
    given = [r for r in rows(*TRAINING) if r["kind"] != "sentence" and r["id"].startswith("trn-")]
    aside = [r for r in rows(UNTOUCHED) if r["id"].startswith("trn-")]
    assert len(aside) >= (len(aside) + len(given)) / 4
