"""Launch to the Earth-Moon libration points L1 and L2, which move with the Moon: open all the time."""

from __future__ import annotations

import math

import numpy as np

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.cr3bp import System, earth_moon
from moonbase.trajectories.midcourse import Search, cheapest
from moonbase.trajectories.moon import ESCAPE_SPEED
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.seasons import frozen
from moonbase.trajectories.throw import Throw, ballistic, least_muzzle_speed, rotating_axes

__all__ = ["best_throw", "solve"]

_MARGIN = 250.0  # m/s above the least muzzle speed that is searched at most
_SPARE = 3.0  # m/s above it that a corrected throw keeps: slower ones hang for days near the point's neck
_LATEST = 120.0 * 3600.0  # s, for the same reason
_NOTES = (
    (
        "circular restricted three-body problem with the mean distance: the real Moon's distance changes by "
        "6 % and its "
        "face swings by up to 8 degrees in a month, so that speed and mid-course impulse must be adjusted "
        "shot by shot"
    ),
    "the payload stops at the libration point; muzzle errors and their correction are not included",
)


def _azimuths(site: LaunchSite, point: int) -> tuple[float, ...]:
    """Azimuths to start from: the launcher's own, or along the great circle under the point, both ways."""
    if site.azimuth is not None:
        return (site.azimuth,)
    axes = rotating_axes(site)
    side = np.array([1.0 if point == 2 else -1.0, 0.0, 0.0])
    towards = math.atan2(float(side @ axes.east), float(side @ axes.north))
    return (towards, towards + math.pi)


def best_throw(site: LaunchSite, system: System, point: int, limits: Limits) -> Throw:
    """Take the ballistic throw with the least arrival speed if one fits the limits, else the cheapest corrected one.

    Raises
    ------
    TrajectoryError
        If the muzzle is too slow for any throw, or no throw reaches the point.
    """
    least = least_muzzle_speed(site, system, point)
    if limits.max_muzzle_speed < least:
        raise TrajectoryError(
            f"the muzzle speed is limited to {limits.max_muzzle_speed:.1f} m/s; reaching L{point} takes "
            "at least "
            f"{least:.1f} m/s: {least - limits.max_muzzle_speed:.1f} m/s are missing",
            help=f"the Moon's escape speed is {ESCAPE_SPEED:.0f} m/s; raise the muzzle speed or choose a lunar orbit",
        )
    fastest = min(limits.max_muzzle_speed, least + _MARGIN)
    for throw in ballistic(site, system, point, fastest) if site.azimuth is not None else []:
        if throw.time_of_flight <= limits.max_time_of_flight and throw.arrival_speed <= limits.max_onboard_dv:
            return throw
    slowest = min(least + _SPARE, fastest)
    search = Search(
        slowest=slowest,
        fastest=fastest,
        latest=min(limits.max_time_of_flight, _LATEST),
        azimuths=_azimuths(site, point),
        turns=site.azimuth is None,
    )
    return cheapest(site, system, point, search)


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.opportunities.opportunities` for L1 and L2."""
    point = 1 if destination.kind == "eml1" else 2
    throw = best_throw(site, earth_moon(), point, limits)
    onboard = throw.midcourse_dv + (throw.arrival_speed if destination.stops else 0.0)
    if onboard > limits.max_onboard_dv:
        raise TrajectoryError(
            f"the cheapest throw to L{point} (muzzle {throw.muzzle_speed:.1f} m/s, "
            f"{throw.time_of_flight / 3600:.1f} h) takes {onboard:.1f} m/s on board: "
            f"{throw.midcourse_dv:.1f} m/s "
            f"mid-course and {throw.arrival_speed:.1f} m/s at arrival; "
            f"{onboard - limits.max_onboard_dv:.1f} m/s are missing",
            help="turn the launcher (to the east on the near side, 33 degrees east for L2), or allow more propellant",
        )
    kind = (
        "ballistic: no impulse before arrival"
        if throw.midcourse_dv == 0.0
        else f"one impulse of {throw.midcourse_dv:.1f} m/s {throw.midcourse_time / 3600:.1f} h after release"
    )
    return frozen(
        start=np.array([start]),
        end=np.array([end]),
        muzzle_speed=np.array([throw.muzzle_speed]),
        onboard_dv=np.array([onboard]),
        time_of_flight=np.array([throw.time_of_flight]),
        arrival_speed=np.array([throw.arrival_speed]),
        best=np.array([start]),
        best_onboard_dv=np.array([onboard]),
        peak_muzzle_speed=np.array([throw.muzzle_speed]),
        backend=str(backend()),
        notes=(kind, *_NOTES),
    )
