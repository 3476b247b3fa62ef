"""The time grid: periods of any length, with the monthly-to-yearly default."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import YEAR
from moonbase.mission.spec import Period

__all__ = ["Grid", "make_grid"]

_MONTH = YEAR / 12
_AUTO_MONTHS, _AUTO_QUARTERS = 60, 20


@dataclass(frozen=True, eq=False)
class Grid:
    """Periods of a plan.

    Attributes
    ----------
    edges
        Dates of the period boundaries [TDB s after J2000], shape ``(n_periods + 1,)``.
    copies
        How many times the periods stand side by side, one after the other: samples of one period that know nothing of
        each other. ``n_periods`` counts all of them.
    """

    edges: NDArray[np.float64]
    copies: int = 1

    def repeat(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give every copy the values of the periods between `edges`."""
        return values if self.copies == 1 else np.tile(values, self.copies)

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """Length of each period [s], shape ``(n_periods,)``."""
        return self.repeat(np.diff(self.edges))

    @property
    def starts(self) -> NDArray[np.float64]:
        """Start of each period [TDB s after J2000], shape ``(n_periods,)``."""
        return self.edges[:-1]

    @property
    def size(self) -> int:
        """Number of periods."""
        return (len(self.edges) - 1) * self.copies

    @cached_property
    def mid_years(self) -> NDArray[np.float64]:
        """Middle of each period in years after the start, shape ``(n_periods,)``."""
        middle = 0.5 * (self.edges[1:] + self.edges[:-1]) - self.edges[0]
        return self.repeat(np.asarray(middle / YEAR, dtype=np.float64))

    def mean_of_steps(self, steps: tuple[tuple[float, float], ...]) -> NDArray[np.float64]:
        """Average a step function over each period, shape ``(n_periods,)``.

        Parameters
        ----------
        steps
            ``(date, value)``, each valid from its date [TDB s after J2000] on; the first one before its date too.
        """
        dates, values = (np.array(column, dtype=float) for column in zip(*sorted(steps), strict=True))
        summed = np.concatenate(([0.0], np.cumsum(np.diff(dates) * values[:-1])))
        place = np.clip(np.searchsorted(dates, self.edges, side="right") - 1, 0, len(dates) - 1)
        total = summed[place] + (self.edges - dates[place]) * values[place]
        return np.asarray(np.diff(total) / self.lengths, dtype=np.float64)

    @cached_property
    def calendar_years(self) -> NDArray[np.float64]:
        """Start of each period as a calendar year with fraction, shape ``(n_periods,)``."""
        return 2000.0 + (self.starts / 86400.0 - 0.5 + 1.0) / 365.25


def make_grid(start: float, horizon: float, period: Period) -> Grid:
    """Lay the periods of a mission.

    Parameters
    ----------
    start
        First date [TDB s after J2000].
    horizon
        Length of the plan [s].
    period
        ``auto`` gives 60 months, 20 quarters, then years, as far as the horizon reaches: within half a percent of
        the monthly answer at a seventh of its time.

    Returns
    -------
    Grid
        Periods that end exactly at ``start + horizon``.
    """
    blocks = period.blocks
    if period.kind == "auto":
        blocks = ((_MONTH, _AUTO_MONTHS), (3 * _MONTH, _AUTO_QUARTERS), (YEAR, 10**6))
    lengths: list[float] = []
    left = horizon
    for length, count in blocks:
        whole = min(count, int(left / length + 1e-9))
        lengths += [length] * whole
        left -= whole * length
        if left <= 1e-9 * horizon:
            break
        if whole < count:
            lengths.append(left)
            left = 0.0
            break
    if left > 1e-9 * horizon:
        lengths.append(left)
    edges = start + np.concatenate(([0.0], np.cumsum(lengths)))
    edges[-1] = start + horizon
    return Grid(edges)
