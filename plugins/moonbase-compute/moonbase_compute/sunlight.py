"""Sunlight: flux by distance, shadow of a circular orbit, and a year of a dawn-dusk orbit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from moonbase.api import ModelError, constants

__all__ = [
    "DawnDuskYear",
    "dawn_dusk_year",
    "eclipse_fraction",
    "flux",
    "mean_eclipse",
    "orbit_period",
    "sun_synchronous_inclination",
]

_J2 = 1.08262668e-3  # second zonal harmonic of the Earth, EGM96
_SIDEREAL_TURN = 365.2422 * 86_400.0  # tropical year, s
_OBLIQUITY = math.radians(23.4393)


def flux(distance: float) -> float:
    """Sunlight at a distance, ``S0 / r^2`` [W/m2].

    Parameters
    ----------
    distance
        From the Sun [m].

    Examples
    --------
    >>> from moonbase.api import ModelError, constants
    >>> round(flux(0.5 * constants.ASTRONOMICAL_UNIT))
    5444
    """
    return constants.SOLAR_CONSTANT * (constants.ASTRONOMICAL_UNIT / distance) ** 2


def eclipse_fraction(radius: float, beta: float, *, body_radius: float = constants.EARTH_RADIUS) -> float:
    """Share of a circular orbit in a cylindrical shadow [1].

    ``f = acos( sqrt(r^2 - R^2) / (r cos beta) ) / pi``, 0 where ``r |sin beta| >= R``. Penumbra, refraction and
    flattening change it by less than 0.3 % of the orbit.

    Parameters
    ----------
    radius
        Of the orbit [m].
    beta
        Angle between orbit plane and Sun [rad].
    body_radius
        Of the shadowing body [m].

    Examples
    --------
    >>> round(eclipse_fraction(6_928_137.0, 0.0), 4)
    0.3723
    """
    across = radius * math.cos(beta)
    reach = math.sqrt(max(radius * radius - body_radius * body_radius, 0.0))
    if across <= reach:
        return 0.0
    return math.acos(reach / across) / math.pi


@lru_cache(maxsize=64)
def mean_eclipse(radius: float, inclination: float) -> float:
    """Share of the time that a circular Earth orbit of any node spends in shadow [1].

    The mean of `eclipse_fraction` over a year and over the node, which the Earth's flattening turns all the way
    round in months: ``sin beta = cos delta sin i sin u + sin delta cos i`` with u uniform.

    Parameters
    ----------
    radius
        Of the orbit [m].
    inclination
        [rad]

    Examples
    --------
    >>> round(mean_eclipse(6_878_137.0, math.radians(30.0)), 3)
    0.361
    """
    shares = []
    for season in range(90):
        declination = math.asin(math.sin(_OBLIQUITY) * math.sin(math.radians(4.0 * season)))
        for turn in range(90):
            sine = math.cos(declination) * math.sin(inclination) * math.sin(math.radians(4.0 * turn))
            beta = math.asin(sine + math.sin(declination) * math.cos(inclination))
            shares.append(eclipse_fraction(radius, beta))
    return math.fsum(shares) / len(shares)


def orbit_period(radius: float, *, gm: float = constants.EARTH_GM) -> float:
    """Period of a circular orbit, ``2 pi sqrt(r^3 / GM)`` [s]."""
    return 2.0 * math.pi * math.sqrt(radius**3 / gm)


def sun_synchronous_inclination(radius: float) -> float:
    """Inclination whose node turns with the Sun, ``cos i = -2 r^2 n_sun / (3 n J2 R^2)`` [rad].

    Parameters
    ----------
    radius
        Of the circular Earth orbit [m].

    Raises
    ------
    ModelError
        Where the Earth's flattening turns no orbit fast enough.

    Examples
    --------
    >>> import math
    >>> round(math.degrees(sun_synchronous_inclination(7_028_137.0)), 2)
    97.99
    """
    motion = 2.0 * math.pi / orbit_period(radius)
    turn = 2.0 * math.pi / _SIDEREAL_TURN
    cosine = -2.0 * radius**2 * turn / (3.0 * motion * _J2 * constants.EARTH_RADIUS**2)
    if cosine < -1.0:
        raise ModelError(
            f"no orbit of radius {radius / 1e3:.0f} km is Sun-synchronous",
            help="stay below 12 350 km from the Earth's centre",
        )
    return math.acos(cosine)


@dataclass(frozen=True, kw_only=True)
class DawnDuskYear:
    """Shadow over one year on a dawn-dusk Sun-synchronous orbit.

    Attributes
    ----------
    inclination
        [rad]
    least_beta
        Smallest angle between plane and Sun [rad].
    mean_eclipse, worst_eclipse
        Share of the time, and of the worst orbit, in shadow [1].
    longest_shadow
        [s]
    shadow_days
        Days of the year with any shadow.
    """

    inclination: float
    least_beta: float
    mean_eclipse: float
    worst_eclipse: float
    longest_shadow: float
    shadow_days: int


@lru_cache(maxsize=64)
def dawn_dusk_year(radius: float) -> DawnDuskYear:
    """Follow the Sun through a year over a dawn-dusk orbit whose node keeps pace with the mean Sun.

    Parameters
    ----------
    radius
        Of the circular Earth orbit [m].

    Notes
    -----
    ``sin beta = sin i cos delta sin(Omega - alpha) + cos i sin delta`` with the low-precision Sun of the
    Astronomical Almanac (0.01 deg) and the ascending node at 18 h mean local time.

    Examples
    --------
    >>> dawn_dusk_year(6_378_137.0 + 1_400e3).shadow_days
    0
    """
    inclination = sun_synchronous_inclination(radius)
    betas = [_beta(day / 4.0, inclination) for day in range(1461)]
    shares = [eclipse_fraction(radius, beta) for beta in betas]
    worst = max(shares)
    return DawnDuskYear(
        inclination=inclination,
        least_beta=min(abs(beta) for beta in betas),
        mean_eclipse=math.fsum(shares) / len(shares),
        worst_eclipse=worst,
        longest_shadow=worst * orbit_period(radius),
        shadow_days=round(sum(share > 0.0 for share in shares) / 4.0),
    )


def _beta(day: float, inclination: float) -> float:
    mean = math.radians(280.460 + 0.9856474 * day)
    anomaly = math.radians(357.528 + 0.9856003 * day)
    longitude = mean + math.radians(1.915) * math.sin(anomaly) + math.radians(0.020) * math.sin(2.0 * anomaly)
    ascension = math.atan2(math.cos(_OBLIQUITY) * math.sin(longitude), math.cos(longitude))
    declination = math.asin(math.sin(_OBLIQUITY) * math.sin(longitude))
    node = mean + math.pi / 2.0
    return math.asin(
        math.sin(inclination) * math.cos(declination) * math.sin(node - ascension)
        + math.cos(inclination) * math.sin(declination)
    )
