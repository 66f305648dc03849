"""Whose files are whose."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.planning import PlannedApplication, plan_import

from .zip_files import make_zip


def _tree(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    return root


def _shown(plan: list[PlannedApplication]) -> dict[str, list[str]]:
    return {p.name: [file.name.split("/", 1)[-1] for file in p.files] for p in plan}


CASES = [
    # what lies in one folder given by itself, and the applicants in it
    (["a/cv.txt", "a/form.txt", "b/cv.txt"], {"a": ["a/cv.txt", "a/form.txt"], "b": ["b/cv.txt"]}),
    (["ann.txt", "ben.txt"], {"ann.txt": ["ann.txt"], "ben.txt": ["ben.txt"]}),
    (["a/cv.txt", "ben.txt"], {"a": ["a/cv.txt"], "ben.txt": ["ben.txt"]}),
    (["a/cv.txt", "a/certificates/x.txt"], {"a": ["a/certificates/x.txt", "a/cv.txt"]}),
    # one sub-folder alone is one applicant …
    (["a/cv.txt", "a/form.txt"], {"a": ["a/cv.txt", "a/form.txt"]}),
    # … but a folder that only holds the folder of applicants is looked through
    (["all/a/cv.txt", "all/b/cv.txt"], {"a": ["all/a/cv.txt"], "b": ["all/b/cv.txt"]}),
    (["all/a/cv.txt", "all/b.txt"], {"all": ["all/a/cv.txt", "all/b.txt"]}),
]


@pytest.mark.parametrize(("names", "expected"), CASES)
def test_one_folder(tmp_path: Path, names: list[str], expected: dict[str, list[str]]) -> None:
    assert _shown(plan_import([_tree(tmp_path / "given", *names)])) == expected


@pytest.mark.parametrize(("names", "expected"), CASES)
def test_one_archive_is_like_a_folder(
    tmp_path: Path, names: list[str], expected: dict[str, list[str]]
) -> None:
    path = make_zip(tmp_path / "given.zip", dict.fromkeys(names, b"x"))
    assert _shown(plan_import([path])) == expected


def test_several_paths(tmp_path: Path) -> None:
    ann = _tree(tmp_path / "ann", "cv.txt", "form.txt")
    batch = _tree(tmp_path / "batch", "ben/cv.txt", "cat/cv.txt", "dan.txt")
    flat = make_zip(tmp_path / "eve.zip", {"cv.txt": b"", "form.txt": b""})
    loose = _tree(tmp_path, "fay.txt") / "fay.txt"
    plan = plan_import([ann, batch, flat, loose])
    assert {p.name: len(p.files) for p in plan} == {
        "ann": 2,
        "ben": 1,
        "cat": 1,
        "dan.txt": 1,
        "eve": 2,
        "fay.txt": 1,
    }


def test_an_index_groups_what_lies_loose(tmp_path: Path) -> None:
    given_folder = _tree(tmp_path / "given", "1.txt", "2.txt", "3.txt", "4.txt")
    index = tmp_path / "given" / "index.csv"
    index.write_text("files,full_name\n1.txt; 3.txt,Ada Obi\n4.TXT,Ben Low\n")
    plan = plan_import([given_folder], index)
    assert [(p.name, [f.file_name for f in p.files], p.row and p.row.line) for p in plan] == [
        ("1.txt; 3.txt", ["1.txt", "3.txt"], 2),
        ("4.TXT", ["4.txt"], 3),
        ("2.txt", ["2.txt"], None),  # the index itself is no application
    ]


def test_a_row_may_name_a_sub_folder_or_one_of_its_files(tmp_path: Path) -> None:
    given_folder = _tree(
        tmp_path / "given", "a/cv.txt", "a/form.txt", "b/cv.txt", "b/form.txt", "c/cv.txt"
    )
    index = tmp_path / "index.csv"
    index.write_text("files\na\nb/form.txt\n")
    plan = plan_import([given_folder], index)
    assert {p.name: len(p.files) for p in plan} == {"a": 2, "b/form.txt": 2, "c": 1}


def test_a_sub_folder_that_two_rows_share_is_shared_as_they_say(tmp_path: Path) -> None:
    given_folder = _tree(tmp_path / "given", "in/1.txt", "in/2.txt", "in/3.txt")
    index = tmp_path / "index.csv"
    index.write_text("files\nin/1.txt\nin/2.txt\n")
    plan = plan_import([given_folder], index)
    assert [[f.file_name for f in p.files] for p in plan] == [["1.txt"], ["2.txt"], ["3.txt"]]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a/missing.txt", "no file or folder 'a/missing.txt'"),
        ("cv.txt", "'cv.txt' may be any of 2"),
        ("a;b;a/cv.txt;nobody", "no file or folder 'nobody'"),
    ],
)
def test_a_row_that_fits_nothing_harms_only_itself(tmp_path: Path, row: str, words: str) -> None:
    given_folder = _tree(tmp_path / "given", "a/cv.txt", "b/cv.txt", "c/form.txt")
    index = tmp_path / "index.csv"
    index.write_text(f"files\n{row}\nc\n")
    plan = plan_import([given_folder], index)
    assert words in plan[0].problem
    assert plan[0].problem.startswith("Line 2 of the index")
    assert plan[0].files == ()
    assert plan[1].problem == ""
    # What the faulty row did name does not come in as a stranger.
    named = {part.strip() for part in row.split(";")}
    assert not any(p.name in named for p in plan[2:])


def test_two_rows_cannot_have_one_file(tmp_path: Path) -> None:
    given_folder = _tree(tmp_path / "given", "a/cv.txt")
    index = tmp_path / "index.csv"
    index.write_text("files\na\na/cv.txt\n")
    first, second = plan_import([given_folder], index)
    assert first.problem == ""
    assert "belongs to another line" in second.problem


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_to_import(tmp_path: Path, exists: bool) -> None:
    folder = tmp_path / "given"
    if exists:
        folder.mkdir()
    with pytest.raises(Refused, match="no files to import" if exists else "'given' is not there"):
        plan_import([folder])


names = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=4).map("/".join),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(names, st.lists(st.sampled_from(["a", "b", "a/b", "c/d", "x"]), max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_file_is_one_applicants(
    tmp_path_factory: pytest.TempPathFactory, files: list[str], rows: list[str]
) -> None:
    """No file is lost or given twice, but those that a faulty row names."""
    root = tmp_path_factory.mktemp("plan")
    members = {f"{name}.txt": b"x" for name in files}
    path = make_zip(root / "given.zip", members)
    index = None
    if rows:
        index = root / "index.csv"
        index.write_text("files\n" + "\n".join(rows) + "\n")
    plan = plan_import([path], index)
    found = [file.member for p in plan for file in p.files]
    assert len(found) == len(set(found))
    assert set(found) <= set(members)
    if not any(p.problem for p in plan):
        assert set(found) == set(members)


def test_one_table_among_the_paths_is_the_index(tmp_path: Path) -> None:
    folder = _tree(tmp_path / "given", "1.txt", "2.txt")
    (tmp_path / "people.csv").write_text("files,full_name\n1.txt,Ada Obi\n2.txt,Ben Low\n")
    plan = plan_import([folder, tmp_path / "people.csv"])
    assert [p.row and p.row.identity["full_name"] for p in plan] == ["Ada Obi", "Ben Low"]
    assert plan == plan_import([folder], tmp_path / "people.csv")
