"""Many shots of one coilgun with varied voltages, triggers and starting speeds, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from moonbase_launchers.compiled import compiled
from moonbase_launchers.compiled_circuit import (
    B_COUPLED,
    B_INDUCTANCE,
    B_MASS,
    CAPACITANCE,
    EACH,
    HEAD,
    SLOTS,
    TRIGGER,
    VOLTAGE,
)
from moonbase_launchers.compiled_shot import fire

__all__ = ["fire_many"]


@compiled
def _energy(state: Any, coils: Any, record: Any, bucket: Any) -> Any:
    """Energy in motion, bucket field, capacitors and heat while no coil carries current [J]."""
    total = 0.5 * bucket[B_MASS] * state[1] ** 2 + state[3]
    total += 0.5 * bucket[B_COUPLED] * bucket[B_INDUCTANCE] * state[2] ** 2
    for i in range(coils.shape[0]):
        total += 0.5 * coils[i, CAPACITANCE] * record[i, 0] ** 2 + record[i, 4]
    return total


@compiled
def fire_many(gun: Any, starts: Any, voltages: Any, triggers: Any, options: Any) -> Any:
    """Fire a batch of shots.

    Parameters
    ----------
    gun
        ``(coils, bucket, couplings)`` as `compiled_shot.fire` takes them.
    starts
        Position, speed and bucket current at the start, shape ``(n_shots, 3)``.
    voltages, triggers
        Per shot and stage, shape ``(n_shots, n_stages)``.
    options
        As `compiled_shot.fire` takes them.

    Returns
    -------
    numpy.ndarray
        Muzzle speed, relative energy error, status and final position of each shot, shape ``(n_shots, 4)``.
    """
    nominal, bucket, couplings = gun
    silent = np.zeros((0, 7))
    out = np.zeros((starts.shape[0], 4))
    coils = nominal.copy()
    for shot in range(starts.shape[0]):
        coils[:, VOLTAGE] = voltages[shot]
        coils[:, TRIGGER] = triggers[shot]
        y = np.zeros(HEAD + EACH * SLOTS)
        y[:3] = starts[shot]
        record = np.zeros((coils.shape[0], 5))
        record[:, 0] = coils[:, VOLTAGE]
        before = _energy(y, coils, record, bucket)
        clock = fire((coils, bucket, couplings), y, record, options, silent)
        out[shot, 0] = y[1]
        out[shot, 1] = (before - _energy(y, coils, record, bucket)) / before
        out[shot, 2] = clock[3]
        out[shot, 3] = y[0]
    return out
