"""Compiled loops around the backend's functions.

The loops call the inner functions of ``izzo`` (`_find_xy`, which holds the time equation and its iterations, and
`_reconstruct`) and form the vectors around them without the small arrays that ``izzo`` allocates: the same numbers to
the last digits, three times as fast. What is reported of a grid is solved again with ``izzo`` itself.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from moonbase.trajectories.backend import backend
from moonbase.trajectories.compiling import cached_njit

__all__ = ["lambert_grid", "lambert_loop"]

_find_xy = backend().find_xy
_reconstruct = backend().reconstruct


def _find(lam: float, time: float, choice: Any, found: Any) -> None:
    """Put the unknowns x and y of one arc into found, which stays as it is if there is no solution.

    An exception that left a loop would end it without a word; and ``try`` around more than one call takes long to
    compile.
    """
    try:  # noqa: SIM105 - numba knows no context managers
        found[0], found[1] = _find_xy(lam, time, choice[0], choice[3], choice[2], choice[4])
    except Exception:  # noqa: BLE001, S110 - numba knows no narrower class; the NaN stays
        pass


_find = cached_njit(_find)


def _one(k: float, a: Any, b: Any, tof: float, choice: Any, out: Any) -> None:
    """Put the velocities at both ends of one arc into out, shape (6,); NaN if there is no solution."""
    r1 = math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])
    r2 = math.sqrt(b[0] * b[0] + b[1] * b[1] + b[2] * b[2])
    chord = math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2 + (b[2] - a[2]) ** 2)
    s = 0.5 * (r1 + r2 + chord)
    hx, hy, hz = a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    sign = 1.0 if (hz >= 0.0) == choice[1] else -1.0
    h = sign / math.sqrt(hx * hx + hy * hy + hz * hz)
    hx, hy, hz = hx * h, hy * h, hz * h
    lam = sign * math.sqrt(1.0 - min(1.0, chord / s))
    out[0] = np.nan
    if tof > 0.0 and abs(h) < np.inf:
        _find(lam, math.sqrt(2.0 * k / s**3) * tof, choice, out)
    if np.isnan(out[0]):
        out[:] = np.nan
        return
    rho = (r1 - r2) / chord
    sigma = math.sqrt(1.0 - rho * rho)
    u1, u2, w1, w2 = _reconstruct(out[0], out[1], r1, r2, lam, math.sqrt(0.5 * k * s), rho, sigma)
    out[0] = (u1 * a[0] + w1 * (hy * a[2] - hz * a[1])) / r1
    out[1] = (u1 * a[1] + w1 * (hz * a[0] - hx * a[2])) / r1
    out[2] = (u1 * a[2] + w1 * (hx * a[1] - hy * a[0])) / r1
    out[3] = (u2 * b[0] + w2 * (hy * b[2] - hz * b[1])) / r2
    out[4] = (u2 * b[1] + w2 * (hz * b[0] - hx * b[2])) / r2
    out[5] = (u2 * b[2] + w2 * (hx * b[1] - hy * b[0])) / r2


_solve = cached_njit(_one, error_model="numpy")


def _loop(k: float, r1: Any, r2: Any, tof: Any, choice: Any, out: Any) -> None:
    for row in range(tof.shape[0]):
        _solve(k, r1[row], r2[row], tof[row], choice, out[row])


lambert_loop = cached_njit(_loop, nogil=True)
"""Compiled loop over Lambert problems.

``lambert_loop(gm, r1, r2, tof, choice, out)`` fills out, shape (n, 6), with the velocities at both ends or NaN;
`choice` is the tuple of revolutions, prograde, low_path, iterations, rtol as ``izzo`` takes them.
"""


def _grid(k: float, here: Any, there: Any, tof: Any, choice: Any, tilt: Any, results: Any) -> None:
    out, long_way = results
    m = tof.shape[0]
    for i in range(here.shape[0]):
        end, both = np.empty(3), np.empty(6)
        for j in range(m):
            for axis in range(3):
                end[axis] = there[i, axis, j]
            long_way[i, j] = here[i, 0] * end[1] - here[i, 1] * end[0] < 0.0
            _solve(k, here[i, :3], end, tof[j], choice, both)
            for axis in range(3):
                both[axis] -= here[i, 3 + axis]
                both[3 + axis] -= there[i, 3 + axis, j]
            for first in (0, 3):
                y, z = both[first + 1], both[first + 2]
                out[i, j, first] = both[first]
                out[i, j, first + 1] = tilt[0] * y - tilt[1] * z
                out[i, j, first + 2] = tilt[0] * z + tilt[1] * y


lambert_grid = cached_njit(_grid, nogil=True)
"""Excess velocities at both ends over a grid of departures and times of flight, NaN where there is none.

``lambert_grid(gm, here, there, tof, choice, tilt, (out, long_way))``: states at departure (n, 6), states of the
destination (n, 6, m), times of flight (m,), choice as for `lambert_loop`, cosine and sine of the angle by which the
results are turned about x; fills out (n, m, 6) and long_way (n, m).
"""
