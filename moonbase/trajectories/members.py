"""Which members of a transfer family are worth trying at every departure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.check import MUZZLE_WEIGHT
from moonbase.trajectories.problem import Problem, at_sphere
from moonbase.trajectories.seasons import Departures

__all__ = ["best_at_sphere", "members_of"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_SCOUTS = 1200  # departures with which the useful members of a large family are picked
_KEEP = 12
_CHUNK = 4096


def members_of(problem: Problem, t: Array) -> Index:
    """Pick the members of a large family that are the best one at some departure."""
    everyone = np.arange(problem.family.size)
    if len(everyone) <= 2 * _KEEP or problem.family.whole:
        return everyone
    scouts = t[:: max(1, len(t) // _SCOUTS)]
    counts = np.zeros(len(everyone))
    for part in range(0, len(scouts), 256):
        found = at_sphere(problem, scouts[part : part + 256], everyone)
        onboard, cost = found.onboard, found.onboard + MUZZLE_WEIGHT * np.nan_to_num(found.muzzle)
        rows = np.isfinite(cost).any(axis=1)
        weight = np.where(onboard[rows].min(axis=1) <= problem.limits.max_onboard_dv, 1.0, 1e-3)
        np.add.at(counts, np.argmin(cost[rows], axis=1), weight)
    order = np.argsort(-counts, kind="stable")[:_KEEP]
    return np.sort(order[counts[order] > 0.0]) if counts.any() else everyone[:_KEEP]


def best_at_sphere(problem: Problem, t: Array, members: Index, *, prune: bool) -> Departures:
    """Take the best member at each departure, burning at the edge of the Moon's sphere of influence."""
    columns: list[list[Array]] = [[], [], [], []]
    for part in range(0, len(t), _CHUNK):
        found = at_sphere(problem, t[part : part + _CHUNK], members, prune=prune)
        values = (found.onboard, found.muzzle, found.tof, found.arrival)
        cost = found.onboard + MUZZLE_WEIGHT * np.nan_to_num(found.muzzle)
        row, pick = np.arange(len(cost)), np.argmin(cost, axis=1)
        for column, value in zip(columns, values, strict=True):
            column.append(value[row, pick])
    onboard, speed, tof, arrival = (np.concatenate(column) for column in columns)
    return Departures(t=t, muzzle_speed=speed, onboard_dv=onboard, time_of_flight=tof, arrival_speed=arrival)
