"""Compiled flights of many throws: three-body problem or ephemeris, a block of them side by side.

The integrator is Dormand-Prince 8(5,3) with the coefficients and the error estimate of `scipy.integrate.DOP853`; each
flight has its own step. A flight ends at a moving plane or after its time, or when it hits the Moon; its place in the
block is then taken by the next.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from scipy.integrate import DOP853

from moonbase.trajectories.compiling import cached_njit
from moonbase.trajectories.motion import CR3BP, EPHEMERIS, FAST, rates, settle

__all__ = ["CR3BP", "CROSSED", "EPHEMERIS", "HIT", "TIMED_OUT", "fly"]

TIMED_OUT: Final = 0
CROSSED: Final = 1
HIT: Final = 2

_WIDTH: Final = 64
_STAGES: Final = 12
_AB = np.vstack([DOP853.A[:_STAGES, :_STAGES], DOP853.B])  # stages, and the step itself
_C = np.append(DOP853.C[:_STAGES], 1.0)
_E3 = np.ascontiguousarray(DOP853.E3)
_E5 = np.ascontiguousarray(DOP853.E5)
_MOST_STEPS: Final = 20000
_FLYING: Final = -1
_LOST: Final = -2  # not a number, or no end in sight


def _add(row: Any, a: float, slope: Any) -> None:
    for j in range(row.shape[0]):
        row[j] += a * slope[j]


_add = cached_njit(_add, fastmath=FAST, error_model="numpy")


def _add_four(row: Any, a: Any, s0: Any, s1: Any, s2: Any, s3: Any) -> None:
    a0, a1, a2, a3 = a[0], a[1], a[2], a[3]
    for j in range(row.shape[0]):
        row[j] += a0 * s0[j] + a1 * s1[j] + a2 * s2[j] + a3 * s3[j]


_add_four = cached_njit(_add_four, fastmath=FAST, error_model="numpy")


def _combine(weights: Any, terms: int, k: Any, row: Any) -> None:
    """Sum the slopes over the stages into a row, four at a time to spare the memory."""
    for j in range(row.shape[0]):
        row[j] = 0.0
    stage = 0
    while stage + 4 <= terms:
        _add_four(row, weights[stage : stage + 4], k[stage], k[stage + 1], k[stage + 2], k[stage + 3])
        stage += 4
    while stage < terms:
        if weights[stage] != 0.0:
            _add(row, weights[stage], k[stage])
        stage += 1


_combine = cached_njit(_combine, fastmath=FAST, error_model="numpy")


def _onwards(y: Any, h: Any, row: Any) -> None:
    for i in range(y.shape[0]):
        a, b = y[i], row[i]
        for j in range(h.shape[0]):
            b[j] = a[j] + h[j] * b[j]


_onwards = cached_njit(_onwards, fastmath=FAST, error_model="numpy")


def _step(world: Any, t: Any, h: Any, block: Any) -> None:
    """Take one step in each column; leaves the slopes in k, of which k[0] must hold those at y."""
    y, k, new, work, sky = block
    when, width = work[0], y.shape[1]
    flat, row = k.reshape(_STAGES + 1, 6 * width), new.reshape(6 * width)
    for stage in range(1, _STAGES + 1):
        _combine(_AB[stage], stage, flat, row)
        _onwards(y, h, new)
        for j in range(width):
            when[j] = t[j] + _C[stage] * h[j]
        rates(world, sky, when, new, k[stage], width)


_step = cached_njit(_step, fastmath=FAST, error_model="numpy")


def _errors(h: Any, tols: Any, block: Any) -> None:
    """Error of each column over the tolerance into work[2], as in scipy's DOP853."""
    y, k, new, work, _ = block
    width = y.shape[1]
    error, five, three = work[2], work[3], work[4]
    total = np.empty((6, width))
    flat, row = k.reshape(_STAGES + 1, 6 * width), total.reshape(6 * width)
    for j in range(width):
        five[j], three[j] = 0.0, 0.0
    for estimate in range(2):
        squares = five if estimate == 0 else three
        _combine(_E5 if estimate == 0 else _E3, _STAGES + 1, flat, row)
        for i in range(6):
            a, b, part, floor = y[i], new[i], total[i], tols[1 + i]
            for j in range(width):
                share = part[j] / (floor + tols[0] * max(abs(a[j]), abs(b[j])))
                squares[j] += share * share
    for j in range(width):
        error[j] = abs(h[j]) * five[j] / math.sqrt(max((five[j] + 0.01 * three[j]) * 6.0, 1e-300))


