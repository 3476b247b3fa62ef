"""Radiator line: aluminium into radiator panels."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.line import Line, Making

__all__ = ["RadiatorLine"]


class RadiatorLine(Line):
    """Rolls sheet, extrudes tubes, brazes panels of 5 kg/m2."""

    metal_loss: float = param(
        default=0.05, doc="Metal lost as dross and swarf per mass of panel.", source="assumed", lo=0.0, hi=1.0
    )
    energy: float = param(
        default="3 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of panel.",
        source="closure-references",
        grade="secondary",
        lo="0.3 kWh/kg",
        distribution=("1.5 kWh/kg", "3 kWh/kg", "6 kWh/kg"),
    )
    plant_mass: float = param(
        default="200 h",
        unit="s",
        doc="Mass of the line per rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("60 h", "200 h", "610 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per square metre of panel."""
        from moonbase_fabrication.tables import commodity

        mass = commodity("radiator").mass
        return self.make(
            Making(
                product="radiator",
                inputs={"aluminium": mass * (1.0 + self.metal_loss)},
                energy=self.energy * mass,
                plant=self.plant_mass * mass,
                composition={"Al": 1.0},
                notes=("The heat-transfer fluid is not counted.",),
            )
        )
