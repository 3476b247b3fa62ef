"""Windows of a launcher as plain rows: when, how fast, what the payload adds and where, how good the answer is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.calendar import PLACES, Calendar, calendar
from moonbase.trajectories.destinations import family_of
from moonbase.trajectories.dispersion import MuzzleErrors
from moonbase.trajectories.ephemeris import calendar_date, calendar_instant, require_span
from moonbase.trajectories.flown import Flown, fly, pick
from moonbase.trajectories.missing import explain
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, check_question
from moonbase.trajectories.planet_transfers import BodyFamily
from moonbase.trajectories.problem import Problem
from moonbase.trajectories.reach import reach_of
from moonbase.trajectories.seasons import intervals, sample_times
from moonbase.trajectories.threads import each_in_threads
from moonbase.trajectories.window_rows import row_of, unflown

__all__ = ["NOTES", "LaunchWindows", "Question", "launch_windows"]

Array = NDArray[np.float64]

_STEP = 21600.0  # s between departures; the Moon turns 3.3 degrees in that time
_FINE = 3600.0
_DAY = 86400.0
NOTES = (
    "patched conics find the throw; flown: corrected under Sun, Earth, Moon and planets (DE440) until it hits",
    (
        "onboard is everything the payload adds: what the launcher misses (kick), burnt right after release, at the "
        "edge of the Moon's sphere of influence or at a perigee 300 km above the Earth, whichever is least, and the "
        "stop at the destination where it is to stop"
    ),
    "dates are TDB; time of flight by patched conics counts from the Moon's distance",
)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a launcher.

    Attributes
    ----------
    sites
        The launcher, once for each azimuth that it can take.
    destination
        Where the payload goes.
    start, end
        First and last departure [s, TDB after J2000].
    limits
        What launcher and payload can do.
    errors
        Of the muzzle; None if they are not known.
    places
        Where the payload may burn, out of `moonbase.trajectories.calendar.PLACES`.
    flown
        How many windows are flown under all bodies, the cheapest first; all of them if this is None.
    """

    sites: tuple[LaunchSite, ...]
    destination: Destination
    start: float
    end: float
    limits: Limits
    errors: MuzzleErrors | None = None
    places: tuple[str, ...] = PLACES
    flown: int | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class LaunchWindows:
    """An answer.

    Attributes
    ----------
    rows
        One per window, by date.
    flights
        The flown throw of each row; None for those that were not flown.
    t, onboard, muzzle
        Every departure that was looked at, shape (n,); infinite where there is none within the limits.
    backend
        Library that solved the two-body problems.
    notes
        What the numbers mean and leave out.
    """

    rows: list[dict[str, Any]]
    flights: list[Flown | None]
    t: Array
    onboard: Array
    muzzle: Array
    backend: str
    notes: tuple[str, ...]


def launch_windows(question: Question) -> LaunchWindows:
    """Find every window of a launcher to a destination that is reached by arcs outside the Moon's neighbourhood.

    Raises
    ------
    TrajectoryError
        If the question has no meaning, or nothing fits the limits; the message says what is missing and by how much.
    """
    for site in question.sites:
        check_question(site, question.destination, question.start, question.end, question.limits)
    require_span(question.start, question.end)
    problems = [_problem(question, site) for site in question.sites]
    t = sample_times(question.start, question.end, _STEP)
    found = calendar(problems, t, question.places)
    usable = found.onboard <= question.limits.max_onboard_dv
    if not usable.any():
        raise _nothing(question, problems, found)
    windows = intervals(t, found.onboard - question.limits.max_onboard_dv)
    best = [_finest(question, problems, found, span) for span in windows]
    exact = [_exact(problems[int(one.site[0])], one) for one in best]
    flights = _flights(exact, best, question.flown)
    rows = [
        row_of(question, problem, one, (begin, finish), flight)
        for problem, one, (_, _, begin, finish), flight in zip(exact, best, windows, flights, strict=True)
    ]
    return LaunchWindows(
        rows=rows,
        flights=flights,
        t=t,
        onboard=np.where(usable, found.onboard, np.inf),
        muzzle=np.where(usable, found.muzzle, np.nan),
        backend=str(backend()),
        notes=(*unflown(rows), *NOTES),
    )


