"""The invented applicants of the attack, and its counting, without the classifier."""

import re
from collections import Counter

import numpy as np
import pytest
from measure.score_redaction import MARK

from edi_shortlist.redaction.folding import fold

from .attack import (
    Area,
    AttackFigures,
    Term,
    area,
    bars,
    mean_area,
    one_word_for_every_replacement,
    report,
    with_interval,
)
from .attack_applicants import GENDERS, ORIGINS, Applicant, invent, names_of, phrases, population

GROUPS = [(gender, origin) for gender in GENDERS for origin in ORIGINS]
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@pytest.mark.parametrize("number", range(40))
def test_only_marked_passages_differ_between_groups(number):
    alike = [invent(number, 7, *group) for group in GROUPS]
    assert len({person.work for person in alike}) == 1
    assert len({person.all_marks_hidden for person in alike}) == 1
    assert len({person.marked for person in alike}) == len(GROUPS)
    labels = {tuple(found["label"] for found in MARK.finditer(p.marked)) for p in alike}
    assert len(labels) == 1


def test_applicants_repeat_with_the_seed_and_differ_without():
    first = population(20, seed=7)
    assert first == population(20, seed=7)
    assert len({person.all_marks_hidden for person in first}) == 20
    assert not {p.marked for p in first} & {p.marked for p in population(20, seed=8)}


def test_groups_are_balanced():
    people = population(400, seed=7)
    assert set(Counter((p.gender, p.origin) for p in people).values()) == {40}
    uneven = Counter((p.gender, p.origin) for p in population(33, seed=7))
    assert set(uneven.values()) == {3, 4}
    # Neither group follows from the place in the order.
    assert len({p.gender for p in people[:20]}) == 2
    assert len({p.origin for p in people[:20]}) == 5


def test_every_original_tells_gender_and_origin():
    for person in population(60, seed=7):
        given, _, family = person.identity["full_name"].partition(" ")
        assert given in names_of(person.origin, person.gender)
        assert re.sub(r"(?<=[sc]k)a$", "i", family) in names_of(person.origin, "family")
        assert person.identity["full_name"] in person.text
        own, other = (
            (r"\b[Ss]he\b", r"\b[Hh]e\b")
            if person.gender == "woman"
            else (r"\b[Hh]e\b", r"\b[Ss]he\b")
        )
        assert re.search(own, person.text)
        assert not re.search(other, person.text)


def test_applications_are_complete_and_of_one_length():
    people = population(100, seed=7)
    for person in people:
        # Nothing was left unfilled, no mark unclosed.
        assert not re.search(r"[{}]|\[\[|\]\]", person.text)
        assert person.identity["full_name"] not in person.all_marks_hidden
        for key in ("full_name", "email", "phone", "address", "postcode"):
            assert person.identity[key] in person.text
        assert all(sentence in person.text for sentence in person.work)
    words = [len(person.text.split()) for person in people]
    assert min(words) > 230
    assert max(words) < 360


def test_contact_details_belong_to_nobody():
    for person in population(60, seed=7):
        name = re.sub("[^a-z]", "", fold(person.identity["full_name"]))
        assert re.fullmatch(rf"{name}\d+@example\.com", person.identity["email"])
        assert re.fullmatch(r"(?:07700 900|01632 960)\d{3}", person.identity["phone"])
        assert all(
            number.startswith("QQ ")
            for number in re.findall(r"[A-Z]{2} \d\d \d\d \d\d", person.text)
        )


def test_there_are_as_many_wordings_as_promised():
    table = phrases()
    assert len(set(table["work"]["statements"])) >= 40
    for origin in ORIGINS:
        for part in (*GENDERS, "family"):
            assert len(set(names_of(origin, part))) == 25, (origin, part)
    for target, groups in (("gender", GENDERS), ("origin", ORIGINS)):
        for name, kind in table["sentences"][target].items():
            assert len(set(kind["frames"])) >= 12, name
            assert all(frame.count("{x}") == 1 for frame in kind["frames"]), name
            if name != "father":  # the father's names are those of the origin
                assert {len(set(kind[group])) for group in groups} == {12}, name
        for name, kind in table["lines"][target].items():
            assert {len(kind[group]) for group in groups} == {4}, name


def test_no_group_has_a_detail_of_another():
    for target, groups in (("gender", GENDERS), ("origin", ORIGINS)):
        for name, kind in phrases()["sentences"][target].items():
            details = Counter(detail for group in groups for detail in kind.get(group, ()))
            assert {detail for detail, count in details.items() if count > 1} == set(), name


