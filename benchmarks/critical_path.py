"""Clock for threaded code on a machine that others use too: the longest chain of CPU time.

Wall time says little where neighbours take the processors, and CPU time over the number of threads hides what one
thread does alone. `CriticalPath` notes the CPU time of the main thread and of every piece of work that
`moonbase.trajectories.threads.in_threads` hands out, and lays the pieces on as many processors as there were threads,
each to the one that is free first, as the pool does. The sum is the time that the action would take with the processors
to itself: serial parts and uneven pieces count in full. What it cannot see is processors that hinder each other by
memory or heat while nobody else is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from moonbase.trajectories import threads as threads_module


class CriticalPath:
    """Measures actions; use one at a time."""

    def __init__(self) -> None:
        self._parallel = 0.0

    def measure(self, action: Callable[[], Any]) -> float:
        """CPU time along the longest chain [s]."""
        clock, before = self, threads_module.ThreadPoolExecutor

        class Noted(ThreadPoolExecutor):
            def map(self, function: Callable[[Any], Any], *pieces: Iterable[Any], **_: Any) -> Iterator[Any]:
                spent: list[float] = []

                def timed(piece: Any) -> Any:
                    begun = time.thread_time()
                    out = function(piece)
                    spent.append(time.thread_time() - begun)
                    return out

                done = list(super().map(timed, *pieces))
                clock.add(spent, self._max_workers)
                return iter(done)

        self._parallel = 0.0
        threads_module.ThreadPoolExecutor = Noted  # type: ignore[misc]
        try:
            begun = time.thread_time()
            action()
            return time.thread_time() - begun + self._parallel
        finally:
            threads_module.ThreadPoolExecutor = before  # type: ignore[misc]

    def add(self, pieces: list[float], workers: int) -> None:
        """Lay pieces on processors and add the time until the last is done."""
        busy = [0.0] * workers
        for piece in pieces:
            busy[busy.index(min(busy))] += piece
        self._parallel += max(busy)

    def least(self, action: Callable[[], Any], repeats: int) -> float:
        """Least of a few measurements, after one that is not counted [s]."""
        action()
        return min(self.measure(action) for _ in range(repeats))
