"""Completed application forms as data: who the applicant is, what is declared and asked for."""

from edi_shortlist.documents.forms.answers import FormAnswers, form_sections, read_form

__all__ = ["FormAnswers", "form_sections", "read_form"]
