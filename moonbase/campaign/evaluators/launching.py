"""What a plan's legs are worth as places and directions to throw from: windows, open time, speeds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from moonbase.constants import YEAR
from moonbase.report.result import Result

__all__ = ["LAUNCHING", "launching"]

LAUNCHING: Mapping[str, tuple[str, str]] = {
    "windows": ("1/yr", "Launch windows per year of"),
    "open": ("1", "Share of the time that lies inside the windows of"),
    "least_onboard_dv": ("m/s", "Least change of speed on board in the windows of"),
}
"""Unit and words of each figure, by the part of its name before the leg."""


def launching(result: Result) -> dict[str, float]:
    """Give windows per year, open share and least on-board Δv [m/s] by leg.

    Parameters
    ----------
    result
        Of a run; legs without a table of windows are open always, or never.
    """
    table = result.windows
    if table is None or not table.size:
        return {}
    columns = {column.name: column.values for column in table.columns}
    span = result.edges[-1] - result.edges[0]
    found: dict[str, float] = {}
    for leg in dict.fromkeys(str(name) for name in columns["leg"]):
        mine = [row for row, name in enumerate(columns["leg"]) if name == leg]
        lengths = [_number(columns["open_for"][row]) for row in mine]
        found[f"windows.{leg}"] = len(mine) / (span / YEAR)
        found[f"open.{leg}"] = math.fsum(lengths) / span
        found[f"least_onboard_dv.{leg}"] = min(_number(columns["onboard_dv"][row]) for row in mine)
    return found


def _number(cell: object) -> float:
    return cell if isinstance(cell, float) else math.nan
