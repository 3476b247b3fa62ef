"""What a launcher, a destination and limits make together, and three places for the payload to burn what is missing.

Patched conics: at each departure every member of a transfer family asks for one excess velocity at the Moon. What the
launcher cannot give, the payload adds right after release, at the edge of the Moon's sphere of influence, or at a
perigee on the way out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, EARTH_RADIUS, MOON_GM, MOON_RADIUS
from moonbase.trajectories.aims import Aim
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.moon import orientation, site_axes, spin_velocity
from moonbase.trajectories.opportunities import LaunchSite, Limits
from moonbase.trajectories.reach import Reach
from moonbase.trajectories.transfers import Family, Transfers

__all__ = [
    "BURNS",
    "FALL_TIME",
    "PASS_RADIUS",
    "Costs",
    "Problem",
    "at_perigee",
    "at_release",
    "at_sphere",
    "fall_at",
    "fall_near",
    "needed_at_release",
]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

PASS_RADIUS = EARTH_RADIUS + 300e3
"""Radius of the perigee at which a payload may burn [m]."""
FALL_TIME = 4.8 * 86400.0
"""Time of a usual fall to the perigee [s]; the arc about the Sun begins that much later."""
_MOON_SPEED = 1100.0  # m/s, what the Moon's motion adds at most
_SLACK = 500.0  # m/s beyond the limit that is still evaluated, so that crossings can be interpolated
_FASTEST_FALL = 1.03  # eccentricity; faster ones cost muzzle speed and gain little
_LOW_HIT = 3e4  # m
_FALLS = (math.radians(100.0), math.radians(180.0))  # angles from the Moon down to the perigee


@dataclass(frozen=True)
class Costs:
    """What members of a family cost at departure times; all arrays of shape (n, k).

    Attributes
    ----------
    onboard
        Everything that the payload's propulsion adds [m/s]; infinite where there is no transfer.
    muzzle
        Speed relative to the track [m/s].
    tof
        Time of flight [s].
    arrival
        Speed relative to the destination [m/s].
    """

    onboard: Array
    muzzle: Array
    tof: Array
    arrival: Array


@dataclass(frozen=True)
class Problem:
    """A launcher, its limits, and the transfers to a destination."""

    site: LaunchSite
    limits: Limits
    stops: bool
    """Whether the payload removes its arrival speed."""
    family: Family
    reach: Reach

    @property
    def reach_speed(self) -> float:
        """Fastest excess speed at the Moon [m/s]."""
        return float(np.linalg.norm(self.reach.curve[-1]))

    def wanted(self, t: Array, velocity: Array) -> Array:
        """Turn geocentric velocities at the Moon's distance into excess velocities in the Moon-fixed frame."""
        _, moon_velocity = state("moon", t, center="earth")
        return np.asarray(np.einsum("nji,nkj->nki", orientation(t), velocity - moon_velocity[:, None, :]))

    def own(self, transfers: Transfers) -> Array:
        """Give what the payload spends at arrival [m/s], shape (n, k)."""
        return transfers.arrival if self.stops else np.zeros_like(transfers.arrival)


Burn = Callable[[Problem, Array, Index], Costs]


def at_sphere(problem: Problem, t: Array, members: Index, *, prune: bool = False) -> Costs:
    """Let the payload burn at the edge of the Moon's sphere of influence.

    Parameters
    ----------
    problem, t, members
        Departure times of shape (n,) and members of shape (k,).
    prune
        Whether to leave out what lies beyond the limits by far.
    """
    reach = problem.reach_speed + problem.limits.max_onboard_dv + _SLACK
    worth = problem.family.worth(t, reach + _MOON_SPEED) if prune else np.ones(len(t), dtype=bool)
    if not worth.all():
        shape = (len(t), len(members))
        columns = tuple(np.full(shape, fill) for fill in (np.inf, np.nan, np.nan, np.nan))
        if worth.any():
            found = at_sphere(problem, t[worth], members, prune=prune)
            for column, part in zip(columns, (found.onboard, found.muzzle, found.tof, found.arrival), strict=True):
                column[worth] = part
        return Costs(*columns)
    transfers = problem.family.at(t, members)
    fixed, own = problem.wanted(t, transfers.velocity), problem.own(transfers)
    usable = np.isfinite(fixed).all(axis=2) & (transfers.tof <= problem.limits.max_time_of_flight)
    if prune:
        least = np.maximum(np.linalg.norm(fixed, axis=2) - problem.reach_speed, 0.0) + own
        usable &= least <= problem.limits.max_onboard_dv + _SLACK
    speed, onboard = np.full(usable.shape, np.nan), np.full(usable.shape, np.inf)
    speed[usable], miss = problem.reach.nearest(fixed[usable])
    onboard[usable] = miss + own[usable]
    return Costs(onboard, speed, transfers.tof, transfers.arrival)


