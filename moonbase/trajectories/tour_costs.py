"""What many tours cost, and which arcs they take.

A leg in a given time is one arc without full turns about the Sun, and two (a low and a high path) for every number of
full turns that fits. What a planet's flyby costs hangs on the arc before and the arc after it and on no other, so that
the cheapest chain of arcs follows from planet to planet (dynamic programming; nothing is left out).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.trajectories.backend import LambertOptions
from moonbase.trajectories.flybys import powered_flybys
from moonbase.trajectories.nbody import GM
from moonbase.trajectories.tours import Question

__all__ = ["best_arcs", "costs"]

Array = NDArray[np.float64]

_DEAD = 1e6  # m/s, stands for no solution
_DEAR = 10.0  # times the impulse that a turn beyond the planet's power would take


def _kinds(revolutions: int) -> tuple[LambertOptions, ...]:
    """Kinds of arcs with at most so many full turns."""
    turns = [
        LambertOptions(revolutions=turn, low_path=low) for turn in range(1, revolutions + 1) for low in (True, False)
    ]
    return (LambertOptions(), *turns)


def _arcs(here: Array, there: Array, tof: Array, kinds: tuple[LambertOptions, ...]) -> tuple[Array, Array]:
    """Excess velocities at both ends, each of shape (kinds, n, 3); NaN where there is no arc of a kind."""
    from moonbase.trajectories.kernels import lambert_loop

    r1, r2, tof = here[:, :3].copy(), there[:, :3].copy(), tof.copy()
    both = np.empty((len(kinds), len(tof), 6))
    for kind, out in zip(kinds, both, strict=True):
        lambert_loop(SUN_GM, r1, r2, tof, kind.packed, out)
    return both[..., :3] - here[:, 3:], both[..., 3:] - there[:, 3:]


def _flyby(question: Question, body: str, before: Array, after: Array) -> Array:
    """Cost of flybys; turns that the planet cannot give count ten times the impulse that they would take."""
    found = powered_flybys(GM[body], question.lowest(body), before, after)
    cost = found[:, 0] + _DEAR * 2.0 * np.linalg.norm(after, axis=1) * np.sin(0.5 * found[:, 2])
    return np.asarray(np.where(np.isfinite(cost), cost, np.inf))


def _chains(question: Question, rows: Array) -> tuple[Array, NDArray[np.int64]]:
    """Cost of the cheapest chain of arcs, shape (n,), and its kinds, shape (legs, n)."""
    kinds, legs, n = _kinds(question.revolutions), len(question.tofs), len(rows)
    times = np.cumsum(rows, axis=1)
    at = [np.ascontiguousarray(question.ephemeris(b, times[:, i]).T) for i, b in enumerate(question.bodies)]
    after, before = _arcs(at[0], at[1], rows[:, 1], kinds)
    start = np.maximum(np.linalg.norm(after, axis=2) - question.free_excess, 0.0)
    total = np.where(np.isfinite(start), start, np.inf)
    came = np.zeros((legs, len(kinds), n), np.int64)
    for leg in range(1, legs):
        after, following = _arcs(at[leg], at[leg + 1], rows[:, leg + 1], kinds)
        new = np.empty_like(total)
        for kind, away in enumerate(after):
            ways = total + [_flyby(question, question.bodies[leg], one, away) for one in before]
            came[leg, kind] = np.argmin(ways, axis=0)
            new[kind] = np.min(ways, axis=0)
        total, before = new, following
    total = total + np.nan_to_num(question.insertion(np.linalg.norm(before, axis=2)), nan=np.inf)
    choice, each = np.empty((legs, n), np.int64), np.arange(n)
    choice[-1] = np.argmin(total, axis=0)
    for leg in range(legs - 1, 0, -1):
        choice[leg - 1] = came[leg, choice[leg], each]
    return np.min(total, axis=0), choice


def costs(question: Question, rows: Array) -> Array:
    """Velocity change of many tours.

    Parameters
    ----------
    question
        Which tours.
    rows
        Departure and times of the legs, shape (n, 1 + legs) [s].

    Returns
    -------
    numpy.ndarray
        Shape (n,) [m/s]; a million where there is no solution. Turns that a planet cannot give count ten times the
        impulse that they would take (`moonbase.trajectories.flybys`), which drives the search away from them.
    """
    total, _ = _chains(question, rows)
    return np.where(np.isfinite(total), total, _DEAD)


def best_arcs(question: Question, row: Array) -> tuple[LambertOptions, ...]:
    """Give the kinds of arcs of the cheapest way through given dates.

    Parameters
    ----------
    question
        Which tours.
    row
        Departure and times of the legs, shape (1 + legs,) [s].
    """
    kinds = _kinds(question.revolutions)
    return tuple(kinds[kind] for kind in _chains(question, row[None])[1][:, 0])
