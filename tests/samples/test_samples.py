"""The sample applications are what README.md beside them promises, and their files are what the
script makes."""

import csv
import importlib
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from edi_shortlist import bundled
from edi_shortlist.documents import Reader, read_form
from edi_shortlist.documents.model import Document, Part
from edi_shortlist.recruitment import (
    Scheme,
    Score,
    Shortlist,
    TieRule,
    Vacancy,
    apply_guarantees,
    missing_scores,
    panel_scores,
    rank,
)
from edi_shortlist.redaction.span import Label

SAMPLES = bundled.resource("samples")
TRUTH: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("truth.json").read_text(encoding="utf-8")
)
FOLDERS = [f"application-{n:02d}" for n in range(1, 17)]


@pytest.fixture(scope="module")
def make_samples() -> Iterator[ModuleType]:
    """The script itself, imported as a module."""
    sys.path.insert(0, str(SAMPLES))
    try:
        yield importlib.import_module("make_samples")
    finally:
        sys.path.remove(str(SAMPLES))


@pytest.fixture(scope="module")
def read() -> dict[str, Document]:
    """Every sample document as the program reads it, by ``folder/file``."""
    with Reader() as reader:
        return {
            f"{path.parent.name}/{path.name}": reader.read(path)
            for path in sorted((SAMPLES / "applications").glob("*/*"))
        }


@pytest.fixture(scope="module")
def vacancy() -> Vacancy:
    return Vacancy.from_dict(tomllib.loads((SAMPLES / "vacancy.toml").read_text("utf-8")))


