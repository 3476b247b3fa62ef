"""Bounds what a plugin's code may take: time and memory, so that a plugin that hangs or hoards costs only itself.

Python cannot put code that shares the process behind a wall; this is for faults, not for malice. The clock is the
process's interval timer, which reaches Python code and sleeping calls but not a loop inside compiled code. The memory
limit is the kernel's limit on private data, raised again afterwards; it leaves room for what libraries of linear
algebra set up per processor, since OpenBLAS tries for ever where that is refused.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from pathlib import Path
from types import FrameType
from typing import Any, Final

from moonbase.errors import UsageError

__all__ = [
    "ANSWER_TIME",
    "LOADING_TIME",
    "MEMORY",
    "TookTooLongError",
    "bounded",
    "bounded_together",
    "refuse_bad_bounds",
    "words",
]

LOADING_TIME: Final = 20.0
"""Longest time that a plugin may take to be imported or to declare what it offers [s]."""
ANSWER_TIME: Final = 120.0
"""Longest time that a model may take for one answer [s]."""
MEMORY: Final = 2 * 2**30
"""Most memory that a plugin may take beyond what the process held before [B]."""
_PER_PROCESSOR: Final = 64 * 2**20
"""What libraries of linear algebra take per processor when they are first imported, whoever imports them [B]."""
_AGAIN: Final = 0.5
_PATIENCE: Final = 3.0
"""How many times the bound of time may pass on the wall when others hold the processors [1]."""
_TOGETHER: ContextVar[bool] = ContextVar("_TOGETHER", default=False)
_TIME_SETTING: Final = "MOONBASE_PLUGIN_TIMEOUT"
_MEMORY_SETTING: Final = "MOONBASE_PLUGIN_MEMORY"
_LEAST_MEMORY: Final = 0.25


class TookTooLongError(BaseException):
    """A plugin did not answer in time; no `except Exception` of the plugin can swallow it."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Run a plugin's code within its bounds of time and memory.

    What it prints goes to standard error, so that results on standard output stay what they are.

    Parameters
    ----------
    seconds
        Longest time [s], without what it waits for a processor on a busy machine, up to three times as long in all;
        ``MOONBASE_PLUGIN_TIMEOUT`` in the environment replaces it, 0 takes the bound away.
        ``MOONBASE_PLUGIN_MEMORY`` [GiB] does the same for `MEMORY`.

    Raises
    ------
    TookTooLongError
        If the time is over. Only the main thread can be interrupted; elsewhere there is no bound of time.
    MemoryError
        If more is asked for than the bound of memory allows.
    UsageError
        If a setting in the environment is not a number, or too little memory to import the libraries that models use.
    """
    if _TOGETHER.get():
        yield
        return
    memory, time_ = _memory_setting() * 2**30, _setting(_TIME_SETTING, seconds)
    with redirect_stdout(sys.stderr), _memory(memory), _clock(time_):
        yield


@contextmanager
def bounded_together(seconds: float) -> Iterator[None]:
    """Run many short calls of plugins' code within one bound, which costs more than such a call.

    Parameters
    ----------
    seconds
        Longest time for all of them [s]; as in `bounded`.

    Raises
    ------
    TookTooLongError, MemoryError, UsageError
        As `bounded` does.
    """
    with bounded(seconds):
        token = _TOGETHER.set(True)
        try:
            yield
        finally:
            _TOGETHER.reset(token)


def refuse_bad_bounds() -> None:
    """Look at the settings in the environment before any plugin would be blamed for them.

    Raises
    ------
    UsageError
        As `bounded` does.
    """
    _setting(_TIME_SETTING, 0.0)
    _memory_setting()


def words(error: BaseException) -> str:
    """Say in one line what a plugin's code raised.

    Examples
    --------
    >>> words(KeyError("mill"))
    "KeyError: 'mill'"
    """
    if isinstance(error, TookTooLongError):
        return f"it did not end within {error.args[0]:g} s ({_TIME_SETTING} sets another limit)"
    if isinstance(error, MemoryError):
        return f"it asked for more memory than a plugin may take ({_MEMORY_SETTING} sets another limit, in GiB)"
    said = str(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _setting(name: str, otherwise: float) -> float:
    text = os.environ.get(name, "")
    try:
        return float(text) if text else otherwise
    except ValueError:
        raise UsageError(f'{name} is "{text}", which is not a number', help=f"unset {name} for its default") from None


def _memory_setting() -> float:
    size = _setting(_MEMORY_SETTING, MEMORY / 2**30)
    if 0.0 < size < _LEAST_MEMORY:
        # What is added per processor is a usual size and no promise of OpenBLAS, which asks for ever when it gets less.
        raise UsageError(
            f"{_MEMORY_SETTING} is {size:g}: too little to import the libraries that models use",
            help=f"give at least {_LEAST_MEMORY:g} GiB, or 0 for no limit",
        )
    return size


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    outer_left, outer_again = signal.getitimer(signal.ITIMER_REAL)
    if 0.0 < outer_left <= seconds:
        yield
        return
    began, waited = time.monotonic(), _time_waited()

    def ring(_number: int, _frame: FrameType | None) -> None:
        passed = time.monotonic() - began
        if passed >= _PATIENCE * seconds or passed - (_time_waited() - waited) >= seconds:
            raise TookTooLongError(seconds)

    outer = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, outer)
        if outer_left:
            left = max(outer_left - (time.monotonic() - began), 1e-3)
            signal.setitimer(signal.ITIMER_REAL, left, outer_again)


def _time_waited() -> float:
    """Tell how long this thread was ready to run and other work had the processors [s]; 0 where nobody counts."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


@contextmanager
def _memory(size: float) -> Iterator[None]:
    held = _private_data()
    if not size or held is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = int(held + size) + _PER_PROCESSOR * (os.cpu_count() or 1)
    if soft not in (resource.RLIM_INFINITY, -1) and soft <= wanted:
        yield
        return
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _private_data() -> int | None:
    """Read how much private data the process has mapped [B]; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, IndexError, ValueError):
        return None
    page: Any = os.sysconf("SC_PAGE_SIZE")
    return pages * int(page)
