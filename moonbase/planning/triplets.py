"""Collect the non-zeros of a sparse matrix block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["Triplets"]


class Triplets:
    """Rows, columns and values that broadcast against each other; equal places add up."""

    def __init__(self) -> None:
        self._rows: list[NDArray[np.int32]] = []
        self._columns: list[NDArray[np.int32]] = []
        self._values: list[NDArray[np.float64]] = []

    def add(self, rows: ArrayLike, columns: ArrayLike, values: ArrayLike) -> None:
        """Add a block."""
        wide = np.broadcast_arrays(
            np.asarray(rows, dtype=np.int32), np.asarray(columns, dtype=np.int32), np.asarray(values, dtype=float)
        )
        self._rows.append(wide[0].ravel())
        self._columns.append(wide[1].ravel())
        self._values.append(wide[2].ravel())

    def matrix(self, rows: int, columns: int) -> csc_matrix:
        """Add everything up in one sparse matrix without stored zeros."""
        from scipy.sparse import coo_matrix

        def join(parts: list[Any], kind: type) -> NDArray[Any]:
            return np.concatenate(parts) if parts else np.empty(0, dtype=kind)

        places = (join(self._rows, np.int32), join(self._columns, np.int32))
        matrix = coo_matrix((join(self._values, float), places), shape=(rows, columns)).tocsc()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return matrix
