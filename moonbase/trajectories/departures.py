"""Launch seasons for destinations outside the Moon's neighbourhood, by patched conics.

At each departure time every member of a transfer family asks for one excess velocity at the Moon. Turned into
the Moon-fixed frame it is compared with what the launcher reaches; the payload adds the difference. The
Moon's rotation sweeps the launcher past the wanted direction once a month.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.check import Shot, correct
from moonbase.trajectories.destinations import family_of
from moonbase.trajectories.ephemeris import calendar_date, require_span, state
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.problem import Problem, at_sphere
from moonbase.trajectories.reach import reach_of
from moonbase.trajectories.seasons import Departures, collect, sample_times

__all__ = ["MUZZLE_WEIGHT", "explain", "members_of", "solve"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_STEP = 43200.0  # s between departures; the Moon turns 6.6 degrees in that time
_CHUNK = 4096
_SCOUTS = 1200  # departures with which the useful members of a large family are picked
_KEEP = 12
MUZZLE_WEIGHT = 0.05
"""Metres per second on board that one of muzzle speed is worth."""
_NOTES = (
    "patched conics: Moon, Earth and Sun act one after the other, from the Earth-Moon barycentre",
    (
        "the payload corrects the direction by one impulse at the edge of the Moon's sphere of influence; "
        "muzzle errors and their correction are not included"
    ),
    "time of flight is counted from the Moon's distance; days spent in the Earth-Moon system are left out",
)


def members_of(problem: Problem, t: Array) -> Index:
    """Pick the members of a large family that are the best one at some departure."""
    everyone = np.arange(problem.family.size)
    if len(everyone) <= 2 * _KEEP or problem.family.whole:
        return everyone
    scouts = t[:: max(1, len(t) // _SCOUTS)]
    counts = np.zeros(len(everyone))
    for part in range(0, len(scouts), 256):
        found = at_sphere(problem, scouts[part : part + 256], everyone)
        onboard, cost = found.onboard, found.onboard + MUZZLE_WEIGHT * np.nan_to_num(found.muzzle)
        rows = np.isfinite(cost).any(axis=1)
        weight = np.where(onboard[rows].min(axis=1) <= problem.limits.max_onboard_dv, 1.0, 1e-3)
        np.add.at(counts, np.argmin(cost[rows], axis=1), weight)
    order = np.argsort(-counts, kind="stable")[:_KEEP]
    return np.sort(order[counts[order] > 0.0]) if counts.any() else everyone[:_KEEP]


def _best(problem: Problem, t: Array, members: Index, *, prune: bool) -> Departures:
    """Take the best member at each departure."""
    columns: list[list[Array]] = [[], [], [], []]
    for part in range(0, len(t), _CHUNK):
        found = at_sphere(problem, t[part : part + _CHUNK], members, prune=prune)
        values = (found.onboard, found.muzzle, found.tof, found.arrival)
        cost = found.onboard + MUZZLE_WEIGHT * np.nan_to_num(found.muzzle)
        row, pick = np.arange(len(cost)), np.argmin(cost, axis=1)
        for column, value in zip(columns, values, strict=True):
            column.append(value[row, pick])
    onboard, speed, tof, arrival = (np.concatenate(column) for column in columns)
    return Departures(t=t, muzzle_speed=speed, onboard_dv=onboard, time_of_flight=tof, arrival_speed=arrival)


def explain(problem: Problem, t: Array) -> TrajectoryError:
    """Say what is missing for a first opportunity."""
    sparse = t[:: max(1, len(t) // _SCOUTS)]
    everyone = np.arange(problem.family.size)
    free = Problem(
        problem.site,
        Limits(
            max_muzzle_speed=problem.limits.max_muzzle_speed,
            max_onboard_dv=problem.limits.max_onboard_dv,
            max_time_of_flight=np.inf,
        ),
        problem.stops,
        problem.family,
        problem.reach,
    )
    patient = [_best(free, sparse[part : part + 128], everyone, prune=False) for part in range(0, len(sparse), 128)]
    onboard = np.concatenate([part.onboard_dv for part in patient])
    index = int(np.argmin(onboard))
    if not np.isfinite(onboard[index]):
        return TrajectoryError(
            "no transfer reaches the destination between "
            f"{calendar_date(float(t[0]))} and {calendar_date(float(t[-1]))}",
            help="widen the interval of departures or the largest time of flight",
        )
    tof = np.concatenate([part.time_of_flight for part in patient])[index]
    speed = np.concatenate([part.muzzle_speed for part in patient])[index]
    lack = onboard[index] - problem.limits.max_onboard_dv
    missing = f"{max(lack, 0.0):.0f} m/s of on-board velocity change"
    if tof > problem.limits.max_time_of_flight:
        missing += f" and {(tof - problem.limits.max_time_of_flight) / 86400:.0f} days of flight time"
    return TrajectoryError(
        f"no departure between {calendar_date(float(t[0]))} and {calendar_date(float(t[-1]))} fits the "
        "limits: the "
        f"best one ({calendar_date(float(sparse[index]))}, muzzle {speed:.0f} m/s, {tof / 86400:.0f} "
        "days) takes "
        f"{onboard[index]:.0f} m/s on board; {missing} are missing",
        help="raise the limit, turn the launcher or elevate its muzzle, move it, or allow a faster muzzle",
    )


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.opportunities.opportunities` by patched conics."""
    require_span(start, end)
    problem = Problem(
        site=site,
        limits=limits,
        stops=destination.stops,
        family=family_of(destination, start, end, limits.max_time_of_flight),
        reach=reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, limits.max_muzzle_speed),
    )
    t = sample_times(start, end, _STEP)
    departures = _best(problem, t, members_of(problem, t), prune=True)
    found = collect(departures, limits.max_onboard_dv, backend=str(backend()), notes=_NOTES)
    if len(found) == 0:
        raise explain(problem, t)
    checked = _checked(problem, float(found.best[int(np.argmin(found.best_onboard_dv))]))
    return replace(found, notes=(*checked, *found.notes))


