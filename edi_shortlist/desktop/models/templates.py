"""The templates of person specifications, and what one holds in words."""

from PySide6.QtCore import QObject

from edi_shortlist.desktop.models.rows import Column, RowsModel
from edi_shortlist.desktop.sentences import count
from edi_shortlist.recruitment.criteria import CriterionKind
from edi_shortlist.recruitment.specification_template import SpecificationTemplate
from edi_shortlist.workflow.specification_templates import KnownTemplate


class TemplatesModel(RowsModel[KnownTemplate]):
    """One row a template."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [
                Column("Template", lambda t: t.template.name, tip=lambda t: t.template.about),
                Column("Criteria", lambda t: str(len(t.template.criteria)), number=True),
                Column("Saved", lambda t: t.saved_at[:10] or "With the program"),
                Column("By", lambda t: t.saved_by),
            ],
            parent,
        )


def in_words(template: SpecificationTemplate) -> str:
    """Return what a template holds, a line each: what for, the scale, the criteria."""
    essential = sum(one.kind is CriterionKind.ESSENTIAL for one in template.criteria)
    scale = template.scale
    lines = [
        template.about,
        f"{essential} essential and {len(template.criteria) - essential} desirable, scored "
        f"{scale.span}, met from {scale.pass_level} ({scale.name(scale.pass_level)}). "
        f"{count(sum(bool(one.guide) for one in template.criteria), 'criterion', 'criteria')} "
        "with a guide.",
        *(f"{one.id}  {one.text}" for one in template.criteria),
    ]
    return "\n".join(filter(None, lines))
