"""Every departure of a launcher through months and years, with the cheapest place for the payload to burn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.check import MUZZLE_WEIGHT
from moonbase.trajectories.falls import falls
from moonbase.trajectories.members import members_of
from moonbase.trajectories.problem import BURNS, Costs, Problem

__all__ = ["PLACES", "Calendar", "calendar"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

PLACES = (*BURNS, "none")
"""Where the payload burns what the launcher misses; ``none`` for a throw that misses nothing."""
_CHUNK = 1024
_MANY = 400_000  # departures times members, beyond which only the most useful members are tried


@dataclass(frozen=True, eq=False, kw_only=True)
class Calendar:
    """The best throw at each departure, all arrays of shape (n,).

    Attributes
    ----------
    t
        Departures [s, TDB after J2000].
    onboard
        Everything that the payload's propulsion adds [m/s]; infinite where there is no transfer.
    by_place
        The same for each of `PLACES`, shape (n, 4).
    muzzle, tof, arrival
        Muzzle speed [m/s], time of flight [s], speed relative to the destination [m/s].
    place
        Index into `PLACES`.
    member
        Member of the transfer family.
    site
        Index of the launcher's azimuth among those that were offered.
    """

    t: Array
    onboard: Array
    by_place: Array
    muzzle: Array
    tof: Array
    arrival: Array
    place: Index
    member: Index
    site: Index


def calendar(problems: Sequence[Problem], t: Array, places: Sequence[str] = PLACES) -> Calendar:
    """Find the best throw at each departure.

    Parameters
    ----------
    problems
        The launcher, once for each azimuth that it can take.
    t
        Departures, shape (n,) [s, TDB after J2000].
    places
        Where the payload may burn, out of `PLACES`.

    Returns
    -------
    Calendar
        The throw with the least ``onboard + 0.05 muzzle`` of each departure.
    """
    best: Calendar | None = None
    for number, problem in enumerate(problems):
        everyone = np.arange(problem.family.size)
        members = everyone if len(everyone) * len(t) <= _MANY else members_of(problem, t)
        for place in places:
            found = _option(problem, t, (place, members), number)
            best = found if best is None else _cheaper(best, found)
    assert best is not None
    return best


def _option(problem: Problem, t: Array, what: tuple[str, Index], number: int) -> Calendar:
    place, members = what
    parts = []
    for first in range(0, len(t), _CHUNK):
        times = t[first : first + _CHUNK]
        costs = falls(problem, times) if place == "none" else BURNS[place](problem, times, members)
        parts.append(_pick(costs, members))
    onboard, muzzle, tof, arrival, member = (np.concatenate(column) for column in zip(*parts, strict=True))
    index = PLACES.index(place)
    by_place = np.full((len(t), len(PLACES)), np.inf)
    by_place[:, index] = onboard
    return Calendar(
        t=t,
        onboard=onboard,
        by_place=by_place,
        muzzle=muzzle,
        tof=tof,
        arrival=arrival,
        place=np.full(len(t), index),
        member=member.astype(np.int64),
        site=np.full(len(t), number),
    )


def _pick(costs: Costs, members: Index) -> tuple[Array, ...]:
    total = costs.onboard + MUZZLE_WEIGHT * np.nan_to_num(costs.muzzle)
    row, pick = np.arange(len(total)), np.argmin(total, axis=1)
    chosen = (costs.onboard, costs.muzzle, costs.tof, costs.arrival)
    member = members[pick] if costs.onboard.shape[1] == len(members) else np.full(len(total), -1)
    return (*(values[row, pick] for values in chosen), member)


def _cheaper(one: Calendar, two: Calendar) -> Calendar:
    """Take the better of two at each departure."""
    better = _cost(two) < _cost(one)
    columns = {
        field.name: np.where(better, getattr(two, field.name), getattr(one, field.name))
        for field in fields(Calendar)
        if field.name not in ("t", "by_place")
    }
    return replace(one, by_place=np.minimum(one.by_place, two.by_place), **columns)


def _cost(what: Calendar) -> Array:
    return np.where(np.isfinite(what.onboard), what.onboard + MUZZLE_WEIGHT * np.nan_to_num(what.muzzle), math.inf)
