"""Compiled loops around the backend's functions, cached on disk where that is possible.

numba keys its cache by our source file and the processor, not by the version of the functions that we call;
the cache directory therefore carries the versions of numba and of the backend in its name. Without a writable
directory the loops are compiled anew in each process, which costs seconds but nothing else. The functions
stand at module level: numba never finds a cached function again that closes over another compiled one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from numba.core import config

from moonbase.trajectories.backend import backend

__all__ = ["cached_njit", "lambert_loop", "parallel_lambert_loop"]


def _cache_directories() -> list[Path]:
    """Places to keep compiled code, best first."""
    base = os.environ.get("XDG_CACHE_HOME")
    name = f"numba-{numba.__version__}-{backend().name}-{backend().version}"
    user = os.getuid() if hasattr(os, "getuid") else 0
    roots = [
        Path(base) if base else Path("~/.cache").expanduser(),
        Path(tempfile.gettempdir()) / f"moonbase-{user}",
    ]
    return [root / "moonbase" / name for root in roots]


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
    before = config.CACHE_DIR
    candidates = [Path(before)] if before else _cache_directories()
    try:
        for directory in candidates:
            config.CACHE_DIR = str(directory)
            try:
                return numba.njit(cache=True, **options)(function)
            except (RuntimeError, OSError):  # numba: no locator available, or the directory refused
                continue
    finally:
        config.CACHE_DIR = before
    return numba.njit(**options)(function)


_izzo = backend().izzo


def _one(k: float, r1: Any, r2: Any, tof: float, choice: Any, v1: Any, v2: Any) -> None:
    if not tof > 0.0:
        return
    try:
        a, b = _izzo(k, r1, r2, tof, choice[0], choice[1], choice[2], choice[3], choice[4])
        v1[:] = a
        v2[:] = b
    except Exception:  # noqa: BLE001, S110 - numba knows no narrower class; the NaN stays
        pass


_safe = cached_njit(_one)


def _loop(k: float, r1: Any, r2: Any, tof: Any, choice: Any, v1: Any, v2: Any) -> None:
    for row in range(tof.shape[0]):
        _safe(k, r1[row], r2[row], tof[row], choice, v1[row], v2[row])


def _parallel_loop(k: float, r1: Any, r2: Any, tof: Any, choice: Any, v1: Any, v2: Any) -> None:
    for row in numba.prange(tof.shape[0]):
        _safe(k, r1[row], r2[row], tof[row], choice, v1[row], v2[row])


lambert_loop = cached_njit(_loop)
"""Compiled loop over ``izzo``.

``lambert_loop(gm, r1, r2, tof, choice, v1, v2)`` fills v1 and v2 with the solutions or leaves NaN; `choice` is the
tuple of the remaining arguments of ``izzo``: revolutions, prograde, low_path, iterations, rtol.
"""
parallel_lambert_loop = cached_njit(_parallel_loop, parallel=True)
"""The same on all threads, for large grids.

It is kept apart because starting numba's threads takes half a second, and because a process that has started them must
not fork. An exception inside a parallel loop would leave whole chunks untouched without a word, and ``try`` inside its
body would switch the parallelism off; hence the small function with the ``try`` between the two.
"""
