"""The sample job, run once for all of these tests: to its end, and stopped before each step."""

import io
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edi_shortlist.workflow.demonstration import run_demo
from edi_shortlist.workflow.importing import import_applications
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file

from .sample_job import CHEAP, PASSPHRASE, REF, SAMPLES, Job


@pytest.fixture(scope="session")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """The demonstration, from the sample files to the shortlist."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    temporary = tmp_path_factory.mktemp("temporary")
    elsewhere: dict[str, bytes] = {}
    messages = io.StringIO()
    handler = logging.StreamHandler(messages)

    def look_around(done: int, total: int, what: str) -> None:
        for path in temporary.rglob("*"):
            if path.is_file():
                elsewhere[f"temporary file {path.name} at step {done}"] = path.read_bytes()
        elsewhere["words of progress"] = (
            elsewhere.get("words of progress", b"") + f"{what}\n".encode()
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setenv("TMPDIR", str(temporary))
        root = logging.getLogger()
        level = root.level
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        try:
            view = run_demo(folder, PASSPHRASE, progress=look_around, cost=CHEAP)
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
    look_around(17, 16, "")
    elsewhere["log messages"] = messages.getvalue().encode()
    return Job(folder, view, elsewhere)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose sixteen applications wait for review."""
    folder = tmp_path_factory.mktemp("imported") / "workspace"
    with Session.create(folder, PASSPHRASE, "hr", cost=CHEAP) as s:
        create_vacancy(s, load_vacancy_file(SAMPLES / "vacancy.toml"))
        report = import_applications(s, REF, [SAMPLES / "applications"], SAMPLES / "index.csv")
        assert report.failures == ()
        assert len(report.added) == 16
    return folder


@pytest.fixture
def in_review(imported: Path, tmp_path: Path) -> Iterator[Session]:
    """A session on a copy of it, the vault open."""
    with Session.open(shutil.copytree(imported, tmp_path / "in-review"), "hr") as s:
        s.unlock(PASSPHRASE)
        yield s


@pytest.fixture
def new_session(tmp_path: Path) -> Iterator[Callable[[str], Session]]:
    """Makes empty workspaces with the sample vacancy, the vault open."""
    opened: list[Session] = []

    def make(name: str) -> Session:
        s = Session.create(tmp_path / name, PASSPHRASE, "hr", cost=CHEAP)
        opened.append(s)
        create_vacancy(s, load_vacancy_file(SAMPLES / "vacancy.toml"))
        return s

    yield make
    for s in opened:
        s.close()
