"""Values over a plane: colours, pictures of a grid, and lines of equal value."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["COLOUR_SCALE", "colour", "contour", "picture"]

Array = NDArray[np.float64]
Point = tuple[float, float]
Edge = tuple[tuple[int, int], tuple[int, int]]

COLOUR_SCALE: Final = (
    "#fde725",
    "#b5de2b",
    "#6ece58",
    "#35b779",
    "#1f9e89",
    "#26828e",
    "#31688e",
    "#3e4989",
    "#482878",
)
"""From the least to the largest value; the colours of matplotlib's viridis (CC0), which print and colour-blind
readers can tell apart, turned round so that the dear is dark."""

_RGB = np.array([[int(text[i : i + 2], 16) for i in (1, 3, 5)] for text in COLOUR_SCALE], dtype=float)
# Which edges of a cell a line joins, by the corners above the level: corner bits 1 (i, j), 2 (i+1, j), 4 (i+1, j+1),
# 8 (i, j+1); edges 0 between corners 1 and 2, then on round the cell.
_JOINS: Final = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    5: ((3, 0), (1, 2)),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((2, 0),),
    10: ((0, 1), (2, 3)),
    11: ((2, 1),),
    12: ((1, 3),),
    13: ((1, 0),),
    14: ((0, 3),),
}


def _rgb(share: Array) -> Array:
    place = np.clip(share, 0.0, 1.0) * (len(_RGB) - 1)
    return np.stack([np.interp(place, np.arange(len(_RGB)), _RGB[:, axis]) for axis in range(3)], axis=-1)


def colour(share: float) -> str:
    """Colour of a value that lies a share of the way from the least to the largest.

    Examples
    --------
    >>> colour(0.0)
    '#fde725'
    """
    red, green, blue = (round(float(part)) for part in _rgb(np.array(share)))
    return f"#{red:02x}{green:02x}{blue:02x}"


def picture(values: Array, low: float, high: float) -> str:
    """Give a grid as the address of a picture, one pixel per cell.

    Parameters
    ----------
    values
        Shape (columns, rows), the first row at the bottom; NaN stays transparent.
    low, high
        Ends of the colours.

    Returns
    -------
    str
        ``data:image/png;base64,...``.
    """
    known = np.isfinite(values)
    pixels = np.zeros((*values.shape, 4), dtype=np.uint8)
    pixels[..., :3] = np.round(_rgb((np.where(known, values, low) - low) / max(high - low, 1e-300)))
    pixels[..., 3] = np.where(known, 255, 0)
    rows = pixels.transpose(1, 0, 2)[::-1]
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    head = struct.pack(">IIBBBBB", rows.shape[1], rows.shape[0], 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode("ascii")


def contour(values: Array, level: float) -> list[list[Point]]:
    """Find the lines along which a grid has a value (marching squares).

    Parameters
    ----------
    values
        Shape (n, m); no line runs through a cell with a NaN.
    level
        The value.

    Returns
    -------
    list of list of tuple
        Lines as places in units of the grid's indices.
    """
    above = values >= level
    known = np.isfinite(values)
    whole = known[:-1, :-1] & known[1:, :-1] & known[1:, 1:] & known[:-1, 1:]
    corners = above[:-1, :-1] + 2 * above[1:, :-1] + 4 * above[1:, 1:] + 8 * above[:-1, 1:]
    pieces: dict[Edge, list[Edge]] = {}
    for i, j in zip(*(part.tolist() for part in np.nonzero(whole & (corners > 0) & (corners < 15))), strict=True):
        for first, last in _JOINS[int(corners[i, j])]:
            a, b = _edge(i, j, first), _edge(i, j, last)
            pieces.setdefault(a, []).append(b)
            pieces.setdefault(b, []).append(a)
    return [[_crossing(values, level, edge) for edge in line] for line in _joined(pieces)]


def _edge(i: int, j: int, number: int) -> Edge:
    ring = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
    first, last = sorted((ring[number], ring[(number + 1) % 4]))
    return first, last


def _crossing(values: Array, level: float, edge: Edge) -> Point:
    (ai, aj), (bi, bj) = edge
    a, b = float(values[ai, aj]), float(values[bi, bj])
    share = (level - a) / (b - a)
    return ai + share * (bi - ai), aj + share * (bj - aj)


def _joined(pieces: dict[Edge, list[Edge]]) -> Iterator[list[Edge]]:
    """Join pieces into lines, open ones from their ends first."""
    ends = [edge for edge, others in pieces.items() if len(others) == 1]
    for start in (*ends, *list(pieces)):
        line = [start]
        while pieces.get(line[-1]):
            after = pieces[line[-1]].pop()
            pieces[after].remove(line[-1])
            line.append(after)
        if len(line) > 1:
            yield line
