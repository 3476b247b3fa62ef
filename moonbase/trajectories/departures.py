"""Launch seasons for destinations outside the Moon's neighbourhood, by patched conics.

At each departure time every member of a transfer family asks for one excess velocity at the Moon. Turned into
the Moon-fixed frame it is compared with what the launcher reaches; the payload adds the difference. The
Moon's rotation sweeps the launcher past the wanted direction once a month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.ephemeris import calendar_date, require_span, state
from moonbase.trajectories.moon import orientation
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.reach import Reach, reach_of
from moonbase.trajectories.seasons import Departures, collect, sample_times
from moonbase.trajectories.transfers import Family, PerigeeFamily, PlanetFamily, circle_family

__all__ = ["solve"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_STEP = 43200.0  # s between departures; the Moon turns 6.6 degrees in that time
_CHUNK = 4096
_SCOUTS = 1200  # departures with which the useful members of a large family are picked
_KEEP = 12
_MUZZLE_WEIGHT = 0.05
_NOTES = (
    (
        "patched conics: Moon and Earth act one after the other; the muzzle speed of a throw that barely "
        "escapes is "
        "uncertain by some 10 m/s, of one with more than 1 km/s of excess speed by a few m/s"
    ),
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

    def costs(self, t: Array, members: Index, *, prune: bool) -> tuple[Array, Array, Array, Array]:
        """On-board change, muzzle speed, time of flight and arrival speed, each (n, k)."""
        transfers = self.family.at(t, members)
        _, moon_velocity = state("moon", t, center="earth")
        wanted = transfers.velocity - moon_velocity[:, None, :]
        fixed = np.einsum("nji,nkj->nki", orientation(t), wanted)
        own = transfers.arrival if self.stops else np.zeros_like(transfers.arrival)
        usable = np.isfinite(fixed).all(axis=2) & (transfers.tof <= self.limits.max_time_of_flight)
        if prune:
            fastest = float(np.linalg.norm(self.reach.curve[-1]))
            least = np.maximum(np.linalg.norm(fixed, axis=2) - fastest, 0.0) + own
            usable &= least <= self.limits.max_onboard_dv + _SLACK
        speed, onboard = np.full(usable.shape, np.nan), np.full(usable.shape, np.inf)
        speed[usable], miss = self.reach.nearest(fixed[usable])
        onboard[usable] = miss + own[usable]
        return onboard, speed, transfers.tof, transfers.arrival


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
        help="raise the limit, turn the launcher, move it in longitude, or allow a faster muzzle",
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
    return found
