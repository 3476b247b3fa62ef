"""The launch calendar: departures by leg and period, with what each throw asks, and the windows themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from moonbase.report.result import Cell, Column, Table
from moonbase.report.yearly import Reading, clean
from moonbase.report.years import date_text

__all__ = ["launch_table", "window_table"]

_QUANTITIES = (
    ("muzzle_speed", "muzzle speed", "m/s"),
    ("onboard_dv", "on-board Δv", "m/s"),
    ("arrival_speed", "arrival speed", "m/s"),
)
_MOST_WINDOWS = 2000


def launch_table(reading: Reading) -> Table | None:
    """List launches by leg and period; None if the mission has no leg."""
    legs = reading.of_role("leg")
    if not legs:
        return None
    grid = reading.network.grid
    dates = tuple(date_text(float(edge)) for edge in grid.edges)
    words: dict[str, list[Cell]] = {"leg": [], "start": [], "end": []}
    numbers: dict[str, list[float]] = {"launches": [], "open": []}
    numbers |= {name: [] for name, _, _ in _QUANTITIES}
    for index in legs:
        name = reading.network.activities[index].name
        when = reading.network.legs.get(name)
        words["leg"] += [name] * grid.size
        words["start"] += dates[:-1]
        words["end"] += dates[1:]
        numbers["launches"] += [float(value) for value in reading.plan.activity[index]]
        numbers["open"] += _per_period(when, "open", grid.size)
        for quantity, _, _ in _QUANTITIES:
            numbers[quantity] += _per_period(when, quantity, grid.size)
    columns = [Column(name=name, label=name, values=tuple(values)) for name, values in words.items()]
    columns.append(Column(name="launches", label="launches", unit="1", values=clean(numbers["launches"])))
    columns.append(Column(name="open", label="open share", unit="1", values=clean(numbers["open"])))
    columns += [
        Column(name=name, label=label, unit=unit, values=clean(numbers[name])) for name, label, unit in _QUANTITIES
    ]
    return Table(title="Launches", columns=tuple(columns))


def _per_period(when: Any, name: str, size: int) -> list[float]:
    values = getattr(when, name, None)
    return [1.0 if name == "open" else 0.0] * size if values is None else [float(value) for value in np.asarray(values)]


_FLOWN = (
    ("flown_muzzle_speed", "flown: muzzle speed"),
    ("flown_onboard_dv", "flown: on board"),
    ("flown_difference", "flown less patched conics: on board"),
    ("flown_muzzle_difference", "flown less patched conics: muzzle"),
)


def window_table(legs: Mapping[str, Any]) -> Table | None:
    """List every launch opportunity of every leg; None if there is none.

    Windows that were flown under all bodies have what their best departure then takes, and the difference; the note
    counts the others. The list stops after 2000 windows per leg and its note says so.
    """
    names: list[Cell] = []
    rows: list[Any] = []
    cut = []
    for leg, when in legs.items():
        windows = np.asarray(getattr(when, "windows", np.zeros((0, 6))))
        if len(windows) > _MOST_WINDOWS:
            cut.append(f"the first {_MOST_WINDOWS} of {len(windows)} windows of {leg}")
            windows = windows[:_MOST_WINDOWS]
        names += [leg] * len(windows)
        flown = _flown(np.asarray(getattr(when, "flown", np.zeros((0, 6)))), len(windows))
        left = int(np.isnan(flown[:, 0]).sum())
        if left < len(windows):
            cut += [f"{left} of {len(windows)} windows of {leg} are not flown"] if left else []
            cut += _missed(leg, np.asarray(when.flown), len(windows))
        rows.append(np.concatenate([windows, flown], axis=1))
    if not names:
        return None
    table = np.concatenate(rows)
    columns = [
        Column(name="leg", label="leg", values=tuple(names)),
        Column(name="opens", label="opens", values=tuple(date_text(float(date)) for date in table[:, 0])),
        Column(name="open_for", label="open for", unit="s", values=clean(table[:, 1] - table[:, 0])),
    ]
    for position, (name, label, unit) in enumerate(
        (*_QUANTITIES[:2], ("time_of_flight", "time of flight", "s"), _QUANTITIES[2]), start=2
    ):
        columns.append(Column(name=name, label=label, unit=unit, values=clean(table[:, position])))
    if np.isfinite(table[:, 6]).any():
        columns += [
            Column(name=name, label=label, unit="m/s", values=clean(table[:, position]))
            for position, (name, label) in enumerate(_FLOWN, start=6)
        ]
    return Table(title="Launch windows", columns=tuple(columns), note="; ".join(cut))


def _flown(flown: Any, size: int) -> Any:
    """Speeds and differences of the windows that were flown and hit, as `_FLOWN`; NaN for the others."""
    columns = np.full((size, len(_FLOWN)), np.nan)
    for number, *values, miss in flown:
        if number < size and miss == 0.0:
            columns[int(number)] = values
    return columns


def _missed(leg: str, flown: Any, size: int) -> list[str]:
    """Name the windows whose flight does not settle on the destination."""
    return [
        f"window {int(number) + 1} of {leg} was flown and misses by {miss / 1e3:,.0f} km"
        for number, *_, miss in flown
        if number < size and miss > 0.0
    ]
