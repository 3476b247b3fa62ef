"""Hauler: carries soil from the pit to another site."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Plant, Recipe, Site, param
from moonbase.api import constants as const
from moonbase_regolith.oxides import elements_of, soil_of

__all__ = ["Hauler"]


class Hauler(Plant):
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
    rolling_resistance: float = param(
        default=0.07,
        doc="Rolling resistance of wheels on soil, force per weight; with drives of one half, 700 kg of rover and crew "
        "take 44 Wh/km, where Apollo's took 35 to 56.",
        source="lunar-sourcebook-9",
        grade="recalled",
        lo=0.0,
        distribution=(0.05, 0.07, 0.2),
    )
    drive_efficiency: float = param(
        default=0.5,
        doc="Mechanical work per electricity of the drive.",
        source="assumed",
        lo=0.05,
        hi=1.0,
    )
    vehicle_per_load: float = param(
        default=0.825,
        doc="Vehicle mass per mass of one load: 66 kg with two loads of 40 kg.",
        source="linne-2020",
        grade="computed",
        lo=0.0,
    )
    electronics_share: float = param(
        default=0.2135,
        doc="Share of a hauler's mass that is electronics and other precision parts: 19 of 89 kg.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        hi=0.5,
    )
    dust_wear: float = param(
        default=2.0,
        doc="Factor on the spares for abrasion of wheels, seals and bearings, as on an excavator.",
        source="assumed",
        grade="estimated",
        lo=1.0,
        hi=20.0,
        distribution=(1.0, 2.0, 5.0),
    )
    lifetime: float = param(
        default="5 yr", unit="s", doc="Time after which a hauler is scrapped.", source="assumed", lo="0.1 yr"
    )
    availability: float = param(
        default=0.70,
        doc="Share of the time that a unit works.",
        source="metzger-2013",
        grade="secondary",
        lo=0.05,
        hi=1.0,
    )

    def continuous_recipe(self, site: Site) -> Recipe:
        """Answer per kilogram delivered.

        Raises
        ------
        ModelError
            If the haul would end where it begins.
        """
        if self.to in ("", site.name):
            raise ModelError(f'a haul from "{site.name}" needs another site to end at', help='set to = "SITE"')
        gravity = const.MOON_GM / const.MOON_RADIUS**2
        vehicle = self.vehicle_per_load
        rolling = self.rolling_resistance * self.distance * (1.0 + 2.0 * vehicle)
        work = gravity * (rolling + self.climb * (1.0 + vehicle)) / self.drive_efficiency
        mass = vehicle * (2.0 * self.distance / self.speed + self.handling_time)
        soil = elements_of(soil_of(site)) if self.cargo in ("regolith", "feedstock") else None
        return Recipe(
            activity=f"kg of {self.cargo} delivered",
            flows=(
                Flow(commodity=self.cargo, amount=-1.0, composition=soil),
                Flow(commodity="electricity", amount=-work),
                Flow(commodity=self.cargo, amount=1.0, site=self.to, composition=soil),
            ),
            equipment=self.parts(mass),
            spares=self.spare_parts(mass),
            lifetime=self.lifetime,
            availability=self.availability,
            lead_time=self.lead_time,
            energy_floor=gravity * self.climb,
            notes=(f"{self.distance / 1000.0:g} km one way; abrasion by dust is in the spares.",),
        )
