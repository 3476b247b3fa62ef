"""Amounts, rates and dates in words, for explanations."""

from __future__ import annotations

import datetime as dt

import numpy as np

from moonbase.constants import YEAR

__all__ = ["amount", "calendar", "date", "rate_unit"]

_DAY = 86_400.0
_J2000_ORDINAL = 2451545.0 - 1721424.5
_LADDERS: dict[str, tuple[tuple[float, str], ...]] = {
    "kg": ((1e-3, "g"), (1.0, "kg"), (1e3, "t"), (1e6, "kt"), (1e9, "Mt")),
    "J": ((1.0, "J"), (3.6e6, "kWh"), (3.6e9, "MWh"), (3.6e12, "GWh"), (3.6e15, "TWh")),
    "W": ((1.0, "W"), (1e3, "kW"), (1e6, "MW"), (1e9, "GW"), (1e12, "TW")),
    "W s": ((3.6e3, "W h"), (1e3 * YEAR, "kW yr"), (1e6 * YEAR, "MW yr"), (1e9 * YEAR, "GW yr")),
    "USD": ((1.0, "USD"), (1e3, "thousand USD"), (1e6, "million USD"), (1e9, "billion USD")),
}


def amount(value: float, unit: str) -> str:
    """Write an amount in the unit that suits its size.

    Examples
    --------
    >>> amount(2.5e4, "kg"), amount(7.2e9, "J"), amount(0.25, "1")
    ('25 t', '2 MWh', '0.25')
    """
    factor, name = 1.0, "" if unit in ("1", "") else unit
    for step, label in _LADDERS.get(unit, ()):
        if abs(value) >= step * (1.0 - 1e-9) or factor == 1.0 == step:
            factor, name = step, label
    return f"{value / factor:.4g} {name}".rstrip()


def rate_unit(unit: str) -> tuple[float, str]:
    """Give a natural step of a rate: its size per second and its name after "one more".

    Examples
    --------
    >>> rate_unit("J")
    (1000.0, 'kW')
    >>> rate_unit("kg")[1]
    't per year'
    """
    if unit == "J":
        return 1e3, "kW"
    if unit == "kg":
        return 1e3 / YEAR, "t per year"
    if unit == "s":
        return 1.0, "in service"
    return 1.0 / YEAR, "per year" if unit in ("1", "") else f"{unit} per year"


def calendar(edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lay calendar years over periods.

    Parameters
    ----------
    edges
        Boundaries [TDB s after J2000], shape ``(n_periods + 1,)``.

    Returns
    -------
    years
        Calendar years that the plan touches for more than two days.
    share
        Share of each period in each year, shape ``(n_years, n_periods)``.
    """
    slack = 2.0 * _DAY
    first, last = _day(edges[0] + slack).year, _day(edges[-1] - slack).year
    years = np.arange(first, last + 1)
    starts = np.array([(dt.date(year, 1, 1).toordinal() - _J2000_ORDINAL) * _DAY for year in [*years, last + 1]])
    starts[0], starts[-1] = min(starts[0], edges[0]), max(starts[-1], edges[-1])
    inside = np.minimum(edges[1:], starts[1:, None]) - np.maximum(edges[:-1], starts[:-1, None])
    return years, np.maximum(inside, 0.0) / (edges[1:] - edges[:-1])


def _day(seconds: float) -> dt.date:
    return dt.date.fromordinal(int(np.floor(seconds / _DAY + _J2000_ORDINAL + 1e-6)))


def date(seconds: float) -> str:
    """Write a date [TDB s after J2000] as year-month.

    Examples
    --------
    >>> date(0.0)
    '2000-01'
    """
    return _day(seconds + _DAY).isoformat()[:7]
