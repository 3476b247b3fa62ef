"""What cells that electrolyse a melt have in common: energy per oxygen, plant mass, scale."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping

from moonbase.api import param, samples
from moonbase_regolith.scaling import ScaledPlant

__all__ = ["MeltCell"]


class MeltCell(ScaledPlant, ABC):
    """Joule-heated cells with inert anodes.

    Energy is either a system study's figure per kilogram of oxygen (never under the floor, which decides where a soil
    gives little oxygen for the heat it takes) or comes from the cell: what the current needs,
    ``Q (E + overvoltage)/eta``, or what the heat balance needs, ``floor (1 + loss)``, whichever is more.
    """

    energy_basis: str = param(
        default="system",
        unit="",
        doc="Whether energy is a system figure or follows from the cell.",
        source="assumed",
        choices=("system", "cell"),
    )
    specific_energy: float = param(
        default="49.5 kWh/kg",
        unit="J/kg",
        doc="Electricity of the whole plant per kilogram of oxygen, on the basis of a system study.",
        source="schreiner-2015",
        grade="secondary",
        lo="10 kWh/kg",
        distribution=("21 kWh/kg", "49.5 kWh/kg", "123 kWh/kg"),
    )
    current_efficiency: float = param(
        default=0.74,
        doc="Share of the current that sets oxygen free: highlands 0.74 to 0.82, mare 0.57 to 0.72.",
        source="schreiner-2016",
        grade="secondary",
        lo=0.1,
        hi=1.0,
        distribution=(0.57, 0.74, 0.82),
    )
    overvoltage: float = param(
        default="1.5 V",
        unit="V",
        doc="Activation and ohmic voltage beyond the reversible one.",
        source="assumed",
        lo=0.0,
        distribution=("0.7 V", "1.5 V", "4 V"),
    )
    heat_loss: float = param(
        default=0.5,
        doc="Heat lost through the frozen wall and with auxiliaries, over the floor.",
        source="assumed",
        lo=0.0,
        distribution=(0.1, 0.5, 1.5),
    )
    separation_energy: float = param(
        default="10 kWh/kg",
        unit="J/kg",
        doc="Electricity to distil aluminium out of the alloy, per kilogram: heat of vaporisation 3.0 kWh/kg at 30 %.",
        source="assumed",
        grade="estimated",
        lo="3 kWh/kg",
    )
    plant_mass: float = param(
        default="1396 h",
        unit="s",
        doc="Plant mass per oxygen rate [kg per kg/h] at the reference rate; the study's figure includes its power "
        "supply, excavator and storage, so it is cautious beside nodes of their own for these.",
        source="schreiner-2015",
        grade="computed",
        lo=0.0,
        distribution=("263 h", "1396 h", "3504 h"),
    )
    reference_rate: float = param(
        default="10 t/yr", unit="kg/s", doc="Oxygen rate of the study.", source="schreiner-2015", lo="0.1 t/yr"
    )

    def cell_mass(self, oxygen: float) -> float:
        """Give the plant mass per kilogram of feed and second [kg s/kg] for an oxygen yield [kg/kg]."""
        return self.sized() * oxygen

    def cell_notes(
        self, feed: Mapping[str, float], conversions: Mapping[str, float], temperature: float
    ) -> tuple[str, ...]:
        """Say what the notes of a recipe must: heats without data, and a system figure under the floor."""
        from moonbase_regolith.oxide_heat import heating_notes
        from moonbase_regolith.oxides import reduce_soil
        from moonbase_regolith.thermochemistry import electrolysis_floor, floor_notes

        notes = heating_notes(feed, temperature)
        if self.energy_basis != "system":
            return notes
        asked = self.specific_energy * reduce_soil(feed, conversions)[0]
        return (*notes, *floor_notes(asked, electrolysis_floor(feed, conversions, temperature)))

    def cell_energy(self, feed: Mapping[str, float], conversions: Mapping[str, float], temperature: float) -> float:
        """Give the electricity of the cell per kilogram of feed [J].

        Parameters
        ----------
        feed
            Mass fraction by oxide.
        conversions
            Share of each oxide reduced [1].
        temperature
            Of the melt [K].
        """
        from moonbase_regolith.oxides import reduce_soil
        from moonbase_regolith.thermochemistry import charge_per_oxygen, electrolysis_floor, reduction_work

        floor = electrolysis_floor(feed, conversions, temperature)
        if self.energy_basis == "system":
            return samples.larger(self.specific_energy * reduce_soil(feed, conversions)[0], floor)
        oxygen, work, _ = reduction_work(feed, conversions, temperature)
        current = (work + self.overvoltage * charge_per_oxygen() * oxygen) / self.current_efficiency
        return samples.larger(current, floor * (1.0 + self.heat_loss))
