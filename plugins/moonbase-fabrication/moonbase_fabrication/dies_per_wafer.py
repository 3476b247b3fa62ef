"""Gross dies per round wafer."""

from __future__ import annotations

import math
from functools import lru_cache

__all__ = ["counted", "de_vries", "first_order"]


def first_order(diameter: float, area: float) -> float:
    """``pi (d/2)^2/S - pi d/sqrt(2 S)``: area minus an edge term.

    Parameters
    ----------
    diameter
        Of the wafer [m].
    area
        Of the die [m2].

    Returns
    -------
    float
        Dies, not rounded.

    Examples
    --------
    >>> round(first_order(0.3, 1e-4), 2)
    640.22
    """
    return math.pi * (diameter / 2.0) ** 2 / area - math.pi * diameter / math.sqrt(2.0 * area)


def de_vries(diameter: float, area: float) -> float:
    """``pi d^2/(4 S) exp(-2 sqrt(S)/d)`` (de Vries 2005, IEEE Trans. Semicond. Manuf. 18:136).

    Examples
    --------
    >>> round(de_vries(0.3, 1e-4), 2)
    661.27
    """
    return math.pi * diameter**2 / (4.0 * area) * math.exp(-2.0 * math.sqrt(area) / diameter)


@lru_cache(maxsize=256)
def counted(diameter: float, width: float, height: float, edge: float = 3e-3, scribe: float = 0.1e-3) -> int:
    """Count whole dies on a grid, with the best of many grid offsets.

    Parameters
    ----------
    diameter
        Of the wafer [m].
    width, height
        Of the die [m].
    edge
        Ring that holds no dies [m].
    scribe
        Street between dies [m].

    Returns
    -------
    int
        Dies whose four corners lie inside the usable circle.

    Notes
    -----
    Along one row the dies form an unbroken run, so a row at height y holds as many as fit between the chords;
    rows share one column grid. Offsets are searched on 40 steps of the pitch in each direction, a few dies
    short of the optimum at worst.
    """
    radius = diameter / 2.0 - edge
    pitch_x, pitch_y = width + scribe, height + scribe
    steps = 40
    return max(
        _count(radius, (width, height), (pitch_x, pitch_y), (i / steps, j / steps))
        for i in range(steps)
        for j in range(steps)
    )


def _count(radius: float, size: tuple[float, float], pitch: tuple[float, float], offset: tuple[float, float]) -> int:
    rows = math.ceil(2.0 * radius / pitch[1]) + 1
    total = 0
    for row in range(-rows, rows + 1):
        bottom = (row + offset[1]) * pitch[1]
        highest = max(abs(bottom), abs(bottom + size[1]))
        if highest >= radius:
            continue
        half = math.sqrt(radius**2 - highest**2)
        first = math.ceil((-half) / pitch[0] - offset[0] - 1e-12)
        last = math.floor((half - size[0]) / pitch[0] - offset[0] + 1e-12)
        total += max(0, last - first + 1)
    return total
