"""Throws that leave the solar system: parabolic speed relative to the Sun on leaving the Earth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.constants import EARTH_GM, SUN_GM
from moonbase.trajectories.aims import Gauge
from moonbase.trajectories.ephemeris import state
from moonbase.trajectories.transfers import Transfers, from_excess

__all__ = ["SolarEscapeFamily"]

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_EDGE = 1.5e9  # m from the Earth, where the flight counts as over
_CLOSE = 1e5  # m2/s2, some 2 m/s
_OFF = np.radians([0.0, 6.0, 12.0, 20.0, 30.0, 42.0])
_CLOCK = np.radians(np.arange(0.0, 360.0, 30.0))


class SolarEscapeFamily:
    """Excess velocities relative to the Earth that give just the escape speed from the Sun.

    Members are directions in cones about the Earth's motion, along which the least excess speed is 12.3 km/s. The
    time of flight is that to 1.5 million kilometres; there is no arrival.
    """

    whole = False

    def __init__(self) -> None:
        off, clock = (part.ravel() for part in np.meshgrid(_OFF[1:], _CLOCK, indexing="ij"))
        self._off, self._clock = np.append(0.0, off), np.append(0.0, clock)
        self.size = len(self._off)

    def at(self, t: Array, members: Index) -> Transfers:
        """Give the chosen members at departure times of shape (n,) [s]."""
        r, v = state("emb", t)
        speed = np.linalg.norm(v, axis=1, keepdims=True)
        along = v / speed
        outward = r / np.linalg.norm(r, axis=1, keepdims=True)
        side = outward - np.sum(outward * along, axis=1, keepdims=True) * along
        side /= np.linalg.norm(side, axis=1, keepdims=True)
        up = np.cross(along, side)
        off, clock = self._off[members], self._clock[members]
        towards = (
            np.cos(off)[:, None] * along[:, None]
            + (np.sin(off) * np.cos(clock))[:, None] * side[:, None]
            + (np.sin(off) * np.sin(clock))[:, None] * up[:, None]
        )
        escape = 2.0 * SUN_GM / np.linalg.norm(r, axis=1, keepdims=True)
        dot = speed * np.cos(off)
        size = -dot + np.sqrt(dot**2 + escape - speed**2)
        excess = size[:, :, None] * towards
        return Transfers(from_excess(t, excess), np.zeros_like(size), _EDGE / size, excess)

    def worth(self, t: Array, fastest: float) -> NDArray[np.bool_]:
        """Tell at which times the Earth can be left fast enough with less than an excess speed [m/s]."""
        r, v = state("emb", t)
        need = np.sqrt(2.0 * SUN_GM / np.linalg.norm(r, axis=1)) - np.linalg.norm(v, axis=1)
        return np.asarray(need <= fastest)

    def aim(self, t: float, member: int) -> Gauge | None:
        """Give the energy relative to the Sun that a member has 1.5 million kilometres out."""
        tof = float(self.at(np.array([t]), np.array([member])).tof[0, 0])

        def read(states: Array, when: float) -> Array:
            (sun, sun_v), (earth, _) = (
                state(body, when, center="barycentre", ecliptic=False) for body in ("sun", "earth")
            )
            square = np.sum((states[:, 3:] - sun_v) ** 2, axis=1)
            pull = SUN_GM / np.linalg.norm(states[:, :3] - sun, axis=1)
            return np.asarray(0.5 * square - pull - EARTH_GM / np.linalg.norm(states[:, :3] - earth, axis=1))

        return Gauge(end=t + tof, read=read, wanted=0.0, hit=_CLOSE, arrival=lambda _state, _when: 0.0)
