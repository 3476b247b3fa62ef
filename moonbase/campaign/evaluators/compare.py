"""Several missions under the same sample: what each delivers at which cost, and which is cheapest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import Batch, Column
from moonbase.campaign.evaluators.answer import Answer, status_of, words_of
from moonbase.campaign.evaluators.plan import SOLVING, Planner, column
from moonbase.campaign.evaluators.settings import Kind, catalogue_of, options_of, overrides_of
from moonbase.campaign.study import Study
from moonbase.errors import MoonbaseError, UsageError
from moonbase.mission.overrides import resolve_name
from moonbase.mission.sheet import Sheet
from moonbase.mission.source import Source
from moonbase.mission.toml import loads
from moonbase.models.catalogue import Catalogue
from moonbase.planning.options import Options

__all__ = ["Compared", "labels_of"]

Floats = NDArray[np.float64]

_FIGURES = ("cost_per_kw_year", "cost", "delivered_kw_years", "landed", "final_power", "objective")
_RATE = 0.085


@dataclass(frozen=True, eq=False)
class _Contender:
    """A mission with the names among the study's overrides and factors that mean something in it."""

    label: str
    planner: Planner
    names: frozenset[str]


class Compared:
    """Missions compared, sample by sample.

    A factor enters every mission that has an input of its name. A mission without a plan takes no part in the sample.

    Parameters
    ----------
    study
        Its mission and the others. Options: ``figure``, by which missions are compared (default
        ``cost_per_kw_year``), ``highest`` if the highest wins, ``rate`` (default 0.085 a year) and ``commodity`` of
        the figures, and those of `moonbase.planning.options.Options`.

    Raises
    ------
    UsageError
        If there is only one mission, or no mission knows a factor.
    """

    rows_per_shard = 2

    def __init__(self, study: Study) -> None:
        if not study.others:
            raise UsageError("there is nothing to compare with", help='list further missions: others = ["m.toml"]')
        own: dict[str, Kind] = {"figure": str, "highest": bool, "rate": (float, int), "commodity": str}
        given = options_of(study, {**SOLVING, **own})
        self._study = study
        self._figure: str = given.pop("figure", _FIGURES[0])
        self._highest: bool = given.pop("highest", False)
        rate, commodity = float(given.pop("rate", _RATE)), given.pop("commodity", "compute")
        catalogue, options = catalogue_of(study), Options(**given)
        sources = (study.mission, *study.others)
        names = [*study.overrides, *(factor.name for factor in study.factors), *study.follow]
        self._contenders = [
            _Contender(label, Planner(source, catalogue, options, rate, commodity), _known(source, catalogue, names))
            for label, source in zip(labels_of(sources), sources, strict=True)
        ]
        for name in names:
            if not any(name in each.names for each in self._contenders):
                raise UsageError(
                    f"{name} names nothing in any of the missions",
                    help="write node.parameter as in one of the mission files",
                )
        self._figures = tuple(dict.fromkeys((self._figure, *_FIGURES)))
        self.columns: tuple[Column, ...] = self._columns()

    def _columns(self) -> tuple[Column, ...]:
        first, unit = self._contenders[0].label, column(self._figure).unit
        told = ", ".join(f"{place}: {each.label}" for place, each in enumerate(self._contenders))
        words = f"{self._figure} of {first}"
        return (
            Column(name="winner", unit="1", doc=f"Mission that wins ({told}).", optional=True),
            Column(name="difference", unit=unit, doc=f"{words} less the best of the others'.", optional=True),
            Column(name="ratio", unit="1", doc=f"{words} over the best of the others'.", optional=True),
            *(
                Column(name=f"{name}.{each.label}", unit=one.unit, doc=f"{one.doc} Of {each.label}.", optional=True)
                for each in self._contenders
                for name, one in ((name, column(name)) for name in self._figures)
            ),
        )

    def __call__(self, values: Floats, samples: NDArray[np.int64]) -> Batch:
        """Plan every mission for every sample; see `moonbase.campaign.evaluation.Evaluator`."""
        answer = Answer(len(samples), len(self.columns))
        for place in range(len(samples)):
            texts = overrides_of(self._study, values[place])
            found, refusals = self._planned(texts)
            if not found:
                answer.refuse(place, refusals[0][0], "; ".join(words for _, words in refusals))
                continue
            answer.rows[place] = self._row(found)
            answer.tell(place, "; ".join(words for _, words in refusals))
        return answer.batch()

    def _planned(self, texts: Mapping[str, str]) -> tuple[dict[str, Mapping[str, float]], list[tuple[str, str]]]:
        found: dict[str, Mapping[str, float]] = {}
        refusals = []
        for each in self._contenders:
            own = {name: text for name, text in texts.items() if name in each.names}
            try:
                found[each.label] = each.planner.figures(own)
            except MoonbaseError as error:
                refusals.append((status_of(error), f"{each.label}: {words_of(error)}"))
        return found, refusals

    def _row(self, found: Mapping[str, Mapping[str, float]]) -> list[float]:
        table = [[found.get(each.label, {}).get(name, np.nan) for name in self._figures] for each in self._contenders]
        marks = np.array([row[0] for row in table])
        order = -marks if self._highest else marks
        others = marks[1:][np.isfinite(marks[1:])]
        best = (others.max() if self._highest else others.min()) if len(others) else np.nan
        winner = float(np.nanargmin(order)) if np.isfinite(order).any() else np.nan
        ratio = marks[0] / best if best else np.nan
        return [winner, marks[0] - best, ratio, *(value for row in table for value in row)]


def labels_of(sources: Sequence[Source]) -> tuple[str, ...]:
    """Name missions by their files, with a number where two have the same."""
    stems = [PurePath(source.name).stem for source in sources]
    return tuple(
        stem if stems.count(stem) == 1 else f"{stem}-{stems[: place + 1].count(stem)}"
        for place, stem in enumerate(stems)
    )


def _known(source: Source, catalogue: Catalogue, names: Sequence[str]) -> frozenset[str]:
    sheet = Sheet(source, loads(source), catalogue)
    sheet.override_name = "factor"
    return frozenset(name for name in names if resolve_name(sheet, name) is not None)
