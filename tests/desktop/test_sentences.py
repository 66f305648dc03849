import pytest

from edi_shortlist.desktop.sentences import count, error_sentences, time_left
from edi_shortlist.recruitment.vacancy import Vacancy, VacancyError
from edi_shortlist.storage import WrongPassphrase
from edi_shortlist.workflow.errors import Refused


def test_a_refusal_says_each_of_its_problems():
    assert error_sentences(Refused("First.", "Second.")) == ["First.", "Second."]


def test_a_vacancy_error_says_each_of_its_problems():
    with pytest.raises(VacancyError) as caught:
        Vacancy(reference="", title="")
    assert len(error_sentences(caught.value)) == 2


def test_an_error_of_the_program_speaks_for_itself():
    assert error_sentences(WrongPassphrase()) == [str(WrongPassphrase())]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file", "/secret/place/cv.docx"), "cv.docx"),
        (PermissionError(13, "Denied", "/secret/place/cv.docx"), "does not allow"),
        (OSError(28, "No space left on device"), "no space left"),
    ],
)
def test_errors_of_the_computer_are_put_in_words(error, said):
    (sentence,) = error_sentences(error)
    assert said in sentence
    assert "/secret" not in sentence


def test_an_unforeseen_error_never_quotes_its_text():
    """Its text may hold a line of an application."""
    try:
        raise KeyError("Aisha Khan, 12 Mill Lane")
    except KeyError as error:
        (sentence,) = error_sentences(error)
    assert "Aisha" not in sentence
    assert "KeyError" in sentence
    assert "test_sentences.py, line" in sentence


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 10, 5.0, "working out how long it will take"),
        (1, 0, 5.0, "working out how long it will take"),
        (10, 10, 5.0, "nearly done"),
        (5, 10, 22.0, "about 20 seconds left"),
        (1, 2, 4.0, "about 5 seconds left"),
        (1, 2, 60.0, "about a minute left"),
        (1, 10, 60.0, "about 9 minutes left"),
    ],
)
def test_time_left(done, total, seconds, said):
    assert time_left(done, total, seconds) == said


@pytest.mark.parametrize(
    ("number", "one", "many", "said"),
    [
        (0, "score", None, "0 scores"),
        (1, "score", None, "1 score"),
        (2, "entry", "entries", "2 entries"),
    ],
)
def test_count(number, one, many, said):
    assert count(number, one, many) == said