def at_release(problem: Problem, t: Array, members: Index) -> Costs:
    """Let the payload burn right after release, where a change of speed gains most and a turn costs most."""
    site = problem.site
    transfers = problem.family.at(t, members)
    fixed = problem.wanted(t, transfers.velocity)
    axes, spin = site_axes(site.latitude, site.longitude), spin_velocity(site.latitude, site.longitude)
    needed = needed_at_release(fixed, axes.up) - spin
    if site.azimuth is not None:
        direction = np.broadcast_to(axes.direction(site.azimuth, site.elevation), needed.shape)
    else:
        level = needed - (needed @ axes.up)[..., None] * axes.up
        level = level / np.linalg.norm(level, axis=-1, keepdims=True)
        direction = math.cos(site.elevation) * level + math.sin(site.elevation) * axes.up
    along = np.clip(np.sum(needed * direction, axis=-1), 0.0, problem.limits.max_muzzle_speed)
    kick = np.linalg.norm(needed - along[..., None] * direction, axis=-1)
    usable = np.isfinite(kick) & (transfers.tof <= problem.limits.max_time_of_flight)
    onboard = np.where(usable, kick + problem.own(transfers), np.inf)
    return Costs(onboard, np.where(usable, along, np.nan), transfers.tof, transfers.arrival)


def needed_at_release(excess: Array, up: Array) -> Array:
    """Give the velocity at the surface that leads to an excess velocity without coming down first; NaN for none.

    Parameters
    ----------
    excess
        Moon-fixed, shape (..., 3) [m/s].
    up
        Local vertical, shape (3,).
    """
    speed = np.linalg.norm(excess, axis=-1, keepdims=True)
    along = excess / np.maximum(speed, 1e-9)
    cosine = (along @ up)[..., None]
    d = np.sqrt(MOON_GM / (MOON_RADIUS * np.maximum(1.0 + cosine, 1e-12)) + 0.25 * speed**2)
    velocity = (d + 0.5 * speed) * along + (d - 0.5 * speed) * up
    return np.where((velocity @ up)[..., None] >= 0.0, velocity, np.nan)


def at_perigee(problem: Problem, t: Array, members: Index) -> Costs:
    """Let the payload fall to a perigee 300 km above the Earth and burn there.

    The fall from the Moon ends in the plane through Moon and wanted asymptote. With ``phi`` the angle from the Moon's
    direction to the asymptote in the sense of motion and ``nu`` that from the perigee to the asymptote
    (``cos nu = -1/e``), the fall takes the angle ``phi - nu``, which fixes its conic. What the launcher misses of the
    fall is added at the edge of the Moon's sphere; the burn is the difference of the two speeds at the perigee.
    """
    transfers = problem.family.at(t + FALL_TIME, members)
    if transfers.excess is None:
        none = np.full(transfers.tof.shape, np.nan)
        return Costs(np.full_like(none, np.inf), none, none, none)
    best = [_paid(problem, t, _fall(t, transfers.excess, sense)) for sense in (1.0, -1.0)]
    onboard, speed, extra = (np.where(best[0][0] <= best[1][0], one, two) for one, two in zip(*best, strict=True))
    tof = transfers.tof + extra
    usable = np.isfinite(onboard) & (tof <= problem.limits.max_time_of_flight)
    return Costs(np.where(usable, onboard + problem.own(transfers), np.inf), speed, tof, transfers.arrival)


@dataclass(frozen=True)
class _Falls:
    """Falls to the perigee: velocity at the Moon's distance, its burn [m/s], its time [s]; infinite burn for none."""

    velocity: Array
    burn: Array
    tof: Array
    place: Array


def _fall(t: Array, excess: Array, sense: float) -> _Falls:
    return _fall_from(state("moon", t, center="earth")[0], excess, sense)


