"""Good letters under names that trip programs up."""

import os
import sys
from pathlib import Path

from documents.hostile_files.kinds import WORDS, Files

FILES = Files()

_NAMES = [
    "-rf.txt",
    "%s%n.txt",
    "$(touch evil).txt",
    "'; DROP TABLE vault; --.txt",
    "cv\u202etxt.exe.txt",
    "\U0001f600.txt",
    "e\u0301\u0327.txt",
    "x" * 240 + ".txt",
]
if sys.platform != "win32":
    _NAMES += ["two\nlines.txt", "tab\tin.txt", "back\\slash.txt", "C:.txt", "<b>.txt", "con.txt"]
if sys.platform == "linux":  # others refuse what is no Unicode
    _NAMES.append(os.fsdecode(b"latin-\xe9-\xff.txt"))


def _letter(path: Path) -> None:
    path.write_text(f"{WORDS}, {path.name!a}")


for _name in _NAMES:
    FILES.add(_name, reads=WORDS)(_letter)
