"""One worker process and what watches over it: deadlines, deaths, retries, and the search for the sample to blame."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from typing import IO, Any, Final

from moonbase.campaign.engines.choice import one_thread_each
from moonbase.campaign.engines.guard import lost_row
from moonbase.campaign.engines.serial import joined, timeout_words
from moonbase.campaign.engines.task import Described, Outcome, Start, Task
from moonbase.campaign.engines.warden import Warden
from moonbase.campaign.evaluation import STATUSES, Batch
from moonbase.errors import MoonbaseError, PluginError

__all__ = ["StoppedError", "Supervisor"]

_TRIES: Final = 3
_LAUNCHES: Final = 10
_SLACK: Final = 5.0
_GLANCE: Final = 0.5


class Supervisor:
    """A worker process that is replaced whenever it is lost.

    A shard that loses its worker is tried once more; if it is lost again, or its evaluator raises, its samples are
    evaluated one by one. A sample that takes a worker with it three times gets the status ``crashed``.

    Parameters
    ----------
    start
        What the worker needs.
    """

    def __init__(self, start: Start) -> None:
        self._start = start
        self._limit: float | None = start.study["limits"]["timeout"]
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None
        self._trace: IO[bytes] | None = None
        self._described: Described | None = None
        self._pace = 0.0
        self._closed = False

    def describe(self) -> Described:
        """Start the worker if none runs, and tell what its evaluator gives.

        Raises
        ------
        MoonbaseError
            If the evaluator cannot be built.
        """
        tries = 0
        while self._connection is None:
            lost = self._launched()
            if lost is None:
                break
            tries += 1
            if tries == _LAUNCHES:
                raise PluginError(f"a worker dies before it can evaluate anything: {lost}", help="try --engine serial")
        assert self._described is not None
        return self._described

    def run(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Evaluate tasks, whatever they do to the worker, and give each back as soon as it is done.

        The worker gets them all at once, so that it need not wait for its supervisor between them.
        """
        waiting, refused = list(tasks), []
        while waiting:
            done = 0
            try:
                self.describe()
                self._send(([(task.values, task.samples) for task in waiting], True))
                for task in waiting:
                    batch, seconds = self._receive(self._patience(task))
                    if batch is None:
                        refused.append(task)
                    else:
                        yield self._done(task, batch, seconds, 0)
                    done += 1
            except _LostError as lost:
                self._go_on_only_if_open()
                yield self._again(waiting[done], lost)
                done += 1
            waiting = waiting[done:]
        for task in refused:
            yield self._each(task, 0)

    def pace(self, rows: int) -> float:
        """Guess how long some samples take [s]; 0 before anything is known."""
        return self._pace * rows

    def stop(self) -> None:
        """Kill the worker and everything it has started, from any thread; who waits for it learns that it is gone."""
        self._closed = True
        process = self._process
        if process is not None:
            _kill(process)

    def close(self) -> None:
        """End the worker; nobody may be waiting for it."""
        self._closed = True
        self._end()

    def _go_on_only_if_open(self) -> None:
        if self._closed:
            self._end()
            raise StoppedError

    def _done(self, task: Task, batch: Batch, seconds: float, deaths: int) -> Outcome:
        self._pace = max(0.5 * self._pace, seconds / len(task.samples))
        return Outcome(task=task, batch=batch, seconds=seconds, deaths=deaths)

    def _patience(self, task: Task) -> float | None:
        return None if self._limit is None else self._limit + _SLACK * self._pace * len(task.samples)

    def _again(self, task: Task, lost: _LostError) -> Outcome:
        """Try a shard that has cost a worker once more, then sample by sample."""
        if lost.late:
            return self._each(task, 1)
        try:
            self.describe()
            self._send(([(task.values, task.samples)], True))
            batch, seconds = self._receive(self._patience(task))
        except _LostError:
            self._go_on_only_if_open()
            return self._each(task, 2)
        return self._each(task, 1) if batch is None else self._done(task, batch, seconds, 1)

    def _each(self, task: Task, deaths: int) -> Outcome:
        began = time.perf_counter()
        batch, more = self._one_by_one(task)
        return Outcome(task=task, batch=batch, seconds=time.perf_counter() - began, deaths=deaths + more)

    def _one_by_one(self, task: Task) -> tuple[Batch, int]:
        rows: list[Batch] = []
        deaths, tries, running = 0, 0, False
        columns = len(self.describe().columns)
        while len(rows) < len(task.samples):
            try:
                if not running:
                    self.describe()
                    self._send(([(task.values[len(rows) :], task.samples[len(rows) :])], False))
                    running = True
                row, seconds = self._receive(self._limit)
                rows.append(row)
                self._pace, tries = max(self._pace, seconds), 0
            except _LostError as lost:  # noqa: PERF203 - each loss is counted
                self._go_on_only_if_open()
                running, tries, deaths = False, tries + 1, deaths + 1
                if lost.late:
                    assert self._limit is not None
                    rows.append(lost_row(columns, STATUSES.index("timeout"), timeout_words(self._limit)))
                    tries = 0
                elif tries == _TRIES:
                    rows.append(lost_row(columns, STATUSES.index("crashed"), str(lost)))
                    tries = 0
        return joined(rows), deaths

    def _launched(self) -> _LostError | None:
        try:
            self._described = self._launch()
        except _LostError as lost:
            self._go_on_only_if_open()
            return lost
        return None

    def _launch(self) -> Described:
        ours, theirs = socket.socketpair()
        self._trace = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the worker
        with theirs:
            passed = (theirs.fileno(), self._trace.fileno())
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own module
                [sys.executable, "-m", "moonbase.campaign.engines.child", *map(str, passed)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._trace,
                pass_fds=passed,
                start_new_session=True,
                env=one_thread_each(dict(os.environ) | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}),
            )
        Warden.get().note(self._process.pid, alive=True)
        self._go_on_only_if_open()
        self._connection = Connection(ours.detach())
        self._send(self._start)
        answer = self._receive(None)
        if isinstance(answer, BaseException):
            self._end()
            raise answer
        described: Described = answer
        return described

    def _send(self, message: Any) -> None:
        try:
            self._open().send(message)
        except OSError:
            raise self._lost() from None

    def _receive(self, patience: float | None) -> Any:
        try:
            found = self._open().recv() if self._answers(patience) else None
        except (_LostError, MoonbaseError):
            raise
        except Exception:  # noqa: BLE001 - what a broken worker sends can fail to be read in any way
            raise self._lost() from None
        if found is None:
            self._end()
            raise _LostError("it did not answer in time", late=True)
        return found

    def _open(self) -> Connection:
        if self._connection is None:
            raise _LostError("the worker is gone")
        return self._connection

    def _answers(self, patience: float | None) -> bool:
        """Wait for an answer; a dead worker is noticed even if a child that it forked holds the connection open."""
        connection, process = self._open(), self._process
        end = None if patience is None else time.monotonic() + patience
        while True:
            left = _GLANCE if end is None else min(_GLANCE, end - time.monotonic())
            if connection.poll(max(0.0, left)):
                return True
            if process is not None and process.poll() is not None and not connection.poll(0.0):
                raise EOFError
            if end is not None and time.monotonic() >= end:
                return False

    def _lost(self) -> _LostError:
        """Bury the worker and say what became of it."""
        process, trace = self._process, self._trace
        words = "the worker is gone"
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1.0)
            words = _obituary(process.returncode)
        text = ""
        if trace is not None:
            with contextlib.suppress(OSError, ValueError):
                size = trace.seek(0, os.SEEK_END)
                trace.seek(max(0, size - 20_000))
                text = trace.read().decode("utf-8", "replace")
        self._end()
        return _LostError(f"{words}\n{text}".strip())

    def _end(self) -> None:
        process, connection, trace = self._process, self._connection, self._trace
        self._process = self._connection = self._trace = None
        if process is not None:
            _kill(process)
            process.wait()
            Warden.get().note(process.pid, alive=False)
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.close()
        if trace is not None:
            trace.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)


class StoppedError(Exception):
    """The engine was closed while a task ran."""


class _LostError(Exception):
    """The worker is gone; `late` if it was ended because it took too long."""

    def __init__(self, words: str, *, late: bool = False) -> None:
        super().__init__(words)
        self.late = late


def _obituary(code: int | None) -> str:
    if code is None:
        return "the worker closed its connection"
    if code >= 0:
        return f"the worker ended itself with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return f"the worker was killed by {name}"
