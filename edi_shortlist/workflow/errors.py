"""Why an act was refused, and every family of errors whose text is meant for the person."""

from edi_shortlist.documents.errors import DocumentError
from edi_shortlist.storage import StorageError


class Refused(Exception):
    """An act cannot be done now, or not with this input; nothing was changed.

    Attributes:
        problems: sentences for the person at the screen, at least one.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


__all__ = ["DocumentError", "Refused", "StorageError"]
