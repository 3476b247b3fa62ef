"""Low-thrust transfers: the engine, the orbit, the answer, and its flight by Cowell's method."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from moonbase.trajectories.backend import backend

__all__ = ["Array", "Engine", "Law", "Orbit", "Spiral", "fly"]

Array = NDArray[np.float64]
Law = Callable[[float, Array, float], Array]
"""Thrust acceleration [m/s2] from time [s], state (6,) [m, m/s] and gravitational parameter [m3/s2]."""

_G0 = 9.80665  # m/s2, standard gravity, by definition


@dataclass(frozen=True, kw_only=True)
class Engine:
    """What pushes what."""

    thrust: float
    """[N]."""
    specific_impulse: float
    """[s]."""
    mass: float
    """At the start [kg]."""

    @property
    def acceleration(self) -> float:
        """At the start [m/s2]."""
        return self.thrust / self.mass

    def propellant(self, delta_v: float) -> float:
        """Mass spent on a velocity change [kg]."""
        return -self.mass * math.expm1(-delta_v / (self.specific_impulse * _G0))

    def time(self, delta_v: float) -> float:
        """Time that a velocity change takes at constant thrust [s]."""
        return self.propellant(delta_v) * self.specific_impulse * _G0 / self.thrust


@dataclass(frozen=True, kw_only=True)
class Orbit:
    """An orbit about one body, at its pericentre."""

    gm: float
    """Gravitational parameter [m3/s2]."""
    a: float
    """Semi-major axis [m]."""
    ecc: float = 0.0
    """Eccentricity."""
    inc: float = 0.0
    """Inclination [rad]."""
    argp: float = 0.0
    """Argument of the pericentre [rad]."""

    @property
    def state(self) -> Array:
        """Position and velocity at the pericentre, node on the x axis, shape (6,) [m, m/s]."""
        q = self.a * (1.0 - self.ecc)
        v = math.sqrt(self.gm / self.a * (1.0 + self.ecc) / (1.0 - self.ecc))
        c, s, ci, si = math.cos(self.argp), math.sin(self.argp), math.cos(self.inc), math.sin(self.inc)
        return np.array([q * c, q * s * ci, q * s * si, -v * s, v * c * ci, v * c * si])


@dataclass(frozen=True, kw_only=True)
class Spiral:
    """A low-thrust transfer.

    Attributes
    ----------
    law
        Name of the backend's law.
    start
        Orbit at the start.
    engine
        What pushes.
    delta_v
        [m/s].
    time
        At constant thrust [s].
    propellant
        [kg].
    steady_time
        Duration at the constant acceleration of the start, which the law is written for [s].
    guidance
        The law: thrust acceleration [m/s2] from time [s], state (6,) and gravitational parameter.
    backend
        Library that the law comes from.
    """

    law: str
    start: Orbit
    engine: Engine
    delta_v: float
    time: float
    propellant: float
    steady_time: float
    guidance: Law
    backend: str


def fly(transfer: Spiral, *, rtol: float = 1e-8) -> Array:
    """Integrate a transfer by the backend's Cowell propagator at the constant acceleration of the start.

    Parameters
    ----------
    transfer
        What is flown.
    rtol
        Relative tolerance.

    Returns
    -------
    numpy.ndarray
        State at the end, shape (6,) [m, m/s].
    """
    cowell = import_module(f"{backend().name}.core.propagation.cowell").cowell
    gm, guidance = transfer.start.gm, transfer.guidance

    def rate(t: float, state: Array, k: float) -> Array:
        r = state[:3]
        pull = -k / float(r @ r) ** 1.5 * r
        return np.concatenate([state[3:], pull + guidance(t, state, k)])

    begin = transfer.start.state
    ends = cowell(gm, begin[:3], begin[3:], np.array([transfer.steady_time]), rtol, f=rate)
    return np.concatenate([ends[0][0], ends[1][0]])
