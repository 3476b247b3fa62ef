"""Transfers to planets, asteroids and comets: Lambert arcs over departure dates and times of flight."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import SUN_GM
from moonbase.errors import TrajectoryError
from moonbase.trajectories.aims import Aim
from moonbase.trajectories.backend import lambert_many
from moonbase.trajectories.ephemeris import BODIES, span, state
from moonbase.trajectories.transfers import Transfers, from_excess

__all__ = ["BodyFamily", "ExactFamily", "Target", "planet"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]


def _halve(table: Array, sides: Array, tof: Array) -> tuple[Array, Array, Array]:
    """Put members half-way between the members of a table (n, k, 4), by cubics where there are two on either side.

    Nothing lies between members on the two sides of the ridge, where the transfer takes half a turn and the plane of
    the arc tips over.
    """
    middle = 0.5 * (table[:, :-1] + table[:, 1:])
    inner = (9.0 * (table[:, 1:-2] + table[:, 2:-1]) - table[:, :-3] - table[:, 3:]) / 16.0
    alike = (sides[:, :-3] == sides[:, 1:-2]) & (sides[:, 1:-2] == sides[:, 2:-1]) & (sides[:, 2:-1] == sides[:, 3:])
    middle[:, 1:-1] = np.where(np.isfinite(inner) & alike[..., None], inner, middle[:, 1:-1])
    middle[sides[:, :-1] != sides[:, 1:]] = np.nan
    fine = np.empty((table.shape[0], 2 * table.shape[1] - 1, table.shape[2]))
    fine[:, ::2], fine[:, 1::2] = table, middle
    return (
        fine,
        np.repeat(sides, 2, axis=1)[:, :-1],
        np.interp(np.arange(fine.shape[1]) / 2.0, np.arange(len(tof)), tof),
    )


@dataclass(frozen=True, kw_only=True)
class Target:
    """A body to fly to."""

    name: str
    state: Callable[[Array | float], tuple[Array, Array]]
    """Heliocentric position [m] and velocity [m/s], ecliptic, at times [s, TDB after J2000]."""
    body: str | None = None
    """Its name in the ephemeris, if its own pull is in the motion under all bodies."""


def planet(name: str) -> Target:
    """Give a planet as a target.

    Raises
    ------
    TrajectoryError
        If there is no such planet.
    """
    planets = [body for body in BODIES if body not in ("sun", "emb", "earth", "moon")]
    if name not in planets:
        raise TrajectoryError(f'no planet "{name}" to fly to', help="known: " + ", ".join(planets))
    return Target(name=name, state=lambda t: state(name, t), body=name)


class BodyFamily:
    """Direct transfers to a body about the Sun, one member per time of flight, on departure dates five days apart.

    Lambert's problem is solved for 28 times of flight, and interpolated by cubics to 109.

    Parameters
    ----------
    target
        The body.
    start, end
        Departures to cover [s, TDB after J2000].
    max_tof
        Longest time of flight [s].
    """

    whole = True
    _DATE_STEP = 5.0 * 86400.0
    _SOLVED = 28
    _HALVINGS = 2

    def __init__(self, target: Target, start: float, end: float, max_tof: float) -> None:
        self._target = target
        self._dates = np.linspace(start, end, max(2, math.ceil((end - start) / self._DATE_STEP) + 1))
        away, _ = target.state(self._dates)
        r1, v1 = state("emb", self._dates)
        mean = 0.5 * float(np.linalg.norm(away, axis=1).mean() + np.linalg.norm(r1, axis=1).mean())
        hohmann = math.pi * math.sqrt(mean**3 / SUN_GM)
        shortest = 0.35 * hohmann
        if max_tof <= shortest:
            raise TrajectoryError(
                f"a flight to {target.name} takes at least about {shortest / 86400:.0f} days with an ordinary "
                "launcher; "
                f"the limit of {max_tof / 86400:.0f} days is {(shortest - max_tof) / 86400:.0f} days short",
                help="raise the largest time of flight",
            )
        self.tof = np.linspace(shortest, min(1.7 * hohmann, max_tof), self._SOLVED)
        arrive = self._dates[:, None] + self.tof
        inside = arrive.ravel() <= span()[1]
        r2, v2 = target.state(np.where(inside, arrive.ravel(), self._dates[0]))
        a, b = lambert_many(
            SUN_GM, np.repeat(r1, self._SOLVED, axis=0), r2, np.where(inside, np.tile(self.tof, len(r1)), -1.0)
        )
        shape = (len(r1), self._SOLVED, 3)
        arrival = np.linalg.norm(b - v2, axis=1).reshape(shape[:2])
        table = np.concatenate([a.reshape(shape) - v1[:, None, :], arrival[:, :, None]], axis=-1)
        sides = np.sign(np.cross(np.repeat(r1, self._SOLVED, axis=0), r2)[:, 2]).reshape(shape[:2])
        for _ in range(self._HALVINGS):
            table, sides, self.tof = _halve(table, sides, self.tof)
        self._table, self._sides, self.size = table, sides, len(self.tof)
        speeds = np.linalg.norm(table[:, :, :3], axis=2)
        self._least = np.where(np.isfinite(speeds), speeds, np.inf).min(axis=1)

    def at(self, t: Array, members: Index) -> Transfers:
        """Give the chosen members at departure times of shape (n,) [s]."""
        place = np.interp(t, self._dates, np.arange(len(self._dates)))
        left = np.minimum(place.astype(np.int64), len(self._dates) - 2)
        share = (place - left)[:, None, None]
        table = self._table[:, members]
        row = table[left] * (1.0 - share) + table[left + 1] * share
        row[self._sides[left][:, members] != self._sides[left + 1][:, members]] = np.nan
        excess, tof = row[:, :, :3], np.broadcast_to(self.tof[members], row.shape[:2])
        return Transfers(from_excess(t, excess), row[:, :, 3], tof, excess)

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:
        """Tell at which times some member may leave the Earth with less than a fastest excess speed [m/s]."""
        left = np.clip(np.searchsorted(self._dates, t) - 1, 0, len(self._dates) - 2)
        return np.asarray(np.minimum(self._least[left], self._least[left + 1]) <= fastest)

    def aim(self, t: float, member: int) -> Aim | None:
        """Give the destination of a member that leaves at `t` [s]."""

        def place(when: float, _: float) -> tuple[Array, Array]:
            return self._target.state(when)

        return Aim(place=place, arrive=t + float(self.tof[member]), anywhere=False, body=self._target.body)

    def exact(self, member: int) -> ExactFamily:
        """Give the transfer with a member's time of flight, solved at each date."""
        return ExactFamily(self._target, float(self.tof[member]))


