"""The engine ``dask``: an existing cluster, a batch system through dask-jobqueue, or a cluster on this machine.

Inside each Dask worker the samples are evaluated by the same supervised process as on a laptop, so that a bad sample
costs its own row there too. Shards are grouped into tasks of about a quarter of a second, measured as it goes, since a
task costs Dask a millisecond or two; which shard holds which sample never depends on it.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import logging
import queue
import signal
import threading
from collections.abc import Iterable, Iterator
from typing import Any, Final

from moonbase.campaign.engines.choice import EngineChoice
from moonbase.campaign.engines.daskworker import carry, describe_there, end_there, evaluate_there
from moonbase.campaign.engines.task import Described, Outcome, Start, Task
from moonbase.errors import MoonbaseError, StudyError, UsageError

__all__ = ["DaskEngine"]

_TARGET: Final = 0.25
_MOST: Final = 64
_AHEAD: Final = 2
_TRIES: Final = 3
_GLANCE: Final = 2.0


class DaskEngine:
    """A Dask cluster.

    Parameters
    ----------
    start
        What a worker needs.
    choice
        Scheduler, batch system or number of local workers.

    Raises
    ------
    UsageError
        If Dask, or dask-jobqueue where it is asked for, is not installed or the scheduler does not answer.
    """

    def __init__(self, start: Start, choice: EngineChoice) -> None:
        self._start = start
        self._choice = choice
        self._client: Any = None
        self._cluster: Any = None
        self._carried: Any = None
        self._group = 1

    @property
    def workers(self) -> int:
        """How many tasks run at the same time."""
        threads = sum(self._connected().nthreads().values())
        return max(1, int(threads), self._choice.workers if self._choice.cluster else 0)

    def describe(self) -> Described:
        """Build the evaluator in one worker and tell what it gives."""
        client = self._connected()
        with _in_words():
            found: Described = client.submit(describe_there, self._carried, pure=False).result()
        return found

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Evaluate tasks and give them back as they get done."""
        client, waiting = self._connected(), iter(tasks)
        running: dict[Any, tuple[list[Task], int]] = {}
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def submit(group: list[Task], tries: int) -> None:
            future = client.submit(evaluate_there, self._carried, group, pure=False)
            running[future] = (group, tries)
            future.add_done_callback(done.put)

        def fill() -> None:
            while len(running) < _AHEAD * self.workers:
                group = list(itertools.islice(waiting, self._group))
                if not group:
                    return
                submit(group, 1)

        try:
            with _in_words():
                fill()
                while running:
                    future = _next(done, client)
                    group, tries = running.pop(future)
                    outcomes = _result(future, tries)
                    if outcomes is None:
                        submit(group, tries + 1)
                        continue
                    self._measure(outcomes)
                    fill()
                    yield from outcomes
        finally:
            with contextlib.suppress(Exception):
                client.cancel(list(running), force=True)

    def close(self) -> None:
        """End the workers' processes; a cluster of our own ends with them."""
        client, cluster = self._client, self._cluster
        self._client = self._cluster = self._carried = None
        with contextlib.suppress(Exception):
            if client is not None:
                client.run(end_there, on_error="ignore")
        for thing in (client, cluster):
            with contextlib.suppress(Exception):
                if thing is not None:
                    thing.close()

    def _measure(self, outcomes: list[Outcome]) -> None:
        seconds = sum(outcome.seconds for outcome in outcomes) / len(outcomes)
        wanted = int(_TARGET / max(seconds, 1e-6))
        self._group = max(1, min(wanted, 2 * self._group, _MOST))

    def _connected(self) -> Any:
        if self._client is None:
            with _uninterrupted():
                self._client = self._connect()
            self._carried = self._client.submit(carry, self._start, pure=False)
        return self._client

    def _connect(self) -> Any:
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            raise UsageError("Dask is not installed", help='pip install "moonbase[dask]"') from None
        choice = self._choice
        try:
            if choice.scheduler:
                return Client(choice.scheduler, timeout=10, set_as_default=False)
            if choice.cluster:
                self._cluster = _batch_system(choice)
            else:
                self._cluster = LocalCluster(
                    n_workers=choice.workers or None,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.ERROR,
                )
            return Client(self._cluster, set_as_default=False)
        except OSError as error:
            where = choice.scheduler or "a cluster of its own"
            raise UsageError(f"{where} does not answer: {error}", help="start it with: dask scheduler") from None


def _batch_system(choice: EngineChoice) -> Any:
    made = _cluster_class(choice.cluster)
    try:
        cluster = made(**choice.cluster_options)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{choice.cluster}: {error}", help="--cluster-option NAME=VALUE gives its arguments") from None
    cluster.scale(choice.workers or 1)
    return cluster


def _cluster_class(name: str) -> Any:
    """Find a class by its name in dask-jobqueue, or one of any package by its dotted name."""
    module, _, last = name.rpartition(".")
    module = module or "dask_jobqueue"
    try:
        found = importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0].replace("_", "-")
        raise UsageError(f"{module} cannot be imported: {error}", help=f"pip install {package}") from None
    made = getattr(found, last, None)
    if made is None or not last.endswith("Cluster"):
        known = ", ".join(one for one in dir(found) if one.endswith("Cluster") and one != "JobQueueCluster")
        raise UsageError(f'{module.replace("_", "-")} has no "{last}"', help=f"known: {known}")
    return made


def _next(done: queue.SimpleQueue[Any], client: Any) -> Any:
    """Wait for a task to end, and notice a scheduler that is gone."""
    while True:
        try:
            return done.get(timeout=_GLANCE)
        except queue.Empty:  # noqa: PERF203 - a glance now and then
            if client.status in ("closed", "closing"):
                raise OSError("the connection to the scheduler is closed") from None


def _result(future: Any, tries: int) -> list[Outcome] | None:
    """Give a task's results; None if it should be tried again because its workers died."""
    from distributed import KilledWorker

    try:
        found: list[Outcome] = future.result()
    except KilledWorker:
        if tries < _TRIES:
            return None
        raise
    return found


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Turn what goes wrong in a cluster into words."""
    import concurrent.futures

    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    try:
        yield
    except MoonbaseError:
        raise
    except (KilledWorker, CommClosedError, concurrent.futures.CancelledError, OSError, TimeoutError) as error:
        raise StudyError(
            f"the Dask cluster was lost: {type(error).__name__}: {error}; everything that was done before is kept",
            help="moonbase campaign resume FOLDER",
        ) from None


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from workers that start here: this process ends them in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
