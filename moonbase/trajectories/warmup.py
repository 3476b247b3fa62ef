"""Compile all loops of the trajectory layer, by using each once on a small problem."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from moonbase.constants import MOON_RADIUS
from moonbase.trajectories.compiling import announce_with, cache_directory
from moonbase.trajectories.cr3bp import earth_moon
from moonbase.trajectories.ensemble import fly_ephemeris, fly_three_body
from moonbase.trajectories.porkchop import porkchop
from moonbase.trajectories.scan import scan
from moonbase.trajectories.tour_costs import costs
from moonbase.trajectories.tours import Question

__all__ = ["cache_directory", "warm_up"]

_DAY = 86400.0
_START = 8.4e8  # s after J2000, inside the ephemeris


def warm_up(tell: Callable[[str], None]) -> int:
    """Compile what is not yet on disk.

    Parameters
    ----------
    tell
        Called with the name of each function that has to be compiled.

    Returns
    -------
    int
        How many that were.
    """
    names: list[str] = []

    def note(name: str) -> None:
        names.append(name)
        tell(name)

    announce_with(note, every=True)
    try:
        _use_everything()
    finally:
        announce_with()
    return len(names)


def _use_everything() -> None:
    depart, tof = _START + np.linspace(0.0, 200.0, 80) * _DAY, np.linspace(100.0, 400.0, 80) * _DAY
    porkchop("earth", "mars", depart, tof)
    scan("earth", "mars", depart, tof)
    legs = ((100.0 * _DAY, 200.0 * _DAY), (200.0 * _DAY, 400.0 * _DAY))
    question = Question(bodies=("earth", "venus", "mars"), depart=(_START, _START + 50.0 * _DAY), tofs=legs)
    costs(question, np.array([[_START, 150.0 * _DAY, 300.0 * _DAY]]))
    system = earth_moon()
    fly_three_body(system, np.array([[0.85, 0.0, 0.0, 0.0, 0.1, 0.0]]), 0.1)
    fly_ephemeris(np.array([[2.0 * MOON_RADIUS, 0.0, 0.0, 0.0, 1500.0, 0.0]]), _START, 3600.0)
