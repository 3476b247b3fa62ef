"""Compilation with numba: kept on disk where a directory can be written, and announced where it is not yet.

numba keys its cache by our source file and the processor, not by the version of the functions that we call;
the cache directory therefore carries the versions of numba and of the backend in its name. Without a writable
directory, and with a cache that cannot be read or written for any reason, functions are compiled anew in each
process, which costs seconds but nothing else. The functions stand at module level: numba never finds a cached function
again that closes over another compiled one.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numba
from numba.core import config, event

from moonbase.trajectories.backend import backend

__all__ = ["announce_with", "cache_directory", "cached_njit"]


def _candidates() -> list[Path]:
    """Places to keep compiled code, best first."""
    if config.CACHE_DIR:
        return [Path(config.CACHE_DIR)]
    base = os.environ.get("XDG_CACHE_HOME")
    name = f"numba-{numba.__version__}-{backend().name}-{backend().version}"
    user = os.getuid() if hasattr(os, "getuid") else 0
    roots = [Path(tempfile.gettempdir()) / f"moonbase-{user}"]
    with contextlib.suppress(RuntimeError):  # no home directory
        roots.insert(0, Path(base) if base else Path("~/.cache").expanduser())
    return [root / "moonbase" / name for root in roots]


@lru_cache(maxsize=1)
def cache_directory() -> Path | None:
    """Give the directory of compiled code, made if need be; None if no place can be written."""
    for place in _candidates():
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place):
                return place
    return None


def cached_njit(function: Callable[..., Any], **options: Any) -> Any:
    """Compile a function with numba, with an on-disk cache if any directory can be written.

    Parameters
    ----------
    function
        The Python function, defined at module level.
    **options
        Passed to `numba.njit`, such as ``parallel=True``.

    Returns
    -------
    Any
        The numba dispatcher.
    """
    place, before = cache_directory(), config.CACHE_DIR
    if place is None:
        return numba.njit(**options)(function)
    try:
        config.CACHE_DIR = str(place)
        dispatcher = numba.njit(cache=True, **options)(function)
    except (RuntimeError, OSError):  # numba: no locator available, or the directory vanished
        return numba.njit(**options)(function)
    finally:
        config.CACHE_DIR = before
    _forgive(dispatcher)
    return dispatcher


def _forgive(dispatcher: Any) -> None:
    """Let a cache that fails cost a compilation, not the answer: a full disk, a directory that turned read-only."""
    cache = getattr(dispatcher, "_cache", None)
    for name in ("load_overload", "save_overload"):
        if hasattr(cache, name):
            setattr(cache, name, _forgiving(getattr(cache, name)))


def _forgiving(action: Callable[..., Any]) -> Callable[..., Any]:
    def attempt(*arguments: Any) -> Any:
        try:
            return action(*arguments)
        except Exception:  # noqa: BLE001 - unreadable entries raise whatever unpickling raises
            return None

    return attempt


def _to_stderr(name: str) -> None:
    sys.stderr.write(f"compiling {name} and what it calls; kept for later runs (moonbase warmup does all in advance)\n")
    sys.stderr.flush()


class _Listener(event.Listener):  # type: ignore[misc]
    """Tells of the first function of ours that numba compiles, or of each one."""

    def __init__(self) -> None:
        self.tell: Callable[[str], None] = _to_stderr
        self.every = False
        self.depth = 0
        self.told = False

    def on_start(self, event: Any) -> None:
        """Note that a compilation begins; those that it sets off itself are not told."""
        self.depth += 1
        function = event.data["dispatcher"].py_func
        if self.depth > 1 or not function.__module__.startswith("moonbase."):
            return
        if self.every or not self.told:
            self.told = True
            self.tell(f"{function.__module__.rpartition('.')[2]}.{function.__name__.lstrip('_')}")

    def on_end(self, event: Any) -> None:  # noqa: ARG002 - numba's signature
        """Note that a compilation has ended."""
        self.depth -= 1


_LISTENER = _Listener()
event.register("numba:compile", _LISTENER)


def announce_with(tell: Callable[[str], None] = _to_stderr, *, every: bool = False) -> None:
    """Choose what happens when a compilation begins; by default a line on standard error tells of the first.

    Parameters
    ----------
    tell
        Called with the name of the function.
    every
        Whether to be told of each compilation, not of the first alone.
    """
    _LISTENER.tell, _LISTENER.every, _LISTENER.told = tell, every, False
