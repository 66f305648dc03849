"""What leaves the program. Knows Documents, and nothing of files read, people or the database."""

from edi_shortlist.reports.anonymised_copy import UnknownCopyFormat, write

__all__ = ["UnknownCopyFormat", "write"]
