"""The way down to a perigee under all bodies: the least impulse with which the orbit comes in as wanted.

A place at a time is too sensitive an aim for a fall past the Earth. Wanted are three numbers, read shortly before: the
plane of the fall holds the asymptote, the perigee has its height, and it lies as far before the asymptote as a burn
along the motion turns the way.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM
from moonbase.trajectories.check import Correction, Shot, first_kick, lanes
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.nbody import propagate

__all__ = ["descend"]

Array = NDArray[np.float64]

_READ = 0.85  # of the time of the fall
_PROBE = 0.05  # m/s
_ROUNDS = 25
_LEAP = 60.0  # m/s
_CLOSE = 2e-3  # rad, and 20 % of the perigee's height
_HEIGHT = 0.1
_SPEED = 0.05  # m/s of impulse that one of muzzle speed is worth


def descend(shot: Shot, perigee: tuple[float, float], excess: Array) -> Correction:
    """Correct a fall until a burn along the motion at its perigee leads to an asymptote.

    Parameters
    ----------
    shot
        The throw; what it aims at is left aside.
    perigee
        Radius [m], and time by patched conics [s, TDB after J2000].
    excess
        Excess velocity relative to the Earth after the burn, equatorial, shape (3,) [m/s].

    Returns
    -------
    Correction
        `arrive` is the time of the perigee that was reached; `arrival_speed` the geocentric speed there.
    """
    first, moment = first_kick(shot)
    read = shot.t + _READ * (perigee[1] - shot.t)
    place, speed0 = np.append(first, 0.0), shot.muzzle_speed
    weight = np.array([1.0, 1.0, 1.0, 1.0 / _SPEED])
    best = (place, math.inf, np.full((5, 6), np.nan))
    for _ in range(_ROUNDS):
        kick, speed = place[:3], speed0 + place[3] / _SPEED
        ends = _from_earth(propagate(lanes(shot, speed, kick, moment, _PROBE), moment, read), read)
        values = _errors(ends, perigee[0], excess)
        miss = float(np.linalg.norm(values[0]))
        if miss < best[1]:
            best = (place.copy(), miss, ends)
        slope = ((values[1:] - values[0]) / _PROBE * weight[:, None]).T
        wanted = slope @ place - values[0]
        goal = slope.T @ np.linalg.lstsq(slope @ slope.T, wanted, rcond=None)[0]
        goal[3] = min(goal[3], (shot.max_muzzle_speed - speed0) * _SPEED)
        step = goal - place
        size = float(np.linalg.norm(step))
        if not math.isfinite(size) or (miss < _CLOSE and size < 1.0):
            break
        place = place + step * min(1.0, _LEAP / max(size, 1e-9))
    place, miss, ends = best
    wait, at_perigee = _to_perigee(ends[0, :3], ends[0, 3:])
    return Correction(
        muzzle_speed=speed0 + float(place[3]) / _SPEED,
        impulse=float(np.linalg.norm(place[:3])),
        patched_impulse=float(np.linalg.norm(first)),
        arrival_speed=at_perigee,
        arrive=read + wait,
        miss=miss,
        hit=_CLOSE,
        kick=place[:3],
        moment=moment,
        by_kick=(ends[1:4, :3] - ends[0, :3]).T / _PROBE,
    )


def _from_earth(states: Array, when: float) -> Array:
    return states - np.concatenate(state("earth", when, center="barycentre", ecliptic=False))


def _errors(states: Array, radius: float, excess: Array) -> Array:
    """Angle of the asymptote off the plane, height of the perigee, angle in the plane; shape (n, 3)."""
    r, v = states[:, :3], states[:, 3:]
    size = float(np.linalg.norm(excess))
    towards = excess / size
    h = np.cross(r, v)
    ecc = np.cross(v, h) / EARTH_GM - r / np.linalg.norm(r, axis=1, keepdims=True)
    up = h / np.linalg.norm(h, axis=1, keepdims=True)
    low = ecc / np.linalg.norm(ecc, axis=1, keepdims=True)
    found = np.sum(h * h, axis=1) / EARTH_GM / (1.0 + np.linalg.norm(ecc, axis=1))
    ahead = np.mod(np.arctan2(np.cross(up, low) @ towards, low @ towards), 2.0 * math.pi)
    after = np.arccos(-1.0 / (1.0 + found * size**2 / EARTH_GM))
    return np.column_stack([up @ towards, _HEIGHT * (found / radius - 1.0), ahead - after])


def _to_perigee(r: Array, v: Array) -> tuple[float, float]:
    """Time from a geocentric state that falls to its perigee [s], and the speed there [m/s]."""
    h = float(np.linalg.norm(np.cross(r, v)))
    distance = float(np.linalg.norm(r))
    energy = 0.5 * float(v @ v) - EARTH_GM / distance
    ecc = math.sqrt(max(0.0, 1.0 + 2.0 * energy * (h / EARTH_GM) ** 2))
    radius, a = h**2 / EARTH_GM / (1.0 + ecc), -0.5 * EARTH_GM / energy
    rate = math.sqrt(abs(a) ** 3 / EARTH_GM)
    ratio = (1.0 - distance / a) / ecc
    if ecc < 1.0:
        angle = math.acos(max(-1.0, min(1.0, ratio)))
        return rate * (angle - ecc * math.sin(angle)), h / radius
    angle = math.acosh(max(1.0, ratio))
    return rate * (ecc * math.sinh(angle) - angle), h / radius
