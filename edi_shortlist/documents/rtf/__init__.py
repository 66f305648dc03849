"""Rich text (.rtf): from a file to a Document."""

from edi_shortlist.documents.rtf.reader import document_of_rtf, read_rtf

__all__ = ["document_of_rtf", "read_rtf"]
