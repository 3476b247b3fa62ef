"""How far patched conics are from the motion under all bodies, for one departure.

The throw is flown from the muzzle to the destination under Sun, Earth, Moon and planets. Newton's method changes
the payload's impulse and, at less cost, muzzle speed, date of arrival and (on a circle) place of arrival until the
destination is hit; what had to be changed is the error of the patched conics.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_GM, MOON_RADIUS
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.moon import asymptote, orientation, site_axes, spin_velocity
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.opportunities import LaunchSite

__all__ = ["Aim", "Correction", "Gauge", "Shot", "correct", "first_kick", "lanes", "release_velocity"]

Array = NDArray[np.float64]

_KICK_RADIUS = 6.6e7  # m, the edge of the Moon's sphere of influence, where the payload corrects
_ITERATIONS = 12
_PATIENCE = 3  # iterations that may bring little before the check gives up
_LEAP = 400.0  # m/s, most that one iteration changes the impulse
_GAUGE_LEAP = 60.0  # m/s, the same where one number is wanted
_LONGEST_COAST = 2.0 * 86400.0  # s to the edge of the Moon's sphere of influence
_HIT = 1e7  # m; worth less than 1 m/s of impulse
_FREEDOM = np.array([0.05, 1.0 / 86400.0, 1e-9])  # m/s of impulse that a m/s, a second and a metre of change are worth
_STRIDE = np.array([40.0, 3.0 * 86400.0, 5e9])  # most that one iteration changes them


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A destination that has to be met: a body, a libration point, or any point of a circle about the Sun."""

    place: Callable[[float, float], tuple[Array, Array]]
    """Heliocentric position [m] and velocity [m/s], ecliptic, at a time [s] and a distance along the circle [m]."""
    arrive: float
    """Time of arrival by patched conics [s, TDB after J2000]."""
    anywhere: bool
    """Whether any point of the circle will do; else the destination moves and must be met."""
    body: str | None = None
    """Planet whose own pull is left out."""
    hit: float = _HIT
    """Distance that counts as a hit [m]."""


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A destination that asks for one number: the height of a perigee, or the energy of an escape."""

    end: float
    """When it is read [s, TDB after J2000]."""
    read: Callable[[Array, float], Array]
    """The number for barycentric states of shape (n, 6), equatorial, at a time; shape (n,)."""
    wanted: float
    close: float
    """Difference that counts as a hit, in the number's unit."""
    arrival: Callable[[Array, float], float]
    """Speed at arrival for one such state, shape (6,) [m/s]."""


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A departure by patched conics."""

    site: LaunchSite
    t: float
    """Time of release [s, TDB after J2000]."""
    muzzle_speed: float
    """[m/s]."""
    max_muzzle_speed: float
    """[m/s]."""
    excess: Array
    """Wanted excess velocity at the Moon, ecliptic, shape (3,) [m/s]."""
    aim: Aim | Gauge
    boost: Array | None = None
    """Impulse right after release, ecliptic, shape (3,) [m/s]."""


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What the shot needs under all bodies."""

    muzzle_speed: float
    """[m/s]."""
    impulse: float
    """Impulse at the edge of the Moon's sphere of influence [m/s]."""
    patched_impulse: float
    """The same by patched conics [m/s]."""
    arrival_speed: float
    """Relative to the destination [m/s]."""
    arrive: float
    """Time of arrival [s, TDB after J2000]."""
    miss: float
    """Distance from the destination, or from the wanted number, that is left."""
    hit: float
    """What counts as a hit."""
    kick: Array
    """The impulse, equatorial, shape (3,) [m/s]."""
    moment: float
    """When it is given [s, TDB after J2000]."""
    by_kick: Array
    """Derivatives of the miss by the impulse, equatorial, shape (3, 3) [s]."""

    @property
    def converged(self) -> bool:
        """Whether the destination is hit, within 10,000 km if it is a place."""
        return self.miss < self.hit


