"""Launch to the Earth-Moon libration points L1 and L2, which move with the Moon: open all the time."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.cr3bp import System, earth_moon
from moonbase.trajectories.midcourse import Search, cheapest
from moonbase.trajectories.moon import ESCAPE_SPEED
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.seasons import always
from moonbase.trajectories.throw import Throw, ballistic, least_muzzle_speed, rotating_axes

__all__ = ["LATEST", "MARGIN", "SPARE", "azimuths", "best_throw", "solve"]

MARGIN = 250.0
"""What is searched above the least muzzle speed at most [m/s]."""
_PREFERENCE = 150.0  # m/s
SPARE = 3.0
"""What a corrected throw keeps above it: slower ones hang for days near the point's neck [m/s]."""
LATEST = 120.0 * 3600.0
"""Longest flight, for the same reason [s]."""
_MODEL = (
    "circular restricted three-body problem with the mean distance: the real Moon's distance changes by "
    "6 % and its "
    "face swings by up to 8 degrees in a month, so that speed and mid-course impulse must be adjusted "
    "shot by shot"
)


def azimuths(site: LaunchSite, point: int) -> tuple[float, ...]:
    """Azimuths to start from: the launcher's own, or along the great circle under the point, both ways."""
    if site.azimuth is not None:
        return (site.azimuth,)
    axes = rotating_axes(site)
    side = np.array([1.0 if point == 2 else -1.0, 0.0, 0.0])
    towards = math.atan2(float(side @ axes.east), float(side @ axes.north))
    return (towards, towards + math.pi)


def _ballistic(site: LaunchSite, system: System, point: int, fastest: float, limits: Limits) -> list[Throw]:
    """List the throws that need no correction and arrive in time; a launcher that turns tries east and west."""
    both = (site.azimuth,) if site.azimuth is not None else (0.5 * math.pi, 1.5 * math.pi)
    throws = [throw for azimuth in both for throw in ballistic(replace(site, azimuth=azimuth), system, point, fastest)]
    return sorted(
        (throw for throw in throws if throw.time_of_flight <= limits.max_time_of_flight),
        key=lambda throw: throw.arrival_speed,
    )


def _onboard(throw: Throw, *, stops: bool) -> float:
    return throw.midcourse_dv + (throw.arrival_speed if stops else 0.0)


def best_throw(site: LaunchSite, system: System, point: int, limits: Limits, *, stops: bool = True) -> Throw:
    """Choose a throw to a libration point.

    The throw with the least on-board change is taken, but one from a fixed muzzle that needs no correction is
    preferred as long as it costs at most 150 m/s more: its payload need not be able to steer before it
    arrives.

    Parameters
    ----------
    site, system, point
        Launcher, Earth-Moon system, 1 or 2.
    limits
        What launcher and payload can do.
    stops
        Whether the payload's propulsion removes the arrival speed; if not, it is caught.

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
    fastest = min(limits.max_muzzle_speed, least + MARGIN)
    direct = [
        throw
        for throw in _ballistic(site, system, point, fastest, limits)[:1]
        if _onboard(throw, stops=stops) <= limits.max_onboard_dv
    ]
    if direct and not stops:
        return direct[0]
    search = Search(
        slowest=min(least + SPARE, fastest),
        fastest=fastest,
        latest=min(limits.max_time_of_flight, LATEST),
        azimuths=azimuths(site, point),
        turns=site.azimuth is None,
        stops=stops,
    )
    try:
        corrected = cheapest(site, system, point, search)
    except TrajectoryError:
        if direct:
            return direct[0]
        raise
    bonus = _PREFERENCE if site.azimuth is not None else 0.0
    return min([*direct, corrected], key=lambda one: _onboard(one, stops=stops) - bonus * (one.midcourse_dv == 0.0))


def _notes(throw: Throw, *, stops: bool) -> tuple[str, ...]:
    way = (
        "ballistic: no impulse before arrival"
        if throw.midcourse_dv == 0.0
        else f"one impulse of {throw.midcourse_dv:.1f} m/s {throw.midcourse_time / 3600:.1f} h after release"
    )
    end = (
        f"the payload removes its arrival speed of {throw.arrival_speed:.1f} m/s itself"
        if stops
        else f"the payload is caught at {throw.arrival_speed:.1f} m/s"
    )
    return (way, f"{end}; muzzle errors and their correction are not included", _MODEL)


def solve(site: LaunchSite, destination: Destination, start: float, end: float, limits: Limits) -> Opportunities:
    """Answer `moonbase.trajectories.solve.opportunities` for L1 and L2."""
    point = 1 if destination.kind == "eml1" else 2
    throw = best_throw(site, earth_moon(), point, limits, stops=destination.stops)
    onboard = _onboard(throw, stops=destination.stops)
    if onboard > limits.max_onboard_dv:
        at_arrival = f" and {throw.arrival_speed:.1f} m/s at arrival" if destination.stops else ""
        raise TrajectoryError(
            f"the cheapest throw to L{point} (muzzle {throw.muzzle_speed:.1f} m/s, "
            f"{throw.time_of_flight / 3600:.1f} h) takes {onboard:.1f} m/s on board: "
            f"{throw.midcourse_dv:.1f} m/s "
            f"mid-course{at_arrival}; {onboard - limits.max_onboard_dv:.1f} m/s are missing",
            help="turn the launcher (to the east on the near side, 33 degrees east for L2), or allow more propellant",
        )
    return always(throw, onboard, (start, end), backend=str(backend()), notes=_notes(throw, stops=destination.stops))
