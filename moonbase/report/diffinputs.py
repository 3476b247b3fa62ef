"""Inputs of two runs that differ: parameters, what the mission files say, software."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from moonbase.compat import tomllib
from moonbase.report.result import Provenance, Result

__all__ = ["Change", "changed_inputs", "changed_versions"]

_NAMES = ("name", "description", "format")


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something that reads differently in two runs; empty where one of them does not have it.

    Attributes
    ----------
    name
        ``"driver.track_length"``, ``"limits.budget.most"``, ``"highspy"``.
    before, after
        As written.
    where
        Origin of the second value.
    """

    name: str
    before: str
    after: str
    where: str = ""


def changed_inputs(before: Result, after: Result) -> Iterator[Change]:
    """List parameters that differ, then whatever else the mission files say differently."""
    old, new = _parameters(before), _parameters(after)
    for name in dict.fromkeys((*old, *new)):
        a, b = old.get(name), new.get(name)
        if a is not None and b is not None and a.value == b.value:
            continue
        where = b.where if b is not None else ""
        yield Change(name=name, before=a.text if a else "", after=b.text if b else "", where=where)
    told = {*old, *new}
    one, two = (_flat(tomllib.loads(result.mission.text)) for result in (before, after))
    for result, found in ((before, one), (after, two)):
        for name, text in result.mission.overrides.items():
            if name not in told:
                found[_in_file(name, found)] = text
    for name in dict.fromkeys((*one, *two)):
        if one.get(name) != two.get(name) and name not in _NAMES and _parameter(name) not in told:
            yield Change(name=name, before=one.get(name, ""), after=two.get(name, ""), where="mission file")


def _parameters(result: Result) -> dict[str, Provenance]:
    return {f"{row.owner}.{row.parameter}": row for row in result.provenance}


def _parameter(name: str) -> str:
    """Give the name under which ``nodes.sun.area`` is known as a parameter."""
    return name.removeprefix("nodes.").removeprefix("supplies.")


def _in_file(name: str, found: Mapping[str, str]) -> str:
    """Give the full name of what ``--set`` may shorten: ``sites.far.radius`` for ``far.radius``."""
    return next((known for known in found if known == name or known.endswith(f".{name}")), name)


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """Write nested tables as one with dotted names."""
    if isinstance(value, Mapping):
        inner = [_flat(part, f"{name}.{key}" if name else str(key)) for key, part in value.items()]
        return {key: text for part in inner for key, text in part.items()}
    if isinstance(value, list):
        return {name: ", ".join(_entry(part) for part in value)}
    return {name: str(value)}


def _entry(value: Any) -> str:
    return " ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, Mapping) else str(value)


def changed_versions(before: Result, after: Result) -> Iterator[Change]:
    """List software and plugins that differ."""
    old = {**before.versions, **{f"plugin {one.name}": one.error or one.version for one in before.plugins}}
    new = {**after.versions, **{f"plugin {one.name}": one.error or one.version for one in after.plugins}}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Change(name=name, before=old.get(name, ""), after=new.get(name, ""))
