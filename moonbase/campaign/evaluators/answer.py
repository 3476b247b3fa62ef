"""Rows, statuses and messages of a batch while it is worked on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.evaluation import STATUSES, Batch
from moonbase.errors import InfeasibleError, MissionError, MoonbaseError, UnboundedError

__all__ = ["Answer", "status_of", "words_of"]


class Answer:
    """A batch to be filled in.

    Parameters
    ----------
    count
        Number of samples.
    columns
        Number of columns.
    """

    def __init__(self, count: int, columns: int) -> None:
        self.rows = np.full((count, columns), np.nan)
        self._status = np.full(count, STATUSES.index("ok"), dtype=np.int8)
        self._messages = [""] * count

    def refuse(self, place: int, status: str, message: str) -> None:
        """Note why a sample has no result."""
        self._status[place] = STATUSES.index(status)
        self._messages[place] = message

    def tell(self, place: int, message: str) -> None:
        """Note something about a sample that has a result."""
        self._messages[place] = message

    def note(self, places: NDArray[np.int64], words: Sequence[str], messages: Sequence[str]) -> None:
        """Note what became of samples, by name of the status."""
        for place, word, message in zip(places.tolist(), words, messages, strict=True):
            if word != "ok":
                self.refuse(place, word, message)

    def batch(self) -> Batch:
        """Give what was filled in."""
        return Batch(rows=self.rows, status=self._status, messages=tuple(self._messages))


def status_of(error: BaseException) -> str:
    """Name the status of a sample that ended with an error."""
    if isinstance(error, InfeasibleError):
        return "infeasible"
    return "unbounded" if isinstance(error, UnboundedError) else "raised"


def words_of(error: BaseException) -> str:
    """Tell an error in words: its message and every problem that it lists."""
    if not isinstance(error, MoonbaseError):
        return f"{type(error).__name__}: {error}"
    listed = error.diagnostics if isinstance(error, MissionError) else ()
    problems = [each.message for each in listed if each.severity == "error"]
    return "; ".join(problems) or error.message
