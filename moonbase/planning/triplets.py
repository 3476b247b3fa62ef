"""Collect the non-zeros of a sparse matrix block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["SampleTriplets", "Triplets"]


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

    def joined(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        """Give all rows, columns and values, in the order in which they were added."""

        def join(parts: list[Any], kind: type) -> NDArray[Any]:
            return np.concatenate(parts) if parts else np.empty(0, dtype=kind)

        return join(self._rows, np.int32), join(self._columns, np.int32), join(self._values, float)

    def matrix(self, rows: int, columns: int) -> csc_matrix:
        """Add everything up in one sparse matrix without stored zeros."""
        from scipy.sparse import coo_matrix

        row, column, value = self.joined()
        matrix = coo_matrix((value, (row, column)), shape=(rows, columns)).tocsc()
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return matrix


class SampleTriplets(Triplets):
    """Non-zeros of samples that stand side by side as the periods of a grid, read sample by sample."""

    def matrix(self, rows: int, columns: int) -> csc_matrix:
        """Give an empty matrix of that shape: the values are read with `by_sample`."""
        from scipy.sparse import csc_matrix

        return csc_matrix((rows, columns))

    def by_sample(self, count: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
        """Give row and column of each non-zero within its sample, and its values, shape ``(n_entries, count)``.

        Raises
        ------
        ValueError
            If a block does not have one entry per sample.
        """
        row, column, value = self.joined()
        rows, columns = row.reshape(-1, count), column.reshape(-1, count)
        for places in (rows, columns):
            if ((places[:, 0] % count) != 0).any() or (places[:, -1] - places[:, 0] != count - 1).any():
                raise ValueError("samples differ in structure")
        return rows[:, 0] // count, columns[:, 0] // count, value.reshape(-1, count)
