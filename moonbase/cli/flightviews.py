"""What pictures of a flown window show: near the Earth and the Moon, about the Sun, in space."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from moonbase.report.trajectoryviews import Body, PathView, Track, instant

if TYPE_CHECKING:
    from moonbase.trajectories.flown import Flown
    from moonbase.trajectories.opportunities import Destination
    from moonbase.trajectories.track import Track as Way

__all__ = ["flight_views"]

Array = NDArray[np.float64]

_AU, _MM = 149_597_870_700.0, 1e6
_DAY = 86400.0
_NEAR = 9.0 * _DAY  # s, how much of a flight the Earth-Moon picture shows
_REACH = 8e8  # m from the Earth, beyond which that picture ends
_LONG = 18.0 * _DAY  # s; longer flights have a picture about the Sun
_YEAR = 365.25 * _DAY
_MOON = 384.4
_LUNAR = ("eml1", "eml2", "halo", "lunar-orbit")
_BESIDE = ("sel1", "sel2", "escape")
_SEL = 1.5e3  # 1000 km, L1 and L2 of Sun and Earth from the Earth, near enough for a mark
_COLOURS = {"mercury": 7, "venus": 1, "earth": 0, "mars": 3, "jupiter": 6, "saturn": 4, "uranus": 2, "neptune": 0}
_FLIGHT, _GOAL = 5, 2
_EARTH = Body(name="Earth", place=(0.0, 0.0, 0.0), colour=0, size=5.0, radius=6.378)


def flight_views(flight: Flown, destination: Destination, to: str) -> dict[str, PathView]:
    """Give every picture of a flight by its name on the command line.

    Parameters
    ----------
    flight
        A window's throw, flown.
    destination, to
        Where it goes, and what the user calls that.
    """
    from moonbase.trajectories.track import track

    way = track(flight)
    if not flight.converged:
        return {name: _missed(view) for name, view in _views(way, destination, f"{to} (missed)").items()}
    return _views(way, destination, to)


def _missed(view: PathView) -> PathView:
    """Call the end of a flight that misses no arrival."""
    bodies = [replace(body, name=body.name.replace("arrival ", "end ")) for body in view.bodies]
    return replace(view, bodies=bodies)


def _views(way: Way, destination: Destination, to: str) -> dict[str, PathView]:
    if destination.kind == "lunar-orbit":
        view = _about_the_moon(way, to)
        return {"moon": view, "space": replace(view, title=f"{to}: in space")}
    if destination.kind in _LUNAR:
        return _in_the_neighbourhood(way, destination, to)
    views = {"rotating": _rotating(way, to)}
    if destination.kind in _BESIDE:
        views["earth"] = _beside(way, to)
    if float(way.t[-1] - way.t[0]) > _LONG or destination.kind == "escape":
        views["sun"] = _about_the_sun(way, destination, to)
    last = views.get("earth") or views.get("sun") or views["rotating"]
    return {**views, "space": replace(last, title=f"{to}: in space")}


def _place(point: Array) -> tuple[float, float, float]:
    return float(point[0]), float(point[1]), float(point[2])


def _marks(way: Way, points: Array) -> list[Body]:
    """Mark release, impulses and arrival on a way whose points are given in the frame of a picture."""
    count = len(points)
    marks = [
        Body(name=f"release {instant(float(way.t[0])):%Y-%m-%d}", place=_place(points[0]), colour=_FLIGHT, size=3.0)
    ]
    for k in np.flatnonzero(np.diff(way.arcs[:count])).tolist():
        size = float(np.linalg.norm(way.states[k + 1, 3:] - way.states[k, 3:]))
        if size > 0.05:
            marks.append(Body(name=f"impulse {size:.0f} m/s", place=_place(points[k + 1]), colour=_FLIGHT, size=3.0))
    if count == len(way.t):
        name = f"arrival {instant(float(way.t[-1])):%Y-%m-%d}"
        marks.append(Body(name=name, place=_place(points[-1]), colour=_FLIGHT, size=3.0))
    return marks


def _told(way: Way, count: int) -> list[str]:
    """Say date and distances for every point of a way."""
    away = {body: np.linalg.norm(way.relative(body.lower())[:, :3], axis=1) for body in ("Moon", "Earth", "Sun")}
    far = ("Earth", "Sun") if away["Earth"].max() > 2e9 else ("Moon", "Earth")
    return [
        f"{instant(float(way.t[k])):%Y-%m-%d %H:%M}\n"
        + ", ".join(
            f"{away[body][k] / _AU:.3f} AU from the Sun"
            if body == "Sun"
            else f"{away[body][k] / 1e3:,.0f} km from the {body}"
            for body in far
        )
        for k in range(count)
    ]


def _flight(way: Way, points: Array) -> Track:
    return Track(name="payload", points=points, colour=_FLIGHT, texts=_told(way, len(points)))


def _rotating(way: Way, to: str) -> PathView:
    """Show the beginning of a flight in axes that turn with the Moon, Earth and Moon at rest."""
    from moonbase.trajectories.surroundings import libration_points
    from moonbase.trajectories.track import rotating

    _, places = rotating(way, min(float(way.t[-1]), float(way.t[0]) + _NEAR))
    outside = np.linalg.norm(places, axis=1) > _REACH
    count = int(np.argmax(outside)) if outside.any() else len(places)
    points = places[:count] / _MM
    crosses = [
        Body(name=name, place=(x / _MM, 0.0, 0.0), colour=7, size=3.0, cross=True)
        for name, x in libration_points().items()
    ]
    moon = Body(name="Moon", place=(_MOON, 0.0, 0.0), colour=7, size=4.0, radius=1.7374)
    whole = count == len(way.t)
    return PathView(
        title=f"{to}{'' if whole else ', first days'}: Earth and Moon at rest",
        tracks=[_flight(way, points)],
        bodies=[_EARTH, moon, *crosses, *_marks(way, points)],
        axes=("from the Earth towards the Moon", "along its motion", "north"),
    )


def _in_the_neighbourhood(way: Way, destination: Destination, to: str) -> dict[str, PathView]:
    """Show a flight to a libration point or a halo orbit: with the Earth, near the Moon, from the side, in space."""
    from moonbase.trajectories.surroundings import halo_line

    whole = _rotating(way, to)
    if destination.kind == "halo":
        line = Track(name="halo orbit", points=halo_line(destination) / _MM, colour=_GOAL, dashed=True)
        whole = replace(whole, tracks=[*whole.tracks, line])
    shift = np.array([_MOON, 0.0, 0.0])
    close = replace(
        whole,
        title=f"{to}: near the Moon, which is at rest",
        tracks=[replace(track, points=track.points - shift) for track in whole.tracks],
        bodies=[
            replace(body, place=_place(np.array(body.place) - shift)) for body in whole.bodies if body.name != "Earth"
        ],
        axes=("from the Moon, away from the Earth", "along its motion", "north"),
    )
    side = [0, 2, 1]
    sideways = replace(
        close,
        title=f"{to}: near the Moon, from the side",
        tracks=[replace(track, points=track.points[:, side]) for track in close.tracks],
        bodies=[replace(body, place=_place(np.array(body.place)[side])) for body in close.bodies],
        axes=(close.axes[0], close.axes[2], close.axes[1]),
    )
    space = replace(close, title=f"{to}: in space, Earth and Moon at rest")
    return {"rotating": whole, "moon": close, "side": sideways, "space": space}


def _about_the_moon(way: Way, to: str) -> PathView:
    """Show a flight to a lunar orbit in its own plane."""
    from moonbase.trajectories.surroundings import over_the_ground

    places, circle = over_the_ground(way)
    return PathView(
        title=f"{to}: about the Moon, in the flight's plane",
        tracks=[
            _flight(way, places / _MM),
            Track(name="orbit", points=circle / _MM, colour=_GOAL, dashed=True),
        ],
        bodies=[
            Body(name="Moon", place=(0.0, 0.0, 0.0), colour=7, size=4.0, radius=1.7374),
            *_marks(way, places / _MM),
        ],
        axes=("towards the launcher", "along the flight", "across"),
    )


def _beside(way: Way, to: str) -> PathView:
    """Show a flight about the Earth in axes that turn with it about the Sun."""
    from moonbase.trajectories.surroundings import beside_the_earth

    points = beside_the_earth(way) / _MM
    angle = np.linspace(0.0, 2.0 * np.pi, 121)
    circle = _MOON * np.stack([np.cos(angle), np.sin(angle), 0.0 * angle], axis=1)
    crosses = [
        Body(name=name, place=(x, 0.0, 0.0), colour=7, size=3.0, cross=True)
        for name, x in (("L1 of the Sun", -_SEL), ("L2 of the Sun", _SEL))
    ]
    return PathView(
        title=f"{to}: Earth and Sun at rest",
        tracks=[_flight(way, points), Track(name="the Moon's mean distance", points=circle, colour=7, dashed=True)],
        bodies=[_EARTH, *crosses, *_marks(way, points)],
        axes=("from the Earth, away from the Sun", "along its motion", "north of the ecliptic"),
    )


def _about_the_sun(way: Way, destination: Destination, to: str) -> PathView:
    """Show a flight about the Sun with the orbits of the planets that it comes near."""
    from moonbase.trajectories.ephemeris import to_ecliptic
    from moonbase.trajectories.surroundings import destination_line, orbit_line, planets_between
    from moonbase.trajectories.track import onwards

    start = float(way.t[0])
    points = to_ecliptic(way.relative("sun")[:, :3]) / _AU
    tracks = [_flight(way, points)]
    if destination.kind == "escape":
        later = onwards(way, _YEAR) / _AU
        tracks.append(Track(name="a year further", points=later, colour=_FLIGHT, dashed=True))
    goal = destination_line(destination, start)
    if goal is not None:
        tracks.append(Track(name=_named(to), points=goal / _AU, colour=_GOAL, dashed=True))
    away = np.linalg.norm(points, axis=1) * _AU
    near = planets_between(0.75 * float(away.min()), 1.3 * float(away.max()), start)
    for body in near:
        name = "earth" if body == "emb" else body
        if name != destination.body:
            line = orbit_line(body, start) / _AU
            tracks.append(Track(name=name.capitalize(), points=line, colour=_COLOURS[name], dashed=True))
    return PathView(
        title=f"{to}: about the Sun",
        tracks=tracks,
        bodies=[Body(name="Sun", place=(0.0, 0.0, 0.0), colour=1, size=7.0), *_marks(way, points)],
        unit="AU",
        axes=("x, towards the equinox", "y", "z, north of the ecliptic"),
    )


def _named(to: str) -> str:
    return f"circle of {to}" if to[:1].isdigit() else to.capitalize()
