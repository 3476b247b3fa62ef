"""One door to poliastro (Python 3.10) and to boinor, its maintained continuation (3.11 and later).

Both offer the same compiled core functions under the same names. Compiling ``izzo`` takes about five seconds
per process, more than a mission needs for all its solutions, so two ways to run the very same source are
kept:

- *interpreted*: the undecorated Python functions behind numba's dispatchers, about 0.15 ms per call, nothing
  to wait
  for. The choice for up to a few thousand problems.
- *compiled*: loops of our own around its inner functions (`moonbase.trajectories.kernels`), kept in numba's on-disk
  cache where a directory can be written; about three million problems per second and thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from types import FunctionType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import TrajectoryError

__all__ = ["Backend", "LambertOptions", "backend", "compiles", "lambert", "lambert_many"]

Array = NDArray[np.float64]

_COMPILE_FROM = 6000  # problems; below, interpreting (0.15 ms each) is faster than loading the compiled loop
_PER_THREAD = 5000  # problems
_ITERATIONS = 35
_RTOL = 1e-10  # of the unknown's last step; the steps converge at third order or better


@dataclass(frozen=True, kw_only=True)
class Backend:
    """The library that solves the two-body problems."""

    name: str
    version: str
    izzo: Callable[..., Any]
    """numba dispatcher of ``core.iod.izzo(k, r1, r2, tof, M, prograde, lowpath, numiter, rtol)``."""
    find_xy: Callable[..., Any]
    """numba dispatcher of ``core.iod._find_xy(lambda, T, M, numiter, lowpath, rtol)``, the heart of ``izzo``."""
    reconstruct: Callable[..., Any]
    """numba dispatcher of ``core.iod._reconstruct(x, y, r1, r2, lambda, gamma, rho, sigma)``."""

    @property
    def farnocchia_rv(self) -> Callable[..., Any]:
        """Dispatcher of ``core.propagation.farnocchia.farnocchia_rv(k, r0, v0, tof)``; imports scipy.integrate."""
        function: Callable[..., Any] = import_module(f"{self.name}.core.propagation.farnocchia").farnocchia_rv
        return function

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@lru_cache(maxsize=1)
def backend() -> Backend:
    """Load boinor or else poliastro.

    Raises
    ------
    TrajectoryError
        If neither is installed.
    """
    for name in ("boinor", "poliastro"):
        try:
            iod = import_module(f"{name}.core.iod")
        except ImportError:
            continue
        return Backend(
            name=name,
            version=metadata.version(name),
            izzo=iod.izzo,
            find_xy=iod._find_xy,  # noqa: SLF001 - as pinned in pyproject.toml; a test compares it with izzo
            reconstruct=iod._reconstruct,  # noqa: SLF001 - likewise
        )
    raise TrajectoryError(
        "neither boinor nor poliastro can be imported",
        help='install "boinor>=0.20" (Python 3.11 or later) or "poliastro==0.17.*" (Python 3.10)',
    )


def compiles(problems: int) -> bool:
    """Tell whether so many Lambert problems are worth the compiled loops."""
    return problems >= _COMPILE_FROM


@dataclass(frozen=True, kw_only=True)
class LambertOptions:
    """Which of the solutions of Lambert's problem is wanted."""

    revolutions: int = 0
    prograde: bool = True
    """Angular momentum along +z of the frame; the other way if false."""
    low_path: bool = True
    """With revolutions > 0: the branch whose empty focus lies below the chord."""

    @property
    def path(self) -> str:
        """Name of the branch: ``"direct"`` without full turns, else ``"low"`` or ``"high"``."""
        if self.revolutions == 0:
            return "direct"
        return "low" if self.low_path else "high"

    @property
    def packed(self) -> tuple[int, bool, bool, int, float]:
        """The options as the compiled loops take them, with number of iterations and tolerance."""
        return self.revolutions, self.prograde, self.low_path, _ITERATIONS, _RTOL


_DIRECT = LambertOptions()


