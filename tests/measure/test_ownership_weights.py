"""The weights of ownership.toml are what counting the training marks gives."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def counted():
    script = ROOT / "models" / "training" / "ownership.py"
    printed = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True
    ).stdout
    rows = re.findall(r"^(\w+) (\w+) +own .*log odds ([+-][\d.]+)$", printed, re.MULTILINE)
    return {(how, owner): float(odds) for how, owner, odds in rows}


@pytest.mark.parametrize("how", ["plain", "lean"])
@pytest.mark.parametrize("owner", ["applicant", "work"])
def test_the_shipped_weight_is_the_counted_one(counted, how, owner):
    shipped = tomllib.loads((ROOT / "resources/lexicons/ownership.toml").read_text("utf-8"))
    assert shipped[how][owner] == pytest.approx(counted[how, owner], abs=0.05)
