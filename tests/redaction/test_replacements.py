"""Which words stand in the place of a span, through all documents of an application."""

from dataclasses import replace

import pytest

from edi_shortlist.redaction.identity import Identity
from edi_shortlist.redaction.policy import Treatment, load_policy
from edi_shortlist.redaction.replacements import put_replacements
from edi_shortlist.redaction.span import Label, Span

STANDARD = load_policy("standard")


def _written(*marked, label=Label.NAME, policy=STANDARD):
    """The replacements of each ``{passage}`` in all documents, in order."""
    texts, spans = [], []
    for document in marked:
        text, row = "", []
        for i, piece in enumerate(document.replace("}", "{").split("{")):
            if i % 2:
                row.append(Span(len(text), len(text) + len(piece), label, 0.9, "test"))
            text += piece
        texts.append(text)
        spans.append(row)
    done = put_replacements(texts, spans, Identity(full_name="Gary Thackray"), policy)
    return [span.replacement for row in done for span in row]


def _with(label, template):
    treatment = Treatment(STANDARD.treatments[label].action, template)
    return replace(STANDARD, treatments={**STANDARD.treatments, label: treatment})


@pytest.mark.parametrize(
    ("documents", "words"),
    [
        (["{Ada} rang.", "My manager {Ada Obi}"], ["[manager 1]", "[manager 1]"]),
        (["my manager {Ada Obi}", "Referee: {Ada Obi}"], ["[referee 1]", "[referee 1]"]),
        (["Referee 1: {Ada Obi}\nReferee 2: {Tom Reed}"], ["[referee 1]", "[referee 2]"]),
        (["{Eve}, my husband {Tom}, {Jo}"], ["[person 1]", "[relative 1]", "[person 2]"]),
        (["cv_{obi}.pdf", "my colleague {Ada Obi}"], ["[colleague 1]", "[colleague 1]"]),
        (["Referee: {Gary Thackray}"], ["[applicant]"]),
        ([""], []),
    ],
)
def test_people(documents, words):
    assert _written(*documents) == words


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("[Person {n}]", ["[Manager 1]", "[Person 1]"]),
        ("[P{n}]", ["[P1]", "[P2]"]),
        ("[person]", ["[person]", "[person]"]),
    ],
)
def test_the_template_of_the_policy_stays_in_charge(template, words):
    policy = _with(Label.NAME, template)
    assert _written("My manager {Ada} and {Tom}", policy=policy) == words


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("{She} ran it.", "[They]"),
        ("and {he’s} good", "[they're]"),
        ("{Her} reports", "[Their]"),
        ("{her} English degree", "[their]"),
        ("I told {her}.", "[them]"),
        ("I told {her} that", "[them]"),
        ("they turned to {her} first.", "[them]"),
        ("I rang {her} directly; it helped", "[them]"),
        ("it was {her} first winter", "[their]"),
        ("{her} well-being", "[their]"),
        ("a friend of {his}.", "[theirs]"),
        ("{his} team", "[their]"),
        ("{woman}", "[gender]"),
    ],
)
def test_pronouns(marked, words):
    assert _written(marked, label=Label.GENDER) == [words]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("University of Leeds", "[university]"),
        ("Leeds Uni", "[university]"),
        ("Universität Wien", "[university]"),
        ("Université de Lyon", "[university]"),
        ("Universidad de Sevilla", "[university]"),
        ("Cambridge", "[university]"),
        ("Cambridge Regional College", "[college]"),
        ("Oxford High School", "[school]"),
        ("Queen Elizabeth Sixth Form", "[college]"),
        ("Collège Victor Hugo", "[school]"),
        ("Ripon Grammar", "[school]"),
        ("Nova Academy", "[school]"),
        ("Unity School", "[school]"),
    ],
)
def test_schools(name, words):
    assert _written("{" + name + "}", label=Label.SCHOOL) == [words]
    own = _with(Label.SCHOOL, "[place of study]")
    assert _written("{" + name + "}", label=Label.SCHOOL, policy=own) == ["[place of study]"]


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ("1998", "[year]"),
        ("09/1998", "[year]"),
        ("12 July 2004", "[year]"),
        ("2004-07-12", "[year]"),
        ("1998–2001", "[years]"),
        ("1979/84", "[years]"),
        ("Sept 1998 to June 2001", "[years]"),
        ("2001 – present", "[years]"),
        ("1998 and 1999", "[years]"),
    ],
)
def test_years(years, words):
    assert _written("{" + years + "}", label=Label.EDUCATION_DATE) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I was raised in {the Wirral}.", "[personal detail]"),
        ("My family is from {Rutland}", "[personal detail]"),
        ("I come from {Grimsby}.", "[personal detail]"),
        ("I live in {Grimsby}.", "[place]"),
        ("I grew up. I live in {Grimsby}.", "[place]"),
        ("Travelling from: {Bootle}", "[place]"),
    ],
)
def test_a_british_origin_reads_like_any_other(text, words):
    assert _written(text, label=Label.LOCATION) == [words]


def test_a_policys_own_word_for_a_place_stays():
    policy = _with(Label.LOCATION, "[town]")
    assert _written("I come from {Bootle}.", label=Label.LOCATION, policy=policy) == ["[town]"]
