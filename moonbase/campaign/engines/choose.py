"""Engines by name."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from moonbase.campaign.engines.choice import ENGINES, EngineChoice
from moonbase.campaign.engines.task import Engine, Start
from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

if TYPE_CHECKING:
    from moonbase.campaign.study import Study

__all__ = ["EngineChoice", "make_engine"]


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


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
