"""Excavator: digs soil, hauls it to the plant, dumps it."""

from __future__ import annotations

from moonbase.api import Flow, Recipe, Site, param
from moonbase_regolith.oxides import elements_of, soil_of
from moonbase_regolith.soil_vehicle import GRAVITY, SoilVehicle

__all__ = ["Excavator"]


class Excavator(SoilVehicle):
    """A fleet of small bucket-drum excavators of the RASSOR type.

    Energy per kilogram is digging, a short haul and dumping as studied, plus rolling resistance over any longer
    way: ``c_rr g d (1 + m_vehicle/m_load) / eta`` for the loaded and the empty way together.
    """

    validity = "loose soil to a few decimetres; counter-rotating drums, so no traction limit is applied"

    energy: float = param(
        default="8 kJ/kg",
        unit="J/kg",
        doc="Digging, a haul of 100 m and dumping, per kilogram of soil; studies span 1.9 to 11.9 kJ/kg.",
        source="ggz-2023",
        grade="computed",
        lo=0.0,
        distribution=("2 kJ/kg", "8 kJ/kg", "20 kJ/kg"),
    )
    overburden: float = param(default=0.0, doc="Mass moved aside per mass of soil delivered.", source="assumed", lo=0.0)
    haul_distance: float = param(
        default="0 km", unit="m", doc="One-way haul beyond the first 100 m.", source="assumed", lo=0.0
    )
    fleet_mass: float = param(
        default="0.0244 d",
        unit="s",
        doc="Mass of excavators per soil rate [kg per kg/day]: 2.7 t/day with 66 kg.",
        source="ggz-2023",
        grade="secondary",
        lo=0.0,
        distribution=("0.014 d", "0.0244 d", "0.10 d"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of soil delivered."""
        composition = elements_of(soil_of(site))
        rolling = self.rolling_resistance * GRAVITY * self.haul_distance / self.drive_efficiency
        moved = self.energy * (1.0 + self.overburden)
        electricity = moved + rolling * (1.0 + 2.0 * self.vehicle_per_load)
        mass = self.fleet_mass * (1.0 + self.overburden)
        return Recipe(
            activity="kg of soil delivered",
            flows=(
                Flow(commodity="regolith", amount=1.0, composition=composition),
                Flow(commodity="electricity", amount=-electricity),
            ),
            from_place=1.0,
            place_composition=composition,
            **self.built(mass),
            unit_capacity=2700.0 / 86400.0,
            notes=("Published digging energies differ sixfold; the range is a campaign variable.",),
        )
