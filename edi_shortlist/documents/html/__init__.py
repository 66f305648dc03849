"""Web pages (.html, .mhtml) and the bodies of e-mails written as such: from markup to a
Document."""

from edi_shortlist.documents.html.reader import document_of_html, read_html

__all__ = ["document_of_html", "read_html"]
