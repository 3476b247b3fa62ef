"""One impulse corrected under all bodies until it leads to a destination."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.aims import PROBE, Aim, Departure, Gauge, course_to, outcome
from moonbase.trajectories.steering import steer

__all__ = ["Try", "shoot"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Try:
    """An impulse, when it arrives, how far it misses and how fast it arrives."""

    burn: Array
    arrive: float
    miss: float
    arrival: float


def shoot(
    aim: Aim | Gauge, where: tuple[Array, float], burn: Array, *, stops: bool = False, latest: float = math.inf
) -> Try:
    """Correct an impulse until an aim is hit.

    Parameters
    ----------
    aim
        The destination.
    where
        Barycentric equatorial state before the impulse, shape (6,), and its time [s, TDB after J2000].
    burn
        First guess, equatorial, shape (3,) [m/s].
    stops
        Whether the speed at arrival is removed, and is therefore made small together with the impulse.
    latest
        Latest arrival [s, TDB after J2000].
    """
    start, t = where

    def lanes(x: Array) -> Array:
        found = np.repeat(start[None], 4, axis=0)
        found[:, 3:] += x
        found[1:, 3:] += PROBE * np.eye(3)
        return found

    free = np.full(3, np.inf)
    departure = Departure(t=t, lanes=lanes, first=burn, low=-free, high=free, price=np.zeros(3))
    course, first = course_to(aim, departure, stops=stops, latest=latest)
    best = steer(course, first)
    arrive, arrival, _ = outcome(aim, departure, best.at)
    return Try(best.at[:3], arrive, float(np.linalg.norm(best.look.miss)), arrival)
