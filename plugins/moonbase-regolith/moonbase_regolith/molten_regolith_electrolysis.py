"""Molten regolith electrolysis: soil into oxygen, ferrosilicon, slag, and aluminium if run deep."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param
from moonbase_regolith.plant import Plant, scaled
from moonbase_regolith.soil_reduction import SoilReduction, Streams

__all__ = ["MoltenRegolithElectrolysis"]


class MoltenRegolithElectrolysis(SoilReduction, Plant):
    """A plant of joule-heated cells with inert anodes.

    Per kilogram of feedstock; oxygen, alloy and slag follow from the soil's oxides and the conversions. Energy is
    a system figure per kilogram of oxygen; the floor is the heat of reaction plus the heat of the feed at the
    cell's temperature, from NASA polynomials, without heat recovery.
    """

    validity = "1 to 100 t of oxygen per year and plant; 1850 to 2300 K"

    specific_energy: float = param(
        default="49.5 kWh/kg",
        unit="J/kg",
        doc="Electricity of the whole plant per kilogram of oxygen.",
        source="schreiner-2015",
        grade="secondary",
        lo="10 kWh/kg",
        distribution=("21 kWh/kg", "49.5 kWh/kg", "123 kWh/kg"),
    )
    separation_energy: float = param(
        default="10 kWh/kg",
        unit="J/kg",
        doc="Electricity to distil aluminium out of the alloy, per kilogram: heat of vaporisation 3.0 kWh/kg at 30 %.",
        source="assumed",
        grade="estimated",
        lo="3 kWh/kg",
    )
    temperature: float = param(
        default="1900 K",
        unit="K",
        doc="Melt temperature; 2100 K or more if aluminium is reduced.",
        source="schreiner-2015",
        grade="secondary",
        lo="1600 K",
        hi="2400 K",
    )
    plant_mass: float = param(
        default="1396 h",
        unit="s",
        doc="Plant mass per oxygen rate [kg per kg/h] at the reference rate; the study's figure includes its power "
        "supply, excavator and storage, so it is cautious beside nodes of their own for these.",
        source="schreiner-2015",
        grade="computed",
        lo=0.0,
        distribution=("263 h", "1396 h", "3504 h"),
    )
    reference_rate: float = param(
        default="10 t/yr", unit="kg/s", doc="Oxygen rate of the study.", source="schreiner-2015", lo="0.1 t/yr"
    )
    design_rate: float = param(
        default="10 t/yr", unit="kg/s", doc="Oxygen rate of one plant to be built.", source="assumed", lo="0.1 t/yr"
    )
    scale_exponent: float = param(
        default=0.85,
        doc="Exponent of plant mass on rate; studies give 0.60 to 1.",
        source="schreiner-2015",
        grade="estimated",
        lo=0.4,
        hi=1.0,
        distribution=(0.6, 0.85, 1.0),
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.oxides import elements_of, soil_of
        from moonbase_regolith.thermochemistry import electrolysis_floor

        soil = soil_of(site)
        streams = self.streams(site)
        if streams.oxygen <= 0.0:
            raise ModelError(f'{self.model_name}: nothing is reduced at "{site.name}"', help="raise a conversion")
        electricity = self.specific_energy * streams.oxygen + self.separation_energy * streams.aluminium
        per_oxygen = scaled(self.plant_mass, self.reference_rate, self.design_rate, self.scale_exponent)
        mass = per_oxygen * streams.oxygen
        return Recipe(
            activity="kg of feedstock",
            flows=(
                Flow(commodity="feedstock", amount=-1.0, composition=elements_of(soil)),
                Flow(commodity="electricity", amount=-electricity),
                *_products(streams),
            ),
            equipment=self.parts(mass),
            spares=self.spare_parts(mass),
            lifetime=self.lifetime,
            availability=self.availability,
            lead_time=self.lead_time,
            unit_capacity=self.design_rate / streams.oxygen,
            energy_floor=electrolysis_floor(soil, self.conversions(), self.temperature),
            notes=self._notes(streams),
        )

    def _notes(self, streams: Streams) -> tuple[str, ...]:
        notes = [
            f"{streams.oxygen:.3f} kg of oxygen per kg of feedstock; system energy, floor without heat recovery.",
            "Anode wear is inside the spares rate: no inert anode has run long enough to give a number.",
            "Sodium, potassium and manganese stay in the slag; their vapours are not modelled.",
        ]
        if self.aluminium_conversion > 0.0:
            notes.append("Deep electrolysis with distilled aluminium has not been shown outside the laboratory.")
        return tuple(notes)


def _products(streams: Streams) -> tuple[Flow, ...]:
    flows = [
        Flow(commodity="oxygen", amount=streams.oxygen),
        Flow(commodity="ferrosilicon", amount=streams.alloy, composition=streams.alloy_composition),
        Flow(commodity="slag", amount=streams.slag, composition=streams.slag_composition),
    ]
    if streams.aluminium > 0.0:
        flows.append(Flow(commodity="aluminium", amount=streams.aluminium))
    return tuple(flow for flow in flows if flow.amount > 0.0)