def _flights(problems: list[Problem], best: list[Calendar], most: int | None) -> list[Flown | None]:
    """Fly the cheapest windows, or all, shared out among threads."""

    def flight(number: int) -> Flown | None:
        problem, one = problems[number], best[number]
        return fly(problem, replace(pick(one, 0), member=0 if problem.family.size == 1 else int(one.member[0])))

    order = np.argsort([one.onboard[0] for one in best])[:most].tolist()
    flights = dict(zip(order, each_in_threads(flight, order), strict=True))
    return [flights.get(number) for number in range(len(best))]


def _problem(question: Question, site: LaunchSite) -> Problem:
    limits, destination = question.limits, question.destination
    return Problem(
        site=site,
        limits=limits,
        stops=destination.stops,
        family=family_of(destination, question.start, question.end, limits.max_time_of_flight),
        reach=reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, limits.max_muzzle_speed),
    )


def _exact(problem: Problem, one: Calendar) -> Problem:
    """Replace an interpolated family by the very transfer that was chosen."""
    family = problem.family
    return replace(problem, family=family.exact(int(one.member[0]))) if isinstance(family, BodyFamily) else problem


def _finest(
    question: Question, problems: list[Problem], found: Calendar, span: tuple[int, int, float, float]
) -> Calendar:
    """Find the best hour of a window, with the transfer solved there and not interpolated."""
    first, last, begin, finish = span
    index = first + int(np.argmin(found.onboard[first : last + 1]))
    problem = problems[int(found.site[index])]
    chosen = _exact(problem, replace(found, member=found.member[index : index + 1]))
    around = np.arange(-_STEP, _STEP + 1.0, _FINE) + found.t[index]
    t = around[(around >= begin) & (around <= finish)]
    t = t if t.size else found.t[index : index + 1]
    fine = calendar([chosen], t, question.places)
    k = int(np.argmin(fine.onboard))
    columns = {name: getattr(fine, name)[k : k + 1] for name in fine.__dataclass_fields__}
    if chosen is not problem:
        columns["member"] = found.member[index : index + 1]
    return Calendar(**{**columns, "site": found.site[index : index + 1]})


def _nothing(question: Question, problems: list[Problem], found: Calendar) -> TrajectoryError:
    """Say what is missing for a first window."""
    least = int(np.argmin(found.onboard))
    if not math.isfinite(float(found.onboard[least])):
        return explain(problems[0], found.t)
    what = pick(found, least)
    lack = what.onboard - question.limits.max_onboard_dv
    where = "" if what.place == "none" else f", with the kick at {_WORDS[what.place]}"
    return TrajectoryError(
        f"no window between {calendar_date(question.start)} and {calendar_date(question.end)}: the best "
        f"throw ({calendar_instant(what.t)}, muzzle {what.muzzle:.0f} m/s, {what.tof / _DAY:.0f} days{where}) takes "
        f"{what.onboard:.0f} m/s on board; {lack:.0f} m/s are missing",
        help=_turned(question, found.t),
    )


_WORDS = {"release": "release", "sphere": "the edge of the Moon's sphere of influence", "perigee": "a perigee"}


def _turned(question: Question, t: Array) -> str:
    """Try the launcher in other directions, or elsewhere, and say what that would help."""
    first = question.sites[0]
    sparse = t[:: max(1, len(t) // 200)]

    def least(site: LaunchSite) -> float:
        return float(calendar([_problem(question, site)], sparse, question.places).onboard.min())

    tried = np.radians(np.arange(0.0, 360.0, 45.0))
    own = least(first)
    if first.azimuth is not None:
        found = [least(replace(first, azimuth=float(angle))) for angle in tried]
        if min(found) < 0.9 * own:
            angle = math.degrees(float(tried[int(np.argmin(found))]))
            return (
                f"with the muzzle at azimuth {angle:.0f} deg instead of {math.degrees(first.azimuth) % 360.0:.0f} deg "
                f"the best throw takes {min(found):.0f} m/s on board; otherwise {_MORE}"
            )
    found = [least(replace(first, longitude=first.longitude + float(angle))) for angle in tried]
    if min(found) < 0.9 * own:
        there = math.degrees(first.longitude + float(tried[int(np.argmin(found))]))
        there = (there + 180.0) % 360.0 - 180.0
        return f"from longitude {there:.0f} deg the best throw takes {min(found):.0f} m/s on board; otherwise {_MORE}"
    return _MORE


_MORE = "allow more propulsion on board, a faster muzzle or more time"
