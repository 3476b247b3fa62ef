"""The way of one throw through space, for pictures: sampled points, and where the bodies stand.

Flown under all bodies from the muzzle where the destination lies about the Sun or high about the Earth; for the
libration points of Earth and Moon in the circular restricted three-body problem. Answers are kept on
disk like windows are.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moonbase.errors import TrajectoryError
from moonbase.kept import folder, keep
from moonbase.trajectories.cache import stamp
from moonbase.trajectories.opportunities import Destination, LaunchSite, Limits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["KINDS", "Line", "Picture", "pictures"]

KINDS = ("heliocentric", "planet", "small-body", "sel1", "sel2", "solar-escape", "earth-orbit", "eml1", "eml2")
"""Destinations whose throws can be drawn."""
_POINTS = 70
_AU, _MEGAMETRE = 1.495978707e11, 1e6
_NEAR = 2.0e9  # m from the Earth within which the departure is drawn
_DAY = 86400.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """A way or an orbit: its name and its points, each ``(x, y, z)`` in the unit of the picture."""

    name: str
    points: tuple[tuple[float, float, float], ...]
    guide: bool = False
    """Whether it only helps the eye, such as the orbit of a body."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Lines and bodies in one frame.

    Attributes
    ----------
    title, unit, axes
        What is shown, the unit of the points, the names of the axes.
    lines
        Ways and orbits.
    bodies
        Name and place of each body or point.
    """

    title: str
    unit: str
    axes: tuple[str, str, str]
    lines: tuple[Line, ...]
    bodies: tuple[tuple[str, tuple[float, float, float]], ...]


def pictures(
    site: LaunchSite, destination: Destination, limits: Limits, span: tuple[float, float]
) -> tuple[Picture, ...]:
    """Fly the best throw of a span and give what it looks like.

    Parameters
    ----------
    site, destination, limits
        As for `moonbase.trajectories.solve.opportunities`.
    span
        First and last departure [s, TDB after J2000].

    Returns
    -------
    tuple of Picture
        About the Sun and near the Earth, or in the axes that turn with the Moon; empty for other destinations and where
        nothing fits the limits.
    """
    if destination.kind not in KINDS:
        return ()
    question = repr((site, destination, limits, span))
    place = folder()
    path = None
    if place is not None:
        digest = hashlib.blake2b(f"{stamp()} path {question}".encode(), digest_size=16).hexdigest()
        path = place / f"{digest}.json"
        known = _read(path)
        if known is not None:
            return known
    solve = _turning if destination.kind in ("eml1", "eml2") else _flown
    try:
        found = solve(site, destination, limits, span)
    except TrajectoryError:
        found = ()
    if path is not None:
        keep(path, json.dumps([asdict(one) for one in found]).encode())
    return found


def _flown(
    site: LaunchSite, destination: Destination, limits: Limits, span: tuple[float, float]
) -> tuple[Picture, ...]:
    """Fly a throw that leaves the Moon's neighbourhood."""
    import numpy as np

    from moonbase.trajectories.calendar import PLACES, calendar
    from moonbase.trajectories.destinations import family_of
    from moonbase.trajectories.flown import fly, pick
    from moonbase.trajectories.planet_transfers import BodyFamily
    from moonbase.trajectories.problem import Problem
    from moonbase.trajectories.reach import reach_of

    t = np.arange(span[0], span[1], 0.25 * _DAY)
    family = family_of(destination, float(t[0]), float(t[-1]), limits.max_time_of_flight)
    reach = reach_of(site.latitude, site.longitude, site.azimuth, site.elevation, limits.max_muzzle_speed)
    problem = Problem(site=site, limits=limits, stops=destination.stops, family=family, reach=reach)
    found = calendar([problem], t, PLACES if limits.burns_anywhere else ("sphere",))
    best = int(np.argmin(found.onboard))
    if not np.isfinite(found.onboard[best]):
        return ()
    one = pick(found, best)
    if isinstance(family, BodyFamily):
        problem = replace(problem, family=family.exact(one.member))
        one = replace(one, member=0)
    flight = fly(problem, one)
    times, states = _sampled(flight.arcs)
    near = _near_the_earth(times, states)
    if destination.kind == "earth-orbit":
        return (near,)
    far = _about_the_sun(destination, times, states)
    if not flight.converged:
        far = replace(far, title=f"{far.title}, before its correction settled")
    return far, near


def _sampled(arcs: Any) -> tuple[Array, Array]:
    """Give times, shape (n,), and barycentric equatorial positions, shape (n, 3), of a flight."""
    import numpy as np

    from moonbase.trajectories.nbody import propagate

    times, places = [], []
    for arc in arcs:
        length = arc.end - arc.start
        # dense near the start, where the way bends
        steps = arc.start + length * np.linspace(0.0, 1.0, _POINTS) ** 2.0
        now = arc.state[None]
        for begin, end in zip(steps, (*steps[1:], None), strict=True):
            times.append(float(begin))
            places.append(now[0, :3])
            if end is not None:
                now = propagate(now, float(begin), float(end), rtol=1e-9)
    return np.array(times), np.array(places)


