"""The cheapest transfers of a chart: least C3 of each opportunity and type, refined between the cells of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions
from moonbase.trajectories.porkchop import porkchop, transfer

__all__ = ["Chart", "Minimum", "all_minima", "lowest_cells", "minima", "type_name"]

Array = NDArray[np.float64]

_DAY = 86400.0
_NONE = 1e12  # m2/s2, stands for no transfer
_APART = 45.0 * _DAY
_WORTH = 4.0  # times the least C3: dearer local minima, at odd corners of the grid, are not listed
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def type_name(revolutions: int, *, long_way: bool) -> str:
    """Name the type of a transfer: I below half a turn about the Sun, II below a full one, III below one and a half.

    Examples
    --------
    >>> type_name(0, long_way=True), type_name(1, long_way=False)
    ('II', 'III')
    """
    count = 2 * revolutions + int(long_way)
    return _NUMERALS[count] if count < len(_NUMERALS) else str(count + 1)


class Chart(Protocol):
    """What minima are looked for in: a solved grid, or a scan that ranks its cells."""

    @property
    def start(self) -> str:
        """Name of the departure."""

    @property
    def target(self) -> str:
        """Name of the planet."""

    @property
    def depart(self) -> Array:
        """Departure times, shape (n,) [s]."""

    @property
    def tof(self) -> Array:
        """Times of flight, shape (m,) [s]."""

    @property
    def c3(self) -> Array:
        """Shape (n, m) [m2/s2]."""

    @property
    def long_way(self) -> NDArray[np.bool_]:
        """Whether the transfer angle, less full turns, exceeds 180 degrees, shape (n, m)."""

    @property
    def options(self) -> LambertOptions:
        """Number of revolutions and branch."""


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """A transfer whose C3 is least among its neighbours."""

    kind: str
    """``"I"`` for a transfer angle below 180 degrees, ``"II"`` below 360, ``"III"`` below 540 and so on."""
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
    revolutions: int = 0
    """Full turns about the Sun."""
    path: str = "direct"
    """``"low"`` or ``"high"`` of the two solutions with the same number of full turns; ``"direct"`` without."""


def lowest_cells(c3: Array, inside: NDArray[np.bool_]) -> list[tuple[int, int, bool]]:
    """Find the cells of one type that are lower than all their neighbours.

    Parameters
    ----------
    c3
        Shape (n, m) [m2/s2].
    inside
        Which cells are of the type, shape (n, m).

    Returns
    -------
    list of tuple
        Row, column and whether the cell lies at the edge of the grid; the cheapest first.
    """
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


def _refine(chart: Chart, i: int, j: int, *, long_way: bool) -> tuple[float, float, float]:
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
            excess, _, far = transfer(chart.start, chart.target, float(point[0]), float(point[1]), chart.options)
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


def minima(chart: Chart) -> list[Minimum]:
    """Find the least C3 of each opportunity and type, refined between the cells of the grid.

    Parameters
    ----------
    chart
        Solved or scanned grid.

    Returns
    -------
    list of Minimum
        By departure, at most one of a type in 45 days. Minima at the edge of the grid are listed only where a
        type has no inner one, and those above four times the least C3 not at all.
    """
    found: list[Minimum] = []
    if not np.isfinite(chart.c3).any():
        return []
    for long_way, inside in ((False, ~chart.long_way), (True, chart.long_way)):
        cells = lowest_cells(chart.c3, inside)
        inner = [cell for cell in cells if not cell[2]]
        for i, j, edge in _opportunities(inner or cells, chart.depart):
            if chart.c3[i, j] <= 1.5 * _WORTH * np.nanmin(chart.c3):
                found += [m for m in _refined(chart, (i, j), long_way=long_way, at_edge=edge) if not _known(m, found)]
    least = min((minimum.c3 for minimum in found), default=0.0)
    return sorted((m for m in found if m.c3 <= _WORTH * least), key=lambda minimum: minimum.depart)


def all_minima(chart: Chart, *, revolutions: int = 0) -> list[Minimum]:
    """Find the minima of direct transfers and of those with up to a number of full turns, on both branches.

    Parameters
    ----------
    chart
        Solved or scanned grid of direct transfers; grids with full turns are solved over the same dates.
    revolutions
        Most full turns about the Sun.

    Returns
    -------
    list of Minimum
        By departure. Of what takes full turns only the minima below four times the least C3 of all are listed.
    """
    found = minima(chart)
    for choice in [
        LambertOptions(revolutions=k + 1, low_path=low) for k in range(revolutions) for low in (True, False)
    ]:
        found += minima(porkchop(chart.start, chart.target, chart.depart, chart.tof, choice))
    least = min((minimum.c3 for minimum in found), default=0.0)
    return sorted((m for m in found if m.c3 <= _WORTH * least), key=lambda minimum: minimum.depart)


def _known(minimum: Minimum, found: list[Minimum]) -> bool:
    """Whether two cells led to the same minimum."""
    return any(m.kind == minimum.kind and abs(m.depart - minimum.depart) < 3.0 * _DAY for m in found)


def _refined(chart: Chart, cell: tuple[int, int], *, long_way: bool, at_edge: bool) -> list[Minimum]:
    """Refine one cell; nothing if its type ends there."""
    depart, tof, c3 = _refine(chart, *cell, long_way=long_way)
    if c3 >= _NONE:
        return []
    excess, arrival, _ = transfer(chart.start, chart.target, depart, tof, chart.options)
    low = np.array([chart.depart[0], chart.tof[0]]) + 0.1 * _DAY
    high = np.array([chart.depart[-1], chart.tof[-1]]) - 0.1 * _DAY
    return [
        Minimum(
            kind=type_name(chart.options.revolutions, long_way=long_way),
            depart=depart,
            tof=tof,
            c3=c3,
            arrival_excess=float(np.linalg.norm(arrival)),
            excess=(float(excess[0]), float(excess[1]), float(excess[2])),
            at_edge=at_edge or bool(np.any([depart, tof] < low) or np.any([depart, tof] > high)),
            revolutions=chart.options.revolutions,
            path=chart.options.path,
        )
    ]
