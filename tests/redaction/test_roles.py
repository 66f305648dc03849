"""What the words around a name tell of the person, and that the word list is checked."""

import pytest

from edi_shortlist.redaction import lexicon
from edi_shortlist.redaction.roles import Role, check, roles_of, strongest


def _roles(marked):
    """The role of each ``{name}`` in a text."""
    text, mentions = "", []
    for i, piece in enumerate(marked.replace("}", "{").split("{")):
        if i % 2:
            mentions.append((len(text), len(text) + len(piece)))
        text += piece
    return roles_of(text, mentions)


@pytest.mark.parametrize(
    ("marked", "roles"),
    [
        ("My manager, {Adaeze Okonkwo}, will tell you.", ["manager"]),
        ("My manager was Mrs {Adaeze Okonkwo}.", ["manager"]),
        ("{Piotr Zieliński}, my line manager, left.", ["manager"]),
        ("{Piotr Zieliński} (line manager) left.", ["manager"]),
        ("I was reporting to\nMr {Obi} and Ms {Reed}.", ["manager", "manager"]),
        ("Reporting to the Head of Housing, {Ada Obi}", ["manager"]),
        ("Supervisor: {Ada Obi}", ["manager"]),
        ("my husband {Tom}", ["relative"]),
        ("my late mother-in-law, {Ann}", ["relative"]),
        ("my business partner {Tom}", ["colleague"]),
        ("my manager's husband {Tom}", [None]),
        ("her husband {Tom}", [None]),
        ("A tenant called {Olivia} wrote.", ["client"]),
        ("I will call her {Olivia}.", ["client"]),
        ("I’ll call him {Sam}.", ["client"]),
        ("my colleague {Eve Hart} and I", ["colleague"]),
        ("I worked with {Eve Hart} and {Jo Penn}.", ["colleague", "colleague"]),
        ("{Tom Reed}, my manager {Ada Obi}", [None, "manager"]),
        ("That was my manager. {Ada Obi} rang.", [None]),
        ("Referee 1: {Ada Obi}, and Mr. {Tom Reed}", ["referee", "referee"]),
        ("Reference from {Ada Obi}", ["referee"]),
        ("REFEREES\n{Ada Obi}, my line manager\n\nEDUCATION\n{Tom}", ["referee", None]),
        ("Attached: Reference_{Ada_Obi}.pdf", [None]),
        ("{Ada Obi} rang.", [None]),
    ],
)
def test_roles(marked, roles):
    assert _roles(marked) == roles


def test_no_mention_no_role():
    assert roles_of("", []) == []


def test_a_referee_counts_before_a_manager():
    assert strongest([None, Role.MANAGER, Role.REFEREE]) is Role.REFEREE
    assert strongest([None]) is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"neighbour": {}}, "neighbour"),
        ({"manager": {"noun": ["boss"]}}, "manager.noun"),
        ({"manager": {"nouns": "boss"}}, "manager.nouns"),
        ({"manager": {"nouns": ["boss", " "]}}, "' '"),
        ({"client": {"nouns": ["Boss"]}, "manager": {"nouns": ["boss"]}}, "Boss"),
        ({"manager": None}, "manager"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(monkeypatch, change, named):
    content = {role.value: {} for role in Role} | change
    monkeypatch.setattr(lexicon, "read", lambda name: content)
    lexicon.words.cache_clear()
    lexicon.tables.cache_clear()
    try:
        with pytest.raises(lexicon.LexiconError, match=named):
            check()
    finally:
        lexicon.words.cache_clear()
        lexicon.tables.cache_clear()
