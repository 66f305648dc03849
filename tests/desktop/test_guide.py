"""The guide stays true: its pictures exist, and its keys are those of the help page."""

import re
from pathlib import Path

from edi_shortlist.desktop.pages.help import KEYS

GUIDE = Path(__file__).parents[2] / "docs" / "user-guide.md"


def test_every_picture_is_there_and_says_what_it_shows():
    found = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE.read_text(encoding="utf-8"))
    assert len(found) >= 15
    for words, path in found:
        assert (GUIDE.parent / path).is_file(), path
        assert words, path


def test_every_picture_that_is_drawn_is_shown_or_left_for_the_readme():
    shown = GUIDE.read_text(encoding="utf-8") + (GUIDE.parents[1] / "README.md").read_text(
        encoding="utf-8"
    )
    drawn = {path.name for path in (GUIDE.parent / "pictures").glob("*.png")}
    left_over = {name for name in drawn if name not in shown}
    assert left_over <= {"open-vault-light.png", "scoring-dark.png", "shortlist-dark.png"}


def test_the_keys_are_those_of_the_program():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", GUIDE.read_text("utf-8"), re.M)
    assert rows[1:] == [(where, key, does) for where, keys in KEYS for key, does in keys]


def test_every_heading_that_is_linked_exists():
    text = GUIDE.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }
    for anchor in re.findall(r"\]\(#([^)]+)\)", text):
        assert anchor in headings, anchor
