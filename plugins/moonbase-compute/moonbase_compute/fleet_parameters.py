"""Parameters of how satellites are kept working and in place."""

from __future__ import annotations

from moonbase.api import param
from moonbase_compute.network_parameters import NetworkParameters

__all__ = ["FleetParameters"]


class FleetParameters(NetworkParameters):
    """What is stated about spares, servicing, refreshing, drag and disposal."""

    fleet: str = param(
        default="disposable",
        unit="",
        doc="Left alone, with spares built in, serviced, or serviced with new packages at the end of their life.",
        source="assumed",
        choices=("disposable", "spared", "serviced", "refreshed"),
    )
    spare_share: float = param(
        default=0.15, unit="1", doc="Spare packages per package of a spared fleet.", source="assumed", lo=0.0, hi=2.0
    )
    dormant_failures: float = param(
        default=0.3,
        unit="1",
        doc="Failures of an unpowered package per failures of a working one.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    least_working: float = param(
        default=0.0,
        unit="1",
        doc="Share of the packages below which the satellite gives up (k of n); 0 for no such limit.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    servicing_share: float = param(
        default="11 %/yr",
        unit="1/s",
        doc="Mass brought per mass of satellite to service it: exchanged parts, vehicles, propellant.",
        source="Turyshev 2026",
        grade="secondary",
        lo=0.0,
        distribution=("5 %/yr", "11 %/yr", "20 %/yr"),
    )
    repaired_share: float = param(
        default=0.8,
        unit="1",
        doc="Whole-satellite failures that servicing cures.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    bus_life: float = param(
        default="15 yr",
        unit="s",
        doc="Of everything but the packages, where these are refreshed.",
        source="5 to 15 years",
        grade="secondary",
        lo="1 d",
        distribution=("8 yr", "15 yr", "20 yr"),
    )
    solar_activity: float = param(
        default=1.0,
        unit="1",
        doc="Density of the upper air per its mean over a cycle.",
        source="a factor of five either way at 500 to 800 km",
        grade="recalled",
        lo=0.01,
        hi=100.0,
        distribution=(0.3, 1.0, 5.0),
    )
    drag_coefficient: float = param(
        default=2.2, unit="1", doc="In free molecular flow.", source="2.0 to 2.4", grade="recalled", lo=1.0, hi=4.0
    )
    drag_share: float = param(
        default=0.15,
        unit="1",
        doc="Mean area across the flight direction per area of array and radiator, flown edge on.",
        source="assumed; 0.64 for a plate that turns",
        lo=0.001,
        hi=1.0,
        distribution=(0.05, 0.15, 0.64),
    )
    correction: float = param(
        default="20 m/s",
        unit="m/s",
        doc="Velocity change on arrival and for disposal, besides that of the leg.",
        source="assumed",
        lo="0 m/s",
        hi="5 km/s",
    )
