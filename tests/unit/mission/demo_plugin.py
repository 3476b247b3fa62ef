"""A plugin in one file, with one model of each kind, for tests."""

from __future__ import annotations

from moonbase.api import (
    Commodity,
    Flow,
    Launcher,
    Offer,
    Payload,
    PayloadDesign,
    Preset,
    Process,
    Recipe,
    Service,
    ShotCost,
    Site,
    Source,
    Supply,
    hookimpl,
    param,
)


class Digger(Process):
    """Takes soil out of the ground."""

    energy: float = param(
        default="12 kJ/kg", unit="J/kg", doc="Energy per soil.", source="rig-log", lo=0.0, hi="1 MJ/kg"
    )
    efficiency: float = param(default=0.9, doc="Share that is kept.", source="assumed", lo=0.01, hi=1.0)
    teeth: int = param(default=8, unit="", doc="Teeth of the drum.", source="assumed", lo=1, hi=100)
    tool: str = param(default="drum", unit="", doc="What digs.", source="assumed", choices=("drum", "bucket"))
    crewed: bool = param(default=False, unit="", doc="Whether a crew drives it.", source="assumed")

    def recipe(self, site):
        flows = (Flow(commodity="electricity", amount=-self.energy), Flow(commodity="regolith", amount=1.0))
        return Recipe(activity="kg of soil", flows=flows, from_place=1.0, equipment={"machinery": 3600.0})


class DemoLauncher(Launcher):
    """Throws."""

    muzzle_speed: float = param(default="2.4 km/s", unit="m/s", doc="Top speed.", source="SP-428", lo=0.0, hi="10 km/s")
    length: float = param(unit="m", doc="Length of the track.", source="assumed", required=True)

    def launch(self, shot, site):
        energy = 0.5 * shot.mass * shot.muzzle_speed**2
        return ShotCost(flows=(Flow(commodity="electricity", amount=-2 * energy),), kinetic_energy=energy)


class Sat(Payload):
    """Computes."""

    model_name = "satellite"
    mass: float = param(default="100 kg", unit="kg", doc="Mass.", source="assumed", lo="1 kg")

    def design(self, destination):
        return PayloadDesign(
            commodity="compute-satellite",
            mass=self.mass,
            parts={"machinery": self.mass},
            service=Service(commodity="compute", rate=1000.0),
        )


class EarthCargo(Supply):
    """Brings things from Earth."""

    price: float = param(default="1 MUSD/kg", unit="USD/kg", doc="Transport.", source="assumed", lo=0.0)
    first: float = param(default="2030-01-01", unit="date", doc="First flight.", source="assumed")

    def offer(self, site, commodities):
        return Offer(prices=dict.fromkeys(commodities, 1000.0), transport_price=self.price)


@hookimpl
def moonbase_models():
    return [Digger, DemoLauncher, Sat, EarthCargo]


@hookimpl
def moonbase_commodities():
    return [
        Commodity(name="regolith"),
        Commodity(name="machinery"),
        Commodity(name="electronics"),
        Commodity(name="electricity", unit="J", mass=0.0, storable=False),
        Commodity(name="compute", unit="J", mass=0.0, storable=False),
        Commodity(name="compute-satellite", unit="1", mass=100.0),
    ]


@hookimpl
def moonbase_sites():
    return [
        Site(name="lunar-south-pole", latitude=-1.56, illumination=0.85, longest_night=345600.0, soil={"SiO2": 1.0})
    ]


@hookimpl
def moonbase_presets():
    return [Preset(model="digger", name="rassor", values={"energy": "8 kJ/kg"}, source="rig-log", grade="primary")]


@hookimpl
def moonbase_sources():
    return [Source(key="rig-log", citation="Test rig log, 2026")]
