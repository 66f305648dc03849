"""What the parts of the page Interviews say before there is anything to do in them."""

from edi_shortlist.desktop.pages.base import VacancyPage
from edi_shortlist.desktop.widgets.basics import Empty, button
from edi_shortlist.workflow.states import VacancyState


class NotUnsealed(Empty):
    """Says what comes first: the shortlist, then unsealing, then opening the vault."""

    def __init__(self, page: VacancyPage, words: str, *, needs_vault: bool) -> None:
        super().__init__("calendar", "", "")
        self._page, self._words, self._needs_vault = page, words, needs_vault
        self.shortlist_button = self.add_button(
            button(
                "Go to the shortlist",
                lambda: page.go.emit("shortlist"),
                kind="primary",
                icon="next",
            )
        )
        self.vault_button = self.add_button(page.open_vault_button())

    def stands_in_the_way(self) -> bool:
        """Say what comes first, and return whether something does."""
        desk = self._page.desk
        unsealed = desk.state in (VacancyState.UNSEALED, VacancyState.CLOSED)
        sealed = unsealed and self._needs_vault and not desk.is_unsealed
        self.shortlist_button.setVisible(not unsealed)
        self.vault_button.setVisible(sealed)
        if not unsealed:
            self.say(
                "Nobody is invited yet",
                "Draw the shortlist and unseal the invited. " + self._words,
            )
        elif sealed:
            self.say("Open the vault to see the interviews", self._words)
        return sealed or not unsealed
