"""What a gun file may say about stages and bucket, with units and ranges."""

from __future__ import annotations

from moonbase.api import Model, param

__all__ = ["BucketParameters", "GunParameters", "StageParameters"]

_SOURCE = "gun file"


class StageParameters(Model):
    """One or several equal stages of a gun file."""

    model_name = "stage"

    radius: float = param(unit="m", doc="Mean radius of the drive coil.", source=_SOURCE, lo="1 um", required=True)
    turns: float = param(unit="1", doc="Turns.", source=_SOURCE, lo=1e-3, required=True)
    resistance: float = param(unit="ohm", doc="Of the coil circuit.", source=_SOURCE, lo="0 ohm", required=True)
    capacitance: float = param(unit="F", doc="Of its capacitor.", source=_SOURCE, lo="1 pF", required=True)
    voltage: float = param(unit="V", doc="At the start.", source=_SOURCE, required=True)
    inductance: float = param(
        default="0 H", unit="H", doc="Self-inductance; 0 computes it from the section.", source=_SOURCE, lo="0 H"
    )
    width: float = param(
        default="0 m", unit="m", doc="Radial width of the winding; 0 for a filament.", source=_SOURCE, lo="0 m"
    )
    height: float = param(
        default="0 m", unit="m", doc="Axial height of the winding; 0 for a filament.", source=_SOURCE, lo="0 m"
    )
    trigger: float = param(
        default="0 m", unit="m", doc="Bucket position past the coil that closes the switch.", source=_SOURCE
    )
    pitch: float = param(default="0 m", unit="m", doc="Spacing to the next stage.", source=_SOURCE, lo="0 m")
    count: int = param(default=1, unit="", doc="Equal stages in a row.", source=_SOURCE, lo=1, hi=100_000)
    switch: str = param(
        default="thyristor",
        unit="",
        doc="Opens at the first current zero, or has a diode across the capacitor.",
        source=_SOURCE,
        choices=("thyristor", "crowbar"),
    )
    crowbar: float = param(default="0 ohm", unit="ohm", doc="Resistance of that diode.", source=_SOURCE, lo="0 ohm")


class BucketParameters(Model):
    """The bucket of a gun file."""

    model_name = "bucket"

    mass: float = param(unit="kg", doc="With payload.", source=_SOURCE, lo="1 ug", required=True)
    radius: float = param(unit="m", doc="Mean radius of its coil.", source=_SOURCE, lo="1 um", required=True)
    turns: float = param(unit="1", doc="Turns.", source=_SOURCE, lo=1e-3, required=True)
    inductance: float = param(
        default="0 H", unit="H", doc="Self-inductance; 0 computes it from the section.", source=_SOURCE, lo="0 H"
    )
    width: float = param(
        default="0 m", unit="m", doc="Radial width of the winding; 0 for a filament.", source=_SOURCE, lo="0 m"
    )
    height: float = param(
        default="0 m", unit="m", doc="Axial height of the winding; 0 for a filament.", source=_SOURCE, lo="0 m"
    )
    resistance: float = param(default="0 ohm", unit="ohm", doc="0 for a superconductor.", source=_SOURCE, lo="0 ohm")
    current: float = param(default="0 A", unit="A", doc="At the start; 0 for an armature.", source=_SOURCE)
    constant_current: bool = param(default=False, unit="", doc="Hold the current whatever is induced.", source=_SOURCE)


class GunParameters(Model):
    """How the shot starts."""

    model_name = "gun"

    speed: float = param(unit="m/s", doc="Of the bucket at the start.", source=_SOURCE, lo="1 um/s", required=True)
    start: float = param(default="0 m", unit="m", doc="Position of the bucket.", source=_SOURCE)
