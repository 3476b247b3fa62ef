"""Compiled accelerations for a block of flights side by side: arrays whose last axis runs over the flights.

Loops over that axis hold no branches, so that processors do eight flights at a time.
"""

from __future__ import annotations

import math
from typing import Any, Final

from moonbase.constants import EARTH_GM, EMRAT, MOON_GM, SUN_GM
from moonbase.trajectories.compiling import cached_njit

__all__ = ["CR3BP", "EPHEMERIS", "FAST", "rates", "settle"]

CR3BP: Final = 0
"""Rotating axes, nondimensional."""
EPHEMERIS: Final = 1
"""Moon, Earth and Sun as in DE440; axes of the ICRF with the origin in the Moon, SI units."""
FAST: Final = {"contract", "nsz", "arcp", "reassoc"}  # infinities and NaN keep their meaning
_EARTH_SHARE = -(1.0 + 1.0 / EMRAT)  # Earth from Moon, in units of Moon from barycentre
_SPARE = 1e-3  # s; a time so close to the end of a record belongs to the next


def _three_body(mu: float, y: Any, out: Any, n: int) -> None:
    x, yy, z, vx, vy, vz = y[0], y[1], y[2], y[3], y[4], y[5]
    ox, oy, oz, ax, ay, az = out[0], out[1], out[2], out[3], out[4], out[5]
    for j in range(n):
        d1, d2 = x[j] + mu, x[j] - 1.0 + mu
        side = yy[j] * yy[j] + z[j] * z[j]
        s1, s2 = d1 * d1 + side, d2 * d2 + side
        a, b = (1.0 - mu) / (s1 * math.sqrt(s1)), mu / (s2 * math.sqrt(s2))
        ax[j] = x[j] + 2.0 * vy[j] - a * d1 - b * d2
        ay[j] = yy[j] - 2.0 * vx[j] - (a + b) * yy[j]
        az[j] = -(a + b) * z[j]
    for j in range(n):
        ox[j], oy[j], oz[j] = vx[j], vy[j], vz[j]


_three_body = cached_njit(_three_body, fastmath=FAST, error_model="numpy")


def _sum(c: Any, two: Any, b1: Any, b2: Any, n: int) -> None:
    """Clenshaw's recurrence for series that differ from flight to flight, c (degree + 1, n); leaves the sum in b1."""
    for j in range(n):
        b1[j], b2[j] = 0.0, 0.0
    k = c.shape[0] - 1
    if k % 2 == 1:
        top = c[k]
        for j in range(n):
            b1[j] = top[j]
        k -= 1
    while k >= 2:
        even, odd = c[k], c[k - 1]
        for j in range(n):
            p = even[j] + two[j] * b1[j] - b2[j]
            b1[j] = odd[j] + two[j] * p - b1[j]
            b2[j] = p
        k -= 2
    last = c[0]
    for j in range(n):
        b1[j] = last[j] + 0.5 * two[j] * b1[j] - b2[j]


_sum = cached_njit(_sum, fastmath=FAST, error_model="numpy")


def _pull(gm: float, where: Any, y: Any, out: Any, n: int) -> None:
    """Add the tidal pull of a body at `where` relative to the Moon, shape (3, n)."""
    bx, by, bz, x, yy, z = where[0], where[1], where[2], y[0], y[1], y[2]
    ax, ay, az = out[3], out[4], out[5]
    for j in range(n):
        gx, gy, gz = bx[j] - x[j], by[j] - yy[j], bz[j] - z[j]
        near = gx * gx + gy * gy + gz * gz
        far = bx[j] * bx[j] + by[j] * by[j] + bz[j] * bz[j]
        p, q = gm / (near * math.sqrt(near)), gm / (far * math.sqrt(far))
        ax[j] += p * gx - q * bx[j]
        ay[j] += p * gy - q * by[j]
        az[j] += p * gz - q * bz[j]


_pull = cached_njit(_pull, fastmath=FAST, error_model="numpy")


def _ephemeris(world: Any, sky: Any, t: Any, y: Any, out: Any, n: int) -> None:
    grids, (moon, sun, begins, work) = world[4], sky
    two, b2 = work[0], work[1]
    for body in range(2):
        step, begin = grids[2 * body + 1], begins[body]
        for j in range(n):
            two[j] = 4.0 * (t[j] - begin[j]) / step - 2.0
        for axis in range(3):
            _sum(moon[axis] if body == 0 else sun[axis], two, work[2 + 3 * body + axis], b2, n)
    earth, star = work[2:5], work[5:8]
    for axis in range(3):
        e, s, v = earth[axis], star[axis], y[3 + axis]
        rate = out[axis]
        for j in range(n):
            s[j] -= e[j]
            e[j] *= _EARTH_SHARE
            rate[j] = v[j]
    x, yy, z = y[0], y[1], y[2]
    ax, ay, az = out[3], out[4], out[5]
    for j in range(n):
        near = x[j] * x[j] + yy[j] * yy[j] + z[j] * z[j]
        p = -MOON_GM / (near * math.sqrt(near))
        ax[j], ay[j], az[j] = p * x[j], p * yy[j], p * z[j]
    _pull(EARTH_GM, earth, y, out, n)
    _pull(SUN_GM, star, y, out, n)


_ephemeris = cached_njit(_ephemeris, fastmath=FAST, error_model="numpy")


def _rates(world: Any, sky: Any, t: Any, y: Any, out: Any, n: int) -> None:
    if world[0] == 0:
        _three_body(world[1], y, out, n)
    else:
        _ephemeris(world, sky, t, y, out, n)


rates = cached_njit(_rates, fastmath=FAST, error_model="numpy")
"""Rates of change of states.

``rates(world, sky, t, y, out, n)``: world (model `CR3BP` or `EPHEMERIS`, mass ratio, Chebyshev tables of Moon and Sun
from the Earth-Moon barycentre, their starts and steps); sky (coefficients (3, degree + 1, width) of Moon and of Sun,
starts of their records and the nearest end of one (3, width), work space (8, width)), as `settle` fills it; times t
(width,), states y and rates out (6, width); the first n columns count.
"""


def _settle(world: Any, sky: Any, t: float, h: float, column: int) -> float:
    grids, begins = world[4], sky[2]
    sense = 1.0 if h >= 0.0 else -1.0
    begins[2, column] = sense * math.inf
    for body in range(2 if world[0] == 1 else 0):
        start, step = grids[2 * body], grids[2 * body + 1]
        table = world[2] if body == 0 else world[3]
        record = min(max(int((t + sense * _SPARE - start) / step), 0), table.shape[0] - 1)
        begins[body, column] = start + record * step
        store = sky[0] if body == 0 else sky[1]
        for axis in range(3):
            for k in range(table.shape[2]):
                store[axis, k, column] = table[record, axis, k]
        edge = begins[body, column] + (step if sense > 0.0 else 0.0)
        if sense * (edge - t) > 0.0:
            begins[2, column] = sense * min(sense * edge, sense * begins[2, column])
    until = begins[2, column]
    return until - t if sense * (t + h - until) > 0.0 else h


settle = cached_njit(_settle, error_model="numpy")
"""Load the records of the ephemeris that a column needs at time t, and shorten its step h to the end of the records.

``settle(world, sky, t, h, column)``; returns the step.
"""
