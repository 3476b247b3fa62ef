"""Look up tabulated couplings, and average filaments over thick sections, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_inductance import pair

__all__ = ["CELLS", "LEVELS", "look_up", "section_values"]

CELLS = 16  # of each level beyond the finest
LEVELS = 7  # each twice as long as all before it


@compiled
def look_up(cells: Any, table: int, distance: float) -> tuple[float, float]:
    """Mutual inductance per turns [H] and its derivative by distance [H/m].

    Parameters
    ----------
    cells
        As `coupling_tables.tables` lays it out.
    table
        Which one.
    distance
        Of the coils' middles along the axis [m], with sign.

    Notes
    -----
    Beyond the last cell, at 256 gaps or more, coupling falls as that of dipoles, with the cube of distance.
    """
    far = abs(distance)
    top, first = cells[table, 0, 0], 1
    low, count = 0.0, int(cells[table, 0, 1])
    level = 0
    while far > top and level < LEVELS:
        low = top
        top *= 2.0
        first += count
        count = CELLS
        level += 1
    reach = min(far, top)
    wide = (top - low) / count
    at = (reach - low) / wide
    cell = min(int(at), count - 1)
    s = 2.0 * (at - cell) - 1.0
    row = first + cell
    value, slope = cells[table, row, 9], 0.0
    for term in range(8, -1, -1):
        slope = slope * s + value
        value = value * s + cells[table, row, term]
    slope *= 2.0 / wide
    if far > top:
        value *= (top / far) ** 3
        slope = -3.0 * value / far
    return value, slope if distance >= 0.0 else -slope


@compiled
def section_values(outer: Any, inner: Any, distance: Any, nodes: Any) -> Any:
    """Mutual inductance of two thick coils per turn of each [H], by Gauss-Legendre quadrature over both sections.

    Parameters
    ----------
    outer, inner
        Inner and outer radius and half length [m], shape ``(3,)``; equal radii stand for a filament.
    distance
        Of their middles [m], shape ``(n,)``.
    nodes
        Points and weights on (0, 1).
    """
    at, weight = nodes
    out = np.zeros(distance.shape[0])
    for i in range(at.shape[0]):
        a = outer[0] + (outer[1] - outer[0]) * at[i]
        for j in range(at.shape[0]):
            b = inner[0] + (inner[1] - inner[0]) * at[j]
            for k in range(at.shape[0]):
                for m in range(at.shape[0]):
                    share = weight[i] * weight[j] * weight[k] * weight[m]
                    shift = outer[2] * (2.0 * at[k] - 1.0) - inner[2] * (2.0 * at[m] - 1.0)
                    for n in range(distance.shape[0]):
                        out[n] += share * pair(a, b, distance[n] + shift)[0]
    return out
