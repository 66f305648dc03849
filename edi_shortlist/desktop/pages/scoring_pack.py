"""What the page Scoring says of a panel pack or a manager's copy that is open in it."""

from edi_shortlist.desktop.widgets.basics import Note

LOCKED = "The scores are locked. They can be read, not changed."
FROZEN = (
    "The panel moderates, so the independent scores are frozen. What it agrees is written on the "
    "page Moderation."
)
WITHOUT_SCORES = (
    "This copy tells who is invited, so it holds no scores: side by side they would tell who "
    "declared for a guaranteed interview."
)


class PackNote(Note):
    """Says what is saved in a panellist's pack, and how it gets back to HR."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def tell(self, file: str, done: int, total: int) -> None:
        """Say how many scores are given.

        Args:
            file: the pack's name.
        """
        if done < total:
            said = (
                f"{done} of {total} scores are given, each saved at once in ‘{file}’. You may stop "
                "and go on at any time. When all are given, send this file back to HR."
            )
        else:
            said = (
                f"All {total} scores are given and saved. Close the window and send ‘{file}’ back "
                "to HR."
            )
        self.say(said, "neutral" if done < total else "success")
