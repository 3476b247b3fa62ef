"""The numbers behind the tables of ``moonbase compute``: fleets, shields, swarms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.api import Site, constants
from moonbase_compute import fleets, scale, swarm
from moonbase_compute.economics import SpaceCentre, space_cost
from moonbase_compute.prices import goods_prices
from moonbase_compute.satellite import ComputeSatellite
from moonbase_compute.satellite_parts import unit_mass
from moonbase_compute.surroundings import look_around

__all__ = ["FleetRow", "ShieldRow", "Swarm", "SwarmRow", "fleet_rows", "grow_swarm", "shield_rows"]

Floats = NDArray[np.float64]

_CHIP_PRICE = 28e3  # USD/kW, as in the comparison
_WACC = 0.10


@dataclass(frozen=True, kw_only=True)
class FleetRow:
    """A way to keep a fleet.

    Attributes
    ----------
    fleet
        Its name.
    mass
        Of the satellite per computing power [kg/W].
    upkeep
        What follows it per computing power [kg/W/yr].
    life
        [yr]
    output
        By age in years, per first output [1].
    cost
        Per mean computing power [USD/kW/yr].
    """

    fleet: str
    mass: float
    upkeep: float
    life: float
    output: Mapping[int, float]
    cost: float


@dataclass(frozen=True, kw_only=True)
class ShieldRow:
    """A thickness of shield.

    Attributes
    ----------
    depth
        Of aluminium [mm].
    mass
        Of the satellite per computing power [kg/W].
    dose
        [Gy/yr]
    life
        [yr]
    upsets
        Per package [1/yr].
    cost
        Per computing power [USD/kW/yr].
    """

    depth: float
    mass: float
    dose: float
    life: float
    upsets: float
    cost: float


@dataclass(frozen=True, kw_only=True)
class SwarmRow:
    """A fleet after some years.

    Attributes
    ----------
    year
        Since the first addition [yr].
    power
        In service [W].
    kardashev
        Kardashev number [1].
    share
        Of the Sun's output [1].
    moons
        Mass of the fleet per mass of the Moon [1].
    added
        Power added per year [W].
    """

    year: int
    power: float
    kardashev: float
    share: float
    moons: float
    added: float


@dataclass(frozen=True, kw_only=True)
class Swarm:
    """Growth of a fleet to a share of the Sun.

    Attributes
    ----------
    rows
        Of some years.
    target
        Power that is asked for [W].
    kardashev
        Kardashev number of the target [1].
    years
        Until it is reached [yr]; infinite if never.
    moons
        Mass of the swarm per mass of the Moon [1].
    renewal
        To keep it [kg/yr].
    """

    rows: Sequence[SwarmRow]
    target: float
    kardashev: float
    years: float
    moons: float
    renewal: float


def fleet_rows(site: Site, launch_price: float, years: Sequence[int] = (1, 3, 5, 8, 12)) -> list[FleetRow]:
    """Compare disposable, spared, serviced and refreshed satellites at a place.

    Parameters
    ----------
    site
        Where they work.
    launch_price
        To that place [USD/kg].
    years
        Ages at which the output is told.
    """
    rows = []
    for name in fleets.FLEETS:
        satellite = ComputeSatellite(fleet=name, launch_acceleration=60.0)
        design = satellite.design(site)
        computing = design.figures["it_power"][0]
        dose = look_around(satellite, site).dose
        kept = fleets.fleet_of(satellite, dry_mass=design.mass, dose=dose, computing=computing)
        upkeep = {part: amount * constants.YEAR for part, amount in kept.upkeep.items()}
        carried = sum(amount * unit_mass(part) for part, amount in upkeep.items())
        rows.append(
            FleetRow(
                fleet=name,
                mass=design.mass / computing,
                upkeep=carried / computing,
                life=kept.life / constants.YEAR,
                output={year: fleets.output_at(kept, year * constants.YEAR) for year in years},
                cost=_fleet_cost(kept, (design.parts, upkeep, carried), (design.mass, computing, launch_price)),
            )
        )
    return rows


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


def shield_rows(
    site: Site, launch_price: float, depths: Iterable[float] = (2.0, 5.0, 10.0, 15.0, 20.0)
) -> list[ShieldRow]:
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
    rows = []
    for depth in depths:
        satellite = ComputeSatellite(shield_mass=2.7 * depth, life=15.0 * constants.YEAR, launch_acceleration=60.0)
        design = satellite.design(site)
        assert design.service is not None
        life = min(design.service.lifetime, 5.0 * constants.YEAR) / constants.YEAR
        mass = design.mass / design.figures["it_power"][0]
        cost = space_cost(
            SpaceCentre(
                chips=_CHIP_PRICE, chip_life=5.0, adaptation=1.07, bus=9.0, mass=1e3 * mass, launch=launch_price,
                life=life, hazard=0.05, wacc=_WACC, operations=0.015, usable=0.94, deploy_delay=0.3,
            )
        )  # fmt: skip
        rows.append(
            ShieldRow(
                depth=depth,
                mass=mass,
                dose=design.figures["life_dose"][0] / min(design.service.lifetime, satellite.life) * constants.YEAR,
                life=life,
                upsets=design.figures["upsets_per_package"][0],
                cost=float(sum(cost.values())),
            )
        )
    return rows


def grow_swarm(*, first: float, growth: float, life: float, specific_power: float, share: float) -> Swarm:
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
    rows = []
    for year in (5, 10, 20, 40, 60, 80, 100, 150):
        power = swarm.fleet_power(first, growth, life, float(year))
        if power > swarm.SUN_LUMINOSITY:
            break
        rows.append(
            SwarmRow(
                year=year,
                power=power,
                kardashev=swarm.kardashev(power),
                share=power / swarm.SUN_LUMINOSITY,
                moons=scale.swarm_mass(power, specific_power) / scale.MOON_MASS,
                added=first * (1.0 + growth) ** year,
            )
        )
    mass = scale.swarm_mass(target, specific_power)
    return Swarm(
        rows=rows,
        target=target,
        kardashev=swarm.kardashev(target),
        years=swarm.fleet_growth_time(target, first, growth, life),
        moons=mass / scale.MOON_MASS,
        renewal=mass / life,
    )
