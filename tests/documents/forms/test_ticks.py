import pytest

from edi_shortlist.documents.forms.ticks import Answer, Option, options, yes_or_no


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("☒ Yes ☐ No", Answer.YES),
        ("☐ Yes ☒ No", Answer.NO),
        ("Yes ☒ No ☐", Answer.YES),
        ("Yes ☐ No ☒", Answer.NO),
        ("[x] Yes   [ ] No", Answer.YES),
        ("( ) Yes  (x) No", Answer.NO),
        ("☒ Yes ☒ No", Answer.UNCLEAR),
        ("☐ Yes ☐ No", Answer.UNCLEAR),
        ("☐ Yes ☐ No ☒ Prefer not to say", Answer.NO),
        ("☒ I wish to be considered ☐ not applicable", Answer.YES),
        ("☐ I wish to be considered ☒ not applicable", Answer.NO),
        ("✓", Answer.YES),
        ("☐", Answer.NO),
        ("[?]", Answer.UNCLEAR),
        ("❐", Answer.NO),
        ("✗", Answer.UNCLEAR),  # a cross may be the mark of a tick box
        ("Yes", Answer.YES),
        ("yes please", Answer.YES),
        ("Yes, Disability Confident, because of my eyes", Answer.YES),
        ("No thank you", Answer.NO),
        ("n/a", Answer.NO),
        ("None", Answer.NO),
        ("", Answer.BLANK),
        (" ….. ", Answer.BLANK),
        ("see my letter", Answer.UNCLEAR),
        ("Yesterday", Answer.UNCLEAR),
        ("Norfolk", Answer.UNCLEAR),
    ],
)
def test_yes_or_no(text: str, answer: Answer) -> None:
    assert yes_or_no(text) is answer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("☒ disabled ☐ veteran", [Option("disabled", True), Option("veteran", False)]),
        (
            "Guaranteed interview: care leaver ☐ ex-forces ☑",
            [Option("care leaver", False), Option("ex-forces", True)],
        ),
        (
            "disability ✓ (dyscalculia)  armed forces ✗",
            [Option("disability", True), Option("armed forces", False)],
        ),
        ("Title ☐ Mr ☒ Mrs ☐ Dr", [Option("Mr", False), Option("Mrs", True), Option("Dr", False)]),
        ("no boxes", []),
    ],
)
def test_options(text: str, found: list[Option]) -> None:
    assert options(text) == found
