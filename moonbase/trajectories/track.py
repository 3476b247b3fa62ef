"""A flown throw as states along its way, in the frames in which people look at it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_DISTANCE
from moonbase.trajectories.ephemeris import span, state, to_ecliptic
from moonbase.trajectories.flown import Arc, Flown
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.near_flights import NearFlown, follow, turned

__all__ = ["Track", "onwards", "rotating", "track"]

Array = NDArray[np.float64]

_POINTS = 140  # on each arc
_FINE = 4000
_EARLY = 600.0  # s, the first minutes in which a payload turns about the Moon
_CLOSEST = 20.0  # s


@dataclass(frozen=True, eq=False, kw_only=True)
class Track:
    """States along a flight.

    Attributes
    ----------
    t
        Shape (n,) [s, TDB after J2000]; a time at which an impulse is given stands twice.
    states
        Relative to the solar-system barycentre, equatorial (ICRF), shape (n, 6) [m, m/s].
    arcs
        Number of the arc between impulses that each state belongs to, shape (n,).
    """

    t: Array
    states: Array
    arcs: NDArray[np.int64]

    def relative(self, center: str, *, ecliptic: bool = False) -> Array:
        """Give the states relative to a body, shape (n, 6)."""
        r, v = state(center, self.t, center="barycentre", ecliptic=False)
        gap = self.states - np.concatenate([r, v], axis=1)
        return np.concatenate([to_ecliptic(gap[:, :3]), to_ecliptic(gap[:, 3:])], axis=1) if ecliptic else gap


def _times(start: float, end: float, turning: tuple[Array, Array] | None = None) -> Array:
    """Spread times over an arc, close together where it begins and ends: near the Moon, the Earth and the burns.

    Steps change smoothly, so that interpolation between the states keeps its order. `turning` tells what share of its
    turning about the Moon a payload has done at some times.
    """
    length = max(end - start, 1.0)
    fine = np.unique(np.concatenate([np.geomspace(1.0, length, _FINE) - 1.0, np.linspace(0.0, length, _FINE)]))
    early = np.log1p(fine / _EARLY) / np.log1p(length / _EARLY)
    even = np.arccos(np.clip(1.0 - 2.0 * fine / length, -1.0, 1.0)) / np.pi
    shares = [early, even] if turning is None else [early, even, np.interp(start + fine, *turning)]
    grid = start + np.interp(np.linspace(0.0, 1.0, _POINTS), np.mean(shares, axis=0), fine)
    grid[-1] = end
    kept = [float(grid[0])]
    for t in grid[1:-1].tolist():
        if t - kept[-1] > _CLOSEST and float(grid[-1]) - t > _CLOSEST:
            kept.append(t)
    return np.array([*kept, float(grid[-1])])


def track(flight: Flown) -> Track:
    """Follow a flown throw from the muzzle to its arrival, under the bodies under which it was flown."""
    times, states, numbers = [], [], []
    for number, arc in enumerate(flight.arcs):
        near = isinstance(flight, NearFlown)
        grid = _times(arc.start, arc.end, turned(arc) if near else None)
        times.append(grid)
        states.append(follow(arc, grid) if near else _step_by_step(arc, grid))
        numbers.append(np.full(len(grid), number))
    return Track(t=np.concatenate(times), states=np.concatenate(states), arcs=np.concatenate(numbers))


def _step_by_step(arc: Arc, grid: Array) -> Array:
    now = arc.state[None]
    rows = [arc.state]
    for before, after in pairwise(grid.tolist()):
        if after > before:
            now = propagate(now, before, after, rtol=1e-11)
        rows.append(now[0])
    return np.array(rows)


def rotating(what: Track, last: float) -> tuple[Array, Array]:
    """Give the way in axes that turn and breathe with Earth and Moon, up to a time.

    Returns
    -------
    t, places : numpy.ndarray
        Shape (n,) [s] and (n, 3), scaled to the mean distance, Earth in the origin and Moon on the x axis [m].
    """
    keep = what.t <= last
    t = what.t[keep]
    moon, moon_v = state("moon", t, center="earth", ecliptic=False)
    earth, _ = state("earth", t, center="barycentre", ecliptic=False)
    size = np.linalg.norm(moon, axis=1, keepdims=True)
    up = np.cross(moon, moon_v)
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    out = moon / size
    axes = np.stack([out, np.cross(up, out), up], axis=1)
    return t, np.einsum("nij,nj->ni", axes, what.states[keep, :3] - earth) * (MOON_DISTANCE / size)


def onwards(what: Track, duration: float, n: int = 120) -> Array:
    """Follow the payload on from its arrival without any burn, about the Sun, ecliptic, shape (n, 3) [m]."""
    start = float(what.t[-1])
    grid = np.linspace(start, min(start + duration, span()[1]), n)
    rows = _step_by_step(Arc(start=start, end=float(grid[-1]), state=what.states[-1]), grid)
    return to_ecliptic(rows[:, :3] - state("sun", grid, center="barycentre", ecliptic=False)[0])
