"""Launch seasons for destinations outside the Moon's neighbourhood, by patched conics.

At each departure time every member of a transfer family asks for one excess velocity at the Moon. Turned into
the Moon-fixed frame it is compared with what the launcher reaches; the payload adds the difference. The
Moon's rotation sweeps the launcher past the wanted direction once a month.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.backend import backend
from moonbase.trajectories.calendar import PLACES, calendar
from moonbase.trajectories.check import Shot, correct
from moonbase.trajectories.destinations import family_of
from moonbase.trajectories.ephemeris import calendar_date, require_span, state
from moonbase.trajectories.flown import fly, pick
from moonbase.trajectories.members import MUZZLE_WEIGHT, best_at_sphere, members_of
from moonbase.trajectories.missing import explain
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.problem import Problem, at_sphere
from moonbase.trajectories.reach import reach_of
from moonbase.trajectories.seasons import Departures, collect, sample_times
from moonbase.trajectories.transfers import PerigeeFamily

__all__ = ["solve"]


_STEP = 43200.0  # s between departures; the Moon turns 6.6 degrees in that time
_NOTES = (
    "patched conics: Moon, Earth and Sun act one after the other, from the Earth-Moon barycentre",
    (
        "the payload corrects the direction by one impulse at the edge of the Moon's sphere of influence; "
        "muzzle errors and their correction are not included"
    ),
    "time of flight is counted from the Moon's distance; days spent in the Earth-Moon system are left out",
)


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.solve.opportunities` by patched conics."""
    require_span(start, end)
    problem = Problem(
        site=site,
        limits=limits,
        stops=destination.stops,
        family=family_of(destination, start, end, limits.max_time_of_flight),
        reach=reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, limits.max_muzzle_speed),
    )
    t = sample_times(start, end, _STEP)
    if limits.burns_anywhere or isinstance(problem.family, PerigeeFamily):
        return _anywhere(problem, t, PLACES if limits.burns_anywhere else ("sphere", "none"))
    departures = best_at_sphere(problem, t, members_of(problem, t), prune=True)
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


def _anywhere(problem: Problem, t: NDArray[np.float64], places: tuple[str, ...]) -> Opportunities:
    """Answer with the payload burning wherever it is cheapest."""
    best = calendar([problem], t, places)
    departures = Departures(
        t=t,
        muzzle_speed=best.muzzle,
        onboard_dv=best.onboard,
        time_of_flight=best.tof,
        arrival_speed=best.arrival,
    )
    found = collect(departures, problem.limits.max_onboard_dv, backend=str(backend()), notes=_NOTES[:1] + _NOTES[2:])
    if len(found) == 0:
        raise explain(problem, t)
    what = pick(best, int(np.argmin(best.onboard)))
    flight = fly(problem, what)
    own = what.arrival if problem.stops else 0.0
    settled = "takes" if flight.converged else "does not settle on the destination; it comes near with"
    flown = (
        f"flown under Sun, Earth, Moon and planets (DE440), the departure of {calendar_date(what.t)} {settled} "
        f"{flight.muzzle:.0f} m/s at the muzzle, {flight.impulse + flight.burn:.0f} m/s on the way and "
        f"{flight.arrival:.0f} m/s at arrival, against {what.muzzle:.0f}, {what.onboard - own:.0f} and "
        f"{what.arrival:.0f} m/s by patched conics"
    )
    burns = (
        "the payload burns where it is cheapest: right after release, at the edge of the Moon's sphere of influence, "
        f"at a perigee, or not at all; at the best departure: {what.place}"
    )
    return replace(found, notes=(flown, burns, *found.notes))
