"""Coordinates in which an optimiser sees the dates of a tour.

A leg from a planet back to the same planet is singular where it takes whole years of the planet: both ends then lie in
one direction, and times that differ by minutes lead through all flight-path angles. The best tours often lie in such a
place (the record of GTOP's Cassini1 returns to Venus 23 minutes before two of its years are over), and a search in
times of flight finds it with a chance of one in many thousands. In the coordinate::

    u = sum over k of asinh((t - k P) / s),   s = 3e-4 P

every decade of the distance from a resonance k P takes equal room, and the search finds it as it finds anything else.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.trajectories.tours import Ephemeris, Question

__all__ = ["Coordinates", "resonances"]

Array = NDArray[np.float64]

_DAY = 86400.0
_NARROW = 3e-4  # years of the planet, about what planets' pulls move a return by
_NODES = 2000  # of the map from coordinates to times, on each side of a resonance
_SAMPLES = 64  # of the orbit, to even out planets' pulls


def _axis(states: Array) -> Array:
    """Semi-major axes, shape (n,), of states (6, n) about the Sun."""
    r, v = np.linalg.norm(states[:3], axis=0), np.linalg.norm(states[3:], axis=0)
    return np.asarray(1.0 / (2.0 / r - v**2 / SUN_GM))


def _year(ephemeris: Ephemeris, body: str, start: float) -> float:
    """Time of a planet's revolution, from its semi-major axis averaged over one [s]."""
    first = float(_axis(ephemeris(body, np.array([start])))[0])
    turn = 2.0 * math.pi * math.sqrt(first**3 / SUN_GM)
    mean = float(np.mean(_axis(ephemeris(body, start + turn * np.arange(_SAMPLES) / _SAMPLES))))
    return 2.0 * math.pi * math.sqrt(mean**3 / SUN_GM)


def resonances(question: Question, leg: int) -> tuple[Array, float]:
    """Give the times in which a leg returns to its own planet after whole years of it.

    Parameters
    ----------
    question
        Which tours.
    leg
        Number of the leg, from 0.

    Returns
    -------
    times : numpy.ndarray
        Within the leg's interval [s]; none if the leg leads to another planet.
    year : float
        Of that planet [s]; 0 if there is none.
    """
    if question.bodies[leg] != question.bodies[leg + 1]:
        return np.empty(0), 0.0
    year = _year(question.ephemeris, question.bodies[leg], question.depart[0])
    low, high = question.tofs[leg]
    turns = np.arange(math.ceil(low / year), math.floor(high / year) + 1, dtype=np.float64)
    return year * turns, year


class Coordinates:
    """Map between what an optimiser varies and the dates of a tour.

    Parameters
    ----------
    question
        Which tours.
    stretch
        Whether legs back to the same planet are stretched about their resonances; else all coordinates are days.
    """

    def __init__(self, question: Question, *, stretch: bool = True) -> None:
        self.bounds: Array = np.array([question.depart, *question.tofs]) / _DAY
        self._tables: dict[int, tuple[Array, Array]] = {}
        for leg in range(len(question.tofs)) if stretch else ():
            places, year = resonances(question, leg)
            if places.size:
                times, u = _table(question.tofs[leg], places, _NARROW * year)
                self.bounds[leg + 1] = u[0], u[-1]
                self._tables[leg + 1] = times, u

    @property
    def stretched(self) -> bool:
        """Whether any coordinate is not a plain number of days."""
        return bool(self._tables)

    def rows(self, points: Array) -> Array:
        """Departure and times of the legs, shape (n, 1 + legs) [s], of points of that shape."""
        rows = points * _DAY
        for column, (times, u) in self._tables.items():
            rows[:, column] = np.interp(points[:, column], u, times)
        return np.asarray(rows)


def _table(interval: tuple[float, float], places: Array, narrow: float) -> tuple[Array, Array]:
    """Tabulate times of flight [s] and their coordinates, both growing."""
    away = np.sinh(np.linspace(0.0, math.asinh((interval[1] - interval[0]) / narrow), _NODES)) * narrow
    close = np.concatenate([[*interval], *(place + sign * away for place in places for sign in (-1.0, 1.0))])
    times = np.unique(np.clip(close, *interval))
    return times, np.asarray(np.sum(np.arcsinh((times[:, None] - places) / narrow), axis=1))
