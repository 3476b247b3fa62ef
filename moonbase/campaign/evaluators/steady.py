"""The steady state of every sample: what ``moonbase balance`` finds, a hundred thousand times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase import pipeline
from moonbase.campaign.evaluation import Batch, Column
from moonbase.campaign.evaluators.answer import Answer, status_of, words_of
from moonbase.campaign.evaluators.compiled import Compiled
from moonbase.campaign.evaluators.doors import Door, find_door
from moonbase.campaign.evaluators.probes import probes
from moonbase.campaign.evaluators.records import chosen, lax
from moonbase.campaign.evaluators.settings import catalogue_of, options_of, overrides_of
from moonbase.campaign.evaluators.varied import VariedNetwork
from moonbase.campaign.study import Study
from moonbase.errors import MoonbaseError
from moonbase.planning.ensemble import SteadyEnsemble
from moonbase.planning.options import Options

__all__ = ["Steady"]

Floats = NDArray[np.float64]
Key = tuple[float, ...]

_TOGETHER = 512
_MISSIONS = 16


class Steady:
    """Steady states of a study's samples.

    Factors with a door into the checked mission share one compiled programme: models that take arrays are asked once
    for hundreds of samples, others once per sample, bounds and prices are refilled. For the other factors, such as
    dates, sites and choices of models, the mission is checked and compiled once for every combination of their
    values, and kept by that content. A sample that the mission would refuse is checked as a whole, so that its message
    is the one that ``--set`` would give.

    Parameters
    ----------
    study
        What is varied, and what is recorded.

    Attributes
    ----------
    nominal
        The compiled mission without the factors that have no door.
    paths
        How each factor gets into the programme, in words, by its name.

    Raises
    ------
    MoonbaseError
        If the mission without its factors is wrong, or a column to record does not exist.
    """

    rows_per_shard = 1024

    def __init__(self, study: Study) -> None:
        self._study = study
        self._catalogue = catalogue_of(study)
        self._options = Options(**options_of(study, {"tolerance": float, "gap": float, "tie_break": float}))
        self._probes = probes(study.varied)
        checked = pipeline.check(study.mission, self._catalogue, study.overrides)
        doors = self._doors(checked, range(len(study.factors)))
        self._whole = [column for column, door in enumerate(doors) if door is None]
        ensemble = SteadyEnsemble(checked.network, self._options)
        records = chosen(ensemble.steady, study.record)
        self.columns: tuple[Column, ...] = tuple((lax(one) if self._whole else one).column for one in records)
        nominal = self._compiled(checked, ensemble, [door for door in doors if door is not None])
        self.paths: dict[str, str] = _paths(study, nominal.varied)
        self._mission = lru_cache(maxsize=_MISSIONS)(self._for_combination)
        self.nominal = nominal

    @property
    def description(self) -> str:
        """How each factor gets into the programme, a line each."""
        return "\n".join(f"{name}: {path}" for name, path in self.paths.items())

    def __call__(self, values: Floats, samples: NDArray[np.int64]) -> Batch:
        """Find the steady states of samples; see `moonbase.campaign.evaluation.Evaluator`."""
        answer = Answer(len(samples), len(self.columns))
        keys: list[Key] = [tuple(row) for row in values[:, self._whole].tolist()]
        groups: dict[Key, list[int]] = {}
        for place, key in enumerate(keys):
            groups.setdefault(key, []).append(place)
        for key, members in groups.items():
            for start in range(0, len(members), _TOGETHER):
                self._some(values, np.array(members[start : start + _TOGETHER]), key, answer)
        return answer.batch()

    def _some(self, values: Floats, places: NDArray[np.int64], key: Key, answer: Answer) -> None:
        mission = self._mission(key) if self._whole else self.nominal
        odd = np.ones(len(places), dtype=bool) if mission is None else mission.solve(values[places], places, answer)
        for place in places[odd].tolist():
            self._alone(values[place], place, answer)

    def _alone(self, values: Floats, place: int, answer: Answer) -> None:
        """Check the mission of one sample as a whole, as ``--set`` would."""
        try:
            checked = pipeline.check(self._study.mission, self._catalogue, overrides_of(self._study, values))
            self._compiled(checked, SteadyEnsemble(checked.network, self._options), []).nominal(place, answer)
        except MoonbaseError as error:
            answer.refuse(place, status_of(error), words_of(error))

    def _for_combination(self, key: Key) -> Compiled | None:
        """Compile the mission for one combination of what has no door; None if it must be checked with the rest."""
        factors = [self._study.factors[column] for column in self._whole]
        texts = {factor.name: factor.text(value) for factor, value in zip(factors, key, strict=True)}
        try:
            checked = pipeline.check(self._study.mission, self._catalogue, {**self._study.overrides, **texts})
        except MoonbaseError:
            return None
        doors = self._doors(checked, [c for c in range(len(self._study.factors)) if c not in self._whole])
        entered = [door for door in doors if door is not None]
        if len(entered) < len(doors):
            return None
        return self._compiled(checked, SteadyEnsemble(checked.network, self._options), entered)

    def _doors(self, checked: pipeline.Checked, columns: Iterable[int]) -> list[Door | None]:
        factors = self._study.factors
        return [find_door(checked.mission, self._catalogue, factors[column], column) for column in columns]

    def _compiled(self, checked: pipeline.Checked, ensemble: SteadyEnsemble, doors: Sequence[Door]) -> Compiled:
        varied = VariedNetwork.find(
            checked.mission, checked.network, ensemble.steady, self._catalogue, doors, self._probes
        )
        return Compiled(varied, ensemble, tuple(column.name for column in self.columns))


def _paths(study: Study, varied: VariedNetwork) -> dict[str, str]:
    """Say how each factor gets into the programme."""
    found = {}
    doors = {door.column: door for door in varied.doors}
    for column, factor in enumerate(study.factors):
        door = doors.get(column)
        if door is None:
            found[factor.name] = "the mission is checked once for each combination of its values"
        elif door.section not in ("nodes", "supplies", "legs"):
            found[factor.name] = "its number is refilled"
        elif door.name in varied.at_once:
            found[factor.name] = "its model is asked once for many samples"
        else:
            found[factor.name] = "its model is asked once for each sample"
    return found
