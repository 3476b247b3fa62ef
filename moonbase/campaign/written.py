"""What stands in a campaign file as written: dotted keys, plain data, and values that only a mission can judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from moonbase.campaign.laws import LAW_KEYS
from moonbase.campaign.study import Varied
from moonbase.errors import MissionError
from moonbase.mission.checker import check as check_mission
from moonbase.mission.locate import Path
from moonbase.mission.sheet import Table
from moonbase.mission.spec import Mission
from moonbase.models.catalogue import Catalogue

__all__ = ["leaves", "plain", "try_values"]

_NAMED = ("nodes", "supplies", "legs", "sites", "demands", "limits")


def leaves(path: tuple[str, ...], data: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Walk dotted keys down to what they are given: a value, or the table of a law."""
    for key, value in data.items():
        here = (*path, key)
        if isinstance(value, dict) and _leads_on(here, value):
            yield from leaves(here, value)
        else:
            yield here, value


def _leads_on(path: tuple[str, ...], table: Mapping[str, Any]) -> bool:
    if path[0] == "set":
        return True
    if not table or any(key in (*LAW_KEYS, "grades") for key in table):
        return False
    parts = ".".join(map(str, path[1:])).split(".")
    return len(parts) < (3 if parts[0] in _NAMED else 2) or all(isinstance(value, dict) for value in table.values())


def try_values(vary: Table, varied: Iterable[Varied], mission: Mission, catalogue: Catalogue) -> None:
    """Put values into the mission, which alone can judge words and amounts that no declaration covers.

    Parameters
    ----------
    vary
        The table, for findings.
    varied
        What to try.
    mission, catalogue
        Where.
    """
    for item in varied:
        factor, law = item.factor, item.law
        values = law.values if law.kind in ("list", "discrete") else law.values[:1] if law.kind == "lognormal" else ()
        for value in values or ((law.values[0], law.values[-1]) if law.kind != "normal" else law.values[:1]):
            change = {**mission.overrides, factor.name: factor.text(value)}
            try:
                check_mission(mission.source, catalogue, change, overrides_from="vary")
            except MissionError as error:
                for finding in error.diagnostics:
                    vary.report(finding.code, finding.message, notes=finding.notes, help=finding.help)
                break


def plain(data: Any) -> Any:
    """Make TOML data fit for JSON: dates become text."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return data.isoformat() if isinstance(data, dt.date | dt.time) else data
