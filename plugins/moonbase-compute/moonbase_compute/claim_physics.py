"""Tests of claims about sunlight, heat, radiation, links, failures and scale, for ``moonbase claims run``.

Every function takes ``{input: array of shape (n,)}`` and ``{option: text}`` and gives an array of shape ``(n,)``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError, Site, constants
from moonbase_compute import links, radiation, radiator, reliability, scale, sunlight, swarm, view_factors
from moonbase_compute.workloads import delivered_share, torus_bisection

__all__ = [
    "bisection_ratio",
    "burn_in_gain",
    "collisions_per_satellite",
    "dawn_dusk_shadow",
    "five_year_dose",
    "fleet_growth_years",
    "kardashev",
    "launch_payback",
    "lunar_share",
    "moon_share",
    "network_share",
    "orbital_room",
    "packages_per_gigawatt",
    "radiator_area",
    "round_trip",
    "shadow",
    "sunlight_ratio",
    "upsets",
    "working_share",
]

Floats = NDArray[np.float64]
Inputs = Mapping[str, Floats]
Options = Mapping[str, str]

_KM = 1e3


def _each(function: Callable[..., float], *inputs: Floats) -> Floats:
    """Call a scalar function element by element; nan where its model refuses."""

    def safe(*values: Any) -> float:
        try:
            return float(function(*values))
        except (ModelError, ValueError, ZeroDivisionError, OverflowError):
            return math.nan

    return np.array([safe(*values) for values in zip(*(item.tolist() for item in inputs), strict=True)])


def sunlight_ratio(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Sunlight at a distance [AU] per sunlight at the Earth [1]."""
    return np.asarray(1.0 / inputs["distance"] ** 2)


