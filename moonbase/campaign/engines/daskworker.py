"""What runs inside a Dask worker: the supervisors of this process, one per thread and study."""

from __future__ import annotations

import hashlib
import json
import threading

from moonbase.campaign.engines.supervisor import Supervisor
from moonbase.campaign.engines.task import Described, Outcome, Start, Task

__all__ = ["carry", "describe_there", "end_there", "evaluate_there"]

_LOCK = threading.Lock()
_SUPERVISORS: dict[tuple[str, int], Supervisor] = {}


def carry(start: Start) -> Start:
    """Give back what is given: Dask keeps it near the workers and makes it again if one is lost."""
    return start


def describe_there(start: Start) -> Described:
    """Build the evaluator and tell what it gives."""
    return _supervisor(start).describe()


def evaluate_there(start: Start, tasks: list[Task]) -> list[Outcome]:
    """Evaluate tasks one after the other."""
    return list(_supervisor(start).run(tasks))


def end_there() -> None:
    """End all evaluating processes of this Dask worker."""
    with _LOCK:
        ended = list(_SUPERVISORS.values())
        _SUPERVISORS.clear()
    for supervisor in ended:
        supervisor.stop()


def _supervisor(start: Start) -> Supervisor:
    text = json.dumps(start.study, sort_keys=True)
    key = hashlib.blake2b(text.encode(), digest_size=16).hexdigest(), threading.get_ident()
    with _LOCK:
        if key not in _SUPERVISORS:
            _SUPERVISORS[key] = Supervisor(start)
        return _SUPERVISORS[key]
