"""Driving the page of the forms as a person does, and three applications to drive it over."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edi_shortlist.workflow import applications
from tests.desktop.conftest import REF

CTRL, KEY = Qt.KeyboardModifier.ControlModifier, Qt.Key
FORM = """Application form

Personal details
Full name: {name}
Email address: {mail}
Telephone: 01632 960101
Date of birth: 3 May 1990

Guaranteed interview
Disability Confident: do you wish to be considered for a guaranteed interview? Yes [{yes}] No [{no}]

Adjustments needed at interview: A quiet room

Equality monitoring
Religion: Muslim

Supporting statement
I have led a team of six advisers. I enjoy plain words.
"""


def write_applications(folder: Path) -> Path:
    """Write one form that is certain, one with a box that cannot be read, and a bare letter."""
    files = {
        "certain": {
            "form.txt": FORM.format(name="Nkechi Balogun", mail="nb@example.com", yes="x", no=" ")
        },
        "unclear": {
            "form.txt": FORM.format(name="Tom Cole", mail="tc@example.com", yes="x", no="x"),
            "letter.txt": "Dear panel\nTom Cole kept the books.\nWrite to tom.cole@example.com.",
        },
        "nameless": {"letter.txt": "Dear panel\nI kept the books for nine years."},
    }
    for name, texts in files.items():
        (folder / name).mkdir(parents=True)
        for file, words in texts.items():
            (folder / name / file).write_text(words)
    return folder


def show(driver, page, name: str) -> None:
    """Choose an applicant in the list."""
    page.work.table.choose_row(page.work.model.find(lambda form: form.name == name))
    driver.settle()


def row(page, key: str):
    return next(one for one in page.work.fields.rows if one.field.key == key)


def go(page, key: str):
    """Put the keyboard into a field."""
    found = row(page, key)
    page.work.fields.go_to(page.work.fields.rows.index(found))
    return found


def press(driver, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is, through the window as a person does."""
    QTest.keyClick(driver.window.windowHandle(), key, modifier)


def type_over(driver, found, words: str) -> None:
    """Put other words into a line."""
    press(driver, KEY.Key_A, CTRL)
    for letter in words:
        QTest.keyClick(found.editor, letter)


def tag(page, name: str) -> str:
    at = page.work.model.find(lambda form: form.name == name)
    return page.work.model.index(at, 1).data()


def stored(driver, name: str):
    """What the vault holds of the applicant with that name."""
    found = []
    driver.window.desk.call(applications.list_applications, REF, unsealed=True, done=found.extend)
    driver.settle()
    return next(a for a in found if (a.identity or {}).get("full_name", "") == name)
