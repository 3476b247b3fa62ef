"""Compiled flights of many throws: three-body problem or ephemeris, one trajectory per lane.

The integrator is Dormand-Prince 8(5,3) with the coefficients of `scipy.integrate.DOP853`. A lane ends at a
moving plane or after its time, or when it hits the Moon.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from scipy.integrate import DOP853

from moonbase.constants import EARTH_GM, EMRAT, MOON_GM, SUN_GM
from moonbase.trajectories.compiling import cached_njit

__all__ = ["CR3BP", "CROSSED", "EPHEMERIS", "HIT", "TIMED_OUT", "fly"]

CR3BP: Final = 0
"""Rotating axes, nondimensional."""
EPHEMERIS: Final = 1
"""Moon, Earth and Sun as in DE440; axes of the ICRF with the origin in the Moon, SI units."""
TIMED_OUT: Final = 0
CROSSED: Final = 1
HIT: Final = 2

_STAGES: Final = 12
_A = np.ascontiguousarray(DOP853.A[:_STAGES, :_STAGES])
_B = np.ascontiguousarray(DOP853.B)
_C = np.ascontiguousarray(DOP853.C[:_STAGES])
_E3 = np.ascontiguousarray(DOP853.E3)
_E5 = np.ascontiguousarray(DOP853.E5)
_EARTH_SHARE = -(1.0 + 1.0 / EMRAT)  # Earth from Moon, in units of Moon from barycentre
_MOST_STEPS = 20000


def _series(table: Any, start: float, step: float, t: float, out: Any) -> None:
    place = (t - start) / step
    record = min(max(int(place), 0), table.shape[0] - 1)
    tau = 2.0 * (place - record) - 1.0
    for axis in range(3):
        b1, b2 = 0.0, 0.0
        for k in range(table.shape[2] - 1, 0, -1):
            b1, b2 = table[record, axis, k] + 2.0 * tau * b1 - b2, b1
        out[axis] = table[record, axis, 0] + tau * b1 - b2


_series = cached_njit(_series)


def _rate(world: Any, t: float, y: Any, out: Any, work: Any) -> None:
    model, mu, moon, sun, grids = world
    out[0], out[1], out[2] = y[3], y[4], y[5]
    if model == 0:
        d1, d2 = y[0] + mu, y[0] - 1.0 + mu
        yz = y[1] * y[1] + y[2] * y[2]
        s1, s2 = d1 * d1 + yz, d2 * d2 + yz
        a, b = (1.0 - mu) / (s1 * np.sqrt(s1)), mu / (s2 * np.sqrt(s2))
        out[3] = y[0] + 2.0 * y[4] - a * d1 - b * d2
        out[4] = y[1] - 2.0 * y[3] - (a + b) * y[1]
        out[5] = -(a + b) * y[2]
        return
    earth, star = work[0], work[1]
    _series(moon, grids[0], grids[1], t, earth)
    _series(sun, grids[2], grids[3], t, star)
    r2 = y[0] * y[0] + y[1] * y[1] + y[2] * y[2]
    pull = -MOON_GM / (r2 * np.sqrt(r2))
    e2, s2, ge, gs = 0.0, 0.0, 0.0, 0.0
    for i in range(3):
        star[i] -= earth[i]
        earth[i] *= _EARTH_SHARE
        e2 += earth[i] * earth[i]
        s2 += star[i] * star[i]
        ge += (earth[i] - y[i]) ** 2
        gs += (star[i] - y[i]) ** 2
    for i in range(3):
        out[3 + i] = (
            pull * y[i]
            + EARTH_GM * ((earth[i] - y[i]) / (ge * np.sqrt(ge)) - earth[i] / (e2 * np.sqrt(e2)))
            + SUN_GM * ((star[i] - y[i]) / (gs * np.sqrt(gs)) - star[i] / (s2 * np.sqrt(s2)))
        )


_rate = cached_njit(_rate)


def _step(world: Any, t: float, y: Any, h: float, k: Any, new: Any, work: Any) -> None:
    """Take one step of size h; leaves the slopes in k, of which k[0] must hold the slope at y."""
    for stage in range(1, _STAGES):
        for i in range(6):
            total = 0.0
            for j in range(stage):
                total += _A[stage, j] * k[j, i]
            new[i] = y[i] + h * total
        _rate(world, t + _C[stage] * h, new, k[stage], work)
    for i in range(6):
        total = 0.0
        for j in range(_STAGES):
            total += _B[j] * k[j, i]
        new[i] = y[i] + h * total
    _rate(world, t + h, new, k[_STAGES], work)


_step = cached_njit(_step)


def _error(k: Any, y: Any, new: Any, h: float, tols: Any) -> float:
    """Error of a step over the tolerance, as in scipy's DOP853."""
    five, three = 0.0, 0.0
    for i in range(6):
        scale = tols[1 + i] + tols[0] * max(abs(y[i]), abs(new[i]))
        e5, e3 = 0.0, 0.0
        for j in range(_STAGES + 1):
            e5 += _E5[j] * k[j, i]
            e3 += _E3[j] * k[j, i]
        five += (e5 / scale) ** 2
        three += (e3 / scale) ** 2
    if five == 0.0 and three == 0.0:
        return 0.0
    return float(abs(h) * five / np.sqrt((five + 0.01 * three) * 6.0))


