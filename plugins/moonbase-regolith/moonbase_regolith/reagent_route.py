"""What routes with a circulating reagent share: metals by oxide, make-up of the reagent, the waste that closes."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass

from moonbase.api import Flow, ModelError, Recipe, Site, param, samples
from moonbase_regolith.scaling import ScaledPlant

__all__ = ["ReagentRoute", "Split"]

METALS = {"Al2O3": ("Al", "aluminium"), "FeO": ("Fe", "iron"), "SiO2": ("Si", "silicon")}


@dataclass(frozen=True, kw_only=True)
class Split:
    """What a route does to a soil.

    Attributes
    ----------
    reduced
        Share of each oxide that ends as oxygen and metal [1].
    lost, circulating
        Reagents lost, and those that go round, per kilogram of feed [kg], by commodity.
    heated
        Mass of each oxide that is brought to the reduction, per kilogram of feed [kg].
    temperature
        At which the reduction runs [K].
    notes
        What a reader must know.
    """

    reduced: Mapping[str, float]
    lost: Mapping[str, float]
    circulating: Mapping[str, float]
    heated: Mapping[str, float]
    temperature: float
    notes: tuple[str, ...]


class ReagentRoute(ScaledPlant, ABC):
    """A plant in which a reagent goes round and a little of it is lost."""

    metal_recovery: float = param(
        default=0.8,
        doc="Share of the reduced aluminium, iron and silicon that comes out pure enough to use.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.5, 0.8, 0.95),
    )
    plant_mass: float = param(
        default="2500 h",
        unit="s",
        doc="Plant mass with the reagent's inventory per oxygen rate [kg per kg/h]; no study gives one.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("1000 h", "2500 h", "6000 h"),
    )

    def route(self, site: Site, split: Split, specific_energy: float) -> Recipe:
        """Turn a split into a recipe per kilogram of feedstock.

        Parameters
        ----------
        site
            With the soil.
        split
            What the route does.
        specific_energy
            Electricity of the whole plant per kilogram of oxygen [J/kg], raised to the floor where it is under it.

        Raises
        ------
        ModelError
            If nothing is reduced.
        """
        from moonbase_regolith.oxide_heat import heating, heating_notes
        from moonbase_regolith.oxides import elements_of, reduce_soil, soil_of
        from moonbase_regolith.residue import composition_of, residue
        from moonbase_regolith.thermochemistry import floor_notes, reduction_work

        soil = soil_of(site)
        oxygen, metals, _ = reduce_soil(soil, split.reduced)
        if samples.nothing(oxygen):
            raise ModelError(f'{self.model_name}: nothing is reduced at "{site.name}"', help="raise a share")
        products = {"oxygen": oxygen}
        for symbol, name in METALS.values():
            products[name] = metals.get(symbol, 0.0) * self.metal_recovery
        products = {name: mass for name, mass in products.items() if not samples.nothing(mass)}
        lost = {name: mass for name, mass in split.lost.items() if not samples.nothing(mass)}
        waste, left = residue(
            [(1.0, elements_of(soil)), *((mass, composition_of(name)) for name, mass in lost.items())],
            [(mass, composition_of(name)) for name, mass in products.items()],
        )
        stored = reduction_work(soil, split.reduced, split.temperature)[2]
        floor = stored + heating(split.heated, split.temperature)
        mass = self.sized() * oxygen
        return Recipe(
            activity="kg of feedstock",
            flows=(
                Flow(commodity="feedstock", amount=-1.0, composition=elements_of(soil)),
                *(Flow(commodity=name, amount=-mass) for name, mass in lost.items()),
                Flow(commodity="electricity", amount=-samples.larger(specific_energy * oxygen, floor)),
                *(Flow(commodity=name, amount=mass) for name, mass in products.items()),
            ),
            to_waste=waste,
            waste_composition=left,
            **self.built(mass),
            unit_capacity=self.unit_size(oxygen),
            energy_floor=floor,
            stored_energy=stored,
            heat_temperature=split.temperature,
            circulating=split.circulating,
            notes=(
                f"{samples.middle(oxygen):.3f} kg of oxygen per kg of feedstock.",
                *split.notes,
                *heating_notes(split.heated, split.temperature),
                *floor_notes(specific_energy * oxygen, floor),
            ),
        )
