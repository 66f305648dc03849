"""Reading a TOML file that somebody wrote: what is wrong with it becomes a sentence."""

import tomllib
from pathlib import Path
from typing import Any

from edi_shortlist.workflow.errors import Refused


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file that somebody wrote.

    Raises:
        Refused: the file is not there, or not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        # A folder named '.' has no name of its own.
        name = path.name or str(path)
        raise Refused(f"'{name}' cannot be opened. Check that it is still there.") from None
    except UnicodeDecodeError:
        raise Refused(f"'{path.name}' is not a text file in UTF-8. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"'{path.name}' is not valid TOML: {error}. Mend that line.") from None
