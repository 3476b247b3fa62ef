"""Earth cargo: goods landed on the Moon."""

from __future__ import annotations

from moonbase.api import ModelError, Offer, Site, param
from moonbase_compute.earth_goods import EarthGoods

__all__ = ["EarthCargo"]


class EarthCargo(EarthGoods):
    """Goods bought on Earth and landed on the Moon by flights whose number grows."""

    validity = "one price per kilogram whatever the date; mass-limited, never volume-limited"

    price_per_kg: float = param(
        default="1000 USD/kg",
        unit="USD/kg",
        doc="Transport from Earth to the lunar surface; today near a million.",
        source="scenario value between 100 and 1e6 USD/kg",
        grade="assumed",
        lo="0 USD/kg",
        hi="1e8 USD/kg",
        distribution=("300 USD/kg", "1000 USD/kg", "10000 USD/kg"),
    )
    launch_energy: float = param(
        default="2170 kWh/kg",
        unit="J/kg",
        doc="Energy of bringing a mass, for paybacks.",
        source="167 kWh/kg to low orbit by 1200 t of methane per 100 t; 12 refilling flights per landing (6 to 20)",
        grade="estimated",
        lo="0 kWh/kg",
        distribution=("1170 kWh/kg", "2170 kWh/kg", "3510 kWh/kg"),
    )
    launch_carbon: float = param(
        default=429.0,
        unit="1",
        doc="Carbon dioxide of bringing a mass, per mass, for paybacks.",
        source="33 to low orbit by combustion of methane; 12 refilling flights per landing (6 to 20)",
        grade="estimated",
        lo=0.0,
    )
    payload_per_flight: float = param(
        default="100 t",
        unit="kg",
        doc="Landed per flight.",
        source="announced for a refilled lunar Starship",
        grade="estimated",
        lo="1 kg",
        distribution=("30 t", "100 t", "200 t"),
    )
    first_flight: str = param(default="2030-01-01", unit="", doc="Date of the first flight.", source="assumed")
    flights_per_year: float = param(
        default=4.0,
        unit="1",
        doc="Flights in the first year.",
        source="assumed",
        lo=0.0,
        hi=1e6,
        distribution=(1.0, 4.0, 12.0),
    )
    growth: float = param(
        default=0.3,
        unit="1",
        doc="Yearly growth of the flights.",
        source="assumed",
        lo=0.0,
        hi=10.0,
        distribution=(0.0, 0.3, 0.6),
    )
    most_flights: float = param(
        default=100.0, unit="1", doc="Flights per year that the growth ends at.", source="assumed", lo=0.0, hi=1e7
    )
    lead_time: float = param(default="180 d", unit="s", doc="From order to landing.", source="assumed", lo="0 s")

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer prices and flights."""
        from moonbase_compute.prices import flight_steps

        if site.kind != "moon":
            raise ModelError(
                f"{self.model_name} lands on the Moon, and {site.name} is of kind {site.kind}",
                help="use earth-launch for orbits and deep space",
            )
        return Offer(
            prices=self.bought(commodities),
            transport_price=self.price_per_kg,
            flight_capacity=self.payload_per_flight,
            flights=flight_steps(self.first_flight, self.flights_per_year, self.growth, self.most_flights),
            lead_time=self.lead_time,
            figures={"launch_energy": (self.launch_energy, "J/kg"), "launch_carbon": (self.launch_carbon, "1")},
            notes=("prices of goods on Earth are estimates with wide ranges; see the plugin's table",),
        )
