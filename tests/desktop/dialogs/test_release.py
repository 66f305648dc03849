"""The question before a release says how the last check stands."""

import pytest

from edi_shortlist.desktop.dialogs.release import CheckStands, ReleaseDialog


@pytest.mark.parametrize(
    ("stands", "said", "act", "fresh"),
    [
        (CheckStands.not_run(), "The last check was not run.", "Check once more", False),
        (
            CheckStands.changed_since(),
            "Something changed since the last check was run.",
            "Check once more",
            False,
        ),
        (
            CheckStands.stopped(),
            "The last check was stopped before it had read every document.",
            "Check once more",
            False,
        ),
        (CheckStands.run(0, 0), "The last check found nothing.", "", True),
        (CheckStands.run(1, 0), "The last check found 1 place.", "See the places", True),
        (
            CheckStands.run(1, 1),
            "The last check found 1 place, of high danger.",
            "See the places",
            True,
        ),
        (
            CheckStands.run(7, 2),
            "The last check found 7 places, 2 of them of high danger.",
            "See the places",
            True,
        ),
    ],
)
def test_the_question_says_how_the_check_stands(qtbot, look, stands, said, act, fresh):
    dialog = ReleaseDialog(None, 3, stands)
    qtbot.addWidget(dialog)
    assert dialog.note.words == said
    assert stands.fresh is fresh
    assert (dialog.check_button.accessibleName() if dialog.check_button else "") == act
    assert dialog.changes[0] == "The panel can read and score 3 anonymised applications."


def test_its_button_closes_the_question_without_releasing(qtbot, look):
    dialog = ReleaseDialog(None, 3, CheckStands.not_run())
    qtbot.addWidget(dialog)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        dialog.check_button.click()
    assert dialog.wants_check
