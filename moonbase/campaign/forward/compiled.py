"""How the simulation is compiled: cached on disk, released from the interpreter lock, without counting references."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from numba.core.options import DefaultOptions

from moonbase.trajectories.compiling import cached_njit

__all__ = ["compiled"]

_F = TypeVar("_F", bound=Callable[..., object])

_UNCOUNTED: Final = {"_nrt": False} if hasattr(DefaultOptions, "_nrt") else {}
"""Nothing here makes an array, so nothing needs counting; the locked counters were 40 % of the time."""


def compiled(function: _F) -> _F:
    """Compile a function that reads and writes arrays it is given, and makes none.

    Parameters
    ----------
    function
        Plain Python at module level. Without a directory to write to it is compiled anew in each process.
    """
    made: _F = cached_njit(function, nogil=True, error_model="numpy", **_UNCOUNTED)
    return made
