"""Prices of goods on Earth and growing flight rates."""

from __future__ import annotations

import datetime as dt

from moonbase.api import ModelError, constants
from moonbase_compute.tables import read

__all__ = ["flight_steps", "goods_prices", "j2000_seconds"]

_COMPUTERS = "compute-package"
_BEFORE = -1.0e10  # s, before any mission


def goods_prices(
    commodities: tuple[str, ...], *, factor: float = 1.0, computer: float | None = None
) -> dict[str, float]:
    """Look up what goods cost on Earth, without transport [USD per unit].

    Parameters
    ----------
    commodities
        Names.
    factor
        Multiplies every price but that of computers, which cost the same wherever they go; campaigns vary it.
    computer
        Price of one compute package [USD]; None for that of the table.

    Raises
    ------
    ModelError
        If one has no price, naming it.
    """
    known = {row["commodity"]: float(row["usd_per_unit"]) for row in read("goods_prices.csv")}
    missing = [name for name in commodities if name not in known]
    if missing:
        raise ModelError(
            f"no price on Earth is known for {', '.join(missing)}",
            help=f"take it off the supply's list; known goods: {', '.join(sorted(known))}",
        )
    prices = {name: known[name] * factor for name in commodities}
    if _COMPUTERS in prices:
        prices[_COMPUTERS] = known[_COMPUTERS] if computer is None else computer
    return prices


def j2000_seconds(date: str) -> float:
    """Seconds from J2000 to midnight of an ISO date [s]; leap seconds are left out.

    Examples
    --------
    >>> j2000_seconds("2000-01-02") / 86400
    0.5

    Raises
    ------
    ModelError
        If the text is no date.
    """
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        raise ModelError(f'"{date}" is not a date', help='write year-month-day as in "2030-01-01"') from None
    return (day.toordinal() - dt.date(2000, 1, 1).toordinal() - 0.5) * 86_400.0


def flight_steps(first: str, per_year: float, growth: float, ceiling: float) -> tuple[tuple[float, float], ...]:
    """Flights per second from each date on: none, then a yearly growth up to a ceiling.

    Parameters
    ----------
    first
        ISO date of the first flight.
    per_year
        Flights per year at first.
    growth
        Relative growth per year [1].
    ceiling
        Most flights per year.

    Returns
    -------
    tuple of (float, float)
        Dates [s after J2000] and rates [1/s].

    Examples
    --------
    >>> steps = flight_steps("2030-01-01", 2.0, 1.0, 7.0)
    >>> [round(rate * 31_557_600, 9) for _, rate in steps]
    [0.0, 2.0, 4.0, 7.0]
    """
    start = j2000_seconds(first)
    steps = [(_BEFORE, 0.0)]
    rate, year = min(per_year, ceiling), 0
    while True:
        steps.append((start + year * constants.YEAR, rate / constants.YEAR))
        if growth <= 0.0 or rate >= ceiling or year >= 200:
            return tuple(steps)
        year += 1
        rate = min(per_year * (1.0 + growth) ** year, ceiling)
