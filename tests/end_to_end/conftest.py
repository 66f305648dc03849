"""The sample job, run once for all of these tests."""

import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_once import made_once

from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file

from .sample_job import CHEAP, PASSPHRASE, SAMPLES, Job
from .watching import Watched, run_watched


@pytest.fixture(scope="session")
def sample_job_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Watched]:
    """The demonstration, run once under watch: the folder that ``run_sample_job`` filled, and what
    was seen."""
    return made_once(tmp_path_factory, "sample-job", _run_sample_job)


def _run_sample_job(folder: Path) -> tuple[Path, Watched]:
    watched = run_watched(
        folder / "watched", "-m", "end_to_end.run_sample_job", str(folder), trace=True
    )
    assert watched.status == 0, watched.stderr
    return folder, watched


@pytest.fixture(scope="session")
def watched_job(sample_job_run: tuple[Path, Watched]) -> Watched:
    """What was seen of the demonstration."""
    return sample_job_run[1]


@pytest.fixture(scope="session")
def job(sample_job_run: tuple[Path, Watched]) -> Job:
    """The demonstration, from the sample files to the shortlist."""
    made = pickle.loads((sample_job_run[0] / "job.pickle").read_bytes())
    assert isinstance(made, Job)
    return made


@pytest.fixture(scope="session")
def imported(sample_job_run: tuple[Path, Watched]) -> Path:
    """The same workspace as it stood when its sixteen applications waited for review."""
    return sample_job_run[0] / "imported"


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
