"""What liquefiers share: the plant, and tanks for as long as the liquid waits."""

from __future__ import annotations

from abc import ABC

from moonbase.api import Flow, Plant, Recipe, param

__all__ = ["Liquefier"]


class Liquefier(Plant, ABC):
    """A liquefier with actively cooled tanks.

    With a mean time t in the tank, tanks weigh ``m t`` per rate of liquid and cost the storage energy once.
    """

    storage_time: float = param(
        default="0 d",
        unit="s",
        doc="Mean time that the liquid waits in tanks of the plant; 0 leaves tanks out.",
        source="assumed",
        lo=0.0,
    )
    tank_mass: float = param(
        default=0.42,
        doc="Mass of tank per mass of liquid: 488 kg for 1154 kg of oxygen.",
        source="colozza-2020",
        grade="computed",
        lo=0.0,
        distribution=(0.1, 0.42, 0.8),
    )
    storage_energy: float = param(
        default="0.31 kWh/kg",
        unit="J/kg",
        doc="Electricity that keeps a kilogram cold while it waits; taken where there is a storage time.",
        source="leger-2025",
        grade="secondary",
        lo=0.0,
    )

    def liquefied(self, gas: str, liquid: str, energy: float, plant: float, floor: float) -> Recipe:
        """Answer per kilogram of liquid.

        Parameters
        ----------
        gas, liquid
            Commodities.
        energy
            Electricity to liquefy [J/kg].
        plant
            Plant mass per rate of liquid [s].
        floor
            Least work [J/kg].
        """
        waits = self.storage_time > 0.0
        mass = plant + self.tank_mass * self.storage_time
        return Recipe(
            activity=f"kg of {liquid.replace('-', ' ')}",
            flows=(
                Flow(commodity=gas, amount=-1.0),
                Flow(commodity="electricity", amount=-(energy + (self.storage_energy if waits else 0.0))),
                Flow(commodity=liquid, amount=1.0),
            ),
            **self.built(mass),
            energy_floor=floor,
            notes=("Boil-off is cooled back into the tank; none is lost.",),
        )
