"""The engine ``local``: supervised worker processes on this machine.

Each worker has a thread here that feeds it and watches over it; the calling thread only takes results.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Final

from moonbase.campaign.engines.supervisor import Supervisor
from moonbase.campaign.engines.task import Described, Outcome, Start, Task

__all__ = ["LocalEngine"]

_STRETCH: Final = 0.25
"""Work that a worker is given at once [s]: long against the time it takes to hand over, short against a study."""

_MOST: Final = 32


class LocalEngine:
    """Some worker processes.

    Parameters
    ----------
    start
        What a worker needs.
    workers
        How many.
    """

    def __init__(self, start: Start, workers: int) -> None:
        self._supervisors = [Supervisor(start) for _ in range(max(1, workers))]
        self._threads: list[threading.Thread] = []
        self._stopped = threading.Event()

    @property
    def workers(self) -> int:
        """How many tasks run at the same time."""
        return len(self._supervisors)

    def describe(self) -> Described:
        """Start the first worker and tell what its evaluator gives."""
        return self._supervisors[0].describe()

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Evaluate tasks and give them back as they get done."""
        self._stopped = threading.Event()
        run = _Run(iter(tasks), len(self._supervisors), self._stopped)
        self._threads = [
            threading.Thread(target=run.work, args=(supervisor,), daemon=True) for supervisor in self._supervisors
        ]
        for thread in self._threads:
            thread.start()
        try:
            yield from run.outcomes(len(self._threads))
        except BaseException:
            self.close()
            raise
        for thread in self._threads:
            thread.join()

    def close(self) -> None:
        """End all workers with everything they have started, also while nobody takes what they give."""
        self._stopped.set()
        for supervisor in self._supervisors:
            supervisor.stop()
        for thread in self._threads:
            thread.join()
        for supervisor in self._supervisors:
            supervisor.close()


class _Run:
    """One pass over tasks: the threads take from one iterator and give into one queue."""

    def __init__(self, tasks: Iterator[Task], workers: int, stopped: threading.Event) -> None:
        self._tasks = tasks
        self._lock = threading.Lock()
        self._done: queue.Queue[Outcome | BaseException | None] = queue.Queue(maxsize=4 * workers)
        self._stopped = stopped

    def work(self, supervisor: Supervisor) -> None:
        """Feed one worker until nothing is left."""
        try:
            while tasks := self._next(supervisor):
                for outcome in supervisor.run(tasks):
                    self._give(outcome)
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked
            self._give(error)
        else:
            self._give(None)

    def outcomes(self, threads: int) -> Iterator[Outcome]:
        """Take results until every thread has ended."""
        while threads:
            found = self._done.get()
            if isinstance(found, BaseException):
                raise found
            if found is None:
                threads -= 1
            else:
                yield found

    def _next(self, supervisor: Supervisor) -> list[Task]:
        """Take as many shards as make a worthwhile stretch of work, at the pace measured so far."""
        found: list[Task] = []
        with self._lock:
            while not self._stopped.is_set() and len(found) < _MOST:
                task = next(self._tasks, None)
                if task is None:
                    break
                found.append(task)
                pace = supervisor.pace(sum(len(task.samples) for task in found))
                if pace == 0.0 or pace >= _STRETCH:
                    break
        return found

    def _give(self, found: Outcome | BaseException | None) -> None:
        while not self._stopped.is_set():
            try:
                self._done.put(found, timeout=0.2)
            except queue.Full:
                continue
            return
