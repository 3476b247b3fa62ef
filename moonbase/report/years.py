"""Calendar years over periods of any length."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Years", "calendar_year", "date_seconds", "date_text", "years_of"]

_DAY = 86400.0
_J2000_ORDINAL = 2451545.0 - 1721424.5
_SNAP = 2.0 * _DAY


@dataclass(frozen=True, eq=False)
class Years:
    """The calendar years that a plan touches.

    Attributes
    ----------
    labels
        Calendar years, shape ``(n_years,)``.
    weights
        Share of each period that lies in each year [1], shape ``(n_years, n_periods)``; columns sum to 1.
    seconds
        Time of the plan inside each year [s], shape ``(n_years,)``.
    last
        Index of the last period that starts in or before each year's end, shape ``(n_years,)``.
    """

    labels: tuple[int, ...]
    weights: NDArray[np.float64]
    seconds: NDArray[np.float64]
    last: NDArray[np.intp]

    def total(self, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Spread amounts per period over the years, shape ``(n_years,)``; their sum is kept."""
        return self.weights @ amounts

    def at_end(self, levels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Level in the last period of each year, shape ``(n_years,)``."""
        return levels[self.last]


def _new_year(year: int) -> float:
    """First of January [TDB s after J2000]."""
    return _seconds(dt.date(year, 1, 1))


def _seconds(day: dt.date) -> float:
    return (day.toordinal() - _J2000_ORDINAL) * _DAY


def _date(seconds: float) -> dt.date:
    return dt.date.fromordinal(int(np.floor(seconds / _DAY + _J2000_ORDINAL + 1e-6)))


def date_text(seconds: float) -> str:
    """Write a date [TDB s after J2000] as year-month-day.

    Months and years of equal length drift against the calendar: a date within 18 hours of the first of a month counts
    as that day, any other as the day whose beginning is nearest.

    Examples
    --------
    >>> date_text(-43200.0)
    '2000-01-01'
    """
    nearest = _date(seconds + 0.5 * _DAY)
    days = [nearest + dt.timedelta(days=shift) for shift in (0, -1, 1)]
    firsts = [day for day in days if day.day == 1 and abs(_seconds(day) - seconds) <= 0.75 * _DAY]
    return (firsts or days)[0].isoformat()


def date_seconds(text: str) -> float:
    """Read year-month-day as the beginning of that day [TDB s after J2000].

    Examples
    --------
    >>> date_text(date_seconds("2031-05-17"))
    '2031-05-17'
    """
    return _seconds(dt.date.fromisoformat(text))


def calendar_year(seconds: float) -> float:
    """Calendar year with fraction of a date [TDB s after J2000]; new years are whole numbers.

    Examples
    --------
    >>> calendar_year(date_seconds("2032-01-01"))
    2032.0
    """
    year = _date(seconds).year
    start = _new_year(year)
    return year + (seconds - start) / (_new_year(year + 1) - start)


def years_of(edges: NDArray[np.float64]) -> Years:
    """Lay calendar years over periods.

    Months and years of equal length drift against the calendar by up to a day; a period boundary within two days of
    a new year counts as that new year.

    Parameters
    ----------
    edges
        Period boundaries [TDB s after J2000], shape ``(n_periods + 1,)``.
    """
    start, end = float(edges[0]), float(edges[-1])
    first, final = _date(start + _SNAP).year, _date(end - _SNAP).year
    inner = [_new_year(year) for year in range(first + 1, final + 1)]
    bounds = np.array([start, *inner, end])
    for index in range(1, len(bounds) - 1):
        nearest = int(np.argmin(np.abs(edges - bounds[index])))
        if abs(edges[nearest] - bounds[index]) <= _SNAP:
            bounds[index] = edges[nearest]
    low = np.maximum(edges[:-1][None, :], bounds[:-1][:, None])
    high = np.minimum(edges[1:][None, :], bounds[1:][:, None])
    overlap = np.maximum(high - low, 0.0)
    weights = overlap / (edges[1:] - edges[:-1])[None, :]
    last = np.searchsorted(edges[:-1], bounds[1:], side="left") - 1
    return Years(tuple(range(first, final + 1)), weights, overlap.sum(axis=1), last)
