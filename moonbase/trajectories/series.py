"""Compiled evaluation of Chebyshev series for whole grids of times, a record at a time.

Times that follow one another mostly lie in the same record of an ephemeris. For such a run the recurrence is done for
all its times at once, which processors do in vectors: about 10 ns per position and velocity. Times in any order are
allowed; they only make the runs shorter.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from moonbase.trajectories.compiling import cached_njit

__all__ = ["WORK", "add_series", "grid_states"]

_FAST = {"contract", "nsz", "arcp", "reassoc"}  # infinities and NaN keep their meaning
WORK: Final = (5, 512)
"""Shape of the work space: five rows that stay in the processor's first cache."""


def _run(row: Any, tau: Any, b1: Any, b2: Any, d1: Any, d2: Any, n: int) -> None:
    """Clenshaw's recurrence for n places tau; leaves the sum in b1 and its derivative by tau in d1.

    Two orders a pass halve the traffic with the memory. Each array comes as an argument of its own: rows of one matrix
    would keep the compiler from using vectors.
    """
    for j in range(n):
        b1[j], b2[j], d1[j], d2[j] = 0.0, 0.0, 0.0, 0.0
    k = row.shape[0] - 1
    if k % 2 == 1:
        for j in range(n):
            b1[j] = row[k]
        k -= 1
    while k >= 2:
        even, odd = row[k], row[k - 1]
        for j in range(n):
            two, p, q = 2.0 * tau[j], b1[j], d1[j]
            q2 = 2.0 * p + two * q - d2[j]
            p2 = even + two * p - b2[j]
            d1[j] = 2.0 * p2 + two * q2 - q
            b1[j] = odd + two * p2 - p
            b2[j] = p2
            d2[j] = q2
        k -= 2
    for j in range(n):
        p = b1[j]
        b1[j] = row[0] + tau[j] * p - b2[j]
        d1[j] = p + tau[j] * d1[j] - d2[j]


_run = cached_njit(_run, fastmath=_FAST, error_model="numpy")


def _add(table: Any, grid: Any, sign: float, t: Any, out: Any, work: Any) -> None:
    start, step = grid[0], grid[1]
    m, records, most = t.shape[0], table.shape[0], work.shape[1]
    tau, b1, b2, d1, d2 = work[0], work[1], work[2], work[3], work[4]
    first = 0
    while first < m:
        record = min(max(int((t[first] - start) // step), 0), records - 1)
        origin = start + record * step
        n = 0
        while n < most and first + n < m and (n == 0 or 0.0 <= t[first + n] - origin < step):
            tau[n] = 2.0 * (t[first + n] - origin) / step - 1.0
            n += 1
        for axis in range(3):
            _run(table[record, axis], tau, b1, b2, d1, d2, n)
            for j in range(n):
                out[axis, first + j] += sign * b1[j]
                out[3 + axis, first + j] += sign * (2.0 / step) * d1[j]
        first += n


add_series = cached_njit(_add, nogil=True, fastmath=_FAST, error_model="numpy")
"""Add a series, times a sign, at times t of shape (m,) to out of shape (6, m) [m, m/s].

``add_series(table, grid, sign, t, out, work)``: Chebyshev coefficients (records, 3, degree + 1) [m], grid (start, step)
[s], work space of shape `WORK`.
"""


def _grid(depart: Any, tof: Any, body: Any, sun: Any, tilt: Any, out: Any) -> None:
    m = tof.shape[0]
    for i in range(depart.shape[0]):
        work, row = np.empty(WORK), out[i]
        t = depart[i] + tof
        row[:] = 0.0
        add_series(body[0], body[1], 1.0, t, row, work)
        add_series(sun[0], sun[1], -1.0, t, row, work)
        for axis in (1, 4):
            for j in range(m):
                y, z = row[axis, j], row[axis + 1, j]
                row[axis, j] = tilt[0] * y + tilt[1] * z
                row[axis + 1, j] = tilt[0] * z - tilt[1] * y


grid_states = cached_njit(_grid, nogil=True, fastmath=_FAST, error_model="numpy")
"""Heliocentric states at all arrivals of a grid of departures (n,) and times of flight (m,).

``grid_states(depart, tof, body, sun, tilt, out)``: body and sun as pairs of table and grid as for `add_series`, tilt
the cosine and sine of the angle about x by which the axes are turned; fills out, shape (n, 6, m).
"""
