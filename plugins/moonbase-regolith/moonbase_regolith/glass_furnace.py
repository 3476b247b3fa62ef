"""Glass furnace: slag or soil into glass."""

from __future__ import annotations

from moonbase.api import Flow, Recipe, Site, param, samples
from moonbase_regolith.oxides import elements_of, soil_of
from moonbase_regolith.soil_reduction import SoilReduction
from moonbase_regolith.solar_heat import SolarHeated

__all__ = ["GlassFurnace"]


class GlassFurnace(SoilReduction, SolarHeated):
    """Melts slag or soil, forms sheet, cools it; the product keeps the composition of the feed.

    The floor is the heat that brings the oxides from 298 K to the melt's temperature; energy is never under it.
    """

    feed: str = param(
        default="slag", unit="", doc="What is melted.", source="assumed", choices=("slag", "feedstock", "regolith")
    )
    energy: float = param(
        default="1.5 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of glass.",
        source="terrestrial-glass",
        grade="recalled",
        lo="0.5 kWh/kg",
        distribution=("0.8 kWh/kg", "1.5 kWh/kg", "4 kWh/kg"),
    )
    glass_yield: float = param(
        default=0.95, doc="Glass per mass of feed; the rest is dross.", source="assumed", lo=0.3, hi=1.0
    )
    temperature: float = param(
        default="1750 K", unit="K", doc="Temperature of the melt.", source="assumed", lo="1300 K", hi="2200 K"
    )
    plant_mass: float = param(
        default="100 h",
        unit="s",
        doc="Plant mass per rate of glass [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("25 h", "100 h", "300 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feed."""
        from moonbase_regolith.oxide_heat import heating, heating_notes
        from moonbase_regolith.oxides import normalised, reduce_soil
        from moonbase_regolith.thermochemistry import floor_notes

        oxides = soil_of(site)
        if self.feed == "slag":
            oxides = normalised(reduce_soil(oxides, self.conversions())[2])
        composition = elements_of(oxides)
        mass = self.plant_mass * self.glass_yield
        asked, floor = self.energy * self.glass_yield, self.glass_yield * heating(oxides, self.temperature)
        recipe = Recipe(
            activity=f"kg of {self.feed}",
            flows=(
                Flow(commodity=self.feed, amount=-1.0, composition=composition),
                Flow(commodity="electricity", amount=-samples.larger(asked, floor)),
                Flow(commodity="glass", amount=self.glass_yield, composition=composition),
            ),
            to_waste=1.0 - self.glass_yield,
            waste_composition=composition,
            **self.built(mass),
            heat_temperature=self.temperature,
            energy_floor=floor,
            notes=(
                "Slag that leaves the cell hot would need less; no heat is recovered here.",
                *heating_notes(oxides, self.temperature),
                *floor_notes(asked, floor),
            ),
        )
        return self.sunlit(recipe)
