"""What can be said about an engine before there is one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["ENGINES", "EngineChoice", "one_thread_each"]

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


def one_thread_each(environment: dict[str, str]) -> dict[str, str]:
    """Keep numerical libraries to one thread per worker, so that sums have one order and workers do not crowd."""
    return {**environment, **dict.fromkeys(_THREADS, "1")}
