"""Coilguns with known results, for tests, benchmarks and first steps."""

from __future__ import annotations

from dataclasses import replace

from moonbase_launchers.coilgun_shot import Bucket, Gun, Stage

__all__ = ["single_stage", "twenty_stages"]

_STAGE = Stage(
    position=0.0,
    trigger=0.02,
    radius=0.0705,
    turns=20.0,
    inductance=8.65401062487e-5,
    resistance=0.01,
    capacitance=2e-3,
    voltage=2000.0,
)
_BUCKET = Bucket(mass=0.5, radius=0.0455, turns=50.0, inductance=2.46085086538e-4, current=-400.0)


def single_stage(*, constant_current: bool = False, induction: bool = False) -> Gun:
    """Half a kilogram through one coil of 20 turns at 2 kV.

    Parameters
    ----------
    constant_current
        Hold the bucket's 400 A whatever is induced.
    induction
        Start without bucket current, with 0.5 ohm in the bucket.
    """
    bucket = replace(_BUCKET, constant_current=constant_current)
    if induction:
        bucket = replace(_BUCKET, current=0.0, resistance=0.5)
    return Gun(stages=(_STAGE,), bucket=bucket, start=0.02, speed=10.0)


def twenty_stages(stages: int = 20) -> Gun:
    """Flux-conserving gun whose capacitors shrink and whose voltages rise along the barrel; 10 cm pitch."""
    rows = tuple(
        replace(
            _STAGE,
            position=0.1 * i,
            trigger=0.1 * i + 0.02,
            capacitance=2e-3 / (1 + i),
            voltage=2000.0 * (1 + i) ** 0.25,
        )
        for i in range(stages)
    )
    return Gun(stages=rows, bucket=_BUCKET, start=0.02, speed=10.0)
