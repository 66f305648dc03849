"""Help: the way through a vacancy, the keys, and what each label means."""

import html

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from edi_shortlist.desktop.labels import label_looks
from edi_shortlist.desktop.theme import appearance
from edi_shortlist.desktop.widgets.page import Page

STEPS = (
    ("Vacancies", "Start a vacancy, or choose one and go on with its next step."),
    ("Set-up", "Enter criteria, scale, panel, places and schemes. Save with Ctrl+S."),
    ("Applications", "Open the vault and drop the applications. They are read and redacted here."),
    ("Forms", "Look at what was found of each applicant beside the document, and confirm it."),
    ("Review", "Decide each redaction. Accept hides it, reject keeps it. Then release."),
    ("Panel packs", "Hand each panellist one encrypted file to score on any computer; import it."),
    ("Scoring", "Each panellist chooses a name and scores the anonymised applications. Then lock."),
    ("Moderation", "Agree a score where the panel differs; see how well it agrees. Then lock."),
    ("Shortlist", "Open the vault, draw the shortlist, and unseal the invited."),
    ("Interviews", "Give times, write questions, score alone, and record what became of each."),
    ("Schemes", "Read and edit who is promised an interview, version by version."),
    ("Audit log", "Find any act, verify the log, export evidence, check samples of documents."),
    ("Data protection", "Erase what is due, erase or hand out what is held on one applicant."),
    ("Keys and backups", "Say who may open the vault, make a recovery code, back up."),
)

