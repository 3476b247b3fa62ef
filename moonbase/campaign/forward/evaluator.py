"""Studies of decisions: ``what = "simulate"``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase import pipeline
from moonbase.campaign.designs import sample_values
from moonbase.campaign.evaluation import Batch, Column
from moonbase.campaign.evaluators.answer import Answer, status_of, words_of
from moonbase.campaign.evaluators.plan import SOLVING
from moonbase.campaign.evaluators.settings import Kind, catalogue_of, options_of, overrides_of
from moonbase.campaign.forward.disturbance import fate_of, read_disturbances
from moonbase.campaign.forward.make import make_tables
from moonbase.campaign.forward.simulate import Simulation, columns_of, simulation, table_of
from moonbase.campaign.forward.state import Fate
from moonbase.campaign.forward.varying import PREFIX, with_sizes
from moonbase.campaign.study import Study
from moonbase.constants import YEAR
from moonbase.errors import MoonbaseError, UsageError
from moonbase.graph.network import Network
from moonbase.parameters.closest import did_you_mean
from moonbase.planning.options import Options
from moonbase.planning.result import Plan

__all__ = ["Simulated"]

Floats = NDArray[np.float64]

_OWN: Mapping[str, Kind] = {
    "step": str, "clusters": int, "outages": dict, "late": dict, "lost": dict, "slips": dict, "yields": dict,
}  # fmt: skip
_STEPS = ("1 month", "3 months", "6 months", "1 yr")
_MONTHS = (1, 3, 6, 12)
_MOST_STEPS = 120
_MOST_CLUSTERED = 4096


class Simulated:
    """Forward simulations of a decided plan.

    The plan is made once, for the mission as it is, or once per cluster of samples; a sample whose factors change the
    mission is a world with other numbers, in which the plan that was made for its cluster is tried.

    Parameters
    ----------
    study
        Factors are inputs of the mission, and sizes of disturbances as `moonbase.campaign.forward.varying` names them.
        Options: ``step``, the length of a step, in which the mission is planned too (default: a month, or the
        shortest of 3 months, 6 months and a year that gives at most 120 steps); ``clusters`` of samples with a plan
        each (default 1: one plan for the mission as it is); the tables of
        `moonbase.campaign.forward.disturbance.read_disturbances`; and those of `moonbase.planning.options.Options`.

    Raises
    ------
    UsageError
        If an option cannot be understood, or a column to record does not exist.
    MoonbaseError
        If the mission cannot be planned.
    """

    rows_per_shard = 1000

    def __init__(self, study: Study) -> None:
        given = options_of(study, {**_OWN, **SOLVING})
        self._study, self._catalogue = study, catalogue_of(study)
        self._given, self._disturbances = given, read_disturbances(given)
        self._worldly = [place for place, factor in enumerate(study.factors) if not factor.name.startswith(PREFIX)]
        self._sized = [place for place in range(len(study.factors)) if place not in self._worldly]
        self._world_study = replace(study, varied=tuple(study.varied[place] for place in self._worldly))
        self._clusters = int(given.get("clusters", 1))
        if self._clusters < 1:
            raise UsageError(f"simulate.clusters = {self._clusters}: at least one plan is needed")
        self._options = Options(**{name: value for name, value in given.items() if name in SOLVING})
        self._period = given.get("step") or self._usual_step()
        self._plan = lru_cache(maxsize=None)(self._new_plan)
        self._world = lru_cache(maxsize=8)(self._new_world)
        known = {
            column.name: column
            for column in columns_of(self._plan(0), make_tables(self._plan(0).network, self._plan(0)))
        }
        for name in study.record:
            if name not in known:
                raise UsageError(f'a simulation has no "{name}" to record', help=did_you_mean(name, known))
        names = study.record or tuple(known)
        self.columns: tuple[Column, ...] = tuple(known[name] for name in names)
        self._places = [list(known).index(name) for name in names]

    def _usual_step(self) -> str:
        horizon = pipeline.check(self._study.mission, self._catalogue, self._study.overrides).mission.horizon
        fitting = [
            text
            for text, months in zip(_STEPS, _MONTHS, strict=True)
            if horizon / (months * YEAR / 12) <= _MOST_STEPS + 0.5
        ]
        return fitting[0] if fitting else _STEPS[-1]

    @cached_property
    def _centres(self) -> Floats:
        """Centres of the clusters, shape ``(n_clusters, n_factors)``, from the design alone."""
        from scipy.cluster.vq import kmeans2

        values = sample_values(self._study)[:, self._worldly]
        chosen = values[np.linspace(0, len(values) - 1, min(len(values), _MOST_CLUSTERED)).astype(int)]
        unit = self._spread(chosen)
        centres, _ = kmeans2(
            chosen / unit, self._clusters, seed=np.random.default_rng(self._study.design.seed), minit="++"
        )
        return np.asarray(centres * unit, dtype=float)

    @staticmethod
    def _spread(values: Floats) -> Floats:
        spread = values.std(axis=0)
        return np.asarray(np.where(spread > 0.0, spread, 1.0))

    def _cluster_of(self, values: Floats) -> NDArray[np.int64]:
        if self._clusters == 1 or not self._worldly:
            return np.zeros(len(values), dtype=np.int64)
        unit = self._spread(self._centres)
        far = ((values[:, None, :] - self._centres[None]) / unit) ** 2
        return np.asarray(far.sum(axis=2).argmin(axis=1), dtype=np.int64)

    def _checked(self, overrides: Mapping[str, str]) -> pipeline.Checked:
        return pipeline.check(self._study.mission, self._catalogue, {**overrides, "time.period": self._period})

    def _new_plan(self, cluster: int) -> Plan:
        overrides: Mapping[str, str] = self._study.overrides
        if self._clusters > 1 and self._worldly:
            overrides = overrides_of(self._world_study, self._centres[cluster])
        return pipeline.plan(self._checked(overrides).network, self._options)

    def _new_world(self, cluster: int, values: tuple[float, ...]) -> tuple[Simulation, float]:
        """Prepare a world and find the objective in it when nothing goes wrong."""
        plan = self._plan(cluster)
        network = self._checked(overrides_of(self._world_study, values)).network if values else plan.network
        quiet = simulation(plan.network, plan)
        nominal = float(quiet.run(0, np.zeros(1, dtype=np.int64))[0, 0])
        return simulation(network, plan, self._disturbances), nominal

    def _fate(self, network: Network, sizes: tuple[float, ...]) -> Fate:
        """Tell what can happen in one sample whose disturbances have sizes of their own."""
        names = [self._study.factors[place].name for place in self._sized]
        options = with_sizes(self._given, dict(zip(names, sizes, strict=True)))
        return fate_of(network, read_disturbances(options))

    def __call__(self, values: Floats, samples: NDArray[np.int64]) -> Batch:
        """Simulate samples; see `moonbase.campaign.evaluation.Evaluator`."""
        answer = Answer(len(samples), len(self.columns))
        worlds, sizes = values[:, self._worldly], values[:, self._sized]
        clusters = self._cluster_of(worlds)
        keys: dict[tuple[int, tuple[float, ...], tuple[float, ...]], list[int]] = {}
        for place in range(len(samples)):
            key = int(clusters[place]), tuple(worlds[place].tolist()), tuple(sizes[place].tolist())
            keys.setdefault(key, []).append(place)
        for (cluster, world, size), places in keys.items():
            try:
                ready, nominal = self._world(cluster, world)
                if self._sized:
                    ready.meet(self._fate(self._plan(cluster).network, size))
            except MoonbaseError as error:
                for place in places:
                    answer.refuse(place, status_of(error), words_of(error))
                continue
            out = table_of(ready.run(self._study.design.seed, samples[places]), nominal)
            answer.rows[places] = out[:, self._places]
        return answer.batch()
