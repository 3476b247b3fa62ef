"""What a coilgun consists of: stages with coil, capacitor and switch, and the bucket that flies through them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError
from moonbase_launchers.thick_coils import Section

__all__ = ["Bucket", "Gun", "Stage"]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One drive coil with capacitor and switch.

    Attributes
    ----------
    position
        Of the coil's centre along the axis [m].
    trigger
        Bucket position that closes the switch [m]; it opens at the first zero of the current.
    radius
        Of the equivalent filament [m].
    turns
        [1]
    inductance, resistance, capacitance, voltage
        [H], [ohm], [F], [V].
    section
        Of a thick coil, from its own middle; a filament of `radius` without.
    crowbar
        Resistance of a diode across the capacitor [ohm], which keeps it from charging in reverse: the current runs on
        through coil and diode until it has faded. None for a thyristor alone, which opens at the first current zero.
    """

    position: float
    trigger: float
    radius: float
    turns: float
    inductance: float
    resistance: float
    capacitance: float
    voltage: float
    section: Section | None = None
    crowbar: float | None = None

    def __post_init__(self) -> None:
        _above_zero("stage", self, ("radius", "turns", "inductance", "capacitance"))
        if self.resistance < 0.0 or (self.crowbar or 0.0) < 0.0:
            raise ModelError("stage: a resistance is below zero", help="resistance and crowbar are 0 ohm or more")
        if self.voltage == 0.0:
            raise ModelError("stage: voltage = 0 V drives nothing", help="charge the capacitor or leave the stage out")


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """What flies: a coil with mass.

    Attributes
    ----------
    mass
        With payload [kg].
    radius, turns, inductance
        Of its coil [m], [1], [H].
    resistance
        [ohm]; 0 for a superconductor, whose flux is then conserved.
    current
        At the start [A]; 0 for an induction armature.
    constant_current
        Hold the current whatever is induced; fair only where the coupling is weak, see `coupling_ratio`.
    section
        Of a thick coil, from its own middle; a filament of `radius` without.
    """

    mass: float
    radius: float
    turns: float
    inductance: float
    resistance: float = 0.0
    current: float = 0.0
    constant_current: bool = False
    section: Section | None = None

    def __post_init__(self) -> None:
        _above_zero("bucket", self, ("mass", "radius", "turns", "inductance"))
        if self.resistance < 0.0:
            raise ModelError("bucket: resistance is below zero", help="0 ohm stands for a superconductor")


def _above_zero(what: str, part: object, names: tuple[str, ...]) -> None:
    for name in names:
        value = getattr(part, name)
        if not (math.isfinite(value) and value > 0.0):
            raise ModelError(f"{what}: {name} = {value:g} is not above zero", help=f"check {name} and its unit")


@dataclass(frozen=True, kw_only=True, eq=False)
class Gun:
    """Stages in order of their triggers, and a bucket with its start."""

    stages: tuple[Stage, ...]
    bucket: Bucket
    start: float
    speed: float

    def __post_init__(self) -> None:
        triggers = [stage.trigger for stage in self.stages]
        if not triggers or triggers != sorted(triggers):
            raise ModelError("a coilgun needs stages, in order of their triggers")
        if self.speed <= 0.0 or triggers[0] < self.start:
            raise ModelError(
                "the bucket must move towards its first trigger", help="give speed > 0 and start <= trigger"
            )
