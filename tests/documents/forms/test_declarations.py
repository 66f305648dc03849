"""A declaration is read exactly or asked about, however the form and the applicant put it."""

from dataclasses import dataclass

import pytest

from edi_shortlist.documents.forms import FormAnswers, read_form
from edi_shortlist.documents.model import Block, BlockKind, Document

DC, CARE, FORCES = "disability-confident", "care-experience", "armed-forces"
YES, NO, ASK = "yes", "no", "asked about"
SCHEMES = {DC: "Disability Confident", CARE: "care experience", FORCES: "armed forces"}

Q = "Do you wish to be considered under the Disability Confident scheme?"
Table = list[list[str]]


def of(form: str | Table) -> Document:
    """A form of lines, or of one table."""
    if isinstance(form, str):
        return Document.from_text(form)
    return Document(
        tuple(
            Block(text, BlockKind.CELL, cell=(0, r, c))
            for r, row in enumerate(form)
            for c, text in enumerate(row)
        )
    )


def state(answers: FormAnswers, scheme: str) -> str:
    asked = any(SCHEMES[scheme] in sentence for sentence in answers.unclear)
    asked = asked or any("under which scheme" in sentence for sentence in answers.unclear)
    if asked:
        return ASK
    return YES if scheme in answers.declarations else NO


# What stands beside the question in one line, in a cell, or below it.
REPLIES = [
    ("☒ Yes ☐ No", YES),
    ("☐ Yes ☒ No", NO),
    ("Yes ☒ No ☐", YES),
    ("Yes ☐ No ☒", NO),
    ("☑ Yes  ☐ No", YES),
    ("Yes ✓  No ☐", YES),
    ("[x] Yes [ ] No", YES),
    ("[ ] Yes [X] No", NO),
    ("( ) Yes (x) No", NO),
    ("Yes (x) No ( )", YES),
    ("Yes [ ] No [x]", NO),
    ("No ☐ Yes ☒", YES),
    ("☒ No ☐ Yes", NO),
    ("☒ Yes ☒ No", ASK),
    ("☐ Yes ☐ No", ASK),
    ("Yes ☒ No ☒", ASK),
    ("Yes ☐ No ☐", ASK),
    ("☒ Yes ☐ No ☐ Prefer not to say", YES),
    ("☐ Yes ☐ No ☒ Prefer not to say", NO),
    ("☐ Yes ☐ No ☐ Prefer not to say", ASK),
    ("☒ Yes ☐ No ☒ Prefer not to say", ASK),
    ("Yes", YES),
    ("No", NO),
    ("YES", YES),
    ("Y", YES),
    ("N", NO),
    ("y", YES),
    ("Yes please", YES),
    ("yes.", YES),
    ("No thank you", NO),
    ("No, thanks", NO),
    ("N/A", NO),
    ("n/a", NO),
    ("Not applicable", NO),
    ("None", NO),
    ("Yes/No", ASK),
    ("Yes / No", ASK),
    ("YES/NO*", ASK),
    ("Y/N", ASK),
    ("Yes No ☒", ASK),
    ("Yes No ✓", ASK),
    ("☒ ☐ Yes No", ASK),
    ("☐ ☒ Yes No", ASK),
    ("☒ Yes [?] No", ASK),  # as a scan's reader writes a box that it cannot read
    ("[?] Yes ☐ No", ASK),
    ("[?] Yes ☒ No", ASK),
    ("Yes ☐ No [?]", ASK),
    ("[?] Yes [?] No", ASK),
    ("[ ? ] Yes\n☐ No", ASK),
    ("[?] I wish to be considered ☐ I do not wish to be considered", ASK),
    ("❏ Yes ☒ No", NO),
    ("☒ Yes ❒ No", YES),
    ("▢ Yes ▢ No", ASK),
    ("Yes ✓ No", ASK),
    ("Yes / No ✓", ASK),
    ("Yes ✓ / No", YES),
    ("✓ Yes / No", YES),
    ("✗ Yes ☐ No", ASK),
    ("Yes ✗ No ✓", NO),
    ("Yes ☒ No ☐ please tick one", YES),
    ("Yes ☐ No ☒ please tick one", NO),
    ("Yes _X_ No ___", YES),
    ("Yes ___ No _X_", NO),
    ("Yes, Disability Confident, because of my eyes", YES),
    ("Yes but only if needed", ASK),
    ("Yes?", ASK),
    ("Maybe", ASK),
    ("Not sure", ASK),
    ("☐ Yes ☒ Not sure ☐ No", ASK),
    ("see my letter", ASK),
    ("No, but please consider me", ASK),
    ("I do not wish to be considered", NO),
    ("I wish to be considered", YES),
    ("I would like to be considered please", YES),
    ("No I do not wish to be considered", NO),
    ("No problem, please include me", ASK),
    ("No - I am not disabled", NO),
    ("Yesterday", ASK),
    ("smudge", ASK),
    ("x", ASK),
    ("✗", ASK),
    ("☒ I wish to be considered ☐ I do not wish to be considered", YES),
    ("☐ I wish to be considered ☒ I do not wish to be considered", NO),
    ("☒ I wish to be considered ☒ I do not wish to be considered", ASK),
    ("☐ I wish to be considered ☐ I do not wish to be considered", ASK),
    ("☒ Yes, no evidence enclosed ☐ No", YES),
    ("☐ Yes, no evidence enclosed ☒ No", NO),
    ("Please tick one: ☒ Yes ☐ No", YES),
    ("(please delete as appropriate) Yes", YES),
    ("(please delete as appropriate) No", NO),
    ("(please delete as appropriate) Yes/No", ASK),
    ("Please delete as appropriate: Yes", YES),
    ("Please delete as appropriate: Yes / No", ASK),
    ("*delete as applicable No", NO),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "expected"), REPLIES, ids=[reply for reply, _ in REPLIES])
