"""Compiled scan of a grid of direct transfers, written so that processors solve eight Lambert problems at a time.

The unknown x and the time equation are those of Izzo (Celest. Mech. Dyn. Astr. 121, 2015, 1, doi
10.1007/s10569-014-9587-y), for zero revolutions on an ellipse::

    T = ((psi / sqrt(1 - x^2)) - x + lambda y) / (1 - x^2),   cos psi = x y + lambda (1 - x^2)
    y = sqrt(1 - lambda^2 (1 - x^2)),   T = tof sqrt(2 GM / s^3)

A row of the grid passes through simple loops without branches or calls into the mathematical library: states of the
destination, geometry and first guess, Householder steps of fourth order until all of the row stand still, velocities.
Cells that do not settle, and those on hyperbolas and near-parabolas, where the formula loses digits or has no meaning,
are marked; the caller solves them one by one.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from moonbase.trajectories.compiling import cached_njit

__all__ = ["scan_grid"]

_FAST = {"contract", "afn", "nsz", "arcp", "reassoc"}  # infinities and NaN keep their meaning
_MOST_STEPS: Final = 6
_SETTLED: Final = 1e-5  # last step over 1 - x^2; the order of the method makes the error its fourth power
_PARABOLA: Final = 0.97  # |x| beyond is left to the caller

# asin(s) = s + s z P(z), z = s^2 <= 1/4, interpolated at 12 Chebyshev nodes: relative error 6e-17
(_P0, _P1, _P2, _P3, _P4, _P5, _P6, _P7, _P8, _P9, _P10, _P11) = (
    0.16666666666666638,
    0.07500000000022822,
    0.04464285710183109,
    0.030381947428938808,
    0.022372046230973327,
    0.01735527997845562,
    0.013929464776244392,
    0.011876673516007819,
    0.00779806459884478,
    0.01604836062687155,
    -0.010768478735238939,
    0.02818208730003811,
)


def _acos(c: float) -> float:
    size = abs(c)
    big = size > 0.5
    z = 0.5 * (1.0 - size) if big else size * size
    s = math.sqrt(z) if big else size
    p = _P11 * z + _P10
    p = (p * z + _P9) * z + _P8
    p = (p * z + _P7) * z + _P6
    p = (p * z + _P5) * z + _P4
    p = (p * z + _P3) * z + _P2
    p = (p * z + _P1) * z + _P0
    arc = s + s * z * p
    acute = 2.0 * arc if big else 0.5 * math.pi - arc
    return acute if c > 0.0 else math.pi - acute


_acos = cached_njit(_acos, fastmath=_FAST, error_model="numpy", inline="always")


def _geometry(k: float, r1: Any, there: Any, tof: Any, lam: Any, period: Any, x: Any) -> None:
    """Lambda, T and a first guess of x, which is 0 at T(0), 1 at T(1) and tends to -1 for long times."""
    ax, ay, az = r1[0], r1[1], r1[2]
    a = math.sqrt(ax * ax + ay * ay + az * az)
    bx, by, bz = there[0], there[1], there[2]
    for j in range(tof.shape[0]):
        u, v, w = bx[j], by[j], bz[j]
        b = math.sqrt(u * u + v * v + w * w)
        chord = math.sqrt((u - ax) ** 2 + (v - ay) ** 2 + (w - az) ** 2)
        s = 0.5 * (a + b + chord)
        square = 0.5 * (a * b + u * ax + v * ay + w * az) / (s * s)
        root = math.sqrt(square)
        root = root if ax * v - ay * u >= 0.0 else -root
        time = math.sqrt(2.0 * k / (s * s * s)) * tof[j]
        at_0 = _acos(root) + root * math.sqrt(1.0 - square)
        at_1 = (2.0 / 3.0) * (1.0 - root * square)
        lam[j], period[j] = root, time
        x[j] = (at_0 - time) / (time + at_0 - 2.0 * at_1)


_geometry = cached_njit(_geometry, fastmath=_FAST, error_model="numpy")


def _householder(lam: Any, period: Any, x: Any, moved: Any) -> None:
    for j in range(x.shape[0]):
        root, now = lam[j], x[j]
        square, e = root * root, 1.0 - now * now
        y = math.sqrt(1.0 - square * e)
        over_e, over_y = 1.0 / e, 1.0 / y
        psi = _acos(now * y + root * e)
        t = (psi * math.sqrt(over_e) - now + root * y) * over_e
        cube = square * root
        d1 = (3.0 * t * now - 2.0 + 2.0 * cube * now * over_y) * over_e
        g = (1.0 - square) * cube * over_y * over_y * over_y
        d2 = (3.0 * t + 5.0 * now * d1 + 2.0 * g) * over_e
        d3 = (7.0 * now * d2 + 8.0 * d1 - 6.0 * g * square * now * over_y * over_y) * over_e
        f = t - period[j]
        step = f * (d1 * d1 - 0.5 * f * d2) / (d1 * (d1 * d1 - f * d2) + d3 * f * f * (1.0 / 6.0))
        x[j] = now - step
        moved[j] = abs(step) * over_e


_householder = cached_njit(_householder, fastmath=_FAST, error_model="numpy")


def _unsettled(x: Any, moved: Any) -> int:
    count = 0
    for j in range(x.shape[0]):
        count += 0 if (moved[j] < _SETTLED and abs(x[j]) < _PARABOLA) else 1
    return count


_unsettled = cached_njit(_unsettled, error_model="numpy")


def _speeds(k: float, here: Any, there: Any, lam: Any, x: Any, c3: Any, arrival: Any) -> None:
    """Square of the excess speed at departure, and the excess speed at arrival."""
    ax, ay, az, px, py, pz = here[0], here[1], here[2], here[3], here[4], here[5]
    a = math.sqrt(ax * ax + ay * ay + az * az)
    bx, by, bz, qx, qy, qz = there[0], there[1], there[2], there[3], there[4], there[5]
    for j in range(x.shape[0]):
        u, v, w = bx[j], by[j], bz[j]
        b = math.sqrt(u * u + v * v + w * w)
        chord = math.sqrt((u - ax) ** 2 + (v - ay) ** 2 + (w - az) ** 2)
        s = 0.5 * (a + b + chord)
        hx, hy, hz = ay * w - az * v, az * u - ax * w, ax * v - ay * u
        over_h = 1.0 / math.sqrt(hx * hx + hy * hy + hz * hz)
        over_h = over_h if hz >= 0.0 else -over_h
        root, now = lam[j], x[j]
        y = math.sqrt(1.0 - root * root * (1.0 - now * now))
        ly = root * y
        gamma, rho = math.sqrt(0.5 * k * s), (a - b) / chord
        across = gamma * math.sqrt(1.0 - rho * rho) * (y + root * now)
        ra, rb = gamma * ((ly - now) - rho * (ly + now)), -gamma * ((ly - now) + rho * (ly + now))
        ta, tb = across * over_h / (a * a), across * over_h / (b * b)
        ra, rb = ra / (a * a), rb / (b * b)
        dx = ra * ax + ta * (hy * az - hz * ay) - px
        dy = ra * ay + ta * (hz * ax - hx * az) - py
        dz = ra * az + ta * (hx * ay - hy * ax) - pz
        c3[j] = dx * dx + dy * dy + dz * dz
        dx = rb * u + tb * (hy * w - hz * v) - qx[j]
        dy = rb * v + tb * (hz * u - hx * w) - qy[j]
        dz = rb * w + tb * (hx * v - hy * u) - qz[j]
        arrival[j] = math.sqrt(dx * dx + dy * dy + dz * dz)


_speeds = cached_njit(_speeds, fastmath=_FAST, error_model="numpy")


def _scan(k: float, here: Any, there: Any, tof: Any, out: Any) -> None:
    c3, arrival, long_way, marked = out
    m = tof.shape[0]
    for i in range(here.shape[0]):
        work = np.empty((4, m))
        lam, period, x, moved = work[0], work[1], work[2], work[3]
        _geometry(k, here[i], there[i], tof, lam, period, x)
        for step in range(_MOST_STEPS):
            _householder(lam, period, x, moved)
            if step > 1 and _unsettled(x, moved) == 0:
                break
        _speeds(k, here[i], there[i], lam, x, c3[i], arrival[i])
        for j in range(m):
            long_way[i, j] = lam[j] < 0.0
            marked[i, j] = not (moved[j] < _SETTLED and abs(x[j]) < _PARABOLA and tof[j] > 0.0)


scan_grid = cached_njit(_scan, nogil=True, error_model="numpy")
"""Scan a grid.

``scan_grid(gm, here, there, tof, (c3, arrival, long_way, marked))``: states at departure (n, 6), states of the
destination (n, 6, m), times of flight (m,); fills C3, arrival speed, whether the transfer angle exceeds 180 degrees,
and whether the cell is left to the caller, all of shape (n, m).
"""
