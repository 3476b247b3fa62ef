"""The comparison of computing costs as something that a campaign does with its samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError, StudyBatch, StudyColumn
from moonbase_compute.break_even import break_even_date, slipped, worlds
from moonbase_compute.comparison import PLACES, evaluate
from moonbase_compute.study_inputs import NAMES, CostInputs

if TYPE_CHECKING:
    from typing import Protocol

    class Asked(Protocol):
        """What a study tells."""

        @property
        def factors(self) -> tuple[Any, ...]:
            """What is varied."""

        @property
        def options(self) -> Mapping[str, Any]:
            """The table of the task."""

        @property
        def overrides(self) -> Mapping[str, str]:
            """Values that hold for all samples."""


__all__ = ["CostStudy"]

Floats = NDArray[np.float64]

_DATED = ("cost.earth-cheapest", "cost.earth-available", "cost.launched", "cost.lunar", "break_even_launch")
_LAST = ("mass", "lunar_share", "energy_payback.launched", "energy_payback.lunar")
_PAIRS = {
    "launched": ("cost.launched", "cost.earth-cheapest"),
    "launched-over-waiting": ("cost.launched", "cost.earth-available"),
    "lunar": ("cost.lunar", "cost.earth-cheapest"),
    "lunar-over-launched": ("cost.lunar", "cost.launched"),
}
_UNITS = {"mass": "kg/kW", "lunar_share": "1", "break_even_launch": "USD/kg"}


class CostStudy:
    """Costs by date of computing on Earth, launched from Earth and made on the Moon, thousands of samples at once.

    A sample gives every input at the last date of the table; at an earlier date an input has the same rank in the range
    of that date. ``break_even.PAIR`` is the first date at which the first costs no more than the second, counted from
    2026 and stretched by ``slip``; what the trend of the last dates does not reach before 2100 is 2100.

    Parameters
    ----------
    study
        Its factors are among the parameters of `moonbase_compute.study_inputs.CostInputs`. Option ``place``: where
        satellites work, one of `moonbase_compute.comparison.PLACES` (default ``dawn-dusk``).

    Raises
    ------
    ModelError
        If a factor, override or option is unknown.
    """

    rows_per_shard = 8192

    def __init__(self, study: Asked) -> None:
        self._place = study.options.get("place", "dawn-dusk")
        if self._place not in PLACES or set(study.options) - {"place"}:
            raise ModelError(f"compute-costs has the one option place: {', '.join(PLACES)}")
        self._names = [factor.name for factor in study.factors]
        for name in (*self._names, *study.overrides):
            if name not in NAMES:
                raise ModelError(f'the comparison of computing costs has no input "{name}"')
        plain = CostInputs(**{name: float(text) for name, text in study.overrides.items()})
        self._values = {name: float(getattr(plain, name)) for name in NAMES}
        self._dates = sorted(worlds({}))
        self.columns = self._columns()

    def _columns(self) -> tuple[StudyColumn, ...]:
        dated = [
            StudyColumn(name=f"{name}.{date:g}", unit=_UNITS.get(name, "USD/kW/yr"), doc=f"{name} in {date:g}.")
            for date in self._dates
            for name in _DATED
        ]
        last = [StudyColumn(name=name, unit=_UNITS.get(name, "yr"), doc=f"{name} at the last date.") for name in _LAST]
        pairs = [
            StudyColumn(name=f"break_even.{name}", unit="yr", doc=f"Date from which {one} is at most {other}.")
            for name, (one, other) in _PAIRS.items()
        ]
        return (*pairs, *dated, *last)

    def __call__(self, values: Floats, samples: NDArray[np.int64]) -> StudyBatch:
        """Work out the costs of samples, each by itself."""
        inputs = {own: np.full(len(samples), self._values[name]) for name, own in NAMES.items()}
        for column, name in enumerate(self._names):
            inputs[NAMES[name]] = values[:, column].copy()
        with np.errstate(all="ignore"):
            found = {date: evaluate(world, place=self._place) for date, world in worlds(inputs).items()}
            pairs = [
                slipped(
                    break_even_date({date: each[one] / each[other] for date, each in found.items()}), inputs["slip"]
                )
                for one, other in _PAIRS.values()
            ]
        dated = [found[date][name] for date in self._dates for name in _DATED]
        last = [found[self._dates[-1]][name] for name in _LAST]
        rows = np.column_stack([np.broadcast_to(each, len(samples)) for each in (*pairs, *dated, *last)])
        return StudyBatch(rows=rows, status=np.zeros(len(samples), dtype=np.int8), messages=("",) * len(samples))
