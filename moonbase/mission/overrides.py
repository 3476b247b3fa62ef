"""``--set digger.energy=12 kJ/kg``: values that replace or add to what the file says."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from moonbase.compat import tomllib
from moonbase.mission.fields import SECTIONS
from moonbase.mission.locate import Path
from moonbase.mission.sheet import Sheet
from moonbase.parameters.closest import did_you_mean

__all__ = ["apply_overrides", "override_value", "resolve_name"]

_NAMED = ("nodes", "supplies", "legs", "sites", "stocks", "demands", "limits")


def apply_overrides(sheet: Sheet, overrides: Mapping[str, Any]) -> None:
    """Put each override into the data; note those that name nothing.

    A name is ``node.parameter`` (node, supply, leg, site, stock, demand or limit), or a whole path such as
    ``time.horizon``.
    """
    if overrides:
        sheet.data = copy.deepcopy(sheet.data)
    for name, value in overrides.items():
        path = resolve_name(sheet, name)
        if path is None:
            continue
        table: Any = sheet.data
        for key in path[:-1]:
            table = table.setdefault(key, {}) if isinstance(table, dict) else None
        if not isinstance(table, dict):
            _reject(sheet, name, "does not lead to a table")
            continue
        table[path[-1]] = override_value(value) if isinstance(value, str) else value
        sheet.overridden[path] = str(value)


def override_value(text: str) -> Any:
    """Read a value as TOML would; what TOML cannot read is text without its quotes.

    Examples
    --------
    >>> override_value("0.7"), override_value("12 kJ/kg"), override_value("true")
    (0.7, '12 kJ/kg', True)
    """
    try:
        found = tomllib.loads(f"value = {text}")
    except (ValueError, OverflowError, RecursionError):
        return text
    return found["value"] if len(found) == 1 and not isinstance(found["value"], dict) else text


def resolve_name(sheet: Sheet, name: str) -> Path | None:
    """Find what a dotted name means in a mission; None, with a finding, if it names nothing."""
    first, *rest = name.split(".")
    if not rest or not all((first, *rest)):
        _reject(sheet, name, "is not of the form node.parameter", "write it as in digger.energy, or time.horizon")
        return None
    if first in SECTIONS:
        if first in _NAMED and (len(rest) < 2 or rest[0] not in _names(sheet, first)):
            _reject(sheet, name, f"names none of the {first}", did_you_mean(rest[0], _names(sheet, first)))
            return None
        return (first, *rest)
    homes = [section for section in _NAMED if first in _names(sheet, section)]
    if len(homes) == 1:
        return (homes[0], first, *rest)
    if homes:
        _reject(sheet, name, f"could mean {' or '.join(homes)}", f"write {homes[0]}.{name}")
    else:
        known = [entry for section in _NAMED for entry in _names(sheet, section)]
        _reject(sheet, name, f'names nothing: there is no "{first}"', did_you_mean(first, [*known, *SECTIONS]))
    return None


def _names(sheet: Sheet, section: str) -> list[str]:
    table = sheet.data.get(section)
    return [name for name, entry in table.items() if isinstance(entry, dict)] if isinstance(table, dict) else []


def _reject(sheet: Sheet, name: str, why: str, help: str = "") -> None:  # noqa: A002 - the word users see
    sheet.findings.append(sheet.source.diagnose("M027", f"{sheet.override_name} {name} {why}", help=help))
