"""Memory fab."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.wafer_fab import WaferFab

__all__ = ["WaferFabMemory"]


class WaferFabMemory(WaferFab):
    """Dynamic memory on 300 mm wafers, with through-silicon vias for stacking."""

    energy_per_area: float = param(
        default="1.5 kWh/cm2",
        unit="J/m2",
        doc="Electricity per wafer area.",
        source="assumed",
        grade="estimated",
        lo="0.3 kWh/cm2",
        hi="12 kWh/cm2",
        distribution=("1.0 kWh/cm2", "1.5 kWh/cm2", "3.0 kWh/cm2"),
    )
    tool_mass: float = param(
        default="150 kg month",
        unit="kg s",
        doc="Mass of tools and facility per wafer rate [kg per wafer/month]; fewer layers than logic.",
        source="fab-tool-masses",
        grade="estimated",
        lo=0.0,
        distribution=("60 kg month", "150 kg month", "300 kg month"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per finished memory wafer."""
        return self.wafers("wafer-memory")