KEYS = (
    (
        "Everywhere",
        (
            ("F1", "This help"),
            ("Ctrl+1 … Ctrl+9, Ctrl+M, Ctrl+I, Ctrl+P, Ctrl+B, Ctrl+G", "Go to a task of the rail"),
            ("Ctrl+L", "Open the vault, or seal it at once"),
            ("Ctrl+N", "New vacancy"),
            ("Ctrl++, Ctrl+−, Ctrl+0", "Larger, smaller, normal text"),
            ("Ctrl+D", "Light, dark, or as the system says"),
            ("Tab, Shift+Tab", "Next, previous field or button"),
            ("Ctrl+W", "Close the window; the vault is sealed"),
        ),
    ),
    (
        "Set-up",
        (
            ("Ctrl+S", "Save"),
            ("F2", "Change the current cell of the criteria"),
        ),
    ),
    ("Applications", (("Ctrl+O", "Add files"),)),
    ("Data protection", (("Ctrl+S", "Save the record of processing"),)),
    (
        "Forms",
        (
            ("F8", "Next field to look at"),
            ("Tab, Down, Up", "Next, previous field, with its place in the document"),
            ("Ctrl+T", "Take the words selected in the document into the field"),
            ("Ctrl+Enter", "Confirm, and go on to the next application"),
            ("Ctrl+Z", "Undo what was typed, then the last confirmation"),
            ("Ctrl+PgDown, Ctrl+PgUp", "Next, previous application"),
        ),
    ),
    (
        "Review",
        (
            ("A", "Accept: hide the passage"),
            ("R", "Reject: keep the passage"),
            ("N", "Next undecided"),
            ("L", "Change the label"),
            ("H", "Hide the words selected in the original"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+Shift+L", "Least certain first, or the order of the text"),
            ("Ctrl+Shift+A", "Accept all certain"),
            ("Ctrl+Shift+C", "Check once more what may still identify somebody"),
            ("Ctrl+Shift+P", "The places that the check found, or the redactions"),
            ("Ctrl+PgDown, Ctrl+PgUp", "Next, previous candidate"),
        ),
    ),
    (
        "Scoring",
        (
            ("0 … 9", "Score the current criterion and go to the next"),
            ("Del", "Take the score back"),
            ("T", "Note on the current criterion; Esc leaves it"),
            ("H", "Mark the selected words as evidence, or take the mark away"),
            ("Ctrl+Z", "Undo"),
            ("K", "You may know this candidate: take them off your list"),
            ("R", "Report the selected words, since they tell who it is"),
            ("Ctrl+Down, Ctrl+Up", "Next, previous criterion"),
            ("D", "Next document of this candidate"),
            ("N", "Next candidate with a score missing; after the last, the next round"),
            ("S", "Skip the candidate, and go to the next"),
            ("Shift+S", "Come back to the next candidate that you skipped"),
            ("Q", "Next question or criterion, or whole applications"),
            ("Ctrl+PgDown, Ctrl+PgUp", "Next, previous candidate"),
        ),
    ),
    (
        "From the panel",
        (
            ("A", "Keep the reported passage hidden"),
            ("X", "Show it to the panel again"),
            ("N", "Next place of the passage"),
        ),
    ),
    (
        "Moderation",
        (
            ("0 … 9", "Choose the score that was agreed, and go on to why"),
            ("Enter", "Save what was agreed"),
            ("N", "Next difference that is open"),
            ("T", "Why the score was agreed; Esc leaves it"),
            ("R", "Read the application"),
            ("Ctrl+Z", "Undo"),
            ("Ctrl+PgDown, Ctrl+PgUp", "Next, previous row"),
        ),
    ),
    (
        "Interviews",
        (
            ("Enter", "Set a time, change a question, or record what became of a candidate"),
            ("Alt+Up, Alt+Down", "Change places with the interview or the question above, below"),
            ("A", "Adjustments of the interview"),
            ("Ctrl+Z", "Undo the last change of the times"),
            ("0 … 9, Del, T, N", "Score as at the sift"),
        ),
    ),
    (
        "Audit log",
        (
            ("Enter", "Open a sample; in its fields, save what was found and go on"),
            ("Ctrl+PgDown, Ctrl+PgUp", "Next, previous document of the sample"),
            ("Esc", "Back to all samples"),
        ),
    ),
)


class HelpPage(Page):
    """One page to read."""

    name = "help"
    title = "Help"
    icon = "help"

    def __init__(self) -> None:
        super().__init__("The way through a vacancy, the keys, and what the labels mean.")
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "help")
        self.text.setAccessibleName("Help")
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        appearance().changed.connect(self._write)
        self._write()

    def first(self) -> QWidget | None:
        return self.text

    def _write(self) -> None:
        at = self.text.verticalScrollBar().value()
        theme = appearance().theme
        quiet, line = theme.colours["text_quiet"], theme.colours["line"]
        paper = QTextDocument(self.text)
        paper.setDefaultFont(self.text.font())
        paper.setDefaultStyleSheet(
            f"h2 {{ font-size: {appearance().points * 1.22:.1f}pt; font-weight: 600; }}"
            f"h3 {{ font-size: {appearance().points:.1f}pt; font-weight: 600; color: {quiet}; }}"
            "td { padding: 4px 18px 4px 0; } p { margin: 4px 0; }"
            f"hr {{ color: {line}; }}"
        )
        paper.setHtml(self._html())
        self.text.setDocument(paper)
        self.text.verticalScrollBar().setValue(at)

    @staticmethod
    def _html() -> str:
        dark = appearance().theme.dark
        pieces = ["<h2>The way through a vacancy</h2>", _table(STEPS)]
        pieces.append("<h2>Sealed and open</h2>")
        pieces.append(
            "<p>Names, applications and declarations lie in the vault, locked under the "
            "passphrase. The banner at the top always says <b>Sealed</b> or <b>Vault open</b>. "
            "The panel, the scores and the manager’s list need no vault.</p>"
        )
        pieces.append("<h2>Keys</h2>")
        for heading, keys in KEYS:
            pieces += [f"<h3>{html.escape(heading)}</h3>", _table(keys)]
        pieces.append("<h2>Labels</h2><table>")
        for look in label_looks().values():
            pieces.append(
                f'<tr><td><span style="background-color: {look.fill(dark)}; '
                f'color: {look.ink(dark)};">&nbsp;{html.escape(look.word)}&nbsp;</span></td>'
                f"<td>{html.escape(look.about)}</td></tr>"
            )
        pieces.append("</table>")
        return "".join(pieces)


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(
        f"<tr><td><b>{html.escape(first)}</b></td><td>{html.escape(second)}</td></tr>"
        for first, second in rows
    )
    return f"<table>{cells}</table>"
