"""Engines by name."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from moonbase.campaign.engines.task import Engine, Start
from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

if TYPE_CHECKING:
    from moonbase.campaign.study import Study

__all__ = ["ENGINES", "EngineChoice", "make_engine", "one_thread_each"]

ENGINES: Final = ("local", "serial", "dask")
_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True, kw_only=True)
class EngineChoice:
    """Which engine, and how much of it; no result depends on any of this.

    Attributes
    ----------
    name
        One of `ENGINES`.
    workers
        How many; 0 for one per processor (``local``), or what the cluster has (``dask``).
    scheduler
        ``dask``: address of an existing scheduler; empty for a cluster of its own.
    cluster
        ``dask``: class of dask-jobqueue, such as ``"SLURMCluster"``; empty for a local cluster.
    cluster_options
        ``dask``: keyword arguments of that class.
    """

    name: str = "local"
    workers: int = 0
    scheduler: str = ""
    cluster: str = ""
    cluster_options: dict[str, Any] = field(default_factory=dict)


def make_engine(choice: EngineChoice, study: Study, shards: int = 0) -> Engine:
    """Make an engine; nothing is started before it is asked something.

    Parameters
    ----------
    choice
        Which.
    study
        What it will evaluate.
    shards
        How many shards are wanted; more local workers than that are not started. 0 for unknown.

    Raises
    ------
    UsageError
        If there is no such engine, or the choice contradicts itself.
    """
    start = Start(study=study.to_json(), path=tuple(sys.path))
    if choice.name != "dask" and (choice.scheduler or choice.cluster):
        raise UsageError(f'the engine "{choice.name}" has no scheduler', help="--engine dask")
    if choice.name == "serial":
        from moonbase.campaign.engines.serial import SerialEngine

        return SerialEngine(start)
    if choice.name == "local":
        from moonbase.campaign.engines.local import LocalEngine

        workers = choice.workers or _processors()
        return LocalEngine(start, min(workers, shards) if shards else workers)
    if choice.name == "dask":
        from moonbase.campaign.engines.dask import DaskEngine

        return DaskEngine(start, choice)
    raise UsageError(f'there is no engine "{choice.name}"', help=did_you_mean(choice.name, ENGINES))


def one_thread_each(environment: dict[str, str]) -> dict[str, str]:
    """Keep numerical libraries to one thread per worker, so that sums have one order and workers do not crowd."""
    return {**environment, **dict.fromkeys(_THREADS, "1")}


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
