"""Universities by the short names that people call them, and the years of degrees."""

import pytest

from edi_shortlist.redaction.degrees import DegreeRecogniser

UNI, YEAR = "SCHOOL", "EDUCATION_DATE"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BSc Botany, Keele, 2009", [(UNI, "Keele"), (YEAR, "2009")]),
        ("an LLM (Northumbria, by distance, 2013).", [(UNI, "Northumbria"), (YEAR, "2013")]),
        ("MSc OT\tLeeds Beckett\t2009 – 2011", [(UNI, "Leeds Beckett"), (YEAR, "2009 – 2011")]),
        ("PGCE from Goldsmiths, 2010", [(UNI, "Goldsmiths"), (YEAR, "2010")]),
        ("I was at university (Middlesex, BSc, 2:1).", [(UNI, "Middlesex")]),
        ("UWE: BA (Hons) Fine Art", [(UNI, "UWE")]),
        ("her BA in Politics (2019 to 2023)", [(YEAR, "2019 to 2023")]),
        ("BSc Maths, Keele, MMIX–MMXII", [(UNI, "Keele"), (YEAR, "MMIX–MMXII")]),
        ("BSc Maths, Keele, did well", [(UNI, "Keele")]),
        ("MSC MATHS, UCL, CIVIL SERVANT", []),
        ("MSc Maths, UCL, MIX and CIVIL", [(UNI, "UCL")]),
        ("LLB Cardiff Law School MMIX", []),
        (
            "EDUCATION\nHuddersfield    1999-2002\nGCSEs",
            [(UNI, "Huddersfield"), (YEAR, "1999-2002")],
        ),
        # The longer name where one holds the other.
        ("MA Law, York St John, 2001", [(UNI, "York St John"), (YEAR, "2001")]),
        # Places and work.
        ("MSc Planning. Kent County Council, 2009", []),
        ("BA, Leeds City Council", []),
        ("IOSH MANAGING SAFELY (2014)", []),
        ("MAN Truck, Warsaw, 1991–2005", []),
        ("Housing officer, Leeds, 2009 to 2016", []),
        ("MSc, Keele (seconded at work), 2013", [(UNI, "Keele")]),
        ("I taught ESOL to everyone from Hong Kong to Lagos", []),
        ("A degree of care is owed to York, 2009", []),
        ("", []),
    ],
)
def test_short_names_and_years_beside_a_degree(find, text, found):
    assert find(DegreeRecogniser(), text) == found
