"""Person specifications understood: the layouts of councils, as passages and rows of cells."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.recruitment.specification_found import FoundCriterion, Piece
from edi_shortlist.recruitment.specification_reading import read_specification
from edi_shortlist.recruitment.specification_words import ReadingWordsError, SpecificationWords
from edi_shortlist.workflow.specification_import import reading_words

WORDS = reading_words()
Part = str | Sequence[Sequence[str | None]]


def pieces(*parts: Part) -> list[Piece]:
    """A document: ``# heading``, ``- item``, other text, and tables as rows of cells.

    A cell that is None is covered by one above it or to its left.
    """
    made: list[Piece] = []
    table = 0
    for part in parts:
        if isinstance(part, str):
            heading, listed = part.startswith("# "), part.startswith("- ")
            text = part[2:] if heading or listed else part
            made.append(Piece(len(made), text, heading, listed))
            continue
        for at, row in enumerate(part):
            for column, cell in enumerate(row):
                if cell is not None:
                    made.append(Piece(len(made), cell, table=table, cell=(at, column)))
        table += 1
    return made


def read(*parts: Part) -> tuple[FoundCriterion, ...]:
    return read_specification(pieces(*parts), WORDS).criteria


def told(found: Sequence[FoundCriterion]) -> list[str]:
    """Each criterion in a line: ``E section | text | A I``."""
    return [
        " | ".join(
            filter(
                None,
                [
                    one.kind[0].upper() + (f" {one.section}" if one.section else ""),
                    one.text,
                    " ".join(stage[:4] for stage in one.stages),
                ],
            )
        )
        for one in found
    ]


# (what the layout is, the document, what a person reads in it)
LAYOUTS: list[tuple[str, list[Part], list[str]]] = [
    (
        "explanations above lists of bullets",
        [
            "# PERSON SPECIFICATION",
            "Essential Requirements:",
            "It is essential that the candidate should be able to demonstrate the following "
            "criteria for the post within the context of the specific role duties.",
            "# Skills Required",
            "- Able to work to deadlines",
            "# Knowledge Required",
            "- Knows the Care Act 2014",
            "Desirable Requirements:",
            "It is not essential that the post holder has these, but it would be an advantage.",
            "- Has worked in a care home",
        ],
        [
            "E Skills Required | Able to work to deadlines | appl",
            "E Knowledge Required | Knows the Care Act 2014 | appl",
            "D | Has worked in a care home | appl",
        ],
    ),
    (
        "a key in which E is an exercise",
        [
            "Method of assessment (M.O.A.)",
            "A = Application form, C = Certificate, E = Exercise, I = Interview, T = Test",
            [
                ["Criteria", "Essential", "M.O.A."],
                ["Education/Qualifications", "NVQ level 2 in care", "A/C"],
                ["Experience", "Experience of night shifts\nExperience of lifting", "A,E"],
            ],
        ],
        [
            "E Education/Qualifications | NVQ level 2 in care | appl cert",
            "E Experience | Experience of night shifts | appl test",
            "E Experience | Experience of lifting | appl test",
        ],
    ),
    (
        "one column of minimum criteria",
        [
            "The following outlines the minimum criteria for this post. Applicants who have a "
            "disability and who meet them will be shortlisted.",
            [
                ["", "MINIMUM"],
                ["QUALIFICATIONS", "• Level 3 in youth work\n• Clean driving record"],
                ["EXPERIENCE", "• Work with young people"],
            ],
        ],
        [
            "E QUALIFICATIONS | Level 3 in youth work | appl",
            "E QUALIFICATIONS | Clean driving record | appl",
            "E EXPERIENCE | Work with young people | appl",
        ],
    ),
    (
        "kind and stage in columns with long headings",
        [
            [
                ["Person specification form", None, None],
                [
                    "Requirements (based on the job description)",
                    "Essential (E) or Desirable (D)",
                    "To be identified by: application form (AF), interview (I), test (T), other "
                    "(give details)",
                ],
                ["Qualifications", None, None],
                ["Full driving licence or ability to travel", "E", "AF"],
                ["Other", None, None],
                ["Commitment to equality and diversity", "E", "I"],
                ["Flexible about hours", "D", "AF/I"],
            ],
        ],
        [
            "E Qualifications | Full driving licence or ability to travel | appl",
            "E Other | Commitment to equality and diversity | inte",
            "D Other | Flexible about hours | appl inte",
        ],
    ),
    (
        "each kind with its own column on how it is identified",
        [
            [
                ["Attributes", "Essential", "How identified", "Desirable", "How identified"],
                [
                    "Training",
                    "Qualified teacher status",
                    "Certificate",
                    "National SENCO award",
                    "Application form",
                ],
                ["Experience", "Teaching in key stage 2", "Form / interview", "", ""],
            ],
        ],
        [
            "E Training | Qualified teacher status | cert",
            "D Training | National SENCO award | appl",
            "E Experience | Teaching in key stage 2 | appl inte",
        ],
    ),
    (
        "a line on how it is assessed for each bullet, and once one for all",
        [
            [
                ["Area", "Essential", "Assessed by"],
                ["Skills", "• Writes clearly\n• Counts money", "A/T\nT"],
                ["Other", "• Works at weekends\n• Wears a uniform\n• Lifts boxes", "A\nI"],
            ],
        ],
        [
            "E Skills | Writes clearly | appl test",
            "E Skills | Counts money | test",
            "E Other | Works at weekends | appl inte",
            "E Other | Wears a uniform | appl inte",
            "E Other | Lifts boxes | appl inte",
        ],
    ),
    (
        "a list within one criterion",
        [
            [
                ["Criteria", "Essential", "Desirable", "Assessed"],
                ["Experience of:\n• budgets\n• contracts", "✓", "", "A"],
            ],
        ],
        ["E | Experience of: budgets; contracts | appl"],
    ),
    (
        "a table of one column",
        [[["Essential criteria"], ["Has run a shop (A)"], ["Desirable criteria"], ["Sings (I)"]]],
        ["E | Has run a shop | appl", "D | Sings | inte"],
    ),
    (
        "both kinds within each section, and numbers before the sections",
        [
            "# 1. Qualifications",
            "Essential",
            "- GCSE maths (C)",
            "Desirable",
            "- A level maths (C)",
            "# 2. Experience",
            "Essential",
            "- Two audits (A)",
        ],
        [
            "E Qualifications | GCSE maths | cert",
            "D Qualifications | A level maths | cert",
            "E Experience | Two audits | appl",
        ],
    ),
    (
        "a row of stages that is not all understood is no criterion",
        [
            [
                ["Criteria", "Essential", "Desirable", "Assessment", None, None],
                ["", "", "", "Owl post", "Interview", "Test"],
                ["Bakes bread for a school", "x", "", "x", "", ""],
            ],
        ],
        ["E | Bakes bread for a school | appl"],
    ),
    (
        "letters over all columns",
        [
            "E = Essential D = Desirable A = Application I = Interview T = Test",
            [
                ["Criteria", "E", "D", "A", "I", "T"],
                ["Knows benefits law", "✓", "", "✓", "✓", ""],
                ["Types quickly", "", "✓", "", "", "✓"],
            ],
        ],
        ["E | Knows benefits law | appl inte", "D | Types quickly | test"],
    ),
    (
        "the kind in a merged column on the left",
        [
            [
                ["Type", "Criteria", "Assessed"],
                ["Essential", "Leads a team of ten", "A"],
                [None, "Sets a budget", "A/I"],
                ["Desirable", "Has changed a service", "I"],
            ],
        ],
        [
            "E | Leads a team of ten | appl",
            "E | Sets a budget | appl inte",
            "D | Has changed a service | inte",
        ],
    ),
    (
        "the kind as the heading of the table itself",
        [
            [
                ["Essential Criteria", "Measured By"],
                ["1. Degree or equal experience", "Application"],
                ["2. Writes for councillors", "Test and interview"],
            ],
            [["Desirable Criteria", "Measured By"], ["3. Project management", "Application"]],
        ],
        [
            "E | Degree or equal experience | appl",
            "E | Writes for councillors | test inte",
            "D | Project management | appl",
        ],
    ),
    (
        "stages written into the columns of kinds",
        [
            [
                ["Criterion", "Essential", "Desirable"],
                ["Counselling skills", "A/I", ""],
                ["A second language", "", "A"],
            ],
        ],
        ["E | Counselling skills | appl inte", "D | A second language | appl"],
    ),
    (
        "crosses that say no beside ticks, and yes alone",
        [
            [
                ["Criteria", "Essential", "Desirable", "Assessed by"],
                ["Cooks halal food", "✓", "✗", "Application"],
                ["Bakes bread", "✗", "✓", "Application"],
                ["Washes up", "X", "", "Application"],
            ],
        ],
        ["E | Cooks halal food | appl", "D | Bakes bread | appl", "E | Washes up | appl"],
    ),
    (
        "kinds and codes at the ends of lines",
        [
            "# Person specification",
            "# Experience",
            "- Experience of reception work (Essential) (A)",
            "- Experience of switchboards (D, I)",
            "# Skills",
            "- Uses Welsh at work – A/T",
        ],
        [
            "E Experience | Experience of reception work | appl",
            "D Experience | Experience of switchboards | inte",
        ],
    ),
    (
        "numbers that tell the kind, without a heading",
        [
            [
                ["E1", "Knows the Housing Act 1996", "A, I"],
                ["E2", "Negotiates with landlords", "I"],
                ["D1", "Knows private renting", "A"],
            ],
        ],
        [
            "E | Knows the Housing Act 1996 | appl inte",
            "E | Negotiates with landlords | inte",
            "D | Knows private renting | appl",
        ],
    ),
    (
        "a heading repeated over pages and a row that a page parts",
        [
            [
                ["Criteria", "Essential", "Desirable", "Assessed"],
                ["Plans a week of visits and", "✓", "", "Application"],
                ["keeps to it", "", "", ""],
            ],
            [
                ["Criteria", "Essential", "Desirable", "Assessed"],
                ["Speaks Urdu", "", "✓", "Interview"],
            ],
            [["Speaks Polish", "", "✓", "Interview"]],
        ],
        [
            "E | Plans a week of visits and keeps to it | appl",
            "D | Speaks Urdu | inte",
            "D | Speaks Polish | inte",
        ],
    ),
    (
        "plain paragraphs below the kinds",
        [
            "# Person specification",
            "Essential",
            "Good knowledge of the district and its people",
            "Able to keep accounts",
            "Desirable",
            "Has sat on a committee",
        ],
        [
            "E | Good knowledge of the district and its people | appl",
            "E | Able to keep accounts | appl",
            "D | Has sat on a committee | appl",
        ],
    ),
]


@pytest.mark.parametrize(
    ("parts", "expected"), [one[1:] for one in LAYOUTS], ids=[one[0] for one in LAYOUTS]
)
def test_a_layout_is_read_as_a_person_reads_it(parts: list[Part], expected: list[str]) -> None:
    assert told(read(*parts)) == expected


NOTHING: list[list[Part]] = [
    [],
    ["# Job description", "- It is essential to be on time", "- Dust shelves"],
    ["# Person specification", "We want somebody who fits in."],
    ["Essential changes only, please.", "It would be desirable to have this today."],
    [[["Grade", "Hours"], ["C", "20"]]],
    [[["", "Essential", "Desirable"], ["Qualifications", "", ""], ["Skills", "None", "N/A"]]],
    ["Key: A = application form, I = interview"],
]


@pytest.mark.parametrize("parts", NOTHING)
def test_where_there_is_nothing_nothing_is_found(parts: list[Part]) -> None:
    assert read(*parts) == ()


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        (["Drives", "✓", "✓", "", "A"], "Both essential and desirable are marked"),
        (["Drives", "✓", "", "", ""], "Nothing says how it is assessed; application is assumed."),
        (["Drives", "✓", "", "", "By owl"], "“By owl” is no known way of assessing"),
        (["Drives", "✓", "", "high", "A"], "The weight “high” is no number; 1 is assumed."),
        (["Drives", "✓", "", "0", "A"], "The weight is 0"),
        (["D4 Drives", "✓", "", "", "A"], "The number D4 says desirable, but the column says"),
        (["Drives", "", "", "", "A"], "Nothing says whether it is essential or desirable"),
    ],
)
def test_what_is_assumed_is_said(row: list[str], doubt: str) -> None:
    heading = ["Criteria", "Essential", "Desirable", "Weight", "Assessed"]
    (found,) = read([heading, row])
    assert any(said.startswith(doubt) for said in found.doubts), found.doubts
    (sure,) = read([heading, ["Drives", "✓", "", "2", "A"]])
    assert (sure.doubts, sure.weight) == ((), Fraction(2))


def test_a_criterion_that_stands_there_twice_is_taken_once() -> None:
    rows = [["Criteria", "Essential", "Assessed"], ["Drives", "✓", "A"], ["Drives", "✓", "A"]]
    reading = read_specification(pieces(rows), WORDS)
    assert (len(reading.criteria), reading.repeated) == (1, 1)


def test_each_criterion_leads_to_where_it_stands() -> None:
    parts = pieces("# Person specification", "Essential", "- Drives (A)", [["D1", "Sings", "A"]])
    found = read_specification(parts, WORDS).criteria
    assert [parts[one.piece].text for one in found] == ["Drives (A)", "Sings"]
    assert found[1].number == "D1"


cells = st.sampled_from(
    [
        "",
        "Essential",
        "Desirable",
        "E",
        "✓",
        "x",
        "A/I",
        "Skills:",
        "- one\n- two",
        "E1",
        "Key",
        "3",
    ]
)
rows = st.lists(st.lists(cells | st.none(), min_size=1, max_size=4), min_size=1, max_size=5)
lines = st.sampled_from(
    ["# Essential", "Desirable:", "- Sings (A)", "Sings", "(I)", ":", "# Duties"]
)


@settings(max_examples=60)
@given(st.lists(lines | rows, max_size=4))
def test_whatever_stands_there_what_is_found_is_sound(parts: list[Part]) -> None:
    made = pieces(*parts)
    for one in read_specification(made, WORDS).criteria:
        assert one.text.strip()
        assert one.stages
        assert one.weight > 0
        assert 0 <= one.piece < len(made)


def test_faults_in_the_words_are_named() -> None:
    with pytest.raises(ReadingWordsError) as refused:
        SpecificationWords.from_dict({"kinds": {"essential": ["must"]}, "colour": "red"})
    problems = refused.value.problems
    assert "'kinds.desirable' is missing." in problems
    assert "'stages' is missing." in problems
    assert any("'colour' is not a known key" in said for said in problems)