@pytest.mark.parametrize(
    "layout",
    ["{q} {a}", "Disability Confident\n{q} {a}", "{q}\n{a}", "cells", "cell below", "same cell"],
)
def test_every_reply_in_every_layout(layout: str, reply: str, expected: str) -> None:
    forms: dict[str, Table] = {
        "cells": [[Q, reply]],
        "cell below": [[Q], [reply]],
        "same cell": [[f"{Q}\n{reply}"]],
    }
    answers = read_form(of(forms.get(layout) or layout.format(q=Q, a=reply)))
    assert state(answers, DC) == expected
    assert state(answers, CARE) == state(answers, FORCES) == NO


@dataclass(frozen=True)
class Case:
    """A form, and what is to be read for each scheme that is not plainly undeclared."""

    form: str | Table
    expected: dict[str, str]


CASES = [
    # -- one box
    Case("☒ I wish to be considered under the Disability Confident scheme", {DC: YES}),
    Case("☐ I wish to be considered under the Disability Confident scheme", {}),
    Case("I wish to be considered under the Disability Confident scheme ☒", {DC: YES}),
    Case("I wish to be considered under the Disability Confident scheme ☐", {}),
    Case("I wish to be considered under the Disability Confident scheme: ✓", {DC: YES}),
    Case("Please tick if you wish to be considered under the Disability Confident scheme: x", {DC: YES}),
    Case("Please tick if you wish to be considered under the Disability Confident scheme [X]", {DC: YES}),
    Case("Please tick if you wish to be considered under the Disability Confident scheme [ ]", {}),
    Case("Please tick if you do NOT wish to be considered under Disability Confident: ☒", {DC: ASK}),
    Case("☐ I do not wish to be considered under the Disability Confident scheme", {DC: ASK}),
    Case("☒ I do not wish to be considered under the Disability Confident scheme", {}),
    Case([["☒", "I wish to be considered under the Disability Confident scheme"]], {DC: YES}),
    Case([["✓", "I wish to be considered under the Disability Confident scheme"]], {DC: YES}),
    Case([["X", "I wish to be considered under the Disability Confident scheme"]], {DC: ASK}),
    Case([["I wish to be considered under the Disability Confident scheme", "✓"]], {DC: YES}),
    Case([["Please tick if you wish to be considered under the Disability Confident scheme", "X"]], {DC: YES}),
    Case([["Please tick if you wish to be considered under the Disability Confident scheme", ""]], {}),
    Case("Guaranteed interview. " + "We are a Disability Confident employer. " * 20
         + "\nPlease tick if you wish to be considered: ☒", {DC: YES}),
    Case([["Guaranteed interview\n" + "We are a Disability Confident employer. " * 20
           + "\n☒ Please tick if you wish to be considered"]], {DC: YES}),
    # -- yes and no on lines of their own
    Case(f"{Q}\n☐ Yes\n☒ No", {}),
    Case(f"{Q}\n☒ Yes\n☐ No", {DC: YES}),
    Case(f"{Q}\n☒ Yes\n☒ No", {DC: ASK}),
    Case(f"{Q}\n☐ Yes\n☐ No", {DC: ASK}),
    Case("Disability Confident\n☒ Yes, I wish to be considered\n☐ No", {DC: YES}),
    Case("☒ I wish to be considered under the Disability Confident scheme\n☐ No, I do not", {DC: YES}),
    Case("☐ I wish to be considered under the Disability Confident scheme\n☒ No, I do not", {}),
    Case("☒ I wish to be considered under the Disability Confident scheme\n☒ No, I do not", {DC: ASK}),
    Case("☐ I wish to be considered under the Disability Confident scheme\n☐ No, I do not", {DC: ASK}),
    Case("I wish to be considered under the Disability Confident scheme Yes", {DC: YES}),
    Case("I wish to be considered under the Disability Confident scheme\nYes", {DC: YES}),
    Case("I wish to be considered under the Disability Confident scheme   No", {}),
    # -- columns
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "✓", ""]], {DC: YES}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "", "✓"]], {}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "X", ""]], {DC: YES}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "", "x"]], {}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "☒", "☐"]], {DC: YES}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "☒", "☒"]], {DC: ASK}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "", ""]], {DC: ASK}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "Yes", ""]], {DC: YES}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "No", ""]], {DC: ASK}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "", "No"]], {}),
    Case([["", "No", "Yes"], ["Disability Confident", "", "✓"]], {DC: YES}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "✓", ""], ["Care leavers' scheme", "", "✓"],
          ["Armed forces scheme", "✓", ""]], {DC: YES, FORCES: YES}),
    Case([[Q, "Yes", "✓", "No", ""]], {DC: YES}),
    Case([[Q, "Yes", "", "No", "✓"]], {}),
    Case([[Q, "Yes", "", "No", ""]], {DC: ASK}),
    Case([[Q, "", "Yes", "✓", "No"]], {}),
    Case([[Q, "☒", "Yes", "☐", "No"]], {DC: YES}),
    Case([[Q, "Yes ☒", "No ☐"]], {DC: YES}),
    Case([[Q, "Yes ✓", "No"]], {DC: YES}),
    Case([[Q, "Yes", "No ✓"]], {}),
    Case([[Q, "Yes", "No"]], {DC: ASK}),
    Case([["Scheme", "Yes", "No"], ["Disability Confident", "", "☒"]], {}),
    Case("Scheme\tYes\tNo\nDisability Confident\t☒\t☐\nCare leavers' scheme\t☐\t☒", {DC: YES}),
    Case("Scheme\tNo\tYes\nDisability Confident\t☒\t☐", {}),
    # -- options and boxes on lines of their own, in whatever order they come
    Case(f"{Q}\nYes\n☐\nNo\n☒", {}),
    Case(f"{Q}\nYes\n☒\nNo\n☐", {DC: YES}),
    Case(f"{Q}\n☐\nYes\n☒\nNo", {}),
    Case(f"{Q}\nYes\nNo\n☒\n☐", {DC: ASK}),
    Case(f"{Q}\n☒\n☐\nYes\nNo", {DC: ASK}),
    Case(f"{Q}\nYes\nNo", {DC: ASK}),
    Case(f"{Q} Yes\nNo", {DC: ASK}),
    Case(f"{Q} Yes\nNo ☒", {}),
    Case(f"{Q} Yes ☐\nNo ☒", {}),
    Case(f"{Q}\tYes\n\tNo", {DC: ASK}),
    Case([[Q, "Yes"], ["", "No"]], {DC: ASK}),
    Case([[Q, "☐ Yes"], ["", "☒ No"]], {}),
    # -- the question the other way round, and numbers beside it
    Case("I do not wish to be considered under Disability Confident: Yes ☒ No ☐", {DC: ASK}),
    Case("I do not wish to be considered under Disability Confident Yes ☒ No ☐", {DC: ASK}),
    Case("Do you want to opt out of the Disability Confident scheme? Yes", {DC: ASK}),
    Case([["1", "I wish to be considered under the Disability Confident scheme", ""]], {}),
    Case([["Disability Confident", "I wish to be considered under this scheme", ""]], {}),
    Case([["Disability Confident", "I wish to be considered under this scheme", "Yes"]], {DC: YES}),
    Case([["4.2", Q, "No"]], {}),
    # -- adjustments are another matter
    Case("Guaranteed interview\nIf you have a disability, do you need any adjustments? Yes", {}),
    Case("Guaranteed interview\nDo you need any help because of a disability? ☒ Yes ☐ No", {}),
    # -- several schemes
    Case("Guaranteed interview, tick: ☒ disabled ☐ veteran ☒ care leaver", {DC: YES, CARE: YES}),
    Case("Guaranteed interview: care leaver ☐ ex-forces ☑ disabled ☐", {FORCES: YES}),
    Case("Guaranteed interview: disabled ☐ veteran ☒ care leaver ☐ none of these", {DC: ASK, CARE: ASK, FORCES: ASK}),
    Case("Guaranteed interview. Please tick if you wish to be considered.\n☒ Disability Confident\n"
         "☐ Care experience scheme\n☐ Armed forces scheme", {DC: YES}),
    Case("Do you wish to be considered under the Disability Confident or Armed Forces guaranteed "
         "interview scheme? Yes", {DC: ASK, CARE: ASK, FORCES: ASK}),
    Case("Do you wish to be considered under the Disability Confident or Armed Forces guaranteed "
         "interview scheme? No", {}),
    Case([["Guaranteed interview: I am disabled", "☐"], ["Guaranteed interview: I am a veteran", "☒"]],
         {FORCES: YES}),
    Case([["Do you wish to use the guaranteed interview scheme?", "Yes"],
          ["If yes, please tick which", "☐ Disability ☒ Care leaver ☐ Veteran"]], {CARE: YES}),
    Case([["Do you wish to use the guaranteed interview scheme?", "Yes"],
          ["If yes, which?", "I was in care"]], {DC: ASK, CARE: ASK, FORCES: ASK}),
    Case([["Guaranteed interview scheme", "Care leaver"]], {CARE: ASK}),
    Case([["Which guaranteed interview scheme applies to you?", "None"]], {}),
    Case("Please tick the schemes you wish to be considered under:\n☐ Disability Confident\n"
         "☐ Care leaver\n☐ Veteran\n☒ None of these", {}),
    # -- a question for those who said yes before
    Case("Are you a veteran? ☐ Yes ☒ No\nIf yes, would you like to be considered for a guaranteed "
         "interview? ☐ Yes ☐ No", {}),
    Case("Are you a veteran? ☒ Yes ☐ No\nIf yes, would you like to be considered for a guaranteed "
         "interview? ☐ Yes ☐ No", {FORCES: ASK}),
    Case("Are you a veteran? ☐ Yes ☒ No\nIf yes, would you like to be considered for a guaranteed "
         "interview? ☒ Yes ☐ No", {FORCES: YES}),
    # -- a question about the group is no request for the guarantee
    Case("Do you have a disability? ☒ Yes ☐ No", {DC: ASK}),
    Case("Do you have a disability? ☐ Yes ☒ No", {}),
    Case("Have you served in HM Forces? Yes", {FORCES: ASK}),
    Case("Are you a care leaver? Yes\nDo you wish to use the interview scheme? No", {}),
    Case("Are you a care leaver? Yes\nDo you wish to use the interview scheme? Yes", {CARE: YES}),
    Case("Equality monitoring\nDo you have a disability? ☒ Yes ☐ No", {}),
    Case("Equality monitoring (not used for the guaranteed interview)\nDo you have a disability? "
         "☒ Yes ☐ No", {DC: ASK}),
    Case("Guaranteed interview scheme\nDisability Confident employers offer interviews.\n"
         "Does this apply to you? ☒ Yes ☐ No", {DC: ASK}),
    Case([["Guaranteed interview scheme"], ["Disability Confident employers offer interviews."],
          ["Does this apply to you?", "Yes"]], {DC: ASK}),
    # -- no question at all
    Case("We are a Disability Confident employer. Please use black ink.", {}),
    Case("Supporting statement\nI ran the care leavers' service: yes, all of it.", {}),
    Case("Supporting statement\nI wrote our guidance on guaranteed interviews for veterans.", {}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[str(case.form)[:90] for case in CASES])
