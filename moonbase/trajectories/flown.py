"""One throw of a calendar, flown under all bodies from the muzzle to the destination.

The patched-conic throw is the first guess; `moonbase.trajectories.check` corrects it until it hits. A throw by way of
a perigee is corrected twice: on the way down, and by its burn there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.calendar import PLACES, Calendar
from moonbase.trajectories.check import Aim, Correction, Gauge, Shot, correct, release_velocity
from moonbase.trajectories.descent import descend
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.falls import free_throw
from moonbase.trajectories.moon import orientation, site_axes
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.problem import FALL_TIME, PASS_RADIUS, Problem, fall_at, needed_at_release
from moonbase.trajectories.transfers import PerigeeFamily

__all__ = ["Arc", "Flown", "Pick", "fly", "pick", "shot_of"]

Array = NDArray[np.float64]

_READ = 0.85
_PROBE = 0.05  # m/s
_ROUNDS = 16
_FREE = 6  # rounds in which the date of arrival may move
_DAY_WORTH = 1.0 / 86400.0  # m/s of burn that a second of change is worth
_STRIDE = 3.0 * 86400.0  # s


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
        Whether the destination is hit.
    miss
        What is left [m], or in the unit of what a gauge reads.
    arrive
        [s, TDB after J2000].
    arcs
        The flight in pieces between impulses.
    correction
        The correction on the way.
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


def shot_of(problem: Problem, what: Pick) -> Shot:
    """Make a departure by patched conics into something that can be flown.

    Raises
    ------
    TrajectoryError
        If the departure has no transfer.
    """
    t = np.array([what.t])
    moon_v = state("moon", what.t, center="earth")[1]
    boost = None
    aim: Aim | Gauge | None
    if what.place == "none":
        assert isinstance(problem.family, PerigeeFamily)
        excess = free_throw(problem, what.t, what.muzzle)
        aim = problem.family.gauge(what.t + _READ * what.tof)
    elif what.place == "perigee":
        velocity, aim = fall_at(problem, what.t, what.member)
        excess = velocity - moon_v
    else:
        excess = problem.family.at(t, np.array([what.member])).velocity[0, 0] - moon_v
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
    shot = shot_of(problem, what)
    if what.place == "perigee":
        assert isinstance(shot.aim, Aim)
        result = descend(shot, (PASS_RADIUS, shot.aim.arrive), _leaving(problem, what))
    else:
        result = correct(shot)
    start = _released(shot, result.muzzle_speed)
    edge = propagate(start[None], shot.t, result.moment)[0]
    edge[3:] += result.kick
    coast = Arc(start=shot.t, end=result.moment, state=start)
    if what.place == "perigee":
        return _by_perigee(problem, what, result, (coast, edge))
    end = result.arrive if isinstance(shot.aim, Aim) else what.t + max(what.tof, result.arrive - what.t)
    return Flown(
        muzzle=result.muzzle_speed,
        impulse=result.impulse,
        burn=0.0 if shot.boost is None else float(np.linalg.norm(shot.boost)),
        arrival=result.arrival_speed,
        converged=result.converged,
        miss=result.miss,
        arrive=end,
        arcs=(coast, Arc(start=result.moment, end=end, state=edge)),
        correction=result,
    )


def _released(shot: Shot, muzzle: float) -> Array:
    """Barycentric equatorial state at release, shape (6,)."""
    r, v = release_velocity(shot, np.array([muzzle]))
    moon, moon_v = state("moon", shot.t, center="barycentre", ecliptic=False)
    return np.concatenate([moon + to_equatorial(r), moon_v + to_equatorial(v[0])])


def _by_perigee(problem: Problem, what: Pick, down: Correction, way: tuple[Arc, Array]) -> Flown:
    """Burn at the perigee that was met, and correct that burn until the destination is hit."""
    coast, edge = way
    low = down.arrive
    bottom = propagate(edge[None], down.moment, low)[0]
    earth, earth_v = state("earth", low, center="barycentre", ecliptic=False)
    aim = problem.family.aim(what.t + FALL_TIME, what.member)
    assert aim is not None
    relative = bottom[3:] - earth_v
    wanted = _departing(bottom[:3] - earth, _leaving(problem, what))
    if isinstance(aim, Gauge):
        aim = replace(aim, end=aim.end + low - what.t - FALL_TIME)
    found = _shoot(aim, (bottom, low), wanted - relative)
    state_after = bottom.copy()
    state_after[3:] += found.burn
    hit = aim.hit if isinstance(aim, Aim) else aim.close
    return Flown(
        muzzle=down.muzzle_speed,
        impulse=down.impulse,
        burn=float(np.linalg.norm(found.burn)),
        arrival=found.arrival,
        converged=down.converged and found.miss < hit,
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


def _departing(r: Array, excess: Array) -> Array:
    """Geocentric velocity at a place whose outgoing asymptote is an excess velocity."""
    distance, speed = float(np.linalg.norm(r)), float(np.linalg.norm(excess))
    out, along = r / distance, excess / speed
    d = math.sqrt(EARTH_GM / (distance * (1.0 + float(along @ out))) + 0.25 * speed**2)
    return np.asarray((d + 0.5 * speed) * along + (d - 0.5 * speed) * out)


@dataclass(frozen=True)
class _Try:
    burn: Array
    arrive: float
    along: float = 0.0
    miss: float = math.inf
    arrival: float = math.nan


def _shoot(aim: Aim | Gauge, where: tuple[Array, float], burn: Array) -> _Try:
    """Correct an impulse until an aim is hit."""
    now = _Try(burn, aim.arrive if isinstance(aim, Aim) else aim.end)
    best = now
    for count in range(_ROUNDS):
        lanes = np.repeat(where[0][None], 4, axis=0)
        lanes[:, 3:] += now.burn
        lanes[1:, 3:] += _PROBE * np.eye(3)
        ends = propagate(lanes, where[1], now.arrive, without=aim.body if isinstance(aim, Aim) else None)
        now, goal = (
            _gauge_step(aim, now, ends) if isinstance(aim, Gauge) else _place_step(aim, now, ends, free=count < _FREE)
        )
        best = now if now.miss < best.miss else best
        if now.miss < (aim.close if isinstance(aim, Gauge) else 0.1 * aim.hit) or not np.isfinite(goal.burn).all():
            break
        step = goal.burn - now.burn
        share = min(1.0, 200.0 / max(float(np.linalg.norm(step)), 1e-9))
        now = _Try(
            now.burn + share * step,
            now.arrive + share * (goal.arrive - now.arrive),
            now.along + share * (goal.along - now.along),
        )
    return best


def _gauge_step(aim: Gauge, now: _Try, ends: Array) -> tuple[_Try, _Try]:
    """Rate a try, and give the next one."""
    values = aim.read(ends, now.arrive)
    gap, slope = float(values[0] - aim.wanted), (values[1:] - values[0]) / _PROBE
    rated = replace(now, miss=abs(gap), arrival=aim.arrival(ends[0], now.arrive))
    return rated, _Try(now.burn - slope * gap / float(slope @ slope), now.arrive)


def _place_step(aim: Aim, now: _Try, ends: Array, *, free: bool) -> tuple[_Try, _Try]:
    """Rate a try, and give the next one; the date moves a little where that saves impulse."""
    sun, sun_v = state("sun", now.arrive, center="barycentre", ecliptic=False)
    goal, goal_v = (to_equatorial(part) for part in aim.place(now.arrive, now.along))
    gap, own = ends[0, :3] - sun - goal, ends[0, 3:] - sun_v
    rated = replace(now, miss=float(np.linalg.norm(gap)), arrival=float(np.linalg.norm(own - goal_v)))
    slopes = (ends[1:, :3] - ends[0, :3]).T / _PROBE
    if aim.anywhere:
        along = goal_v / np.linalg.norm(goal_v)
        shift = float(along @ gap)
        across = np.eye(3) - np.outer(along, along)
        step = -np.linalg.lstsq(across @ slopes, across @ gap, rcond=1e-6)[0]
        return replace(rated, miss=float(np.linalg.norm(across @ gap))), _Try(
            now.burn + step, now.arrive, now.along + shift
        )
    inverse = np.linalg.inv(slopes)
    base = now.burn - inverse @ gap
    if not free:
        return rated, _Try(base, now.arrive)
    by_date = inverse @ (own - goal_v)
    change = float(by_date @ base) / (float(by_date @ by_date) + _DAY_WORTH**2)
    change = min(max(change, -_STRIDE), _STRIDE)
    return rated, _Try(base - by_date * change, now.arrive + change)
