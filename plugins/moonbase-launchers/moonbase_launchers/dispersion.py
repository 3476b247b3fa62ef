"""Scatter of the muzzle speed by Monte Carlo through the circuits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError
from moonbase_launchers.coilgun_shot import Gun, circuit_arrays, step_options, trouble
from moonbase_launchers.compiled_batch import fire_many
from moonbase_launchers.compiled_circuit import TRIGGER, VOLTAGE
from moonbase_launchers.compiled_shot import DONE

__all__ = ["Dispersion", "Scatter", "monte_carlo"]


@dataclass(frozen=True, kw_only=True)
class Scatter:
    """Standard deviations from shot to shot and stage to stage, normal and independent.

    Attributes
    ----------
    voltage
        Of the capacitors' voltages, relative [1].
    trigger
        Of the positions at which switches close [m].
    start_speed
        Of the speed at which the bucket enters [m/s].
    """

    voltage: float = 0.0
    trigger: float = 0.0
    start_speed: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Dispersion:
    """Muzzle speeds of many shots.

    Attributes
    ----------
    speeds
        [m/s], shape ``(n_shots,)``.
    mean, deviation
        Of the speeds [m/s].
    worst_audit
        Largest relative energy error of any shot [1].
    """

    speeds: NDArray[np.float64]
    mean: float
    deviation: float
    worst_audit: float

    @property
    def relative(self) -> float:
        """Standard deviation per mean [1]."""
        return self.deviation / self.mean


def monte_carlo(
    gun: Gun, scatter: Scatter, *, shots: int = 1000, seed: int = 0, tolerance: float = 1e-7, threads: int = 2
) -> Dispersion:
    """Fire many shots with random errors through the full circuits.

    Parameters
    ----------
    gun
        Nominal gun.
    scatter
        Errors.
    shots
        Number of shots.
    seed
        Of the random numbers; the result does not depend on `threads`.
    tolerance
        Local relative error per step of the integration.
    threads
        Shots run at once; the compiled code does not hold the interpreter.

    Raises
    ------
    ModelError
        If the errors make a shot fail, such as a bucket that stops.
    """
    rng = np.random.default_rng(seed)
    coils, bucket, couplings = circuit_arrays(gun)
    shape = (shots, len(gun.stages))
    voltages = coils[:, VOLTAGE] * (1.0 + scatter.voltage * rng.standard_normal(shape))
    triggers = np.maximum.accumulate(
        np.maximum(coils[:, TRIGGER] + scatter.trigger * rng.standard_normal(shape), gun.start), axis=1
    )
    starts = np.empty((shots, 3))
    starts[:, 0], starts[:, 2] = gun.start, gun.bucket.current
    starts[:, 1] = gun.speed + scatter.start_speed * rng.standard_normal(shots)
    options = step_options(gun, coils, tolerance)

    def some(part: NDArray[np.int64]) -> NDArray[np.float64]:
        barrel = (coils, bucket, couplings)
        found: NDArray[np.float64] = fire_many(barrel, starts[part], voltages[part], triggers[part], options)
        return found

    with ThreadPoolExecutor(threads) as pool:
        done = np.concatenate(list(pool.map(some, np.array_split(np.arange(shots), threads))))
    failed = np.flatnonzero(done[:, 2] != DONE)
    if len(failed):
        status, position = done[failed[0], 2:]
        raise ModelError(
            f"shot {failed[0]} of {shots}: {trouble(int(status), float(position), len(gun.stages))}",
            help="the errors are larger than this gun can bear",
        )
    return Dispersion(
        speeds=done[:, 0],
        mean=float(done[:, 0].mean()),
        deviation=float(done[:, 0].std(ddof=1)),
        worst_audit=float(np.abs(done[:, 1]).max()),
    )
