"""Beneficiation of ilmenite: soil into concentrate and tailings."""

from __future__ import annotations

from moonbase.api import Flow, Recipe, Site, param
from moonbase_regolith.ilmenite_feed import IlmeniteFeed
from moonbase_regolith.separator import Separator

__all__ = ["IlmeniteBeneficiation"]


class IlmeniteBeneficiation(IlmeniteFeed, Separator):
    """Sieving, magnetic and electrostatic separation: ``m_c = g R / min(1, EF g)`` per mass of soil."""

    energy: float = param(
        default="87 kJ/kg",
        unit="J/kg",
        doc="Electricity per kilogram of soil.",
        source="eagle-1988",
        grade="secondary",
        lo=0.0,
        distribution=("40 kJ/kg", "87 kJ/kg", "120 kJ/kg"),
    )
    plant_mass: float = param(
        default="0.094 d",
        unit="s",
        doc="Plant mass per soil rate [kg per kg/day].",
        source="eagle-1988",
        grade="secondary",
        lo=0.0,
        distribution=("0.05 d", "0.094 d", "0.22 d"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of soil fed."""
        from moonbase_regolith.oxides import elements_of, soil_of

        feed = self.feed(site)
        return Recipe(
            activity="kg of soil fed",
            flows=(
                Flow(commodity="regolith", amount=-1.0, composition=elements_of(soil_of(site))),
                Flow(commodity="electricity", amount=-self.energy),
                Flow(commodity="ilmenite-concentrate", amount=feed.mass, composition=feed.composition),
            ),
            to_waste=1.0 - feed.mass,
            waste_composition=feed.tailings_composition or None,
            **self.built(self.plant_mass),
            notes=(f"Concentrate of {feed.grade:.1%} ilmenite, {feed.mass:.3f} kg per kg of soil.",),
        )
