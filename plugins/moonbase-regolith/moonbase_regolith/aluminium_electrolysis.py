"""Aluminium electrolysis: slag of the first electrolysis into aluminium, oxygen and a lime-magnesia residue."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param
from moonbase_regolith.melt_cell import MeltCell
from moonbase_regolith.soil_reduction import SoilReduction

__all__ = ["AluminiumElectrolysis"]

_BEFORE_ALUMINIUM = ("FeO", "SiO2", "TiO2")  # lower decomposition voltage: reduced first


class AluminiumElectrolysis(SoilReduction, MeltCell):
    """A second, hotter cell behind molten regolith electrolysis.

    What is left of FeO, SiO2 and TiO2 decomposes at a lower voltage than Al2O3 and goes with it; vacuum
    distillation parts aluminium from that alloy. Highland slag is nearly half alumina. The conversions inherited from
    the first electrolysis say what slag arrives; `slag_conversion` says how much of its alumina is reduced.
    """

    validity = "highland slag; no such cell has been run beyond the laboratory"

    slag_conversion: float = param(
        default=0.7,
        doc="Share of the slag's Al2O3 reduced.",
        source="assumed",
        lo=0.01,
        hi=1.0,
        distribution=(0.4, 0.7, 0.9),
    )
    temperature: float = param(
        default="2100 K",
        unit="K",
        doc="Melt temperature.",
        source="schreiner-2016",
        grade="estimated",
        lo="1900 K",
        hi="2300 K",
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of slag."""
        from moonbase_regolith.oxides import elements_of, normalised, reduce_soil, soil_of
        from moonbase_regolith.thermochemistry import electrolysis_floor, reduction_work

        slag = normalised(reduce_soil(soil_of(site), self.conversions())[2])
        if slag.get("Al2O3", 0.0) <= 0.0:
            raise ModelError(
                f'{self.model_name}: no alumina left in the slag at "{site.name}"',
                help="lower aluminium_conversion, here and of the electrolysis before it",
            )
        conversions = {"Al2O3": self.slag_conversion, **dict.fromkeys(_BEFORE_ALUMINIUM, 1.0)}
        oxygen, metals, left = reduce_soil(slag, conversions)
        aluminium = metals["Al"] * self.aluminium_recovery
        metals["Al"] -= aluminium
        rest = elements_of(left)
        waste = {name: rest.get(name, 0.0) + metals.get(name, 0.0) for name in {**rest, **metals}}
        total = sum(waste.values())
        mass = self.cell_mass(oxygen)
        electricity = self.cell_energy(slag, conversions, self.temperature) + self.separation_energy * aluminium
        return Recipe(
            activity="kg of slag",
            flows=(
                Flow(commodity="slag", amount=-1.0, composition=elements_of(slag)),
                Flow(commodity="electricity", amount=-electricity),
                Flow(commodity="oxygen", amount=oxygen),
                Flow(commodity="aluminium", amount=aluminium),
            ),
            to_waste=total,
            waste_composition=normalised(waste),
            **self.built(mass),
            unit_capacity=self.unit_size(oxygen),
            energy_floor=electrolysis_floor(slag, conversions, self.temperature),
            stored_energy=reduction_work(slag, conversions, self.temperature)[2],
            heat_temperature=self.temperature,
            notes=(
                f"{aluminium:.3f} kg of aluminium per kg of slag; slag is charged cold, its heat is not recovered.",
                "Magnesia decomposes at nearly the same voltage; magnesium vapour and what it costs are left out.",
                "The silicon alloy left after distillation and the lime-magnesia residue are dumped.",
                *self.cell_notes(slag, conversions, self.temperature),
            ),
        )
