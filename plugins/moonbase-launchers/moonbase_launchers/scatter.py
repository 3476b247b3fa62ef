"""Closed laws of scatter: from stages to the muzzle, from the muzzle to the asymptote."""

from __future__ import annotations

import math

__all__ = ["excess_speed_scatter", "stage_scatter"]


def stage_scatter(relative: float, stages: float) -> float:
    """Relative scatter of the muzzle speed from independent stage energies, ``s / (2 sqrt N)`` [1].

    Parameters
    ----------
    relative
        Standard deviation of each stage's energy per its mean [1].
    stages
        Number of equal stages.

    Examples
    --------
    >>> f"{stage_scatter(1e-3, 1000):.2e}"
    '1.58e-05'
    """
    return relative / (2.0 * math.sqrt(stages))


def excess_speed_scatter(scatter: float, speed: float, excess: float) -> float:
    """Scatter of the hyperbolic excess speed, ``dv_inf = (v / v_inf) dv`` [m/s].

    Parameters
    ----------
    scatter
        Of the muzzle speed [m/s].
    speed
        At the muzzle [m/s].
    excess
        Hyperbolic excess speed [m/s].

    Examples
    --------
    >>> round(excess_speed_scatter(1.0, 2413.0, 422.0), 1)
    5.7
    """
    return scatter * speed / excess
