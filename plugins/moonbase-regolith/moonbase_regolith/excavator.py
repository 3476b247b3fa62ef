"""Excavator: digs soil, hauls it to the plant, dumps it."""

from __future__ import annotations

from moonbase.api import Flow, Plant, Recipe, Site, param
from moonbase.api import constants as const
from moonbase_regolith.oxides import elements_of, soil_of

__all__ = ["Excavator"]


class Excavator(Plant):
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
    rolling_resistance: float = param(
        default=0.07,
        doc="Rolling resistance of wheels on soil, force per weight; with drives of one half, 700 kg of rover and crew "
        "take 44 Wh/km, where Apollo's took 35 to 56.",
        source="lunar-sourcebook-9",
        grade="recalled",
        lo=0.0,
        distribution=(0.05, 0.07, 0.2),
    )
    drive_efficiency: float = param(
        default=0.5,
        doc="Mechanical work per electricity of the drive.",
        source="assumed",
        lo=0.05,
        hi=1.0,
    )
    vehicle_per_load: float = param(
        default=0.825,
        doc="Vehicle mass per mass of one load: 66 kg with two loads of 40 kg.",
        source="linne-2020",
        grade="computed",
        lo=0.0,
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
    electronics_share: float = param(
        default=0.2135,
        doc="Share of an excavator's mass that is electronics and other precision parts: 19 of 89 kg.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        hi=0.5,
    )
    dust_wear: float = param(
        default=2.0,
        doc="Factor on the spares for abrasion of drums, wheels, seals, bearings; the lifetime holds the rest.",
        source="assumed",
        grade="estimated",
        lo=1.0,
        hi=20.0,
        distribution=(1.0, 2.0, 5.0),
    )
    lifetime: float = param(
        default="5 yr", unit="s", doc="Time after which an excavator is scrapped.", source="assumed", lo="0.1 yr"
    )
    availability: float = param(
        default=0.70,
        doc="Share of the time that a unit works.",
        source="metzger-2013",
        grade="secondary",
        lo=0.05,
        hi=1.0,
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of soil delivered."""
        composition = elements_of(soil_of(site))
        gravity = const.MOON_GM / const.MOON_RADIUS**2
        rolling = self.rolling_resistance * gravity * self.haul_distance / self.drive_efficiency
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
            equipment=self.parts(mass),
            spares=self.spare_parts(mass),
            lifetime=self.lifetime,
            availability=self.availability,
            lead_time=self.lead_time,
            unit_capacity=2700.0 / 86400.0,
            notes=("Published digging energies differ sixfold; the range is a campaign variable.",),
        )
