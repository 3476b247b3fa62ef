"""Hauler: carries soil from the pit to another site."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param
from moonbase_regolith.oxides import elements_of, soil_of
from moonbase_regolith.soil_vehicle import GRAVITY, SoilVehicle

__all__ = ["Hauler"]


class Hauler(SoilVehicle):
    """Wheeled haulers on soil: rolling resistance both ways, climb with the load, a fleet from the cycle time.

    ``E = g (c_rr d (1 + 2 v) + h (1 + v)) / eta`` per kilogram carried, v being vehicle mass per load; the empty way
    back downhill gives nothing back. Fleet mass per rate is ``v (2 d/s + t_load)``.
    """

    validity = "distances of 0.1 to 100 km at walking to running pace"

    to: str = param(unit="", default="", doc="Site that receives.", source="mission", grade="assumed", required=True)
    cargo: str = param(
        default="regolith",
        unit="",
        doc="What is carried.",
        source="assumed",
        choices=("regolith", "feedstock", "ilmenite-concentrate", "slag", "water"),
    )
    distance: float = param(default="1 km", unit="m", doc="One way.", source="assumed", lo="1 m")
    climb: float = param(
        default="0 m", unit="m", doc="How much higher the receiving site lies.", source="assumed", lo=0.0
    )
    speed: float = param(
        default="0.5 m/s",
        unit="m/s",
        doc="Mean speed.",
        source="assumed",
        lo="0.01 m/s",
        distribution=("0.2 m/s", "0.5 m/s", "2 m/s"),
    )
    handling_time: float = param(default="10 min", unit="s", doc="To load and unload once.", source="assumed", lo=0.0)

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram delivered.

        Raises
        ------
        ModelError
            If the haul would end where it begins.
        """
        if self.to in ("", site.name):
            raise ModelError(f'a haul from "{site.name}" needs another site to end at', help='set to = "SITE"')
        vehicle = self.vehicle_per_load
        rolling = self.rolling_resistance * self.distance * (1.0 + 2.0 * vehicle)
        work = GRAVITY * (rolling + self.climb * (1.0 + vehicle)) / self.drive_efficiency
        mass = vehicle * (2.0 * self.distance / self.speed + self.handling_time)
        soil = elements_of(soil_of(site)) if self.cargo in ("regolith", "feedstock") else None
        return Recipe(
            activity=f"kg of {self.cargo} delivered",
            flows=(
                Flow(commodity=self.cargo, amount=-1.0, composition=soil),
                Flow(commodity="electricity", amount=-work),
                Flow(commodity=self.cargo, amount=1.0, site=self.to, composition=soil),
            ),
            **self.built(mass),
            energy_floor=GRAVITY * self.climb,
            notes=(f"{self.distance / 1000.0:g} km one way; abrasion by dust is in the spares.",),
        )
