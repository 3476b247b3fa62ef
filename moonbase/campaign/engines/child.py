"""The worker process: builds the evaluator once, then answers requests until its supervisor is gone.

Started as ``python -m moonbase.campaign.engines.child FD``. It talks over its own socket; what plugins print goes
nowhere, so that ten megabytes of it cost nothing.
"""

from __future__ import annotations

import contextlib
import faulthandler
import signal
import sys
import time
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["main"]


def main(socket: int, trace: int) -> None:
    """Serve one supervisor.

    Parameters
    ----------
    socket
        File descriptor of the connection.
    trace
        File descriptor to which a crash writes its traceback.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable(trace)
    connection = Connection(socket)
    with contextlib.suppress(EOFError, ConnectionError):
        _serve(connection)


def _serve(connection: Connection) -> None:
    start = connection.recv()
    sys.path[:] = list(start.path)
    guard = _build(connection, start)
    while guard is not None:
        stretches, together = connection.recv()
        for values, samples in stretches:
            for step in range(1 if together else len(samples)):
                began = time.perf_counter()
                answer = (
                    _together(guard, values, samples) if together else guard.single(values[step], int(samples[step]))
                )
                _quiet_alarms()
                connection.send((answer, time.perf_counter() - began))


def _together(guard: Any, values: Any, samples: Any) -> Any:
    """Evaluate a shard; None if its samples must be evaluated one by one."""
    try:
        return guard.batch(values, samples)
    except BaseException:  # noqa: BLE001 - whatever it was, it comes again with the sample that is to blame
        return None


def _build(connection: Connection, start: Any) -> Any:
    """Make the evaluator and limit the memory to what is used by now plus what samples may take."""
    try:
        from moonbase.campaign.engines.guard import Guard
        from moonbase.campaign.study import study_from_json
        from moonbase.campaign.tasks import prepare

        study = study_from_json(start.study)
        guard = Guard(prepare(study), study.record)
        described = guard.described
        if study.limits.memory is not None:
            _limit_memory(study.limits.memory)
    except BaseException as error:  # noqa: BLE001 - told to the supervisor, which raises it where people see it
        connection.send(_portable(error))
        return None
    connection.send(described)
    return guard


def _limit_memory(room: int) -> None:
    try:
        import resource
        from pathlib import Path

        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + room, used + room))
    except (ImportError, OSError, ValueError):
        return


def _portable(error: BaseException) -> BaseException:
    """Give an error that survives the way to another process."""
    import pickle
    import traceback

    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - it was made in the line itself
    except Exception:  # noqa: BLE001 - a plugin's exception class may fail in any way
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _quiet_alarms() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0.0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
