"""A plugin of four small models for tests of the graph: a quarry, a mill that can leak, a gun, a crate, a shop."""

from __future__ import annotations

from moonbase.api import (
    Commodity,
    Flow,
    Launcher,
    LauncherFrame,
    Machine,
    ModelError,
    Offer,
    Payload,
    PayloadDesign,
    Process,
    Recipe,
    Shot,
    ShotCost,
    Site,
    Supply,
    hookimpl,
    param,
)


class Quarry(Process):
    """Digs stone out of the ground."""

    def recipe(self, site: Site) -> Recipe:
        """One kilogram of stone."""
        if site.kind != "moon":
            raise ModelError(f"there is nothing to dig at {site.name}", help="put the quarry on the Moon")
        return Recipe(
            activity="kg of stone",
            flows=(Flow(commodity="stone", amount=1.0), Flow(commodity="electricity", amount=-10.0)),
            from_place=1.0,
            equipment={"tool": 5.0},
            lifetime=3e8,
        )


class Mill(Process):
    """Grinds stone; `leak` loses mass that it does not own up to."""

    leak: float = param(default=0.0, doc="Mass that vanishes.", source="assumed", lo=0.0, hi=0.9)
    power: float = param(default=100.0, unit="J/kg", doc="Grinding energy.", source="assumed", lo=0.0)

    def recipe(self, site: Site) -> Recipe:
        """One kilogram of stone ground."""
        return Recipe(
            activity="kg of stone",
            flows=(
                Flow(commodity="stone", amount=-1.0),
                Flow(commodity="electricity", amount=-self.power),
                Flow(commodity="gravel", amount=1.0 - self.leak),
            ),
            equipment={"tool": 1.0},
            energy_floor=20.0,
        )


class Crate(Payload):
    """A box of gravel."""

    overweight: float = param(default=0.0, unit="kg", doc="Mass out of nowhere.", source="assumed")
    tough: bool = param(default=True, unit="", doc="Whether it bears the gun.", source="assumed")
    exhaust: float = param(default=0.0, unit="m/s", doc="Exhaust speed.", source="assumed")

    def design(self, destination: Site) -> PayloadDesign:
        """Ten kilograms of gravel in two kilograms of tool."""
        return PayloadDesign(
            commodity="crate",
            mass=12.0 + self.overweight,
            parts={"gravel": 10.0, "tool": 2.0},
            delivers=(Flow(commodity="gravel", amount=10.0, site=destination.name),),
            max_acceleration=1e6 if self.tough else 10.0,
            exhaust_speed=self.exhaust,
            propellant="gravel" if self.exhaust else "",
        )


class Gun(Launcher):
    """Throws at ten times the kinetic energy, or for less than it with `cheat`."""

    cheat: bool = param(default=False, unit="", doc="Break conservation of energy.", source="assumed")

    def frame(self, site: Site) -> LauncherFrame:
        """Due east, 5 km/s."""
        return LauncherFrame(
            azimuth=1.5707963267948966, max_muzzle_speed=5000.0, max_payload=1000.0, acceleration=1000.0
        )

    def machine(self, site: Site) -> Machine:
        """One shot per hour."""
        return Machine(rate=1 / 3600, equipment={"tool": 7200.0}, figures={"track length": (800.0, "m")})

    def launch(self, shot: Shot, site: Site) -> ShotCost:
        """Energy per shot."""
        kinetic = 0.5 * shot.mass * shot.muzzle_speed**2
        used = kinetic * (0.5 if self.cheat else 10.0)
        return ShotCost(flows=(Flow(commodity="electricity", amount=-used),), kinetic_energy=kinetic)


class ShopSupply(Supply):
    """Sells tools and electricity, by the flight."""

    model_name = "shop"

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Everything at 3 USD a unit, on flights of a tonne."""
        return Offer(
            prices=dict.fromkeys(commodities, 3.0),
            transport_price=2.0,
            flight_price=1000.0,
            flight_capacity=1000.0,
            flights=((0.0, 1e-5),),
            lead_time=86400.0,
        )


@hookimpl
def moonbase_models():
    return [Quarry, Mill, Crate, Gun, ShopSupply]


@hookimpl
def moonbase_commodities():
    return [
        Commodity(name="stone"),
        Commodity(name="gravel"),
        Commodity(name="tool"),
        Commodity(name="electricity", unit="J", mass=0.0, storable=False),
    ]
