"""What the form controls of an OpenDocument text say: ticks, typed text, chosen entries."""

from collections.abc import Iterator
from typing import Any

from edi_shortlist.documents.odt.names import is_true, qualified, tags
from edi_shortlist.documents.word.symbols import TICKED, UNTICKED

_TYPED = tags(
    "form:text",
    "form:textarea",
    "form:formatted-text",
    "form:number",
    "form:date",
    "form:time",
    "form:combobox",
    "form:file",
)
_LABELLED = tags("form:fixed-text", "form:button", "form:frame")
_BOX, _RADIO, _LIST = (qualified(f"form:{name}") for name in ("checkbox", "radio", "listbox"))
_VALUE, _CURRENT, _LABEL = (qualified(f"form:{n}") for n in ("value", "current-value", "label"))
_PARAM, _PARAM_NAME, _PARAM_VALUE = (qualified(f"field:{n}") for n in ("param", "name", "value"))


def control_texts(root: Any) -> dict[str, str]:
    """Return what each control of a document says, by the name under which it is drawn."""
    texts: dict[str, str] = {}
    for forms in root.iter(qualified("office:forms")):
        for control in forms.iter():
            if isinstance(control.tag, str) and (text := _text(control)):
                for name in (qualified("xml:id"), qualified("form:id")):
                    if control.get(name):
                        texts[control.get(name)] = text
    return texts


def _text(control: Any) -> str:
    label = control.get(_LABEL, "")
    if control.tag == _BOX:
        ticked = is_true(control, "form:current-state", "form:state")
        return f"{TICKED if ticked else UNTICKED} {label}".rstrip()
    if control.tag == _RADIO:
        ticked = is_true(control, "form:current-selected", "form:selected")
        return f"{TICKED if ticked else UNTICKED} {label}".rstrip()
    if control.tag == _LIST:
        options = list(control.iter(qualified("form:option")))
        chosen = [one for one in options if is_true(one, "form:current-selected", "form:selected")]
        return ", ".join(one.get(_LABEL) or one.get(_VALUE, "") for one in chosen)
    if control.tag in _TYPED:
        return str(control.get(_CURRENT) or control.get(_VALUE, "")) or _paragraphs(control)
    return str(label) if control.tag in _LABELLED else ""


def _paragraphs(control: Any) -> str:
    """The text of a field for several lines may stand in it as paragraphs."""
    return "\n".join("".join(p.itertext()) for p in control.iter(qualified("text:p")))


def field_mark_text(mark: Any) -> str:
    """Return what a form field taken over from Word says: its tick, or the entry chosen."""
    kind = mark.get(qualified("field:type"), "")
    params = list(_params(mark))
    if kind.endswith("FORMCHECKBOX"):
        ticked = any(name == "Checkbox_Checked" and value == "true" for name, value in params)
        return TICKED if ticked else UNTICKED
    if kind.endswith("FORMDROPDOWN"):
        entries = [value for name, value in params if name == "Dropdown_ListEntry"]
        chosen = next((value for name, value in params if name == "Dropdown_Selected"), "0")
        if chosen.isdecimal() and len(chosen) < 6 and int(chosen) < len(entries):
            return entries[int(chosen)]
    return ""


def _params(mark: Any) -> Iterator[tuple[str, str]]:
    for param in mark.iter(_PARAM):
        yield param.get(_PARAM_NAME, "").rpartition(".")[2], param.get(_PARAM_VALUE, "")
