"""What vehicles on soil have in common: wheels that roll, drives, loads, wear."""

from __future__ import annotations

from abc import ABC

from moonbase.api import Plant, constants, param

__all__ = ["GRAVITY", "SoilVehicle"]

GRAVITY = constants.MOON_GM / constants.MOON_RADIUS**2
"""At the Moon's mean radius [m/s2]."""


class SoilVehicle(Plant, ABC):
    """A fleet of wheeled vehicles of the RASSOR type, carrying soil loaded and driving back empty."""

    rolling_resistance: float = param(
        default=0.07,
        doc="Rolling resistance of wheels on soil, force per weight; with drives of one half, 700 kg of rover and crew "
        "take 44 Wh/km, where Apollo's took 35 to 56.",
        source="lunar-sourcebook-9",
        grade="recalled",
        lo=0.0,
        distribution=(0.05, 0.07, 0.2),
    )
    drive_efficiency: float = param(
        default=0.5,
        doc="Mechanical work per electricity of the drive.",
        source="assumed",
        lo=0.05,
        hi=1.0,
    )
    vehicle_per_load: float = param(
        default=0.825,
        doc="Vehicle mass per mass of one load: 66 kg with two loads of 40 kg.",
        source="linne-2020",
        grade="computed",
        lo=0.0,
    )
    electronics_share: float = param(
        default=0.2135,
        doc="Share of a vehicle's mass that is electronics and other precision parts: 19 of 89 kg.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        hi=0.5,
    )
    dust_wear: float = param(
        default=2.0,
        doc="Factor on the spares for abrasion of drums, wheels, seals, bearings; the lifetime holds the rest.",
        source="assumed",
        grade="estimated",
        lo=1.0,
        hi=20.0,
        distribution=(1.0, 2.0, 5.0),
    )
    lifetime: float = param(
        default="5 yr", unit="s", doc="Time after which a vehicle is scrapped.", source="assumed", lo="0.1 yr"
    )
    availability: float = param(
        default=0.70,
        doc="Share of the time that a unit works.",
        source="metzger-2013",
        grade="secondary",
        lo=0.05,
        hi=1.0,
    )
