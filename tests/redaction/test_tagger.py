"""The trained tagger as it ships: what it finds, that offsets hold, that it can be kept."""

import pickle
import socket
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from edi_shortlist import bundled
from edi_shortlist.redaction.span import Label
from edi_shortlist.redaction.tagger import (
    ApplicationTagger,
    windows,
    word_features,
    words_tokenizer,
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(bundled.model())


def tagger_of(nlp: Language) -> ApplicationTagger:
    tagger = nlp.get_pipe("application_tagger")
    assert isinstance(tagger, ApplicationTagger)
    return tagger


def found(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    return [(span.label_, span.text) for span in doc.spans["tagged"]]


def hidden(nlp: Language, text: str, passage: str) -> bool:
    """Whether every letter and digit of the passage is inside some span."""
    start = text.index(passage)
    doc = nlp(text)
    covered = {i for s in doc.spans["tagged"] for i in range(s.start_char, s.end_char)}
    return all(i in covered for i in range(start, start + len(passage)) if text[i].isalnum())


def touched(nlp: Language, text: str, passage: str) -> bool:
    start, end = text.index(passage), text.index(passage) + len(passage)
    doc = nlp(text)
    return any(s.start_char < end and s.end_char > start for s in doc.spans["tagged"])


# -- what it finds ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Name: Folasade Ogunleye\nPost applied for: Cook", "Folasade Ogunleye"),
        ("NAME: FOLASADE OGUNLEYE\nPOST APPLIED FOR: COOK", "FOLASADE OGUNLEYE"),
        ("name: folasade ogunleye\npost applied for: cook", "folasade ogunleye"),
        ("Surname\tWiśniewska\tForename\tMałgorzata\nTel\t01632 960114", "Wiśniewska"),
        ("My line manager, Thanuja Sivapalan, will confirm this.", "Thanuja Sivapalan"),
        ("Yours sincerely,\n\nCaoimhe Ní Bhriain", "Caoimhe Ní Bhriain"),
        ("Yours sincerely,\n\nNguyễn Thị Hương", "Nguyễn Thị Hương"),
        ("Referee: Mr Delroy Pinnock, depot manager, Hull", "Delroy Pinnock"),
        ("Dear Ms Abdirahman-Clegg,\nI am applying for the post.", "Abdirahman-Clegg"),
        # an ordinary word that is a name
        ("Curriculum vitae\nHope Drinkwater\nTel: 07700 900417", "Hope Drinkwater"),
    ],
)
def test_names_of_every_origin_and_casing_are_tagged(nlp: Language, text: str, name: str) -> None:
    assert hidden(nlp, text, name)
    assert any(label == "NAME" for label, _ in found(nlp, text))


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Email: t.okafor@example.org", "t.okafor@example.org"),
        ("Mobile: 07700 900321", "07700 900321"),
        ("Address: 14 Hawthorn Terrace, Dewsbury\nPostcode: WF13 2QX", "14 Hawthorn Terrace"),
        ("Address: 14 Hawthorn Terrace, Dewsbury\nPostcode: WF13 2QX", "WF13 2QX"),
        ("National Insurance No: QQ 12 34 56 C", "QQ 12 34 56 C"),
        ("Date of birth: 14/08/1991", "14/08/1991"),
    ],
)
def test_contact_details_are_tagged(nlp: Language, text: str, passage: str) -> None:
    assert hidden(nlp, text, passage)


@pytest.mark.parametrize(
    ("text", "own", "work"),
    [
        (
            "I am a care leaver myself, and for six years I ran the care leavers' service.",
            "care leaver ",
            "care leavers' service",
        ),
        (
            "I was diagnosed with epilepsy at nineteen. I later booked the epilepsy clinics.",
            "diagnosed with epilepsy",
            "epilepsy clinics",
        ),
        (
            "I served eight years in the Royal Signals. At the council I led work on the Armed "
            "Forces Covenant.",
            "eight years in the Royal Signals",
            "Armed Forces Covenant",
        ),
        (
            "I was the first in my family to go to university. I now process free school meals "
            "claims.",
            "first in my family to go to university",
            "free school meals",
        ),
    ],
)
def test_the_applicants_own_is_told_from_the_work(
    nlp: Language, text: str, own: str, work: str
) -> None:
    assert hidden(nlp, text, own.strip())
    assert not touched(nlp, text, work)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("I will polish the report by the end of May.", "polish the report"),
        ("I trained staff in Gillick competence and Martha's Rule.", "Gillick competence"),
        ("I supported children aged 5 to 11 in the holiday clubs.", "children aged 5 to 11"),
        ("I negotiated the new rota with the trade unions.", "trade unions"),
        ("I have twelve years' experience of highways inspection.", "twelve years' experience"),
    ],
)
def test_work_that_looks_identifying_is_kept(nlp: Language, text: str, kept: str) -> None:
    assert not touched(nlp, text, kept)


