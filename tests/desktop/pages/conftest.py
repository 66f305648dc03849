"""The page of the forms over three applications."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_once import made_once

from edi_shortlist import bundled
from edi_shortlist.desktop.theme import Appearance
from edi_shortlist.workflow import importing, vacancies
from edi_shortlist.workflow.session import Session
from tests.desktop.conftest import CHEAP, PASSPHRASE, REF

# Imported for its fixtures.
from tests.desktop.decided import cheap_keys, decided, one_window, window  # noqa: F401
from tests.desktop.pages.audit_alone import AuditDriver
from tests.desktop.pages.forms import show, write_applications


@pytest.fixture
def audit(
    qtbot, look: Appearance, stages: Callable[[str], Path], tmp_path: Path
) -> Iterator[AuditDriver]:
    """The audit page with no workspace open."""
    driver = AuditDriver(qtbot, stages, tmp_path)
    yield driver
    driver.close()


@pytest.fixture(scope="session")
def forms_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with those three applications; to be copied."""
    return made_once(tmp_path_factory, "forms-workspace", _import_forms)


def _import_forms(folder: Path) -> Path:
    with Session.create(folder / "workspace", PASSPHRASE, "HR officer", cost=CHEAP) as session:
        path = bundled.resource("samples/vacancy.toml")
        vacancies.create_vacancy(session, vacancies.load_vacancy_file(path))
        report = importing.import_applications(session, REF, [write_applications(folder / "given")])
        assert not report.failures, report.failures
    return folder / "workspace"


@pytest.fixture
def forms_page(driver, forms_workspace: Path, tmp_path: Path):
    """The page over those three applications, with the one that is certain shown."""
    folder = shutil.copytree(forms_workspace, tmp_path / "copied")
    desk, answers = driver.window.desk, []
    desk.open(folder, "HR officer", answers.append, driver._fail)
    driver.settle()
    desk.unlock(PASSPHRASE, answers.append, driver._fail)
    driver.settle()
    page = driver.show("forms")
    assert page.work.model.rowCount() == 3
    show(driver, page, "Nkechi Balogun")
    return page
