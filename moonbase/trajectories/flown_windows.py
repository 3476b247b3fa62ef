"""The windows of a leg, flown under all bodies: each best departure, or of very many an even share of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.calendar import calendar
from moonbase.trajectories.ephemeris import calendar_date
from moonbase.trajectories.flown import Flown, Pick, fly, pick
from moonbase.trajectories.opportunities import Opportunities
from moonbase.trajectories.planet_transfers import BodyFamily
from moonbase.trajectories.problem import Problem
from moonbase.trajectories.threads import each_in_threads

__all__ = ["MOST", "FlownWindows", "few", "fly_windows"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

MOST = 24
"""Windows of a leg that are flown; of more, so many of them, evenly spread, and the cheapest."""


@dataclass(frozen=True, eq=False, kw_only=True)
class FlownWindows:
    """Windows that were flown.

    Attributes
    ----------
    table
        As `moonbase.trajectories.opportunities.Opportunities.flown`.
    notes
        The cheapest one in words, and how far patched conics are off for all of them.
    """

    table: Array
    notes: tuple[str, ...]


def few(found: Opportunities) -> Index:
    """Choose the windows to fly: all, or of more than 24 so many, evenly spread, with the cheapest; shape (n,)."""
    if len(found) <= MOST:
        return np.arange(len(found))
    even = np.linspace(0, len(found) - 1, MOST - 1).round().astype(np.int64)
    return np.unique(np.append(even, np.argmin(found.best_onboard_dv)))


def fly_windows(problem: Problem, found: Opportunities, places: tuple[str, ...]) -> FlownWindows:
    """Fly the best departure of windows that patched conics found.

    Parameters
    ----------
    problem
        Launcher, limits and transfers.
    found
        At least one window.
    places
        Where the payload may burn, out of `moonbase.trajectories.calendar.PLACES`.
    """
    cheapest = int(np.argmin(found.best_onboard_dv))
    numbers = few(found)
    best = calendar([problem], found.best[numbers], places)
    picks = [pick(best, k) for k in range(len(numbers))]
    flights = each_in_threads(lambda what: _fly(problem, what), picks)
    table = np.full((len(numbers), 6), np.nan)
    for k, (what, flight) in enumerate(zip(picks, flights, strict=True)):
        if flight is not None:
            total = flight.impulse + flight.burn + (flight.arrival if problem.stops else 0.0)
            miss = 0.0 if flight.converged else max(flight.miss, 1.0)
            more = total - what.onboard, flight.muzzle - what.muzzle
            table[k] = numbers[k], flight.muzzle, total, *more, miss
    where = int(np.flatnonzero(numbers == cheapest)[0])
    return FlownWindows(
        table=table[np.isfinite(table[:, 0])],
        notes=(*_cheapest(problem, picks[where], flights[where]), *_all(found, table)),
    )


def _fly(problem: Problem, what: Pick) -> Flown | None:
    family = problem.family
    if isinstance(family, BodyFamily):
        problem = replace(problem, family=family.exact(what.member))
        what = replace(what, member=0)
    if what.member >= 0 and family.aim(what.t, what.member) is None:
        return None
    return fly(problem, what)


def _cheapest(problem: Problem, what: Pick, flight: Flown | None) -> tuple[str, ...]:
    own = what.arrival if problem.stops else 0.0
    split = (
        f"of the on-board change, {what.onboard - own:.0f} m/s are what the launcher misses in direction and "
        f"{own:.0f} m/s match the destination at arrival (best departure, {calendar_date(what.t)})"
    )
    if flight is None:
        return (split,)
    settled = "takes" if flight.converged else "does not settle on the destination; it comes near with"
    words = (
        f"flown under Sun, Earth, Moon and planets (DE440), the departure of {calendar_date(what.t)} {settled} "
        f"{flight.muzzle:.0f} m/s at the muzzle, {flight.impulse + flight.burn:.0f} m/s on the way and "
        f"{flight.arrival:.0f} m/s at arrival, against {what.muzzle:.0f}, {what.onboard - own:.0f} and "
        f"{what.arrival:.0f} m/s by patched conics"
    )
    return words, split


def _all(found: Opportunities, table: Array) -> tuple[str, ...]:
    good = table[table[:, 5] == 0.0]
    if not len(good):
        return (f"none of the {len(table)} windows that were flown settles on the destination",)
    low, middle, high = np.percentile(good[:, 3], [0.0, 50.0, 100.0])
    which = "each of them" if len(table) == len(found) else f"{len(table)} of them, evenly spread"
    lost = "" if len(good) == len(table) else f"; {len(table) - len(good)} do not settle on the destination"
    words = (
        f"{len(found)} windows, {which} flown under all bodies: on board {low:+.0f} to {high:+.0f} m/s against patched "
        f"conics, {middle:+.0f} in the median{lost}"
    )
    return (words,)
