"""The windows of a leg in the Moon's neighbourhood, flown: a throw that serves at any time is flown on many dates."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.cr3bp import earth_moon
from moonbase.trajectories.ephemeris import calendar_date, span
from moonbase.trajectories.escape import at_the_slowest, least_speeds
from moonbase.trajectories.escape_check import along_the_moon, real_escape
from moonbase.trajectories.flown import Flown
from moonbase.trajectories.flown_windows import MOST, FlownWindows, few
from moonbase.trajectories.halo import throw_to
from moonbase.trajectories.libration import best_throw
from moonbase.trajectories.libration_check import RealThrow, finished, real_throw
from moonbase.trajectories.lunar_orbit_check import real_apolune
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits, Opportunities
from moonbase.trajectories.threads import each_in_threads
from moonbase.trajectories.throw import Throw

__all__ = ["CIRCLED", "EIGHTH", "MARGIN", "SURE", "escape_at", "fly_nearby", "meeting", "pointed", "throw_for"]

Array = NDArray[np.float64]

_DAY = 86400.0
_WORTH = 0.05  # m/s; less is not worth a word
EIGHTH = 3.44 * _DAY
"""An eighth of the month from perigee to perigee [s]."""
MARGIN = 10.0 * _DAY
"""What the ephemeris has to cover beyond the arrival of a throw, which may come later when it is corrected [s]."""
SURE = 2e6
"""Distance from a libration point within which a corrected throw counts as arrived [m]."""
CIRCLED = 100.0
"""How well the height of a lunar orbit is met [m]."""


def throw_for(site: LaunchSite, destination: Destination, limits: Limits) -> tuple[int, Throw]:
    """Give the libration point (1 or 2) of a destination and the throw of the three-body problem to it.

    Raises
    ------
    TrajectoryError
        If there is none.
    """
    point = 1 if "eml1" in (destination.kind, (destination.body or "").lower()) else 2
    if destination.kind == "halo":
        return point, throw_to(site, destination, limits)
    return point, best_throw(site, earth_moon(), point, limits, stops=destination.stops)


def meeting(site: LaunchSite, point: int, throw: Throw, t: float, fastest: float, *, stops: bool) -> RealThrow:
    """Correct a throw for release at a date and take the rest of its miss out.

    Parameters
    ----------
    site, point, throw, t, fastest, stops
        As in `moonbase.trajectories.libration_check.real_throw`.
    """
    real = real_throw(site, point, throw, t, fastest, stops=stops)
    return finished(site, point, throw, t, real) if real.miss < SURE else real


def pointed(site: LaunchSite) -> LaunchSite:
    """Turn a launcher that can turn to the east, where lunar orbits take the slowest muzzle."""
    return replace(site, azimuth=math.pi / 2) if site.azimuth is None else site


def escape_at(site: LaunchSite, limits: Limits, t: float, muzzle_speed: float) -> tuple[LaunchSite, Flown | None]:
    """Fly an escape under all bodies; gives the launcher as it points, and what `real_escape` gives."""
    turned = replace(site, azimuth=along_the_moon(site, t)) if site.azimuth is None else site
    return turned, real_escape(turned, t, muzzle_speed, limits.max_muzzle_speed, longest=limits.max_time_of_flight)


def fly_nearby(
    site: LaunchSite, destination: Destination, limits: Limits, found: Opportunities, edges: tuple[float, float]
) -> FlownWindows:
    """Fly the windows to a libration point, an orbit about it or about the Moon, or out of the Earth-Moon system.

    Escapes are flown at the hour of each window that takes the slowest muzzle. The other places have one window, open
    all the time: it is flown on up to 24 dates, and the table holds the throw in the middle of what they take on board.

    Parameters
    ----------
    site, destination, limits
        Of the question.
    found
        Its answer.
    edges
        First and last departure of the question [s, TDB after J2000].
    """
    if destination.kind == "escape":
        return _escapes(site, limits, found, edges)
    dates = _dates(found)
    if not len(dates):
        return FlownWindows(
            table=np.zeros((0, 6)), notes=("the ephemeris covers no date of the window: not flown under all bodies",)
        )
    if destination.kind == "lunar-orbit":
        throw = float(found.muzzle_speed[0]), float(found.time_of_flight[0])
        radius = float(destination.radius or 0.0)
        flights = each_in_threads(lambda t: real_apolune(pointed(site), radius, t, throw), dates.tolist())
        return _always(found, limits, (dates, flights), stops=destination.stops, hit=CIRCLED)
    point, best = throw_for(site, destination, limits)
    flights = each_in_threads(
        lambda t: meeting(
            replace(site, azimuth=best.azimuth), point, best, t, limits.max_muzzle_speed, stops=destination.stops
        ),
        dates.tolist(),
    )
    return _always(found, limits, (dates, flights), stops=destination.stops, hit=SURE)


def _dates(found: Opportunities) -> Array:
    """Spread dates evenly over a window, and over the month from perigee to perigee: each next one an eighth on."""
    first, last = max(float(found.start[0]), span()[0]), span()[1] - float(found.time_of_flight[0]) - MARGIN
    steps = np.arange(math.ceil(max(0.0, min(float(found.end[0]), last) - first) / EIGHTH))
    if len(steps) > MOST:
        months = np.linspace(0.0, len(steps) - 8.0, MOST) // 8
        steps = np.unique(8 * months + np.arange(MOST) % 8)
    return np.asarray(first + EIGHTH * steps)


def _always(
    found: Opportunities, limits: Limits, flown: tuple[Array, list[RealThrow]], *, stops: bool, hit: float
) -> FlownWindows:
    """Give the middle one of the flights of a window that is open all the time, and the range of all in words."""
    dates, flights = flown
    good = [i for i, one in enumerate(flights) if one.miss < hit]
    where = f"flown under Sun, Earth and Moon (DE440) on {len(dates)} dates, spread over window and month"
    if not good:
        misses = [one.miss for one in flights if math.isfinite(one.miss)]
        table = np.array([[0.0, *[np.nan] * 4, min(misses)]] if misses else []).reshape(-1, 6)
        return FlownWindows(table=table, notes=(f"{where}, it never meets the destination",))
    onboard = {i: flights[i].midcourse_dv + (flights[i].arrival_speed if stops else 0.0) for i in good}
    middle = sorted(good, key=onboard.__getitem__)[len(good) // 2]
    more = {i: onboard[i] - float(found.best_onboard_dv[0]) for i in good}
    parts = (
        ("muzzle", [flights[i].muzzle_speed for i in good]),
        ("on the way", [flights[i].midcourse_dv for i in good]),
        ("arrival", [flights[i].arrival_speed for i in good]),
    )
    ranges = ", ".join(
        f"{name} {min(values):.0f} to {max(values):.0f} m/s" for name, values in parts if max(values) > _WORTH
    )
    notes = [
        f"{where}, {len(good)} of them settled: {ranges}",
        (
            f"on board {min(more.values()):+.1f} to {max(more.values()):+.1f} m/s against the leg's own numbers; the "
            f"table of windows has the middle one, {more[middle]:+.1f} m/s, which leaves {calendar_date(dates[middle])}"
        ),
    ]
    lack = max(flights[i].muzzle_speed for i in good) - limits.max_muzzle_speed
    if lack > _WORTH:
        notes.append(f"on some of the dates the launcher is too slow for the flown throw, by up to {lack:.1f} m/s")
    muzzle = flights[middle].muzzle_speed
    table = np.array([[0.0, muzzle, onboard[middle], more[middle], muzzle - found.muzzle_speed[0], 0.0]])
    return FlownWindows(table=table, notes=tuple(notes))


def _escapes(site: LaunchSite, limits: Limits, found: Opportunities, edges: tuple[float, float]) -> FlownWindows:
    """Fly escapes, each at the slowest muzzle that leaves under all bodies: nothing is burned on board."""
    numbers = few(found)
    slow = at_the_slowest(found, *least_speeds(site, *edges, limits.max_muzzle_speed))
    speeds = dict(zip(slow.best.tolist(), slow.muzzle_speed.tolist(), strict=True))
    flights = each_in_threads(lambda t: escape_at(site, limits, t, speeds[t])[1], slow.best[numbers].tolist())
    table = np.array(
        [
            (
                number,
                one.muzzle,
                0.0,
                0.0,
                one.muzzle - slow.muzzle_speed[number],
                0.0 if one.converged else max(one.miss, 1.0),
            )
            for number, one in zip(numbers.tolist(), flights, strict=True)
            if one is not None
        ]
    ).reshape(-1, 6)
    more = table[table[:, 5] == 0.0, 4]
    words = f"{len(found)} windows, {len(table)} of them flown under all bodies at the hour of the slowest muzzle"
    if not len(more):
        return FlownWindows(table=table, notes=(f"{words}: none is known to leave",))
    low, middle, high = np.percentile(more, [0.0, 50.0, 100.0])
    lost = "" if len(more) == len(table) else f"; {len(table) - len(more)} do not leave"
    return FlownWindows(
        table=table,
        notes=(
            (
                f"{words}: at the muzzle {low:+.0f} to {high:+.0f} m/s against patched conics at that hour, "
                f"{middle:+.0f} in the median, and nothing on board{lost}"
            ),
        ),
    )
