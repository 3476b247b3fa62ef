"""Earth-built satellites: computing in space bought at its full yearly cost, as fast as launches allow."""

from __future__ import annotations

from moonbase.api import ModelError, Offer, Site, Supply, constants, param

__all__ = ["EarthBuiltSatellites"]


class EarthBuiltSatellites(Supply):
    """Computing by satellites that were made on Earth, for comparison with those thrown off the Moon.

    The price is the annualised cost of chips, satellite, launch and operations per usable kilowatt, with losses that
    nobody repairs; the amount grows with what launchers carry each year, less what retires.
    """

    validity = "Earth orbit or beyond; one price whatever the date; steady fleet renewal"

    chip_price: float = param(
        default="28 USD/W",
        unit="USD/W",
        doc="Computer per IT power, on Earth.",
        source="market reports of 2025 and 2026",
        grade="estimated",
        lo="0.1 USD/W",
        distribution=("22 USD/W", "28 USD/W", "40 USD/W"),
    )
    chip_life: float = param(
        default="5 yr",
        unit="s",
        doc="Of the computer.",
        source="3 to 6 years",
        grade="secondary",
        lo="1 yr",
        hi="15 yr",
    )
    adaptation: float = param(
        default=1.07,
        unit="1",
        doc="Price of chips for space per price on Earth.",
        source="assumed",
        lo=1.0,
        hi=100.0,
        distribution=(1.0, 1.07, 1.2),
    )
    bus_price: float = param(
        default="9 USD/W",
        unit="USD/W",
        doc="Satellite without chips; about 22 for communication satellites of 2023, below 5 claimed.",
        source="judged from price lists and claims for 2032",
        grade="estimated",
        lo="0 USD/W",
        distribution=("4 USD/W", "9 USD/W", "22 USD/W"),
    )
    specific_mass: float = param(
        default="18 kg/kW",
        unit="kg/W",
        doc="Satellite per IT power; 8.9 to 78 in studies.",
        source="judged from studies for 2032",
        grade="estimated",
        lo="1 kg/kW",
        distribution=("9 kg/kW", "18 kg/kW", "40 kg/kW"),
    )
    launch_price: float = param(
        default="300 USD/kg",
        unit="USD/kg",
        doc="To the destination.",
        source="judged from price lists and cost models for 2032",
        grade="estimated",
        lo="0 USD/kg",
        distribution=("80 USD/kg", "300 USD/kg", "800 USD/kg"),
    )
    life: float = param(
        default="6 yr",
        unit="s",
        doc="Of a satellite.",
        source="assumed",
        lo="1 yr",
        hi="30 yr",
        distribution=("4 yr", "6 yr", "8 yr"),
    )
    losses: float = param(
        default="5 %/yr",
        unit="1/s",
        doc="Satellites lost without repair.",
        source="assumed",
        lo="0 %/yr",
        distribution=("2 %/yr", "5 %/yr", "12 %/yr"),
    )
    wacc: float = param(
        default=0.10, unit="1", doc="Cost of capital per year.", source="8 to 16 %", grade="estimated", lo=0.001, hi=0.5
    )
    operations: float = param(
        default=0.015, unit="1", doc="Yearly cost per bus and launch.", source="assumed", lo=0.0, hi=1.0
    )
    usable: float = param(
        default=0.94, unit="1", doc="Share that computes: shadow, heat, links.", source="assumed", lo=0.01, hi=1.0
    )
    deploy_delay: float = param(
        default="0.3 yr", unit="s", doc="From paid chips to service.", source="assumed", lo="0 yr", hi="3 yr"
    )
    first_date: str = param(default="2030-01-01", unit="", doc="Date of the first deliveries.", source="assumed")
    launched: float = param(
        default="10 kt/yr", unit="kg/s", doc="Mass launched in the first year.", source="assumed", lo="0 t/yr"
    )
    growth: float = param(
        default=0.4,
        unit="1",
        doc="Yearly growth of that mass.",
        source="assumed",
        lo=0.0,
        hi=10.0,
        distribution=(0.1, 0.4, 0.8),
    )
    most_launched: float = param(
        default="1 Mt/yr",
        unit="kg/s",
        doc="Mass per year that the growth ends at.",
        source="SpaceX statement of 2 February 2026: a million tonnes a year",
        grade="secondary",
        lo="0 t/yr",
    )

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer price and amount of computing."""
        from moonbase_compute.economics import SpaceCentre, space_cost

        if site.kind in ("moon", "earth"):
            raise ModelError(f"{self.model_name} computes in space, and {site.name} is of kind {site.kind}")
        others = [name for name in commodities if name != "compute"]
        if others:
            raise ModelError(f"{self.model_name} sells compute, not {', '.join(others)}")
        year = constants.YEAR
        yearly = space_cost(
            SpaceCentre(
                chips=1e3 * self.chip_price,
                chip_life=self.chip_life / year,
                adaptation=self.adaptation,
                bus=self.bus_price,
                mass=1e3 * self.specific_mass,
                launch=self.launch_price,
                life=self.life / year,
                hazard=self.losses * year,
                wacc=self.wacc,
                operations=self.operations,
                usable=self.usable,
                deploy_delay=self.deploy_delay / year,
            )
        )
        return Offer(
            prices={"compute": float(sum(yearly.values())) / (1e3 * year)},
            amounts={"compute": self.fleet_power()},
            notes=tuple(f"{item}: {float(cost):.0f} USD per kW and year" for item, cost in yearly.items()),
        )

    def fleet_power(self, years: int = 60) -> tuple[tuple[float, float], ...]:
        """Follow the computing power in service [W]: what is launched, less losses and retirement."""
        from math import exp

        from moonbase_compute.prices import j2000_seconds

        year, start = constants.YEAR, j2000_seconds(self.first_date)
        batches = [
            min(self.launched * (1.0 + self.growth) ** index, self.most_launched) * year / self.specific_mass
            for index in range(years)
        ]
        life = self.life / year
        steps = [(-1.0e10, 0.0)]
        for now in range(1, years + 1):
            alive = sum(
                power * self.usable * exp(-self.losses * year * (now - made))
                for made, power in enumerate(batches[:now], start=1)
                if now - made < life
            )
            steps.append((start + now * year, alive))
        return tuple(steps)
