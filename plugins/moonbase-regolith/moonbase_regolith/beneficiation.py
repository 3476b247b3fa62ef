"""Beneficiation by size: soil into reactor feed and tailings."""

from __future__ import annotations

from moonbase.api import Flow, Recipe, Site, param
from moonbase_regolith.oxides import elements_of, soil_of
from moonbase_regolith.separator import Separator

__all__ = ["Beneficiation"]


class Beneficiation(Separator):
    """Sieves out rocks and lumps; feedstock and tailings keep the composition of the soil."""

    yield_fraction: float = param(
        default=0.9,
        doc="Feedstock per mass of soil; melt electrolysis takes any grain size, so only lumps go.",
        source="assumed",
        lo=0.05,
        hi=1.0,
        distribution=(0.438, 0.9, 0.98),
    )
    energy: float = param(
        default="58 kJ/kg",
        unit="J/kg",
        doc="Electricity per kilogram of soil.",
        source="ggz-2023",
        grade="secondary",
        lo=0.0,
        distribution=("10 kJ/kg", "58 kJ/kg", "87 kJ/kg"),
    )
    plant_mass: float = param(
        default="0.22 d",
        unit="s",
        doc="Plant mass per soil rate [kg per kg/day].",
        source="ggz-2023",
        grade="secondary",
        lo=0.0,
        distribution=("0.05 d", "0.22 d", "0.3 d"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of soil fed."""
        composition = elements_of(soil_of(site))
        return Recipe(
            activity="kg of soil sieved",
            flows=(
                Flow(commodity="regolith", amount=-1.0, composition=composition),
                Flow(commodity="electricity", amount=-self.energy),
                Flow(commodity="feedstock", amount=self.yield_fraction, composition=composition),
            ),
            to_waste=1.0 - self.yield_fraction,
            waste_composition=composition,
            **self.built(self.plant_mass),
            notes=("Energy and mass are those of a full magnetic beneficiation: cautious for plain sieving.",),
        )
