"""Launch vehicles over the calendar: flights that grow, prices that are learned, dates that slip."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from moonbase.api import constants
from moonbase_compute.prices import flight_steps, j2000_seconds

__all__ = ["Vehicle"]

_BEFORE = -1.0e10  # s, before any mission
_YEARS = 60

Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """A launch vehicle as announced, and how late it comes.

    Attributes
    ----------
    announced, first_flight
        ISO dates of the announcement and of the first flight.
    flights_per_year, growth, most_flights
        In the first year [1/yr], relative growth per year [1], where it ends [1/yr].
    payload
        Per flight [kg].
    price
        At the first flight [USD/kg].
    learning
        Decline of the price per doubling of the mass flown [1].
    flown_before
        Mass flown when the price is that of the first flight [kg].
    floor
        Price that learning ends at [USD/kg].
    slip
        Time that everything takes after the announcement per time announced [1].
    """

    first_flight: str
    flights_per_year: float
    growth: float
    most_flights: float
    payload: float
    price: float
    learning: float = 0.0
    flown_before: float = 0.0
    floor: float = 0.0
    announced: str = "2026-01-01"
    slip: float = 1.0

    def late(self, date: float) -> float:
        """Move an announced date [s after J2000] to where it slips to."""
        start = j2000_seconds(self.announced)
        return start + (date - start) * self.slip if date > start else date

    def flights(self) -> Steps:
        """Flights per second from each date on: ``(date, rate)``, none before the first."""
        steps = flight_steps(self.first_flight, self.flights_per_year, self.growth, self.most_flights)
        return (steps[0], *((self.late(date), rate) for date, rate in steps[1:]))

    def prices(self) -> Steps:
        """Price by date [USD/kg], ``p (M / M0)^log2(1 - LR)`` with the mass M flown so far, as ``(date, price)``.

        Examples
        --------
        >>> suncatcher = Vehicle(
        ...     first_flight="2027-01-01", flights_per_year=180.0, growth=0.0, most_flights=180.0, payload=200e3,
        ...     price=1800.0, learning=0.2, flown_before=400e3,
        ... )
        >>> [round(price) for _, price in suncatcher.prices()[:12:11]]
        [1800, 195]
        """
        if self.learning <= 0.0 or self.flown_before <= 0.0:
            return ((_BEFORE, self.price),)
        exponent = math.log2(1.0 - self.learning)
        flights = self.flights()[1:]
        dates = [flights[0][0] + year * constants.YEAR for year in range(_YEARS)]
        flown = self.flown_before
        found = [(_BEFORE, self.price)]
        for start, end in itertools.pairwise(dates):
            flown += self.payload * _integral(flights, start, end)
            found.append((end, max(self.price * (flown / self.flown_before) ** exponent, self.floor)))
        return tuple(found)


def _integral(steps: Steps, start: float, end: float) -> float:
    """Integrate a step function of the date between two dates."""
    total = 0.0
    ends = [date for date, _ in steps[1:]] + [math.inf]
    for (date, rate), until in zip(steps, ends, strict=True):
        total += rate * max(min(until, end) - max(date, start), 0.0)
    return total
