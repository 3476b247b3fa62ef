r"""How built capacity lives on: wear, lifetime, lead time, on periods of any length.

Each period is cut into sub-periods of about the finest period. What is built in sub-period :math:`j` runs from
its start plus the lead time; the share alive at age :math:`a` is :math:`f\,e^{-w a}` up to the lifetime, with the age
taken at the start of a sub-period. With :math:`W_{t\tau}` the share of what is built in period :math:`\tau` that is
alive on average in period :math:`t`,

.. math:: K_t = E_t + \sum_\tau W_{t\tau} k_\tau

and because wear makes :math:`W_{t\tau} = \rho_t W_{t-1,\tau}` except where lives begin and end,

.. math:: K_t - \rho_t K_{t-1} = (E_t - \rho_t E_{t-1}) + \sum_\tau (W_{t\tau} - \rho_t W_{t-1,\tau}) k_\tau

has only a few terms per row, unless a curve of its own multiplies the share alive. On a uniform grid with a lead of
:math:`n` periods it is
:math:`K_t = \rho K_{t-1} + f k_{t-n}` exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Capacity, Steps
from moonbase.planning.timing import expand, tolerance

__all__ = ["Curve", "Life", "SubPeriods", "life_of", "make_subperiods", "recursion", "share_alive"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MOST_SUBPERIODS = 1000
_DUST = 1e-9


class Life(NamedTuple):
    """What decides a retention curve; capacities with equal lives share their rows' coefficients."""

    lead: float
    wear: float
    lifetime: float
    fraction: float
    available_from: float
    curve: Steps = ()


def life_of(capacity: Capacity, start: float) -> Life:
    """Read the life of a capacity; `start` is the first date [s]."""
    first = start if capacity.available_from is None else max(start, capacity.available_from)
    lifetime = capacity.lifetime if capacity.lifetime > 0.0 else np.inf
    return Life(capacity.lead_time, capacity.wear, float(lifetime), capacity.fraction, first, capacity.curve)


class SubPeriods(NamedTuple):
    """Sub-periods of a grid with one more period behind the horizon.

    Attributes
    ----------
    edges
        Boundaries of the periods and of the one behind the horizon [s], shape ``(n_periods + 2,)``.
    starts
        Start of each sub-period [s].
    lengths
        Its length [s].
    first
        First sub-period of each period, shape ``(n_periods + 2,)``.
    """

    edges: Floats
    starts: Floats
    lengths: Floats
    first: Ints


def make_subperiods(edges: Floats) -> SubPeriods:
    """Cut periods into equal parts of about the finest period, at most about a thousand in all."""
    lengths = edges[1:] - edges[:-1]
    step = max(float(lengths.min()), float(edges[-1] - edges[0]) / _MOST_SUBPERIODS)
    counts = np.append(np.maximum(1, np.rint(lengths / step)).astype(np.int64), 1)
    longer = np.append(edges, edges[-1] + step)
    owner, part = expand(np.zeros(len(counts), dtype=np.int64), counts)
    part_length = (longer[1:] - longer[:-1]) / counts
    starts = longer[owner] + part * part_length[owner]
    return SubPeriods(longer, starts, part_length[owner], np.append(0, np.cumsum(counts)))


@dataclass(frozen=True, eq=False)
class Curve:
    r"""Coefficients of the capacity recursion of one life, with row ``n_periods`` for the horizon itself.

    Attributes
    ----------
    ratio
        :math:`\rho_t`, shape ``(n_periods + 1,)``; 0 in the first period.
    initial
        Share of the initial capacity alive, :math:`E_t`, shape ``(n_periods + 1,)``.
    step
        :math:`E_t - \rho_t E_{t-1}`, same shape.
    row, column, value
        Non-zeros of :math:`W_{t\tau} - \rho_t W_{t-1,\tau}`.
    pending
        Share of what is built in a period that starts to run behind the horizon, shape ``(n_periods,)``.
    allowed
        Whether anything may be built in a period, shape ``(n_periods,)``.
    """

    ratio: Floats
    initial: Floats
    step: Floats
    row: Ints
    column: Ints
    value: Floats
    pending: Floats
    allowed: NDArray[np.bool_]


def _ratios(subs: SubPeriods, wear: float) -> Floats:
    periods = subs.edges[:-1]
    ratio = np.ones(len(periods))
    if wear > 0.0:
        owner = np.repeat(np.arange(len(periods)), np.diff(subs.first))
        inner = np.exp(-wear * (subs.starts - periods[owner]))
        mean = np.add.reduceat(inner, subs.first[:-1]) / np.diff(subs.first)
        ratio[1:] = np.exp(-wear * (periods[1:] - periods[:-1])) * mean[1:] / mean[:-1]
    ratio[0] = 0.0
    return ratio


def _alive(subs: SubPeriods, life: Life, sub: Ints, runs_from: Floats) -> Floats:
    """Share alive in sub-periods of what runs from a date, averaged over the sub-period."""
    start, length = subs.starts[sub], subs.lengths[sub]
    share = (np.minimum(start + length, runs_from + life.lifetime) - np.maximum(start, runs_from)) / length
    alive: Floats = np.asarray(np.round(np.clip(share, 0.0, 1.0), 9), dtype=float)
    if life.wear > 0.0:
        alive = alive * np.exp(-life.wear * np.maximum(0.0, start - runs_from))
    if life.curve:
        ages, shares = (np.array(column) for column in zip(*life.curve, strict=True))
        alive = alive * np.interp(np.maximum(0.0, start + 0.5 * length - runs_from), ages, shares)
    return alive


