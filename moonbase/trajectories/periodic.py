"""Periodic orbits of the circular restricted three-body problem: Lyapunov, halo, near-rectilinear, distant retrograde.

All are symmetric about the x-z plane: they start there at right angles, and end half a period later at right angles.
Newton's method on that condition with the state-transition matrix corrects a guess; pseudo-arclength continuation
follows a family; halo orbits are found where the planar Lyapunov family loses its vertical stability.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.cr3bp import acceleration, collinear_point, flow, jacobi

__all__ = ["PeriodicOrbit", "correct", "distant_retrograde", "family", "halo", "lyapunov", "near_rectilinear"]

Array = NDArray[np.float64]

_CLOSED = 1e-11
_RTOL = 1e-12
_NAMES = ("x", "z", "vy", "period")
_STEP = 0.02
_LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class PeriodicOrbit:
    """An orbit symmetric about the x-z plane, nondimensional.

    Attributes
    ----------
    mu
        Mass ratio.
    x, z, vy
        Start on the x-z plane; the other components are zero.
    period
        Full period.
    """

    mu: float
    x: float
    z: float
    vy: float
    period: float

    @property
    def state(self) -> Array:
        """State at the start, shape (6,)."""
        return np.array([self.x, 0.0, self.z, 0.0, self.vy, 0.0])

    @property
    def jacobi(self) -> float:
        """Jacobi constant."""
        return float(jacobi(self.mu, self.state))

    def monodromy(self) -> Array:
        """State-transition matrix over one period, shape (6, 6)."""
        _, phi = flow(self.mu, self.state[None], np.array([self.period]), stm=True, rtol=_RTOL)
        return np.asarray(phi[0])

    @property
    def stability(self) -> float:
        """Stability index ``(|l| + 1/|l|)/2`` with l the largest eigenvalue of the monodromy matrix; 1 if stable."""
        largest = float(np.abs(np.linalg.eigvals(self.monodromy())).max())
        return 0.5 * (largest + 1.0 / largest)


def _conditions(mu: float, u: Array) -> tuple[Array, Array]:
    """Give y, vx, vz after half a period and their derivatives by u = (x, z, vy, half period)."""
    start = np.array([[u[0], 0.0, u[1], 0.0, u[2], 0.0]])
    end, phi = flow(mu, start, u[3:], stm=True, rtol=_RTOL)
    rate = np.concatenate([end[0, 3:], acceleration(mu, end.T)[:, 0]])
    rows = [1, 3, 5]
    return end[0, rows], np.column_stack([phi[0][np.ix_(rows, [0, 2, 4])], rate[rows]])


def _solve(mu: float, guess: Array, extra: Array, value: float) -> Array:
    """Newton's method with the extra condition ``extra @ u = value``."""
    u = guess.copy()
    planar = u[1] == 0.0 and extra[1] == 0.0
    for _ in range(25):
        f, df = _conditions(mu, u)
        residual = np.append(f, extra @ u - value)
        if np.abs(residual).max() < _CLOSED:
            return u
        step, *_ = np.linalg.lstsq(np.vstack([df, extra]), residual, rcond=None)
        if planar:
            step[1] = 0.0
        u = u - step * min(1.0, 0.1 / float(np.abs(step).max()))
        if not (np.isfinite(u).all() and u[3] > 0.0):
            break
    raise TrajectoryError(
        f"the guess x = {guess[0]:.6f}, z = {guess[1]:.6f}, vy = {guess[2]:.6f}, period = {2 * guess[3]:.6f} does not "
        "lead to a periodic orbit",
        help="start nearer to the orbit, or follow its family from a known member",
    )


def _unknowns(orbit: PeriodicOrbit) -> Array:
    return np.array([orbit.x, orbit.z, orbit.vy, 0.5 * orbit.period])


def _orbit(mu: float, u: Array) -> PeriodicOrbit:
    return PeriodicOrbit(mu=mu, x=float(u[0]), z=float(u[1]), vy=float(u[2]), period=2.0 * float(u[3]))


