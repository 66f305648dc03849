"""Policies: what is done with each label, read from ``resources/policies/*.toml``.

A policy is data that HR may edit; this module only reads and checks it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from edi_shortlist import bundled
from edi_shortlist.redaction.span import Label


class Action(StrEnum):
    """What a policy does with a span of some label."""

    HIDE = "hide"
    GENERALISE = "generalise"
    FLAG = "flag"
    KEEP = "keep"


class PolicyError(ValueError):
    """A policy file cannot be used; the text names the file, the entry and the remedy."""


@dataclass(frozen=True)
class Treatment:
    """What is done with one label: an action, and the words that stand in its place."""

    action: Action
    replacement: str = ""


@dataclass(frozen=True)
class Policy:
    """A named set of treatments, one for every label."""

    name: str
    title: str
    description: str
    version: str
    treatments: Mapping[Label, Treatment]

    def with_override(self, label: Label, action: Action) -> "Policy":
        """Return a copy in which ``label`` gets another action (a vacancy's own choice)."""
        changed = dict(self.treatments)
        changed[label] = replace(changed[label], action=action)
        if action is not Action.KEEP and not changed[label].replacement:
            changed[label] = Treatment(action, f"[{label.value.lower().replace('_', ' ')}]")
        return replace(self, treatments=changed)


def _treatment(file: str, label: str, entry: object) -> Treatment:
    if not isinstance(entry, dict) or "action" not in entry:
        raise PolicyError(f"{file}: '{label}' needs an action, say {{ action = \"hide\" }}.")
    try:
        action = Action(entry["action"])
    except ValueError:
        raise PolicyError(
            f"{file}: '{label}' has the action '{entry['action']}'; "
            f"use one of {', '.join(a.value for a in Action)}."
        ) from None
    replacement = entry.get("replacement", "")
    if not isinstance(replacement, str):
        raise PolicyError(f"{file}: the replacement of '{label}' must be text in quotes.")
    if action is not Action.KEEP and not replacement:
        raise PolicyError(f"{file}: '{label}' needs a replacement, say \"[{label.lower()}]\".")
    return Treatment(action, replacement)


def read_policy(path: Path) -> Policy:
    """Read one policy file.

    Raises:
        PolicyError: the file is not TOML, or an entry is missing or unknown.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name} is not valid TOML: {error}.") from None
    entries = content.get("labels", {})
    if unknown := sorted(set(entries) - set(Label)):
        raise PolicyError(f"{path.name}: unknown label '{unknown[0]}'.")
    if missing := [label.value for label in Label if label not in entries]:
        raise PolicyError(f"{path.name}: says nothing about '{missing[0]}'.")
    return Policy(
        name=str(content.get("name", path.stem)),
        title=str(content.get("title", path.stem)),
        description=str(content.get("description", "")),
        version=str(content.get("version", "")),
        treatments={label: _treatment(path.name, label, entries[label]) for label in Label},
    )


def available_policies() -> list[Policy]:
    """Return the shipped policies, by name."""
    folder = bundled.resource("policies")
    return [read_policy(path) for path in sorted(folder.glob("*.toml"))]


def load_policy(name: str, overrides: Iterable[tuple[str, str]] = ()) -> Policy:
    """Return a policy by name with a vacancy's overrides.

    Args:
        name: the file's name without ``.toml``.
        overrides: pairs of label and action.

    Raises:
        PolicyError: there is no such policy, label or action.
    """
    folder = bundled.resource("policies")
    path = folder / f"{name}.toml"
    if not path.is_file() or path.parent != folder:
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml")))
        raise PolicyError(f"There is no redaction policy '{name}'. Choose one of: {known}.")
    policy = read_policy(path)
    for label, action in overrides:
        try:
            policy = policy.with_override(Label(label), Action(action))
        except ValueError:
            raise PolicyError(
                f"The override '{label} = {action}' names an unknown label or action."
            ) from None
    return policy
