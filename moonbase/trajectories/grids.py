"""Grids of departures and times of flight in compiled loops: states at arrival, and the transfers to them.

Only the two axes and the places along the target's orbit cost anything: the ephemeris is evaluated in the compiled
loop too, a record at a time.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EMRAT, SUN_GM
from moonbase.trajectories.backend import LambertOptions
from moonbase.trajectories.ephemeris import OBLIQUITY, require_span, segment, state
from moonbase.trajectories.threads import in_threads

__all__ = ["arrival_states", "departure_states", "solve_grid", "states"]

Array = NDArray[np.float64]

_TILT = np.array([math.cos(OBLIQUITY), math.sin(OBLIQUITY)])


def departure_states(body: str, depart: Array) -> Array:
    """Give heliocentric states, ecliptic axes, shape (n, 6) [m, m/s], at departures of shape (n,) [s]."""
    return np.concatenate(state(body, depart), axis=1)


def states(body: str, t: Array) -> Array:
    """Give heliocentric states, ecliptic axes, by the compiled series: for calls in the thousands.

    Parameters
    ----------
    body
        A planet, ``earth`` or ``emb``.
    t
        Times, shape (n,) [s, TDB after J2000].

    Returns
    -------
    numpy.ndarray
        Shape (6, n) [m, m/s].

    Raises
    ------
    TrajectoryError
        If a time lies outside the ephemeris.
    """
    from moonbase.trajectories.series import WORK, add_series

    require_span(float(t.min()), float(t.max()))
    t = np.ascontiguousarray(t, dtype=float)
    out, work = np.zeros((6, len(t))), np.empty(WORK)
    parts = [("emb" if body == "earth" else body, 1.0), ("sun", -1.0)]
    if body == "earth":
        parts.append(("moon_from_emb", -1.0 / EMRAT))
    for name, sign in parts:
        series = segment(name)
        add_series(series.coefficients, np.array([series.start, series.step]), sign, t, out, work)
    for axis in (1, 4):
        y, z = out[axis].copy(), out[axis + 1].copy()
        out[axis], out[axis + 1] = _TILT[0] * y + _TILT[1] * z, _TILT[0] * z - _TILT[1] * y
    return out


def arrival_states(body: str, depart: Array, tof: Array) -> Array:
    """Give heliocentric states of a planet, ecliptic axes, at all arrivals of a grid.

    Parameters
    ----------
    body
        A planet or ``emb``.
    depart, tof
        Shapes (n,) and (m,) [s]; inside the ephemeris.

    Returns
    -------
    numpy.ndarray
        Shape (n, 6, m) [m, m/s].
    """
    from moonbase.trajectories.series import grid_states

    out = np.empty((len(depart), 6, len(tof)))
    depart, tof = (np.ascontiguousarray(part, dtype=float) for part in (depart, tof))
    tables = [(one.coefficients, np.array([one.start, one.step])) for one in (segment(body), segment("sun"))]

    def some(part: slice) -> None:
        grid_states(depart[part], tof, tables[0], tables[1], _TILT, out[part])

    in_threads(some, len(depart))
    return out


def solve_grid(
    here: Array, there: Array, tof: Array, options: LambertOptions
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Solve heliocentric transfers over a grid with the backend's Lambert solver.

    Parameters
    ----------
    here
        States at departure, ecliptic axes, shape (n, 6).
    there
        States of the destination, shape (n, 6, m).
    tof
        Times of flight, shape (m,) [s].
    options
        Number of revolutions, sense of motion, branch.

    Returns
    -------
    excess, arrival_excess : numpy.ndarray
        Equatorial frame, shape (n, m, 3) [m/s]; NaN where there is no transfer.
    long_way : numpy.ndarray
        Whether the transfer angle, less full turns, exceeds 180 degrees, shape (n, m).
    """
    from moonbase.trajectories.kernels import lambert_grid

    shape = (len(here), len(tof))
    out, long_way = np.empty((*shape, 6)), np.empty(shape, dtype=bool)
    tof = np.ascontiguousarray(tof, dtype=float)

    def some(part: slice) -> None:
        lambert_grid(SUN_GM, here[part], there[part], tof, options.packed, _TILT, (out[part], long_way[part]))

    in_threads(some, len(here))
    return out[:, :, :3], out[:, :, 3:], long_way