def shadow(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Longest share of an orbit in shadow at an altitude [km] [1]."""
    return _each(lambda km: sunlight.eclipse_fraction(constants.EARTH_RADIUS + km * _KM, 0.0), inputs["altitude"])


def dawn_dusk_shadow(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Minutes of shadow on the worst orbit of the year, dawn-dusk orbit at an altitude [km] [min]."""

    def worst(km: float) -> float:
        return sunlight.dawn_dusk_year(constants.EARTH_RADIUS + km * _KM).longest_shadow / 60.0

    return _each(worst, inputs["altitude"])


def five_year_dose(inputs: Inputs, options: Options) -> Floats:
    """Ionising dose in five years behind 10 mm of aluminium at an altitude [km], by option orbit [krad]."""
    orbit = options.get("orbit", "dawn-dusk")

    def dose(km: float, error: float) -> float:
        return radiation.dose_rate(orbit, km * _KM) * 5.0 * constants.YEAR / radiation.GRAY_PER_RAD / 1e3 * error

    return _each(dose, inputs["altitude"], inputs["error"])


def upsets(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Silent data corruptions per chip and year from a yearly dose and a dose per event [rad] [1/yr]."""
    return _each(radiation.upsets_per_year, inputs["dose"], inputs["dose_per_event"])


def radiator_area(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Two-sided radiator, edge to the Earth, per kilowatt of heat, from temperature [C] and altitude [km] [m2/kW]."""

    def area(celsius: float, km: float, emissivity: float) -> float:
        infrared = 239.0 * view_factors.edge_on_factor(1.0 + km / 6371.0)
        flux = radiator.net_flux(
            celsius + 273.15, radiator.Surroundings(infrared=infrared), emissivity=emissivity, fin_efficiency=0.9
        )
        return 1e3 / flux if flux > 0.0 else math.inf

    return _each(area, inputs["temperature"], inputs["altitude"], inputs["emissivity"])


def round_trip(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Light time there and back over a distance [km], with processing [ms] [ms]."""
    return _each(lambda km: 1e3 * links.round_trip(km * _KM), inputs["distance"]) + inputs["processing"]


def bisection_ratio(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Bandwidth across the middle of a torus of satellites per that of a ground cluster [1]."""
    across = torus_bisection(inputs["satellites"], inputs["link"] * 1e9) / 8.0
    return np.asarray(across / (inputs["ground"] * 1e12))


def network_share(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Share of a satellite's computing that its downlink can carry [1]."""
    return np.asarray(
        delivered_share(inputs["downlink"] * 1e9 * inputs["contact"], inputs["bits"], inputs["speed"] * 1e15)
    )


def burn_in_gain(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """How much a burn-in [h] adds to the share of chips alive after five years [1]."""

    def gain(hours: float, weak: float, scale_years: float, rate: float) -> float:
        hazard = reliability.Hazard(
            weak_share=weak, weak_scale=scale_years * constants.YEAR, weak_shape=0.5, rate=rate / constants.YEAR
        )
        life = 5.0 * constants.YEAR
        return reliability.conditional_survival(hazard, hours * 3600.0, life) - reliability.survival(hazard, life)

    return _each(gain, inputs["hours"], inputs["weak_share"], inputs["weak_life"], inputs["failures"])


def working_share(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Probability that a number of 72 packages works after some years without repair [1]."""

    def enough(needed: float, failures: float, factor: float, years: float) -> float:
        return reliability.at_least(max(round(needed), 0), 72, math.exp(-failures * factor * years))

    return _each(enough, inputs["needed"], inputs["failures"], inputs["space_factor"], inputs["years"])


def _shell(inputs: Inputs) -> Floats:
    low, high = ((constants.EARTH_RADIUS / _KM + inputs[name]) * _KM for name in ("lowest", "highest"))
    return np.asarray(4.0 / 3.0 * math.pi * (high**3 - low**3))


def collisions_per_satellite(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Natural collisions that a satellite takes part in per year, without avoidance [1/yr]."""
    rate = swarm.collisions_of_one(inputs["satellites"], inputs["cross_section"], inputs["speed"] * _KM, _shell(inputs))
    return np.asarray(rate * constants.YEAR)


def orbital_room(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Satellites at which each would take part in a given number of natural collisions per year [1]."""
    alone = swarm.collisions_of_one(1.0, inputs["cross_section"], inputs["speed"] * _KM, _shell(inputs))
    return np.asarray(inputs["accepted"] / (alone * constants.YEAR))


def packages_per_gigawatt(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Count the packages that a gigawatt at the generator can serve [1]."""

    def number(rack_kw: float, cooling: float, reserve: float) -> float:
        return scale.packages_on(1e9, rack_kw * 1e3, cooling=cooling, reserve=reserve)

    return _each(number, inputs["rack"], inputs["cooling"], inputs["reserve"])


def kardashev(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Kardashev number of a power [W] [1]."""
    return _each(swarm.kardashev, inputs["power"])


def moon_share(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Mass of a swarm that makes a share of the Sun's output electric, per mass of the Moon [1]."""
    power = inputs["share"] * swarm.SUN_LUMINOSITY
    return np.asarray(power / inputs["specific_power"] / scale.MOON_MASS)


def fleet_growth_years(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Years until a growing fleet with a finite life reaches a power, from GW and GW a year [yr]."""
    return _each(swarm.fleet_growth_time, inputs["target"], inputs["first"], inputs["growth"], inputs["life"])


def launch_payback(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Days until a satellite has made the energy that threw it off the Moon [d]."""
    kwh_per_kg = (inputs["speed"] * 1e3) ** 2 / 2.0 / inputs["efficiency"] / 3.6e6
    return np.asarray(kwh_per_kg * inputs["mass"] / 24.0)


def lunar_share(inputs: Inputs, options: Options) -> Floats:
    """Share of a satellite's mass that needs neither chips, electronics nor propellant from Earth [1].

    The satellite is sized at option place: ``sun`` (0.95 AU), ``mars`` (1.524 AU) or ``dawn-dusk`` (650 km).
    """
    from moonbase_compute.satellite import ComputeSatellite
    from moonbase_compute.satellite_parts import unit_mass

    site = _place(options.get("place", "sun"))

    def share(package: float, host: float, radiator_mass: float, array: float) -> float:
        design = ComputeSatellite(
            package_mass=package, host_mass=host / 1e3, radiator_mass=radiator_mass, array_mass=array
        ).design(site)
        imported = (
            design.parts["electronics"]
            + design.parts.get("hall-propellant", 0.0)
            + design.parts["compute-package"] * unit_mass("compute-package")
        )
        return 1.0 - imported / design.mass

    return _each(share, inputs["package_mass"], inputs["host_mass"], inputs["radiator_mass"], inputs["array_mass"])


def _place(name: str) -> Site:
    distances = {"sun": 0.95, "mars": 1.524}
    if name in distances:
        radius = distances[name] * constants.ASTRONOMICAL_UNIT
        return Site(name=name, kind="heliocentric", radius=radius, sun_distance=radius)
    if name == "dawn-dusk":
        return Site(name=name, kind="earth-orbit", radius=constants.EARTH_RADIUS + 650.0 * _KM)
    raise ModelError(f'no place is called "{name}"', help="known: sun, mars, dawn-dusk")
