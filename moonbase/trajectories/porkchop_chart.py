"""Numbers of a porkchop plot: what leaving the Earth and Moon for a planet takes, by date and time of flight."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from moonbase.errors import TrajectoryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Chart", "chart"]

_DATES, _TIMES = 54, 40
_SHORTEST, _LONGEST = 0.35, 1.9  # of the Hohmann transfer's time
_PERIODS = 2.1  # synodic ones


@dataclass(frozen=True, kw_only=True)
class Chart:
    """C3 over departures and times of flight.

    Attributes
    ----------
    target
        Name of the planet.
    depart, tof
        [s, TDB after J2000], [s].
    c3
        One row per departure [m2/s2]; None where there is no transfer.
    """

    target: str
    depart: tuple[float, ...]
    tof: tuple[float, ...]
    c3: tuple[tuple[float | None, ...], ...]


def chart(target: str, start: float) -> Chart | None:
    """Solve direct transfers to a planet over two synodic periods; None where the ephemeris does not reach.

    Parameters
    ----------
    target
        Name of the planet.
    start
        First departure [s, TDB after J2000].
    """
    import numpy as np

    from moonbase.constants import SUN_GM
    from moonbase.trajectories.ephemeris import state
    from moonbase.trajectories.porkchop import porkchop

    def axis(body: str) -> float:
        r, v = state(body, start)
        return 1.0 / (2.0 / float(np.linalg.norm(r)) - float(v @ v) / SUN_GM)

    try:
        home, there = axis("emb"), axis(target)
        rates = [math.sqrt(SUN_GM / size**3) for size in (home, there)]
        synodic = 2.0 * math.pi / abs(rates[0] - rates[1])
        hohmann = math.pi * math.sqrt((0.5 * (home + there)) ** 3 / SUN_GM)
        depart = start + np.linspace(0.0, _PERIODS * synodic, _DATES)
        tof = hohmann * np.linspace(_SHORTEST, _LONGEST, _TIMES)
        c3 = porkchop("moon", target, depart, tof).c3
    except TrajectoryError:
        return None
    return Chart(
        target=target,
        depart=_rounded(depart),
        tof=_rounded(tof),
        c3=tuple(tuple(_short(float(value)) for value in row) for row in c3),
    )


def _rounded(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(f"{value:.9g}") for value in values)


def _short(value: float) -> float | None:
    return float(f"{value:.4g}") if math.isfinite(value) else None
