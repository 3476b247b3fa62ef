"""One impulse corrected under all bodies until it leads to a destination."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.check import Aim, Gauge
from moonbase.trajectories.ephemeris import state, to_equatorial
from moonbase.trajectories.nbody import propagate

__all__ = ["Try", "shoot"]

Array = NDArray[np.float64]

_PROBE = 0.05  # m/s
_ROUNDS = 16
_FREE = 6  # rounds in which the date of arrival may move
_DAY_WORTH = 1.0 / 86400.0  # m/s of burn that a second of change is worth
_STRIDE = 3.0 * 86400.0  # s


@dataclass(frozen=True)
class Try:
    """An impulse, when and where on a circle it arrives, how far it misses and how fast it arrives."""

    burn: Array
    arrive: float
    along: float = 0.0
    miss: float = math.inf
    arrival: float = math.nan


def shoot(aim: Aim | Gauge, where: tuple[Array, float], burn: Array) -> Try:
    """Correct an impulse until an aim is hit.

    Parameters
    ----------
    aim
        The destination.
    where
        Barycentric equatorial state before the impulse, shape (6,), and its time [s, TDB after J2000].
    burn
        First guess, equatorial, shape (3,) [m/s].
    """
    now = Try(burn, aim.arrive if isinstance(aim, Aim) else aim.end)
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
        now = Try(
            now.burn + share * step,
            now.arrive + share * (goal.arrive - now.arrive),
            now.along + share * (goal.along - now.along),
        )
    return best


def _gauge_step(aim: Gauge, now: Try, ends: Array) -> tuple[Try, Try]:
    """Rate a try, and give the next one."""
    values = aim.read(ends, now.arrive)
    gap, slope = float(values[0] - aim.wanted), (values[1:] - values[0]) / _PROBE
    rated = replace(now, miss=abs(gap), arrival=aim.arrival(ends[0], now.arrive))
    return rated, Try(now.burn - slope * gap / float(slope @ slope), now.arrive)


def _place_step(aim: Aim, now: Try, ends: Array, *, free: bool) -> tuple[Try, Try]:
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
        return replace(rated, miss=float(np.linalg.norm(across @ gap))), Try(
            now.burn + step, now.arrive, now.along + shift
        )
    inverse = np.linalg.inv(slopes)
    base = now.burn - inverse @ gap
    if not free:
        return rated, Try(base, now.arrive)
    by_date = inverse @ (own - goal_v)
    change = float(by_date @ base) / (float(by_date @ by_date) + _DAY_WORTH**2)
    change = min(max(change, -_STRIDE), _STRIDE)
    return rated, Try(base - by_date * change, now.arrive + change)
