"""The way down to a perigee under all bodies, and the burn there that leads on.

A place at a time is too sensitive an aim for a fall past the Earth. Wanted is one number, the height of the perigee,
read shortly before; impulse on the way and burn at the perigee are made small together. The burn is read off the conic
about the Earth: it leads onto the hyperbola through that perigee with the wanted asymptote.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM
from moonbase.trajectories.aims import MOST_STEPS, PROBE
from moonbase.trajectories.check import (
    MUZZLE_WEIGHT,
    Correction,
    Shot,
    edge,
    faster,
    lanes,
    onto,
    patched_kick,
    preferred,
    slowed,
)
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.nbody import propagate
from moonbase.trajectories.problem import fall_near
from moonbase.trajectories.steering import Course, Look, Steered, approach, steer

__all__ = ["departing", "descend"]

Array = NDArray[np.float64]

_EARLY = 0.6  # of the time of the fall, where a first guess is read
_BEFORE = 0.6 * 86400.0  # s before the perigee, where it is read
_ROUGH = 0.05
_PASSES = 2
_LONGEST = 3.0  # times the wait at which a perigee is read, beyond which it is another one
_CLOSE = 1e-3  # of the square root of the perigee's radius, 13 km


def descend(shot: Shot, radius: float, excess: Array) -> Correction:
    """Correct a fall so that impulse on the way and burn at its perigee are small together.

    Parameters
    ----------
    shot
        The throw; what it aims at is left aside.
    radius
        Of the perigee [m].
    excess
        Excess velocity relative to the Earth after the burn, equatorial, shape (3,) [m/s].

    Returns
    -------
    Correction
        `arrive` is the time of the perigee that was reached; `arrival_speed` the geocentric speed there.
    """
    found = [_fall(one, radius, excess) for one in (shot, *faster(shot))]
    best, (read, way) = min(found, key=lambda one: one[0].rank)
    again = slowed(shot, best, way.moment)
    if again is not None:
        best, (read, way) = preferred((best, (read, way)), _fall(again, radius, excess))
    ends = way.ends(best.at, read)
    _, _, at_perigee, wait = _bottom(ends[0], excess)
    return Correction(
        muzzle_speed=float(best.at[3]),
        impulse=float(np.linalg.norm(best.at[:3])),
        patched_impulse=float(np.linalg.norm(patched_kick(shot))),
        arrival_speed=at_perigee,
        arrive=read + wait,
        miss=abs(float(best.look.miss[0])),
        hit=_CLOSE,
        kick=best.at[:3],
        moment=way.moment,
        by_kick=(ends[1:4, :3] - ends[0, :3]).T / PROBE,
    )


def _fall(shot: Shot, radius: float, excess: Array) -> tuple[Steered, tuple[float, _Way]]:
    """Fly one throw; when it is read before its perigee, and the way it takes."""
    there, moment = edge(shot)
    earth, _ = state("earth", moment, center="barycentre", ecliptic=False)
    moon_v = state("moon", moment, center="earth", ecliptic=False)[1]
    fall = fall_near(there[:3] - earth, excess, moon_v + to_equatorial(shot.excess))
    way = _Way(shot, moment, radius, excess, np.cross(there[:3] - earth, fall))
    found = [
        _down(way, np.append(kick, shot.muzzle_speed))
        for kick in (onto(there, moment, fall - moon_v), patched_kick(shot))
    ]
    best, read = min(found, key=lambda one: one[0].rank)
    return best, (read, way)


@dataclass(frozen=True, eq=False)
class _Way:
    """A throw towards a perigee; `normal` is that of the plane in which it is to fall."""

    shot: Shot
    moment: float
    radius: float
    excess: Array
    normal: Array

    def ends(self, x: Array, read: float) -> Array:
        """States relative to the Earth when the fall is read, shape (5, 6)."""
        ends = propagate(lanes(self.shot, x, self.moment), self.moment, read, most=MOST_STEPS)
        return _from_earth(ends, read)

    def course(self, look: Callable[[Array], Look], hit: list[float]) -> Course:
        """Lay out the unknowns: impulse and muzzle speed."""
        return Course(
            look=look,
            size=np.ones(4),
            low=np.array([-np.inf, -np.inf, -np.inf, 0.0]),
            high=np.array([np.inf, np.inf, np.inf, self.shot.max_muzzle_speed]),
            price=np.array([0.0, 0.0, 0.0, MUZZLE_WEIGHT]),
            hit=np.array(hit),
        )


def _down(way: _Way, first: Array) -> tuple[Steered, float]:
    """Aim at the angular momentum of the fall, which is smooth where its plane is not yet, then at its perigee."""
    early = way.moment + _EARLY * _bottom(way.ends(first, way.moment)[0], way.excess)[3]

    def roughly(x: Array) -> Look:
        gaps = _momenta(way.ends(x, early), way)
        slopes = np.zeros((1, 3, 4))
        slopes[0, :, :3] = np.eye(3)
        return Look(miss=gaps[0], parts=x[None, :3], miss_slopes=(gaps[1:] - gaps[0]).T / PROBE, parts_slopes=slopes)

    now, read = approach(way.course(roughly, [_ROUGH, _ROUGH]), first), early
    for _ in range(_PASSES):
        wait = _bottom(way.ends(now.at, read)[0], way.excess)[3]
        read = max(read + wait - _BEFORE, 0.5 * (way.moment + read))
        now = steer(way.course(_Finely(way, read).look, [_CLOSE]), now.at)
        if not now.hits or abs(_bottom(way.ends(now.at, read)[0], way.excess)[3] - _BEFORE) < 0.5 * _BEFORE:
            break
    return now, read


@dataclass(frozen=True, eq=False)
class _Finely:
    """The perigee as it is read at a time before it."""

    way: _Way
    read: float

    def look(self, x: Array) -> Look:
        """Give height of the perigee, impulse and burn; nothing where the flight does not fall."""
        bottoms = [_bottom(end, self.way.excess) for end in self.way.ends(x, self.read)]
        heights = np.array([math.sqrt(radius / self.way.radius) - 1.0 for radius, _, _, _ in bottoms])
        burns = np.array([burn for _, burn, _, _ in bottoms])
        slopes = np.zeros((2, 3, 4))
        slopes[0, :, :3], slopes[1] = np.eye(3), (burns[1:] - burns[0]).T / PROBE
        falls = 0.0 < bottoms[0][3] < _LONGEST * _BEFORE
        return Look(
            miss=np.where(falls, heights[:1], np.nan),
            parts=np.array([x[:3], burns[0]]),
            miss_slopes=(heights[None, 1:] - heights[0]) / PROBE,
            parts_slopes=slopes,
        )


def _momenta(ends: Array, way: _Way) -> Array:
    """Angular momentum in the plane of the fall and across it, less what a parabola to the perigee has, (n, 2)."""
    h = np.cross(ends[:, :3], ends[:, 3:]) / math.sqrt(2.0 * EARTH_GM * way.radius)
    out = ends[0, :3] / np.linalg.norm(ends[0, :3])
    up = way.normal - (way.normal @ out) * out
    up /= np.linalg.norm(up)
    return np.column_stack([h @ up - 1.0, h @ np.cross(out, up)])


def departing(r: Array, excess: Array) -> Array:
    """Give the geocentric velocity at a place whose outgoing asymptote is an excess velocity, shape (3,) [m/s]."""
    distance, speed = float(np.linalg.norm(r)), float(np.linalg.norm(excess))
    out, along = r / distance, excess / speed
    d = math.sqrt(EARTH_GM / (distance * max(1.0 + float(along @ out), 1e-9)) + 0.25 * speed**2)
    return np.asarray((d + 0.5 * speed) * along + (d - 0.5 * speed) * out)


def _from_earth(states: Array, when: float) -> Array:
    return states - np.concatenate(state("earth", when, center="barycentre", ecliptic=False))


def _bottom(one: Array, excess: Array) -> tuple[float, Array, float, float]:
    """Give radius, burn (3,), speed before it and the time till then at the perigee of a geocentric state's conic."""
    r, v = one[:3], one[3:]
    distance, h = float(np.linalg.norm(r)), np.cross(r, v)
    momentum = float(np.linalg.norm(h))
    low = np.cross(v, h) / EARTH_GM - r / distance
    ecc = float(np.linalg.norm(low))
    low, radius = low / ecc, momentum**2 / EARTH_GM / (1.0 + ecc)
    speed = momentum / radius
    before = speed * np.cross(h, low) / momentum
    burn = departing(radius * low, excess) - before
    return radius, burn, speed, _wait(distance, float(r @ v), radius, ecc)


def _wait(distance: float, outward: float, radius: float, ecc: float) -> float:
    """Time from a place on a conic to its perigee [s]; negative after it."""
    a = radius / (1.0 - ecc)
    rate = math.sqrt(abs(a) ** 3 / EARTH_GM)
    ratio = (1.0 - distance / a) / ecc
    sense = -1.0 if outward > 0.0 else 1.0
    if ecc < 1.0:
        angle = math.acos(max(-1.0, min(1.0, ratio)))
        return sense * rate * (angle - ecc * math.sin(angle))
    angle = math.acosh(max(1.0, ratio))
    return sense * rate * (ecc * math.sinh(angle) - angle)
