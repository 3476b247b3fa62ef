"""Molten regolith electrolysis: soil into oxygen, ferrosilicon, slag, and aluminium if run deep."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param, samples
from moonbase_regolith.melt_cell import MeltCell
from moonbase_regolith.soil_reduction import SoilReduction, Streams

__all__ = ["MoltenRegolithElectrolysis"]


class MoltenRegolithElectrolysis(SoilReduction, MeltCell):
    """A plant of joule-heated cells with inert anodes.

    Oxygen, alloy and slag follow from the soil's oxides and the conversions. The floor is the heat of reaction plus
    the heat of the feed at the cell's temperature, from NASA polynomials, without heat recovery.
    """

    validity = "1 to 100 t of oxygen per year and plant; 1850 to 2300 K"

    temperature: float = param(
        default="1900 K",
        unit="K",
        doc="Melt temperature; 2100 K or more if aluminium is reduced.",
        source="schreiner-2015",
        grade="secondary",
        lo="1600 K",
        hi="2400 K",
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.oxides import elements_of, soil_of
        from moonbase_regolith.thermochemistry import electrolysis_floor, reduction_work

        soil = soil_of(site)
        streams = self.streams(site)
        if samples.nothing(streams.oxygen):
            raise ModelError(f'{self.model_name}: nothing is reduced at "{site.name}"', help="raise a conversion")
        electricity = self.cell_energy(soil, self.conversions(), self.temperature)
        electricity += self.separation_energy * streams.aluminium
        mass = self.cell_mass(streams.oxygen)
        return Recipe(
            activity="kg of feedstock",
            flows=(
                Flow(commodity="feedstock", amount=-1.0, composition=elements_of(soil)),
                Flow(commodity="electricity", amount=-electricity),
                *_products(streams),
            ),
            **self.built(mass),
            unit_capacity=self.unit_size(streams.oxygen),
            energy_floor=electrolysis_floor(soil, self.conversions(), self.temperature),
            stored_energy=reduction_work(soil, self.conversions(), self.temperature)[2],
            heat_temperature=self.temperature,
            notes=(*self._notes(streams), *self.cell_notes(soil, self.conversions(), self.temperature)),
        )

    def _notes(self, streams: Streams) -> tuple[str, ...]:
        notes = [
            f"{samples.middle(streams.oxygen):.3f} kg of oxygen per kg of feedstock, on the {self.energy_basis} basis.",
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
    if not samples.nothing(streams.aluminium):
        flows.append(Flow(commodity="aluminium", amount=streams.aluminium))
    return tuple(flow for flow in flows if not samples.nothing(flow.amount))
