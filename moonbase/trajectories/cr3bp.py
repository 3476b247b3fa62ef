"""The circular restricted three-body problem of Earth and Moon.

Rotating axes with the origin at the barycentre: Earth at (-mu, 0, 0), Moon at (1 - mu, 0, 0), lengths in
units of their distance, times in units of 1/(mean motion). A place fixed to the Moon is at rest in these
axes, so that a muzzle velocity relative to the track is a velocity in them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, MOON_DISTANCE, MOON_GM
from moonbase.errors import TrajectoryError

__all__ = ["System", "acceleration", "collinear_point", "earth_moon", "flow", "jacobi"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class System:
    """Units and mass ratio of a pair of bodies on circles.

    Attributes
    ----------
    mu
        Mass of the smaller body over the sum.
    length, time
        Units of length [m] and time [s].
    """

    mu: float
    length: float
    time: float

    @property
    def speed(self) -> float:
        """Unit of speed [m/s]."""
        return self.length / self.time


def earth_moon(distance: float = MOON_DISTANCE) -> System:
    """Give the Earth-Moon system for a distance between the two [m]."""
    total = EARTH_GM + MOON_GM
    return System(mu=MOON_GM / total, length=distance, time=math.sqrt(distance**3 / total))


@lru_cache(maxsize=64)
def collinear_point(mu: float, point: int) -> float:
    """Find the x coordinate of L1, L2 or L3 as the root of the axial acceleration.

    Parameters
    ----------
    mu
        Mass ratio.
    point
        1, 2 or 3.
    """
    from scipy.optimize import brentq

    if point not in (1, 2, 3):
        raise TrajectoryError(f"L{point} is not a collinear libration point", help="choose 1, 2 or 3")
    gap = 1e-6

    def pull(x: float) -> float:
        near, far = x + mu, x - 1.0 + mu
        return x - (1.0 - mu) * near / abs(near) ** 3 - mu * far / abs(far) ** 3

    brackets = {1: (-mu + gap, 1.0 - mu - gap), 2: (1.0 - mu + gap, 2.0), 3: (-2.0, -mu - gap)}
    return float(brentq(pull, *brackets[point], xtol=1e-15, rtol=1e-14))


def jacobi(mu: float, states: Array) -> Array:
    """Jacobi constant ``C = x^2 + y^2 + 2 (1-mu)/r1 + 2 mu/r2 - v^2`` of states of shape (..., 6)."""
    x, y, z = states[..., 0], states[..., 1], states[..., 2]
    r1 = np.sqrt((x + mu) ** 2 + y**2 + z**2)
    r2 = np.sqrt((x - 1.0 + mu) ** 2 + y**2 + z**2)
    square = np.sum(states[..., 3:6] ** 2, axis=-1)
    return np.asarray(x**2 + y**2 + 2.0 * (1.0 - mu) / r1 + 2.0 * mu / r2 - square)


def acceleration(mu: float, states: Array) -> Array:
    """Acceleration in rotating axes, for states of shape (6, n); shape (3, n)."""
    x, y, z, vx, vy, _ = states
    yz = y * y + z * z
    a = (1.0 - mu) / ((x + mu) ** 2 + yz) ** 1.5
    b = mu / ((x - 1.0 + mu) ** 2 + yz) ** 1.5
    return np.stack([x + 2.0 * vy - a * (x + mu) - b * (x - 1.0 + mu), y - 2.0 * vx - (a + b) * y, -(a + b) * z])


def _gradient(mu: float, states: Array) -> Array:
    """Differentiate the acceleration by position, shape (3, 3, n)."""
    x, y, z = states[:3]
    d1, d2 = np.stack([x + mu, y, z]), np.stack([x - 1.0 + mu, y, z])
    s1, s2 = np.sum(d1 * d1, axis=0), np.sum(d2 * d2, axis=0)
    a, b = (1.0 - mu) / s1**1.5, mu / s2**1.5
    outer = 3.0 * (a / s1 * d1[:, None] * d1 + b / s2 * d2[:, None] * d2)
    flat = np.array([1.0, 1.0, 0.0])
    return np.asarray(outer + np.eye(3)[:, :, None] * (flat[:, None, None] - (a + b)))


def flow(mu: float, states: Array, durations: Array, *, stm: bool = False, rtol: float = 1e-10) -> tuple[Array, Array]:
    """Propagate many states, each over its own duration, in one integration.

    Parameters
    ----------
    mu
        Mass ratio.
    states
        Shape (n, 6), nondimensional.
    durations
        Shape (n,), nondimensional; negative ones run backwards.
    stm
        Whether to propagate the state-transition matrices too.
    rtol
        Relative tolerance of the integrator (Dormand-Prince 8(5,3)).

    Returns
    -------
    final, matrices : numpy.ndarray
        Shapes (n, 6) and (n, 6, 6); the matrices are empty, shape (0, 6, 6), unless asked for.
    """
    from scipy.integrate import solve_ivp

    n = len(states)
    size = 42 if stm else 6
    first = np.zeros((size, n))
    first[:6] = states.T
    if stm:
        first[6:] = np.eye(6).reshape(36, 1)

    def rate(_: float, flat: Array) -> Array:
        y = flat.reshape(size, n)
        out = np.empty_like(y)
        out[:3] = y[3:6]
        out[3:6] = acceleration(mu, y[:6])
        if stm:
            phi, dphi = y[6:].reshape(6, 6, n), out[6:].reshape(6, 6, n)
            dphi[:3] = phi[3:]
            dphi[3:] = np.einsum("ijn,jkn->ikn", _gradient(mu, y[:6]), phi[:3])
            dphi[3] += 2.0 * phi[4]
            dphi[4] -= 2.0 * phi[3]
        return np.asarray((out * durations).ravel())

    done = solve_ivp(rate, (0.0, 1.0), first.ravel(), method="DOP853", rtol=rtol, atol=rtol * 1e-2)
    last = done.y[:, -1].reshape(size, n)
    matrices = last[6:].reshape(6, 6, n).transpose(2, 0, 1) if stm else np.empty((0, 6, 6))
    return last[:6].T.copy(), matrices.copy()