def _checked(problem: Problem, t: float) -> tuple[str, ...]:
    """Fly one departure under all bodies and say how far the patched conics are off."""
    everyone = np.arange(problem.family.size)
    found = at_sphere(problem, np.array([t]), everyone)
    onboard, speed, arrival = found.onboard[0], found.muzzle[0], found.arrival[0]
    member = int(np.argmin(onboard + MUZZLE_WEIGHT * np.nan_to_num(speed)))
    own = float(arrival[member]) if problem.stops else 0.0
    split = (
        f"of the on-board change, {onboard[member] - own:.0f} m/s are what the launcher misses in direction and "
        f"{own:.0f} m/s match the destination at arrival (best departure, {calendar_date(t)})"
    )
    aim = problem.family.aim(t, member)
    if aim is None:
        return (split,)
    velocity = problem.family.at(np.array([t]), everyone).velocity[0, member]
    shot = Shot(
        site=problem.site,
        t=t,
        muzzle_speed=float(speed[member]),
        max_muzzle_speed=problem.limits.max_muzzle_speed,
        excess=velocity - state("moon", t, center="earth")[1],
        aim=aim,
    )
    result = correct(shot)
    what = f"flown under Sun, Earth, Moon and planets (DE440), the departure of {calendar_date(t)} "
    if not result.converged:
        return (what + f"does not settle on the destination: {result.miss / 1e3:.0f} km are left", split)
    return (
        what + f"takes {result.muzzle_speed:.0f} m/s at the muzzle, {result.impulse:.0f} m/s of correction and "
        f"{result.arrival_speed:.0f} m/s at arrival, against {shot.muzzle_speed:.0f}, {result.patched_impulse:.0f} "
        f"and {arrival[member]:.0f} m/s by patched conics",
        split,
    )
