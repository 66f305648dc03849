"""The pages of the window, one task each. No rule lives here; the workflow has the rules."""
