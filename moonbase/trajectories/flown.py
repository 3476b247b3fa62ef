"""One throw of a calendar, flown under all bodies from the muzzle to the destination.

The patched-conic throw is the first guess; `moonbase.trajectories.check` corrects it until it hits. A throw by way of
a perigee is corrected twice: on the way down, and by its burn there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.aims import Aim, Gauge
from moonbase.trajectories.calendar import PLACES, Calendar
from moonbase.trajectories.check import Correction, Shot, correct, release_velocity
from moonbase.trajectories.closest import through
from moonbase.trajectories.descent import departing, descend
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.falls import free_throw
from moonbase.trajectories.moon import orientation, site_axes
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.problem import FALL_TIME, PASS_RADIUS, Problem, fall_at, needed_at_release
from moonbase.trajectories.shooting import shoot
from moonbase.trajectories.transfers import PerigeeFamily

__all__ = ["Arc", "Flown", "Pick", "fly", "pick", "shot_of"]

Array = NDArray[np.float64]

_READ = 0.85


@dataclass(frozen=True, kw_only=True)
class Pick:
    """One departure of a calendar.

    Attributes
    ----------
    t
        Release [s, TDB after J2000].
    place
        Where the payload burns, out of `PLACES`.
    member
        Member of the transfer family; -1 for a fall that needs none.
    muzzle, onboard, tof, arrival
        By patched conics [m/s], [m/s], [s], [m/s].
    """

    t: float
    place: str
    member: int
    muzzle: float
    onboard: float
    tof: float
    arrival: float


def pick(found: Calendar, index: int) -> Pick:
    """Take one departure out of a calendar."""
    return Pick(
        t=float(found.t[index]),
        place=PLACES[found.place[index]],
        member=int(found.member[index]),
        muzzle=float(found.muzzle[index]),
        onboard=float(found.onboard[index]),
        tof=float(found.tof[index]),
        arrival=float(found.arrival[index]),
    )


@dataclass(frozen=True, kw_only=True)
class Arc:
    """A stretch of flight without impulses; `state` is barycentric, equatorial, shape (6,) [m, m/s], at `start`."""

    start: float
    end: float
    state: Array


@dataclass(frozen=True, kw_only=True)
class Flown:
    """A throw that was corrected under all bodies.

    Attributes
    ----------
    muzzle, impulse, burn, arrival
        Muzzle speed, impulse on the way, burn at the perigee or right after release, speed at arrival [m/s].
    converged
        Whether the destination is hit, on a way that clears Earth and Moon.
    miss
        What is left [m], or in the unit of what a gauge reads.
    arrive
        [s, TDB after J2000].
    arcs
        The flight in pieces between impulses.
    correction
        The correction on the way.
    through
        Body that the way leads through; None if it clears them.
    """

    muzzle: float
    impulse: float
    burn: float
    arrival: float
    converged: bool
    miss: float
    arrive: float
    arcs: tuple[Arc, ...]
    correction: Correction
    through: str | None = None


def shot_of(problem: Problem, what: Pick) -> Shot:
    """Make a departure by patched conics into something that can be flown.

    Raises
    ------
    TrajectoryError
        If the departure has no transfer.
    """
    t = np.array([what.t])
    moon_v = state("moon", what.t, center="earth")[1]
    boost, leaving = None, None
    aim: Aim | Gauge | None
    if what.place == "none":
        assert isinstance(problem.family, PerigeeFamily)
        excess = free_throw(problem, what.t, what.muzzle)
        aim = problem.family.gauge(what.t + _READ * what.tof)
    elif what.place == "perigee":
        velocity, aim = fall_at(problem, what.t, what.member)
        excess = velocity - moon_v
    else:
        transfers = problem.family.at(t, np.array([what.member]))
        excess = transfers.velocity[0, 0] - moon_v
        leaving = None if transfers.excess is None else transfers.excess[0, 0]
        aim = problem.family.aim(what.t, what.member)
    if aim is None or not np.isfinite(excess).all():
        raise TrajectoryError(f"the departure {what.t:.0f} s after J2000 has no transfer that could be flown")
    shot = Shot(
        site=problem.site,
        t=what.t,
        muzzle_speed=what.muzzle,
        max_muzzle_speed=problem.limits.max_muzzle_speed,
        excess=excess,
        aim=aim,
        leaving=leaving,
        stops=problem.stops,
        onboard=what.onboard,
        latest=what.t + problem.limits.max_time_of_flight,
    )
    if what.place == "release":
        turn = orientation(t)[0]
        axes = site_axes(problem.site.latitude, problem.site.longitude)
        wanted = needed_at_release((turn.T @ excess)[None], axes.up)[0]
        _, thrown = release_velocity(shot, np.array([what.muzzle]))
        boost = turn @ wanted - thrown[0]
    return replace(shot, boost=boost)


def fly(problem: Problem, what: Pick) -> Flown:
    """Fly a departure under all bodies and correct it until it hits."""
    flight = _cleared(problem, _fly(problem, shot_of(problem, what), what))
    if flight.through is None or what.place == "perigee":
        return flight
    second = _cleared(problem, _fly(problem, replace(shot_of(problem, what), held=True), what))
    return second if second.converged else flight


def _cleared(problem: Problem, flight: Flown) -> Flown:
    """Note a body that the way leads through."""
    family = problem.family
    body = through(flight.arcs, lands=isinstance(family, PerigeeFamily) and family.lands)
    return flight if body is None else replace(flight, converged=False, through=body)


def _fly(problem: Problem, shot: Shot, what: Pick) -> Flown:
    if what.place == "perigee":
        assert isinstance(shot.aim, Aim)
        result = descend(shot, PASS_RADIUS, _leaving(problem, what))
    else:
        result = correct(shot)
    start = _released(shot, result)
    edge = propagate(start[None], shot.t, result.moment)[0]
    edge[3:] += result.kick
    coast = Arc(start=shot.t, end=result.moment, state=start)
    if what.place == "perigee":
        return _by_perigee(problem, what, result, (coast, edge))
    end = result.arrive if isinstance(shot.aim, Aim) else what.t + max(what.tof, result.arrive - what.t)
    return Flown(
        muzzle=result.muzzle_speed,
        impulse=result.impulse,
        burn=float(np.linalg.norm(result.boost)),
        arrival=result.arrival_speed,
        converged=result.converged,
        miss=result.miss,
        arrive=end,
        arcs=(coast, Arc(start=result.moment, end=end, state=edge)),
        correction=result,
    )


def _released(shot: Shot, result: Correction) -> Array:
    """Barycentric equatorial state after release, shape (6,)."""
    r, v = release_velocity(replace(shot, boost=None), np.array([result.muzzle_speed]))
    moon, moon_v = state("moon", shot.t, center="barycentre", ecliptic=False)
    return np.concatenate([moon + to_equatorial(r), moon_v + to_equatorial(v[0]) + result.boost])


def _by_perigee(problem: Problem, what: Pick, down: Correction, way: tuple[Arc, Array]) -> Flown:
    """Burn at the perigee that was met, and correct that burn until the destination is hit."""
    coast, edge = way
    low = down.arrive
    bottom = propagate(edge[None], down.moment, low)[0]
    earth, earth_v = state("earth", low, center="barycentre", ecliptic=False)
    aim = problem.family.aim(what.t + FALL_TIME, what.member)
    assert aim is not None
    relative = bottom[3:] - earth_v
    wanted = departing(bottom[:3] - earth, _leaving(problem, what))
    if isinstance(aim, Gauge):
        aim = replace(aim, end=aim.end + low - what.t - FALL_TIME)
    latest = what.t + problem.limits.max_time_of_flight
    found = shoot(aim, (bottom, low), wanted - relative, stops=problem.stops, latest=latest)
    state_after = bottom.copy()
    state_after[3:] += found.burn
    return Flown(
        muzzle=down.muzzle_speed,
        impulse=down.impulse,
        burn=float(np.linalg.norm(found.burn)),
        arrival=found.arrival,
        converged=down.converged and found.miss < aim.hit,
        miss=found.miss,
        arrive=found.arrive,
        arcs=(
            coast,
            Arc(start=down.moment, end=low, state=edge),
            Arc(start=low, end=found.arrive, state=state_after),
        ),
        correction=down,
    )


def _leaving(problem: Problem, what: Pick) -> Array:
    """Excess velocity relative to the Earth that a member asks for, equatorial, shape (3,) [m/s]."""
    excess = problem.family.at(np.array([what.t + FALL_TIME]), np.array([what.member])).excess
    assert excess is not None
    return to_equatorial(excess[0, 0])