def _fall_from(start: Array, excess: Array, sense: float) -> _Falls:
    """Lay falls from places (n, 3) so that a burn at their perigee gives excess velocities of shape (n, k, 3)."""
    distance = np.linalg.norm(start, axis=1)[:, None]
    outward = (start / distance)[:, None, :]
    size = np.linalg.norm(excess, axis=-1)
    asymptote = excess / np.maximum(size, 1e-9)[..., None]
    across = sense * (asymptote - np.sum(asymptote * outward, axis=-1, keepdims=True) * outward)
    across = across / np.maximum(np.linalg.norm(across, axis=-1, keepdims=True), 1e-12)
    ahead = np.arctan2(sense * np.linalg.norm(np.cross(outward, asymptote), axis=-1), (asymptote * outward).sum(-1))
    after = np.arccos(-1.0 / (1.0 + PASS_RADIUS * size**2 / EARTH_GM))
    fall = np.mod(ahead - after, 2.0 * math.pi)
    inside = (fall >= _FALLS[0]) & (fall <= _FALLS[1])
    angle = np.where(inside, fall, 0.5 * sum(_FALLS))
    ecc = (distance - PASS_RADIUS) / (PASS_RADIUS - distance * np.cos(angle))
    inside &= ecc < _FASTEST_FALL
    momentum = np.sqrt(EARTH_GM * PASS_RADIUS * (1.0 + ecc))
    radial = -EARTH_GM / momentum * ecc * np.sin(angle)
    velocity = radial[..., None] * outward + (momentum / distance)[..., None] * across
    burn = np.abs(np.sqrt(size**2 + 2.0 * EARTH_GM / PASS_RADIUS) - momentum / PASS_RADIUS)
    place = PASS_RADIUS * (np.cos(angle)[..., None] * outward + np.sin(angle)[..., None] * across)
    return _Falls(velocity, np.where(inside, burn, np.inf), _time(ecc, angle), place)


def _paid(problem: Problem, t: Array, falls: _Falls) -> Array:
    """Impulses, muzzle speed and time of falls, shape (3, n, k)."""
    fixed = problem.wanted(t, falls.velocity)
    speed, miss = (part.reshape(falls.burn.shape) for part in problem.reach.nearest(fixed.reshape(-1, 3)))
    return np.stack([miss + falls.burn, speed, falls.tof])


def fall_at(problem: Problem, t: float, member: int) -> tuple[Array, Aim]:
    """Give velocity at the Moon's distance, geocentric ecliptic [m/s], and perigee of one member's fall."""
    times = np.array([t])
    excess = problem.family.at(times + FALL_TIME, np.array([member])).excess
    assert excess is not None
    both = [_fall(times, excess, sense) for sense in (1.0, -1.0)]
    one = min(both, key=lambda falls: float(_paid(problem, times, falls)[0, 0, 0]))
    low = one.place[0, 0]

    def place(when: float, _: float) -> tuple[Array, Array]:
        earth, speed = state("earth", when)
        return earth + low, speed

    return one.velocity[0, 0], Aim(place=place, arrive=t + float(one.tof[0, 0]), anywhere=False, hit=_LOW_HIT)


def fall_near(place: Array, excess: Array, velocity: Array) -> Array:
    """Give the geocentric velocity of a fall from a place to the perigee whose burn leads on.

    Parameters
    ----------
    place
        Geocentric, shape (3,) [m].
    excess
        Excess velocity after the burn, shape (3,) [m/s].
    velocity
        Of the fall by patched conics, shape (3,) [m/s]; of the two ways round the Earth that with its sense is taken.

    Returns
    -------
    numpy.ndarray
        Shape (3,) [m/s]; `velocity` itself where no such fall exists.
    """
    plane = np.cross(place, velocity)
    best = velocity
    for sense in (1.0, -1.0):
        found = _fall_from(place[None], excess[None, None], sense)
        one = found.velocity[0, 0]
        if np.isfinite(found.burn[0, 0]) and float(np.cross(place, one) @ plane) > 0.0:
            best = one
    return best


def _time(ecc: Array, angle: Array) -> Array:
    """Time from a true anomaly before the perigee to the perigee [s]."""
    a = PASS_RADIUS / np.where(np.abs(1.0 - ecc) < 1e-9, 1e-9, 1.0 - ecc)
    half = np.tan(0.5 * np.minimum(angle, math.pi - 1e-9))
    bound = ecc < 1.0
    closed = 2.0 * np.arctan(np.sqrt(np.abs(1.0 - ecc) / (1.0 + ecc)) * half)
    opened = 2.0 * np.arctanh(np.minimum(np.sqrt(np.abs(1.0 - ecc) / (1.0 + ecc)) * half, 1.0 - 1e-12))
    mean = np.where(bound, closed - ecc * np.sin(closed), ecc * np.sinh(opened) - opened)
    return np.asarray(np.sqrt(np.abs(a) ** 3 / EARTH_GM) * mean)


BURNS: dict[str, Burn] = {"release": at_release, "sphere": at_sphere, "perigee": at_perigee}
"""Where the payload may burn what the launcher misses, and what that costs."""
