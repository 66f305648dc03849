"""What the page Scoring shows while nobody has said who scores."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from edi_shortlist.desktop.widgets.basics import Empty, button, relabel


class WhoScores(Empty):
    """Asks for the panellist's name, and offers to go on as whoever scored last.

    Signals:
        chosen: that name was taken.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("person", "Who is scoring?", "")
        self.go_on = self.add_button(button("", self._taken, icon="next"))
        self._last = ""

    def _taken(self) -> None:
        self.chosen.emit(self._last)

    def tell(self, progress: Mapping[str, tuple[int, int]], last: str) -> None:
        """Say how many scores each has given.

        Args:
            progress: given and expected, by name.
            last: who scored last, or empty.
        """
        said = ", ".join(f"{name} {done} of {total}" for name, (done, total) in progress.items())
        self.say(
            "Who is scoring?",
            "Choose your own name above. You see your own scores only.\n\n"
            f"Scores given so far: {said or 'none'}.",
        )
        self._last = last
        self.go_on.setVisible(bool(last))
        relabel(self.go_on, f"Go on as {last}")
