"""Logic fab."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.wafer_fab import WaferFab

__all__ = ["WaferFabLogic"]


class WaferFabLogic(WaferFab):
    """Logic on 300 mm wafers, at the 5 nm node unless told otherwise."""

    validity = "28 nm to 3 nm"

    energy_per_area: float = param(
        default="2.75 kWh/cm2",
        unit="J/m2",
        doc="Electricity per wafer area: 0.9 at 28 nm, 1.52 at 7 nm, 2.75 at 5 nm, 3.25 at 3 nm.",
        source="act-2022",
        grade="secondary",
        lo="0.3 kWh/cm2",
        hi="12 kWh/cm2",
        distribution=("1.9 kWh/cm2", "2.75 kWh/cm2", "4.9 kWh/cm2"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per finished logic wafer."""
        return self.wafers("wafer-logic")
