"""From a Document and what is known of the applicant to Spans, and from reviewed Spans to the
anonymised Document. Knows nothing of workspaces, windows or files."""

from edi_shortlist.redaction import offline  # noqa: F401 - before spaCy and onnxruntime
from edi_shortlist.redaction.anonymising import anonymise
from edi_shortlist.redaction.policy import PolicyError, available_policies, load_policy
from edi_shortlist.redaction.redactor import Redactor
from edi_shortlist.redaction.span import Label, Span

__all__ = [
    "Label",
    "PolicyError",
    "Redactor",
    "Span",
    "anonymise",
    "available_policies",
    "load_policy",
]
