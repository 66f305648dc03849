"""Where the data that ships with the program lies: resources that HR may edit, and the model.

The same folders are found from a checkout, from an installed wheel and from a PyInstaller
build. Nothing here reads or interprets a file.
"""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _roots() -> list[Path]:
    """Folders that may hold ``resources/`` and ``models/``, the likeliest first."""
    roots = []
    if override := os.environ.get("EDI_SHORTLIST_BUNDLE"):
        roots.append(Path(override))
    if frozen := getattr(sys, "_MEIPASS", None):
        roots.append(Path(frozen))
    roots += [_PACKAGE / "_bundled", _PACKAGE.parent]
    return roots


def _find(relative: str) -> Path:
    for root in _roots():
        if (found := root / relative).exists():
            return found
    raise FileNotFoundError(
        f"EDI Shortlist's own file '{relative}' is missing. Install the program again; "
        "your workspaces are not affected."
    )


def resource(relative: str) -> Path:
    """Return the path of a shipped resource, say ``policies/standard.toml``.

    Raises:
        FileNotFoundError: the installation is incomplete; the text says what to do.
    """
    return _find(f"resources/{relative}")


def model(name: str = "en_applications") -> Path:
    """Return the folder of the shipped spaCy pipeline, for ``spacy.load``.

    Raises:
        FileNotFoundError: the installation is incomplete; the text says what to do.
    """
    return _find(f"models/{name}")
