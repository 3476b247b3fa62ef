"""What a flight is to meet, and what can be changed on the way: the conditions that `steering` works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.steering import Course, Look

__all__ = ["MOST_STEPS", "PROBE", "Aim", "Departure", "Gauge", "course_to", "outcome"]

Array = NDArray[np.float64]

PROBE: Final = 0.05
"""Change of impulses and speeds from which derivatives are formed [m/s]."""
MOST_STEPS: Final = 3000
"""Steps after which a flight is given up while it is steered: it goes through a body."""
_DATE_PROBE = 600.0  # s
_PLACE_PROBE = 1e4  # m
_SHORTEST = 6.0 * 3600.0  # s from the impulse to the arrival
_DATES = (600.0, 86400.0)  # s, least and largest change of the arrival that is worth an impulse of 1 m/s
_SURE = 0.05  # of what counts as a hit, to which a place is met


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A destination that has to be met: a body, a libration point, or any point of a circle about the Sun."""

    place: Callable[[float, float], tuple[Array, Array]]
    """Heliocentric position [m] and velocity [m/s], ecliptic, at a time [s] and a distance along the circle [m]."""
    arrive: float
    """Time of arrival by patched conics [s, TDB after J2000]."""
    anywhere: bool
    """Whether any point of the circle will do; else the destination moves and must be met."""
    body: str | None = None
    """Planet whose own pull is left out."""
    hit: float = 1e7
    """Distance that counts as a hit [m]."""


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A destination that asks for one number: the height of a perigee, or the energy of an escape."""

    end: float
    """When it is read [s, TDB after J2000]."""
    read: Callable[[Array, float], Array]
    """The number for barycentric states of shape (n, 6), equatorial, at a time; shape (n,)."""
    wanted: float
    hit: float
    """Difference that counts as a hit, in the number's unit."""
    arrival: Callable[[Array, float], float]
    """Speed at arrival for one such state, shape (6,) [m/s]."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Departure:
    """What can be changed at the start of a flight.

    Attributes
    ----------
    t
        When the unknowns have done their work [s, TDB after J2000].
    lanes
        From the unknowns, shape (n,), to barycentric equatorial states at `t`, shape (1 + n, 6): nominal, and with
        each unknown larger by `PROBE`.
    first
        Unknowns to start from, shape (n,) [m/s].
    low, high
        Their bounds.
    price
        Cost of each apart from the impulses [m/s per m/s].
    impulses
        Where among the unknowns the three components of each impulse begin; the first is that at `t`.
    """

    t: float
    lanes: Callable[[Array], Array]
    first: Array
    low: Array
    high: Array
    price: Array
    impulses: tuple[int, ...] = (0,)


def course_to(
    aim: Aim | Gauge, departure: Departure, *, stops: bool = False, latest: float = np.inf
) -> tuple[Course, Array]:
    """Lay out the unknowns of a flight to an aim, and those to start from.

    Parameters
    ----------
    aim
        The destination.
    departure
        What can be changed at the start; to a place, the date of arrival and its distance along a circle come after.
    stops
        Whether the speed at arrival is removed, and is therefore made small together with the impulses.
    latest
        Latest arrival [s, TDB after J2000].
    """
    first, n = departure.first, len(departure.first)
    if isinstance(aim, Gauge):
        gauge = aim

        def read(x: Array) -> Look:
            return _read(gauge, departure, x)

        course = Course(
            look=read,
            size=np.ones(n),
            low=departure.low,
            high=departure.high,
            price=departure.price,
            hit=np.array([gauge.hit]),
        )
        return course, first
    place = aim

    def look(x: Array) -> Look:
        return _met(place, departure, x, stops=stops)

    first = np.append(first, [aim.arrive, 0.0])
    reach = float(np.linalg.norm(look(first).miss_slopes[:, :3], 2))
    pace = float(np.linalg.norm(aim.place(aim.arrive, 0.0)[1]))
    along = np.inf if aim.anywhere else 0.0
    course = Course(
        look=look,
        size=np.concatenate([np.ones(n), [min(max(reach / pace, _DATES[0]), _DATES[1]), reach]]),
        low=np.append(departure.low, [departure.t + _SHORTEST, -along]),
        high=np.append(departure.high, [max(latest, aim.arrive), along]),
        price=np.append(departure.price, [0.0, 0.0]),
        hit=np.full(3, _SURE * aim.hit),
    )
    return course, first


def outcome(aim: Aim | Gauge, departure: Departure, x: Array) -> tuple[float, float, Array]:
    """Give time of arrival [s], speed there [m/s] and derivatives of the place by the impulse (3, 3) [s]."""
    if isinstance(aim, Gauge):
        ends = propagate(departure.lanes(x), departure.t, aim.end)
        return aim.end, aim.arrival(ends[0], aim.end), (ends[1:4, :3] - ends[0, :3]).T / PROBE
    arrive = float(x[-2])
    ends = propagate(departure.lanes(x[:-2]), departure.t, arrive, without=aim.body)
    by_kick = (ends[1:4, :3] - ends[0, :3]).T / PROBE
    return arrive, float(np.linalg.norm(_gap(aim, ends[:1], arrive, float(x[-1]))[0, 3:])), by_kick


def _impulses(departure: Departure, x: Array) -> tuple[Array, Array]:
    """Impulses, shape (p, 3), and their derivatives by the unknowns, shape (p, 3, n)."""
    parts = np.array([x[begin : begin + 3] for begin in departure.impulses])
    slopes = np.zeros((len(parts), 3, len(x)))
    for slope, begin in zip(slopes, departure.impulses, strict=True):
        slope[:, begin : begin + 3] = np.eye(3)
    return parts, slopes


def _read(gauge: Gauge, departure: Departure, x: Array) -> Look:
    """Fly to where a number is read."""
    values = gauge.read(propagate(departure.lanes(x), departure.t, gauge.end, most=MOST_STEPS), gauge.end)
    parts, slopes = _impulses(departure, x)
    return Look(
        miss=values[:1] - gauge.wanted,
        parts=parts,
        miss_slopes=(values[None, 1:] - values[0]) / PROBE,
        parts_slopes=slopes,
    )


def _met(aim: Aim, departure: Departure, x: Array, *, stops: bool) -> Look:
    """Fly to a place that has to be met, at the date and the place of arrival that stand last among the unknowns."""
    arrive, along = float(x[-2]), float(x[-1])
    ends = propagate(departure.lanes(x[:-2]), departure.t, arrive, without=aim.body, most=MOST_STEPS)
    later = propagate(ends[:1], arrive, arrive + _DATE_PROBE, without=aim.body, most=MOST_STEPS)
    gap = _gap(aim, ends, arrive, along)
    by_lane = (gap[1:] - gap[0]) / PROBE
    by_date = (_gap(aim, later, arrive + _DATE_PROBE, along)[0] - gap[0]) / _DATE_PROBE
    farther = _gap(aim, ends[:1], arrive, along + _PLACE_PROBE)[0]
    by_place = (farther - gap[0]) / _PLACE_PROBE if aim.anywhere else np.zeros(6)
    slopes = np.concatenate([by_lane, [by_date, by_place]]).T
    parts, parts_slopes = _impulses(departure, x)
    if stops:
        parts, parts_slopes = np.concatenate([parts, gap[:1, 3:]]), np.concatenate([parts_slopes, slopes[None, 3:]])
    return Look(miss=gap[0, :3], parts=parts, miss_slopes=slopes[:3], parts_slopes=parts_slopes)


def _gap(aim: Aim, ends: Array, when: float, along: float) -> Array:
    """States relative to a destination, equatorial, shape (n, 6)."""
    sun, sun_v = state("sun", when, center="barycentre", ecliptic=False)
    goal, goal_v = (to_equatorial(part) for part in aim.place(when, along))
    return np.asarray(ends - np.concatenate([sun + goal, sun_v + goal_v]))
