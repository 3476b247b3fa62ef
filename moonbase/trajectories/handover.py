"""A flown throw as objects of poliastro (Python 3.10) or boinor (3.11 and later), to work on with their tools."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import backend
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.flown import Arc, Flown
from moonbase.trajectories.offline import stay_offline

__all__ = ["maneuver", "orbits"]

_NEAR = {"moon": 5.5e7, "earth": 9.2e8}  # m; impulses at the edge of the Moon's sphere count as outside it


def orbits(flight: Flown) -> list[Any]:
    """Give the state at the beginning of each arc as an `Orbit`.

    Each is the osculating orbit about the body whose sphere of influence the arc begins in: the Moon at release, then
    the Earth or the Sun. Axes are those of the ICRF (``Planes.EARTH_EQUATOR``), epochs are TDB.

    Parameters
    ----------
    flight
        A throw that was flown.

    Returns
    -------
    list
        ``poliastro.twobody.Orbit`` or ``boinor.twobody.Orbit``, one per arc.
    """
    return [_orbit(arc) for arc in flight.arcs]


def _orbit(arc: Arc) -> Any:
    stay_offline()
    from astropy import units
    from astropy.time import Time

    name = backend().name
    center = _center(arc)
    r, v = state(center, arc.start, center="barycentre", ecliptic=False)
    gap = arc.state - np.concatenate([r, v])
    body = getattr(import_module(f"{name}.bodies"), center.capitalize())
    epoch = Time(2451545.0, arc.start / 86400.0, format="jd", scale="tdb")
    plane = import_module(f"{name}.frames").Planes.EARTH_EQUATOR
    orbit = import_module(f"{name}.twobody").Orbit
    return orbit.from_vectors(body, gap[:3] * units.m, gap[3:] * units.m / units.s, epoch=epoch, plane=plane)


def _center(arc: Arc) -> str:
    """Body in whose sphere of influence an arc begins."""
    for body, radius in _NEAR.items():
        place, _ = state(body, arc.start, center="barycentre", ecliptic=False)
        if float(np.linalg.norm(arc.state[:3] - place)) < radius:
            return body
    return "sun"


def maneuver(flight: Flown) -> Any:
    """Give the impulses of a flight as a `Maneuver`: times since release and velocity changes, in axes of the ICRF.

    Raises
    ------
    TrajectoryError
        If the flight has no impulse after release.
    """
    from astropy import units

    from moonbase.trajectories.nbody import propagate

    if len(flight.arcs) < 2:
        raise TrajectoryError("the flight has no impulse after release")
    impulses = []
    before = flight.arcs[0].start
    for one, after in zip(flight.arcs[:-1], flight.arcs[1:], strict=True):
        end = propagate(one.state[None], one.start, one.end)[0]
        impulses.append(((after.start - before) * units.s, (after.state[3:] - end[3:]) * units.m / units.s))
        before = after.start
    return import_module(f"{backend().name}.maneuver").Maneuver(*impulses)
