"""The engine ``serial``: every sample in this process, for small studies and for debugging."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from moonbase.campaign.engines.guard import Guard, LateError, lost_row
from moonbase.campaign.engines.task import Described, Outcome, Start, Task
from moonbase.campaign.evaluation import STATUSES, Batch
from moonbase.campaign.study import study_from_json
from moonbase.campaign.tasks import prepare

__all__ = ["SerialEngine", "joined", "timeout_words"]


class SerialEngine:
    """Evaluates in the process that asks. A sample that kills the process kills the study, which can be resumed."""

    workers = 1

    def __init__(self, start: Start) -> None:
        self._study = study_from_json(start.study)
        self._guard: Guard | None = None
        self._pace = 0.0

    def describe(self) -> Described:
        """Build the evaluator and tell what it gives."""
        if self._guard is None:
            self._guard = Guard(prepare(self._study), self._study.record)
        return self._guard.described

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Evaluate tasks in their order."""
        self.describe()
        for task in tasks:
            began = time.perf_counter()
            batch = self._evaluate(task)
            seconds = time.perf_counter() - began
            self._pace = max(self._pace, seconds / len(task.samples))
            yield Outcome(task=task, batch=batch, seconds=seconds)

    def close(self) -> None:
        """Forget the evaluator."""
        self._guard = None

    def _evaluate(self, task: Task) -> Batch:
        assert self._guard is not None
        limit = self._study.limits.timeout
        patience = None if limit is None else limit + 5.0 * self._pace * len(task.samples)
        try:
            with _alarm(patience):
                return self._guard.batch(task.values, task.samples)
        except (Exception, LateError, SystemExit):  # noqa: BLE001 - whichever sample it was, each gets its own row below
            return joined([self._single(task, index) for index in range(len(task.samples))])

    def _single(self, task: Task, index: int) -> Batch:
        assert self._guard is not None
        limit = self._study.limits.timeout
        try:
            with _alarm(limit):
                return self._guard.single(task.values[index], int(task.samples[index]))
        except LateError:
            assert limit is not None
            columns = len(self._guard.described.columns)
            return lost_row(columns, STATUSES.index("timeout"), timeout_words(limit))


def joined(parts: list[Batch]) -> Batch:
    """Put the rows of several batches below each other."""
    return Batch(
        rows=np.concatenate([part.rows for part in parts]),
        status=np.concatenate([part.status for part in parts]),
        messages=tuple(message for part in parts for message in part.messages),
    )


def timeout_words(limit: float) -> str:
    """Say why a sample has no result."""
    return f"no answer within {limit:g} s"


@contextmanager
def _alarm(seconds: float | None) -> Iterator[None]:
    """Interrupt Python code after a while, where the system and the thread allow it."""
    if seconds is None or threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(_number: int, _frame: Any) -> None:
        raise LateError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
