"""How the simulation is compiled: cached on disk where that is possible, released from the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numba

__all__ = ["compiled"]

_F = TypeVar("_F", bound=Callable[..., object])


def compiled(function: _F) -> _F:
    """Compile a function of floats, arrays and named tuples of arrays.

    Parameters
    ----------
    function
        Plain Python at module level. Without a directory to write to it is compiled anew in each process.
    """
    try:
        made: _F = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return made
