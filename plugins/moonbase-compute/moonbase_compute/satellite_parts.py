"""Mass of a compute satellite by commodity: from areas and power to parts, frame and propellant."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from moonbase.api import ModelError, constants
from moonbase_compute.atmosphere import decay_time, drag_force
from moonbase_compute.satellite_parameters import SatelliteParameters
from moonbase_compute.station_keeping import keeping_share
from moonbase_compute.surroundings import Place
from moonbase_compute.tables import read

__all__ = ["PowerChain", "Sizes", "parts_of", "unit_mass"]

_MOST_FRAME = 0.9  # of the mass, beyond which nothing is left to carry
_MOST_PROPELLANT = 0.5  # of the mass


@dataclass(frozen=True, kw_only=True)
class PowerChain:
    """Power at each stage [W].

    Attributes
    ----------
    computing
        IT power: packages and hosts.
    load
        With pumps and bus.
    supplied
        What array or battery must give; all of it ends as heat in the radiator.
    array
        Array power in sunlight, with what the battery takes.
    """

    computing: Any
    load: Any
    supplied: Any
    array: Any


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """What power and heat ask for.

    Attributes
    ----------
    array, radiator
        Areas [m2].
    installed
        Packages.
    life
        Time for which the satellite is kept in place [s].
    """

    array: Any
    radiator: Any
    installed: Any
    life: Any


def parts_of(
    satellite: SatelliteParameters, place: Place, power: PowerChain, sizes: Sizes
) -> tuple[dict[str, Any], Any]:
    """Collect the parts of a satellite and the propellant that keeps it in place.

    Drag is balanced all the time, ``m_p = F L / v_e``; what else keeps it in place takes ``1 - exp(-dv / v_e)`` of
    the whole mass. The frame bears everything at launch.

    Returns
    -------
    tuple
        Units by commodity; propellant among them [kg].

    Raises
    ------
    ModelError
        If launch loads leave no mass for anything but frame, or drag asks for more propellant than satellite.
    """
    parts = _fixed(satellite, place, power, sizes)
    carried = sum(unit_mass(name) * amount for name, amount in parts.items())
    frame = _frame_share(satellite)
    drag, kept = _propellant(satellite, place, sizes)
    tanks = 1.0 + satellite.tank_fraction
    left = 1.0 - frame - kept * tanks
    if np.any(left <= 1.0 - _MOST_FRAME):
        raise ModelError(
            f"{satellite.model_name}: frame and propellant would be {100 * (1.0 - np.min(left)):.0f} % of the mass",
            help="shorten life or correction, or raise exhaust_speed",
        )
    mass = (carried + drag * tanks) / left
    propellant = drag + kept * mass
    if np.any(propellant > _MOST_PROPELLANT * mass):
        _comes_down(satellite, place, sizes, mass - propellant * tanks, propellant / mass)
    parts["structure"] += frame * mass + satellite.tank_fraction * propellant
    if np.any(propellant):
        parts[satellite.propellant] = parts.get(satellite.propellant, 0.0) + propellant
    return parts, propellant


def _fixed(satellite: SatelliteParameters, place: Place, power: PowerChain, sizes: Sizes) -> dict[str, Any]:
    battery = 0.0
    if satellite.battery:
        battery = power.supplied * place.longest_shadow / (satellite.battery_energy * satellite.battery_depth)
    return {
        "compute-package": sizes.installed * satellite.package_mass / unit_mass("compute-package"),
        "electronics": satellite.host_mass * power.computing
        + satellite.conditioning_mass * power.array
        + satellite.bus_mass
        + satellite.link_mass * satellite.link_aperture**2
        + battery,
        "space-array": sizes.array * satellite.array_mass / unit_mass("space-array"),
        "radiator": sizes.radiator * satellite.radiator_mass / unit_mass("radiator"),
        "machinery": satellite.loop_mass * power.supplied + satellite.thruster_mass,
        "conductor": satellite.harness_mass * power.array,
        "structure": satellite.shield_mass * satellite.shield_area * sizes.installed,
    }


def _frame_share(satellite: SatelliteParameters) -> Any:
    load = satellite.frame_density * satellite.launch_acceleration * satellite.stack_height
    frame = satellite.frame_share + satellite.frame_safety * load / (2.0 * satellite.frame_stress)
    if np.any(frame >= _MOST_FRAME):
        raise ModelError(
            f"{satellite.model_name}: at {np.max(satellite.launch_acceleration):.4g} m/s2 the frame would be"
            f" {100 * np.max(frame):.0f} % of the satellite",
            help="lower launch_acceleration (a longer track) or stack_height",
        )
    return frame


def _propellant(satellite: SatelliteParameters, place: Place, sizes: Sizes) -> tuple[Any, Any]:
    """Propellant against drag [kg], and the share of the mass that everything else takes [1]."""
    if satellite.exhaust_speed <= 0.0:
        return 0.0, 0.0
    drag = 0.0
    if math.isfinite(place.altitude):
        force = drag_force(
            place.altitude,
            _area(satellite, sizes),
            coefficient=satellite.drag_coefficient,
            activity=satellite.solar_activity,
        )
        drag = force * sizes.life / satellite.exhaust_speed
    return drag, keeping_share(place.keeping * sizes.life + satellite.correction, satellite.exhaust_speed)


def _area(satellite: SatelliteParameters, sizes: Sizes) -> Any:
    """Mean area across the flight direction [m2]."""
    return satellite.drag_share * (sizes.array + sizes.radiator)


def _comes_down(satellite: SatelliteParameters, place: Place, sizes: Sizes, dry: Any, share: Any) -> None:
    heaviest = int(np.argmax(share))
    area, dry = (np.atleast_1d(value)[heaviest] for value in (_area(satellite, sizes), dry))
    days = 0.0
    if math.isfinite(place.altitude):
        falling = decay_time(
            place.altitude,
            area / dry,
            coefficient=satellite.drag_coefficient,
            activity=satellite.solar_activity,
        )
        days = falling / 86_400.0
    years = np.max(sizes.life) / constants.YEAR
    raise ModelError(
        f"{satellite.model_name}: at {place.altitude / 1e3:.0f} km it is inside the atmosphere for its purpose:"
        f" propellant against drag over {years:.3g} years would be {100 * np.max(share):.0f} % of the satellite, and"
        f" without it the satellite comes down within {days:.3g} days",
        help="raise the orbit, shorten life, or fly it more edge on (drag_share)",
    )


@lru_cache(maxsize=1)
def _units() -> dict[str, float]:
    return {row["commodity"]: float(row["mass_kg"]) for row in read("part_units.csv")}


def unit_mass(commodity: str) -> float:
    """Mass of one unit of a part [kg]; what is counted in kilograms weighs one.

    Parameters
    ----------
    commodity
        Part.

    Examples
    --------
    >>> unit_mass("radiator"), unit_mass("structure")
    (5.0, 1.0)
    """
    return _units().get(commodity, 1.0)