def release_velocity(shot: Shot, speeds: Array) -> tuple[Array, Array]:
    """Position (3,) and velocities (n, 3) relative to the Moon at release, ecliptic axes that do not turn."""
    site = shot.site
    axes, spin = site_axes(site.latitude, site.longitude), spin_velocity(site.latitude, site.longitude)
    turn = orientation(np.array([shot.t]))[0]
    if site.azimuth is not None:
        local = speeds[:, None] * axes.direction(site.azimuth, site.elevation) + spin
    else:
        wanted = turn.T @ shot.excess
        level = wanted - (wanted @ axes.up) * axes.up
        level /= np.linalg.norm(level)
        inertial = speeds + level @ spin
        local = inertial[:, None] * (math.cos(site.elevation) * level + math.sin(site.elevation) * axes.up)
    boost = np.zeros(3) if shot.boost is None else shot.boost
    return turn @ axes.up * MOON_RADIUS, local @ turn.T + boost


def _time_to(radius: float, speed: float) -> float:
    """Time from a level release to a distance from the Moon on a hyperbola or a near-parabola [s]."""
    energy = max(0.5 * speed**2 - MOON_GM / MOON_RADIUS, 50.0)
    a = 0.5 * MOON_GM / energy
    ecc = 1.0 + MOON_RADIUS / a
    anomaly = math.acosh((1.0 + radius / a) / ecc)
    return math.sqrt(a**3 / MOON_GM) * (ecc * math.sinh(anomaly) - anomaly)


@dataclass(frozen=True)
class _Try:
    speed: float
    kick: Array
    arrive: float
    along: float


def correct(shot: Shot) -> Correction:
    """Fly a shot under all bodies and correct it until it hits.

    Among the corrections that hit, one with a small impulse is taken; the muzzle speed stays below its limit.
    """
    if isinstance(shot.aim, Gauge):
        return _gauged(shot, shot.aim)
    hit = shot.aim.hit
    kick, moment = first_kick(shot)
    now = _Try(shot.muzzle_speed, kick, shot.aim.arrive, 0.0)
    best, least, arrival, slope, stalls = now, math.inf, math.nan, np.full((3, 3), np.nan), 0
    for _ in range(_ITERATIONS):
        miss, by_kick, free, relative = _linearise(shot, now, moment)
        size = float(np.linalg.norm(miss))
        stalls += size > 0.5 * least
        if size < least:
            best, least, arrival, slope = now, size, float(np.linalg.norm(relative)), by_kick
        if size < 0.1 * hit or stalls > _PATIENCE or not np.isfinite(free).all():
            break
        base = now.kick - np.linalg.solve(by_kick, miss)
        slopes = np.linalg.solve(by_kick, free)
        change, *_ = np.linalg.lstsq(
            np.concatenate([slopes, np.diag(_FREEDOM)]), np.concatenate([base, np.zeros(3)]), rcond=None
        )
        change = np.clip(change, -_STRIDE, _STRIDE)
        change[0] = min(change[0], shot.max_muzzle_speed - now.speed)
        step = base - slopes @ change - now.kick
        share = min(1.0, _LEAP / max(float(np.linalg.norm(step)), 1e-9))
        change *= share
        now = _Try(
            now.speed + float(change[0]),
            now.kick + share * step,
            now.arrive + float(change[1]),
            now.along + float(change[2]),
        )
    return Correction(
        muzzle_speed=best.speed,
        impulse=float(np.linalg.norm(best.kick)),
        patched_impulse=float(np.linalg.norm(kick)),
        arrival_speed=arrival,
        arrive=best.arrive,
        miss=least,
        hit=hit,
        kick=best.kick,
        moment=moment,
        by_kick=slope,
    )


