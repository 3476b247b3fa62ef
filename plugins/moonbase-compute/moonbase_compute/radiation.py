"""Ionising dose by place and shielding, and what it does to accelerators."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from moonbase.api import ModelError, constants
from moonbase_compute.tables import read

__all__ = [
    "ALUMINIUM",
    "GRAY_PER_RAD",
    "Upsets",
    "deep_space_dose",
    "depth_factor",
    "dose_rate",
    "inclined_dose_rate",
    "upsets",
    "upsets_per_year",
]

GRAY_PER_RAD = 0.01
ALUMINIUM = 2700.0
"""Density behind the depths of the tables [kg/m3]."""
_TABLE_DEPTH = 10.0  # mm
_REFERENCE = 550e3  # m, where the dose is known by inclination
_LOW, _HIGH = 30.0, 95.0  # deg
_RAD_PER_YEAR = GRAY_PER_RAD / constants.YEAR

# Dose per event [rad] of a TPU v6e in a 67 MeV beam (Suncatcher 2025).
_CORRUPTION = 17.0  # silent wrong result, 14.4 to 20
_MEMORY = 44.0  # uncorrectable error of the memory
_INTERRUPT = 5_000.0  # functional interrupt of the chip
_HOST = 1.0 / (1.0 / 450.0 + 1.0 / 400.0)  # restart of the host: processor or memory


def dose_rate(orbit: str, altitude: float, *, depth: float = 10e-3) -> float:
    """Total ionising dose in Earth orbit [Gy/s].

    Parameters
    ----------
    orbit
        ``"dawn-dusk"``, ``"30-degrees"`` or ``"geostationary"``.
    altitude
        Above the Earth's surface [m].
    depth
        Of aluminium [m].

    Returns
    -------
    float
        Interpolated in the logarithm of the dose between the tabulated altitudes; good to a factor of two.

    Raises
    ------
    ModelError
        Where no table reaches, such as in the inner belt between 2000 km and geostationary orbit.

    Examples
    --------
    >>> round(dose_rate("dawn-dusk", 550e3) * 31_557_600 * 100)
    112
    """
    points = _altitudes(orbit)
    for (low, first), (high, last) in itertools.pairwise(points if len(points) > 1 else points * 2):
        if low <= altitude <= high:
            share = (altitude - low) / (high - low) if high > low else 0.0
            yearly = math.exp((1.0 - share) * math.log(first) + share * math.log(last))
            return yearly * _RAD_PER_YEAR * depth_factor(orbit, depth)
    reach = f"{points[0][0] / 1e3:.0f} to {points[-1][0] / 1e3:.0f} km" if points else "no altitude"
    raise ModelError(
        f"no radiation dose is known for a {orbit} orbit at {altitude / 1e3:.0f} km",
        help=f"the table covers {reach}; give the model's dose parameter instead",
    )


def inclined_dose_rate(inclination: float, altitude: float, *, depth: float = 10e-3) -> float:
    """Total ionising dose on a circular Earth orbit of any inclination [Gy/s].

    The dose at 550 km, tabulated by inclination, times the growth with altitude, which hardly depends on inclination
    and is taken between that of 30 and 95 degrees; likewise the effect of shielding.

    Parameters
    ----------
    inclination
        [rad]; below 30 degrees the dose of 30 degrees is used, which is too much.
    altitude, depth
        As in `dose_rate`.

    Examples
    --------
    >>> round(inclined_dose_rate(math.radians(50.0), 550e3) * 5 * constants.YEAR / GRAY_PER_RAD)
    883
    """
    degrees = min(max(math.degrees(inclination), _LOW), _HIGH)
    low, high = ("30-degrees", _LOW), ("dawn-dusk", _HIGH)
    known = [(float(row["orbit"].partition("-")[0]), float(row["rad_per_year"])) for row in read("dose.csv")
             if row["orbit"].endswith("-degrees") and float(row["altitude_km"]) == _REFERENCE / 1e3]  # fmt: skip
    known.append((_HIGH, dose_rate("dawn-dusk", _REFERENCE) / _RAD_PER_YEAR))
    here = next(
        math.log(first) + (degrees - start) / (end - start) * math.log(last / first)
        for (start, first), (end, last) in itertools.pairwise(sorted(known))
        if start <= degrees <= end
    )
    growth = [
        math.log(dose_rate(orbit, altitude, depth=depth) / dose_rate(orbit, _REFERENCE)) for orbit, _ in (low, high)
    ]
    share = (degrees - _LOW) / (_HIGH - _LOW)
    return math.exp(here + (1.0 - share) * growth[0] + share * growth[1]) * _RAD_PER_YEAR


@lru_cache(maxsize=8)
def _altitudes(orbit: str) -> tuple[tuple[float, float], ...]:
    rows = (row for row in read("dose.csv") if row["orbit"] == orbit)
    return tuple(sorted((float(row["altitude_km"]) * 1e3, float(row["rad_per_year"])) for row in rows))


def depth_factor(orbit: str, depth: float) -> float:
    """Dose behind a depth of aluminium per dose behind 10 mm [1].

    Parameters
    ----------
    orbit
        As in `dose_rate`; other kinds count as dawn-dusk.
    depth
        [m]

    Examples
    --------
    >>> round(depth_factor("30-degrees", 3e-3), 2)
    1.53
    """
    depths, doses = _depths("dose_depth.csv", "rad_in_five_years", orbit)
    if not depths:
        depths, doses = _depths("dose_depth.csv", "rad_in_five_years", "dawn-dusk")
    return _between(depths, doses, depth) / _between(depths, doses, _TABLE_DEPTH / 1e3)


@lru_cache(maxsize=16)
def _depths(table: str, column: str, orbit: str = "") -> tuple[tuple[float, ...], tuple[float, ...]]:
    rows = [row for row in read(table) if row.get("orbit", "") == orbit]
    return tuple(float(row["depth_mm"]) / 1e3 for row in rows), tuple(float(row[column]) for row in rows)


def _between(depths: Sequence[float], doses: Sequence[float], depth: float) -> float:
    """Interpolate in both logarithms; beyond the ends the slope of the end goes on."""
    place = min(max(sum(depth > known for known in depths) - 1, 0), len(depths) - 2)
    slope = math.log(doses[place + 1] / doses[place]) / math.log(depths[place + 1] / depths[place])
    return float(doses[place] * (max(depth, 1e-4) / depths[place]) ** slope)


def deep_space_dose(
    sun_distance: float, *, depth: float = 10e-3, covered: float = 0.0, particles: float = 1.0
) -> float:
    """Ionising dose beyond the magnetosphere [Gy/s].

    Cosmic rays, which depend neither on distance nor much on depth, and solar particles, which thin out with the
    square of the distance and fall fast with depth.

    Parameters
    ----------
    sun_distance
        [m]
    depth
        Of aluminium [m].
    covered
        Share of the sky that a planet covers [1].
    particles
        Solar particles per their mean over a cycle [1]; a bad year brings ten times as many.

    Examples
    --------
    >>> round(deep_space_dose(constants.ASTRONOMICAL_UNIT) * constants.YEAR / GRAY_PER_RAD)
    100
    """
    rays = _between(*_depths("deep_dose.csv", "cosmic_rays"), depth)
    flares = _between(*_depths("deep_dose.csv", "solar_particles"), depth)
    thinned = flares * particles * (constants.ASTRONOMICAL_UNIT / sun_distance) ** 2
    return (rays + thinned) * (1.0 - covered) * _RAD_PER_YEAR


def upsets_per_year(yearly_dose: float, characteristic_dose: float) -> float:
    """Events per chip and year, ``D / D_char`` [1/yr].

    Parameters
    ----------
    yearly_dose
        [rad/yr] of protons.
    characteristic_dose
        Dose per event [rad], from a proton test; not valid for heavy ions, which prevail beyond the magnetosphere.

    Examples
    --------
    >>> round(upsets_per_year(150.0, 17.0), 1)
    8.8
    """
    return yearly_dose / characteristic_dose


@dataclass(frozen=True, kw_only=True)
class Upsets:
    """Events per package and second.

    Attributes
    ----------
    corruptions
        Silent wrong results [1/s].
    stops
        Events that stop a job: uncorrectable memory errors, functional interrupts, crashes of the host [1/s].
    """

    corruptions: float
    stops: float


def upsets(dose: float, *, per_host: int = 8, heavy_ions: float = 1.0) -> Upsets:
    """Scale the proton test of an accelerator to a dose.

    Parameters
    ----------
    dose
        [Gy/s]
    per_host
        Packages that share a host.
    heavy_ions
        Events per dose relative to the proton test [1]; heavy ions beyond the magnetosphere do more harm per dose.

    Examples
    --------
    >>> found = upsets(1.5 / constants.YEAR)
    >>> round(found.corruptions * constants.YEAR, 1), round(found.stops * constants.YEAR, 1)
    (8.8, 3.5)
    """
    rads = dose / GRAY_PER_RAD * heavy_ions
    return Upsets(
        corruptions=rads / _CORRUPTION,
        stops=rads * (1.0 / _MEMORY + 1.0 / _INTERRUPT + 1.0 / (_HOST * max(per_host, 1))),
    )
