"""Optimisation by ask and tell: samples of a generation follow from the results of those before.

The shards are the only record. On resume the optimiser is built anew from its seed and told the stored results in
their order, which brings it to where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import STATUSES, Column
from moonbase.campaign.quantiles import values_of
from moonbase.campaign.size import population_of
from moonbase.campaign.study import Study
from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

if TYPE_CHECKING:
    from moonbase.campaign.campaign import Campaign

__all__ = ["Search", "check_goals", "generations", "stored_goals"]

Array = NDArray[np.float64]


def check_goals(study: Study, columns: tuple[Column, ...]) -> None:
    """Refuse goals that nothing records.

    Raises
    ------
    UsageError
        If a goal is none of the columns.
    """
    names = [column.name for column in columns]
    for goal in study.design.settings.get("goals", {}):
        if goal not in names:
            raise UsageError(f'"{goal}" is not recorded and cannot be optimised', help=did_you_mean(goal, names))


class Search:
    """The optimiser of a study.

    One goal is searched by CMA-ES (Hansen 2016, arXiv:1604.00772), started again from another point when it has
    converged; several goals by NSGA-II (Deb et al., IEEE Trans. Evol. Comput. 6 (2002), 182-197). Both work in the unit
    cube, so that an input is searched over its law's range, evenly in probability.

    Parameters
    ----------
    study
        The study.
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self._senses = np.array(
            [1.0 if sense == "minimise" else -1.0 for sense in study.design.settings["goals"].values()]
        )
        self._worst = np.full(len(self._senses), -np.inf)
        self._best = np.full(len(self._senses), np.inf)
        make: type[_Method] = _One if len(self._senses) == 1 else _Several
        self._method = make(len(study.varied), len(self._senses), population_of(study), study.design.seed)

    def ask(self) -> Array:
        """Give the inputs of the next generation [SI], shape ``(population, n_factors)``."""
        self._points = self._method.ask()
        return values_of(self._points, self._study.varied)

    def tell(self, results: Array) -> None:
        """Say what became of the generation.

        Parameters
        ----------
        results
            Values of the goals, shape ``(population, n_goals)``; NaN for a sample without a result, which counts as
            worse than all others.
        """
        losses = results * self._senses
        good = np.isfinite(losses).all(axis=1)
        if good.any():
            self._worst = np.maximum(self._worst, losses[good].max(axis=0))
            self._best = np.minimum(self._best, losses[good].min(axis=0))
        known = np.isfinite(self._worst)
        penalty = np.where(known, self._worst + np.abs(self._worst - self._best) + 1.0, 1.0)
        losses[~good] = penalty
        self._method.tell(losses)


class _Method(Protocol):
    def __init__(self, dimensions: int, goals: int, population: int, seed: int) -> None: ...

    def ask(self) -> Array: ...

    def tell(self, losses: Array) -> None: ...


class _One:
    def __init__(self, dimensions: int, goals: int, population: int, seed: int) -> None:
        del goals
        self._dimensions, self._population, self._seed, self._starts = dimensions, population, seed, 0
        self._padding = max(0, 2 - dimensions)
        self._begin()

    def _begin(self) -> None:
        cmaes = _imported("cmaes")
        size = self._dimensions + self._padding
        key = np.array([self._seed, 5], dtype=np.uint64)
        bits = np.random.Generator(
            np.random.Philox(key=key, counter=np.array([0, 0, self._starts, 0], dtype=np.uint64))
        )
        mean = np.full(size, 0.5) if self._starts == 0 else bits.uniform(0.1, 0.9, size)
        self._optimiser = cmaes.CMA(
            mean=mean,
            sigma=0.3,
            bounds=np.tile([0.0, 1.0], (size, 1)),
            seed=int(bits.integers(0, 2**31)),
            population_size=self._population,
        )
        self._starts += 1

    def ask(self) -> Array:
        self._asked = np.array([self._optimiser.ask() for _ in range(self._population)])
        return self._asked[:, : self._dimensions]

    def tell(self, losses: Array) -> None:
        told = [(point, float(loss)) for point, loss in zip(self._asked, losses[:, 0], strict=True)]
        self._optimiser.tell(told)
        if self._optimiser.should_stop():
            self._begin()


class _Several:
    def __init__(self, dimensions: int, goals: int, population: int, seed: int) -> None:
        optuna = _imported("optuna")
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self._population, self._names = population, [f"x{index}" for index in range(dimensions)]
        self._study = optuna.create_study(
            directions=["minimize"] * goals,
            sampler=optuna.samplers.NSGAIISampler(population_size=population, seed=seed % 2**32),
        )
        self._trials: list[Any] = []

    def ask(self) -> Array:
        self._trials = [self._study.ask() for _ in range(self._population)]
        return np.array([[trial.suggest_float(name, 0.0, 1.0) for name in self._names] for trial in self._trials])

    def tell(self, losses: Array) -> None:
        for trial, loss in zip(self._trials, losses, strict=True):
            self._study.tell(trial, [float(value) for value in loss])


def _imported(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        raise UsageError(f"{name} is not installed", help='pip install "moonbase[optimise]"') from None


def stored_goals(campaign: Campaign, shard: int) -> Array:
    """Read the goals of a stored shard, shape ``(n_rows, n_goals)``; NaN where the status is not ok."""
    import pyarrow.parquet as pq

    names = list(campaign.study.design.settings["goals"])
    table = pq.read_table(campaign.folder.shard_path(shard), columns=[*names, "status"])
    found: Array = np.stack([table[name].to_numpy() for name in names], axis=1).copy()
    found[np.array(table["status"].to_pylist()) != STATUSES[0]] = np.nan
    return found


def generations(campaign: Campaign) -> Iterator[range]:
    """Give the shards of each generation, in order."""
    division = campaign.division
    each = population_of(campaign.study) // division.rows
    for first in range(0, division.shards, each):
        yield range(first, min(first + each, division.shards))
