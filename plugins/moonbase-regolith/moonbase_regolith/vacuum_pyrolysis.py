"""Vacuum pyrolysis: soil into oxygen and condensed iron by heat alone."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param, samples
from moonbase_regolith.scaling import ScaledPlant
from moonbase_regolith.solar_heat import SolarHeated

__all__ = ["VacuumPyrolysis"]


class VacuumPyrolysis(SolarHeated, ScaledPlant):
    """Concentrated heat evaporates soil in vacuum; iron oxide gives iron and oxygen, silica monoxide and oxygen.

    The vapours are quenched so that metal and monoxide condense before the oxygen finds them again. The floor is the
    heat of ``FeO = Fe(g) + O2/2`` and ``SiO2 = SiO(g) + O2/2`` plus that of the feed, nothing recovered.
    """

    validity = "2000 to 2900 K; no system study, published ranges only; TRL 2 to 3"

    temperature: float = param(
        default="2200 K",
        unit="K",
        doc="Of the evaporating melt.",
        source="pyrolysis-range",
        grade="recalled",
        lo="1900 K",
        hi="2900 K",
        distribution=("2000 K", "2200 K", "2700 K"),
    )
    iron_conversion: float = param(
        default=0.9,
        doc="Share of FeO that parts into iron vapour and oxygen.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.7, 0.9, 1.0),
    )
    silicon_conversion: float = param(
        default=0.45,
        doc="Share of SiO2 that leaves as monoxide and oxygen and does not recombine.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.2, 0.45, 0.8),
    )
    iron_recovery: float = param(
        default=0.5, doc="Share of the iron condensed clean enough to use.", source="assumed", lo=0.0, hi=1.0
    )
    specific_energy: float = param(
        default="40 kWh/kg",
        unit="J/kg",
        doc="Heat from electricity for the whole plant per kilogram of oxygen, never under the floor.",
        source="pyrolysis-range",
        grade="recalled",
        lo="10 kWh/kg",
        distribution=("20 kWh/kg", "40 kWh/kg", "100 kWh/kg"),
    )
    plant_mass: float = param(
        default="1500 h",
        unit="s",
        doc="Plant mass per oxygen rate [kg per kg/h]; no study gives one.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("500 h", "1500 h", "5000 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.oxide_heat import heating, heating_notes
        from moonbase_regolith.oxides import atomic_mass, elements_of, molar_mass, soil_of
        from moonbase_regolith.residue import composition_of, residue
        from moonbase_regolith.thermochemistry import floor_notes

        soil = soil_of(site)
        moles = {
            "FeO": soil.get("FeO", 0.0) * self.iron_conversion / molar_mass("FeO"),
            "SiO2": soil.get("SiO2", 0.0) * self.silicon_conversion / molar_mass("SiO2"),
        }
        oxygen = sum(moles.values()) * atomic_mass("O")
        if samples.nothing(oxygen):
            raise ModelError(f'{self.model_name}: nothing evaporates at "{site.name}"', help="raise a conversion")
        iron = moles["FeO"] * atomic_mass("Fe") * self.iron_recovery
        products = {"oxygen": oxygen, "iron": iron}
        waste, left = residue(
            [(1.0, elements_of(soil))], [(mass, composition_of(name)) for name, mass in products.items()]
        )
        floor = self._floor(soil, moles)
        mass = self.sized() * oxygen
        recipe = Recipe(
            activity="kg of feedstock",
            flows=(
                Flow(commodity="feedstock", amount=-1.0, composition=elements_of(soil)),
                Flow(commodity="electricity", amount=-samples.larger(self.specific_energy * oxygen, floor)),
                *(Flow(commodity=name, amount=part) for name, part in products.items() if not samples.nothing(part)),
            ),
            to_waste=waste,
            waste_composition=left,
            **self.built(mass),
            unit_capacity=self.unit_size(oxygen),
            energy_floor=floor,
            stored_energy=floor - heating(soil, self.temperature),
            heat_temperature=self.temperature,
            notes=(
                f"{samples.middle(oxygen):.3f} kg of oxygen per kg of feedstock; monoxide and other iron are dumped.",
                "Nearly all of the energy is heat at the melt's temperature; sunlight can give it (heat_source).",
                *heating_notes(soil, self.temperature),
                *floor_notes(self.specific_energy * oxygen, floor),
            ),
        )
        return self.sunlit(recipe)

    def _floor(self, soil: dict[str, float], moles: dict[str, float]) -> float:
        """Heat of the feed and of both evaporations [J/kg]."""
        from moonbase_regolith.oxide_heat import heating
        from moonbase_regolith.oxides import formula
        from moonbase_regolith.species import species, stable

        t = self.temperature
        total = heating(soil, t)
        for oxide, vapour in (("FeO", "Fe(g)"), ("SiO2", "SiO(g)")):
            whole = stable(tuple(sorted(formula(oxide).items())), t, gas=False)
            heat = species(vapour).enthalpy(t) + 0.5 * species("O2(g)").enthalpy(t) - whole.enthalpy(t)
            total += moles[oxide] * heat
        return total
