"""What is said of an agreement, and what to do about it."""

import pytest

from edi_shortlist.recruitment.agreement import (
    Agreement,
    CriterionAgreement,
    Estimate,
    PanellistAgreement,
    Silence,
)
from edi_shortlist.recruitment.agreement_words import (
    band_words,
    criterion_sentences,
    figure_words,
    panellist_sentences,
    summary,
)


def criterion(alpha, candidates=20, within=0.9, name="E2") -> CriterionAgreement:  # type: ignore[no-untyped-def]
    return CriterionAgreement(name, candidates, within, alpha)


def panellist(apart, drift=Silence.ORDER) -> PanellistAgreement:  # type: ignore[no-untyped-def]
    return PanellistAgreement("Petra Voss", 60, 1.5, 1, Estimate(0.7, 0.6, 0.8), apart, "E2", drift)


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (Estimate(0.9, 0.85, 0.95), ["reads E2 alike. For 90%"]),
        (Estimate(0.85, 0.7, 0.9), ["reads E2 alike", "the interval reaches lower"]),
        (Estimate(0.7, 0.68, 0.8), ["alike in the main", "Agree a score where you differ"]),
        (Estimate(0.3, 0.1, 0.5), ["does not read E2 alike", "guide of E2 together"]),
        (Silence.TOO_FEW, ["20 candidates with two scores or more: too few", "10 are needed"]),
        (Silence.SAME, ["the same level on E2", "asks too little or too much"]),
        (Silence.ALONE, ["No candidate was scored by two"]),
    ],
)
def test_a_criterion(alpha, words):  # type: ignore[no-untyped-def]
    said = " ".join(criterion_sentences(criterion(alpha)))
    for one in words:
        assert one in said
    sure = isinstance(alpha, Estimate) and alpha.low >= 0.8
    assert ("interval" in said) == (isinstance(alpha, Estimate) and alpha.value == 0.85), sure


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (
            Estimate(-0.84, -1.12, -0.5),
            "Petra Voss gives on average 0.8 levels less than the others (0.5 to 1.1), most on E2: "
            "look at the guide of E2 together.",
        ),
        (Estimate(0.4, 0.1, 0.7), "0.4 levels more than the others (0.1 to 0.7)"),
        (Estimate(0.4, -0.1, 0.9), "about as much as the others"),
        (Estimate(0.1, 0.05, 0.15), "about as much as the others"),
    ],
)
def test_a_panellist_beside_the_others(apart, words):  # type: ignore[no-untyped-def]
    assert words in panellist_sentences(panellist(apart))[0]


@pytest.mark.parametrize(
    ("drift", "words"),
    [
        (Silence.ORDER, "In which order Petra Voss read the candidates is not known"),
        (Estimate(-0.6, -1.0, -0.2), "grew harsher on the way: 0.6 levels less for the last"),
        (Estimate(0.6, 0.2, 1.0), "grew milder on the way: 0.6 levels more"),
        (Estimate(-0.6, -1.3, 0.1), "scored the last candidates read as the first"),
    ],
)
def test_drift_along_the_order(drift, words):  # type: ignore[no-untyped-def]
    assert words in panellist_sentences(panellist(Silence.TOO_FEW, drift))[-1]


def test_too_few_say_nothing_of_a_panellist():
    assert panellist_sentences(panellist(Silence.TOO_FEW, Silence.TOO_FEW)) == []


def test_figures_and_the_whole():
    assert figure_words(Estimate(0.2, -0.044, 0.38)) == "0.20 (−0.04 to 0.38)"
    assert figure_words(Silence.TOO_FEW, 7) == "too few: 7 candidates of 10"
    assert band_words(Silence.SAME) == "No figure"
    good, bad = Estimate(0.9, 0.8, 1), Estimate(0.2, 0, 0.4)
    assert summary(Agreement((criterion(Silence.TOO_FEW),), ())).startswith("Nothing can be said")
    assert "well enough" in summary(Agreement((criterion(good),), ()))
    two = (criterion(bad, name="E1"), criterion(good), criterion(bad, name="E3"))
    assert "agrees little on E1 and E3." in summary(Agreement(two, ()))
