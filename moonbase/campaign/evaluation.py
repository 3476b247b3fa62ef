"""What every kind of study does with its samples: rows in, rows out, and a status for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["STATUSES", "Batch", "Column", "Evaluator"]

STATUSES: Final = ("ok", "infeasible", "unbounded", "nonfinite", "raised", "timeout", "memory", "crashed")
"""What can become of a sample. An evaluator gives the first five; the engine that supervises it gives the rest."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One recorded result.

    Attributes
    ----------
    name
        Its name in tables, such as ``"objective"``.
    unit
        Unit that is printed; results are stored in it, since a stored table is read by people.
    doc
        What it means, in a sentence.
    optional
        Whether a sample that went well may lack it (NaN), such as a date that is never reached. A NaN or an infinite
        value in any other column makes the sample ``nonfinite``.
    """

    name: str
    unit: str = ""
    doc: str = ""
    optional: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Batch:
    """Results of some samples, in their order.

    Attributes
    ----------
    rows
        Shape ``(n_samples, n_columns)``; NaN where a sample has no result.
    status
        Shape ``(n_samples,)``; index into `STATUSES`.
    messages
        One per sample; "" where there is nothing to say. The first line goes into the table, all of it into the
        folder ``failures``.
    """

    rows: NDArray[np.float64]
    status: NDArray[np.int8]
    messages: tuple[str, ...]


class Evaluator(Protocol):
    """Turn samples into results; the same answer for a sample whatever its neighbours, order or batch.

    An evaluator is built once per worker from the study's text alone, holds everything that samples share (compiled
    arrays, nominal basis, windows), and never lets one sample's failure touch another's. If it cannot tell which
    sample failed, it may raise: the samples are then given to it one by one.

    It may also have an attribute ``rows_per_shard``: how many samples take about half a second on a slow machine, a
    constant, since a study has the same shards wherever it runs.
    """

    @property
    def columns(self) -> tuple[Column, ...]:
        """What a row holds."""

    def __call__(self, values: NDArray[np.float64], samples: NDArray[np.int64]) -> Batch:
        """Evaluate samples.

        Parameters
        ----------
        values
            Inputs in SI units, shape ``(n_samples, n_factors)``, in the order of the study's factors.
        samples
            Number of each sample, shape ``(n_samples,)``: the key of any further random numbers that it needs.
        """
