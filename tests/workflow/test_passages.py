"""Passages of an answer are found again in the documents that it is put together from."""

from hypothesis import given, settings
from hypothesis import strategies as st

from edi_shortlist.documents.model import Block, BlockKind, Document
from edi_shortlist.workflow.passages import Place, Reading

WORDS = st.text("ab 𝒳é\n", max_size=6)
BLOCK = st.builds(
    lambda text, kind, question: Block(text, kind, question=question),
    WORDS,
    st.sampled_from(list(BlockKind)[:3]),
    st.sampled_from(["", "Q1", "Q2"]),
)
DOCUMENTS = st.lists(
    st.lists(BLOCK, min_size=1, max_size=5).map(lambda blocks: Document(tuple(blocks))),
    min_size=1,
    max_size=3,
)


@given(documents=DOCUMENTS, data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_marked_in_an_answer_says_the_same_in_its_document(documents, data):
    reading = Reading.answer(documents, "Q1")
    text = reading.document.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places = reading.places(start, end)
    for place in places:
        said = documents[place.document].text[place.start : place.end]
        ((first, last),) = reading.shown(place)
        assert text[first:last] == said
        assert start <= first < last <= end
    # Nothing between the places is lost but what parts two blocks.
    lost = end - start - sum(place.end - place.start for place in places)
    assert lost <= 2 * max(0, len(reading.pieces))


def test_neighbouring_blocks_are_one_passage_and_others_are_not():
    documents = [
        Document((Block("one", question="Q1"), Block("two", question="Q1"), Block("not"))),
        Document((Block("apart"), Block("three", question="Q1"))),
    ]
    reading = Reading.answer(documents, "Q1")
    assert reading.document.text == "one\ntwo\nthree"
    assert reading.places(0, 13) == [Place(0, 0, 7), Place(1, 6, 11)]
    assert reading.shown(Place(0, 4, 11)) == [(4, 7)]
    assert reading.shown(Place(1, 0, 5)) == []


def test_a_whole_document_is_read_as_it_is():
    documents = [Document((Block("one"),)), Document((Block("two"), Block("more")))]
    reading = Reading.whole(documents, 1)
    assert reading.places(2, 6) == [Place(1, 2, 6)]
    assert reading.shown(Place(1, 2, 6)) == [(2, 6)]
    assert reading.shown(Place(0, 0, 3)) == []
