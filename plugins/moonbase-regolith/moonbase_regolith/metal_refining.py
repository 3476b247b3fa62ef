"""Metal refining: ferrosilicon into solar-grade silicon and iron."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Plant, Recipe, Site, param, samples
from moonbase_regolith.soil_reduction import SoilReduction

__all__ = ["MetalRefining"]

_OXIDES = {"Si": "SiO2", "Al": "Al2O3", "Ti": "TiO2"}
_SILICON_MELTS = 1687.15  # K, CRC Handbook, recalled
_BURNS = 1873.15  # K: the melt of iron from which silicon is burnt off


class MetalRefining(SoilReduction, Plant):
    """Directional solidification takes silicon; burning off the rest of it with oxygen leaves iron.

    Silicon crystals grow from the melt until it reaches the eutectic with FeSi2, so the lever rule limits what can
    be taken: ``(w - w_e) / (1 - w_e)`` of the alloy, w being silicon's share of iron and silicon. Mare alloys are
    near the eutectic and give almost none. What burns off heats the plant: its heat leaves with the waste heat. Where
    more alloy is split for its iron than silicon is wanted, a second node with `silicon_taken` at 0 burns all of it.
    """

    eutectic_silicon: float = param(
        default=0.58,
        doc="Mass fraction of silicon at the eutectic of silicon and FeSi2.",
        source="fe-si-phase-diagram",
        grade="recalled",
        lo=0.3,
        hi=0.8,
    )
    crystal_recovery: float = param(
        default=0.9,
        doc="Share of the crystals kept; the rest is cut off with the impurities.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.7, 0.9, 0.95),
    )
    silicon_taken: float = param(
        default=1.0,
        doc="Share of the crystals that are grown and refined; the rest burns off with the other silicon.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    iron_recovery: float = param(
        default=0.8,
        doc="Share of the iron that leaves as metal after the rest of the silicon is oxidised off.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.5, 0.8, 0.95),
    )
    silicon_energy: float = param(
        default="70 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of solar-grade silicon; 49 to 150 in terrestrial plants.",
        source="siemens-process",
        grade="recalled",
        lo="1 kWh/kg",
        distribution=("49 kWh/kg", "70 kWh/kg", "150 kWh/kg"),
    )
    iron_energy: float = param(
        default="3.2 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram of iron: a metals refinery of 10 kW for 3.15 kg/h.",
        source="metzger-2013",
        grade="computed",
        lo="0.4 kWh/kg",
    )
    plant_mass: float = param(
        default="330 h",
        unit="s",
        doc="Plant mass per rate of refined metal [kg per kg/h]: 1038 kg for 3.15 kg/h.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        distribution=("100 h", "330 h", "660 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of ferrosilicon."""
        alloy = self.streams(site).alloy_composition
        if not alloy:
            raise ModelError(
                f'{self.model_name}: no alloy from the soil of "{site.name}"',
                help="raise iron_conversion or silicon_conversion, here and of the electrolysis before it",
            )
        crystals = samples.smaller(self._primary_silicon(alloy) * self.crystal_recovery, alloy.get("Si", 0.0))
        silicon = crystals * self.silicon_taken
        iron = alloy.get("Fe", 0.0) * self.iron_recovery
        rest = {**alloy, "Si": alloy.get("Si", 0.0) - silicon, "Fe": alloy.get("Fe", 0.0) - iron}
        oxygen, heat = _burnt_off(rest)
        rest["O"] = oxygen
        waste = sum(rest.values())
        dumped = not samples.nothing(waste)
        mass = self.plant_mass * (crystals + iron)
        flows = (
            Flow(commodity="ferrosilicon", amount=-1.0, composition=alloy),
            Flow(commodity="oxygen", amount=-oxygen),
            Flow(commodity="electricity", amount=-(self.silicon_energy * silicon + self.iron_energy * iron)),
            Flow(commodity="silicon", amount=silicon),
            Flow(commodity="iron", amount=iron),
        )
        return Recipe(
            activity="kg of ferrosilicon",
            flows=tuple(flow for flow in flows if not samples.nothing(flow.amount)),
            to_waste=waste,
            waste_composition={element: part / waste for element, part in rest.items()} if dumped else None,
            **self.built(mass),
            stored_energy=-heat,
            heat_temperature=_SILICON_MELTS,
            notes=(
                f"{samples.middle(silicon):.3f} kg of silicon by the lever rule, per kg of alloy.",
                f"{samples.middle(oxygen):.3f} kg of oxygen burns silicon, aluminium and titanium off the iron.",
                "Solar-grade silicon from regolith has been shown on simulant only.",
            ),
        )

    def _primary_silicon(self, alloy: dict[str, float]) -> float:
        """Mass of silicon crystals above the eutectic per kilogram of alloy."""
        binary = alloy.get("Si", 0.0) + alloy.get("Fe", 0.0)
        if samples.nothing(binary):
            return 0.0
        share = alloy.get("Si", 0.0) / binary
        return samples.larger(0.0, binary * (share - self.eutectic_silicon) / (1.0 - self.eutectic_silicon))


def _burnt_off(metals: dict[str, float]) -> tuple[float, float]:
    """Oxygen [same unit as `metals`] that turns silicon, aluminium and titanium into oxides, and the heat of it [J]."""
    from moonbase_regolith.oxides import atomic_mass, formula
    from moonbase_regolith.thermochemistry import decomposition

    oxygen = heat = 0.0
    for metal, oxide in _OXIDES.items():
        reaction = decomposition(oxide, _BURNS)
        moles = metals.get(metal, 0.0) / (formula(oxide)[metal] * atomic_mass(metal))
        oxygen += moles * reaction.oxygen_mass
        heat += moles * reaction.enthalpy
    return oxygen, heat