def test_awkward_forms(case: Case) -> None:
    answers = read_form(of(case.form))
    states = {scheme: state(answers, scheme) for scheme in SCHEMES}
    assert {scheme: said for scheme, said in states.items() if said != NO} == case.expected


def test_a_blank_place_is_asked_about_where_a_picture_may_be_a_tick() -> None:
    blank = Document(of([[Q, ""]]).blocks, pictures=1)
    assert state(read_form(blank), DC) == ASK
    assert state(read_form(of([[Q, ""]])), DC) == NO


@pytest.mark.parametrize(
    ("reply", "expected"), [("☐", ASK), ("", ASK), ("☒ Yes ☐ No", ASK), ("Yes", YES)]
)
def test_boxes_in_a_scan_are_asked_about(reply: str, expected: str) -> None:
    scan = Document(
        of([[Q, reply]]).blocks, warnings=("The text was recognised in pictures of the pages.",)
    )
    assert state(read_form(scan), DC) == expected


def test_the_place_of_each_declaration_is_told() -> None:
    document = of(
        [[Q, "☒ Yes ☐ No"], ["Care leavers' scheme: guaranteed interview?", "see letter"]]
    )
    found = {one.key: one for one in read_form(document).fields}
    dc, care = found[f"declarations.{DC}"], found[f"declarations.{CARE}"]
    assert (dc.value, dc.certain) == ("yes", True)
    assert "☒ Yes" in document.text[dc.start : dc.end]
    assert (care.value, care.certain) == ("unclear", False)
    assert document.text[care.start : care.end] == "see letter"
