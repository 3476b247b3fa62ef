"""Solve constant acceleration for whatever is not given."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError

__all__ = ["Run", "solve_run"]


@dataclass(frozen=True, kw_only=True)
class Run:
    """A constant-acceleration run from rest: speed [m/s], acceleration [m/s2], length [m], time [s]."""

    speed: float
    acceleration: float
    length: float
    time: float


def solve_run(*, speed: float = 0.0, acceleration: float = 0.0, length: float = 0.0, time: float = 0.0) -> Run:
    """Complete a run from any two of its four numbers.

    Parameters
    ----------
    speed, acceleration, length, time
        [m/s], [m/s2], [m], [s]; 0 for what is wanted.

    Raises
    ------
    ModelError
        Unless exactly two are given, both above zero.

    Examples
    --------
    >>> solve_run(speed=2400.0, length=288.0)
    Run(speed=2400.0, acceleration=10000.0, length=288.0, time=0.24)
    """
    given = {"speed": speed, "acceleration": acceleration, "length": length, "time": time}
    known = {name for name, value in given.items() if value}
    if len(known) != 2 or any(not value > 0.0 for name, value in given.items() if name in known):
        raise ModelError("give exactly two of speed, acceleration, length and time, both above zero")
    v, a = speed, acceleration
    if known == {"speed", "length"}:
        a = v * v / (2.0 * length)
    elif known == {"speed", "time"}:
        a = v / time
    elif known == {"acceleration", "length"}:
        v = math.sqrt(2.0 * a * length)
    elif known == {"acceleration", "time"}:
        v = a * time
    elif known == {"length", "time"}:
        v, a = 2.0 * length / time, 2.0 * length / time**2
    return Run(speed=v, acceleration=a, length=v * v / (2.0 * a), time=v / a)