def _bands(subs: SubPeriods, life: Life, run_first: Floats, run_last: Floats) -> tuple[Ints, Ints, Ints]:
    """Periods around the start and the end of the lives of what each period builds.

    Returns the building period, first period and number of periods of each band.
    """
    horizon = len(subs.edges) - 2
    slack = tolerance(subs.edges)
    inner = subs.edges[:-1]

    def band(lo: Floats, hi: Floats) -> tuple[Ints, Ints]:
        first = np.searchsorted(inner, lo + slack, side="right") - 2
        last = np.searchsorted(inner, hi - slack, side="left")
        return np.maximum(first, -1), np.minimum(last, horizon)

    first, last = band(run_first, run_last)
    every = np.arange(len(first))
    if not np.isfinite(life.lifetime) and not life.curve:
        return every, first, np.maximum(0, last - first + 1)
    end_first, end_last = band(run_first + life.lifetime, run_last + life.lifetime)
    joined = (end_first <= last) | bool(life.curve)
    last = np.where(joined, end_last, last)
    owner = np.concatenate([every, every[~joined]])
    lo = np.concatenate([first, end_first[~joined]])
    hi = np.concatenate([last, end_last[~joined]])
    return owner, lo, np.maximum(0, hi - lo + 1)


def share_alive(life: Life, ages: Floats) -> Floats:
    """Share of what was built that is alive at some ages [1], same shape; nothing before the lead time has passed.

    Parameters
    ----------
    life
        From `life_of`.
    ages
        Since building [s].
    """
    running = ages - life.lead
    share = life.fraction * np.exp(-life.wear * np.maximum(running, 0.0))
    if life.curve:
        points, values = (np.array(column) for column in zip(*life.curve, strict=True))
        share = share * np.interp(running, points, values)
    return np.asarray(np.where((running >= 0.0) & (running < life.lifetime), share, 0.0), dtype=float)


def recursion(subs: SubPeriods, life: Life) -> Curve:
    """Work out the capacity recursion of one life.

    Parameters
    ----------
    subs
        From `make_subperiods`.
    life
        From `life_of`.
    """
    periods = len(subs.first) - 2
    slack = tolerance(subs.edges)
    begin = int(np.searchsorted(subs.starts, life.available_from - slack))
    lo = np.maximum(subs.first[:periods], begin)
    hi = subs.first[1 : periods + 1]
    allowed = lo < hi
    builders = np.flatnonzero(allowed)
    run_first = subs.starts[lo[builders]] + life.lead
    run_last = subs.starts[hi[builders] - 1] + life.lead

    which, first, count = _bands(subs, life, run_first, run_last)
    pair_band, pair_period = expand(first, count)
    tau = builders[which[pair_band]]
    mean = _pair_means(subs, life, pair_period, lo[tau], hi[tau])

    ratio = _ratios(subs, life.wear)
    change = mean.copy()
    follows = np.flatnonzero(pair_band[1:] == pair_band[:-1]) + 1
    change[follows] -= ratio[pair_period[follows]] * mean[follows - 1]
    lead_in = np.ones(len(mean), dtype=bool)
    lead_in[follows] = False
    keep = ~lead_in & (np.abs(change) > _DUST * life.fraction)

    initial = _initial(subs, life)
    step = initial - ratio * np.append(0.0, initial[:-1])
    step[np.abs(step) < _DUST] = 0.0
    late = np.append(0, np.cumsum(subs.starts + life.lead > subs.edges[-2] + slack))
    pending = np.zeros(periods)
    pending[builders] = life.fraction * (late[hi[builders]] - late[lo[builders]]) / (hi - lo)[builders]
    return Curve(ratio, initial, step, pair_period[keep], tau[keep], change[keep], pending, allowed)


def _pair_means(subs: SubPeriods, life: Life, period: Ints, lo: Ints, hi: Ints) -> Floats:
    """Average share alive in a period of what is built evenly in sub-periods ``lo`` to ``hi``; W of the equation."""
    mean = np.zeros(len(period))
    real = np.flatnonzero(period >= 0)
    if not len(real):
        return mean
    period, lo, hi = period[real], lo[real], hi[real]
    first, inside = subs.first[period], np.diff(subs.first)[period]
    cells = inside * (hi - lo)
    pair, cell = expand(np.zeros(len(period), dtype=np.int64), cells)
    sub = first[pair] + cell % inside[pair]
    built = lo[pair] + cell // inside[pair]
    alive = _alive(subs, life, sub, subs.starts[built] + life.lead)
    mean[real] = life.fraction * np.add.reduceat(alive, np.cumsum(cells) - cells) / cells
    return mean


def _initial(subs: SubPeriods, life: Life) -> Floats:
    every = np.arange(len(subs.starts))
    alive = _alive(subs, life, every, np.full(len(every), subs.edges[0]))
    return np.asarray(np.add.reduceat(alive, subs.first[:-1]) / np.diff(subs.first), dtype=float)
