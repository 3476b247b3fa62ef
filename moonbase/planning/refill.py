"""One sparsity pattern for many samples: numbers are refilled, the structure is worked out once.

Samples stand side by side as the copies of a single period, which know nothing of each other. The programme is
written by `moonbase.planning.assemble.assemble` like any other; here its numbers are dealt out to the samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Network
from moonbase.planning.assemble import assemble
from moonbase.planning.certificate import Answer
from moonbase.planning.programme import Programme
from moonbase.planning.triplets import SampleTriplets

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix

__all__ = ["Filled", "Pattern", "Refill"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Pattern:
    """Where the numbers of every sample go.

    Attributes
    ----------
    rows, columns
        Place of each entry as it is written, shape ``(n_entries,)``; entries at one place add up.
    shape
        Rows and columns of one sample's matrix.
    """

    rows: Ints
    columns: Ints
    shape: tuple[int, int]

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """Entries column by column, row by row."""
        return np.lexsort((self.rows, self.columns))

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """First of the ordered entries of each place."""
        rows, columns = self.rows[self.order], self.columns[self.order]
        new = np.ones(len(rows), dtype=bool)
        new[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
        return np.flatnonzero(new)

    @cached_property
    def indices(self) -> Ints:
        """Row of each non-zero, column by column."""
        return self.rows[self.order][self.first].astype(np.int32)

    @cached_property
    def owners(self) -> Ints:
        """Column of each non-zero."""
        return self.columns[self.order][self.first].astype(np.int32)

    @cached_property
    def starts(self) -> Ints:
        """First non-zero of each column, and the number of all."""
        return np.searchsorted(self.owners, np.arange(self.shape[1] + 1)).astype(np.int32)

    @cached_property
    def sums(self) -> tuple[csc_matrix, csc_matrix]:
        """Matrices that add up non-zeros by row and by column."""
        from scipy.sparse import csr_matrix

        ones, every = np.ones(len(self.indices)), np.arange(len(self.indices))
        return (
            csr_matrix((ones, (self.indices, every)), shape=(self.shape[0], len(every))),
            csr_matrix((ones, (self.owners, every)), shape=(self.shape[1], len(every))),
        )

    def gathered(self, values: Floats) -> Floats:
        """Turn values of shape ``(n_entries, n_samples)`` into non-zeros of shape ``(n_samples, nnz)``."""
        ordered = values[self.order]
        if len(self.first) < len(self.order):
            ordered = np.add.reduceat(ordered, self.first, axis=0)
        return np.ascontiguousarray(ordered.T)

    def same(self, rows: Ints, columns: Ints) -> bool:
        """Tell whether entries are written at the same places."""
        return np.array_equal(rows, self.rows) and np.array_equal(columns, self.columns)


@dataclass(frozen=True, kw_only=True, eq=False)
class Filled:
    """The programmes of some samples, one per row.

    Attributes
    ----------
    programme
        All of them side by side, with an empty matrix: the meaning of rows and columns, and the accounts.
    pattern
        Of the matrix of each.
    values
        Non-zeros, shape ``(n_samples, nnz)``; some may be zero.
    cost, lower, upper
        Shape ``(n_samples, columns)``.
    row_lower, row_upper
        Shape ``(n_samples, rows)``.
    """

    programme: Programme
    pattern: Pattern
    values: Floats
    cost: Floats
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats

    @property
    def finite(self) -> NDArray[np.bool_]:
        """Whether coefficients and costs are numbers and bounds can be kept, shape ``(n_samples,)``."""
        good = np.isfinite(self.values).all(axis=1)
        good &= np.isfinite(self.cost).all(axis=1)
        for low, high in ((self.lower, self.upper), (self.row_lower, self.row_upper)):
            good &= ((low < np.inf) & (high > -np.inf)).all(axis=1)
        return np.asarray(good)

    def answer(self, primal: Floats, dual: Floats) -> Answer:
        """Multiply answers, one per row, with the matrices."""
        by_row, by_column = self.pattern.sums
        used = self.values * primal[:, self.pattern.owners]
        priced = self.values * dual[:, self.pattern.indices]

        def added(sums: Any, terms: Floats) -> Floats:
            return np.ascontiguousarray((sums @ terms.T).T)

        return Answer(
            self.cost, primal, dual,
            added(by_row, used), added(by_row, np.abs(used)),
            added(by_column, priced), added(by_column, np.abs(priced)),
        )  # fmt: skip

    def single(self, sample: int, layout: Programme) -> Programme:
        """Give the programme of one sample by itself.

        Parameters
        ----------
        sample
            Row of the arrays.
        layout
            A programme of one sample with the meaning of rows and columns.
        """
        from scipy.sparse import csc_matrix

        pattern = self.pattern
        parts = (self.values[sample].copy(), pattern.indices.copy(), pattern.starts.copy())
        matrix = csc_matrix(parts, shape=pattern.shape)
        matrix.eliminate_zeros()
        return layout.changed(
            matrix=matrix,
            cost=self.cost[sample],
            lower=self.lower[sample],
            upper=self.upper[sample],
            row_lower=self.row_lower[sample],
            row_upper=self.row_upper[sample],
        )


class Refill:
    """Write the programmes of samples, keeping the pattern from one batch to the next."""

    def __init__(self) -> None:
        self._pattern: Pattern | None = None

    def __call__(self, network: Network) -> Filled:
        """Write the programmes of the samples of a steady network.

        Parameters
        ----------
        network
            From `moonbase.planning.steady.steady_network`, with one copy of its period per sample; numbers that vary
            are arrays of shape ``(n_samples,)``.

        Raises
        ------
        ValueError
            If samples differ in structure.
        """
        count = network.grid.copies
        entries = SampleTriplets()
        programme = assemble(network, steady=True, entries=entries)
        rows, columns, values = entries.by_sample(count)
        shape = (len(programme.row_lower) // count, programme.layout.size // count)
        pattern = self._pattern
        if pattern is None or pattern.shape != shape or not pattern.same(rows, columns):
            pattern = self._pattern = Pattern(rows, columns, shape)

        def dealt(vector: Floats) -> Floats:
            return np.ascontiguousarray(vector.reshape(-1, count).T)

        return Filled(
            programme=programme,
            pattern=pattern,
            values=pattern.gathered(values),
            cost=dealt(programme.cost),
            lower=dealt(programme.lower),
            upper=dealt(programme.upper),
            row_lower=dealt(programme.row_lower),
            row_upper=dealt(programme.row_upper),
        )