def test_every_label_is_one_of_the_projects_own(nlp: Language) -> None:
    labels = tagger_of(nlp).labels
    assert len(labels) == 28  # those of the marking guide
    assert set(labels) <= {label.value for label in Label}


# -- scores and biases --------------------------------------------------------------------------

_TEXT = (
    "Name:\tIfeanyi Okafor\nI was diagnosed with asthma as a child. I served in the Navy.\n"
    "My manager Joanna Mazur ran the asthma clinic."
)


def test_each_span_has_a_probability(nlp: Language) -> None:
    doc = nlp(_TEXT)
    group = doc.spans["tagged"]
    assert len(group) > 1
    assert len(group.attrs["scores"]) == len(group)
    assert all(0.0 <= score <= 1.0 for score in group.attrs["scores"])


def test_a_bias_to_keep_hides_less_and_leaves_scores_alone(nlp: Language) -> None:
    tagger = tagger_of(nlp)
    words = {}
    scores = {}
    try:
        for bias in (-3.0, 0.0, 30.0):
            tagger.o_bias = bias
            doc = nlp(_TEXT)
            group = doc.spans["tagged"]
            words[bias] = {token.i for span in group for token in span}
            scores[bias] = {
                (s.start, s.end): p for s, p in zip(group, group.attrs["scores"], strict=True)
            }
    finally:
        tagger.o_bias = 0.0
    assert words[30.0] < words[0.0] <= words[-3.0]
    for place in scores[0.0].keys() & scores[-3.0].keys():
        assert scores[0.0][place] == pytest.approx(scores[-3.0][place])


def test_a_label_can_be_biased_alone(nlp: Language) -> None:
    tagger = tagger_of(nlp)
    try:
        tagger.label_bias = {"NAME": -100.0}
        labels = {label for label, _ in found(nlp, _TEXT)}
    finally:
        tagger.label_bias = {}
    assert "NAME" not in labels
    assert labels