def first_kick(shot: Shot) -> tuple[Array, float]:
    """Give the impulse by patched conics, equatorial, and when the edge of the Moon's sphere is reached."""
    r, v = release_velocity(shot, np.array([shot.muzzle_speed]))
    moment = shot.t + min(_time_to(_KICK_RADIUS, float(np.linalg.norm(v[0]))), _LONGEST_COAST)
    return to_equatorial(shot.excess - asymptote(r, v[0])), moment


def lanes(shot: Shot, speed: float, kick: Array, moment: float, step: float) -> Array:
    """Fly to the impulse: nominal, impulse changed along three axes, muzzle speed changed by a step; shape (5, 6)."""
    r, v = release_velocity(shot, np.array([speed, speed + step]))
    moon, moon_v = state("moon", shot.t, center="barycentre", ecliptic=False)
    first = np.column_stack([np.broadcast_to(moon + to_equatorial(r), (2, 3)), moon_v + to_equatorial(v)])
    at_edge = propagate(first, shot.t, moment)
    lanes = np.concatenate([np.repeat(at_edge[:1], 4, axis=0), at_edge[1:]])
    lanes[:, 3:] += kick
    lanes[1:4, 3:] += step * np.eye(3)
    return lanes


def _gauged(shot: Shot, gauge: Gauge) -> Correction:
    """Find the least impulse, with some change of the muzzle speed, that brings one number to its wanted value."""
    first, moment = first_kick(shot)
    kick, speed, step = first, shot.muzzle_speed, 0.05
    weight = np.array([1.0, 1.0, 1.0, 1.0 / _FREEDOM[0]])
    for _ in range(2 * _ITERATIONS):
        ends = propagate(lanes(shot, speed, kick, moment, step), moment, gauge.end)
        values = gauge.read(ends, gauge.end)
        miss = float(values[0] - gauge.wanted)
        done = abs(miss) < gauge.close
        slope = (values[1:] - values[0]) / step * weight
        here = np.concatenate([kick, [0.0]])
        change = slope * ((slope @ here - miss) / (slope @ slope)) - here
        if done and float(np.linalg.norm(change)) < 0.5:
            break
        change *= min(1.0, _GAUGE_LEAP / max(float(np.linalg.norm(change)), 1e-9))
        if done and (not np.isfinite(change).all()):
            break
        kick, speed = kick + change[:3], min(speed + float(change[3] * weight[3]), shot.max_muzzle_speed)
    return Correction(
        muzzle_speed=speed,
        impulse=float(np.linalg.norm(kick)),
        patched_impulse=float(np.linalg.norm(first)),
        arrival_speed=gauge.arrival(ends[0], gauge.end),
        arrive=gauge.end,
        miss=abs(miss),
        hit=gauge.close,
        kick=kick,
        moment=moment,
        by_kick=(ends[1:4, :3] - ends[0, :3]).T / step,
    )


def _linearise(shot: Shot, now: _Try, moment: float) -> tuple[Array, Array, Array, Array]:
    """Linearise the miss of a place.

    Returns the miss [m], its derivatives by the impulse (3, 3) and by muzzle speed, date and place of arrival (3, 3),
    and the velocity relative to the destination, all equatorial.
    """
    step = 0.5
    assert isinstance(shot.aim, Aim)
    ends = propagate(lanes(shot, now.speed, now.kick, moment, step), moment, now.arrive, without=shot.aim.body)
    sun, sun_v = state("sun", now.arrive, center="barycentre", ecliptic=False)
    goal, goal_v = (to_equatorial(part) for part in shot.aim.place(now.arrive, now.along))
    own = ends[0, 3:] - sun_v
    by_date = own if shot.aim.anywhere else own - goal_v
    by_place = -goal_v / np.linalg.norm(goal_v) if shot.aim.anywhere else np.zeros(3)
    by_speed = (ends[4, :3] - ends[0, :3]) / step
    free = np.column_stack([by_speed, by_date, by_place])
    return ends[0, :3] - sun - goal, (ends[1:4, :3] - ends[0, :3]).T / step, free, own - goal_v
