"""From a site of a mission to a destination that the trajectory layer knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from moonbase.models.body import CelestialBody
from moonbase.models.site import Site

if TYPE_CHECKING:
    from moonbase.trajectories.opportunities import Destination
    from moonbase.trajectories.smallbody import Orbit

__all__ = ["destination_of", "orbits"]


def orbits(bodies: Mapping[str, CelestialBody]) -> dict[str, Orbit]:
    """Turn the bodies of plugins into orbits, by their names in lower case.

    Raises
    ------
    TrajectoryError
        If elements are missing or the orbit is not closed.
    """
    from moonbase.trajectories.places import orbit_of
    from moonbase.trajectories.smallbody import Ephemeris

    return {
        name.lower(): orbit_of(name, body.elements)
        if body.elements
        else Ephemeris(name=name, target=body.ephemeris, version=body.version)
        for name, body in bodies.items()
    }


def destination_of(site: Site, bodies: Mapping[str, CelestialBody], *, match: bool | None = None) -> Destination:
    """Give the destination that a site stands for.

    Parameters
    ----------
    site
        Destination of a leg.
    bodies
        Bodies that plugins add.
    match
        Whether the payload removes its arrival speed; None for what is usual there.

    Raises
    ------
    TrajectoryError
        If the site names a body that nobody knows.
    """
    from moonbase.trajectories.opportunities import Destination
    from moonbase.trajectories.places import named_destination, orbit_of, small_body

    orbit: Orbit | None = None
    body, kind = site.body.lower(), site.kind
    radius = site.radius or None
    if kind == "libration-point":
        kind = body
    elif kind == "halo-orbit":
        kind, body = "halo", body or "eml2"
    elif kind == "small-body":
        orbit = orbit_of(site.name, site.elements) if site.elements else small_body(body, orbits(bodies))
    elif kind == "earth-return" and radius is None:
        radius = named_destination("earth-return").radius
    return Destination(
        kind=kind, radius=radius, body=body or None, period=site.period or None, orbit=orbit, match=match
    )
