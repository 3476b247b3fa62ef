"""The whole plan of every sample: check, resolve, solve and summarise, as ``moonbase run`` does."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase import pipeline
from moonbase.campaign.evaluation import Batch, Column
from moonbase.campaign.evaluators.answer import Answer, status_of, words_of
from moonbase.campaign.evaluators.launching import LAUNCHING, launching
from moonbase.campaign.evaluators.settings import Kind, catalogue_of, options_of, overrides_of
from moonbase.campaign.study import Study
from moonbase.errors import MoonbaseError, UsageError
from moonbase.mission.source import Source
from moonbase.models.catalogue import Catalogue
from moonbase.parameters.closest import did_you_mean
from moonbase.planning.options import Options
from moonbase.report.measures import inside, measures
from moonbase.report.result import Result

__all__ = ["SOLVING", "Planner", "Plans", "column", "figures_of"]

SOLVING: Mapping[str, Kind] = {
    "method": str, "terminal": str, "integer": str, "tie_break": float, "tolerance": float, "gap": float,
    "threads": int, "time_limit": float,
}  # fmt: skip
"""Options of a study that say how plans are solved, as in `moonbase.planning.options.Options`."""

_KEPT = 256
_SUMS = {"landings": "imported", "delivered": "delivered", "activities": "done"}
_WORDS = {"spent": "Money spent on", "imported": "Mass brought from Earth by", "delivered": "Delivered to",
          "done": "Activity of", "final": "Capacity at the end of",
          **{name: words for name, (_, words) in LAUNCHING.items()}}  # fmt: skip
_FIGURES = {
    "delivered_kw_years": ("kW yr", "Computing delivered."),
    "cost": ("USD", "Money spent, discounted at the rate of the study."),
    "to_come_kw_years": ("kW yr", "Computing that payloads in service still deliver after the horizon."),
    "cost_per_kw_year": ("USD/kW/yr", "Cost per computing delivered and to come, all discounted."),
    "cost_per_kw_year_to_horizon": ("USD/kW/yr", "Cost per computing delivered up to the horizon, both discounted."),
    "landed": ("kg", "Mass from Earth."),
    "imported_per_delivered_mass": ("1", "Mass from Earth per mass put into service."),
    "lunar_share": ("1", "Share of the mass in service that the Moon made."),
    "computers_from_earth": ("1", "Share of the computers in service that Earth made."),
    "energy_payback": ("yr", "Time in which what is in service earns its energy."),
    "carbon_payback": ("yr", "Time in which it earns its carbon."),
    "peak_added_power": ("W/yr", "Most computing put together within a year."),
    "final_power": ("W", "Delivered in the last period."),
}


class Planner:
    """Plans missions with overrides, and keeps the figures of what it has planned by content.

    Parameters
    ----------
    source
        The mission.
    catalogue
        The plugins that take part.
    options
        How to solve.
    rate
        Discount rate of money and deliveries alike in the figures [1/yr].
    commodity
        What is delivered.
    """

    def __init__(
        self, source: Source, catalogue: Catalogue, options: Options, rate: float = 0.0, commodity: str = "compute"
    ) -> None:
        self._source, self._catalogue, self._options = source, catalogue, options
        self._rate, self._commodity = rate, commodity
        self._figures = lru_cache(maxsize=_KEPT)(self._new_figures)

    def result(self, overrides: Mapping[str, str]) -> Result:
        """Plan the mission.

        Raises
        ------
        MoonbaseError
            As `moonbase.pipeline.check` and `moonbase.pipeline.plan` do.
        """
        checked = pipeline.check(self._source, self._catalogue, overrides)
        return pipeline.summarise(checked, pipeline.plan(checked.network, self._options))

    def figures(self, overrides: Mapping[str, str]) -> Mapping[str, float]:
        """Plan the mission and give its figures by name; see `result`."""
        return self._figures(tuple(sorted(overrides.items())))

    def read(self, result: Result) -> dict[str, float]:
        """Give the figures of a run by name."""
        return figures_of(result, self._rate, self._commodity)

    def _new_figures(self, overrides: tuple[tuple[str, str], ...]) -> Mapping[str, float]:
        return self.read(self.result(dict(overrides)))


def column(name: str, unit: str = "") -> Column:
    """Describe a figure; a plan may lack any but its objective, such as a payback that it never reaches."""
    family, _, of = name.partition(".")
    own, doc = _FIGURES.get(name, (unit, f"{_WORDS[family]} {of}." if of else "Value of the objective."))
    return Column(name=name, unit=own, doc=doc, optional=name != "objective")


def figures_of(result: Result, rate: float, commodity: str) -> dict[str, float]:
    """Give every figure of a run that can be recorded, by name.

    Those of ``moonbase compare``, then sums over the horizon: ``spent.NAME`` [USD], ``imported.SUPPLY:GOODS`` [kg],
    ``delivered.DEMAND`` and ``done.ACTIVITY`` in their units, and ``final.NODE``, the capacity at the end.
    """
    found = measures(result, rate=rate, commodity=commodity)
    found.update({f"spent.{name}": cost for name, cost in inside(result).items()})
    for family, word in _SUMS.items():
        found.update({f"{word}.{one.name}": math.fsum(one.values) for one in result.series.get(family, ())})
    found.update({f"final.{one.name}": one.values[-1] for one in result.series.get("capacities", ())})
    return {**found, **launching(result)}


def _units(result: Result) -> dict[str, str]:
    found = {f"{word}.{one.name}": one.unit for family, word in _SUMS.items() for one in result.series.get(family, ())}
    found.update({f"final.{one.name}": one.unit for one in result.series.get("capacities", ())})
    found.update({name: LAUNCHING[name.partition(".")[0]][0] for name in launching(result)})
    return {**found, "objective": result.answer.unit}


class Plans:
    """Whole plans of a study's samples.

    Every sample is checked, resolved and planned by itself; launch windows are kept on disk and in memory by content,
    models are imported once, and samples with the same values are planned once.

    Parameters
    ----------
    study
        Its options are those of `moonbase.planning.options.Options`, ``rate`` and ``commodity``.

    Raises
    ------
    MoonbaseError
        If the mission without its factors cannot be planned, or a column to record does not exist.
    """

    rows_per_shard = 4

    def __init__(self, study: Study) -> None:
        self._study = study
        given = options_of(study, {**SOLVING, "rate": (float, int), "commodity": str})
        rate, commodity = float(given.pop("rate", 0.0)), given.pop("commodity", "compute")
        self._planner = Planner(study.mission, catalogue_of(study), Options(**given), rate, commodity)
        known = self._known()
        names = study.record or tuple(name for name in known if "." not in name)
        for name in names:
            if name not in known:
                raise UsageError(f'a plan has no "{name}" to record', help=did_you_mean(name, known))
        self.columns: tuple[Column, ...] = tuple(known[name] for name in names)

    def _known(self) -> dict[str, Column]:
        """Plan the mission as it is, to learn what there is to record."""
        result = self._planner.result(self._study.overrides)
        units = _units(result)
        return {name: column(name, units.get(name, "USD")) for name in self._planner.read(result)}

    def __call__(self, values: NDArray[np.float64], samples: NDArray[np.int64]) -> Batch:
        """Plan samples; see `moonbase.campaign.evaluation.Evaluator`."""
        answer = Answer(len(samples), len(self.columns))
        for place in range(len(samples)):
            self._one(values[place], place, answer)
        return answer.batch()

    def _one(self, values: NDArray[np.float64], place: int, answer: Answer) -> None:
        try:
            figures = self._planner.figures(overrides_of(self._study, values))
        except MoonbaseError as error:
            answer.refuse(place, status_of(error), words_of(error))
            return
        answer.rows[place] = [figures.get(column.name, np.nan) for column in self.columns]
