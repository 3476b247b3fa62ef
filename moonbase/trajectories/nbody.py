"""Motion under Sun, planets, Earth and Moon as point masses that move as DE440 says.

States are relative to the solar-system barycentre in equatorial axes (ICRF), which are inertial: no indirect
terms appear.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, EMRAT, MOON_GM, SUN_GM
from moonbase.trajectories.ephemeris import Chebyshev, require_span, segment

__all__ = ["GM", "attractors", "propagate"]

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

_RADIUS = {"sun": 6.957e8, "earth": 6.371e6, "moon": 1.73e6, "mercury": 2.4e6, "venus": 6.05e6, "mars": 3.39e6}  # m
_GIANT = 2.5e7  # m


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


def propagate(states: Array, start: float, end: float, *, rtol: float = 1e-12, without: str | None = None) -> Array:
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

    Returns
    -------
    numpy.ndarray
        Shape (n, 6).

    Raises
    ------
    TrajectoryError
        If a time lies outside the ephemeris.
    """
    from scipy.integrate import solve_ivp

    require_span(min(start, end), max(start, end))
    n = len(states)
    where = attractors()
    masses = np.array([0.0 if name == without else gm for name, gm in GM.items()])[:, None]
    surface = np.array([_RADIUS.get(name, _GIANT) ** 2 for name in GM])[:, None]

    def rate(t: float, flat: Array) -> Array:
        y = flat.reshape(6, n)
        gap = where(start + t)[:, :, None] - y[:3]
        square = np.maximum(np.einsum("bin,bin->bn", gap, gap), surface)
        out = np.empty_like(y)
        out[:3] = y[3:]
        out[3:] = np.einsum("bn,bin->in", masses / (square * np.sqrt(square)), gap)
        return out.ravel()

    scale = np.repeat([1e-2, 1e-8], 3 * n)
    done = solve_ivp(rate, (0.0, end - start), states.T.ravel(), method="DOP853", rtol=rtol, atol=scale, first_step=1.0)
    return np.asarray(done.y[:, -1].reshape(6, n).T)
