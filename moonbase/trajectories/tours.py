"""Tours of the planets by gravity assist: what a choice of dates costs, and what is known of it.

Every leg is an arc of Lambert's problem from planet to planet; at each planet on the way a flyby with one impulse at
its pericentre joins two legs (`moonbase.trajectories.flybys`). Planets are points until the flyby, and flybys take no
time: the patched-conic model of the GTOP benchmark (Izzo, ESA ACT).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions
from moonbase.trajectories.ephemeris import BODIES
from moonbase.trajectories.flybys import flyby_body
from moonbase.trajectories.grids import states
from moonbase.trajectories.nbody import GM

__all__ = ["Ephemeris", "Flyby", "Leg", "Question", "Tour"]

Array = NDArray[np.float64]
Ephemeris = Callable[[str, Array], Array]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Which tours are looked for."""

    bodies: tuple[str, ...]
    """Planets in order, the first that of the departure (``earth`` or ``emb``), the last that of the arrival."""
    depart: tuple[float, float]
    """First and last departure [s, TDB after J2000]."""
    tofs: tuple[tuple[float, float], ...]
    """Shortest and longest time of each leg [s]."""
    free_excess: float = 0.0
    """Excess speed at departure that the launcher gives and that costs nothing on board [m/s]."""
    arrival: str = "flyby"
    """``flyby``: nothing; ``rendezvous``: the excess speed; ``orbit``: capture into an orbit by an impulse at its
    pericentre."""
    orbit: tuple[float, float] = (0.0, 0.0)
    """Radius of the pericentre [m] and eccentricity of the orbit of arrival."""
    least_altitudes: dict[str, float] = field(default_factory=dict)
    """Least altitude of flybys by planet [m]; defaults from ``data/flyby_bodies.csv``."""
    revolutions: int = 0
    """Most full turns about the Sun in a leg; each leg then takes the number and the path that suit its neighbours."""
    ephemeris: Ephemeris = states
    """States (6, n), heliocentric ecliptic, of a body at times (n,); DE440 by default."""

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        known = [name for name in BODIES if name not in ("sun", "moon")]
        if len(self.bodies) < 2 or len(self.tofs) != len(self.bodies) - 1:
            raise TrajectoryError("a tour needs two planets or more, and an interval of times for each leg")
        for name in self.bodies:
            if name not in known:
                raise TrajectoryError(f'no planet "{name}" to fly to', help="known: " + ", ".join(known))
        for name in self.bodies[1:-1]:
            flyby_body(name)
        for low, high in (self.depart, *self.tofs):
            if not high > low:
                raise TrajectoryError("the interval of departures or of times of flight is empty")
        if min(low for low, _ in self.tofs) <= 0.0:
            raise TrajectoryError("times of flight must be positive")
        if self.revolutions < 0:
            raise TrajectoryError(f"a leg cannot have {self.revolutions} full turns", help="give 0 or more")
        if self.arrival not in ("flyby", "rendezvous", "orbit") or (self.arrival == "orbit" and self.orbit[0] <= 0.0):
            raise TrajectoryError(
                f'"{self.arrival}" is not a way to arrive', help="flyby, rendezvous, or orbit with its pericentre"
            )

    def lowest(self, body: str) -> float:
        """Least radius of the pericentre of a flyby [m]."""
        limits = flyby_body(body)
        return limits.radius + self.least_altitudes.get(body, limits.least_altitude)

    def insertion(self, excess: Array) -> Array:
        """Velocity change at arrival for excess speeds [m/s]."""
        if self.arrival == "flyby":
            return np.zeros_like(excess)
        if self.arrival == "rendezvous":
            return excess
        gm, (q, ecc) = GM[self.bodies[-1]], self.orbit
        return np.asarray(np.sqrt(excess**2 + 2.0 * gm / q) - math.sqrt(gm / q * (1.0 + ecc)))


@dataclass(frozen=True, kw_only=True)
class Leg:
    """An arc from planet to planet, heliocentric, ecliptic axes."""

    start: str
    end: str
    depart: float
    """[s, TDB after J2000]."""
    tof: float
    """[s]."""
    options: LambertOptions
    """Full turns about the Sun and path."""
    r1: Array
    """[m]."""
    v1: Array
    """[m/s]."""
    r2: Array
    v2: Array


@dataclass(frozen=True, kw_only=True)
class Flyby:
    """A planet on the way."""

    body: str
    t: float
    """[s, TDB after J2000]."""
    excess_in: float
    """[m/s]."""
    excess_out: float
    """[m/s]."""
    turn: float
    """[rad]."""
    altitude: float
    """Of the pericentre [m]."""
    delta_v: float
    """Impulse at the pericentre, and what turns the last ten-thousandth of a radian [m/s]."""


@dataclass(frozen=True, kw_only=True)
class Tour:
    """A tour with its dates."""

    bodies: tuple[str, ...]
    times: tuple[float, ...]
    """At each planet [s, TDB after J2000]."""
    departure_excess: Array
    """Equatorial axes, shape (3,) [m/s]."""
    launch_dv: float
    """What the payload adds to the launcher's excess speed [m/s]."""
    flybys: tuple[Flyby, ...]
    arrival_excess: float
    """[m/s]."""
    arrival_dv: float
    """[m/s]."""
    legs: tuple[Leg, ...]
    backend: str

    @property
    def total_dv(self) -> float:
        """All that the payload adds itself [m/s]."""
        return self.launch_dv + sum(one.delta_v for one in self.flybys) + self.arrival_dv

    @property
    def c3(self) -> float:
        """Twice the specific energy of the departure [m2/s2]."""
        return float(self.departure_excess @ self.departure_excess)
