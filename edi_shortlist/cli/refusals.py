"""What the person at the terminal reads when something is refused, and the exit status.

An unforeseen error is told by its kind and place only: its text might quote an application.
"""

import traceback
from typing import Any

import typer
import typer.core

REFUSED = 1
PACK_SUFFIX = ".edipack"


def sentences_of(error: Exception) -> list[str]:
    """Return what to say of an error, one sentence a line."""
    from edi_shortlist.recruitment.fields import InputError
    from edi_shortlist.workflow.errors import DocumentError, Refused, StorageError

    if isinstance(error, InputError | Refused):
        return list(error.problems)
    if isinstance(error, DocumentError | StorageError):
        return [str(error)]
    if isinstance(error, OSError) and error.strerror and error.filename:
        return [f"'{error.filename}': {error.strerror}. Check the file and try again."]
    return [_unforeseen(error)]


def _unforeseen(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} at {last.filename.rsplit('edi_shortlist', 1)[-1]}"
    return (
        f"Something went wrong inside the program ({place}:{last.lineno}). "
        "Nothing that was saved is lost; please report this line."
    )


# The order of the job; whatever is not named comes after.
ORDER = (
    *(
        "demo",
        "init",
        "officers",
        "vacancy",
        "applications",
        "redactions",
        "release",
        "pack",
        "scores",
        "moderation",
        "agreement",
        "lock",
    ),
    *("shortlist", "report", "unseal", "interviews", "letters", "letter-templates"),
    *("audit", "backup", "restore"),
    *("retention", "erase", "subject-access", "record-of-processing"),
    *("detect", "redact"),
)


class Commands(typer.core.TyperGroup):
    """A group whose commands end with sentences instead of a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands in the order of the job."""
        names = super().list_commands(ctx)
        return sorted(names, key=lambda n: ORDER.index(n) if n in ORDER else len(ORDER))

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the arguments; a panel pack alone, as a double click gives it, opens the window."""
        if len(args) == 1 and args[0].lower().endswith(PACK_SUFFIX):
            args = ["--pack", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error becomes sentences on stderr and status 1."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, BrokenPipeError) or type(error).__module__.startswith(
                ("click.", "typer.")
            ):
                raise  # usage errors, exits and a reader that went away: the library's business
            for sentence in sentences_of(error):
                typer.echo(f"edi-shortlist: {sentence}", err=True)
            raise typer.Exit(REFUSED) from None