_errors = cached_njit(_errors, fastmath=FAST, error_model="numpy")


def _copy(source: Any, i: int, target: Any, j: int) -> None:
    """Copy column i of a matrix to column j of another; loops compile ten times faster than assignments of slices."""
    for row in range(source.shape[0]):
        target[row, j] = source[row, i]


_copy = cached_njit(_copy)


def _gap(plane: Any, t: float, y: Any, column: int) -> float:
    """Signed distance from the moving plane; plane holds normal, point, its velocity, its time."""
    total = 0.0
    for i in range(3):
        total += plane[i] * (y[i, column] - plane[3 + i] - plane[6 + i] * (t - plane[9]))
    return total


_gap = cached_njit(_gap)


def _blocks(world: Any, width: int) -> Any:
    """Make room for a block: states, slopes, new states, work, sky."""
    moon, sun = world[2], world[3]
    sky = (
        np.zeros((3, moon.shape[2], width)),
        np.zeros((3, sun.shape[2], width)),
        np.zeros((3, width)),
        np.zeros((8, width)),
    )
    return np.zeros((6, width)), np.zeros((_STAGES + 1, 6, width)), np.zeros((6, width)), np.zeros((5, width)), sky


_blocks = cached_njit(_blocks)


def _onto(world: Any, plane: Any, t: float, y: Any, column: int, one: Any) -> float:
    """Bring a state that has just passed the plane back onto it; returns its time."""
    y1, k1, new1, _, sky1 = one
    now, back = np.empty(1), np.empty(1)
    n = now.shape[0]  # a literal 1 would have everything compiled once more
    now[0] = t
    _copy(y, column, y1, n - 1)
    for _ in range(5):
        speed = 0.0
        for i in range(3):
            speed += plane[i] * (y1[3 + i, 0] - plane[6 + i])
        back[0] = -_gap(plane, now[0], y1, n - 1) / speed
        settle(world, sky1, now[0], back[0], n - 1)
        rates(world, sky1, now, y1, k1[0], n)
        _step(world, now, back, one)
        now[0] += back[0]
        _copy(new1, n - 1, y1, n - 1)
    _copy(y1, n - 1, y, column)
    return float(now[0])


_onto = cached_njit(_onto)


def _accept(plane: Any, body: Any, block: Any, clocks: Any, fates: Any, n: int) -> None:
    """Take over the steps whose error is small enough, choose the next ones, and tell which flights end how."""
    y, k, new, error = block[0], block[1], block[2], block[3][2]
    t, h, end, sense, steps, side = clocks[0], clocks[1], clocks[2], clocks[3], clocks[4], clocks[5]
    for i in range(6):
        a, b, first, last = y[i], new[i], k[0, i], k[_STAGES, i]
        for j in range(n):
            good = error[j] <= 1.0
            a[j] = b[j] if good else a[j]
            first[j] = last[j] if good else first[j]
    for j in range(n):
        steps[j] += 1.0
        good = error[j] <= 1.0
        t[j] += h[j] if good else 0.0
        bounded = error[j] if error[j] <= 1e10 else 1e10  # noqa: FURB136 - min() would keep NaN
        change = 0.9 / math.sqrt(math.sqrt(math.sqrt(max(bounded, 1e-10))))
        h[j] *= min(8.0, max(0.2, change))
        fates[j] = 0 if (end[j] - t[j]) * sense[j] <= 0.0 else _FLYING
        lost = error[j] != error[j] and abs(h[j]) < 1e-14 * abs(end[j] - t[j])
        fates[j] = _LOST if lost or steps[j] > _MOST_STEPS else fates[j]
    for j in range(n):
        gap = 0.0
        for i in range(3):
            gap += plane[i] * (y[i, j] - plane[3 + i] - plane[6 + i] * (t[j] - plane[9]))
        fates[j] = 1 if error[j] <= 1.0 and side[j] * gap <= 0.0 else fates[j]
        far = (y[0, j] - body[0]) ** 2 + (y[1, j] - body[1]) ** 2 + (y[2, j] - body[2]) ** 2
        fates[j] = 2 if far < body[3] * body[3] else fates[j]


