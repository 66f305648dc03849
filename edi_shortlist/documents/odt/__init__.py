"""OpenDocument text (.odt, .ott and flat .fodt): from a file to a Document."""

from edi_shortlist.documents.odt.reader import read_odt

__all__ = ["read_odt"]
