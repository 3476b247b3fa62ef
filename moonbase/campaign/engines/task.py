"""What goes to an engine and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import Batch, Column

__all__ = ["Described", "Engine", "Outcome", "Start", "Task"]


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a worker needs before its first task.

    Attributes
    ----------
    study
        The study as `Study.to_json` gives it.
    path
        The `sys.path` of the process that asks.
    """

    study: dict[str, Any]
    path: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Described:
    """What an evaluator says about itself.

    Attributes
    ----------
    columns
        Columns that are kept, in their order.
    rows_per_shard
        How many samples it would like to be given at once; 0 if it does not say.
    """

    columns: tuple[Column, ...]
    rows_per_shard: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """Consecutive samples to be evaluated together: one shard.

    Attributes
    ----------
    number
        Number of the shard; negative for a trial whose results are not kept.
    samples
        Numbers of the samples, shape ``(n_samples,)``.
    values
        Their inputs [SI], shape ``(n_samples, n_factors)``.
    """

    number: int
    samples: NDArray[np.int64]
    values: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """A task that was done.

    Attributes
    ----------
    task
        The task.
    batch
        A row for every sample.
    seconds
        How long the evaluation took [s]; for progress only, it is never stored.
    deaths
        How often a worker was lost over it.
    """

    task: Task
    batch: Batch
    seconds: float = field(default=0.0)
    deaths: int = 0


class Engine(Protocol):
    """Somewhere to evaluate samples."""

    @property
    def workers(self) -> int:
        """How many tasks run at the same time."""

    def describe(self) -> Described:
        """Build the evaluator somewhere and tell what it gives.

        Raises
        ------
        MoonbaseError
            If it cannot be built.
        """

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Evaluate tasks and give them back as they get done, in any order."""

    def close(self) -> None:
        """End all workers; nothing is left running."""
