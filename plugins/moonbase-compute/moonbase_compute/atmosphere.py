"""Air in low Earth orbits: density, drag, and how long a satellite stays up without propulsion."""

from __future__ import annotations

import bisect
import math
from functools import lru_cache
from typing import Any

from moonbase.api import constants
from moonbase_compute.tables import read

__all__ = ["decay_time", "density", "drag_force"]

_LOWEST = 120e3  # m, where a satellite comes down within one turn
_STEPS = 400


@lru_cache(maxsize=1)
def _layers() -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    rows = read("atmosphere.csv")
    columns = ("altitude_km", "density_kg_m3", "scale_height_km")
    altitudes, densities, heights = (tuple(float(row[name]) for row in rows) for name in columns)
    return tuple(1e3 * value for value in altitudes), densities, tuple(1e3 * value for value in heights)


def density(altitude: float, *, activity: float = 1.0) -> float:
    """Density of the air at an altitude, ``rho_i exp(-(h - h_i) / H_i)`` [kg/m3].

    Parameters
    ----------
    altitude
        Above the Earth's surface [m]; from 100 km on, beyond 1000 km with the last scale height.
    activity
        Density per mean density [1]; the Sun moves it by a factor of five or more either way.

    Examples
    --------
    >>> f"{density(500e3):.3e}"
    '6.967e-13'
    """
    altitudes, densities, heights = _layers()
    layer = max(bisect.bisect_right(altitudes, altitude) - 1, 0)
    return activity * densities[layer] * math.exp(-(altitude - altitudes[layer]) / heights[layer])


def drag_force(altitude: float, area: Any, *, coefficient: Any = 2.2, activity: Any = 1.0) -> Any:
    """Drag on a circular orbit, ``rho v^2 C A / 2`` [N].

    Parameters
    ----------
    altitude
        Above the Earth's surface [m].
    area
        Mean area across the flight direction [m2].
    coefficient
        Drag coefficient [1].
    activity
        As in `density`.
    """
    speed_squared = constants.EARTH_GM / (constants.EARTH_RADIUS + altitude)
    return 0.5 * density(altitude) * activity * speed_squared * coefficient * area


def decay_time(altitude: float, area_to_mass: float, *, coefficient: float = 2.2, activity: float = 1.0) -> float:
    """Time until a satellite without propulsion comes down from a circular orbit [s].

    ``da/dt = -rho C (A/m) sqrt(GM a)``, integrated down to 120 km.

    Parameters
    ----------
    altitude
        At the start [m].
    area_to_mass
        Mean area across the flight direction per mass [m2/kg].
    coefficient, activity
        As in `drag_force` and `density`.

    Examples
    --------
    >>> round(decay_time(400e3, 0.01) / 86_400.0)
    141
    """
    if altitude <= _LOWEST:
        return 0.0
    step = (altitude - _LOWEST) / _STEPS
    total = 0.0
    for index in range(_STEPS):
        height = _LOWEST + (index + 0.5) * step
        radius = constants.EARTH_RADIUS + height
        sinking = (
            density(height, activity=activity) * coefficient * area_to_mass * math.sqrt(constants.EARTH_GM * radius)
        )
        total += step / sinking
    return total
