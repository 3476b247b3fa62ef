"""One way to compile: cached where the cache can be written, without where it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numba

__all__ = ["compiled"]

_F = TypeVar("_F", bound=Callable[..., object])


def compiled(function: _F) -> _F:
    """Compile a function with numba, released from the interpreter lock.

    The compiled code is kept on disk; where no directory can be written it is compiled anew in each process.

    Parameters
    ----------
    function
        Plain Python over floats and arrays.
    """
    try:
        made: _F = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return made
