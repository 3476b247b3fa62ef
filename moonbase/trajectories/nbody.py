"""Motion under Sun, planets, Earth and Moon as point masses that move as DE440 says.

States are relative to the solar-system barycentre in equatorial axes (ICRF), which are inertial: no indirect
terms appear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import ASTRONOMICAL_UNIT, EARTH_GM, EMRAT, MOON_GM, SOLAR_CONSTANT, SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import Chebyshev, require_span, segment
from moonbase.trajectories.nbody_kernel import fly_together

__all__ = ["GM", "SURFACE", "Forces", "attractors", "propagate", "rate_of"]

Array = NDArray[np.float64]

GM: Final = {
    "sun": SUN_GM,
    "earth": EARTH_GM,
    "moon": MOON_GM,
    "mercury": 2.2031868551e13,
    "venus": 3.24858592e14,
    "mars": 4.2828375816e13,
    "jupiter": 1.26712764100e17,
    "saturn": 3.79405848418e16,
    "uranus": 5.794556400e15,
    "neptune": 6.836527100580e15,
}
"""Gravitational parameters, planets with their moons [m3/s2]; DE440 (doi 10.3847/1538-3881/abd414)."""

_GIANT = 2.5e7  # m
SURFACE: Final = {
    name: {"sun": 6.957e8, "earth": 6.371e6, "moon": 1.73e6, "mercury": 2.4e6, "venus": 6.05e6, "mars": 3.39e6}.get(
        name, _GIANT
    )
    for name in GM
}
"""Radius inside which a body counts as hit [m]: the surface, for the giants about half of their radius or more."""
_SHARES = np.array([-1.0 / EMRAT, 1.0])  # of the Moon's distance from the barycentre, for Earth and Moon
_LIGHT = 299_792_458.0  # m/s, by definition


@dataclass(frozen=True, kw_only=True)
class Forces:
    """What acts on a payload.

    Attributes
    ----------
    bodies
        Names out of `GM` whose pull counts.
    area_to_mass
        Area towards the Sun over mass, for the pressure of its light [m2/kg].
    reflectivity
        1 for a black, 2 for a mirror-like surface that faces the Sun.
    """

    bodies: tuple[str, ...] = tuple(GM)
    area_to_mass: float = 0.0
    reflectivity: float = 1.0

    @property
    def push(self) -> float:
        """Acceleration by light times the square of the distance from the Sun [m3/s2]."""
        return self.reflectivity * self.area_to_mass * SOLAR_CONSTANT / _LIGHT * ASTRONOMICAL_UNIT**2


def _position(series: Chebyshev) -> Callable[[float], Array]:
    """Make a fast evaluation of one series at one time."""
    orders = np.arange(series.coefficients.shape[2])
    last = len(series.coefficients) - 1

    def at(t: float) -> Array:
        place = (t - series.start) / series.step
        record = min(max(int(place), 0), last)
        tau = min(1.0, max(-1.0, 2.0 * (place - record) - 1.0))
        return np.asarray(series.coefficients[record] @ np.cos(orders * np.arccos(tau)))

    return at


def attractors() -> Callable[[float], Array]:
    """Give the function from time [s] to the positions of the bodies of `GM`, shape (10, 3) [m]."""
    emb, moon = _position(segment("emb")), _position(segment("moon_from_emb"))
    others = [_position(segment(name)) for name in GM if name not in ("earth", "moon")]

    def at(t: float) -> Array:
        centre, out = emb(t), moon(t)
        return np.stack([others[0](t), centre - out / EMRAT, centre + out, *(other(t) for other in others[1:])])

    return at


def rate_of(forces: Forces, start: float, n: int) -> Callable[[float, Array], Array]:
    """Give the right-hand side for n flights side by side.

    Parameters
    ----------
    forces
        What acts.
    start
        Time that the integrator's zero stands for [s, TDB after J2000].
    n
        Number of flights.

    Returns
    -------
    Callable
        From time after the start [s] and states of shape (6 n,), all components of one kind together, to their rates.

    Raises
    ------
    TrajectoryError
        If a body has no known mass.
    """
    where, masses = attractors(), _masses(forces)[:, None]
    surface = np.array(list(SURFACE.values()))[:, None] ** 2

    def rate(t: float, flat: Array) -> Array:
        y = flat.reshape(6, n)
        gap = where(start + t)[:, :, None] - y[:3]
        square = np.maximum(np.einsum("bin,bin->bn", gap, gap), surface)
        out = np.empty_like(y)
        out[:3] = y[3:]
        out[3:] = np.einsum("bn,bin->in", masses / (square * np.sqrt(square)), gap)
        return out.ravel()

    return rate


_ALL = Forces()


def _masses(forces: Forces) -> Array:
    """Give what pulls, in the order of `GM` [m3/s2]."""
    unknown = [name for name in forces.bodies if name not in GM]
    if unknown:
        raise TrajectoryError(f'no mass of "{unknown[0]}" is known', help="known: " + ", ".join(GM))
    masses = np.array([gm if name in forces.bodies else 0.0 for name, gm in GM.items()])
    masses[0] -= forces.push  # light falls off with the square of the distance from the Sun, as its pull does
    return masses


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[Array, ...], Array]:
    """Give the series of the bodies in the order of `GM`, barycentre and Moon in place of Earth and Moon."""
    names = ("emb" if name == "earth" else "moon_from_emb" if name == "moon" else name for name in GM)
    series = [segment(name) for name in names]
    grids = np.array([[one.start, one.step, one.coefficients.shape[2]] for one in series])
    return tuple(np.ascontiguousarray(one.coefficients) for one in series), grids


def propagate(
    states: Array,
    start: float,
    end: float,
    *,
    rtol: float = 1e-12,
    without: str | None = None,
    forces: Forces = _ALL,
    most: int = 200_000,
) -> Array:
    """Propagate states that share their times.

    Inside a body the pull is that at its surface, so that a hit ends in nonsense but ends.

    Parameters
    ----------
    states
        Shape (n, 6) [m, m/s], barycentric, ICRF.
    start, end
        Times [s, TDB after J2000]; backwards if the end comes first.
    rtol
        Relative tolerance of the integrator (Dormand-Prince 8(5,3)); at 1e-12 the error after five days from the
        Moon's surface is about 1 m.
    without
        A body whose pull is left out.
    forces
        What acts; the pull of all bodies by default.
    most
        Steps after which a flight is given up; a usual one takes some hundreds.

    Returns
    -------
    numpy.ndarray
        Shape (n, 6); NaN for flights that were given up.

    Raises
    ------
    TrajectoryError
        If a time lies outside the ephemeris.
    """
    require_span(min(start, end), max(start, end))
    if without is not None:
        forces = replace(forces, bodies=tuple(name for name in forces.bodies if name != without))
    tables, grids = _tables()
    y = np.array(states, dtype=float).T.copy()
    sky = (tables, grids, _SHARES, _masses(forces), np.array(list(SURFACE.values())), np.empty((len(GM), 3)))
    work = np.zeros((14, *y.shape))
    if fly_together(sky, start, end, y, work[:13], work[13:], np.array([rtol, 1e-2, 1e-8, 1.0, most])) < 0:
        return np.full_like(states, np.nan)
    return np.ascontiguousarray(y.T)
