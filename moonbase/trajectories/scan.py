"""Fast scan of large grids of direct transfers: it ranks cells, and poliastro's Lambert solver has the last word.

The scan solves Lambert's problem with kernels of our own (`moonbase.trajectories.scan_kernels`); cells that these
leave alone, on hyperbolas and near-parabolas, are solved by the backend one by one. The cheapest cells and a random
sample are then solved again by the backend, from states that the ephemeris gives outside the compiled loops; a
difference above 1e-9 stops the run. What is reported is solved by the backend in any case
(`moonbase.trajectories.minima`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.errors import DisagreementError
from moonbase.trajectories.backend import LambertOptions, backend
from moonbase.trajectories.ephemeris import calendar_date, require_span, state
from moonbase.trajectories.grids import arrival_states, departure_states
from moonbase.trajectories.porkchop import require_route
from moonbase.trajectories.threads import in_threads

__all__ = ["TOLERANCE", "Scan", "scan"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

TOLERANCE = 1e-9
"""Largest relative difference of excess speeds between the scan and the backend."""
_SAMPLE = 256
_WINNERS = 16
_SLOW = 100.0  # m/s; excess speeds below are compared as if they were as large


@dataclass(frozen=True, kw_only=True)
class Scan:
    """Excess speeds over a grid of departure dates and times of flight; NaN where there is no transfer.

    Attributes
    ----------
    start, target
        Names of the departure and of the planet.
    depart, tof
        Departure times, shape (n,), and times of flight, shape (m,) [s].
    c3
        Square of the excess speed at departure, shape (n, m) [m2/s2].
    arrival_speed
        Excess speed at the planet, shape (n, m) [m/s].
    long_way
        Whether the transfer angle exceeds 180 degrees (type II), shape (n, m).
    alone
        How many cells were left to the backend.
    checked
        How many cells were solved again by the backend.
    worst
        Largest relative difference among them.
    backend
        Library that checked it.
    """

    start: str
    target: str
    depart: Array
    tof: Array
    c3: Array
    arrival_speed: Array
    long_way: NDArray[np.bool_]
    alone: int
    checked: int
    worst: float
    backend: str

    @property
    def options(self) -> LambertOptions:
        """Direct transfers only."""
        return LambertOptions()


def scan(start: str, target: str, depart: Array, tof: Array) -> Scan:
    """Rank a grid of direct prograde transfers.

    Parameters
    ----------
    start, target, depart, tof
        As in `moonbase.trajectories.porkchop.porkchop`.

    Raises
    ------
    TrajectoryError
        If a name is unknown or a date lies outside the ephemeris.
    DisagreementError
        If the backend finds another answer for a cell.
    """
    from moonbase.trajectories.scan_kernels import scan_grid

    body = require_route(start, target)
    require_span(float(depart.min()), float(depart.max() + tof.max()))
    depart, tof = (np.ascontiguousarray(part, dtype=float) for part in (depart, tof))
    here, there = departure_states(body, depart), arrival_states(target, depart, tof)
    shape = (len(depart), len(tof))
    c3, arrival = np.empty(shape), np.empty(shape)
    long_way, marked = np.empty(shape, dtype=bool), np.empty(shape, dtype=bool)

    def some(part: slice) -> None:
        out = (c3[part], arrival[part], long_way[part], marked[part])
        scan_grid(SUN_GM, here[part], there[part], tof, out)

    in_threads(some, len(here))
    left = np.flatnonzero(marked)
    if left.size:
        row, column = np.unravel_index(left, shape)
        both = _solve(here[row], there[row, :, column], tof[column])
        c3.flat[left], arrival.flat[left] = both[:, 0] ** 2, both[:, 1]
    cells = _to_check(c3, marked)
    worst = _check(
        (body, target), (depart, tof), cells, np.column_stack([np.sqrt(c3.flat[cells]), arrival.flat[cells]])
    )
    return Scan(
        start=start,
        target=target,
        depart=depart,
        tof=tof,
        c3=c3,
        arrival_speed=arrival,
        long_way=long_way,
        alone=int(left.size),
        checked=int(cells.size),
        worst=worst,
        backend=str(backend()),
    )


def _solve(here: Array, there: Array, tof: Array) -> Array:
    """Excess speeds at both ends by the backend's solver for states of shape (n, 6); shape (n, 2), NaN if none."""
    from moonbase.trajectories.kernels import lambert_loop

    both = np.empty((len(tof), 6))
    r1, r2 = (np.ascontiguousarray(part[:, :3]) for part in (here, there))
    choice = LambertOptions().packed

    def some(part: slice) -> None:
        lambert_loop(SUN_GM, r1[part], r2[part], tof[part], choice, both[part])

    in_threads(some, len(tof), least=5000)
    return np.column_stack(
        [np.linalg.norm(both[:, :3] - here[:, 3:], axis=1), np.linalg.norm(both[:, 3:] - there[:, 3:], axis=1)]
    )


def _to_check(c3: Array, marked: NDArray[np.bool_]) -> Index:
    """Choose the cheapest cells that the scan solved itself, and a random sample of them; flat indices."""
    flat = np.where(np.isfinite(c3) & ~marked, c3, np.inf).ravel()
    cheapest = np.argpartition(flat, min(_WINNERS, flat.size - 1))[:_WINNERS]
    chosen = np.random.default_rng(flat.size).integers(0, flat.size, _SAMPLE)
    cells = np.unique(np.concatenate([cheapest, chosen]))
    return np.asarray(cells[~marked.ravel()[cells]], dtype=np.int64)


def _check(route: tuple[str, str], axes: tuple[Array, Array], cells: Index, speeds: Array) -> float:
    """Solve cells again by the backend; the largest relative difference.

    Raises
    ------
    DisagreementError
        If it is above `TOLERANCE`.
    """
    if not cells.size:
        return 0.0
    row, column = np.unravel_index(cells, (len(axes[0]), len(axes[1])))
    t, tof = axes[0][row], axes[1][column]
    here = np.concatenate(state(route[0], t), axis=1)
    there = np.concatenate(state(route[1], t + tof), axis=1)
    want = _solve(here, there, tof)
    difference = np.abs(speeds - want) / np.maximum(want, _SLOW)
    difference[~(np.isfinite(speeds) & np.isfinite(want))] = np.inf
    worst = int(np.argmax(difference.max(axis=1)))
    if difference[worst].max() > TOLERANCE:
        raise DisagreementError(
            f"the fast scan from {route[0]} to {route[1]} gives excess speeds of {speeds[worst, 0]:.9g} and "
            f"{speeds[worst, 1]:.9g} m/s for the departure of {calendar_date(float(t[worst]))} with "
            f"{tof[worst] / 86400.0:.3f} days of flight, {backend()} gives {want[worst, 0]:.9g} and "
            f"{want[worst, 1]:.9g}",
            cell=(int(row[worst]), int(column[worst])),
            help="solve the grid with moonbase.trajectories.porkchop.porkchop, and report this as a bug",
        )
    return float(difference.max())
