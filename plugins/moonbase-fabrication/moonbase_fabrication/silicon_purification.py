"""Silicon purification: solar-grade silicon into polished electronic-grade wafers."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.line import Line, Making

__all__ = ["SiliconPurification"]


class SiliconPurification(Line):
    """Refines, pulls crystals, saws and polishes: the whole chain to a bare wafer."""

    wafer_yield: float = param(
        default=0.5,
        doc="Mass of polished wafers per mass of silicon.",
        source="silicon-wafer-yield",
        grade="recalled",
        lo=0.05,
        hi=1.0,
        distribution=(0.3, 0.5, 0.8),
    )
    energy: float = param(
        default="2130 kWh/kg",
        unit="J/kg",
        doc="Electricity of the chain per kilogram of wafers.",
        source="williams-2002",
        grade="secondary",
        lo="100 kWh/kg",
        distribution=("1000 kWh/kg", "2130 kWh/kg", "2500 kWh/kg"),
    )
    plant_mass: float = param(
        default="5000 h",
        unit="s",
        doc="Mass of the plant per rate of wafers [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("1500 h", "5000 h", "15000 h"),
    )
    electronics_share: float = param(
        default=0.20, doc="Share of the plant's mass that is precision parts.", source="assumed", lo=0.0, hi=0.9
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of polished wafers."""
        return self.make(
            Making(
                product="silicon-eg",
                inputs={"silicon": 1.0 / self.wafer_yield},
                energy=self.energy,
                plant=self.plant_mass,
                composition={"Si": 1.0},
                notes=("No source shows electronic-grade silicon from regolith; the figures are terrestrial.",),
            )
        )