@pytest.fixture(scope="module")
def index() -> dict[str, dict[str, str]]:
    with (SAMPLES / "index.csv").open(encoding="utf-8", newline="") as file:
        return {row["files"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    with (SAMPLES / "scores.csv").open(encoding="utf-8", newline="") as file:
        return [
            Score(r["candidate"], r["panellist"], r["criterion"], int(r["score"]), r["note"])
            for r in csv.DictReader(file)
        ]


def _words(text: str) -> Counter[str]:
    return Counter(text.split())


# The files


def test_the_script_makes_the_committed_files_again(
    make_samples: ModuleType, tmp_path: Path
) -> None:
    made = make_samples.make(tmp_path)
    for path in made:
        committed = SAMPLES / path.relative_to(tmp_path)
        assert committed.is_file(), f"{committed.name} is not committed"
        if path.suffix in (".csv", ".jsonl", ".txt"):
            assert path.read_bytes() == committed.read_bytes(), path.name
    names = {path.relative_to(tmp_path) for path in made if path.parent != tmp_path}
    kept = {path.relative_to(SAMPLES) for path in (SAMPLES / "applications").glob("*/*")}
    assert kept == names, "a file under applications/ is not made by the script"


def test_the_script_makes_the_same_bytes_each_time(
    make_samples: ModuleType, tmp_path: Path
) -> None:
    first, second = make_samples.make(tmp_path / "1"), make_samples.make(tmp_path / "2")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_each_committed_file_holds_the_words_of_its_text(
    make_samples: ModuleType, read: dict[str, Document]
) -> None:
    for sample in make_samples.documents():
        found = _words(read[f"{sample.folder}/{sample.file}"].text)
        missing = _words(make_samples.linear(sample.text)) - found
        # The bullet of a list and a line broken at a hyphen may cost a word, no more.
        assert missing.total() <= 2, (sample.file, missing)


def test_no_document_is_read_with_a_warning(read: dict[str, Document]) -> None:
    assert {name: d.warnings for name, d in read.items() if d.warnings} == {}


# The mix


def test_sixteen_applicants() -> None:
    assert sorted(p.name for p in (SAMPLES / "applications").iterdir()) == FOLDERS
    assert sorted(TRUTH) == FOLDERS


def test_the_mix_of_layouts(make_samples: ModuleType) -> None:
    layouts = Counter(d.layout for d in make_samples.documents())
    assert layouts["form-2026"] + layouts["form-2019"] >= 7
    assert layouts["form-2019"] >= 1
    assert layouts["cv-word"] >= 3
    assert layouts["cv-pdf"] >= 1
    assert layouts["cv-pdf-sidebar"] >= 1
    assert layouts["cv-pdf-columns"] >= 1
    assert layouts["plain-text"] >= 1
    documents = Counter(d.folder for d in make_samples.documents())
    assert sum(1 for n in documents.values() if n > 1) >= 4


def test_word_files_have_headers_footers_photos_and_a_text_box(
    read: dict[str, Document],
) -> None:
    parts = {block.part for document in read.values() for block in document.blocks}
    assert parts == {Part.BODY, Part.HEADER, Part.FOOTER, Part.TEXT_BOX}
    assert sum(document.pictures for document in read.values()) >= 3


def test_every_label_is_used(make_samples: ModuleType) -> None:
    used = {
        label for d in make_samples.documents() for label, _ in make_samples.MARK.findall(d.marked)
    }
    from_the_guide = {label.value for label in Label} - {
        "EMPLOYER",  # hidden by the strict policy only, so the guide has no mark for these four
        "DATE",
        "LANGUAGE",
        "MEMBERSHIP",
    }
    assert from_the_guide <= used
    assert "KEEP" in used
    assert used <= {label.value for label in Label} | {"KEEP"}


def test_forms_and_statements_have_the_length_of_real_ones(make_samples: ModuleType) -> None:
    for folder, applicant in make_samples.applicants().items():
        words = sum(
            len(make_samples.linear(d.text).split())
            for d in make_samples.documents()
            if d.folder == folder
        )
        assert words >= 450, folder
        if form := applicant.get("form"):
            statement = make_samples.strip_marks(form["statement"])
            assert 350 <= len(statement.split()) <= 600, folder


@pytest.mark.parametrize(
    ("scheme", "declarers"),
    [
        ("disability-confident", {"application-08", "application-11", "application-12"}),
        ("care-experience", {"application-07", "application-11"}),
    ],
)
def test_who_declares(make_samples: ModuleType, scheme: str, declarers: set[str]) -> None:
    people = make_samples.applicants()
    assert {f for f, a in people.items() if scheme in a.get("declarations", [])} == declarers
    assert {f for f, t in TRUTH.items() if scheme in t["declarations"]} == declarers


def test_the_ticks_on_the_forms_are_the_declarations(make_samples: ModuleType) -> None:
    for folder, applicant in make_samples.applicants().items():
        if form := applicant.get("form"):
            ticked = {
                scheme
                for scheme, key in (
                    ("disability-confident", "disability_confident"),
                    ("care-experience", "care_experience"),
                )
                if form[key] == "Yes"
            }
            assert ticked == set(applicant.get("declarations", [])), folder


def test_the_index_has_a_row_for_each_applicant_without_a_form(
    make_samples: ModuleType, index: dict[str, dict[str, str]]
) -> None:
    without = [f for f, a in make_samples.applicants().items() if "form" not in a]
    assert list(index) == without
    for folder, row in index.items():
        assert (SAMPLES / "applications" / folder).is_dir()
        assert row["full_name"]
        assert row["email"]
    assert index["application-12"]["declarations"] == "disability-confident"
    assert index["application-12"]["monitoring.armed-forces"]


def test_the_forms_read_as_data_say_what_their_texts_say(
    make_samples: ModuleType, read: dict[str, Document]
) -> None:
    for folder, applicant in make_samples.applicants().items():
        if form := applicant.get("form"):
            answers = read_form(read[f"{folder}/{form['file']}"])
            identity = {key: said for key, said in applicant["identity"].items() if said}
            assert answers.identity == identity, folder
            assert set(answers.declarations) == set(applicant.get("declarations", [])), folder
            assert answers.monitoring == applicant["monitoring"], folder
            if mode := applicant.get("interview_mode"):
                assert answers.interview_mode == mode.lower(), folder
            if words := TRUTH[folder]["adjustments"]:
                assert answers.adjustments == words, folder
            assert answers.unclear == (), folder


# What the byte search looks for


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_searched_for_stands_in_the_application(
    folder: str, read: dict[str, Document], index: dict[str, dict[str, str]]
) -> None:
    """A string that stands nowhere in an application would be looked for in vain."""
    row = " ".join(index.get(folder, {}).values())
    texts = " ".join(d.text for name, d in read.items() if name.startswith(folder)) + row
    one_line = " ".join(texts.split()).casefold()
    truth = TRUTH[folder]
    sought = [*truth["declared"], *truth["monitoring"], *truth["others"]]
    sought += [truth["adjustments"]] if truth["adjustments"] else []
    for words in sought:
        assert words.casefold() in one_line, (folder, words)
    # Dates of birth as ISO and names without accents are forms that the program itself may make.
    absent = [w for w in truth["identity"] if w.casefold() not in one_line]
    assert len(absent) <= 4, absent


# The shortlist, worked out by hand


def test_scores_are_complete(vacancy: Vacancy, scores: list[Score]) -> None:
    assert missing_scores(vacancy, FOLDERS, scores) == []
    assert len(scores) == 16 * 3 * 6


def test_notes_name_nobody(scores: list[Score]) -> None:
    sought = [w for truth in TRUTH.values() for w in (*truth["identity"], *truth["others"])]
    for score in scores:
        assert not [w for w in sought if w in score.note], score.note
        words = {w.strip(".,;:").casefold() for w in score.note.split()}
        assert not words & {"he", "she", "his", "her", "him", "hers", "himself", "herself"}


def _shortlist(vacancy: Vacancy, scores: list[Score]) -> Shortlist:
    declarations: dict[str, list[str]] = defaultdict(list)
    for folder, truth in TRUTH.items():
        declarations[folder] = truth["declarations"]
    schemes = {}
    for scheme in vacancy.schemes:
        toml = bundled.resource(f"schemes/{scheme}.toml").read_text(encoding="utf-8")
        schemes[scheme] = Scheme.from_dict(tomllib.loads(toml))
    standings = rank(vacancy, panel_scores(vacancy, FOLDERS, scores))
    return apply_guarantees(vacancy, standings, declarations, schemes, None)


# Totals are in thirds, since three panellists score: 3 x E1 + 2 x (E2 + E3 + E4) + D1 + D2.
EXPECTED = [
    # folder, three times the total, rank, essentials failed, route, schemes
    (1, 112, 1, (), "merit", ()),
    (14, 105, 2, (), "merit", ()),
    (7, 101, 3, (), "merit", ("care-experience",)),
    (2, 97, 4, (), "merit", ()),
    (5, 97, 4, (), "merit", ()),
    (16, 91, 6, (), None, ()),
    (6, 89, 7, (), None, ()),
    (4, 85, 8, (), None, ()),
    (15, 82, 9, (), None, ()),
    (8, 80, 10, (), "guaranteed", ("disability-confident",)),
    (3, 76, 11, (), None, ()),
    (9, 75, 12, (), None, ()),
    (11, 72, 13, (), "guaranteed", ("disability-confident", "care-experience")),
    (12, 72, None, ("E2",), None, ()),
    (10, 74, None, ("E1",), None, ()),
    (13, 53, None, ("E2", "E3"), None, ()),
]


@pytest.mark.parametrize(("number", "thirds", "place", "failed", "route", "schemes"), EXPECTED)
def test_the_outcome_of_each_applicant(
    vacancy: Vacancy,
    scores: list[Score],
    number: int,
    thirds: int,
    place: int | None,
    failed: tuple[str, ...],
    route: str | None,
    schemes: tuple[str, ...],
) -> None:
    outcomes = {o.candidate: o for o in _shortlist(vacancy, scores).outcomes}
    outcome = outcomes[f"application-{number:02d}"]
    assert outcome.standing.total * 3 == thirds
    assert outcome.standing.rank == place
    assert outcome.standing.failed_essentials == failed
    assert outcome.route == route
    assert outcome.invited == (route is not None)
    if route:
        assert set(outcome.schemes) == set(schemes)


def test_seven_are_invited(vacancy: Vacancy, scores: list[Score]) -> None:
    invited = [f"application-{n:02d}" for n in (1, 2, 5, 7, 8, 11, 14)]
    assert list(_shortlist(vacancy, scores).interview_list) == invited


def test_the_essential_criteria_would_break_the_tie(vacancy: Vacancy, scores: list[Score]) -> None:
    by_essentials = Vacancy.from_dict({**vacancy.to_dict(), "ties": TieRule.ESSENTIAL_TOTAL.value})
    merit = {o.candidate for o in _shortlist(by_essentials, scores).outcomes if o.route == "merit"}
    assert "application-05" in merit
    assert "application-02" not in merit
