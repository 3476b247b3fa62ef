"""Acid leaching: soil into separate oxides, and those into oxygen and metals."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param, samples
from moonbase_regolith.reagent_route import ReagentRoute, Split

__all__ = ["AcidLeaching"]

_ATTACKED = {
    "hydrofluoric-acid": ("SiO2", "TiO2", "Al2O3", "FeO", "MgO", "CaO", "Na2O"),
    "hydrochloric-acid": ("Al2O3", "FeO", "MgO", "CaO", "Na2O"),
}


class AcidLeaching(ReagentRoute):
    """Acid dissolves oxides, they are precipitated apart and the acid is distilled off; electrolysis takes the metals.

    Two moles of acid go round for each dissolved oxygen atom; lime, magnesia, soda and titania stay oxides. The floor
    is the heat of the reduction at 1250 K and of the oxides that are brought there; evaporation of water is inside the
    system's figure.
    """

    validity = "300 to 480 K for the leach; bench scale on simulant; TRL 3"

    acid: str = param(
        default="hydrofluoric-acid",
        unit="",
        doc="Acid that goes round; hydrochloric acid leaves silica whole.",
        source="cp-2255",
        choices=tuple(_ATTACKED),
    )
    dissolved: float = param(
        default=0.85,
        doc="Share of each attacked oxide that dissolves.",
        source="assumed",
        lo=0.05,
        hi=1.0,
        distribution=(0.6, 0.85, 0.95),
    )
    reduced: float = param(
        default=0.95,
        doc="Share of the dissolved alumina, silica and iron oxide that electrolysis reduces.",
        source="assumed",
        lo=0.05,
        hi=1.0,
    )
    acid_recycle: float = param(
        default=0.99,
        doc="Share of the circulating acid that comes back.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.95, 0.99, 0.999),
    )
    water_loss: float = param(
        default=0.01,
        doc="Water lost per mass of feed.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.001, 0.01, 0.05),
    )
    specific_energy: float = param(
        default="40 kWh/kg",
        unit="J/kg",
        doc="Electricity of the whole plant per kilogram of oxygen.",
        source="leaching-range",
        grade="recalled",
        lo="6 kWh/kg",
        distribution=("15 kWh/kg", "40 kWh/kg", "80 kWh/kg"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.oxides import atomic_mass, molar_mass, oxygen_share, soil_of

        attacked = _ATTACKED[self.acid]
        soil = soil_of(site)
        oxygen = sum(soil.get(oxide, 0.0) * self.dissolved * oxygen_share(oxide) for oxide in attacked)
        formula = "HF" if self.acid == "hydrofluoric-acid" else "HCl"
        circulating = 2.0 * molar_mass(formula) / atomic_mass("O") * oxygen
        metals = tuple(oxide for oxide in ("Al2O3", "FeO", "SiO2") if oxide in attacked)
        share = self.dissolved * self.reduced
        return self.route(
            site,
            Split(
                reduced=dict.fromkeys(metals, share),
                lost={self.acid: circulating * (1.0 - self.acid_recycle), "water": self.water_loss},
                circulating={self.acid: circulating},
                heated={oxide: soil.get(oxide, 0.0) * share for oxide in metals},
                temperature=1250.0,
                notes=(f"{samples.middle(circulating):.2f} kg of acid goes round per kg of feedstock.",),
            ),
            self.specific_energy,
        )
