"""Departure and arrival of direct heliocentric transfers over a grid of dates, solved with poliastro's Lambert solver.

States are heliocentric: taking them relative to the solar-system barycentre, which drifts by more than a
solar radius, would put 7 % on the least C3 to Mars of 2026.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend, lambert, lambert_many
from moonbase.trajectories.ephemeris import BODIES, require_span, state, to_equatorial

__all__ = ["DEPARTURES", "Minimum", "Porkchop", "declination", "minima", "porkchop", "right_ascension", "transfer"]

Array = NDArray[np.float64]

DEPARTURES: Final = {"earth": "earth", "emb": "emb", "moon": "emb"}
"""Where a transfer may start, and the body whose heliocentric motion it starts with."""
_DAY = 86400.0
_NONE = 1e12  # m2/s2, stands for no transfer
_APART = 45.0 * _DAY
_WORTH = 4.0  # times the least C3: dearer local minima, at odd corners of the grid, are not listed


@dataclass(frozen=True, kw_only=True)
class Porkchop:
    """Transfers over a grid of departure dates and times of flight; NaN where there is none.

    Attributes
    ----------
    start, target
        Names of the departure and of the planet.
    depart, tof
        Departure times, shape (n,), and times of flight, shape (m,) [s].
    excess
        Hyperbolic excess velocity at departure, equatorial frame (ICRF), shape (n, m, 3) [m/s].
    arrival_excess
        Excess velocity at the planet, equatorial frame, shape (n, m, 3) [m/s].
    long_way
        Whether the transfer angle exceeds 180 degrees (type II), shape (n, m).
    backend
        Library that solved it.
    """

    start: str
    target: str
    depart: Array
    tof: Array
    excess: Array
    arrival_excess: Array
    long_way: NDArray[np.bool_]
    backend: str

    @property
    def c3(self) -> Array:
        """Twice the specific energy with which the departure body is left, shape (n, m) [m2/s2]."""
        return np.asarray(np.sum(self.excess**2, axis=-1))


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """A transfer whose C3 is least among its neighbours."""

    kind: str
    """``"I"`` for a transfer angle below 180 degrees, ``"II"`` above."""
    depart: float
    """[s, TDB after J2000]."""
    tof: float
    """Time of flight [s]."""
    c3: float
    """[m2/s2]."""
    arrival_excess: float
    """Excess speed at the planet [m/s]."""
    excess: tuple[float, float, float]
    """Excess velocity at departure, equatorial frame [m/s]."""
    at_edge: bool
    """Whether it lies at the edge of the searched dates, so that a better one may lie outside."""


def declination(excess: Array) -> Array:
    """Declination of the launch asymptote (DLA) of excess velocities of shape (..., 3) [rad]."""
    return np.asarray(np.arcsin(excess[..., 2] / np.linalg.norm(excess, axis=-1)))


def right_ascension(excess: Array) -> Array:
    """Right ascension of the launch asymptote (RLA) of excess velocities of shape (..., 3), 0 to 2 pi [rad]."""
    return np.asarray(np.mod(np.arctan2(excess[..., 1], excess[..., 0]), 2.0 * math.pi))


def _check(start: str, target: str) -> str:
    if start not in DEPARTURES:
        raise TrajectoryError(f'no departure from "{start}"', help="known: " + ", ".join(DEPARTURES))
    planets = [name for name in BODIES if name not in ("sun", "emb", "earth", "moon")]
    if target not in planets:
        raise TrajectoryError(f'no planet "{target}" to fly to', help="known: " + ", ".join(planets))
    return DEPARTURES[start]


def porkchop(start: str, target: str, depart: Array, tof: Array) -> Porkchop:
    """Solve a grid of direct prograde transfers.

    Parameters
    ----------
    start
        ``earth``; ``emb``, the Earth-Moon barycentre, as NASA's window tables do; or ``moon``, which leaves
        with the barycentre too.
    target
        Name of a planet.
    depart
        Departure times, shape (n,) [s, TDB after J2000].
    tof
        Times of flight, shape (m,) [s].

    Raises
    ------
    TrajectoryError
        If a name is unknown or a date lies outside the ephemeris.
    """
    body = _check(start, target)
    n, m = len(depart), len(tof)
    arrive = depart[:, None] + tof[None, :]
    require_span(float(depart.min()), float(arrive.max()))
    r1, v1 = state(body, depart)
    r2, v2 = state(target, arrive.ravel())
    a, b = lambert_many(SUN_GM, np.repeat(r1, m, axis=0), r2, np.tile(tof, n))
    turn = np.cross(np.repeat(r1, m, axis=0), r2)[:, 2].reshape(n, m)
    return Porkchop(
        start=start,
        target=target,
        depart=depart,
        tof=tof,
        excess=to_equatorial(a.reshape(n, m, 3) - v1[:, None, :]),
        arrival_excess=to_equatorial((b - v2).reshape(n, m, 3)),
        long_way=turn < 0.0,
        backend=str(backend()),
    )


def transfer(start: str, target: str, depart: float, tof: float) -> tuple[Array, Array, bool]:
    """Solve one transfer.

    Returns
    -------
    excess, arrival_excess : numpy.ndarray
        Equatorial frame, shape (3,) [m/s].
    long_way : bool
        Whether the transfer angle exceeds 180 degrees.
    """
    body = _check(start, target)
    (r1, v1), (r2, v2) = state(body, depart), state(target, depart + tof)
    a, b = lambert(SUN_GM, r1, r2, tof)
    return to_equatorial(a - v1), to_equatorial(b - v2), bool(np.cross(r1, r2)[2] < 0.0)


def _local_minima(c3: Array, inside: NDArray[np.bool_]) -> list[tuple[int, int, bool]]:
    """Cells of one type that are lower than all their neighbours, with a mark for those at the edge of the grid."""
    cost = np.where(inside & np.isfinite(c3), c3, np.inf)
    padded = np.pad(cost, 1, constant_values=np.inf)
    n, m = cost.shape
    lowest = np.isfinite(cost)
    for di in (-1, 0, 1):
        for dj in (-1, 0, 1):
            if di or dj:
                lowest &= cost <= padded[1 + di : 1 + di + n, 1 + dj : 1 + dj + m]
    cells = sorted(zip(*np.nonzero(lowest), strict=True), key=lambda cell: float(cost[cell]))
    return [(int(i), int(j), bool(i in (0, n - 1) or j in (0, m - 1))) for i, j in cells]


def _refine(chart: Porkchop, i: int, j: int, *, long_way: bool) -> tuple[float, float, float]:
    """Descend from a cell to the continuous minimum of C3 of its type: departure, time of flight, C3."""
    from scipy.optimize import minimize

    step = np.array(
        [np.ptp(chart.depart) / max(1, len(chart.depart) - 1), np.ptp(chart.tof) / max(1, len(chart.tof) - 1)]
    )
    base = np.array([chart.depart[i], chart.tof[j]])
    low = np.array([chart.depart[0], chart.tof[0]])
    high = np.array([chart.depart[-1], chart.tof[-1]])

    def cost(x: Array) -> float:
        point = base + x * _DAY
        if np.any(point < low) or np.any(point > high):
            return _NONE
        try:
            excess, _, far = transfer(chart.start, chart.target, float(point[0]), float(point[1]))
        except TrajectoryError:
            return _NONE
        return float(excess @ excess) if far == long_way else _NONE

    corners = np.array([[0.0, 0.0], [0.7, 0.2], [-0.2, 0.7]]) * np.maximum(step / _DAY, 0.25)
    done = minimize(
        cost,
        np.zeros(2),
        method="Nelder-Mead",
        options={"initial_simplex": corners, "xatol": 1e-3, "fatol": 1e-3, "maxfev": 300},
    )
    point = base + done.x * _DAY
    return float(point[0]), float(point[1]), float(done.fun)


def _opportunities(cells: list[tuple[int, int, bool]], depart: Array) -> list[tuple[int, int, bool]]:
    """Keep the cheapest cell of each opportunity; the ridge between the types is full of spurious small minima."""
    kept: list[tuple[int, int, bool]] = []
    for cell in cells:
        if all(abs(depart[cell[0]] - depart[other[0]]) > _APART for other in kept):
            kept.append(cell)
    return kept


def minima(chart: Porkchop) -> list[Minimum]:
    """Find the least C3 of each opportunity and type, refined between the cells of the grid.

    Parameters
    ----------
    chart
        Solved grid.

    Returns
    -------
    list of Minimum
        By departure, at most one of a type in 45 days. Minima at the edge of the grid are listed only where a
        type has no inner one, and those above four times the least C3 not at all.
    """
    found: list[Minimum] = []
    for kind, inside in (("I", ~chart.long_way), ("II", chart.long_way)):
        cells = _local_minima(chart.c3, inside)
        inner = [cell for cell in cells if not cell[2]]
        for i, j, edge in _opportunities(inner or cells, chart.depart):
            if chart.c3[i, j] <= 1.5 * _WORTH * np.nanmin(chart.c3):
                found += [m for m in _refined(chart, (i, j), kind, at_edge=edge) if not _known(m, found)]
    least = min((minimum.c3 for minimum in found), default=0.0)
    return sorted((m for m in found if m.c3 <= _WORTH * least), key=lambda minimum: minimum.depart)


def _known(minimum: Minimum, found: list[Minimum]) -> bool:
    """Whether two cells led to the same minimum."""
    return any(m.kind == minimum.kind and abs(m.depart - minimum.depart) < 3.0 * _DAY for m in found)


def _refined(chart: Porkchop, cell: tuple[int, int], kind: str, *, at_edge: bool) -> list[Minimum]:
    """Refine one cell; nothing if its type ends there."""
    depart, tof, c3 = _refine(chart, *cell, long_way=kind == "II")
    if c3 >= _NONE:
        return []
    excess, arrival, _ = transfer(chart.start, chart.target, depart, tof)
    low = np.array([chart.depart[0], chart.tof[0]]) + 0.1 * _DAY
    high = np.array([chart.depart[-1], chart.tof[-1]]) - 0.1 * _DAY
    return [
        Minimum(
            kind=kind,
            depart=depart,
            tof=tof,
            c3=c3,
            arrival_excess=float(np.linalg.norm(arrival)),
            excess=(float(excess[0]), float(excess[1]), float(excess[2])),
            at_edge=at_edge or bool(np.any([depart, tof] < low) or np.any([depart, tof] > high)),
        )
    ]