class ExactFamily:
    """One direct transfer to a body, solved by poliastro at each departure instead of interpolated.

    Parameters
    ----------
    target
        The body.
    tof
        Time of flight [s].
    """

    whole = True
    size = 1

    def __init__(self, target: Target, tof: float) -> None:
        self._target, self._tof = target, tof

    def at(self, t: Array, members: Index) -> Transfers:
        """Solve departures at times of shape (n,) [s]; all members are the one transfer."""
        inside = t + self._tof <= span()[1]
        (r1, v1), (r2, v2) = state("emb", t), self._target.state(np.where(inside, t + self._tof, t))
        a, b = lambert_many(SUN_GM, r1, r2, np.where(inside, self._tof, -1.0))
        shape = (len(t), len(members))
        excess = np.broadcast_to((a - v1)[:, None, :], (*shape, 3))
        arrival = np.broadcast_to(np.linalg.norm(b - v2, axis=1)[:, None], shape)
        return Transfers(from_excess(t, excess), arrival, np.full(shape, self._tof), excess)

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:  # noqa: ARG002 - the protocol's signature
        """Tell that any time is worth a look."""
        return np.ones(len(t), dtype=bool)

    def aim(self, t: float, member: int) -> Aim | None:  # noqa: ARG002 - the protocol's signature
        """Give the destination for a departure at `t` [s]."""
        return Aim(
            place=lambda when, _: self._target.state(when),
            arrive=t + self._tof,
            anywhere=False,
            body=self._target.body,
        )
