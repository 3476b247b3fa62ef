"""Space array line: thin cells on a flexible blanket with its deployment structure."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["SpaceArrayLine"]


class SpaceArrayLine(CooledPlant):
    """Like the ground line, but light: 2.14 kg/m2 with cover glass and booms.

    Cells, wiring, electronics and cover glass as given, structure for the rest.
    """

    silicon_mass: float = param(
        default="0.35 kg/m2",
        unit="kg/m2",
        doc="Silicon in the cells: wafers of 150 um.",
        source="assumed",
        grade="computed",
        lo=0.0,
        distribution=("0.012 kg/m2", "0.35 kg/m2", "0.45 kg/m2"),
    )
    kerf_mass: float = param(
        default="0.14 kg/m2",
        unit="kg/m2",
        doc="Silicon lost in sawing: 60 um of kerf.",
        source="assumed",
        grade="computed",
        lo=0.0,
    )
    glass_mass: float = param(
        default="0.38 kg/m2",
        unit="kg/m2",
        doc="Cover glass: 150 um at 2500 kg/m3.",
        source="assumed",
        grade="computed",
        lo=0.0,
    )
    wiring_mass: float = param(
        default="0.20 kg/m2", unit="kg/m2", doc="Aluminium wiring and contacts.", source="assumed", lo=0.0
    )
    electronics_mass: float = param(
        default="0.06 kg/m2",
        unit="kg/m2",
        doc="Diodes, adhesives, dopants, hinges and dampers: imported.",
        source="assumed",
        lo=0.0,
        distribution=("0.02 kg/m2", "0.06 kg/m2", "0.3 kg/m2"),
    )
    energy: float = param(
        default="120 kWh/m2",
        unit="J/m2",
        doc="Electricity of the line alone.",
        source="peng-2013",
        grade="estimated",
        lo="10 kWh/m2",
        distribution=("60 kWh/m2", "120 kWh/m2", "400 kWh/m2"),
    )
    plant_mass: float = param(
        default="1000 kg h/m2",
        unit="kg s/m2",
        doc="Mass of the line per rate; the ground line's figure with a margin for thin handling.",
        source="ignatiev-2005",
        grade="estimated",
        lo=0.0,
        distribution=("300 kg h/m2", "1000 kg h/m2", "2500 kg h/m2"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per square metre of array."""
        from moonbase_fabrication.tables import commodity

        parts = {
            "silicon": self.silicon_mass,
            "glass": self.glass_mass,
            "conductor": self.wiring_mass,
            "electronics": self.electronics_mass,
        }
        structure = self.rest(commodity("space-array").mass, parts)
        return self.make(
            Making(
                product="space-array",
                inputs={**parts, "silicon": self.silicon_mass + self.kerf_mass, "structure": structure},
                energy=self.energy,
                plant=self.plant_mass,
                notes=("Blanket substrate is glass fibre and aluminium foil: no polymers from the Moon.",),
            )
        )
