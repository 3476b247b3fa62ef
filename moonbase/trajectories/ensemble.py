"""Many throws at once, up to a plane: the Python face of the compiled flights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import MOON_RADIUS
from moonbase.trajectories import flight
from moonbase.trajectories.cr3bp import System
from moonbase.trajectories.ephemeris import require_span, segment
from moonbase.trajectories.threads import in_threads

__all__ = ["Flights", "Plane", "fly_ephemeris", "fly_three_body"]

Array = NDArray[np.float64]

_PER_THREAD = 60  # flights


@dataclass(frozen=True, kw_only=True)
class Plane:
    """A plane that moves at constant velocity; flights end where they first cross it."""

    normal: Array
    point: Array
    velocity: Array
    time: float
    """When it contains the point."""


@dataclass(frozen=True)
class Flights:
    """Ends of flights.

    Attributes
    ----------
    states
        Shape (n, 6), in the units of the question.
    times
        Shape (n,).
    crossed, hit
        Whether the plane was crossed; whether the Moon was hit; shape (n,).
    """

    states: Array
    times: Array
    crossed: NDArray[np.bool_]
    hit: NDArray[np.bool_]


@lru_cache(maxsize=1)
def _tables() -> tuple[Array, Array, Array]:
    moon, sun, emb = segment("moon_from_emb"), segment("sun"), segment("emb")
    difference = -emb.coefficients.copy()
    difference[:, :, : sun.coefficients.shape[2]] += sun.coefficients
    return moon.coefficients, difference, np.array([moon.start, moon.step, emb.start, emb.step])


def _spans(n: int, start: float, duration: float | Array, first_step: float) -> Array:
    spans = np.empty((n, 3))
    spans[:, 0], spans[:, 1], spans[:, 2] = start, start + np.asarray(duration), first_step
    return spans


def _fly(world: tuple[Any, ...], spans: Array, states: Array, plane: Plane | None, body: Array, tols: Array) -> Flights:
    packed = np.full(10, np.nan)  # no plane is ever crossed
    if plane is not None:
        packed = np.concatenate([plane.normal, plane.point, plane.velocity, [plane.time]])
    final = np.ascontiguousarray(states, dtype=float).copy()
    ends = np.zeros((len(final), 2))

    def some(part: slice) -> None:
        flight.fly(world, spans[part], final[part], packed, body, tols, ends[part])

    in_threads(some, len(final), least=_PER_THREAD)
    return Flights(final, ends[:, 1], ends[:, 0] == flight.CROSSED, ends[:, 0] == flight.HIT)


def fly_three_body(
    system: System, states: Array, duration: float | Array, plane: Plane | None = None, *, rtol: float = 1e-10
) -> Flights:
    """Fly states of shape (n, 6) in the circular restricted three-body problem, nondimensional.

    Parameters
    ----------
    system
        Mass ratio and units.
    states
        Rotating axes.
    duration
        Longest flight, nondimensional; a number or one per state.
    plane
        Ends flights that cross it.
    rtol
        Relative tolerance.
    """
    body = np.array([1.0 - system.mu, 0.0, 0.0, 0.999 * MOON_RADIUS / system.length])
    tols = np.array([rtol, *(6 * [1e-2 * rtol])])
    empty = np.zeros((1, 3, 1))
    world = (flight.CR3BP, system.mu, empty, empty, np.zeros(4))
    return _fly(world, _spans(len(states), 0.0, duration, 1e-4), states, plane, body, tols)


def fly_ephemeris(
    states: Array, start: float, duration: float | Array, plane: Plane | None = None, *, rtol: float = 1e-10
) -> Flights:
    """Fly states relative to the Moon, ICRF axes [m, m/s], under Moon, Earth and Sun as DE440 moves them.

    Parameters
    ----------
    states
        Shape (n, 6).
    start
        Release [s, TDB after J2000].
    duration
        Longest flight [s]; a number or one per state.
    plane
        Ends flights that cross it; relative to the Moon, its time as `start`.
    rtol
        Relative tolerance.

    Raises
    ------
    TrajectoryError
        If a time lies outside the ephemeris.
    """
    require_span(start, start + float(np.max(duration)))
    body = np.array([0.0, 0.0, 0.0, 0.999 * MOON_RADIUS])
    tols = np.array([rtol, 1e-3, 1e-3, 1e-3, 1e-7, 1e-7, 1e-7])
    world = (flight.EPHEMERIS, 0.0, *_tables())
    return _fly(world, _spans(len(states), start, duration, 5.0), states, plane, body, tols)
