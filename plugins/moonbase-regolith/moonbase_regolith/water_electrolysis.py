"""Water electrolysis."""

from __future__ import annotations

from moonbase.api import Flow, Plant, Recipe, Site, param

__all__ = ["WaterElectrolysis"]

_HYDROGEN_SHARE = 0.111907  # of water, from the atomic masses of CIAAW 2021
_HEAT_OF_FORMATION = 285.83e3 / 0.018015  # J/kg of liquid water at 298.15 K, NIST
_GIBBS_ENERGY = 237.13e3 / 0.018015  # J/kg of liquid water at 298.15 K, NIST


class WaterElectrolysis(Plant):
    """Splits water into oxygen and hydrogen; the floor is the Gibbs energy at 298 K (1.229 V).

    Below 4.41 kWh/kg (1.481 V) a cell takes the rest of the heat from its surroundings, which is not counted.
    """

    energy: float = param(
        default="5.64 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of water: 1.8 V at 95 % of Faraday's law.",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo="3.7 kWh/kg",
        distribution=("4.6 kWh/kg", "5.64 kWh/kg", "6.5 kWh/kg"),
    )
    plant_mass: float = param(
        default="1.46 d",
        unit="s",
        doc="Plant mass per water rate [kg per kg/day].",
        source="kleinhenz-paz-2020",
        grade="computed",
        lo=0.0,
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of water."""
        return Recipe(
            activity="kg of water",
            flows=(
                Flow(commodity="water", amount=-1.0),
                Flow(commodity="electricity", amount=-self.energy),
                Flow(commodity="hydrogen", amount=_HYDROGEN_SHARE),
                Flow(commodity="oxygen", amount=1.0 - _HYDROGEN_SHARE),
            ),
            **self.built(self.plant_mass),
            energy_floor=_GIBBS_ENERGY,
            stored_energy=_HEAT_OF_FORMATION,
            notes=("Gases leave at pressure; drying is inside the plant's figure.",),
        )
