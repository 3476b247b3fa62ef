"""Earth-built satellites: computing in space bought at its full yearly cost, as fast as launches allow."""

from __future__ import annotations

from moonbase.api import ModelError, Offer, Site, Supply, constants, param

__all__ = ["EarthBuiltSatellites"]


class EarthBuiltSatellites(Supply):
    """Computing by satellites that were made on Earth, for comparison with those thrown off the Moon.

    The price is the annualised cost of chips, satellite, launch and operations per usable kilowatt, with losses that
    nobody repairs; the amount grows with what launchers carry each year, less what retires.
    """

    validity = "Earth orbit or beyond; learning follows what is launched for all; steady fleet renewal"

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

    bus_learning: float = param(
        default=0.0,
        unit="1",
        doc="Decline of the satellite's price per doubling of the mass launched; 0.10 to 0.20 in studies.",
        source="0 keeps one price",
        grade="assumed",
        lo=0.0,
        hi=0.9,
        distribution=(0.0, 0.15, 0.2),
    )
    launch_learning: float = param(
        default=0.0,
        unit="1",
        doc="Decline of the launch price per doubling of the mass launched; 0.18 to 0.24 in studies.",
        source="0 keeps one price",
        grade="assumed",
        lo=0.0,
        hi=0.9,
        distribution=(0.0, 0.2, 0.24),
    )
    floor_price: float = param(
        default="15 USD/kg",
        unit="USD/kg",
        doc="Where learning of launches ends.",
        source="cost model of a vehicle flown a hundred times",
        grade="secondary",
        lo="0 USD/kg",
    )
    announced: str = param(default="2026-01-01", unit="", doc="Date of the announcement.", source="assumed")
    slip: float = param(
        default=1.0,
        unit="1",
        doc="Time that everything takes after the announcement per time announced.",
        source="1 takes announcements at their word; 1.5 to 4 was usual",
        grade="assumed",
        lo=0.3,
        hi=10.0,
        distribution=(1.0, 1.5, 3.0),
    )

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer price and amount of computing."""
        if site.kind in ("moon", "earth"):
            raise ModelError(
                f"{self.model_name} computes in space, and {site.name} is of kind {site.kind}",
                help="put it at an orbit, or use earth-data-centre on Earth",
            )
        others = [name for name in commodities if name != "compute"]
        if others:
            raise ModelError(f"{self.model_name} sells compute, not {', '.join(others)}")
        first = self.yearly_cost(1.0)
        learns = self.bus_learning > 0.0 or self.launch_learning > 0.0
        return Offer(
            prices={"compute": _per_joule(first)},
            price_steps={"compute": self.price_steps()} if learns else {},
            amounts={"compute": self.fleet_power()},
            notes=tuple(f"{item}: {float(cost):.0f} USD per kW and year" for item, cost in first.items()),
        )

    def yearly_cost(self, doublings: float) -> dict[str, float]:
        """Yearly cost by item when so many times the first year's mass has been launched [USD/kW/yr].

        Parameters
        ----------
        doublings
            Mass launched per mass launched in the first year [1].
        """
        from math import log2

        from moonbase_compute.economics import SpaceCentre, space_cost

        year = constants.YEAR
        launch = self.launch_price * doublings ** log2(1.0 - self.launch_learning)
        return space_cost(
            SpaceCentre(
                chips=1e3 * self.chip_price,
                chip_life=self.chip_life / year,
                adaptation=self.adaptation,
                bus=self.bus_price * doublings ** log2(1.0 - self.bus_learning),
                mass=1e3 * self.specific_mass,
                launch=max(launch, min(self.floor_price, self.launch_price)),
                life=self.life / year,
                hazard=self.losses * year,
                wacc=self.wacc,
                operations=self.operations,
                usable=self.usable,
                deploy_delay=self.deploy_delay / year,
            )
        )

    def price_steps(self, years: int = 60) -> tuple[tuple[float, float], ...]:
        """Price of computing by date [USD/J], as satellites and launches get cheaper with what has been launched.

        Parameters
        ----------
        years
            After the first deliveries, for which prices are given.
        """
        start, flown = self._start(), 1.0
        steps = [(-1.0e10, _per_joule(self.yearly_cost(flown)))]
        for now in range(1, years):
            flown += min((1.0 + self.growth) ** now, self.most_launched / max(self.launched, 1e-12))
            steps.append((start + now * self._year(), _per_joule(self.yearly_cost(flown))))
        return tuple(steps)

    def _year(self) -> float:
        """Time that a year of the announcement takes [s]."""
        return self.slip * constants.YEAR

    def _start(self) -> float:
        from moonbase_compute.prices import j2000_seconds

        announced, first = j2000_seconds(self.announced), j2000_seconds(self.first_date)
        return announced + (first - announced) * self.slip if first > announced else first

    def fleet_power(self, years: int = 60) -> tuple[tuple[float, float], ...]:
        """Follow the computing power in service [W]: what is launched, less losses and retirement."""
        from math import exp

        start = self._start()
        batches = [
            min(self.launched * (1.0 + self.growth) ** index, self.most_launched) * self._year() / self.specific_mass
            for index in range(years)
        ]
        life = self.life / self._year()
        steps = [(-1.0e10, 0.0)]
        for now in range(1, years + 1):
            alive = sum(
                power * self.usable * exp(-self.losses * self._year() * (now - made))
                for made, power in enumerate(batches[:now], start=1)
                if now - made < life
            )
            steps.append((start + now * self._year(), alive))
        return tuple(steps)


def _per_joule(yearly: dict[str, float]) -> float:
    return float(sum(yearly.values())) / (1e3 * constants.YEAR)
