"""Dialogs: opening and making workspaces, opening the vault, and confirming a weighty act."""
