"""Machine shop: metals and imported precision parts into machinery."""

from __future__ import annotations

from moonbase.api import Recipe, Site, param
from moonbase_fabrication.cooled_plant import CooledPlant
from moonbase_fabrication.line import Making

__all__ = ["MachineShop"]


class MachineShop(CooledPlant):
    """Prints, casts, machines and assembles machines; robots do the fitting.

    A machine is iron, aluminium, glass or ceramic, conductor and a share of precision parts that stays imported
    until they are made. The shop's own mass is that of metal printers plus the robots that assemble, at the
    robot-weeks per asset of the study.
    """

    iron_part: float = param(
        default=0.45, doc="Iron per mass of machinery.", source="assumed", lo=0.0, hi=1.0, distribution=(0.2, 0.45, 0.7)
    )
    conductor_part: float = param(default=0.06, doc="Windings per mass of machinery.", source="assumed", lo=0.0, hi=0.5)
    glass_part: float = param(
        default=0.05, doc="Glass and ceramics per mass of machinery.", source="assumed", lo=0.0, hi=0.5
    )
    electronics_part: float = param(
        default=0.0508,
        doc="Drives, sensors, seals, lubricants per mass of machinery; aluminium is the rest.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        hi=0.5,
        distribution=(0.02, 0.0508, 0.10),
    )
    crudeness: float = param(
        default=1.5,
        doc="Mass of early local hardware over that of flight-quality machinery: 2.5, then 1.5, then 1. "
        "Plants are stated in flight-quality kilograms, so the extra metal is counted as scrap.",
        source="metzger-2013",
        grade="secondary",
        lo=1.0,
        hi=10.0,
        distribution=(1.0, 1.5, 2.5),
    )
    loss: float = param(default=0.05, doc="Scrap per mass of machinery.", source="assumed", lo=0.0, hi=1.0)
    energy: float = param(
        default="15 kWh/kg",
        unit="J/kg",
        doc="Electricity per kilogram; plant steel 7, motors 15, bearings 35, printers 10 kWh/kg.",
        source="closure-references",
        grade="secondary",
        lo="1 kWh/kg",
        distribution=("7 kWh/kg", "15 kWh/kg", "35 kWh/kg"),
    )
    plant_mass: float = param(
        default="610 h",
        unit="s",
        doc="Mass of the tools per rate [kg per kg/h]: a printer of 305 kg makes 0.5 kg/h.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        distribution=("200 h", "610 h", "1200 h"),
    )
    robot_mass: float = param(
        default="150 kg", unit="kg", doc="Mass of one assembly robot.", source="metzger-2013", grade="secondary", lo=0.0
    )
    robot_time: float = param(
        default="2.76 h/kg",
        unit="s/kg",
        doc="Robot hours per kilogram: 6 robot-weeks per asset of 366 kg.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        distribution=("1.8 h/kg", "2.76 h/kg", "3.7 h/kg"),
    )
    availability: float = param(
        default=0.70,
        doc="Share of the time that the shop works.",
        source="metzger-2013",
        grade="secondary",
        lo=0.05,
        hi=1.0,
    )

    def continuous_recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of machinery."""
        parts = {"iron": self.iron_part, "conductor": self.conductor_part, "glass": self.glass_part}
        parts["aluminium"] = self.rest(1.0 - self.electronics_part, parts)
        worked = self.crudeness * (1.0 + self.loss)
        inputs = {name: part * worked for name, part in parts.items()}
        return self.make(
            Making(
                product="machinery",
                inputs={**inputs, "electronics": self.electronics_part},
                energy=self.energy * self.crudeness,
                plant=(self.plant_mass + self.robot_mass * self.robot_time) * self.crudeness,
                notes=(f"Local machines are {self.crudeness:g} times heavier than what they replace.",),
            )
        )