def correct(guess: PeriodicOrbit, *, fixed: str = "x") -> PeriodicOrbit:
    """Correct a guess until the orbit closes.

    Parameters
    ----------
    guess
        Near a periodic orbit.
    fixed
        What is kept: ``x``, ``z``, ``vy`` or ``period``.

    Raises
    ------
    TrajectoryError
        If the iteration does not converge.
    """
    index = _NAMES.index(fixed)
    u = _unknowns(guess)
    return _orbit(guess.mu, _solve(guess.mu, u, np.eye(4)[index], float(u[index])))


def family(orbit: PeriodicOrbit, step: float, *, towards: str = "x") -> Iterator[PeriodicOrbit]:
    """Follow a family by pseudo-arclength continuation.

    Parameters
    ----------
    orbit
        Member to start from; not repeated.
    step
        Length of a step in (x, z, vy, half period); its sign is that of the first change in the unknown `towards`.
    towards
        ``x``, ``z``, ``vy`` or ``period``.

    Yields
    ------
    PeriodicOrbit
        Neighbours, one after the other.
    """
    u, before = _unknowns(orbit), math.copysign(1.0, step) * np.eye(4)[_NAMES.index(towards)]
    while True:
        _, df = _conditions(orbit.mu, u)
        if u[1] == 0.0:
            flat = np.linalg.svd(df[:2][:, [0, 2, 3]])[2][2]
            tangent = np.array([flat[0], 0.0, flat[1], flat[2]])
        else:
            tangent = np.linalg.svd(df)[2][3]
        tangent = tangent if tangent @ before > 0.0 else -tangent
        ahead = u + abs(step) * tangent
        u, before = _solve(orbit.mu, ahead, tangent, float(tangent @ ahead)), tangent
        yield _orbit(orbit.mu, u)


def lyapunov(mu: float, point: int, amplitude: float) -> PeriodicOrbit:
    """Find the planar Lyapunov orbit that starts beside a collinear point.

    Parameters
    ----------
    mu
        Mass ratio.
    point
        1, 2 or 3.
    amplitude
        x of the start less that of the point, nondimensional; up to 0.1 or so in size.
    """
    centre = collinear_point(mu, point)
    c2 = (1.0 - mu) / abs(centre + mu) ** 3 + mu / abs(centre - 1.0 + mu) ** 3
    rate = math.sqrt(0.5 * (2.0 - c2 + math.sqrt(9.0 * c2**2 - 8.0 * c2)))
    kappa = (rate**2 + 1.0 + 2.0 * c2) / (2.0 * rate)
    small = math.copysign(min(abs(amplitude), 2e-3), amplitude)
    guess = PeriodicOrbit(mu=mu, x=centre + small, z=0.0, vy=-kappa * rate * small, period=2.0 * math.pi / rate)
    orbit = correct(guess)
    while abs(orbit.x - centre) < abs(amplitude) - 1e-12:
        left = amplitude - (orbit.x - centre)
        stride = math.copysign(min(4e-3, abs(left)), left)
        slope = orbit.vy / (orbit.x - centre)
        ahead = PeriodicOrbit(mu=mu, x=orbit.x + stride, z=0.0, vy=orbit.vy + slope * stride, period=orbit.period)
        orbit = correct(ahead)
    return orbit


def _vertical(orbit: PeriodicOrbit) -> float:
    """Half the trace of the vertical block of the monodromy matrix; 1 where a spatial family branches off."""
    m = orbit.monodromy()
    return 0.5 * float(m[2, 2] + m[5, 5])


