"""The verbs of the program for a terminal.

No rule lives here: a command reads its arguments, calls one verb of ``workflow`` and prints what
came back. Heavy rooms are imported inside commands, so that ``--help`` answers at once.
"""

import io
import multiprocessing
import sys


def main() -> None:
    """Run the command line; the entry point of ``edi-shortlist``."""
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        # Names and JSON are UTF-8 wherever they go, also where the terminal's default is not.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    from edi_shortlist.cli.app import app

    app(prog_name="edi-shortlist")


__all__ = ["main"]
