"""Bodies about the Sun that a plugin adds as destinations: asteroids, comets, stations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ELEMENTS", "CelestialBody"]

ELEMENTS = (
    "semi_major_axis",
    "eccentricity",
    "inclination",
    "ascending_node",
    "argument_of_perihelion",
    "mean_anomaly",
    "epoch",
)
"""Names of osculating elements, mean ecliptic and equinox of J2000, SI units; the epoch in TDB seconds after J2000."""


@dataclass(frozen=True, kw_only=True)
class CelestialBody:
    """A body about the Sun: by elements, or by a function that gives its place.

    Attributes
    ----------
    name
        As missions and the command line call it.
    elements
        `ELEMENTS` by name, in SI units; the orbit has to be closed. Empty where a function is given.
    ephemeris
        ``"package.module:function"``: called with times of shape ``(n,)`` [s, TDB after J2000] it gives heliocentric
        position [m] and velocity [m/s], mean ecliptic of J2000, each of shape ``(n, 3)``. It is imported when asked.
    version
        Changed whenever the function's answers change, so that none are remembered from before.
    source, grade
        Where the orbit comes from.
    """

    name: str
    elements: Mapping[str, float] = field(default_factory=dict)
    ephemeris: str = ""
    version: str = ""
    source: str = "assumed"
    grade: str = "assumed"

    def __post_init__(self) -> None:
        """Refuse a body with neither elements nor a function, or with both, or with unknown elements."""
        if bool(self.elements) == bool(self.ephemeris):
            raise ValueError(f'the body "{self.name}" needs either elements or an ephemeris')
        unknown = sorted(set(self.elements) - set(ELEMENTS))
        if unknown:
            raise ValueError(f'"{unknown[0]}" is no element of an orbit; elements are {", ".join(ELEMENTS)}')
