"""Track shop: drive sections of an electromagnetic launcher."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["TrackShop"]


class TrackShop(CooledPlant):
    """Mounts coils in their supports: conductor and insulation as given, structure for the rest."""

    conductor_part: float = param(
        default=0.45, doc="Coils per mass of track.", source="assumed", lo=0.05, hi=0.9, distribution=(0.25, 0.45, 0.7)
    )
    insulation_part: float = param(
        default=0.05, doc="Glass insulation per mass of track.", source="assumed", lo=0.0, hi=0.3
    )
    electronics_part: float = param(
        default=0.02,
        doc="Position sensors and gate drives per mass of track; power switches belong to the launcher.",
        source="assumed",
        lo=0.0,
        hi=0.3,
        distribution=(0.005, 0.02, 0.05),
    )
    loss: float = param(default=0.02, doc="Scrap per mass of track.", source="assumed", lo=0.0, hi=0.5)
    energy: float = param(
        default="6 kWh/kg",
        unit="J/kg",
        doc="Electricity of winding, potting and fitting, per kilogram: between structure and motors.",
        source="closure-references",
        grade="estimated",
        lo=0.0,
        distribution=("2 kWh/kg", "6 kWh/kg", "15 kWh/kg"),
    )
    plant_mass: float = param(
        default="300 h",
        unit="s",
        doc="Mass of the shop per rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("100 h", "300 h", "900 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of track."""
        parts = {
            "conductor": self.conductor_part,
            "glass": self.insulation_part,
            "electronics": self.electronics_part,
        }
        parts["structure"] = self.rest(1.0, parts)
        return self.make(
            Making(
                product="track",
                inputs={name: part * (1.0 + self.loss) for name, part in parts.items()},
                energy=self.energy,
                plant=self.plant_mass,
            )
        )
