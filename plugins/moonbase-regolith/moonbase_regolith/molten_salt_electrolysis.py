"""Molten salt electrolysis (FFC): soil powder into oxygen and separated metals."""

from __future__ import annotations

from moonbase.api import Flow, Recipe, Site, param, samples
from moonbase_regolith.scaling import ScaledPlant

__all__ = ["MoltenSaltElectrolysis"]

_CALCIUM = 0.36112  # mass fraction of calcium in CaCl2, from the atomic masses of CIAAW 2021
_BATH = 1200.0  # K
_SPLIT = ("FeO", "SiO2", "TiO2", "Al2O3", "MgO")
_WON = {"Al": "aluminium", "Fe": "iron"}


class MoltenSaltElectrolysis(ScaledPlant):
    """Soil is the cathode in molten CaCl2 at about 1200 K; nearly all of its oxygen leaves, every metal stays.

    Energy is Faraday's law at the cell's voltage and current efficiency, never under the floor, plus vacuum
    distillation of the metals. The floor is the heat of the split in the bath and of the soil that is brought there.
    What is not recovered of the metals, and the salt that clings to them, is dumped.
    """

    validity = "laboratory grams in 50 h; no system study gives energy or mass"

    oxygen_removed: float = param(
        default=0.96,
        doc="Share of the soil's oxygen that leaves in 50 h.",
        source="lomax-2020",
        grade="secondary",
        lo=0.1,
        hi=1.0,
    )
    oxygen_caught: float = param(
        default=0.8,
        doc="Share of that oxygen caught as gas; one third in the first test, the rest went into the vessel.",
        source="lomax-2020",
        grade="estimated",
        lo=0.05,
        hi=1.0,
        distribution=(0.33, 0.8, 0.98),
    )
    voltage: float = param(
        default="2.8 V",
        unit="V",
        doc="Of the cell.",
        source="lomax-2020",
        grade="estimated",
        lo="2.2 V",
        distribution=("2.5 V", "2.8 V", "3.2 V"),
    )
    current_efficiency: float = param(
        default=0.45,
        doc="Share of the current that removes oxygen.",
        source="lomax-2020",
        grade="estimated",
        lo=0.05,
        hi=1.0,
        distribution=(0.3, 0.45, 0.6),
    )
    metal_recovery: float = param(
        default=0.6,
        doc="Share of aluminium and iron that distillation gives pure enough; silicon stays in the residue.",
        source="ggz-2023",
        grade="estimated",
        lo=0.0,
        hi=1.0,
        distribution=(0.3, 0.6, 0.9),
    )
    separation_energy: float = param(
        default="10 kWh/kg",
        unit="J/kg",
        doc="Electricity of vacuum distillation per kilogram of metal.",
        source="assumed",
        grade="estimated",
        lo="1 kWh/kg",
    )
    salt_loss: float = param(
        default=0.01,
        doc="Calcium chloride lost per mass of feed; imported.",
        source="assumed",
        lo=0.0,
        hi=0.5,
        distribution=(0.001, 0.01, 0.05),
    )
    plant_mass: float = param(
        default="2000 h",
        unit="s",
        doc="Plant mass per oxygen rate [kg per kg/h].",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("1000 h", "2000 h", "5000 h"),
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram of feedstock."""
        from moonbase_regolith.oxide_heat import heating_notes
        from moonbase_regolith.oxides import elements_of, soil_of
        from moonbase_regolith.thermochemistry import charge_per_oxygen, floor_notes

        soil = elements_of(soil_of(site))
        removed = soil["O"] * self.oxygen_removed
        oxygen = removed * self.oxygen_caught
        metals = {element: soil.get(element, 0.0) * self.metal_recovery for element in _WON}
        current = charge_per_oxygen() * removed / self.current_efficiency
        floor, stored = self._split(site)
        cell = self.voltage * current
        electricity = samples.larger(cell, floor) + self.separation_energy * sum(metals.values())
        mass = self.sized() * oxygen
        left = {element: part - metals.get(element, 0.0) for element, part in soil.items()}
        left["O"] -= oxygen
        left["Ca"] = left.get("Ca", 0.0) + self.salt_loss * _CALCIUM
        left["Cl"] = self.salt_loss * (1.0 - _CALCIUM)
        waste = 1.0 + self.salt_loss - oxygen - sum(metals.values())
        flows = (
            Flow(commodity="feedstock", amount=-1.0, composition=soil),
            Flow(commodity="calcium-chloride", amount=-self.salt_loss),
            Flow(commodity="electricity", amount=-electricity),
            Flow(commodity="oxygen", amount=oxygen),
            *(Flow(commodity=_WON[element], amount=part) for element, part in metals.items()),
        )
        return Recipe(
            activity="kg of feedstock",
            flows=tuple(flow for flow in flows if not samples.nothing(flow.amount)),
            to_waste=waste,
            waste_composition={element: part / waste for element, part in left.items()},
            **self.built(mass),
            unit_capacity=self.unit_size(oxygen),
            energy_floor=floor,
            stored_energy=stored,
            heat_temperature=_BATH,
            notes=(
                "Separation of the mixed powder into pure metals has not been shown.",
                *heating_notes(soil_of(site), _BATH),
                *floor_notes(cell, floor),
            ),
        )

    def _split(self, site: Site) -> tuple[float, float]:
        """Least energy, and heat of the oxides, for the share of oxygen removed [J]; lime stays whole."""
        from moonbase_regolith.oxides import soil_of
        from moonbase_regolith.thermochemistry import electrolysis_floor, reduction_work

        soil, shares = soil_of(site), dict.fromkeys(_SPLIT, self.oxygen_removed)
        return electrolysis_floor(soil, shares, _BATH), reduction_work(soil, shares, _BATH)[2]
