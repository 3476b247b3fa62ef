"""Tables that ``moonbase compute`` prints: options, fleets, shields, swarms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import Site, constants
from moonbase_compute import comparison, fleets, scale, swarm
from moonbase_compute.economics import SpaceCentre, space_cost
from moonbase_compute.prices import goods_prices
from moonbase_compute.satellite import ComputeSatellite
from moonbase_compute.satellite_parts import unit_mass
from moonbase_compute.surroundings import look_around

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
_CHIP_PRICE = 28e3  # USD/kW, as in the comparison
_WACC = 0.10
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


def fleet_table(site: Site, launch_price: float, years: Sequence[int] = (1, 3, 5, 8, 12)) -> str:
    """Compare disposable, spared, serviced and refreshed satellites at a place: mass, cost, output over time.

    Parameters
    ----------
    site
        Where they work.
    launch_price
        To that place [USD/kg].
    years
        Ages at which the output is told.
    """
    rows = [["fleet", "kg/kW", "kg/kW/yr after", "life", *(f"year {year}" for year in years), "USD/kW/yr"]]
    for name in fleets.FLEETS:
        satellite = ComputeSatellite(fleet=name, launch_acceleration=60.0)
        design = satellite.design(site)
        computing = design.figures["it_power"][0]
        dose = look_around(satellite, site).dose
        kept = fleets.fleet_of(satellite, dry_mass=design.mass, dose=dose, computing=computing)
        upkeep = {part: amount * constants.YEAR for part, amount in kept.upkeep.items()}
        carried = sum(amount * unit_mass(part) for part, amount in upkeep.items())
        cost = _fleet_cost(kept, (design.parts, upkeep, carried), (design.mass, computing, launch_price))
        rows.append(
            [
                name,
                f"{1e3 * design.mass / computing:.1f}",
                f"{1e3 * carried / computing:.2f}",
                f"{kept.life / constants.YEAR:.1f} yr",
                *(f"{100.0 * fleets.output_at(kept, year * constants.YEAR):.0f} %" for year in years),
                f"{cost:.0f}",
            ]
        )
    return lay_out(rows)


def _fleet_cost(
    kept: fleets.Fleet,
    parts: tuple[Mapping[str, float], Mapping[str, float], float],
    size: tuple[float, float, float],
) -> float:
    """Yearly cost per mean kilowatt over the life: goods at prices on Earth, launch, upkeep as it comes [USD/kW/yr]."""
    built, upkeep, carried = parts
    mass, computing, launch = size
    goods = goods_prices(tuple(sorted({*built, *upkeep})))
    ages = np.linspace(0.0, kept.life, 241)
    output = np.array([fleets.output_at(kept, age) for age in ages])
    discount = (1.0 + _WACC) ** (-ages / constants.YEAR)
    step = ages[1] / constants.YEAR

    def present(values: Floats) -> float:
        return float((values[1:] + values[:-1]).sum() * step / 2.0)

    bought = sum(goods[name] * amount for name, amount in built.items()) + launch * mass
    yearly = sum(goods[name] * amount for name, amount in upkeep.items()) + launch * carried
    return float((bought + yearly * present(discount)) / (present(output * discount) * computing / 1e3))


def shield_table(site: Site, launch_price: float, depths: Iterable[float] = (2.0, 5.0, 10.0, 15.0, 20.0)) -> str:
    """Trade the shield's mass against dose, life and upsets at a place.

    Parameters
    ----------
    site
        Where satellites work.
    launch_price
        To that place [USD/kg].
    depths
        Of aluminium [mm].
    """
    rows = [["shield", "kg/kW", "krad/yr", "life", "upsets/package/yr", "USD/kW/yr"]]
    for depth in depths:
        satellite = ComputeSatellite(shield_mass=2.7 * depth, life=15.0 * constants.YEAR, launch_acceleration=60.0)
        design = satellite.design(site)
        assert design.service is not None
        life = min(design.service.lifetime, 5.0 * constants.YEAR)
        mass = design.mass / design.figures["it_power"][0]
        dose = design.figures["life_dose"][0] / min(design.service.lifetime, satellite.life) * constants.YEAR
        cost = space_cost(
            SpaceCentre(
                chips=_CHIP_PRICE, chip_life=5.0, adaptation=1.07, bus=9.0, mass=1e3 * mass, launch=launch_price,
                life=life / constants.YEAR, hazard=0.05, wacc=_WACC, operations=0.015, usable=0.94, deploy_delay=0.3,
            )
        )  # fmt: skip
        rows.append(
            [
                f"{depth:g} mm",
                f"{1e3 * mass:.1f}",
                f"{dose / 10.0:.3g}",
                f"{life / constants.YEAR:.2f} yr",
                f"{design.figures['upsets_per_package'][0]:.3g}",
                f"{float(sum(cost.values())):.0f}",
            ]
        )
    return lay_out(rows)


def swarm_lines(*, first: float, growth: float, life: float, specific_power: float, share: float) -> list[str]:
    """Tell how a fleet grows toward a share of the Sun: years, Kardashev number, mass against the Moon's.

    Parameters
    ----------
    first
        Power added in the first year [W].
    growth
        Of the additions per year [1].
    life
        Of a satellite [yr].
    specific_power
        [W/kg]
    share
        Of the Sun's output [1].
    """
    target = share * swarm.SUN_LUMINOSITY
    rows = [["year", "in service", "Kardashev", "share of the Sun", "mass per Moon", "added per year"]]
    for year in (5, 10, 20, 40, 60, 80, 100, 150):
        power = swarm.fleet_power(first, growth, life, float(year))
        if power > swarm.SUN_LUMINOSITY:
            break
        rows.append(
            [
                f"{year}", f"{power:.3g} W", f"{swarm.kardashev(power):.3f}", f"{power / swarm.SUN_LUMINOSITY:.3g}",
                f"{scale.swarm_mass(power, specific_power) / scale.MOON_MASS:.3g}",
                f"{first * (1.0 + growth) ** year:.3g} W",
            ]
        )  # fmt: skip
    years = swarm.fleet_growth_time(target, first, growth, life)
    mass = scale.swarm_mass(target, specific_power) / scale.MOON_MASS
    needed = "never reached" if np.isinf(years) else f"reached after {years:.0f} years"
    renewed = scale.swarm_mass(target, specific_power) / life
    return [
        lay_out(rows),
        "",
        f"{100.0 * share:.3g} % of the Sun ({target:.3g} W, Kardashev {swarm.kardashev(target):.2f}): {needed}",
        f"mass of the swarm: {mass:.3g} of the Moon; {_held(mass)}",
        f"renewal at {life:g} years of life: {renewed:.3g} kg a year, {renewed / scale.MOON_MASS:.3g} of the Moon",
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