@lru_cache(maxsize=16)
def _smallest_halo(mu: float, point: int, side: float) -> PeriodicOrbit:
    """Give a halo orbit of height 0.002 just off the Lyapunov orbit from which the family branches."""
    if point not in (1, 2):
        raise TrajectoryError(f"halo orbits about L{point} are not followed", help="use L1 or L2")
    outwards = -1.0 if point == 1 else 1.0
    low, high = 5e-3, 5e-3
    while _vertical(lyapunov(mu, point, outwards * high)) > 1.0:
        low, high = high, high + 1e-2
        if high > 0.12:
            raise TrajectoryError(f"no halo family branches off the Lyapunov orbits of L{point}", help="use L1 or L2")
    for _ in range(7):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _vertical(lyapunov(mu, point, outwards * middle)) > 1.0 else (low, middle)
    flat = lyapunov(mu, point, outwards * 0.5 * (low + high))
    return correct(PeriodicOrbit(mu=mu, x=flat.x, z=side * 2e-3, vy=flat.vy, period=flat.period), fixed="z")


def _follow(orbit: PeriodicOrbit, reached: Callable[[PeriodicOrbit], bool]) -> PeriodicOrbit | None:
    """Follow a halo family away from the plane to the first member that meets a condition."""
    for count, after in enumerate(family(orbit, math.copysign(_STEP, orbit.z), towards="z")):
        if reached(after):
            return after
        if count > _LONGEST or abs(after.z) < abs(orbit.z):
            break
    return None


def halo(mu: float, point: int, z: float) -> PeriodicOrbit:
    """Find the first halo orbit about L1 or L2 that starts at a height above (or below) the plane.

    It starts on the side of the point that is farther from the smaller body.

    Parameters
    ----------
    mu
        Mass ratio.
    point
        1 or 2.
    z
        Height at the start, nondimensional: positive for the northern family, negative for the southern.

    Raises
    ------
    TrajectoryError
        If the family does not rise that high.
    """
    seed = _smallest_halo(mu, point, math.copysign(1.0, z))
    near = _follow(seed, lambda orbit: abs(orbit.z) >= abs(z)) if abs(z) > abs(seed.z) else seed
    if near is None:
        raise TrajectoryError(f"the halo family of L{point} does not reach a height of {z:.4f}", help="choose less")
    return correct(PeriodicOrbit(mu=mu, x=near.x, z=z, vy=near.vy, period=near.period), fixed="z")


def near_rectilinear(mu: float, point: int, period: float, *, south: bool = True) -> PeriodicOrbit:
    """Follow the halo family down to a period, for L2 to the near-rectilinear halo orbits.

    Parameters
    ----------
    mu
        Mass ratio.
    point
        1 or 2.
    period
        Nondimensional, below that of the small halo orbits.
    south
        Whether the orbit dwells south of the plane.

    Raises
    ------
    TrajectoryError
        If the family has no such period.
    """
    outer = -1.0 if south else 1.0
    near = _follow(_smallest_halo(mu, point, outer), lambda orbit: orbit.period <= period)
    if near is None:
        raise TrajectoryError(
            f"the halo family of L{point} does not reach a period of {period:.4f}", help="choose a longer period"
        )
    return correct(PeriodicOrbit(mu=mu, x=near.x, z=near.z, vy=near.vy, period=period), fixed="period")


def distant_retrograde(mu: float, radius: float) -> PeriodicOrbit:
    """Find the distant retrograde orbit about the smaller body that crosses the x axis a radius beyond it.

    Parameters
    ----------
    mu
        Mass ratio.
    radius
        Distance of the outer crossing from the smaller body, nondimensional.
    """
    start = min(radius, 0.05)
    speed = -math.sqrt(mu / start) - start
    period = 2.0 * math.pi / (math.sqrt(mu / start**3) + 1.0)
    orbit = correct(PeriodicOrbit(mu=mu, x=1.0 - mu + start, z=0.0, vy=speed, period=period))
    while orbit.x < 1.0 - mu + radius - 1e-12:
        stride = min(0.01, 1.0 - mu + radius - orbit.x)
        ahead = PeriodicOrbit(mu=mu, x=orbit.x + stride, z=0.0, vy=orbit.vy, period=orbit.period)
        orbit = correct(ahead)
    return orbit
