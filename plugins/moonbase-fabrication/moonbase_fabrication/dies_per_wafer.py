"""Gross dies per round wafer."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

__all__ = ["counted", "de_vries", "first_order"]

_STEPS = 40  # offsets of the grid that are tried in each direction


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
    offsets = np.arange(_STEPS) / _STEPS
    rows = math.ceil(2.0 * radius / pitch_y) + 1
    bottom = (np.arange(-rows, rows + 1)[:, None] + offsets) * pitch_y
    highest = np.maximum(np.abs(bottom), np.abs(bottom + height))
    half = np.sqrt(np.maximum(radius**2 - highest**2, 0.0))[..., None]
    first = np.ceil(-half / pitch_x - offsets - 1e-12)
    last = np.floor((half - width) / pitch_x - offsets + 1e-12)
    held = np.where(highest[..., None] < radius, np.maximum(last - first + 1.0, 0.0), 0.0)
    return int(held.sum(axis=0).max())
