"""Every hostile file of the tests, among good files of every format, in one import: the good ones
come in, and each bad one costs one sentence."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from documents.good_files import GOOD
from documents.hostile_files import HOSTILE
from documents.hostile_files.kinds import SECRET, WORDS
from documents.written_once import put_good, put_hostile

from edi_shortlist.documents import private_folder
from edi_shortlist.workflow.auditing import verify_audit
from edi_shortlist.workflow.importing import ImportReport, import_applications
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.vacancies import create_vacancy, load_vacancy_file

from .no_redactor import NoRedactor
from .sample_job import CHEAP, PASSPHRASE, REF, SAMPLES


@dataclass(frozen=True)
class Imported:
    """What came of the folder: by sub-folder, one for each file.

    Attributes:
        present: what is in, once or already, for the archive holds some of the others.
        hostile: file names.
    """

    session: Session
    report: ImportReport
    present: frozenset[str]
    sentences: Mapping[str, list[str]]
    hostile: Mapping[str, str]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "arrived"
    for number, name in enumerate(GOOD):
        (folder / f"good-{number:03d}").mkdir(parents=True)
        put_good(tmp_path_factory, name, folder / f"good-{number:03d}" / name)
    hostile = {f"hostile-{number:03d}": name for number, name in enumerate(HOSTILE)}
    for own, name in hostile.items():
        (folder / own).mkdir()
        put_hostile(tmp_path_factory, name, folder / own / name)
    session = Session.create(root / "workspace", PASSPHRASE, "hr", cost=CHEAP)
    create_vacancy(session, load_vacancy_file(SAMPLES / "vacancy.toml"))
    report = import_applications(session, REF, [folder], redactor=NoRedactor())
    sentences: dict[str, list[str]] = {}
    for failure in report.failures:
        _, own, *_ = failure.file.split("/")
        sentences.setdefault(own, []).append(failure.sentence)
    added = {one.name for one in session.vault.applications(REF)}
    assert len(added) == len(report.added)
    return Imported(session, report, frozenset(added | {*report.already_in}), sentences, hostile)


def test_all_good_files_are_in(imported: Imported) -> None:
    good = {f"good-{number:03d}" for number in range(len(GOOD))}
    assert good <= imported.present
    assert not good & imported.sentences.keys()


def test_each_hostile_file_is_in_or_has_its_sentence(imported: Imported) -> None:
    wrong: list[tuple[str, str]] = []
    for own, name in imported.hostile.items():
        said = imported.sentences.get(own, [])
        is_in = own in imported.present
        one = HOSTILE[name]
        if not is_in and len(said) != 1:
            wrong.append((name, f"left out with {len(said)} sentences"))
        if is_in and not one.reads:
            wrong.append((name, "read, and not refused"))
        if not is_in and not one.refused:
            wrong.append((name, f"refused, and not read: {said}"))
    assert wrong == []


def test_the_sentences_are_plain_and_tell_nothing_of_the_files(imported: Imported) -> None:
    for said in imported.sentences.values():
        for sentence in said:
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert len(sentence.split()) >= 6
            for word in (SECRET, WORDS, "Traceback", "Exception", "/tmp", "edi-reading"):
                assert word not in sentence


def test_no_file_stopped_or_delayed_the_reader(imported: Imported) -> None:
    counts = Counter(said for each in imported.sentences.values() for said in each)
    assert [said for said in counts if "made the reader stop" in said] == []
    assert [said for said in counts if "took too long" in said] == []


def test_nothing_was_fetched_or_carried_along(imported: Imported) -> None:
    vault = imported.session.vault
    for application in vault.applications(REF):
        for original in vault.originals(application.candidate):
            assert SECRET not in json.dumps(original.document)
    assert verify_audit(imported.session).ok


def test_nothing_is_left_behind(imported: Imported) -> None:
    me = psutil.Process().pid
    for place in private_folder.places():
        assert list(Path(place).glob(f"edi-reading-{me}-*")) == []
    names = [child.name() for child in psutil.Process().children(recursive=True)]
    assert not [name for name in names if "soffice" in name]
