"""Compiled flights under many bodies: a few flights that share their steps, so that bodies are looked up once for all.

Dormand-Prince 8(5,3) with the coefficients, the error estimate and the choice of steps of `scipy.integrate.DOP853`.
Sharing the steps also keeps the differences between neighbouring flights smooth, which Newton's method lives on.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from scipy.integrate import DOP853

from moonbase.trajectories.compiling import cached_njit
from moonbase.trajectories.motion import FAST

__all__ = ["fly_together"]

_STAGES: Final = 12
_AB = np.vstack([DOP853.A[:_STAGES, :_STAGES], DOP853.B])  # stages, and the step itself
_C = np.append(DOP853.C[:_STAGES], 1.0)
_E3 = np.ascontiguousarray(DOP853.E3)
_E5 = np.ascontiguousarray(DOP853.E5)


def _place(table: Any, grid: Any, t: float, out: Any) -> None:
    """Evaluate one body's series by Clenshaw's recurrence; table (records, 3, terms), grid: start, step, terms."""
    share = (t - grid[0]) / grid[1]
    record = min(max(int(share), 0), table.shape[0] - 1)
    tau = min(1.0, max(-1.0, 2.0 * (share - record) - 1.0))
    last = int(grid[2]) - 1
    for axis in range(3):
        row = table[record, axis]
        b1, b2 = 0.0, 0.0
        for k in range(last, 0, -1):
            b1, b2 = row[k] + 2.0 * tau * b1 - b2, b1
        out[axis] = row[0] + tau * b1 - b2


_place = cached_njit(_place, error_model="numpy")


def _places(tables: Any, grids: Any, t: float, shares: Any, out: Any) -> None:
    """Place all bodies, the Earth and the Moon from their barycentre; out (bodies, 3)."""
    for body in range(len(tables)):
        _place(tables[body], grids[body], t, out[body])
    for axis in range(3):
        centre, apart = out[1, axis], out[2, axis]
        out[1, axis] = centre + shares[0] * apart
        out[2, axis] = centre + shares[1] * apart


_places = cached_njit(_places)


def _pull(y: Any, bodies: Any, masses: Any, surfaces: Any, out: Any) -> None:
    """Add up the pulls of the bodies on the flights; y and out (6, n)."""
    n = y.shape[1]
    for axis in range(3):
        for j in range(n):
            out[axis, j], out[3 + axis, j] = y[3 + axis, j], 0.0
    for body in range(masses.shape[0]):
        gm, least = masses[body], surfaces[body] * surfaces[body]
        for j in range(n):
            dx, dy, dz = bodies[body, 0] - y[0, j], bodies[body, 1] - y[1, j], bodies[body, 2] - y[2, j]
            square = max(dx * dx + dy * dy + dz * dz, least)
            p = gm / (square * math.sqrt(square))
            out[3, j] += p * dx
            out[4, j] += p * dy
            out[5, j] += p * dz


_pull = cached_njit(_pull, fastmath=FAST, error_model="numpy")


def _stages(sky: Any, start: float, h: float, y: Any, k: Any, work: Any) -> None:
    """Try a step: slopes of all stages, the last that of the new state, which is left in work[0]."""
    tables, grids, shares, masses, surfaces, bodies = sky
    flat, old, new = k.reshape(_STAGES + 1, y.size), y.reshape(y.size), work[0].reshape(y.size)
    for stage in range(1, _STAGES + 1):
        for i in range(new.shape[0]):
            new[i] = 0.0
        for before in range(stage):
            weight = h * _AB[stage, before]
            if weight != 0.0:
                row = flat[before]
                for i in range(new.shape[0]):
                    new[i] += weight * row[i]
        for i in range(new.shape[0]):
            new[i] += old[i]
        _places(tables, grids, start + _C[stage] * h, shares, bodies)
        _pull(work[0], bodies, masses, surfaces, k[stage])


_stages = cached_njit(_stages, fastmath=FAST, error_model="numpy")


def _error(h: float, y: Any, k: Any, new: Any, tols: Any) -> float:
    """Estimate the error of a step in units of what is tolerated."""
    five, three = 0.0, 0.0
    for i in range(6):
        floor = tols[1] if i < 3 else tols[2]
        for j in range(y.shape[1]):
            scale = floor + tols[0] * max(abs(y[i, j]), abs(new[i, j]))
            a, b = 0.0, 0.0
            for stage in range(_STAGES + 1):
                a += _E5[stage] * k[stage, i, j]
                b += _E3[stage] * k[stage, i, j]
            five += (a / scale) ** 2
            three += (b / scale) ** 2
    if five == 0.0 and three == 0.0:
        return 0.0
    return abs(h) * five / math.sqrt((five + 0.01 * three) * y.size)


_error = cached_njit(_error, fastmath=FAST, error_model="numpy")


def _copy(source: Any, target: Any) -> None:
    """Copy by loops, which compile ten times faster than assignments of slices."""
    for i in range(6):
        for j in range(source.shape[1]):
            target[i, j] = source[i, j]


_copy = cached_njit(_copy)


def _fly_together(sky: Any, start: float, end: float, y: Any, k: Any, work: Any, tols: Any) -> int:
    tables, grids, shares, masses, surfaces, bodies = sky
    sense = 1.0 if end >= start else -1.0
    t, length = 0.0, abs(end - start)
    h, steps, refused = min(tols[3], length), 0, False
    _places(tables, grids, start, shares, bodies)
    _pull(y, bodies, masses, surfaces, k[0])
    while t < length:
        steps += 1
        if steps > tols[4] or h < 1e-15 * length:
            return -1
        last = t + h >= length
        h = length - t if last else h
        _stages(sky, start + sense * t, sense * h, y, k, work)
        error = _error(h, y, k, work[0], tols)
        change = 10.0 if error == 0.0 else 0.9 * error**-0.125
        if error < 1.0:
            t = length if last else t + h
            _copy(work[0], y)
            _copy(k[_STAGES], k[0])
            h *= min(1.0 if refused else 10.0, change)
            refused = False
        else:
            h *= max(0.2, change) if error > 0.0 else 0.2  # NaN shortens the step as well
            refused = True
    return steps


fly_together = cached_njit(_fly_together, nogil=True, error_model="numpy")
"""Fly states side by side to a time, in place; forwards or backwards.

``fly_together(sky, start, end, y, k, work, tols)``: sky (tables, grids, shares, masses, surfaces, bodies), with a tuple
of series (records, 3, terms) and rows of their start, step and number of terms, what the distance of the Moon from the
barycentre adds to Earth and Moon (2,), GM (bodies,), radii within which the pull stays what it is at the surface
(bodies,), work space (bodies, 3); states y (6, n); work space k (13, 6, n) and work (1, 6, n); relative and absolute
tolerances, the first step and the most steps (5,). Returns the number of steps; -1 if the flight does not end.
"""
