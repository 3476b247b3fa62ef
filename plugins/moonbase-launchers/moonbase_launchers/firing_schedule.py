"""How many shots a year the power allows: sunlight hour by hour, a reactor, a store, and the launcher's own rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError, constants
from moonbase_launchers.tables import read_numbers

__all__ = ["PowerPlant", "Schedule", "equator", "fire_through", "polar", "read_illumination"]

_Array = NDArray[np.float64]
_DAY = 29.530588 * 86_400.0  # s, synodic


@dataclass(frozen=True, kw_only=True, eq=False)
class Schedule:
    """A year of shots.

    Attributes
    ----------
    shots
        Per year [1].
    availability
        Share of what the launcher's rate would give [1].
    unused
        Energy that neither launcher nor store could take, per energy supplied [1].
    fired
        In each step, shape ``(n,)``.
    limit
        What stops more: ``"rate"`` or ``"power"``.
    """

    shots: float
    availability: float
    unused: float
    fired: _Array
    limit: str


@dataclass(frozen=True, kw_only=True)
class PowerPlant:
    """What feeds a launcher.

    Attributes
    ----------
    array_power, steady_power
        Of arrays in full sun, and of a reactor or grid [W].
    storage
        Capacity of the store [J].
    round_trip
        Energy out of the store per energy into it [1].
    """

    array_power: float = 0.0
    steady_power: float = 0.0
    storage: float = 0.0
    round_trip: float = 0.9


def fire_through(
    light: tuple[_Array, _Array], plant: PowerPlant, *, shot_energy: float, rate: float, standby: float = 0.0
) -> Schedule:
    """Fire whenever there is energy: sunlight first, then the store.

    Parameters
    ----------
    light
        Times [s] of rising order and share of full sunlight [1], which holds until the next time; the last value
        holds as long as the one before. The series is run twice, so that an empty store carries over.
    plant
        Arrays, reactor, store.
    shot_energy
        From the bus [J].
    rate
        Of the launcher [1/s].
    standby
        Power of the launcher when it does not fire [W]; served first.

    Raises
    ------
    ModelError
        If times do not rise or shares lie outside 0 to 1.
    """
    time, share = (np.asarray(column, dtype=np.float64) for column in light)
    if len(time) < 2 or np.any(np.diff(time) <= 0.0) or share.min() < 0.0 or share.max() > 1.0:
        raise ModelError(
            "an illumination series needs rising times and shares between 0 and 1", help="one row per change of light"
        )
    steps = np.append(np.diff(time), time[-1] - time[-2])
    supply = steps * (plant.array_power * share + plant.steady_power - standby)
    most = steps * rate * shot_energy
    spent, unused, held = np.zeros(len(steps)), np.zeros(len(steps)), 0.0
    for _ in range(2):
        for i, (come, wish) in enumerate(zip(supply.tolist(), most.tolist(), strict=True)):
            direct = min(max(come, 0.0), wish)
            stored = min((come - direct) * plant.round_trip, plant.storage - held) if come > direct else 0.0
            draw = min(held, wish - direct + max(-come, 0.0))
            held += stored - draw
            used = max(draw - max(-come, 0.0), 0.0)
            spent[i], unused[i] = direct + used, max(come - direct - stored / plant.round_trip, 0.0)
    span = float(steps.sum())
    shots = float(spent.sum()) / shot_energy * constants.YEAR / span
    possible = rate * constants.YEAR
    offered = float(np.maximum(supply, 0.0).sum())
    return Schedule(
        shots=shots,
        availability=shots / possible,
        unused=float(unused.sum()) / offered if offered else 0.0,
        fired=spent / shot_energy,
        limit="rate" if shots > 0.999 * possible else "power",
    )


def equator(*, steps: int = 2952) -> tuple[_Array, _Array]:
    """Sun on tracking arrays at the equator through one year: half of each synodic day, from sunrise."""
    time = np.arange(steps) * (constants.YEAR / steps)
    return np.asarray(time, dtype=np.float64), np.where(np.mod(time, _DAY) < 0.5 * _DAY, 1.0, 0.0).astype(np.float64)


def polar(illumination: float, longest_night: float, *, steps: int = 8766) -> tuple[_Array, _Array]:
    """Sun at a polar ridge: one gap a synodic day, longest in winter, absent in summer.

    Parameters
    ----------
    illumination
        Share of the year with Sun [1].
    longest_night
        Longest gap [s].
    steps
        Rows of the series.

    Notes
    -----
    The gap of each synodic day follows a raised sine through the year, cut at 0 so that the year's mean is met; its
    top is the longest night where the mean allows it.
    """
    time = np.arange(steps) * (constants.YEAR / steps)
    season = 0.5 - 0.5 * np.cos(2.0 * math.pi * time / constants.YEAR)
    top = min(longest_night / _DAY, 1.0)
    low, high = -50.0, 1.0
    for _ in range(60):  # the level at which the sine is cut
        level = 0.5 * (low + high)
        mean = float(np.maximum(season - level, 0.0).mean()) / max(1.0 - level, 1e-9) * top
        low, high = (level, high) if mean > 1.0 - illumination else (low, level)
    gap = np.maximum(season - low, 0.0) / max(1.0 - low, 1e-9) * top
    return np.asarray(time, dtype=np.float64), np.where(np.mod(time, _DAY) / _DAY < gap, 0.0, 1.0).astype(np.float64)


def read_illumination(path: str) -> tuple[_Array, _Array]:
    """Read an illumination series: a CSV file with the columns ``time_h`` and ``share``.

    Raises
    ------
    ModelError
        If it cannot be read.
    """
    rows = read_numbers(path, ("time_h", "share"))
    return rows[:, 0] * 3600.0, rows[:, 1]
