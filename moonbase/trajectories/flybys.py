"""Flybys with one impulse at the pericentre, in batches.

Both legs are hyperbolas with the same pericentre; the impulse there changes the speed along the track. With the excess
speeds a and b before and after, the turn is::

    delta = asin(1 / (1 + r a^2 / GM)) + asin(1 / (1 + r b^2 / GM))
    dv = |sqrt(a^2 + 2 GM / r) - sqrt(b^2 + 2 GM / r)|

A turn that would take a pericentre below the allowed one is split: what the planet cannot turn at the lowest pericentre
is turned by an impulse ``2 b sin(rest / 2)`` far outside.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.compiling import cached_njit

__all__ = ["FlybyBody", "flyby_body", "powered_flybys"]

Array = NDArray[np.float64]

_NEWTON = 30


@dataclass(frozen=True, kw_only=True)
class FlybyBody:
    """What limits a flyby."""

    radius: float
    """[m]."""
    least_altitude: float
    """[m]."""
    source: str


@lru_cache(maxsize=1)
def _bodies() -> dict[str, FlybyBody]:
    table = resources.files("moonbase.trajectories") / "data" / "flyby_bodies.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {
        row["body"]: FlybyBody(
            radius=float(row["radius_km"]) * 1e3,
            least_altitude=float(row["least_altitude_km"]) * 1e3,
            source=row["source"],
        )
        for row in rows
    }


def flyby_body(name: str) -> FlybyBody:
    """Give radius and default least altitude of a planet.

    Raises
    ------
    TrajectoryError
        If the table has no such planet.
    """
    known = _bodies()
    if name not in known:
        raise TrajectoryError(f'no flybys of "{name}"', help="known: " + ", ".join(known))
    return known[name]


def _one(gm: float, a: float, b: float, turn: float, lowest: float, out: Any) -> None:
    """Fill out with impulse at the pericentre, radius of the pericentre, turn left over."""
    most = math.asin(1.0 / (1.0 + lowest * a * a / gm)) + math.asin(1.0 / (1.0 + lowest * b * b / gm))
    r, rest = lowest, turn - most
    if rest <= 0.0:
        rest = 0.0
        half = math.sin(0.5 * turn)
        r = max(gm / (a * b) * (1.0 / max(half, 1e-9) - 1.0), lowest)
        for _ in range(_NEWTON):
            p, q = 1.0 / (1.0 + r * a * a / gm), 1.0 / (1.0 + r * b * b / gm)
            miss = math.asin(p) + math.asin(q) - turn
            slope = -(p * p * a * a / math.sqrt(1.0 - p * p) + q * q * b * b / math.sqrt(1.0 - q * q)) / gm
            new = max(r * math.exp(min(max(-miss / (slope * r), -1.0), 1.0)), lowest)
            done = abs(new - r) < 1e-12 * r
            r = new
            if done:
                break
    out[0] = abs(math.sqrt(a * a + 2.0 * gm / r) - math.sqrt(b * b + 2.0 * gm / r))
    out[1], out[2] = r, rest


_one = cached_njit(_one, error_model="numpy")


def _flybys(gm: float, lowest: float, before: Any, after: Any, out: Any) -> None:
    for i in range(before.shape[0]):
        a, b, dot = 0.0, 0.0, 0.0
        for axis in range(3):
            a += before[i, axis] ** 2
            b += after[i, axis] ** 2
            dot += before[i, axis] * after[i, axis]
        a, b = math.sqrt(a), math.sqrt(b)
        turn = math.acos(min(max(dot / (a * b), -1.0), 1.0))
        if math.isfinite(turn):
            _one(gm, a, b, turn, lowest, out[i])
            out[i, 3] = turn
        else:
            out[i, :] = math.nan


_flybys = cached_njit(_flybys, nogil=True, error_model="numpy")


def powered_flybys(gm: float, lowest: float, before: Array, after: Array) -> Array:
    """Solve many flybys.

    Parameters
    ----------
    gm
        Gravitational parameter of the planet [m3/s2].
    lowest
        Least radius of the pericentre [m].
    before, after
        Excess velocities relative to the planet, shape (n, 3) [m/s].

    Returns
    -------
    numpy.ndarray
        Shape (n, 4): impulse at the pericentre [m/s], radius of the pericentre [m], angle that is left to turn [rad]
        (0 if the lowest pericentre suffices), whole turn [rad].
    """
    out = np.empty((len(before), 4))
    _flybys(gm, lowest, np.ascontiguousarray(before), np.ascontiguousarray(after), out)
    return out
