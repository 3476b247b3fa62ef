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
from moonbase.trajectories.destinations import family_of
from moonbase.trajectories.ephemeris import require_span
from moonbase.trajectories.flown_windows import fly_windows
from moonbase.trajectories.members import best_at_sphere, members_of
from moonbase.trajectories.missing import explain
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.problem import Problem
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
    flown = fly_windows(problem, found, ("sphere",))
    return replace(found, flown=flown.table, notes=(*flown.notes, *found.notes))


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
    place = int(best.place[np.argmin(best.onboard)])
    burns = (
        "the payload burns where it is cheapest: right after release, at the edge of the Moon's sphere of influence, "
        f"at a perigee, or not at all; at the best departure: {PLACES[place]}"
    )
    flown = fly_windows(problem, found, places)
    return replace(found, flown=flown.table, notes=(*flown.notes, burns, *found.notes))
