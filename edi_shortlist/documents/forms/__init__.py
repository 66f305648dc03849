"""Completed application forms as data: who applies, what is declared, what is answered."""

from edi_shortlist.documents.forms.answers import (
    FormAnswers,
    FoundField,
    form_sections,
    read_form,
)
from edi_shortlist.documents.forms.maps import FormMap, form_maps, map_for, words_for
from edi_shortlist.documents.forms.questions import Question

__all__ = [
    "FormAnswers",
    "FormMap",
    "FoundField",
    "Question",
    "form_maps",
    "form_sections",
    "map_for",
    "read_form",
    "words_for",
]
