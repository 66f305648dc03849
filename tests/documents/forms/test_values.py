import pytest

from edi_shortlist.documents.forms.values import iso_date, name, phones, postcode


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("14/08/1991", "1991-08-14"),
        ("3.4.72", "1972-04-03"),
        ("30-JUN-1984", "1984-06-30"),
        ("1989-10-03", "1989-10-03"),
        ("5th July 1979, Tynwald Day", "1979-07-05"),
        ("17 Mawrth 1987", "1987-03-17"),
        ("30 Jan 2006 Where Dharamshala", "2006-01-30"),
        ("August 14, 1991", "1991-08-14"),
        ("29/02/2001", ""),  # no such day
        ("31 Smarch 1990", ""),
        ("07/13/1990", ""),  # month 13: not turned round by guessing
        ("12/05/15", "2015-05-12"),
        ("12/05/16", "1916-05-12"),
        ("in the spring of 1961", ""),
        ("", ""),
    ],
)
def test_iso_date(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("07700 900381", ["07700 900381"]),
        ("01632 960114 / 07700 900381", ["01632 960114", "07700 900381"]),
        ("+44 7700 900112", ["+44 7700 900112"]),
        ("(0151) 496 0245", ["(0151) 496 0245"]),
        ("020-7946-0655", ["020-7946-0655"]),
        ("DBS 001588237741", []),  # twelve digits: a certificate
        ("QQ 45 12 78 B", []),
        ("12/2/25 and 2011 to 2014", []),
        ("£27,400", []),
    ],
)
def test_phones(text: str, numbers: list[str]) -> None:
    assert phones(text) == numbers


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Manor Park e12 6hl", "E12 6HL"),
        ("L201AA", "L20 1AA"),
        ("SW1A  2AA", "SW1A 2AA"),
        ("licence B23", ""),
        ("room 4", ""),
    ],
)
def test_postcode(text: str, code: str) -> None:
    assert postcode(text) == code


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Mrs Bronwen Hâf Prydderch", "Bronwen Hâf Prydderch"),
        ("Dr. Amina O’Neill-Okafor", "Amina O’Neill-Okafor"),
        ("Chau (please do not shorten)", "Chau"),
        ('Rosemary "Rosie" Ashby-Coote', "Rosemary Rosie Ashby-Coote"),
        ("Kent Lancaster. And yes, really", "Kent Lancaster"),
        ("Miss", "Miss"),  # a title with no name after it may be the name
        ("Prof Ito", "Ito"),
        ("____", ""),
        ("John R. Smith", "John R. Smith"),
        ("Mary St. John", "Mary St. John"),
        ("A. N. Other. Signed by my sister", "A. N. Other"),
    ],
)
def test_name(text: str, bare: str) -> None:
    assert name(text) == bare