def _interpreted(function: Any, done: dict[int, FunctionType]) -> FunctionType:
    """Rebuild a numba function and all that it calls as plain Python functions of the same source."""
    if id(function) in done:
        return done[id(function)]
    python = function.py_func
    names = dict(python.__globals__)
    plain = FunctionType(python.__code__, names, python.__name__, python.__defaults__, python.__closure__)
    done[id(function)] = plain
    for name in python.__code__.co_names:
        if hasattr(names.get(name), "py_func"):
            names[name] = _interpreted(names[name], done)
    return plain


@lru_cache(maxsize=1)
def _plain_izzo() -> FunctionType:
    return _interpreted(backend().izzo, {})


def lambert(gm: float, r1: Array, r2: Array, tof: float, options: LambertOptions = _DIRECT) -> tuple[Array, Array]:
    """Solve Lambert's problem: the velocities at both ends of an arc of given duration.

    Parameters
    ----------
    gm
        Gravitational parameter [m3/s2].
    r1, r2
        Positions at departure and arrival, shape (3,) [m].
    tof
        Time of flight [s].
    options
        Number of revolutions, sense of motion, branch.

    Returns
    -------
    v1, v2 : numpy.ndarray
        Velocities at departure and arrival, shape (3,) [m/s].

    Raises
    ------
    TrajectoryError
        If the time of flight is not positive, the positions lie on one line through the centre, or no arc
        with so many revolutions is that short.

    Notes
    -----
    D. Izzo, "Revisiting Lambert's problem", Celest. Mech. Dyn. Astr. 121 (2015) 1, doi
    10.1007/s10569-014-9587-y, as implemented in poliastro and boinor.
    """
    if not tof > 0.0:
        raise TrajectoryError(f"the time of flight must be positive, not {tof:g} s")
    try:
        v1, v2 = _plain_izzo()(
            gm,
            np.asarray(r1, dtype=float),
            np.asarray(r2, dtype=float),
            float(tof),
            options.revolutions,
            options.prograde,
            options.low_path,
            _ITERATIONS,
            _RTOL,
        )
    except (AssertionError, ValueError, RuntimeError, ZeroDivisionError) as error:
        raise TrajectoryError(
            f"Lambert's problem with {options.revolutions} revolutions in {tof:g} s has no solution: "
            f"{error or 'degenerate geometry'}",
            help="change the time of flight, ask for fewer revolutions, or move one end off the common line",
        ) from error
    return v1, v2


def lambert_many(gm: float, r1: Array, r2: Array, tof: Array, options: LambertOptions = _DIRECT) -> tuple[Array, Array]:
    """Solve many Lambert problems; a problem without a solution gives NaN, never an exception.

    Parameters
    ----------
    gm
        Gravitational parameter [m3/s2].
    r1, r2
        Positions at departure and arrival, shape (n, 3) [m].
    tof
        Times of flight, shape (n,) [s].
    options
        Number of revolutions, sense of motion, branch.

    Returns
    -------
    v1, v2 : numpy.ndarray
        Velocities at departure and arrival, shape (n, 3) [m/s].
    """
    r1, r2, tof = (np.ascontiguousarray(part, dtype=float) for part in (r1, r2, tof))
    if compiles(len(tof)):
        from moonbase.trajectories import kernels
        from moonbase.trajectories.threads import in_threads

        both = np.empty((len(tof), 6))

        def some(part: slice) -> None:
            kernels.lambert_loop(gm, r1[part], r2[part], tof[part], options.packed, both[part])

        in_threads(some, len(tof), least=_PER_THREAD)
        return both[:, :3], both[:, 3:]
    v1, v2 = np.full_like(r1, np.nan), np.full_like(r1, np.nan)
    with np.errstate(all="ignore"):
        for row in range(len(tof)):
            try:
                v1[row], v2[row] = lambert(gm, r1[row], r2[row], tof[row], options)
            except TrajectoryError:  # noqa: PERF203 - one bad problem must not stop the others
                continue
    return v1, v2
