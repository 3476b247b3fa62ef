"""Solar array line: silicon, glass and metal into ground arrays."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["SolarArrayLine"]


class SolarArrayLine(CooledPlant):
    """Saws wafers, makes cells, laminates them between glass, frames the module.

    A square metre of array weighs 8 kg: cells, wiring, electronics and frame as given, glass for the rest.
    """

    silicon_mass: float = param(
        default="0.42 kg/m2",
        unit="kg/m2",
        doc="Silicon in the cells: wafers of 180 um.",
        source="assumed",
        grade="computed",
        lo=0.0,
        distribution=("0.012 kg/m2", "0.42 kg/m2", "0.5 kg/m2"),
    )
    kerf_mass: float = param(
        default="0.14 kg/m2",
        unit="kg/m2",
        doc="Silicon lost in sawing: 60 um of kerf.",
        source="assumed",
        grade="computed",
        lo=0.0,
    )
    frame_mass: float = param(
        default="1.8 kg/m2", unit="kg/m2", doc="Frame and stand.", source="assumed", lo=0.0, hi="5 kg/m2"
    )
    wiring_mass: float = param(
        default="0.25 kg/m2", unit="kg/m2", doc="Aluminium wiring and contacts.", source="assumed", lo=0.0
    )
    electronics_mass: float = param(
        default="0.05 kg/m2",
        unit="kg/m2",
        doc="Diodes, converters, dopants and contact paste: imported.",
        source="assumed",
        lo=0.0,
        distribution=("0.01 kg/m2", "0.05 kg/m2", "0.2 kg/m2"),
    )
    energy: float = param(
        default="330 kWh/m2",
        unit="J/m2",
        doc="Electricity of the line alone: with silicon, glass and metal the array holds 400 kWh/m2 or 50 kWh/kg; "
        "published arrays hold 40 to 120.",
        source="peng-2013",
        grade="computed",
        lo="10 kWh/m2",
        distribution=("200 kWh/m2", "330 kWh/m2", "850 kWh/m2"),
    )
    plant_mass: float = param(
        default="800 kg h/m2",
        unit="kg s/m2",
        doc="Mass of the line per rate: a crawler of 200 kg that lays 0.24 m2/h.",
        source="ignatiev-2005",
        grade="computed",
        lo=0.0,
        distribution=("300 kg h/m2", "800 kg h/m2", "2000 kg h/m2"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per square metre of array."""
        from moonbase_fabrication.tables import commodity

        parts = {
            "silicon": self.silicon_mass,
            "structure": self.frame_mass,
            "conductor": self.wiring_mass,
            "electronics": self.electronics_mass,
        }
        glass = self.rest(commodity("solar-array").mass, parts)
        return self.make(
            Making(
                product="solar-array",
                inputs={**parts, "silicon": self.silicon_mass + self.kerf_mass, "glass": glass},
                energy=self.energy,
                plant=self.plant_mass,
                notes=("The mass of a lunar cell line is known from one study of evaporated cells only.",),
            )
        )
