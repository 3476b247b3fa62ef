"""Earth launch: goods lifted from Earth to orbits, libration points and deep space."""

from __future__ import annotations

import math

from moonbase.api import ModelError, Offer, Site, param
from moonbase_compute.earth_goods import EarthGoods

__all__ = ["EarthLaunch"]


class EarthLaunch(EarthGoods):
    """Goods bought on Earth, lifted to low orbit and pushed on by a chemical stage.

    Beyond low orbit the price grows and the payload shrinks by ``(1 + s) exp(dv / v_e) - s`` with s the mass of
    the stage per mass that it pushes.
    """

    validity = (
        "impulsive transfer from low orbit; price follows what the vehicle flies for all, not what is bought here"
    )

    price_to_orbit: float = param(
        default="500 USD/kg",
        unit="USD/kg",
        doc="To low Earth orbit at the first flight; list prices in 2026 1500 to 3400, hopes for the 2030s 50 to 300.",
        source="launch price lists and cost models",
        grade="secondary",
        lo="0 USD/kg",
        hi="1e6 USD/kg",
        distribution=("100 USD/kg", "500 USD/kg", "1500 USD/kg"),
    )
    launch_energy: float = param(
        default="167 kWh/kg",
        unit="J/kg",
        doc="Energy of a launch to low Earth orbit per mass, for paybacks.",
        source="1200 t of methane of 50 MJ/kg for 100 t",
        grade="computed",
        lo="0 kWh/kg",
        distribution=("150 kWh/kg", "167 kWh/kg", "250 kWh/kg"),
    )
    launch_carbon: float = param(
        default=33.0,
        unit="1",
        doc="Carbon dioxide of a launch to low Earth orbit per mass, for paybacks.",
        source="combustion of methane, 2.75 per mass; soot in the upper air is left out",
        grade="computed",
        lo=0.0,
    )
    payload_per_flight: float = param(
        default="100 t",
        unit="kg",
        doc="To low Earth orbit per flight.",
        source="announced for Starship",
        grade="estimated",
        lo="1 kg",
    )
    exhaust_speed: float = param(
        default="3700 m/s",
        unit="m/s",
        doc="Of the stage beyond low orbit.",
        source="methane engines in vacuum",
        grade="recalled",
        lo="500 m/s",
        hi="60 km/s",
    )
    stage_ratio: float = param(
        default=0.1, unit="1", doc="Dry stage per mass it pushes.", source="assumed", lo=0.0, hi=5.0
    )
    first_flight: str = param(default="2027-01-01", unit="", doc="Date of the first flight.", source="assumed")
    flights_per_year: float = param(
        default=20.0, unit="1", doc="Flights in the first year.", source="assumed", lo=0.0, hi=1e6
    )
    growth: float = param(default=0.4, unit="1", doc="Yearly growth of the flights.", source="assumed", lo=0.0, hi=10.0)
    most_flights: float = param(
        default=10_000.0,
        unit="1",
        doc="Flights per year that the growth ends at.",
        source="announced ambition of 10 000 launches a year",
        grade="secondary",
        lo=0.0,
        hi=1e7,
    )
    learning_rate: float = param(
        default=0.0,
        unit="1",
        doc="Decline of the price per doubling of the mass that the vehicle has flown; 0.18 to 0.24 in studies.",
        source="0 keeps one price",
        grade="assumed",
        lo=0.0,
        hi=0.9,
        distribution=(0.0, 0.2, 0.24),
    )
    flown_before: float = param(
        default="400 t",
        unit="kg",
        doc="Mass flown when the price is that of the first flight.",
        source="Suncatcher 2025",
        grade="secondary",
        lo="1 t",
    )
    floor_price: float = param(
        default="15 USD/kg",
        unit="USD/kg",
        doc="Where learning ends: propellant and upkeep.",
        source="cost model of a vehicle flown a hundred times; propellant alone 8",
        grade="secondary",
        lo="0 USD/kg",
    )
    announced: str = param(default="2026-01-01", unit="", doc="Date of the announcement.", source="assumed")
    slip: float = param(
        default=1.0,
        unit="1",
        doc="Time that flights and their growth take after the announcement per time announced.",
        source="1 takes announcements at their word; 1.5 to 4 was usual",
        grade="assumed",
        lo=0.3,
        hi=10.0,
        distribution=(1.0, 1.5, 3.0),
    )
    lead_time: float = param(default="90 d", unit="s", doc="From order to arrival.", source="assumed", lo="0 s")

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer prices and flights."""
        from moonbase_compute.launch_curves import Vehicle
        from moonbase_compute.tables import read

        beyond = {row["kind"]: float(row["dv_m_s"]) for row in read("from_low_orbit.csv")}
        if site.kind not in beyond:
            raise ModelError(
                f"{self.model_name} serves orbits and deep space, and {site.name} is of kind {site.kind}",
                help="use earth-cargo for the Moon",
            )
        ratio = (1.0 + self.stage_ratio) * math.exp(beyond[site.kind] / self.exhaust_speed) - self.stage_ratio
        if not beyond[site.kind]:
            ratio = 1.0
        vehicle = Vehicle(
            first_flight=self.first_flight,
            flights_per_year=self.flights_per_year,
            growth=self.growth,
            most_flights=self.most_flights,
            payload=self.payload_per_flight,
            price=self.price_to_orbit,
            learning=self.learning_rate,
            flown_before=self.flown_before,
            floor=self.floor_price,
            announced=self.announced,
            slip=self.slip,
        )
        prices = vehicle.prices()
        return Offer(
            prices=self.bought(commodities),
            transport_price=prices[0][1] * ratio,
            transport_steps=tuple((date, price * ratio) for date, price in prices) if len(prices) > 1 else (),
            flight_capacity=self.payload_per_flight / ratio,
            flights=vehicle.flights(),
            lead_time=self.lead_time,
            figures={
                "launch_energy": (self.launch_energy * ratio, "J/kg"),
                "launch_carbon": (self.launch_carbon * ratio, "1"),
            },
            notes=(
                f"{ratio:.2f} kg in low orbit per kg at {site.name}",
                f"price to low orbit falls from {prices[0][1]:.0f} to {prices[-1][1]:.0f} USD/kg",
            ),
        )