def _line(name: str, points: Array, unit: float, *, guide: bool = False) -> Line:
    rounded = tuple((_short(x / unit), _short(y / unit), _short(z / unit)) for x, y, z in points.tolist())
    return Line(name=name, points=rounded, guide=guide)


def _short(value: float) -> float:
    return float(f"{value:.5g}")


def _about_the_sun(destination: Destination, times: Array, states: Array) -> Picture:
    import numpy as np

    from moonbase.trajectories.ephemeris import state, to_ecliptic
    from moonbase.trajectories.surroundings import orbit_line

    sun, _ = state("sun", times, center="barycentre", ecliptic=False)
    way = to_ecliptic(states - sun)
    year = times[0] + np.linspace(0.0, 365.25 * _DAY, 90)
    earth, _ = state("emb", year)
    lines = [_line("payload", way, _AU), _line("orbit of the Earth", earth, _AU, guide=True)]
    bodies = [("Sun", (0.0, 0.0, 0.0)), _body("Earth at release", earth[0]), _body("payload at arrival", way[-1])]
    if destination.kind == "planet":
        target = str(destination.body)
        there = orbit_line(target, float(times[0]))
        lines.append(_line(f"orbit of {target.capitalize()}", there, _AU, guide=True))
    elif destination.radius:
        angle = np.linspace(0.0, 2.0 * math.pi, 90)
        circle = destination.radius * np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
        lines.append(_line("destination", circle, _AU, guide=True))
    return Picture(
        title="The way about the Sun",
        unit="AU",
        axes=("x", "y", "z"),
        lines=tuple(lines),
        bodies=tuple(bodies),
    )


def _body(name: str, place: Array) -> tuple[str, tuple[float, float, float]]:
    x, y, z = place.tolist()
    return name, (_short(x / _AU), _short(y / _AU), _short(z / _AU))


def _near_the_earth(times: Array, states: Array) -> Picture:
    """Draw the departure as seen from the Earth, in the plane of the ecliptic."""
    import numpy as np

    from moonbase.trajectories.ephemeris import state, to_ecliptic

    earth, _ = state("earth", times, center="barycentre", ecliptic=False)
    way = to_ecliptic(states - earth)
    far = np.linalg.norm(way, axis=1) > _NEAR
    count = int(np.argmax(far)) if far.any() else len(way)
    month = times[0] + np.linspace(0.0, 27.4 * _DAY, 60)
    moon, _ = state("moon", month, center="earth")
    x, y, z = moon[0].tolist()
    here = (_short(x / _MEGAMETRE), _short(y / _MEGAMETRE), _short(z / _MEGAMETRE))
    return Picture(
        title="Departure, seen from the Earth",
        unit="1000 km",
        axes=("x", "y", "z"),
        lines=(_line("payload", way[:count], _MEGAMETRE), _line("orbit of the Moon", moon, _MEGAMETRE, guide=True)),
        bodies=(("Earth", (0.0, 0.0, 0.0)), ("Moon at release", here)),
    )


def _turning(
    site: LaunchSite, destination: Destination, limits: Limits, _span: tuple[float, float]
) -> tuple[Picture, ...]:
    """Fly a throw to a libration point in axes that turn with the Moon; it is the same every month."""
    import numpy as np

    from moonbase.trajectories.cr3bp import collinear_point, earth_moon, flow
    from moonbase.trajectories.libration import best_throw
    from moonbase.trajectories.throw import release

    system = earth_moon()
    point = int(destination.kind[-1])
    throw = best_throw(site, system, point, limits, stops=destination.stops)
    if throw.midcourse_dv > 0.0:
        return ()  # the direction of its impulse is not told
    start = release(site, system, np.array([throw.muzzle_speed]), np.array([throw.azimuth]))
    steps = np.linspace(0.0, throw.time_of_flight / system.time, _POINTS)
    places = flow(system.mu, np.repeat(start, _POINTS, axis=0), steps)[0][:, :3]
    scale = system.length / _MEGAMETRE
    libration = _short(collinear_point(system.mu, point) * scale)
    moon = _short((1.0 - system.mu) * scale)
    return (
        Picture(
            title=f"The way to L{point}, in axes that turn with the Moon",
            unit="1000 km",
            axes=("x, away from the Earth", "y", "z"),
            lines=(_line("payload", places, 1.0 / scale),),
            bodies=(("Moon", (moon, 0.0, 0.0)), (f"L{point}", (libration, 0.0, 0.0))),
        ),
    )


def _read(path: Path) -> tuple[Picture, ...] | None:
    try:
        return tuple(_picture(record) for record in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _picture(record: dict[str, Any]) -> Picture:
    lines = tuple(
        Line(name=one["name"], points=tuple(map(tuple, one["points"])), guide=one["guide"]) for one in record["lines"]
    )
    bodies = tuple((name, tuple(place)) for name, place in record["bodies"])
    return Picture(title=record["title"], unit=record["unit"], axes=tuple(record["axes"]), lines=lines, bodies=bodies)
