"""Rows of an array shared out among threads, over compiled functions that let go of Python's lock.

numba's own parallel loops would do as well, but take seconds more to compile and half a second to start, lose whole
chunks where one row fails, and leave a process that must not fork.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, TypeVar

from numba.core import config

__all__ = ["each_in_threads", "in_threads", "threads"]

_What = TypeVar("_What")
_Made = TypeVar("_Made")

_PIECES = 4  # per thread, so that one with dear rows does not hold up the others


def threads() -> int:
    """Give the number of threads: ``NUMBA_NUM_THREADS``, by default one per processor that may be used."""
    return int(config.NUMBA_NUM_THREADS)


def in_threads(work: Callable[[slice], Any], rows: int, *, least: int = 1) -> None:
    """Do work on all rows, some of them in each thread.

    Parameters
    ----------
    work
        Called with slices that together cover the rows; calls a function compiled with ``nogil=True``.
    rows
        Number of rows.
    least
        Rows below which a second thread is not worth its start.
    """
    workers = min(threads(), rows // max(1, least))
    if workers < 2:
        work(slice(0, rows))
        return
    count = min(rows, _PIECES * workers)
    edges = [rows * piece // count for piece in range(count + 1)]
    pieces = deque(slice(a, b) for a, b in pairwise(edges))
    with ThreadPoolExecutor(workers - 1) as pool:
        others = [pool.submit(_take, work, pieces) for _ in range(workers - 1)]
        try:
            _take(work, pieces)
        finally:
            pieces.clear()  # where one piece fails, the rest need not be done
    for other in others:
        other.result()


def each_in_threads(work: Callable[[_What], _Made], items: Sequence[_What]) -> list[_Made]:
    """Do work on each item, some of them in each thread, and give what it makes in the order of the items.

    Parameters
    ----------
    work
        Called with one item; spends its time in functions compiled with ``nogil=True``.
    items
        What is worked on.
    """
    made: dict[int, _Made] = {}

    def some(part: slice) -> None:
        for place in range(len(items))[part]:
            made[place] = work(items[place])

    in_threads(some, len(items))
    return [made[place] for place in range(len(items))]


def _take(work: Callable[[slice], Any], pieces: deque[slice]) -> None:
    """Do pieces until none is left; the calling thread works too, which saves a start and the waking up."""
    while True:
        try:
            piece = pieces.popleft()
        except IndexError:
            return
        work(piece)
