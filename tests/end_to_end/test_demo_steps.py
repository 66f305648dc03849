"""The demonstration tells each step, and nothing that it tells identifies anybody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TRUTH = Path(__file__).parents[1] / "samples" / "truth.json"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "w"
    done = subprocess.run(
        [sys.executable, "-m", "edi_shortlist.cli", "demo", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_each_step_is_told_in_order(told):
    steps = ["Read 23", "Redacted:", "Released:", "Scored: 288", "Shortlisted: 7", "Log verified."]
    lines = told.splitlines()
    assert all(line.startswith(step) for line, step in zip(lines, steps, strict=False))
    assert "Interview list: C-" in told


def test_nobody_is_named(told):
    people = json.loads(TRUTH.read_text(encoding="utf-8")).values()
    full_names = [person["identity"][0] for person in people]
    assert len(full_names) == 16
    assert not [name for name in full_names if name in told]