_accept = cached_njit(_accept, error_model="numpy")


def _load(world: Any, span: Any, state: Any, plane: Any, column: int, block: Any, clocks: Any) -> None:
    """Put a flight into a column."""
    sense = 1.0 if span[1] >= span[0] else -1.0
    clocks[0, column], clocks[1, column] = span[0], sense * abs(span[2])
    clocks[2, column], clocks[3, column], clocks[4, column] = span[1], sense, 0.0
    for i in range(6):
        block[0][i, column] = state[i]
    clocks[5, column] = _gap(plane, span[0], block[0], column)
    settle(world, block[4], span[0], clocks[1, column], column)


_load = cached_njit(_load)


def _move(source: int, column: int, block: Any, clocks: Any) -> None:
    """Bring the last column to a place that has become free."""
    y, k, _, _, sky = block
    _copy(clocks, source, clocks, column)
    _copy(y, source, y, column)
    _copy(k[0], source, k[0], column)
    _copy(sky[2], source, sky[2], column)
    for axis in range(3):
        _copy(sky[0][axis], source, sky[0][axis], column)
        _copy(sky[1][axis], source, sky[1][axis], column)
    clocks[1, source] = 0.0  # what is left there keeps still


_move = cached_njit(_move)


def _aim_steps(world: Any, block: Any, clocks: Any, n: int) -> None:
    """Shorten the steps to the end of the flight and of the ephemeris' records."""
    sky = block[4]
    for j in range(n):
        t, sense, left = clocks[0, j], clocks[3, j], clocks[2, j] - clocks[0, j]
        if sense * (clocks[1, j] - left) > 0.0:
            clocks[1, j] = left
        if sense * (t + clocks[1, j] - sky[2][2, j]) > 0.0:
            clocks[1, j] = settle(world, sky, t, clocks[1, j], j)


_aim_steps = cached_njit(_aim_steps)


def _fly(world: Any, spans: Any, states: Any, plane: Any, body: Any, tols: Any, ends: Any) -> None:
    following = n = min(states.shape[0], _WIDTH)
    width = max(n, 1)
    block, one, clocks = _blocks(world, width), _blocks(world, ends.shape[1] - 1), np.zeros((6, width))
    fates, rows = np.empty(width, np.int64), np.arange(width)
    y, k, sky = block[0], block[1], block[4]
    for column in range(n):
        _load(world, spans[column], states[column], plane, column, block, clocks)
    fresh = True
    while n > 0:
        if fresh:
            rates(world, sky, clocks[0], y, k[0], width)
        _aim_steps(world, block, clocks, n)
        _step(world, clocks[0], clocks[1], block)
        _errors(clocks[1], tols, block)
        _accept(plane, body, block, clocks, fates, n)
        fresh, column = False, n
        while column > 0:
            column -= 1
            if fates[column] == _FLYING:
                continue
            row, fate = rows[column], fates[column]
            if fate == 1:
                clocks[0, column] = _onto(world, plane, clocks[0, column], y, column, one)
            for i in range(6):
                states[row, i] = y[i, column] if fate != _LOST else math.nan
            ends[row, 0], ends[row, 1] = max(fate, 0), clocks[0, column]
            if following < states.shape[0]:
                _load(world, spans[following], states[following], plane, column, block, clocks)
                rows[column], fresh = following, True
                following += 1
            else:
                n -= 1
                rows[column] = rows[n]
                _move(n, column, block, clocks)


fly = cached_njit(_fly, nogil=True)
"""Fly all rows in place, forwards or backwards.

``fly(world, spans, states, plane, body, tols, ends)``: world (model `CR3BP` or `EPHEMERIS`, mass ratio, Chebyshev
tables of Moon and Sun from the Earth-Moon barycentre, their starts and steps); spans (n, 3): start, end, first step;
states (n, 6), overwritten; plane (normal, point, velocity, time); centre and radius of the body that can be hit;
relative tolerance and six absolute ones; ends (n, 2), filled with status and end time.
"""
