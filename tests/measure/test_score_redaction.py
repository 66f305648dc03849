"""The scorer on a case small enough to count by hand."""

import pytest

from .score_redaction import Figures, Marked, report, score

# 12 words, 5 of them to be hidden
TEXT = (
    "[[NAME|Ann Lee]] called [[KEEP|Mark]] from [[KEEP|St Helens]] as [[DEPENDANTS|a carer]], "
    "aged [[AGE|50]]"
)
PLAIN = "Ann Lee called Mark from St Helens as a carer, aged 50"


def found(*passages: str) -> list[dict]:
    return [
        {"start": PLAIN.index(p), "end": PLAIN.index(p) + len(p), "label": "NAME"} for p in passages
    ]


def figures(*passages: str) -> Figures:
    return score([{"id": "one", "text": TEXT}], {"one": found(*passages)})


def test_marks_are_taken_out_and_their_places_kept():
    marked = Marked.parse(TEXT)
    assert marked.text == PLAIN
    assert [(marked.text[s:e], label) for s, e, label in marked.marks] == [
        ("Ann Lee", "NAME"),
        ("Mark", "KEEP"),
        ("St Helens", "KEEP"),
        ("a carer", "DEPENDANTS"),
        ("50", "AGE"),
    ]


@pytest.mark.parametrize(
    ("hidden", "recall_direct", "recall_protected", "traps", "kept_words_hidden", "precision"),
    [
        ((), 0, 0, 1, 0, 0),
        (("Ann Lee", "a carer", "50"), 1, 1, 1, 0, 1),
        # two spans may cover one mark between them; the space need not be hidden
        (("Ann", "Lee"), 1, 0, 1, 0, 1),
        # half a name is a leak
        (("Ann",), 0, 0, 1, 0, 1),
        # one letter short is a leak as well, but the word counts as hidden
        (("Ann Le",), 0, 0, 1, 0, 1),
        # a trap is touched by a single letter; 1 of 7 words to keep is hidden
        (("Ann Lee", "M"), 1, 0, 1 / 2, 1 / 7, 2 / 3),
        # everything: 7 words wrongly, 5 rightly
        ((PLAIN,), 1, 1, 0, 1, 5 / 12),
    ],
)
def test_figures_by_hand(
    hidden, recall_direct, recall_protected, traps, kept_words_hidden, precision
):
    shares = figures(*hidden).shares()
    assert shares["recall_direct"] == recall_direct
    assert shares["recall_protected"] == recall_protected
    assert shares["keep_traps_untouched"] == traps
    assert shares["kept_words_hidden"] == pytest.approx(kept_words_hidden)
    assert shares["word_precision"] == pytest.approx(precision)
    assert shares["documents_without_direct_leak"] == recall_direct


def test_a_document_without_spans_counts_as_nothing_found():
    missing = score([{"id": "one", "text": TEXT}, {"id": "two", "text": TEXT}], {"one": []})
    assert missing.documents == 2
    assert missing.shares()["recall"] == 0


def test_spans_beyond_the_text_are_cut():
    spans = {"one": [{"start": -5, "end": 7, "label": "NAME"}, {"start": 50, "end": 999}]}
    result = score([{"id": "one", "text": TEXT}], spans)
    assert result.hidden == {"NAME": 1, "AGE": 1}
    assert result.words_hidden == 4  # Ann, Lee, aged, 50


def test_what_was_not_hidden_is_listed_with_what_stands_before_it():
    assert figures("Ann Lee", "50").leaks == [
        "DEPENDANTS           one: called Mark from St Helens as >>a carer<<"
    ]


def test_the_report_is_a_table_of_every_figure_and_label():
    lines = report(figures("Ann Lee")).splitlines()
    assert "| recall_direct | 1.000 |" in lines
    assert "| NAME | 1 | 1 |" in lines
    assert "| AGE | 0 | 1 |" in lines
