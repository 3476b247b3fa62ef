"""Destinations by name, as the command line and the sites of a mission call them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from moonbase.constants import ASTRONOMICAL_UNIT, EARTH_RADIUS, MOON_RADIUS
from moonbase.errors import TrajectoryError
from moonbase.quantities import parse
from moonbase.trajectories.opportunities import Destination
from moonbase.trajectories.smallbody import Elements, Orbit, known_bodies

__all__ = ["named_destination", "orbit_of", "small_body"]

_PLANETS = ("mercury", "venus", "mars", "jupiter", "saturn", "uranus", "neptune")
_GEO = 42_164.2e3  # m, radius of the geostationary orbit
_ENTRY = 50e3  # m, height of the perigee of a return
_LEO = 400e3  # m, height
_LLO = 100e3  # m, height
_NRHO = 6.562 * 86400.0  # s, the 9:2 resonance with the synodic month, southern, about L2
_PLAIN = {
    "eml1": Destination(kind="eml1"),
    "eml2": Destination(kind="eml2"),
    "sel1": Destination(kind="sel1"),
    "sel2": Destination(kind="sel2"),
    "nrho": Destination(kind="halo", body="eml2", period=_NRHO),
    "leo": Destination(kind="earth-orbit", radius=EARTH_RADIUS + _LEO),
    "geo": Destination(kind="earth-orbit", radius=_GEO),
    "earth-return": Destination(kind="earth-return", radius=EARTH_RADIUS + _ENTRY),
    "llo": Destination(kind="lunar-orbit", radius=MOON_RADIUS + _LLO),
    "escape": Destination(kind="escape"),
    "solar-escape": Destination(kind="solar-escape"),
}
_FORMS = 'a circle about the Sun by its radius ("0.9 AU"), an orbit by its height ("leo:600 km", "llo:50 km")'


def orbit_of(name: str, elements: Mapping[str, float]) -> Elements:
    """Make an orbit of elements by name, as in `moonbase.models.body.ELEMENTS`.

    Raises
    ------
    TrajectoryError
        If semi-major axis or eccentricity are missing, or the orbit is not closed.
    """
    for needed in ("semi_major_axis", "eccentricity"):
        if needed not in elements:
            raise TrajectoryError(
                f"the orbit of {name} has no {needed}",
                help="give semi_major_axis, eccentricity, inclination, ascending_node, argument_of_perihelion, "
                "mean_anomaly and epoch",
            )
    return Elements(
        name=name,
        semi_major_axis=elements["semi_major_axis"],
        eccentricity=elements["eccentricity"],
        inclination=elements.get("inclination", 0.0),
        node=elements.get("ascending_node", 0.0),
        argument=elements.get("argument_of_perihelion", 0.0),
        mean_anomaly=elements.get("mean_anomaly", 0.0),
        epoch=elements.get("epoch", 0.0),
    )


def small_body(name: str, bodies: Mapping[str, Orbit]) -> Orbit:
    """Find an asteroid, comet or a plugin's body by name.

    Raises
    ------
    TrajectoryError
        If nothing of that name is known.
    """
    known = {**known_bodies(), **bodies}
    if name.lower() not in known:
        raise TrajectoryError(
            f'no asteroid, comet or other body "{name}" is known',
            help=f"known: {', '.join(sorted(known))}; give elements, or add the body through a plugin",
        )
    return known[name.lower()]


def named_destination(text: str, bodies: Mapping[str, Orbit] | None = None) -> Destination:
    """Understand a destination written in words.

    Parameters
    ----------
    text
        ``mars``, ``eml2``, ``nrho``, ``leo``, ``leo:600 km``, ``geo``, ``earth-return``, ``llo:50 km``, ``sel2``, ``0.9
        AU``, ``ceres``, ``escape``, ``solar-escape``.
    bodies
        Bodies of plugins by name.

    Raises
    ------
    TrajectoryError
        If there is no such place; the message lists those that there are.

    Examples
    --------
    >>> named_destination("0.5 AU").kind
    'heliocentric'
    """
    word, colon, rest = text.strip().lower().partition(":")
    known = {**known_bodies(), **(bodies or {})}
    if word in _PLANETS and not colon:
        return Destination(kind="planet", body=word)
    if word in _PLAIN and not colon:
        return _PLAIN[word]
    if word in ("leo", "llo") and rest:
        base = EARTH_RADIUS if word == "leo" else MOON_RADIUS
        return Destination(kind=_PLAIN[word].kind, radius=base + parse(rest, "m"))
    if word.startswith("halo-") and word[5:] in ("eml1", "eml2") and rest:
        return Destination(kind="halo", body=word[5:], period=parse(rest, "s"))
    if word in known and not colon:
        return Destination(kind="small-body", orbit=known[word])
    if re.match(r"^[0-9.]", word) and not colon:
        radius = parse(text, "m")
        if not (math.isfinite(radius) and radius > 0.01 * ASTRONOMICAL_UNIT):
            raise TrajectoryError(f'a circle about the Sun of "{text}" is too small', help='write it as "0.9 AU"')
        return Destination(kind="heliocentric", radius=radius)
    raise TrajectoryError(
        f'no destination "{text}"',
        help=f"known: {', '.join((*_PLANETS, *_PLAIN, *sorted(known)))}; {_FORMS}; a halo orbit by its period "
        '("halo-eml2:14 d")',
    )
