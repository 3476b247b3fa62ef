"""What happens near the muzzle: how high a throw clears the ground, and what its errors cost later."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_GM, MOON_RADIUS
from moonbase.trajectories.check import Shot, release_velocity
from moonbase.trajectories.dispersion import MuzzleErrors
from moonbase.trajectories.ephemeris import to_equatorial
from moonbase.trajectories.moon import asymptote

__all__ = ["clearance", "correction_spread"]

Array = NDArray[np.float64]

_SAMPLES = 4000
_PROBE = 0.01  # m/s


def clearance(elevation: float, speed: float, downrange: float) -> float:
    """Height above the mean sphere that a throw has reached at a distance along the ground [m].

    Two-body motion from the surface; ``r = p / (1 + e cos(nu))``. Mountains within that distance must be lower.

    Parameters
    ----------
    elevation
        Of the velocity above the horizon, relative to axes that do not turn [rad].
    speed
        Relative to axes that do not turn [m/s].
    downrange
        Along the ground [m].

    Examples
    --------
    >>> round(clearance(0.0, 2400.0, 100e3))
    1469
    """
    h = MOON_RADIUS * speed * math.cos(elevation)
    p = h * h / MOON_GM
    radial = speed * math.sin(elevation) * h / MOON_GM  # e sin(nu)
    across = p / MOON_RADIUS - 1.0  # e cos(nu)
    angle = downrange / MOON_RADIUS
    below = 1.0 + across * math.cos(angle) - radial * math.sin(angle)
    return p / below - MOON_RADIUS if below > 0.0 else math.inf


def correction_spread(
    shot: Shot, muzzle: float, errors: MuzzleErrors, by_kick: Array, *, seed: int = 0
) -> tuple[float, float]:
    """Say what muzzle errors cost: the impulse that takes them out, and the miss if nothing does.

    The errors are carried to the excess velocity at the Moon by its derivatives; an impulse at the edge of the Moon's
    sphere of influence cancels the difference. Without it the throw misses by the derivatives of the flight.

    Parameters
    ----------
    shot
        The throw.
    muzzle
        Muzzle speed that was flown [m/s].
    errors
        Standard deviations.
    by_kick
        Derivatives of the place at arrival by an impulse at the edge, equatorial, shape (3, 3) [s].
    seed
        Of the sample of 4000 errors.

    Returns
    -------
    impulse, miss : float
        Not exceeded by 99 % of the throws [m/s], [m].
    """
    r, v = release_velocity(shot, np.array([muzzle]))
    along = v[0] / np.linalg.norm(v[0])
    side = np.cross(along, r)
    side = side / np.linalg.norm(side)
    frame = np.stack([along, np.cross(side, along), side])
    probes = v[0] + np.concatenate([_PROBE * frame, -_PROBE * frame])
    away = asymptote(np.broadcast_to(r, probes.shape), probes)
    slope = (away[:3] - away[3:]) / (2.0 * _PROBE)
    draw = np.random.default_rng(seed).normal(size=(_SAMPLES, 3)) @ errors.factor.T
    off = to_equatorial(draw @ slope)
    return (
        float(np.quantile(np.linalg.norm(off, axis=1), 0.99)),
        float(np.quantile(np.linalg.norm(off @ by_kick.T, axis=1), 0.99)),
    )
