"""Carbothermal reduction: soil into oxygen with methane that goes round."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param, samples
from moonbase_regolith.scaling import ScaledPlant
from moonbase_regolith.soil_reduction import SoilReduction
from moonbase_regolith.solar_heat import SolarHeated

__all__ = ["CarbothermalReduction"]


class CarbothermalReduction(SoilReduction, SolarHeated, ScaledPlant):
    """Concentrated heat melts a pool of soil under methane; CO goes to a Sabatier reactor, water to electrolysis.

    Overall the oxides give their oxygen and the carbon goes round but for a small loss. Silicon is not won: at
    1873 K and 1 bar it is bound as carbide or leaves as SiO, so metal beads and slag are dumped together. Energy is a
    system figure per kilogram of oxygen, never under the floor.
    """

    validity = "local melts at 1900 to 2100 K; hardware has run in vacuum for hours"

    iron_conversion: float = param(
        default=0.95, doc="Share of FeO reduced.", source="kleinhenz-paz-2021", grade="estimated", lo=0.0, hi=1.0
    )
    silicon_conversion: float = param(
        default=0.45,
        doc="Share of SiO2 reduced; a tenth to a seventh of the soil's mass leaves as oxygen in practice.",
        source="kleinhenz-paz-2021",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.3, 0.45, 0.9),
    )
    specific_energy: float = param(
        default="24.3 kWh/kg",
        unit="J/kg",
        doc="Electricity of the whole plant per kilogram of oxygen; hardware took 63 to 93 of heat in the reactor.",
        source="kleinhenz-paz-2021",
        grade="secondary",
        lo="10 kWh/kg",
        distribution=("24 kWh/kg", "50 kWh/kg", "93 kWh/kg"),
    )
    carbon_loss: float = param(
        default=0.0017,
        doc="Carbon lost per mass of oxygen: 99.7 % is recovered.",
        source="kleinhenz-paz-2021",
        grade="secondary",
        lo=0.0,
        hi=0.1,
        distribution=(0.0, 0.0017, 0.02),
    )
    temperature: float = param(
        default="1950 K", unit="K", doc="Of the melt.", source="assumed", lo="1700 K", hi="2300 K"
    )
    plant_mass: float = param(
        default="1200 h",
        unit="s",
        doc="Plant mass per oxygen rate [kg per kg/h]: 2700 kg for 10 t in 5400 h, less 2300 kg of stored hydrogen, "
        "with concentrators and a margin.",
        source="kleinhenz-paz-2021",
        grade="estimated",
        lo=0.0,
        distribution=("220 h", "1200 h", "2500 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.monoxide import carried_over
        from moonbase_regolith.oxide_heat import heating_notes
        from moonbase_regolith.oxides import atomic_mass, elements_of, soil_of
        from moonbase_regolith.thermochemistry import electrolysis_floor, floor_notes, reduction_work

        soil = soil_of(site)
        streams = self.streams(site)
        if samples.nothing(streams.oxygen):
            raise ModelError(f'{self.model_name}: nothing is reduced at "{site.name}"', help="raise a conversion")
        floor = electrolysis_floor(soil, self.conversions(), self.temperature)
        lost = self.carbon_loss * streams.oxygen
        mass = self.sized() * streams.oxygen
        waste = 1.0 - streams.oxygen + lost
        left = {**elements_of(soil), "C": lost}
        left["O"] -= streams.oxygen
        fume = (
            f"{carried_over(self.temperature):.2g} kg of silicon monoxide leave with the gas per kg of oxygen won from "
            "silica at equilibrium under methane: silicon lost, and what fouls windows and mirrors."
        )
        recipe = Recipe(
            activity="kg of feedstock",
            flows=(
                Flow(commodity="feedstock", amount=-1.0, composition=elements_of(soil)),
                Flow(commodity="carbon", amount=-lost),
                Flow(commodity="electricity", amount=-samples.larger(self.specific_energy * streams.oxygen, floor)),
                Flow(commodity="oxygen", amount=streams.oxygen),
            ),
            to_waste=waste,
            waste_composition={name: part / waste for name, part in left.items()},
            **self.built(mass),
            unit_capacity=self.unit_size(streams.oxygen),
            energy_floor=floor,
            stored_energy=reduction_work(soil, self.conversions(), self.temperature)[2],
            heat_temperature=self.temperature,
            circulating={"carbon": streams.oxygen * atomic_mass("C") / atomic_mass("O")},
            notes=(
                f"{samples.middle(streams.oxygen):.3f} kg of oxygen per kg of feedstock.",
                "One carbon atom goes round for each oxygen atom; the methane and hydrogen inside belong to the plant.",
                fume,
                *heating_notes(soil, self.temperature),
                *floor_notes(self.specific_energy * streams.oxygen, floor),
            ),
        )
        return self.sunlit(recipe)
