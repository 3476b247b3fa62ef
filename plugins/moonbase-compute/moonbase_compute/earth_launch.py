"""Earth launch: goods lifted from Earth to orbits, libration points and deep space."""

from __future__ import annotations

import math

from moonbase.api import ModelError, Offer, Site, Supply, param

__all__ = ["EarthLaunch"]


class EarthLaunch(Supply):
    """Goods bought on Earth, lifted to low orbit and pushed on by a chemical stage.

    Beyond low orbit the price grows and the payload shrinks by ``(1 + s) exp(dv / v_e) - s`` with s the mass of
    the stage per mass that it pushes.
    """

    validity = "impulsive transfer from low orbit; one price whatever the date"

    price_to_orbit: float = param(
        default="500 USD/kg",
        unit="USD/kg",
        doc="To low Earth orbit; list prices in 2026 are 1500 to 3400, hopes for the 2030s 50 to 300.",
        source="launch price lists and cost models",
        grade="secondary",
        lo="0 USD/kg",
        hi="1e6 USD/kg",
        distribution=("100 USD/kg", "500 USD/kg", "1500 USD/kg"),
    )
    goods_factor: float = param(
        default=1.0, unit="1", doc="Multiplies the price of all goods.", source="assumed", lo=0.0, hi=1000.0
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
    lead_time: float = param(default="90 d", unit="s", doc="From order to arrival.", source="assumed", lo="0 s")

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer prices and flights."""
        from moonbase_compute.prices import flight_steps, goods_prices
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
        return Offer(
            prices=goods_prices(commodities, factor=self.goods_factor),
            transport_price=self.price_to_orbit * ratio,
            flight_capacity=self.payload_per_flight / ratio,
            flights=flight_steps(self.first_flight, self.flights_per_year, self.growth, self.most_flights),
            lead_time=self.lead_time,
            notes=(f"{ratio:.2f} kg in low orbit per kg at {site.name}",),
        )
