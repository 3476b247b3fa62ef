"""The table of a study as arrays, in the units that people read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import STATUSES
from moonbase.campaign.study import Study
from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

if TYPE_CHECKING:
    from moonbase.campaign.campaign import Campaign

__all__ = ["Samples", "read_samples"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Samples:
    """Inputs and results of a study.

    Attributes
    ----------
    study
        What was asked.
    digest
        Hash of the results.
    expected
        Samples that the study will have when it is done.
    numbers
        Number of each sample, shape ``(n_samples,)``.
    inputs
        In the units of the factors; the index of a choice; dates as calendar years. Shape ``(n_samples, n_factors)``.
    status
        Index into `moonbase.campaign.evaluation.STATUSES`, shape ``(n_samples,)``.
    results
        By column, shape ``(n_samples,)`` each.
    units
        Of results, where they have one.
    docs
        What results mean.
    """

    study: Study
    digest: str
    expected: int
    numbers: NDArray[np.int64]
    inputs: Floats
    status: NDArray[np.int8]
    results: dict[str, Floats]
    units: dict[str, str]
    docs: dict[str, str]

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of the inputs."""
        return tuple(factor.name for factor in self.study.factors)

    def result(self, name: str) -> Floats:
        """Give one column.

        Raises
        ------
        UsageError
            If the study did not record it.
        """
        if name not in self.results:
            raise UsageError(f'the study recorded no "{name}"', help=did_you_mean(name, self.results))
        return self.results[name]

    def good(self, name: str) -> NDArray[np.bool_]:
        """Tell which samples have this result."""
        return np.asarray((self.status == 0) & np.isfinite(self.result(name)))

    @property
    def independent(self) -> NDArray[np.bool_]:
        """Tell which samples are drawn independently: of a Saltelli design the rows of its two matrices."""
        design = self.study.design
        if design.kind != "saltelli":
            return np.ones(len(self.numbers), dtype=bool)
        factors = len(self.factors)
        block = 2 * factors + 2 if design.settings.get("second_order") else factors + 2
        return np.asarray((self.numbers % block == 0) | (self.numbers % block == block - 1))

    @property
    def telling(self) -> tuple[str, ...]:
        """Results worth a section each: those that differ between samples; values by year only where nothing else."""
        found = [
            name
            for name, values in self.results.items()
            if self.good(name).sum() > 1 and float(np.ptp(values[self.good(name)])) > 0.0
        ]
        first = [name for name in found if not name.startswith("in.")]
        return tuple(first or found)


def read_samples(campaign: Campaign) -> Samples:
    """Read what is stored of a study.

    Raises
    ------
    UsageError
        If nothing is stored yet.
    """
    table = campaign.table
    if not table.num_rows:
        raise UsageError(f"{campaign.folder.path} holds no samples yet", help="moonbase campaign resume FOLDER")
    study = campaign.study
    inputs = [
        _column(table[factor.name].to_pylist(), factor.choices)
        if factor.choices or factor.unit == "date"
        else table[factor.name].to_numpy().astype(float)
        for factor in study.factors
    ]
    codes = {name: code for code, name in enumerate(STATUSES)}
    return Samples(
        study=study,
        digest=campaign.digest(),
        expected=campaign.division.samples,
        numbers=table["sample"].to_numpy(),
        inputs=np.stack(inputs, axis=1) if inputs else np.empty((table.num_rows, 0)),
        status=np.array([codes[name] for name in table["status"].to_pylist()], dtype=np.int8),
        results={one.name: table[one.name].to_numpy().astype(float) for one in campaign.columns},
        units={one.name: "" if one.unit == "1" else one.unit for one in campaign.columns},
        docs={one.name: one.doc for one in campaign.columns},
    )


def _column(values: list[Any], choices: tuple[str, ...]) -> Floats:
    if choices:
        return np.array([choices.index(value) for value in values], dtype=float)
    return np.array([_year(value) for value in values])


def _year(date: dt.date) -> float:
    """Give a date as a calendar year with fraction."""
    start, end = dt.date(date.year, 1, 1), dt.date(date.year + 1, 1, 1)
    return date.year + (date - start).days / (end - start).days
