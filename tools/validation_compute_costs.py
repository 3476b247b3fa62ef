# ruff: noqa: INP001 - a part of the command beside it
"""Published calculators and the cross-over of costs, for the page on compute payloads."""

from __future__ import annotations

from validation_pages import Case

from moonbase_compute import calculator_2025 as calculator
from moonbase_compute import crossover, swarm
from moonbase_compute.break_even import break_even_launch_price
from moonbase_compute.economics import EarthCentre, SpaceCentre, earth_cost

CALCULATORS = """
Each is reproduced with its own inputs and its own boundaries, which differ: launch only, chips in neither side, energy
counted at different shares of the year. `docs/compute.md` tells which boundaries this project draws.
"""
CROSSOVER = """
Cost in space per cost on Earth for new capacity, 200 000 draws from the ranges of `data/crossover.csv`; published are
the percentiles of a separate prototype with the same ranges.
"""
_SAMPLES = 200_000


def calculator_cases() -> list[Case]:
    """Suncatcher, McCalip, and the baseline of the reference study."""
    satellites = ((575.0, 28.0, 5.0, 14_700, 810), (260.0, 7.0, 5.0, 26_600, 1470),
                  (150.0, 0.8, 5.0, 135_800, 7500), (860.0, 2.0, 12.5, 124_600, 6900))  # fmt: skip
    cases = [
        Case(
            what=f"launched power, {mass:g} kg and {power:g} kW, {price} USD/kg, USD/kW/yr",
            published=published,
            computed=swarm.launched_power_price(mass, power, life, price),
            source="Suncatcher 2025, table 1 [primary]",
        )
        for mass, power, life, dear, cheap in satellites
        for price, published in ((3600.0, dear), (200.0, cheap))
    ]
    cases += [
        Case(
            what=f"launch price after {mass:g} t, USD/kg",
            published=price,
            computed=swarm.learned_price(1800.0, 400.0, mass, 0.2),
            source="Suncatcher 2025 [primary]",
        )
        for mass, price in ((370_000.0, 200.0), (104_000.0, 300.0))
    ]
    orbit, ground = calculator.OnOrbit(), calculator.OnSite()
    mccalip = "McCalip calculator, code at its defaults [primary]"
    cases += [
        Case(what="satellites for 1 GW", published=39_731, computed=orbit.satellites, source=mccalip),
        Case(what="in orbit, GUSD", published=51.10, computed=orbit.cost / 1e9, source=mccalip),
        Case(what="in orbit, USD/MWh", published=1166.6, computed=orbit.cost_per_energy, source=mccalip),
        Case(what="on the ground, GUSD", published=15.85, computed=ground.cost / 1e9, source=mccalip),
        Case(what="on the ground, USD/MWh", published=425.8, computed=ground.cost / ground.energy, source=mccalip),
        Case(
            what="launch price that breaks even, USD/kg",
            published=-263.7,
            computed=calculator.break_even_launch_price(orbit, ground),
            source=mccalip,
        ),
    ]
    base = EarthCentre(
        chips=28e3, chip_life=5.0, facility=14e3, facility_life=18.0, energy=0.07, pue=1.2, wacc=0.085, replaced=0.04,
        power_delay=0.25,
    )  # fmt: skip
    earth = float(sum(earth_cost(base).values()))
    cases.append(
        Case(
            what="modal baseline on Earth, USD/kW/yr",
            published=11_100.0,
            computed=earth,
            source="reference study [computed]",
        )
    )
    return cases + [
        Case(
            what=f"break-even launch price at {bus:g} USD/W, {mass:g} kg/kW, {100 * hazard:g} %/yr, USD/kg",
            published=price,
            computed=float(break_even_launch_price(_satellites(bus, mass, hazard), earth)),
            source="reference study [computed]",
        )
        for bus, mass, hazard, price in ((5.0, 14.3, 0.02, 367.0), (5.0, 14.3, 0.05, 189.0), (8.0, 14.3, 0.04, 37.0))
    ]


def _satellites(bus: float, mass: float, hazard: float) -> SpaceCentre:
    return SpaceCentre(
        chips=28e3, chip_life=5.0, adaptation=1.0, bus=bus, mass=mass, launch=0.0, life=5.0, hazard=hazard, wacc=0.09,
        operations=0.01, usable=0.97, deploy_delay=0.1,
    )  # fmt: skip


def crossover_cases() -> list[Case]:
    """Percentiles of the ratio of costs by date."""
    published = {
        "2026": (3.7, 5.4, 8.3), "2028.8": (1.8, 2.5, 3.4), "2032": (1.3, 1.6, 2.0), "2036": (1.03, 1.23, 1.48),
        "2040": (0.87, 1.01, 1.18), "all-claims-true": (0.78, 0.87, 0.95),
    }  # fmt: skip
    found = {name: crossover.compare(name, samples=_SAMPLES) for name in published}
    return [
        Case(
            what=f"{name}, {share} %",
            published=value,
            computed=round(computed, 3),
            source="reference study, other code [computed]",
        )
        for name, values in published.items()
        for share, value, computed in zip((5, 50, 95), values, found[name].percentiles, strict=True)
    ]
