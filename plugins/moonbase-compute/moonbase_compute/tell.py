"""Tables that ``moonbase compute`` prints: options, fleets, shields, swarms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import constants
from moonbase_compute import comparison, scale, swarm
from moonbase_compute.records import FleetRow, ShieldRow, Swarm

__all__ = ["crowding", "fleet_table", "lay_out", "option_record", "option_table", "shield_table", "swarm_lines"]

Floats = NDArray[np.float64]

_LABELS = {
    "grid": "Earth: grid",
    "gas-turbine": "Earth: gas turbine",
    "gas-engine": "Earth: gas engine",
    "solar-storage": "Earth: solar and storage",
    "earth-cheapest": "Earth: cheapest",
    "earth-available": "Earth: cheapest with waiting",
    "launched": "space: launched from Earth",
    "lunar": "space: made on the Moon",
}
_DRIVERS = 5


def lay_out(rows: Sequence[Sequence[str]]) -> str:
    """Align rows of cells: the first column to the left, all others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        "  ".join(cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in enumerate(pairs))
        for pairs in ([*zip(row, widths, strict=True)] for row in rows)
    )
    return "\n".join(line.rstrip() for line in lines)


def _spread(values: Floats, digits: int) -> str:
    low, middle, high = np.percentile(values, (5.0, 50.0, 95.0))
    return f"{middle:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def option_table(date: str, found: Mapping[str, Floats], inputs: Mapping[str, Floats]) -> str:
    """Write the comparison as a table with its boundaries, and what decides it.

    Parameters
    ----------
    date
        Of the ranges.
    found, inputs
        From `comparison.evaluate` and `comparison.draw`.
    """
    cheapest = found["cost.earth-cheapest"]
    rows = [[f"ordered for {date}", "USD/kW/yr", "USD/GPU-h", "USD/PFLOP-day", "years to power", "P(below Earth)"]]
    for name in comparison.CONTENDERS:
        cost = found[f"cost.{name}"]
        wait = found.get(f"wait.{name}")
        rows.append(
            [
                _LABELS[name],
                _spread(cost, 0),
                _spread(found[f"gpu_hour.{name}"], 2),
                _spread(found[f"pflop_day.{name}"], 0),
                "-" if wait is None else _spread(wait, 1),
                f"{np.mean(cost < cheapest):.3f}" if name in ("launched", "lunar") else "-",
            ]
        )
    said = [
        "median (5 to 95 %); PFLOP-day of dense bf16 times what a workload achieves",
        f"satellite {_spread(found['mass'], 1)} kg/kW, {_spread(100.0 * found['lunar_share'], 0)} % of it lunar",
        f"launch price that breaks even: {_spread(found['break_even_launch'], 0)} USD/kg; below 0: none",
        *(
            f"{kind} payback: launched {_spread(found[f'{kind}_payback.launched'], 2)} years,"
            f" lunar {_spread(found[f'{kind}_payback.lunar'], 2)} years"
            for kind in ("energy", "carbon")
        ),
        *(
            f"{name} is decided by {_deciders(inputs, found[f'cost.{name}'] / cheapest)}"
            for name in ("launched", "lunar")
        ),
        f"inside: {'; '.join(comparison.BOUNDARIES['inside'])}",
        f"outside: {'; '.join(comparison.BOUNDARIES['outside'])}",
    ]
    return "\n".join([lay_out(rows), "", *said])


def option_record(found: Mapping[str, Floats]) -> dict[str, dict[str, float]]:
    """Give median, 5 and 95 % of every output, and the probabilities of costing less than Earth."""
    record = {}
    for name, values in found.items():
        low, middle, high = (float(f"{value:.6g}") for value in np.percentile(values, (5.0, 50.0, 95.0)))
        record[name] = {"low": low, "median": middle, "high": high}
    for name in ("launched", "lunar"):
        share = float(np.mean(found[f"cost.{name}"] < found["cost.earth-cheapest"]))
        record[f"cost.{name}"]["below_earth"] = share
    return record


