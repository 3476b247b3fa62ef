"""Fluorination: soil into oxygen and separate metals with fluorine that goes round as potassium fluoride."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param, samples
from moonbase_regolith.reagent_route import ReagentRoute, Split

__all__ = ["Fluorination"]

_ATTACKED = ("SiO2", "TiO2", "Al2O3", "FeO", "MgO", "CaO", "Na2O")


class Fluorination(ReagentRoute):
    """Fluorine drives the oxygen out of every oxide; potassium takes the metals out of their fluorides.

    Electrolysis of potassium fluoride gives fluorine and potassium back, so that overall the oxides fall into metals
    and oxygen: two fluorine atoms go round for each oxygen atom. The floor is the heat of that at 1000 K and of the
    soil that is brought there, nothing recovered.
    """

    validity = "500 to 1200 K; a paper route (Landis 2007), no hardware with soil; TRL 2 to 3"

    oxygen_yield: float = param(
        default=0.95,
        doc="Share of each attacked oxide that gives up its oxygen; published yields are 0.40 to 0.45 kg/kg.",
        source="landis-2007",
        grade="estimated",
        lo=0.1,
        hi=1.0,
        distribution=(0.85, 0.95, 0.99),
    )
    fluorine_recycle: float = param(
        default=0.999,
        doc="Share of the circulating fluorine that comes back; less than 0.999 makes imports rule.",
        source="landis-2007",
        grade="estimated",
        lo=0.5,
        hi=1.0,
        distribution=(0.99, 0.999, 0.9999),
    )
    specific_energy: float = param(
        default="40 kWh/kg",
        unit="J/kg",
        doc="Electricity of the whole plant per kilogram of oxygen.",
        source="landis-2007",
        grade="recalled",
        lo="6 kWh/kg",
        distribution=("20 kWh/kg", "40 kWh/kg", "80 kWh/kg"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.oxides import atomic_mass, reduce_soil, soil_of
        from moonbase_regolith.residue import composition_of

        reduced = dict.fromkeys(_ATTACKED, self.oxygen_yield)
        soil = soil_of(site)
        oxygen = reduce_soil(soil, reduced)[0]
        fluorine = 2.0 * atomic_mass("F") / atomic_mass("O") * oxygen
        salt = fluorine / composition_of("potassium-fluoride")["F"]
        lost = salt * (1.0 - self.fluorine_recycle)
        return self.route(
            site,
            Split(
                reduced=reduced,
                lost={"potassium-fluoride": lost},
                circulating={"potassium-fluoride": salt},
                heated=soil,
                temperature=1000.0,
                notes=(
                    f"{samples.middle(fluorine):.2f} kg of fluorine goes round per kg of feedstock.",
                    f"{samples.middle(lost):.2g} kg of salt is lost per kg of feedstock.",
                ),
            ),
            self.specific_energy,
        )
