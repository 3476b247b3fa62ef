"""What power with a store for the night has in common: the fuel cell's tanks, spares, the time to build it."""

from __future__ import annotations

from abc import ABC

from moonbase.api import Process, param

__all__ = ["StoredPower"]


class StoredPower(Process, ABC):
    """Electricity that partly comes out of a store."""

    storage_energy: float = param(
        default="600 Wh/kg",
        unit="J/kg",
        doc="Delivered energy per mass of the fuel cell's tanks and reactants; 832 for half a month, 456 for small "
        "loads.",
        source="colozza-2020",
        grade="estimated",
        lo="50 Wh/kg",
        distribution=("456 Wh/kg", "600 Wh/kg", "832 Wh/kg"),
    )
    spares_rate: float = param(
        default="0.03 1/yr",
        unit="1/s",
        doc="Share of converters, trackers and store replaced per unit of running time.",
        source="assumed",
        lo=0.0,
    )
    lead_time: float = param(
        default="3 month", unit="s", doc="From using up the parts to first running.", source="assumed", lo=0.0
    )
