"""The history of a shot: speed, force, currents, heat and where the energy is, step by step."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase_launchers.coilgun_shot import ShotResult, traced
from moonbase_launchers.gun import Gun
from moonbase_launchers.thermal import COPPER, Conductor

__all__ = ["History", "coil_mass", "history"]

_Array = NDArray[np.float64]
_ROWS = 150  # steps per stage that are kept at most


@dataclass(frozen=True, kw_only=True, eq=False)
class History:
    """A shot over time.

    Attributes
    ----------
    result
        What the shot did.
    time, position, speed, force
        [s], [m], [m/s], [N], shape ``(n_steps,)``.
    largest_current, bucket_current
        Largest of the drive coils, and the bucket's [A], shape ``(n_steps,)``.
    rises
        Temperature rise of each drive coil through the shot [K], shape ``(n_stages,)``, for copper coils that keep
        their heat.
    hottest
        Largest of these so far, shape ``(n_steps,)``.
    energy
        Energy by place [J]: capacitors, motion, heat, and fields, which is the rest of the total; each of shape
        ``(n_steps,)``.
    """

    result: ShotResult
    time: _Array
    position: _Array
    speed: _Array
    force: _Array
    largest_current: _Array
    bucket_current: _Array
    rises: _Array
    hottest: _Array
    energy: dict[str, _Array]


def coil_mass(radius: float, turns: float, resistance: float, conductor: Conductor = COPPER) -> float:
    """Mass of the conductor of a coil that has this resistance, ``gamma rho (2 pi r N)^2 / R`` [kg].

    Parameters
    ----------
    radius, turns, resistance
        [m], [1], [ohm].
    conductor
        Material.
    """
    if resistance <= 0.0:
        return math.inf
    return conductor.density * conductor.resistivity * (2.0 * math.pi * radius * turns) ** 2 / resistance


def history(gun: Gun, *, tolerance: float = 1e-10) -> History:
    """Fire one shot and keep its history.

    Parameters
    ----------
    gun
        Stages and bucket.
    tolerance
        Local relative error per step.
    """
    result, trace = traced(gun, tolerance=tolerance, rows=20_000 + _ROWS * len(gun.stages))
    capacity = np.array([s.capacitance for s in gun.stages])
    charge = 0.5 * capacity * np.array([s.voltage for s in gun.stages]) ** 2
    heat_capacity = COPPER.heat_capacity * np.array([coil_mass(s.radius, s.turns, s.resistance) for s in gun.stages])
    stored, lost = charge.copy(), np.zeros(len(gun.stages))
    largest, stores, heat, hottest = (np.zeros(len(trace)) for _ in range(4))
    for i, row in enumerate(trace):
        live = row[7 : 7 + 4 * int(row[6])].reshape(-1, 4)
        coils = live[:, 0].astype(int)
        stored[coils] = 0.5 * capacity[coils] * live[:, 2] ** 2
        lost[coils] = live[:, 3]
        largest[i] = np.abs(live[:, 1]).max()
        stores[i], heat[i] = stored.sum(), lost.sum() + row[4]
        hottest[i] = max(hottest[i - 1] if i else 0.0, float((lost[coils] / heat_capacity[coils]).max()))
    b = gun.bucket
    motion = 0.5 * b.mass * trace[:, 2] ** 2
    own = 0.0 if b.constant_current else 0.5 * b.inductance * b.current**2
    total = charge.sum() + 0.5 * b.mass * gun.speed**2 + own
    return History(
        result=result,
        time=trace[:, 0],
        position=trace[:, 1],
        speed=trace[:, 2],
        force=trace[:, 5],
        largest_current=largest,
        bucket_current=trace[:, 3],
        rises=result.stage_losses / heat_capacity,
        hottest=hottest,
        energy={
            "capacitors": stores,
            "motion": motion,
            "heat": heat,
            "magnetic fields": total - stores - motion - heat,
        },
    )
