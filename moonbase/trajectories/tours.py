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

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.backend import LambertOptions, backend, lambert
from moonbase.trajectories.ephemeris import BODIES, to_equatorial
from moonbase.trajectories.flybys import flyby_body, powered_flybys
from moonbase.trajectories.grids import states
from moonbase.trajectories.nbody import GM

__all__ = ["Flyby", "Leg", "Question", "Tour", "build"]

Array = NDArray[np.float64]
Ephemeris = Callable[[str, Array], Array]

_LEFT = 1e-4  # rad of turn that may be left over at a flyby's lowest pericentre, and is flown by an impulse


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


def build(question: Question, row: Array) -> Tour | None:
    """Solve a tour with the backend's public solver; None if a leg has no solution or a flyby is too low.

    Parameters
    ----------
    question
        Which tours.
    row
        Departure and times of the legs, shape (1 + legs,) [s].
    """
    from moonbase.trajectories.tour_costs import best_arcs

    times = np.cumsum(row)
    legs, flybys = [], []
    arcs = best_arcs(question, row)
    at = [question.ephemeris(body, times[i : i + 1])[:, 0] for i, body in enumerate(question.bodies)]
    for i in range(len(question.tofs)):
        try:
            v1, v2 = lambert(SUN_GM, at[i][:3], at[i + 1][:3], float(row[i + 1]), arcs[i])
        except TrajectoryError:
            return None
        legs.append(
            Leg(
                start=question.bodies[i],
                end=question.bodies[i + 1],
                depart=float(times[i]),
                tof=float(row[i + 1]),
                options=arcs[i],
                r1=at[i][:3],
                v1=v1,
                r2=at[i + 1][:3],
                v2=v2,
            )
        )
    for i, body in enumerate(question.bodies[1:-1], start=1):
        before, after = legs[i - 1].v2 - at[i][3:], legs[i].v1 - at[i][3:]
        dv, radius, rest, turn = powered_flybys(GM[body], question.lowest(body), before[None], after[None])[0]
        if not rest <= _LEFT:
            return None
        flybys.append(
            Flyby(
                body=body,
                t=float(times[i]),
                excess_in=float(np.linalg.norm(before)),
                excess_out=float(np.linalg.norm(after)),
                turn=float(turn),
                altitude=float(radius - flyby_body(body).radius),
                delta_v=float(dv + 2.0 * np.linalg.norm(after) * math.sin(0.5 * rest)),
            )
        )
    start = legs[0].v1 - at[0][3:]
    arrival = float(np.linalg.norm(legs[-1].v2 - at[-1][3:]))
    return Tour(
        bodies=question.bodies,
        times=tuple(float(t) for t in times),
        departure_excess=to_equatorial(start),
        launch_dv=max(float(np.linalg.norm(start)) - question.free_excess, 0.0),
        flybys=tuple(flybys),
        arrival_excess=arrival,
        arrival_dv=float(question.insertion(np.array(arrival))),
        legs=tuple(legs),
        backend=str(backend()),
    )
