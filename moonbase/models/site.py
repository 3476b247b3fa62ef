"""Sites: where nodes stand and where payloads go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from moonbase.constants import ASTRONOMICAL_UNIT

__all__ = ["SITE_KINDS", "Site"]

SITE_KINDS = (
    "moon",
    "earth",
    "earth-orbit",
    "lunar-orbit",
    "libration-point",
    "heliocentric",
    "planet",
    "small-body",
    "halo-orbit",
    "earth-return",
    "escape",
    "solar-escape",
)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place: a spot on the Moon, Earth, an orbit, a libration point, a circle around the Sun, a planet, an asteroid.

    Attributes
    ----------
    name
        As the mission file or the plugin calls it.
    kind
        One of `SITE_KINDS`.
    latitude, longitude
        On the body's surface [rad].
    illumination
        Share of the time that a Sun-tracking array sees the Sun [1].
    longest_night
        Longest time without Sun [s].
    sun_distance
        Distance from the Sun [m].
    radius
        Orbit radius about the primary [m]; for heliocentric sites the circle's radius.
    body
        Libration point (``"EML2"``, ``"SEL1"``), planet (``"mars"``) or small body (``"ceres"``) where the kind needs
        one.
    period
        Of a halo orbit about a libration point [s]; negative for the northern family.
    elements
        Of a small body that no table holds, by name as in `moonbase.models.body.ELEMENTS`, SI units.
    terrain
        ``"highland"``, ``"mare"`` or a planner's own word.
    soil
        Mass fraction by oxide formula (``"SiO2"``), summing to 1; empty off the Moon.
    source
        Where the site's numbers come from.
    grade
        Grade of that source.
    """

    name: str
    kind: str = "moon"
    latitude: float = 0.0
    longitude: float = 0.0
    illumination: float = 1.0
    longest_night: float = 0.0
    sun_distance: float = ASTRONOMICAL_UNIT
    radius: float = 0.0
    body: str = ""
    period: float = 0.0
    elements: Mapping[str, float] = field(default_factory=dict)
    terrain: str = ""
    soil: Mapping[str, float] = field(default_factory=dict)
    source: str = "mission"
    grade: str = "assumed"
