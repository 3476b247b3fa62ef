"""Tables of mutual inductance over distance, so that a shot looks up what quadrature and elliptic integrals gave.

Each table is a chain of polynomials of degree 9 through Chebyshev points. Cells are an eighth of the distance to the
nearest singularity of M(x) or shorter, where such a polynomial is good to 1e-13 of the peak; its derivative is the
gradient, so that what the circuit gives is exactly what the motion takes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError
from moonbase_launchers.compiled_tables import CELLS, LEVELS, section_values
from moonbase_launchers.inductance import mutual
from moonbase_launchers.thick_coils import Section

__all__ = ["Shape", "coupling", "tables"]

Shape = float | Section
"""Radius of a filament [m], or the section of a thick coil."""

_Array = NDArray[np.float64]
_TERMS = 10
_FINE = 8  # cells per distance to the singularity
_MOST = 2048  # cells of the finest level


@lru_cache(maxsize=4096)
def coupling(outer: Shape, inner: Shape) -> tuple[float, _Array]:
    """Tabulate the mutual inductance of two coaxial coils, per turn of each.

    Parameters
    ----------
    outer, inner
        Filament radius or section; a section counts from its own axial middle.

    Returns
    -------
    tuple of float and numpy.ndarray
        Range of the finest level [m], and polynomial coefficients of each cell, shape ``(n_cells, 10)``.

    Raises
    ------
    ModelError
        If the coils do not leave each other a radial gap.
    """
    (a_in, a_out, a_half), (b_in, b_out, b_half) = _extent(outer), _extent(inner)
    gap = max(a_in - b_out, b_in - a_out)
    if gap <= 0.0:
        raise ModelError("drive coil and bucket coil touch: one must fit inside the other", help="change their radii")
    first = 2.0 * (a_half + b_half + gap)
    fine = math.ceil(first * _FINE / gap)
    if fine > _MOST:
        raise ModelError(f"the radial gap of {gap:.3g} m is too narrow for coils {2 * a_half:.3g} m long")
    grown = [np.linspace(first * 2.0**n, first * 2.0 ** (n + 1), CELLS + 1)[1:] for n in range(LEVELS)]
    edge = np.concatenate([np.linspace(0.0, first, fine + 1), *grown])
    points = np.cos(np.pi * (np.arange(_TERMS) + 0.5) / _TERMS)
    low, wide = edge[:-1, None], np.diff(edge)[:, None]
    values = _values(outer, inner, low + wide * (points + 1.0) / 2.0)
    to_powers = np.linalg.inv(np.vander(points, increasing=True))
    return first, values @ to_powers.T


def tables(outers: Sequence[Shape], inner: Shape) -> tuple[_Array, _Array]:
    """Tabulate every coil of a gun against its bucket, equal coils once.

    Parameters
    ----------
    outers
        Drive coils.
    inner
        Bucket coil.

    Returns
    -------
    tuple of numpy.ndarray
        Table of each coil, shape ``(n_coils,)``; and the tables, shape ``(n_tables, 1 + n_cells, 10)``: a row that
        starts with range and number of cells of the finest level, then the coefficients of each cell.
    """
    kinds = list(dict.fromkeys(outers))
    made = [coupling(kind, inner) for kind in kinds]
    longest = max(len(cells) for _, cells in made)
    packed = np.zeros((len(made), 1 + longest, _TERMS))
    for i, (first, cells) in enumerate(made):
        packed[i, 0, :2] = first, len(cells) - CELLS * LEVELS
        packed[i, 1 : 1 + len(cells)] = cells
    number = {kind: i for i, kind in enumerate(kinds)}
    return np.array([number[kind] for kind in outers], dtype=np.float64), packed


def _extent(shape: Shape) -> tuple[float, float, float]:
    if isinstance(shape, Section):
        return shape.inner, shape.outer, 0.5 * (shape.high - shape.low)
    return shape, shape, 0.0


def _values(outer: Shape, inner: Shape, distance: _Array) -> _Array:
    if not isinstance(outer, Section) and not isinstance(inner, Section):
        return np.asarray(mutual(outer, inner, distance))
    at, weight = np.polynomial.legendre.leggauss(8)
    nodes: Any = ((at + 1.0) / 2.0, weight / 2.0)
    return np.asarray(
        section_values(np.array(_extent(outer)), np.array(_extent(inner)), distance.ravel(), nodes)
    ).reshape(distance.shape)