# -- offsets ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Name:\tZsófia Balogh\r\n\r\nTel:\t01632 960114\x0c",
        "Name:\u00a0Zso\u0301fia\u2003Balogh\u200b, 🙂🏽 nurse",
        "１２ Ｚｓófia　Balogh",
        "\u202eZsófia\u202c Balogh ﷽ ａ̸̡",
        "ZSÓFIA_BALOGH_cv-final(2).docx|İstanbul ß ﬁle",
        "\ufeffZsófia\x00Balogh\x1f",
        "😀" * 40,
        "_" * 300 + "Zsófia" + "-" * 300,
        "a" * 5000,
    ],
)
def test_offsets_hold_in_odd_text(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for span in doc.spans["tagged"]:
        assert text[span.start_char : span.end_char] == span.text
        assert span.text == span.text.strip()
        assert span.text


@pytest.mark.parametrize("text", ["", " ", "\n\t \n", "\u200b"])
def test_text_without_words_has_no_spans(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_can_be_tagged(nlp: Language, text: str) -> None:
    doc = nlp(text)
    ends = [0]
    for span in doc.spans["tagged"]:
        assert span.start_char >= ends[-1]
        ends.append(span.end_char)


def test_long_text_is_read_in_windows_to_its_end(nlp: Language) -> None:
    filler = "I kept the depot's stores, ordered parts and wrote the weekly report. " * 60
    text = f"{filler}\nName: Oluwaseun Adebayo\n{filler}\nYours sincerely,\nPriyanka Nadarajah"
    assert hidden(nlp, text, "Oluwaseun Adebayo")
    assert hidden(nlp, text, "Priyanka Nadarajah")


def test_a_document_is_tagged_the_same_in_any_company(nlp: Language) -> None:
    others = ["Signed: K. Mensah", "", "I ran a lunch club for over-65s. " * 40]
    alone = found(nlp, _TEXT)
    docs = list(nlp.pipe([others[0], _TEXT, *others[1:], _TEXT]))
    for doc in (docs[1], docs[4]):
        assert [(s.label_, s.text) for s in doc.spans["tagged"]] == alone


# -- keeping ------------------------------------------------------------------------------------


def test_the_pipeline_survives_disk_and_bytes(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    assert found(spacy.load(tmp_path / "copy"), _TEXT) == found(nlp, _TEXT)
    tagger = tagger_of(nlp)
    other = ApplicationTagger(nlp.vocab).from_bytes(tagger.to_bytes())
    doc = other(nlp.make_doc(_TEXT))
    assert [s.text for s in doc.spans["tagged"]] == [text for _, text in found(nlp, _TEXT)]


def test_the_tagger_can_go_to_another_process(nlp: Language) -> None:
    tagger = pickle.loads(pickle.dumps(tagger_of(nlp)))
    doc = tagger(nlp.make_doc(_TEXT))
    assert [(s.label_, s.text) for s in doc.spans["tagged"]] == found(nlp, _TEXT)


def test_settings_of_the_config_are_kept(nlp: Language) -> None:
    changed = spacy.load(
        bundled.model(),
        config={"components": {"application_tagger": {"threads": 2, "o_bias": 40.0}}},
    )
    tagger = tagger_of(changed)
    assert (tagger.threads, tagger.o_bias) == (2, 40.0)
    assert found(changed, _TEXT) == []


def test_an_untrained_tagger_says_what_to_do() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("application_tagger")
    with pytest.raises(ValueError, match=r"spacy\.load"):
        blank("Name: Kofi Mensah")


def test_no_socket_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert found(spacy.load(bundled.model()), _TEXT)


# -- parts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Smith_CV(2).docx", ["Smith", "_", "CV", "(", "2", ").", "docx"]),
        ("O'Brien-Lee", ["O", "'", "Brien", "-", "Lee"]),
        ("t.ng@example.org", ["t", ".", "ng", "@", "example", ".", "org"]),
        ("Zso\u0301fia", ["Zso\u0301fia"]),
        ("“Gaz”", ["“", "Gaz", "”"]),
    ],
)
def test_words_part_at_every_sign(text: str, words: list[str]) -> None:
    tokens = words_tokenizer(spacy.blank("en").vocab)(text)
    assert [t.text for t in tokens] == words


def test_word_features_see_case_breaks_and_lines() -> None:
    text = "SMITH, Jo\tÉva\n\n42"
    words = [(0, 5), (5, 6), (7, 9), (10, 13), (15, 17)]
    rows = word_features(text, words).tolist()
    assert [row[0] for row in rows] == [4, 10, 2, 2, 6]  # upper, sign, title, title, two digits
    assert [row[1] for row in rows] == [5, 0, 1, 3, 5]  # break before
    assert [row[2] for row in rows] == [0, 1, 3, 5, 5]  # break after
    assert [row[3] for row in rows] == [0, 0, 0, 1, 0]  # diacritics
    assert [row[4] for row in rows] == [0, 1, 2, 3, 0]  # place in its line


@given(
    lengths=st.lists(st.integers(1, 10), max_size=200),
    size=st.integers(10, 60),
    overlap=st.integers(0, 40),
)
def test_windows_cover_every_word_in_order(lengths: list[int], size: int, overlap: int) -> None:
    cut = windows(lengths, size, overlap)
    assert [i for i in range(len(lengths)) if not any(a <= i < b for a, b in cut)] == []
    for (a, b), (c, d) in pairwise(cut):
        assert a < c <= b <= d
    assert all(sum(lengths[a:b]) <= size for a, b in cut)


def test_the_model_holds_no_path_of_the_machine_that_exported_it():
    encoder = bundled.model() / "application_tagger" / "encoder.onnx"
    content = encoder.read_bytes()
    assert b'.py", line' not in content
    assert b'File "' not in content
