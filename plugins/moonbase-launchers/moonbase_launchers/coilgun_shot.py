"""Level 2 of the coilgun: fire a shot through its circuits and account for every joule."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError
from moonbase_launchers.compiled_circuit import EACH, HEAD, SLOTS, VOLTAGE
from moonbase_launchers.compiled_shot import CROWDED, DONE, STALLED, fire
from moonbase_launchers.coupling_tables import tables
from moonbase_launchers.gun import Bucket, Gun, Stage
from moonbase_launchers.neighbours import neighbours

__all__ = [
    "Bucket",
    "Gun",
    "ShotResult",
    "Stage",
    "circuit_arrays",
    "coupling_ratio",
    "shoot",
    "step_options",
    "traced",
    "trouble",
]


@dataclass(frozen=True, kw_only=True, eq=False)
class ShotResult:
    """What a shot did.

    Attributes
    ----------
    time, position, speed, bucket_current
        At the last current zero [s], [m], [m/s], [A].
    loss
        Ohmic, in drive coils and bucket [J].
    stage_losses
        Ohmic, of each drive coil [J], shape ``(n_stages,)``.
    voltages
        Of the capacitors afterwards [V], shape ``(n_stages,)``.
    peak_currents
        Of the drive coils, at the ends of the steps [A], shape ``(n_stages,)``.
    closing, opening
        Times of the switches [s], shape ``(n_stages,)``.
    spent, gained
        Energy out of the capacitors and gained by the bucket's motion [J].
    audit
        Energy at the start minus energy at the end, per energy at the start [1].
    steps
        Steps taken.
    """

    time: float
    position: float
    speed: float
    bucket_current: float
    loss: float
    stage_losses: NDArray[np.float64]
    voltages: NDArray[np.float64]
    peak_currents: NDArray[np.float64]
    closing: NDArray[np.float64]
    opening: NDArray[np.float64]
    spent: float
    gained: float
    audit: float
    steps: int

    @property
    def efficiency(self) -> float:
        """Kinetic energy gained per energy out of the capacitors [1]."""
        return self.gained / self.spent


def shoot(gun: Gun, *, tolerance: float = 1e-10, voltages: Sequence[float] | None = None) -> ShotResult:
    """Fire one shot.

    Integrates ``L I' + M I_b' = V - R I - (dM/dx) v I_b``, the bucket's circuit, ``m v' = I_b sum I dM/dx`` and the
    capacitors with Dormand-Prince 5(4); switches close at bucket positions and open at current zeros, each located
    to the last digits before integration goes on.

    Parameters
    ----------
    gun
        Stages and bucket.
    tolerance
        Local relative error per step.
    voltages
        Capacitor voltages instead of the stages' own [V], shape ``(n_stages,)``.

    Raises
    ------
    ModelError
        If the bucket stops, too many coils carry current at once, or no end is reached.
    """
    return traced(gun, tolerance=tolerance, voltages=voltages, rows=0)[0]


def traced(
    gun: Gun, *, tolerance: float = 1e-10, voltages: Sequence[float] | None = None, rows: int = 0
) -> tuple[ShotResult, NDArray[np.float64]]:
    """Fire one shot as `shoot` does and keep its history.

    Parameters
    ----------
    gun, tolerance, voltages
        As in `shoot`.
    rows
        Most steps kept; in guns of more than 500 stages, no more than eight active coils of each.

    Returns
    -------
    tuple
        Result, and the history as `compiled_shot.fire` writes it, shape ``(n_rows, 7 + 4 n_active)``.
    """
    coils, bucket, couplings = circuit_arrays(gun)
    if voltages is not None:
        coils[:, VOLTAGE] = voltages
    y = np.zeros(HEAD + EACH * SLOTS)
    y[:3] = gun.start, gun.speed, gun.bucket.current
    record = np.zeros((len(coils), 5))
    record[:, 0] = coils[:, VOLTAGE]
    trace = np.zeros((rows, 7 + (EACH + 1) * (SLOTS if len(coils) <= 500 else 8)))
    clock = fire((coils, bucket, couplings), y, record, step_options(gun, coils, tolerance), trace)
    if clock[3] != DONE:
        raise ModelError(trouble(int(clock[3]), float(y[0]), len(gun.stages)))
    return _result(gun, coils, y, record, clock), trace[: int(clock[5])]


def coupling_ratio(gun: Gun, result: ShotResult) -> float:
    """Flux that the drive coils send through the bucket per its own flux, at most, ``max |M I| / (L_b |I_b|)`` [1].

    Above about 0.1 a constant bucket current is not fair.
    """
    from moonbase_launchers.inductance import mutual

    own = gun.bucket.inductance * abs(gun.bucket.current)
    flux = [
        float(mutual(stage.radius, gun.bucket.radius, stage.trigger - stage.position)) * stage.turns * peak
        for stage, peak in zip(gun.stages, result.peak_currents, strict=True)
    ]
    return math.inf if own == 0.0 else max(flux) * gun.bucket.turns / own


def circuit_arrays(gun: Gun) -> tuple[Any, Any, Any]:
    """Lay a gun out as the compiled code takes it: a row per stage, the bucket, and tables of their couplings."""
    b = gun.bucket
    table, cells = tables([s.section or s.radius for s in gun.stages], b.section or b.radius)
    coils = np.array(
        [
            (s.position, s.radius, s.turns, s.inductance, s.resistance, s.capacitance, s.voltage, s.trigger)
            for s in gun.stages
        ]
    )
    crowbars = [-1.0 if s.crowbar is None else s.crowbar for s in gun.stages]
    coils = np.column_stack([coils, table, crowbars])
    coupled = 0.0 if b.constant_current else 1.0
    bucket = np.array([b.radius, b.turns, b.inductance, b.resistance, b.mass, coupled])
    return coils, bucket, (cells, neighbours(gun.stages))


def step_options(gun: Gun, coils: Any, tolerance: float) -> Any:
    """Tolerance, most steps, and the scale of each kind of state entry."""
    stored = 0.5 * coils[:, 5] * coils[:, VOLTAGE] ** 2
    most = float(stored.max())
    current = math.sqrt(2.0 * most / float(coils[:, 3].min()))
    flux = max(abs(gun.bucket.current), math.sqrt(2.0 * most / gun.bucket.inductance))
    speed = max(gun.speed, math.sqrt(2.0 * most / gun.bucket.mass))
    reach = float(coils[:, 1].max())
    voltage = float(np.abs(coils[:, VOLTAGE]).max())
    return np.array([tolerance, 20_000.0 * len(coils), reach, speed, flux, most, current, voltage, most])


def trouble(status: int, position: float, stages: int) -> str:
    """Say in words why a shot has no result."""
    if status == STALLED:
        return f"the bucket stops at {position:.4g} m: check the sign of its current and the triggers"
    if status == CROWDED:
        return f"more than {SLOTS} coils carry current at once near {position:.4g} m"
    return f"the shot through {stages} stages found no end near {position:.4g} m"


def _result(gun: Gun, coils: Any, y: Any, record: Any, clock: Any) -> ShotResult:
    b = gun.bucket
    motion = [0.5 * b.mass * speed**2 for speed in (gun.speed, float(y[1]))]
    magnet = [0.0 if b.constant_current else 0.5 * b.inductance * current**2 for current in (b.current, float(y[2]))]
    charge = [float(np.sum(0.5 * coils[:, 5] * voltage**2)) for voltage in (coils[:, VOLTAGE], record[:, 0])]
    before = motion[0] + magnet[0] + charge[0]
    loss = float(y[3]) + float(record[:, 4].sum())
    after = motion[1] + magnet[1] + charge[1] + loss
    return ShotResult(
        time=float(clock[0]),
        position=float(y[0]),
        speed=float(y[1]),
        bucket_current=float(y[2]),
        loss=loss,
        stage_losses=record[:, 4].copy(),
        voltages=record[:, 0].copy(),
        closing=record[:, 1].copy(),
        opening=record[:, 2].copy(),
        peak_currents=record[:, 3].copy(),
        spent=charge[0] - charge[1],
        gained=motion[1] - motion[0],
        audit=(before - after) / before,
        steps=int(clock[4]),
    )
