"""The applications to confirm as a list, and how fields of forms are called and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.recruitment.scheme import Scheme
from edi_shortlist.workflow.confirming import FormSummary
from edi_shortlist.workflow.form_fields import UNCLEAR, FormField, Source, Standing

IDENTITY, SCHEMES, INTERVIEW, MONITORING, ANSWERS = (
    "Who the applicant is",
    "Guaranteed interviews",
    "At interview",
    "Monitoring",
    "Answers found",
)
NAMES = {
    "identity.full_name": "Full name",
    "identity.preferred_name": "Preferred name",
    "identity.email": "E-mail address",
    "identity.phone": "Telephone",
    "identity.address": "Address",
    "identity.postcode": "Postcode",
    "identity.date_of_birth": "Date of birth",
    "adjustments": "Adjustments asked for",
    "interview_mode": "How to be interviewed",
    "statement": "Supporting statement",
}
#: The word, icon and ink of each standing: never colour alone.
STANDINGS = {
    Standing.CERTAIN: ("Certain", "done", "success_soft_text"),
    Standing.LOOK: ("Look", "warning", "warning_soft_text"),
    Standing.NOT_FOUND: ("Not found", "info", "text_quiet"),
}
CHANGED = ("Changed", "certain", "accent_soft_text")
ASK = "Ask the applicant, then choose Yes or No. Until then this application cannot be confirmed."
_EXCERPT = 160  # characters


def group_of(key: str) -> str:
    """Return under which heading a field stands."""
    match key.split(".")[0]:
        case "identity":
            return IDENTITY
        case "declarations":
            return SCHEMES
        case "monitoring":
            return MONITORING
        case "question" | "statement":
            return ANSWERS
    return INTERVIEW


def name_of(field: FormField, schemes: Mapping[str, Scheme]) -> str:
    """Return what a field is called."""
    kind, _, rest = field.key.partition(".")
    if kind == "declarations":
        return schemes[rest].name if rest in schemes else rest
    if kind == "question":
        return f"{rest}: {field.asked}" if field.asked else rest
    return NAMES.get(field.key) or rest.replace("-", " ").capitalize()


def day_first(date: str) -> str:
    """Return an ISO date as people in Britain write it."""
    return "/".join(reversed(date.split("-")))


def shown(field: FormField, value: str | None = None) -> str:
    """Return a value as people write it: a date with its day first, an answer as an excerpt."""
    value = field.value if value is None else value
    if field.key == "identity.date_of_birth" and value.count("-") == 2:
        return day_first(value)
    if not field.editable:
        words = " ".join(value.split())
        return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…"
    return value


def origin_of(field: FormField) -> str:
    """Return a sentence on where a value is from, or "" where it was read and leaves no doubt."""
    said = f" The documents say: {shown(field, field.read)}." if field.read else ""
    if field.value == UNCLEAR:
        return ASK
    match field.source:
        case Source.INDEX:
            return f"From the index.{said}"
        case Source.HAND:
            return f"Written by hand.{said}"
        case Source.DOCUMENT if field.standing is Standing.LOOK:
            return "The layout leaves a doubt. Compare it with the document."
    return said.strip()


def _standing(form: FormSummary) -> str:
    if form.confirmed:
        return "Confirmed"
    return f"{form.doubts} to decide" if form.doubts else "To confirm"


def _begun(form: FormSummary) -> str:
    return "What was typed is kept, and waits to be confirmed." if form.begun else ""


def _said(form: FormSummary) -> str:
    return f"Form: {_standing(form)}. {_begun(form)}".strip()


def _tone(form: FormSummary) -> str:
    if form.confirmed:
        return "success"
    return "warning" if form.doubts else "neutral"


class FormsModel(RowsModel[FormSummary]):
    """One row an application."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Ref.", lambda f: f.candidate, said=lambda f: f"Candidate: {f.candidate}"),
                Column("Form", _standing, tone=_tone, tip=_begun, said=_said),
                Column("Name", lambda f: f.name or "Not found", tip=lambda f: f.name),
            ],
            parent,
        )

    def show_forms(self, forms: Sequence[FormSummary]) -> None:
        """Show applications; what was counted of them before is kept, unless their declarations
        were settled meanwhile."""
        counted = {(form.candidate, form.unclear): form.doubts for form in self.rows}
        self.set_rows(
            [replace(form, doubts=counted.get((form.candidate, form.unclear))) for form in forms]
        )

    def count(self, doubts: Mapping[str, int]) -> None:
        """Show how many fields there are to decide about."""
        for number, form in enumerate(self.rows):
            if form.candidate in doubts and form.doubts != doubts[form.candidate]:
                self.replace_row(number, replace(form, doubts=doubts[form.candidate]))

    def mark_begun(self, candidate: str, *, begun: bool) -> None:
        """Show whether something was typed about an application that is not confirmed."""
        number = self.find(lambda form: form.candidate == candidate)
        if number >= 0 and self.rows[number].begun is not begun:
            self.replace_row(number, replace(self.rows[number], begun=begun))

    @property
    def waiting(self) -> list[FormSummary]:
        """The applications that nobody confirmed."""
        return [form for form in self.rows if not form.confirmed]

    @property
    def certain(self) -> list[str]:
        """The candidates who wait and of whom nothing is in doubt, as far as it was counted; not
        those about whom something was typed."""
        return [form.candidate for form in self.waiting if form.doubts == 0 and not form.begun]

    @property
    def begun(self) -> list[str]:
        """The candidates about whom something was typed that is not confirmed."""
        return [form.candidate for form in self.rows if form.begun]

    @property
    def uncounted(self) -> list[str]:
        """The candidates who wait and whose doubts were not counted yet."""
        return [form.candidate for form in self.waiting if form.doubts is None]

    def next_waiting(self, after: int) -> int:
        """Return the next row that waits, after a row and round again, or -1."""
        order = [*range(after + 1, len(self.rows)), *range(after + 1)]
        return next((n for n in order if not self.rows[n].confirmed), -1)
