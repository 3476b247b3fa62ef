"""Launch seasons for destinations outside the Moon's neighbourhood, by patched conics.

At each departure time every member of a transfer family asks for one excess velocity at the Moon. Turned into
the Moon-fixed frame it is compared with what the launcher reaches; the payload adds the difference. The
Moon's rotation sweeps the launcher past the wanted direction once a month.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.check import Shot, correct
from moonbase.trajectories.ephemeris import calendar_date, require_span, state
from moonbase.trajectories.moon import orientation
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.planet_transfers import PlanetFamily
from moonbase.trajectories.reach import Reach, reach_of
from moonbase.trajectories.seasons import Departures, collect, sample_times
from moonbase.trajectories.transfers import Family, PerigeeFamily, circle_family

__all__ = ["solve"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_STEP = 43200.0  # s between departures; the Moon turns 6.6 degrees in that time
_CHUNK = 4096
_SCOUTS = 1200  # departures with which the useful members of a large family are picked
_KEEP = 12
_MUZZLE_WEIGHT = 0.05
_NOTES = (
    "patched conics: Moon, Earth and Sun act one after the other, from the Earth-Moon barycentre",
    (
        "the payload corrects the direction by one impulse at the edge of the Moon's sphere of influence; "
        "muzzle errors and their correction are not included"
    ),
    "time of flight is counted from the Moon's distance; days spent in the Earth-Moon system are left out",
)


@dataclass(frozen=True)
class _Problem:
    site: LaunchSite
    limits: Limits
    stops: bool
    family: Family
    reach: Reach

    @property
    def reach_speed(self) -> float:
        """Fastest excess speed at the Moon [m/s]."""
        return float(np.linalg.norm(self.reach.curve[-1]))

    def costs(self, t: Array, members: Index, *, prune: bool) -> tuple[Array, ...]:
        """On-board change, muzzle speed, time of flight and arrival speed, each (n, k)."""
        reach = self.reach_speed + self.limits.max_onboard_dv + _SLACK
        worth = self.family.worth(t, reach + _MOON_SPEED) if prune else np.ones(len(t), dtype=bool)
        if not worth.all():
            shape = (len(t), len(members))
            columns = tuple(np.full(shape, fill) for fill in (np.inf, np.nan, np.nan, np.nan))
            if worth.any():
                for column, part in zip(columns, self.costs(t[worth], members, prune=prune), strict=True):
                    column[worth] = part
            return columns
        transfers = self.family.at(t, members)
        _, moon_velocity = state("moon", t, center="earth")
        wanted = transfers.velocity - moon_velocity[:, None, :]
        fixed = np.einsum("nji,nkj->nki", orientation(t), wanted)
        own = transfers.arrival if self.stops else np.zeros_like(transfers.arrival)
        usable = np.isfinite(fixed).all(axis=2) & (transfers.tof <= self.limits.max_time_of_flight)
        if prune:
            least = np.maximum(np.linalg.norm(fixed, axis=2) - self.reach_speed, 0.0) + own
            usable &= least <= self.limits.max_onboard_dv + _SLACK
        speed, onboard = np.full(usable.shape, np.nan), np.full(usable.shape, np.inf)
        speed[usable], miss = self.reach.nearest(fixed[usable])
        onboard[usable] = miss + own[usable]
        return onboard, speed, transfers.tof, transfers.arrival


_MOON_SPEED = 1100.0  # m/s, what the Moon's motion adds at most
_SLACK = 500.0  # m/s beyond the limit that is still evaluated, so that crossings can be interpolated


def _members(problem: _Problem, t: Array) -> Index:
    """Pick the members of a large family that are the best one at some departure."""
    everyone = np.arange(problem.family.size)
    if len(everyone) <= 2 * _KEEP or isinstance(problem.family, PlanetFamily):
        return everyone
    scouts = t[:: max(1, len(t) // _SCOUTS)]
    counts = np.zeros(len(everyone))
    for part in range(0, len(scouts), 256):
        onboard, speed, _, _ = problem.costs(scouts[part : part + 256], everyone, prune=False)
        cost = onboard + _MUZZLE_WEIGHT * np.nan_to_num(speed)
        rows = np.isfinite(cost).any(axis=1)
        weight = np.where(onboard[rows].min(axis=1) <= problem.limits.max_onboard_dv, 1.0, 1e-3)
        np.add.at(counts, np.argmin(cost[rows], axis=1), weight)
    order = np.argsort(-counts, kind="stable")[:_KEEP]
    return np.sort(order[counts[order] > 0.0]) if counts.any() else everyone[:_KEEP]


def _best(problem: _Problem, t: Array, members: Index, *, prune: bool) -> Departures:
    """Take the best member at each departure."""
    columns: list[list[Array]] = [[], [], [], []]
    for part in range(0, len(t), _CHUNK):
        values = problem.costs(t[part : part + _CHUNK], members, prune=prune)
        cost = values[0] + _MUZZLE_WEIGHT * np.nan_to_num(values[1])
        row, pick = np.arange(len(cost)), np.argmin(cost, axis=1)
        for column, value in zip(columns, values, strict=True):
            column.append(value[row, pick])
    onboard, speed, tof, arrival = (np.concatenate(column) for column in columns)
    return Departures(t=t, muzzle_speed=speed, onboard_dv=onboard, time_of_flight=tof, arrival_speed=arrival)


def _family(destination: Destination, start: float, end: float, limits: Limits) -> Family:
    if destination.kind == "planet":
        return PlanetFamily(str(destination.body), start, end, limits.max_time_of_flight)
    radius = float(destination.radius or 0.0)
    if destination.kind == "heliocentric":
        if not 1e10 < radius < 1e13:
            raise TrajectoryError(
                f"a circle about the Sun of {radius:.4g} m is outside the supported 0.07 to 67 astronomical units"
            )
        return circle_family(radius)
    if not 6.5e6 < radius < 3e8:
        raise TrajectoryError(
            f"an orbit about the Earth of {radius / 1e3:.0f} km radius is outside the supported 6500 to 300000 km"
        )
    return PerigeeFamily(radius)


def _explain(problem: _Problem, t: Array) -> TrajectoryError:
    """Say what is missing for a first opportunity."""
    sparse = t[:: max(1, len(t) // _SCOUTS)]
    everyone = np.arange(problem.family.size)
    free = _Problem(
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
    problem = _Problem(
        site=site,
        limits=limits,
        stops=destination.stops,
        family=_family(destination, start, end, limits),
        reach=reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, limits.max_muzzle_speed),
    )
    t = sample_times(start, end, _STEP)
    departures = _best(problem, t, _members(problem, t), prune=True)
    found = collect(departures, limits.max_onboard_dv, backend=str(backend()), notes=_NOTES)
    if len(found) == 0:
        raise _explain(problem, t)
    checked = _checked(problem, float(found.best[int(np.argmin(found.best_onboard_dv))]))
    return replace(found, notes=(*checked, *found.notes))


def _checked(problem: _Problem, t: float) -> tuple[str, ...]:
    """Fly one departure under all bodies and say how far the patched conics are off."""
    everyone = np.arange(problem.family.size)
    onboard, speed, _, arrival = (part[0] for part in problem.costs(np.array([t]), everyone, prune=False))
    member = int(np.argmin(onboard + _MUZZLE_WEIGHT * np.nan_to_num(speed)))
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
