"""Wire mill: aluminium into wire, busbar and coils."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.line import Line, Making

__all__ = ["WireMill"]


class WireMill(Line):
    """Casts rod, draws wire, winds coils. Copper is absent on the Moon: aluminium is the conductor."""

    metal_loss: float = param(
        default=0.03, doc="Metal lost as dross and swarf per mass of conductor.", source="assumed", lo=0.0, hi=1.0
    )
    energy: float = param(
        default="2 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of conductor.",
        source="aluminium-foundry",
        grade="recalled",
        lo="0.3 kWh/kg",
        distribution=("0.8 kWh/kg", "2 kWh/kg", "5 kWh/kg"),
    )
    plant_mass: float = param(
        default="150 h",
        unit="s",
        doc="Mass of the mill per rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("50 h", "150 h", "600 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of conductor."""
        return self.make(
            Making(
                product="conductor",
                inputs={"aluminium": 1.0 + self.metal_loss},
                energy=self.energy,
                plant=self.plant_mass,
                composition={"Al": 1.0},
                notes=("Insulation (anodised film or glass sleeve) is below a percent of the mass and left out.",),
            )
        )
