"""What is missing for a first opportunity, in numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError
from moonbase.trajectories.ephemeris import calendar_date
from moonbase.trajectories.members import best_at_sphere
from moonbase.trajectories.opportunities import Limits
from moonbase.trajectories.problem import Problem

__all__ = ["explain"]

Array = NDArray[np.float64]

_SPARSE = 1200  # departures that are looked at
_CHUNK = 128


def explain(problem: Problem, t: Array) -> TrajectoryError:
    """Say what is missing for a first opportunity."""
    sparse = t[:: max(1, len(t) // _SPARSE)]
    everyone = np.arange(problem.family.size)
    free = Problem(
        problem.site,
        Limits(
            max_muzzle_speed=problem.limits.max_muzzle_speed,
            max_onboard_dv=problem.limits.max_onboard_dv,
            max_time_of_flight=np.inf,
        ),
        problem.stops,
        problem.family,
        problem.reach,
    )
    patient = [
        best_at_sphere(free, sparse[part : part + _CHUNK], everyone, prune=False)
        for part in range(0, len(sparse), _CHUNK)
    ]
    onboard = np.concatenate([part.onboard_dv for part in patient])
    index = int(np.argmin(onboard))
    if not np.isfinite(onboard[index]):
        return TrajectoryError(
            "no transfer reaches the destination between "
            f"{calendar_date(float(t[0]))} and {calendar_date(float(t[-1]))}",
            help="widen the interval of departures or the largest time of flight",
        )
    tof = np.concatenate([part.time_of_flight for part in patient])[index]
    speed = np.concatenate([part.muzzle_speed for part in patient])[index]
    lack = onboard[index] - problem.limits.max_onboard_dv
    missing = f"{max(lack, 0.0):.0f} m/s of on-board velocity change"
    if tof > problem.limits.max_time_of_flight:
        missing += f" and {(tof - problem.limits.max_time_of_flight) / 86400:.0f} days of flight time"
    return TrajectoryError(
        f"no departure between {calendar_date(float(t[0]))} and {calendar_date(float(t[-1]))} fits the "
        "limits: the "
        f"best one ({calendar_date(float(sparse[index]))}, muzzle {speed:.0f} m/s, {tof / 86400:.0f} "
        "days) takes "
        f"{onboard[index]:.0f} m/s on board; {missing} are missing",
        help="raise the limit, turn the launcher or elevate its muzzle, move it, or allow a faster muzzle",
    )