_error = cached_njit(_error)


def _gap(plane: Any, t: float, y: Any) -> float:
    """Signed distance from the moving plane; plane holds normal, point, its velocity, its time."""
    total = 0.0
    for i in range(3):
        total += plane[i] * (y[i] - plane[3 + i] - plane[6 + i] * (t - plane[9]))
    return total


_gap = cached_njit(_gap)


def _onto(world: Any, plane: Any, t: float, y: Any, k: Any, new: Any, work: Any) -> float:
    """Bring a state that has just passed the plane back onto it; returns its time."""
    for _ in range(5):
        speed = 0.0
        for i in range(3):
            speed += plane[i] * (y[3 + i] - plane[6 + i])
        back = -_gap(plane, t, y) / speed
        _step(world, t, y, back, k, new, work)
        t += back
        for i in range(6):
            y[i] = new[i]
            k[0, i] = k[_STAGES, i]
    return t


_onto = cached_njit(_onto)


def _lane(world: Any, span: Any, y: Any, plane: Any, body: Any, tols: Any) -> Any:
    """Fly one lane in place; returns status and time."""
    k, new, work = np.empty((_STAGES + 1, 6)), np.empty(6), np.empty((2, 3))
    t, end, h = span[0], span[1], span[2]
    side = _gap(plane, t, y)
    _rate(world, t, y, k[0], work)
    for _ in range(_MOST_STEPS):
        if t >= end:
            return TIMED_OUT, t
        h = min(h, end - t)
        _step(world, t, y, h, k, new, work)
        error = _error(k, y, new, h, tols)
        if not error <= 1.0:
            h *= max(0.2, 0.9 * error ** (-0.125)) if error > 1.0 else 0.2
            continue
        t += h
        for i in range(6):
            y[i] = new[i]
            k[0, i] = k[_STAGES, i]
        h *= min(8.0, 0.9 * max(error, 1e-10) ** (-0.125))
        far = (y[0] - body[0]) ** 2 + (y[1] - body[1]) ** 2 + (y[2] - body[2]) ** 2
        if far < body[3] ** 2:
            return HIT, t
        if side * _gap(plane, t, y) <= 0.0:
            return CROSSED, _onto(world, plane, t, y, k, new, work)
    return TIMED_OUT, t


_lane = cached_njit(_lane)


def _fly(world: Any, spans: Any, states: Any, plane: Any, body: Any, tols: Any, ends: Any) -> None:
    for row in range(states.shape[0]):
        status, time = _lane(world, spans[row], states[row], plane, body, tols)
        ends[row, 0] = status
        ends[row, 1] = time


fly = cached_njit(_fly, nogil=True)
"""Fly all lanes in place.

``fly(world, spans, states, plane, body, tols, ends)``: world (model `CR3BP` or `EPHEMERIS`, mass ratio, Chebyshev
tables of Moon and Sun from the Earth-Moon barycentre, their starts and steps); spans (n, 3): start, end, first step;
states (n, 6), overwritten; plane (normal, point, velocity, time); centre and radius of the body that can be hit;
relative tolerance and six absolute ones; ends (n, 2), filled with status and end time.
"""
