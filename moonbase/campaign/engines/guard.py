"""Evaluates samples inside one process so that a bad sample costs its own row only.

Death, hangs and memory are beyond this module: they are the supervisor's.
"""

from __future__ import annotations

import contextlib
import locale
import os
import random
import re
import signal
import traceback
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.engines.task import Described
from moonbase.campaign.evaluation import STATUSES, Batch, Column, Evaluator
from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

__all__ = ["Guard", "LateError", "Surroundings", "TerminatedError", "lost_row"]

_OK, _NONFINITE, _RAISED = (STATUSES.index(name) for name in ("ok", "nonfinite", "raised"))
_MEMORY: Final = STATUSES.index("memory")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{4,}")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGCHLD", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGABRT", "SIGFPE")


class LateError(BaseException):
    """A sample took too long; no `Exception`, so that plugins do not swallow it by accident."""


class TerminatedError(KeyboardInterrupt):
    """SIGTERM has come: like Ctrl-C, no sample may swallow it."""


class Guard:
    """An evaluator whose answers are checked.

    Parameters
    ----------
    evaluator
        What a study or a plugin brings.
    record
        Names of the columns to keep; empty for all.

    Raises
    ------
    UsageError
        If a column to keep is none of the evaluator's.
    """

    def __init__(self, evaluator: Evaluator, record: tuple[str, ...] = ()) -> None:
        self._evaluator = evaluator
        self._all: tuple[Column, ...] = tuple(evaluator.columns)
        names = [column.name for column in self._all]
        for name in record:
            if name not in names:
                raise UsageError(f'"{name}" cannot be recorded', help=did_you_mean(name, names))
        self._places = [names.index(name) for name in record] if record else list(range(len(names)))
        self._needed = np.array([not self._all[place].optional for place in self._places], dtype=bool)
        self._around = Surroundings()

    @property
    def described(self) -> Described:
        """What is kept."""
        wish = getattr(self._evaluator, "rows_per_shard", 0)
        return Described(columns=tuple(self._all[place] for place in self._places), rows_per_shard=int(wish))

    def batch(self, values: NDArray[np.float64], samples: NDArray[np.int64]) -> Batch:
        """Evaluate samples together.

        Raises
        ------
        Exception
            Whatever the evaluator raises; its samples must then be evaluated one by one.
        """
        self._around.seed(int(samples[0]))
        try:
            # Columns lie in one piece, as a single sample's do: numpy has other code for strided ones, which may round
            # otherwise, and a sample must not know how many stand beside it.
            return self._checked(self._evaluator(values.copy(order="F"), samples.copy()), len(samples))
        finally:
            self._around.restore()

    def single(self, values: NDArray[np.float64], sample: int) -> Batch:
        """Evaluate one sample; whatever happens is its status."""
        try:
            return self.batch(values.reshape(1, -1), np.array([sample], dtype=np.int64))
        except (KeyboardInterrupt, LateError):
            raise
        except MemoryError:
            return lost_row(len(self._places), _MEMORY, "the memory limit was reached")
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything, SystemExit included
            words = f"{type(error).__name__}: {error}".strip().rstrip(":")
            return lost_row(len(self._places), _RAISED, f"{words}\n{''.join(traceback.format_exception(error))}")

    def _checked(self, answer: Any, count: int) -> Batch:
        rows = np.asarray(answer.rows, dtype=np.float64)
        status = np.array(answer.status, dtype=np.int8)
        messages = [str(text) for text in answer.messages]
        if rows.shape != (count, len(self._all)):
            raise ValueError(f"the evaluator gave rows of shape {rows.shape}, not {(count, len(self._all))}")
        if status.shape != (count,) or len(messages) != count:
            raise ValueError(f"the evaluator gave {status.shape} statuses and {len(messages)} messages for {count}")
        if ((status < 0) | (status >= len(STATUSES))).any():
            raise ValueError("the evaluator gave a status that is none of the known ones")
        rows = rows[:, self._places]
        bad = (~np.isfinite(rows) & (self._needed | np.isinf(rows))).any(axis=1) & (status == _OK)
        status[bad] = _NONFINITE
        for index in np.flatnonzero(bad):
            wrong = ~np.isfinite(rows[index]) & (self._needed | np.isinf(rows[index]))
            names = [self._all[self._places[column]].name for column in np.flatnonzero(wrong)]
            messages[index] = messages[index] or f"not finite: {', '.join(names)}"
        return Batch(rows=rows, status=status, messages=tuple(_ADDRESS.sub("0x…", text) for text in messages))


def lost_row(columns: int, status: int, message: str) -> Batch:
    """Make the row of a sample without a result."""
    rows = np.full((1, columns), np.nan)
    return Batch(rows=rows, status=np.array([status], dtype=np.int8), messages=(_ADDRESS.sub("0x…", message),))


class Surroundings:
    """What a sample may disturb in its process and the next one relies on."""

    def __init__(self) -> None:
        self._cwd = Path.cwd()
        self._locale = locale.setlocale(locale.LC_ALL)
        self._environment = dict(os.environ)
        self._errors = np.geterr()
        self._signals = {
            number: signal.getsignal(number) for name in _SIGNALS if (number := getattr(signal, name, None)) is not None
        }

    def seed(self, sample: int) -> None:
        """Set the global random numbers, which an evaluator should not use, to something that is always the same."""
        random.seed(sample)
        np.random.seed(sample % 2**32)  # noqa: NPY002 - this is the state that a plugin may have left behind

    def restore(self) -> None:
        """Put everything back."""
        with contextlib.suppress(OSError):
            os.chdir(self._cwd)
        if locale.setlocale(locale.LC_ALL) != self._locale:
            locale.setlocale(locale.LC_ALL, self._locale)
        if dict(os.environ) != self._environment:
            os.environ.clear()
            os.environ.update(self._environment)
        np.seterr(**self._errors)
        for number, handler in self._signals.items():
            if signal.getsignal(number) is not handler and handler is not None:
                with contextlib.suppress(ValueError):
                    signal.signal(number, handler)
