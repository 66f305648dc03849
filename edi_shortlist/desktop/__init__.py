"""The desktop program: one window, a page a task. No rule lives here; it asks the workflow."""

from pathlib import Path


def main(workspace: Path | None = None, pack: Path | None = None) -> int:
    """Open the desktop program.

    Args:
        workspace: the folder of a workspace to ask for first, or None.
        pack: the file of a panel pack to ask for first, or None.

    Returns:
        the exit status, when the window is closed.
    """
    # Qt is loaded only when a window is wanted: the command line starts without it.
    from edi_shortlist.desktop.application import run

    return run(workspace, pack)
