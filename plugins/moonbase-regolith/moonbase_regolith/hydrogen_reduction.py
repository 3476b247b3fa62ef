"""Hydrogen reduction of ilmenite: concentrate into oxygen."""

from __future__ import annotations

from moonbase.api import Flow, Recipe, Site, param
from moonbase_regolith.ilmenite_feed import IlmeniteFeed
from moonbase_regolith.scaling import ScaledPlant

__all__ = ["HydrogenReduction"]


class HydrogenReduction(IlmeniteFeed, ScaledPlant):
    """Fluidised bed with hydrogen, then electrolysis of the water; the hydrogen goes round.

    Electricity is the heat of the concentrate (less what is recovered), the heat of reaction, the heating of the
    hydrogen that circulates in excess, and electrolysis. Reduced iron stays grown into the residue and is dumped. The
    floor is the heat that sets the oxygen free and, where the bed's heat is counted, that of the feed less what is
    recovered of it.
    """

    validity = "1150 to 1350 K; grains of 0.045 to 0.5 mm"

    energy_basis: str = param(
        default="bed",
        unit="",
        doc="Whether energy follows from the bed's heat balance or is a system study's figure.",
        source="assumed",
        choices=("bed", "system"),
    )
    specific_energy: float = param(
        default="18.1 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of oxygen, on the basis of a system study.",
        source="eagle-1988",
        grade="computed",
        lo="6 kWh/kg",
        distribution=("10.7 kWh/kg", "18.1 kWh/kg", "53 kWh/kg"),
    )
    temperature: float = param(
        default="1273 K", unit="K", doc="Of the bed.", source="eagle-1988", grade="secondary", lo="1150 K", hi="1350 K"
    )
    conversion: float = param(
        default=0.9,
        doc="Share of the ilmenite reduced.",
        source="eagle-1988",
        grade="secondary",
        lo=0.01,
        hi=1.0,
        distribution=(0.6, 0.9, 0.95),
    )
    heat_recovery: float = param(
        default=0.67,
        doc="Share of the residue's heat given to the feed; makes 24.3 kWh/kg at 10 % ilmenite, less 1.5 to liquefy.",
        source="leger-2025",
        grade="computed",
        lo=0.0,
        hi=0.95,
        distribution=(0.3, 0.67, 0.8),
    )
    heater_efficiency: float = param(
        default=0.85, doc="Heat in the bed per electricity.", source="assumed", lo=0.1, hi=1.0
    )
    hydrogen_heat: float = param(
        default=0.27,
        doc="Share of the reactor's heat that warms circulating hydrogen.",
        source="leger-2025",
        grade="secondary",
        lo=0.0,
        hi=0.9,
    )
    electrolysis_energy: float = param(
        default="6.35 kWh/kg",
        unit="J/kg",
        doc="Electricity of electrolysis per kilogram of oxygen: 1.8 V at 95 %; steam takes at least 4.32.",
        source="leger-2025",
        grade="computed",
        lo="4.4 kWh/kg",
    )
    hydrogen_loss: float = param(
        default=0.002, doc="Hydrogen lost per mass of oxygen.", source="assumed", lo=0.0, hi=0.1
    )
    plant_mass: float = param(
        default="1365 h",
        unit="s",
        doc="Plant mass per oxygen rate [kg per kg/h]; the study's figure includes mining and beneficiation.",
        source="eagle-1988",
        grade="computed",
        lo=0.0,
        distribution=("690 h", "1365 h", "2500 h"),
    )

    reference_rate: float = param(
        default="1000 t/yr",
        unit="kg/s",
        doc="Oxygen rate at which the plant mass holds.",
        source="eagle-1988",
        grade="secondary",
        lo="0.1 t/yr",
    )
    design_rate: float = param(
        default="1000 t/yr", unit="kg/s", doc="Oxygen rate of one plant to be built.", source="assumed", lo="0.1 t/yr"
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of concentrate."""
        from moonbase_regolith.ilmenite import hydrogen_conversion, stoichiometry
        from moonbase_regolith.oxide_heat import heating_notes
        from moonbase_regolith.oxides import atomic_mass, soil_of

        feed = self.feed(site)
        oxygen = feed.grade * self.conversion * stoichiometry()["O2"]
        lost = self.hydrogen_loss * oxygen
        mass = self.sized() * oxygen
        round_trip = oxygen * 2.0 * atomic_mass("H") / atomic_mass("O") / hydrogen_conversion(self.temperature)
        split, warming = self._splitting(feed.grade), self._warming(site)
        residue = {name: share - (oxygen if name == "O" else 0.0) for name, share in feed.composition.items()}
        waste = 1.0 - oxygen + lost
        return Recipe(
            activity="kg of concentrate",
            flows=(
                Flow(commodity="ilmenite-concentrate", amount=-1.0, composition=feed.composition),
                Flow(commodity="electricity", amount=-self._electricity(warming, feed.grade, oxygen)),
                Flow(commodity="hydrogen", amount=-lost),
                Flow(commodity="oxygen", amount=oxygen),
            ),
            to_waste=waste,
            waste_composition={name: part / waste for name, part in {**residue, "H": lost}.items()},
            **self.built(mass),
            unit_capacity=self.unit_size(oxygen),
            energy_floor=split + warming,
            stored_energy=split,
            heat_temperature=self.temperature,
            circulating={"hydrogen": round_trip},
            notes=(
                f"{oxygen:.4f} kg of oxygen per kg of concentrate of {feed.grade:.1%} ilmenite.",
                f"{hydrogen_conversion(self.temperature):.1%} of the hydrogen turns to water in a pass at equilibrium.",
                *heating_notes(soil_of(site), self.temperature),
            ),
        )

    def _electricity(self, warming: float, grade: float, oxygen: float) -> float:
        """Electricity per kilogram of concentrate [J]."""
        from moonbase_regolith.ilmenite import reaction_enthalpy
        from moonbase_regolith.oxides import molar_mass

        if self.energy_basis == "system":
            return self.specific_energy * oxygen
        reaction = grade * self.conversion / molar_mass("FeTiO3") * reaction_enthalpy(self.temperature)
        bed = (warming + reaction) / (1.0 - self.hydrogen_heat)
        return bed / self.heater_efficiency + self.electrolysis_energy * oxygen

    def _warming(self, site: Site) -> float:
        """Heat of a kilogram of feed, taken as the site's oxides, less what the residue gives back [J]."""
        from moonbase_regolith.oxide_heat import heating
        from moonbase_regolith.oxides import soil_of

        if self.energy_basis == "system":
            return 0.0
        return heating(soil_of(site), self.temperature) * (1.0 - self.heat_recovery)

    def _splitting(self, grade: float) -> float:
        """Heat of ``FeTiO3 = Fe + TiO2 + O2/2`` at the bed's temperature per kilogram of concentrate [J]."""
        from moonbase_regolith.ilmenite import reaction_enthalpy
        from moonbase_regolith.oxides import molar_mass
        from moonbase_regolith.species import species

        t = self.temperature
        water = species("H2(g)").enthalpy(t) + 0.5 * species("O2(g)").enthalpy(t) - species("H2O(g)").enthalpy(t)
        return grade * self.conversion / molar_mass("FeTiO3") * (reaction_enthalpy(t) + water)
