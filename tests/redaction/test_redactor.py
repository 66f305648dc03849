"""The Redactor as its users meet it: the shipped pipeline, one applicant, several documents."""

import itertools

import pytest

from edi_shortlist.documents.model import Document
from edi_shortlist.redaction import Label, PolicyError, Redactor, anonymise
from edi_shortlist.redaction.last_check import Kind, OtherApplicants

AISHA = {
    "full_name": "Aisha Khan",
    "email": "aisha.khan@example.com",
    "phone": "07700 900123",
    "postcode": "DL1 9ZQ",
    "date_of_birth": None,
}
LETTER = """Aisha Khan
07700 900123 | aisha.khan@example.com

Dear Mrs Illingworth,
I am a care leaver myself, and for nine years I ran the care leavers' service in Darlington.
My manager, Adaeze Okonkwo, will tell you that the queue is shorter. Ms Okonkwo trained me.
Yours sincerely,
Aisha"""


@pytest.fixture(scope="module")
def redactor():
    return Redactor.load()


def _hidden(text, spans):
    return [text[s.start : s.end] for s in spans]


def test_a_letter_is_hidden_and_still_reads(redactor):
    spans = redactor.find(LETTER, AISHA)
    done = anonymise(Document.from_text(LETTER), spans).text
    for secret in ("Aisha", "Khan", "07700", "example.com", "Illingworth", "Okonkwo", "Mrs"):
        assert secret not in done
    assert "I ran the care leavers' service" in done
    assert "care leaver myself" not in done
    assert done.startswith("[applicant]")


def test_spans_are_ordered_disjoint_and_say_why_without_quoting(redactor):
    spans = redactor.find(LETTER, AISHA)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for span in spans:
        assert span.reason
        assert 0 < span.score <= 1
        assert span.replacement
        assert LETTER[span.start : span.end] not in span.reason


def test_a_person_keeps_one_number_through_all_documents(redactor):
    texts = [
        "My manager was Mrs Adaeze Okonkwo.",
        "Referee: Adaeze Okonkwo, and Mr Piotr Zieliński.",
    ]
    first, second = redactor.find_all(texts, {"full_name": "Gary Thackray"})
    by_text = {
        text[s.start : s.end]: s.replacement
        for text, spans in zip(texts, (first, second), strict=True)
        for s in spans
        if s.label is Label.NAME
    }
    assert by_text["Adaeze Okonkwo"] == "[referee 1]"
    assert by_text["Piotr Zieliński"] == "[referee 2]"


def test_a_name_found_in_one_document_is_hidden_in_the_other(redactor):
    first, second = redactor.find_all(
        ["Mrs Oyelaran-Whitfield trained me.", "OYELARAN-WHITFIELD / rota"]
    )
    assert "OYELARAN-WHITFIELD" in _hidden("OYELARAN-WHITFIELD / rota", second)
    assert first


def test_policies_decide(redactor):
    text = "Born 14.02.1985. I am a care leaver. Write to aisha.khan@example.com."
    blind = Redactor.load("name-blind").find(text, AISHA)
    assert {s.label for s in blind} == {Label.DATE_OF_BIRTH, Label.EMAIL}
    flagged = Redactor.load("standard", [("CARE_EXPERIENCE", "flag")]).find(text, AISHA)
    assert [s.flagged for s in flagged if s.label is Label.CARE_EXPERIENCE] == [True]
    with pytest.raises(PolicyError):
        Redactor.load("nonesuch")


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\u200b", "🙂" * 50, "a" * 5000, "[person 1] [[NAME|x]]"]
)
def test_odd_texts_do_no_harm(redactor, text):
    for span in redactor.find(text, AISHA):
        assert 0 <= span.start < span.end <= len(text)


def test_versions_name_model_policy_and_lexicons(redactor):
    assert redactor.versions["model"].startswith("en_")
    assert redactor.versions["policy"].startswith("standard")
    assert len(redactor.versions["lexicons"]) == 12


def test_any_spacy_pipeline_may_stand_in_its_place(tmp_path):
    import spacy

    other = spacy.blank("en")
    other.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Zbigniew"}])
    other.to_disk(tmp_path / "other")
    spans = Redactor.load(model=tmp_path / "other").find("We met Zbigniew there.")
    assert [s.label for s in spans] == [Label.NAME]


def test_the_last_check_reads_with_the_shipped_pipeline(redactor):
    """It once lost its document while it read the pipeline's spans."""
    text = "I was in hospital for my nerves, and Oluwaseun Adeyemi signed for me."
    found = redactor.last_check(text, {"full_name": "Oluwaseun Adeyemi"}, OtherApplicants([]))
    assert next(one.kind for one in found) is Kind.OWN_IDENTITY
    assert {one.kind for one in found} >= {Kind.UNCERTAIN}
    for span in redactor.uncertain(text):
        assert 0.3 <= span.score <= 1
