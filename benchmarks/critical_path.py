"""Clock for threaded code on a machine that others use too: the longest chain of CPU time.

Wall time says little where neighbours take the processors, and CPU time over the number of threads hides what one
thread does alone. `CriticalPath` notes the CPU time of the main thread and of every piece of work that
`moonbase.trajectories.threads.in_threads` hands out, and lays the pieces on as many processors as there were threads,
each to the one that is free first, as the pool does. The sum is the time that the action would take with the processors
to itself: serial parts and uneven pieces count in full. What it cannot see is processors that hinder each other by
memory or heat while nobody else is there.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from moonbase.trajectories import threads as threads_module


class CriticalPath:
    """Measures actions; use one at a time."""

    def measure(self, action: Callable[[], Any]) -> float:
        """CPU time along the longest chain [s]."""
        before, main = threads_module._take, threading.get_ident()  # noqa: SLF001 - the one place where pieces are taken
        calls: dict[int, list[float]] = defaultdict(list)
        kept, own = [], [0.0]

        def noted(work: Callable[[slice], Any], pieces: Any) -> None:
            kept.append(pieces)  # so that no other queue gets its identity

            def timed(piece: slice) -> None:
                begun = time.thread_time()
                work(piece)
                spent = time.thread_time() - begun
                calls[id(pieces)].append(spent)
                if threading.get_ident() == main:
                    own[0] += spent

            before(timed, pieces)

        threads_module._take = noted  # noqa: SLF001 - likewise
        try:
            begun = time.thread_time()
            action()
            alone = time.thread_time() - begun - own[0]
        finally:
            threads_module._take = before  # noqa: SLF001 - likewise
        return alone + sum(_laid_out(pieces, threads_module.threads()) for pieces in calls.values())

    def least(self, action: Callable[[], Any], repeats: int) -> float:
        """Least of a few measurements, after one that is not counted [s]."""
        action()
        return min(self.measure(action) for _ in range(repeats))


def _laid_out(pieces: list[float], processors: int) -> float:
    """Time until the last piece is done, each on the processor that is free first."""
    busy = [0.0] * processors
    for piece in pieces:
        busy[busy.index(min(busy))] += piece
    return max(busy)