def _deciders(inputs: Mapping[str, Floats], ratio: Floats) -> str:
    def rank(values: Floats) -> Floats:
        return np.argsort(np.argsort(values)).astype(np.float64)

    place = rank(ratio)
    weights = {
        name: float(np.corrcoef(rank(values), place)[0, 1]) for name, values in inputs.items() if np.ptp(values) > 0.0
    }
    strongest = sorted(weights, key=lambda name: -abs(weights[name]))[:_DRIVERS]
    return ", ".join(f"{name} {weights[name]:+.2f}" for name in strongest)


def fleet_table(rows: Sequence[FleetRow]) -> str:
    """Write ways to keep a fleet as a table: mass, cost, output over time."""
    years = tuple(rows[0].output)
    cells = [["fleet", "kg/kW", "kg/kW/yr after", "life", *(f"year {year}" for year in years), "USD/kW/yr"]]
    for row in rows:
        output = (f"{100.0 * value:.0f} %" for value in row.output.values())
        mass, upkeep = f"{1e3 * row.mass:.1f}", f"{1e3 * row.upkeep:.2f}"
        cells.append([row.fleet, mass, upkeep, f"{row.life:.1f} yr", *output, f"{row.cost:.0f}"])
    return lay_out(cells)


def shield_table(rows: Iterable[ShieldRow]) -> str:
    """Write thicknesses of shield as a table: mass, dose, life, upsets, cost."""
    cells = [["shield", "kg/kW", "krad/yr", "life", "upsets/package/yr", "USD/kW/yr"]]
    for row in rows:
        numbers = [f"{1e3 * row.mass:.1f}", f"{row.dose / 10.0:.3g}", f"{row.life:.2f} yr", f"{row.upsets:.3g}"]
        cells.append([f"{row.depth:g} mm", *numbers, f"{row.cost:.0f}"])
    return lay_out(cells)


def swarm_lines(found: Swarm, *, life: float, share: float) -> list[str]:
    """Write the growth of a fleet as a table, and what its end means.

    Parameters
    ----------
    found
        From `records.grow_swarm`.
    life
        Of a satellite [yr].
    share
        Of the Sun's output [1].
    """
    cells = [["year", "in service", "Kardashev", "share of the Sun", "mass per Moon", "added per year"]]
    for row in found.rows:
        power, added = f"{row.power:.3g} W", f"{row.added:.3g} W"
        cells.append([f"{row.year}", power, f"{row.kardashev:.3f}", f"{row.share:.3g}", f"{row.moons:.3g}", added])
    needed = "never reached" if np.isinf(found.years) else f"reached after {found.years:.0f} years"
    moons = found.renewal / scale.MOON_MASS
    return [
        lay_out(cells),
        "",
        f"{100.0 * share:.3g} % of the Sun ({found.target:.3g} W, Kardashev {found.kardashev:.2f}): {needed}",
        f"mass of the swarm: {found.moons:.3g} of the Moon; {_held(found.moons)}",
        f"renewal at {life:g} years of life: {found.renewal:.3g} kg a year, {moons:.3g} of the Moon",
    ]


def _held(mass: float) -> str:
    if mass > 1.0:
        return "the Moon does not hold it"
    if mass > 0.1:
        return "the Moon holds it, and would be visibly smaller"
    return "the Moon holds it"


def crowding(satellites: float, cross_section: float, lowest: float, highest: float) -> dict[str, Any]:
    """Natural collisions in a shell of low Earth orbits, without avoidance.

    Parameters
    ----------
    satellites
        Number.
    cross_section
        Of a pair [m2].
    lowest, highest
        Altitudes [m].

    Returns
    -------
    dict
        ``per_year`` and ``per_satellite`` [1/yr].
    """
    volume = 4.0 / 3.0 * np.pi * ((constants.EARTH_RADIUS + highest) ** 3 - (constants.EARTH_RADIUS + lowest) ** 3)
    every = swarm.collisions(satellites, cross_section, 10e3, float(volume)) * constants.YEAR
    one = swarm.collisions_of_one(satellites, cross_section, 10e3, float(volume)) * constants.YEAR
    return {"per_year": every, "per_satellite": one}
