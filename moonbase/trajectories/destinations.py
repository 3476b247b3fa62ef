"""From a destination to the family of transfers that reach it."""

from __future__ import annotations

from moonbase.constants import ASTRONOMICAL_UNIT, EARTH_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.trajectories.opportunities import Destination
from moonbase.trajectories.planet_transfers import BodyFamily, Target, planet
from moonbase.trajectories.solar_escape import SolarEscapeFamily
from moonbase.trajectories.sun_earth import sun_earth_family
from moonbase.trajectories.transfers import Family, PerigeeFamily, circle_family

__all__ = ["family_of"]

_CIRCLES = (0.07 * ASTRONOMICAL_UNIT, 67.0 * ASTRONOMICAL_UNIT)


def family_of(destination: Destination, start: float, end: float, max_tof: float) -> Family:
    """Give the transfers to a destination outside the Moon's neighbourhood.

    Parameters
    ----------
    destination
        Of a kind that `moonbase.trajectories.departures` answers.
    start, end
        Departures to cover [s, TDB after J2000].
    max_tof
        Longest time of flight [s].

    Raises
    ------
    TrajectoryError
        If the destination lies outside the supported range.
    """
    kind = destination.kind
    if kind == "planet":
        return BodyFamily(planet(str(destination.body)), start, end, max_tof)
    if kind == "small-body":
        assert destination.orbit is not None
        return BodyFamily(Target(name=destination.orbit.name, state=destination.orbit.state), start, end, max_tof)
    if kind in ("sel1", "sel2"):
        return sun_earth_family(int(kind[-1]))
    if kind == "solar-escape":
        return SolarEscapeFamily()
    return _circle(kind, float(destination.radius or 0.0))


def _circle(kind: str, radius: float) -> Family:
    if kind == "heliocentric":
        if not _CIRCLES[0] < radius < _CIRCLES[1]:
            raise TrajectoryError(
                f"a circle about the Sun of {radius:.4g} m is outside the supported 0.07 to 67 astronomical units"
            )
        return circle_family(radius)
    if kind == "earth-return":
        if not EARTH_RADIUS - 1e3 < radius < EARTH_RADIUS + 200e3:
            raise TrajectoryError(
                f"a return to the Earth with its perigee at {(radius - EARTH_RADIUS) / 1e3:.0f} km height meets no "
                "atmosphere that could stop it, or the ground below; 0 to 200 km are supported",
                help="an entry corridor for a capsule lies at about 40 to 60 km",
            )
        return PerigeeFamily(radius, lands=True)
    if not 6.5e6 < radius < 3e8:
        raise TrajectoryError(
            f"an orbit about the Earth of {radius / 1e3:.0f} km radius is outside the supported 6500 to 300000 km"
        )
    return PerigeeFamily(radius)
