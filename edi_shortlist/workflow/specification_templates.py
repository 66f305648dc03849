"""Templates of person specifications: those that ship with the program, and HR's own.

HR's own lie in the workspace, so that every officer of it finds the same ones and a backup holds
them; a file takes one to another workspace.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from edi_shortlist import bundled
from edi_shortlist.recruitment.specification_template import SpecificationTemplate, TemplateError
from edi_shortlist.recruitment.vacancy import Vacancy, VacancyError
from edi_shortlist.workflow.errors import Refused
from edi_shortlist.workflow.session import Session
from edi_shortlist.workflow.toml_files import read_toml
from edi_shortlist.workflow.vacancies import create_vacancy, get_vacancy
from edi_shortlist.workflow.writing import refusals_of


@dataclass(frozen=True)
class KnownTemplate:
    """A template as the list shows it.

    Attributes:
        saved_at, saved_by: when (UTC, ISO 8601) and by whom; empty where it ships.
    """

    template: SpecificationTemplate
    saved_at: str = ""
    saved_by: str = ""

    @property
    def ships(self) -> bool:
        """Whether it came with the program, so that it can be neither renamed nor deleted."""
        return not self.saved_at


def templates(s: Session) -> list[KnownTemplate]:
    """Return HR's own templates, then those that ship, each by name.

    Raises:
        Refused: a template cannot be used; the sentences name it.
    """
    own = []
    for record in s.workspace.specifications.templates():
        template = _read({**record.content, "name": record.name}, f"Template '{record.name}'")
        own.append(KnownTemplate(template, record.saved_at, record.saved_by))
    return own + [KnownTemplate(one) for one in shipped_templates()]


def shipped_templates() -> list[SpecificationTemplate]:
    """Return the templates that ship with the program, by name.

    Raises:
        Refused: somebody edited one and it cannot be used.
    """
    found = [
        read_template_file(path)
        for path in sorted(bundled.resource("specification/templates").glob("*.toml"))
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def template_named(s: Session, name: str) -> KnownTemplate:
    """Return the template of a name, capitals or not.

    Raises:
        Refused: there is none.
    """
    known = templates(s)
    for one in known:
        if one.template.name.casefold() == name.strip().casefold():
            return one
    raise Refused(
        f"There is no template '{name}'. Choose from "
        f"{', '.join(one.template.name for one in known)}."
    )


def save_template(s: Session, template: SpecificationTemplate, *, in_place: bool = False) -> None:
    """Keep a template.

    Args:
        in_place: put it in place of HR's own of that name.

    Raises:
        Refused: the name is taken.
    """
    with s.workspace.act():
        _check_name(s, template.name, in_place=in_place)
        _keep(s, template)
        s.log(
            "template.saved",
            template=template.name,
            criteria=[criterion.id for criterion in template.criteria],
            sha256=digest(template),
        )


def save_specification(
    s: Session, ref: str, name: str, about: str = "", *, in_place: bool = False
) -> SpecificationTemplate:
    """Keep a vacancy's specification as a template.

    Raises:
        Refused: there is no such vacancy, it has no criteria, or the name is taken or is none.
    """
    try:
        template = SpecificationTemplate.of(get_vacancy(s, ref), name, about)
    except TemplateError as error:
        raise Refused(*error.problems) from None
    save_template(s, template, in_place=in_place)
    return template


def rename_template(s: Session, name: str, new_name: str) -> None:
    """Give one of HR's own templates another name.

    Raises:
        Refused: it ships with the program, there is none, or the name is taken or is none.
    """
    with s.workspace.act():
        template = _own(s, name)
        mapping = {**template.to_dict(), "name": new_name.strip()}
        renamed = _read(mapping, f"Template '{name}'")
        if renamed.name.casefold() != template.name.casefold():
            _check_name(s, renamed.name, in_place=False)
        s.workspace.specifications.remove_template(template.name)
        _keep(s, renamed)
        s.log("template.renamed", template=renamed.name, was=template.name)


def delete_template(s: Session, name: str) -> None:
    """Delete one of HR's own templates; vacancies that were made of it stay as they are.

    Raises:
        Refused: it ships with the program, or there is none.
    """
    with s.workspace.act():
        template = _own(s, name)
        s.workspace.specifications.remove_template(template.name)
        s.log("template.deleted", template=template.name, sha256=digest(template))


def read_template_file(path: Path | str) -> SpecificationTemplate:
    """Return the template in a file.

    Raises:
        Refused: listing every problem of the file.
    """
    path = Path(path)
    return _read(read_toml(path), f"Template '{path.name}'")


def export_template(template: SpecificationTemplate, path: Path | str) -> None:
    """Write a template to a new file.

    Raises:
        Refused: the file is there already or cannot be written.
    """
    path = Path(path)
    with refusals_of(path), path.open("x", encoding="utf-8") as file:
        file.write(template.to_toml())


def create_from_template(s: Session, name: str, reference: str, title: str) -> Vacancy:
    """Make a vacancy with a template's specification, as a draft.

    Raises:
        Refused: there is no such template, or the vacancy cannot be made.
    """
    template = template_named(s, name).template
    try:
        vacancy = template.vacancy(reference.strip(), title.strip())
    except VacancyError as error:
        raise Refused(*error.problems) from None
    create_vacancy(s, vacancy)
    return vacancy


def digest(template: SpecificationTemplate) -> str:
    """Return the SHA-256 of what a template holds."""
    held = json.dumps(template.to_dict(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(held.encode()).hexdigest()


def _check_name(s: Session, name: str, *, in_place: bool) -> None:
    wanted = name.casefold()
    for one in templates(s):
        if one.template.name.casefold() != wanted:
            continue
        if one.ships:
            raise Refused(f"'{one.template.name}' came with the program. Give another name.")
        if not in_place:
            raise Refused(f"There is a template '{one.template.name}' already. Give another name.")


def _own(s: Session, name: str) -> SpecificationTemplate:
    known = template_named(s, name)
    if known.ships:
        raise Refused(
            f"'{known.template.name}' came with the program, so it stays. Save one of your own."
        )
    return known.template


def _keep(s: Session, template: SpecificationTemplate) -> None:
    s.workspace.specifications.keep_template(template.name, template.to_dict(), s.actor)


def _read(mapping: object, what: str) -> SpecificationTemplate:
    try:
        return SpecificationTemplate.from_dict(mapping if isinstance(mapping, dict) else {})
    except TemplateError as error:
        raise Refused(*(f"{what}: {said}" for said in error.problems)) from None