def test_no_name_stands_in_what_all_applicants_share():
    table = phrases()
    shared = [
        *(text for part in table["work"].values() for text in part),
        *(frame for t in ("gender", "origin") for k in table["sentences"][t].values() for frame in k["frames"]),
        *(MARK.sub("", text) for part in table["layout"].values() for text in part),
    ]  # fmt: skip
    words = {word for text in shared for word in WORD.findall(text)}
    names = {n for o in ORIGINS for part in (*GENDERS, "family") for n in names_of(o, part)}
    assert names & words == set()


def test_skills_and_clients_occur_for_every_group():
    people = population(400, seed=7)
    told = re.compile(r"\b(?:Polish|Punjabi|Yoruba|Irish|women|men|mothers|mosque)\b")
    for pick in (lambda p: p.gender, lambda p: p.origin):
        groups = Counter(pick(p) for p in people if told.search(" ".join(p.work)))
        assert len(groups) == len({pick(p) for p in people})


def test_replacements_become_one_word():
    text = "[They] spoke to [person 2] of [personal detail], (see [school])."
    assert one_word_for_every_replacement(text) == (
        "[hidden] spoke to [hidden] of [hidden], (see [hidden])."
    )
    assert one_word_for_every_replacement("f(x) = 3") == "f(x) = 3"


def test_all_marks_hidden_keeps_everything_else():
    person = Applicant("man", "Irish", (), "[[GENDER|He]] met [[NAME|Aoife]] [twice].", {})
    assert person.text == "He met Aoife [twice]."
    assert person.all_marks_hidden == "[hidden] met [hidden] [twice]."


def test_area_under_the_curve():
    yes = np.array([False, False, True, True])
    assert area(np.array([0.1, 0.4, 0.35, 0.8]), yes) == 0.75
    assert area(np.array([0.1, 0.2, 0.3, 0.4]), yes) == 1
    assert area(np.array([0.4, 0.3, 0.2, 0.1]), yes) == 0
    assert area(np.array([0.5, 0.5, 0.5, 0.5]), yes) == 0.5
    assert area(np.array([0.2, 0.5, 0.5, 0.9]), yes) == 0.875
    assert np.isnan(area(np.array([0.1, 0.2]), np.array([True, True])))


def test_mean_area_is_of_each_group_against_the_rest():
    labels = np.array([0, 0, 1, 1, 2, 2])
    scores = np.eye(3)[labels]
    assert mean_area(scores, labels) == 1
    scores[:, 2] = 0.5  # of the third group the scores tell nothing
    assert mean_area(scores, labels) == pytest.approx(2.5 / 3)


def test_interval_of_an_area():
    rng = np.random.default_rng(1)
    labels = np.arange(400) % 2
    chance = rng.random(400)
    found = with_interval(np.column_stack([1 - chance, chance]), labels, rounds=400)
    assert found.low < 0.5 < found.high
    # The standard error by Hanley and McNeil at 0.5, 200 against 200: 0.029.
    assert found.high - found.low == pytest.approx(2 * 1.96 * 0.029, abs=0.02)
    leaning = np.clip(labels * 0.3 + chance * 0.7, 0, 1)
    told = with_interval(np.column_stack([1 - leaning, leaning]), labels, rounds=400)
    assert 0.5 < told.low < told.value < told.high <= 1
    fewer = with_interval(np.column_stack([1 - chance, chance])[:40], labels[:40], rounds=400)
    assert fewer.high - fewer.low > 2 * (found.high - found.low)
    perfect = with_interval(np.eye(2)[labels], labels, rounds=20)
    assert (perfect.value, perfect.low, perfect.high) == (1, 1, 1)


def test_bars():
    def areas(original, anonymised):
        return {
            "original": {t: Area(original, 0, 1) for t in ("gender", "origin")},
            "anonymised": {t: Area(anonymised, 0, 1) for t in ("gender", "origin")},
        }

    assert all(line.endswith(" met") for line in bars(areas(0.85, 0.56)))
    missed = bars(areas(0.849, 0.561))
    assert len(missed) == 4
    assert all(line.endswith("NOT MET") for line in missed)


def test_report():
    figures = AttackFigures(10, 281.2)
    for row in ("original", "anonymised"):
        figures.areas[row] = {
            "gender": Area(0.9, 0.8, 0.95),
            "origin": Area(0.55, 0.5, 0.6),
        }
    figures.terms["gender"] = [Term("[them] first", "man", 1.44, 17, 0)]
    figures.redaction.leaks = [
        "GENDER  applicant 1: own >>her<<",
        "GENDER  applicant 2: own >>her<<",
    ]
    printed = report(figures, leaks=True)
    assert "| anonymised | 0.900 | 0.800–0.950 | 0.550 | 0.500–0.600 |" in printed
    assert "- origin, original: 0.550 ≥ 0.85 NOT MET" in printed
    assert "| [them] first | man | 1.44 | 17 | 0 |" in printed
    assert "   2 GENDER  own >>her<<" in printed
    assert ">>her<<" not in report(figures)
