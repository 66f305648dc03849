"""Actions of the log as people read them."""

ACTIONS = {
    "vacancy.importing": "Import began",
    "vacancy.draft": "Import ended with no application",
    "vacancy.review": "Import ended, review open",
    "vacancy.released": "Released to the panel",
    "vacancy.scoring": "Scoring began",
    "vacancy.moderating": "Moderation opened, scores frozen",
    "vacancy.locked": "Scores locked",
    "vacancy.shortlisted": "Shortlist drawn",
    "shortlist.drawn-again": "Shortlist drawn again",
    "declarations.decided": "Decided on a declaration after the lock",
    "explanations.read": "Explanations looked at",
    "vacancy.unsealed": "Invited unsealed",
    "vacancy.closed": "Vacancy closed",
    "vault.refused": "Wrong passphrase for the vault",
    "originals.opened": "Original applications looked at",
    "identities.listed": "Names looked at",
    "invited.listed": "Interview list looked at",
    "redactions.accepted-by-rule": "Redactions accepted together",
    "letter.previewed": "Letter looked at",
    "scoring.put-aside": "Candidate skipped for later",
    "scoring.evidence-marked": "Passage marked as evidence",
    "scoring.evidence-taken-back": "Mark of evidence taken away",
    "conflict.declared": "Panellist may know a candidate",
    "conflict.withdrawn": "Panellist scores the candidate after all",
    "panel.stand-in": "Somebody stands in on the panel",
    "passage.reported": "Passage reported and hidden",
    "report.kept": "Reported passage stays hidden",
    "report.restored": "Reported passage shown again",
}
"""Actions whose names do not say enough by themselves."""


def action_words(action: str) -> str:
    """Return an action as words: ``redaction.accepted`` → ``Redaction accepted``."""
    if action in ACTIONS:
        return ACTIONS[action]
    words = action.replace(".", " ").replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
