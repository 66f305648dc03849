"""What may stand in a letter template: names of placeholders, conditions, and a list to go through.

A template is text that somebody else may have written, so none of it is ever run: what is not
such a placeholder is refused before anything is filled in, and no attribute of any object can be
reached.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import LoopContext, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

#: What a letter can hold, by placeholder. Only what is this one applicant's own.
PLACEHOLDERS: dict[str, str] = {
    "name": "the applicant's full name",
    "salutation": "the name to greet the applicant by: the preferred name, or else the full one",
    "address": "the applicant's address with the postcode, on several lines",
    "candidate": "the reference of the application, such as C-07QK",
    "title": "the title of the post",
    "reference": "the reference of the vacancy",
    "date": "the day on which the letter is written",
    "employer": "who writes, from the record of processing",
    "contact": "how to reach you, from the record of processing",
    "interview_date": "the day of the interview; empty where none is set",
    "interview_time": "its time",
    "interview_minutes": "how long it takes",
    "interview_mode": "in person, or online",
    "interview_place": "where to come to, or the link to join",
    "interview_panel": "who interviews",
    "extra_minutes": "minutes of extra time that are planned in; empty where there are none",
    "adjustments": "the adjustments that the applicant asked for",
    "guarantee": "a list of sentences on the guaranteed interview, where the applicant declared",
    "feedback": "a list, one entry for each criterion that was scored",
}
#: What an entry of ``feedback`` holds.
FEEDBACK: dict[str, str] = {
    "id": "the criterion's short name, such as E1",
    "criterion": "its text",
    "kind": "essential or desirable",
    "score": "the panel's score",
    "level": "the name of the level that was reached",
    "words": "what the guide says of the level that was reached",
    "next_words": "what the guide says of the next level that it describes",
    "met": "true where the pass level was reached",
    "comment": "the comment that you chose, if any",
}
_LISTS = ("feedback", "guarantee")
_LOOP = ("first", "last", "index")
_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If),
    *(nodes.For, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const),
    nodes.CondExpr,
)


class ForbiddenInTemplate(ValueError):
    """A template has a placeholder that is unknown, or more than placeholders; the text is a
    sentence."""


class _Unknown(StrictUndefined):
    """Stands for what is not there, and refuses at once."""

    def __init__(self, hint: Any = None, obj: Any = None, name: Any = None, exc: Any = None):
        raise ForbiddenInTemplate(f"There is no placeholder '{name}'.")


class PlaceholderEnvironment(SandboxedEnvironment):
    """Fills placeholders in. Texts that are filled in are escaped for XML, and never read as a
    template again."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Unknown)
        self._made: dict[str, Template] = {}

    def from_string(  # type: ignore[override]
        self,
        source: str,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        """Return a template, having checked it.

        Raises:
            ForbiddenInTemplate: it has more than placeholders, or one that there is not.
        """
        if source not in self._made:
            try:
                tree = self.parse(source)
            except TemplateSyntaxError as error:
                raise ForbiddenInTemplate(
                    f"A placeholder is not written as it should be: {error.message}."
                ) from None
            _check(tree)
            self._made[source] = super().from_string(source, globals, template_class)
        return self._made[source]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an entry's value by its name; nothing else of any object can be reached."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


def _check(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED) and not isinstance(node, nodes.EvalContextModifier):
            raise ForbiddenInTemplate(
                "A template can hold placeholders such as {{ name }}, {% if … %} and "
                "{% for item in feedback %}, and nothing else."
            )
    unknown = [
        *sorted(find_undeclared_variables(tree) - {*PLACEHOLDERS}),
        *_unknown_attributes(tree),
    ]
    if unknown:
        raise ForbiddenInTemplate(
            f"There is no placeholder '{unknown[0]}'. There are {', '.join(PLACEHOLDERS)}; and of "
            f"each entry of feedback {', '.join(FEEDBACK)}."
        )
    for loop in tree.find_all(nodes.For):
        if not isinstance(loop.iter, nodes.Name) or loop.iter.name not in _LISTS:
            raise ForbiddenInTemplate(f"Only {' and '.join(_LISTS)} can be gone through by 'for'.")


def _unknown_attributes(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all(nodes.Getattr):
        if node.attr not in FEEDBACK and node.attr not in _LOOP:
            yield node.attr
