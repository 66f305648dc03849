"""Every family of errors whose text is meant for the person."""

from edi_shortlist.documents.errors import DocumentError
from edi_shortlist.storage import StorageError
from edi_shortlist.workflow.refused import Refused

__all__ = ["DocumentError", "Refused", "StorageError"]
