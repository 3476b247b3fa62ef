"""Whether a flight goes through the Earth or the Moon on its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_RADIUS, MOON_RADIUS
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import GM, propagate

if TYPE_CHECKING:
    from moonbase.trajectories.flown import Arc

__all__ = ["through"]

Array = NDArray[np.float64]

_LOWEST: Final = {"earth": EARTH_RADIUS + 50e3, "moon": MOON_RADIUS - 2e3}  # m; below are dense air, and the muzzle
_NEAR: Final = {"earth": 2.0e8, "moon": 5.0e7}  # m, within which a way is a conic about the body
_FIRST = 1800.0  # s
_LAST = 60.0 * 86400.0  # s after the start of an arc, when a usual throw is far from both
_POINTS = 140


def through(arcs: Sequence[Arc], *, lands: bool = False) -> str | None:
    """Tell which body a flight goes through, Earth or Moon; None if it clears both.

    The way is looked at where it turns from coming nearer to going away; the radius of the pericentre there is that of
    the conic about the body.

    Parameters
    ----------
    arcs
        Of a throw that was flown.
    lands
        Whether the Earth is where it goes.
    """
    for arc in arcs:
        length = min(arc.end - arc.start, _LAST)
        if length <= _FIRST:
            continue
        times = arc.start + np.append(0.0, np.geomspace(_FIRST, length, _POINTS))
        states = [arc.state[None]]
        for before, after in zip(times[:-1].tolist(), times[1:].tolist(), strict=True):
            states.append(propagate(states[-1], before, after, rtol=1e-9))
        way = np.concatenate(states)
        for body, least in _LOWEST.items():
            if not (lands and body == "earth") and _lowest(body, times, way) < least:
                return body
    return None


def _lowest(body: str, times: Array, way: Array) -> float:
    """Least radius of a pericentre between two times, from the nearer of them [m]; infinite if there is none."""
    place, speed = state(body, times, center="barycentre", ecliptic=False)
    r, v = way[:, :3] - place, way[:, 3:] - speed
    outward = np.sum(r * v, axis=1)
    turns = np.flatnonzero((outward[:-1] < 0.0) & (outward[1:] >= 0.0))
    distance = np.linalg.norm(r, axis=1)
    near = np.where(distance[turns] <= distance[turns + 1], turns, turns + 1)
    near = near[distance[near] < _NEAR[body]]
    momentum = np.cross(r[near], v[near])
    square = np.sum(momentum**2, axis=1) / GM[body]
    energy = 0.5 * np.sum(v[near] ** 2, axis=1) - GM[body] / distance[near]
    eccentricity = np.sqrt(np.maximum(0.0, 1.0 + 2.0 * energy * square / GM[body]))
    return float(np.min(square / (1.0 + eccentricity), initial=np.inf))
