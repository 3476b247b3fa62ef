"""Earth data centre: computing bought on Earth, as far as there is power for it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from moonbase.api import ModelError, Offer, Site, Supply, constants, param

__all__ = ["EarthDataCentre"]


class EarthDataCentre(Supply):
    """Computing on Earth at its full yearly cost, limited by the power that can be connected.

    The price is the annualised cost of chips, replacement, facility and energy per kilowatt of IT load; the amount
    grows with the power connected each year.
    """

    validity = "cost of new capacity; no carbon price, no scarcity rent"

    chip_price: float = param(
        default="28 USD/W",
        unit="USD/W",
        doc="Computer per IT power.",
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
        distribution=("4 yr", "5 yr", "6 yr"),
    )
    facility_price: float = param(
        default="14 USD/W",
        unit="USD/W",
        doc="Building, power and cooling.",
        source="shell and core 10.7 to 11.3, with fit-out up to 19 USD/W",
        grade="secondary",
        lo="0 USD/W",
        distribution=("10 USD/W", "14 USD/W", "20 USD/W"),
    )
    facility_life: float = param(
        default="18 yr",
        unit="s",
        doc="Of the facility.",
        source="15 to 20 years",
        grade="estimated",
        lo="1 yr",
        distribution=("15 yr", "18 yr", "20 yr"),
    )
    energy_price: float = param(
        default="0.07 USD/kWh",
        unit="USD/J",
        doc="Electricity.",
        source="0.045 to 0.11 USD/kWh",
        grade="secondary",
        lo="0 USD/kWh",
        distribution=("0.045 USD/kWh", "0.07 USD/kWh", "0.11 USD/kWh"),
    )
    pue: float = param(
        default=1.2,
        unit="1",
        doc="Power usage effectiveness.",
        source="1.08 to 1.4",
        grade="secondary",
        lo=1.0,
        hi=3.0,
        distribution=(1.08, 1.2, 1.35),
    )
    wacc: float = param(
        default=0.085,
        unit="1",
        doc="Cost of capital per year.",
        source="7 to 10 %",
        grade="estimated",
        lo=0.001,
        hi=0.5,
        distribution=(0.07, 0.085, 0.10),
    )
    replaced: float = param(
        default=0.04,
        unit="1",
        doc="Share of packages replaced per year.",
        source="2.5 to 6 %",
        grade="secondary",
        lo=0.0,
        hi=1.0,
        distribution=(0.025, 0.04, 0.06),
    )
    power_delay: float = param(
        default="0.25 yr",
        unit="s",
        doc="Time that bought chips wait for power.",
        source="assumed",
        lo="0 yr",
        hi="3 yr",
        distribution=("0 yr", "0.25 yr", "1 yr"),
    )
    first_date: str = param(default="2030-01-01", unit="", doc="Date from which power is connected.", source="assumed")
    first_power: float = param(
        default="10 GW", unit="W", doc="IT power that can be had at first.", source="assumed", lo="0 W"
    )
    connected: float = param(
        default="10 GW/yr",
        unit="W/s",
        doc="IT power connected per year.",
        source="103 to 200 GW of data centres from 2026 to 2030, half of them for AI",
        grade="secondary",
        lo="0 W/yr",
        distribution=("5 GW/yr", "10 GW/yr", "20 GW/yr"),
    )
    time_to_power: float = param(
        default="0 yr",
        unit="s",
        doc="From order to power, most likely: interconnection, turbines, engines or panels.",
        source="counted from first_date if nothing is given",
        grade="assumed",
        lo="0 yr",
        hi="20 yr",
        distribution=("1 yr", "2.5 yr", "5 yr"),
    )
    time_to_power_low: float = param(
        default="0 yr",
        unit="s",
        doc="Shortest time from order to power; what is ordered together is connected over a span of time.",
        source="0 for no spread",
        grade="assumed",
        lo="0 yr",
        hi="20 yr",
    )
    time_to_power_high: float = param(
        default="0 yr",
        unit="s",
        doc="Longest time from order to power.",
        source="0 for no spread",
        grade="assumed",
        lo="0 yr",
        hi="30 yr",
    )
    generation_price: float = param(
        default="0 USD/W",
        unit="USD/W",
        doc="Own power plant per generating capacity; 0 where the price of energy covers it.",
        source="0 for the grid",
        grade="assumed",
        lo="0 USD/W",
    )
    peak_cooling: float = param(
        default=1.4,
        unit="1",
        doc="Power at the hottest hour per IT power; sizes generation, not energy.",
        source="operator's statement about Memphis: 40 % for cooling at peak",
        grade="secondary",
        lo=1.0,
        hi=3.0,
    )
    reserve: float = param(
        default=0.22,
        unit="1",
        doc="Generating capacity kept for maintenance; sizes generation, not energy.",
        source="operator's statement: 20 to 25 %",
        grade="secondary",
        lo=0.0,
        hi=2.0,
    )
    water_use: float = param(
        default=0.9,
        unit="1",
        doc="Water per energy of the computers, litres per kWh.",
        source="0.2 to 1.8",
        grade="estimated",
        lo=0.0,
        distribution=(0.2, 0.9, 1.8),
    )
    water_price: float = param(
        default=0.002, unit="1", doc="Water, USD per litre.", source="municipal water", grade="estimated", lo=0.0
    )
    years_of_growth: int = param(
        default=30, unit="", doc="Years until no more is connected.", source="assumed", lo=0, hi=200
    )

    def offer(self, site: Site, commodities: tuple[str, ...]) -> Offer:
        """Answer price and amount of computing."""
        from moonbase_compute.economics import EarthCentre, earth_cost
        from moonbase_compute.prices import j2000_seconds

        if site.kind != "earth":
            raise ModelError(
                f"{self.model_name} stands on Earth, and {site.name} is of kind {site.kind}",
                help="put it at a site on Earth, or use earth-built-satellites in space",
            )
        others = [name for name in commodities if name != "compute"]
        if others:
            raise ModelError(f"{self.model_name} sells compute, not {', '.join(others)}")
        yearly = earth_cost(
            EarthCentre(
                chips=1e3 * self.chip_price,
                chip_life=self.chip_life / constants.YEAR,
                facility=1e3 * self.facility_price,
                facility_life=self.facility_life / constants.YEAR,
                energy=3.6e6 * self.energy_price,
                pue=self.pue,
                wacc=self.wacc,
                replaced=self.replaced,
                power_delay=self.power_delay / constants.YEAR,
            )
        )
        yearly |= self._own_supply(yearly)
        price = float(sum(yearly.values())) / (1e3 * constants.YEAR)
        return Offer(
            prices={"compute": price},
            amounts={"compute": self.connected_power(j2000_seconds(self.first_date))},
            imported=False,
            notes=(
                *(f"{item}: {float(cost):.0f} USD per kW and year" for item, cost in yearly.items()),
                f"power comes {self._waiting()} years after the order",
                f"water: {8.76 * self.water_use:.3g} m3 per kW and year",
            ),
        )

    def connected_power(self, start: float) -> tuple[tuple[float, float], ...]:
        """Follow the IT power that is connected [W]: orders come evenly, each takes its time to power.

        ``P(t) = P0 F(t) + c int_0^t F``, with F the triangular distribution of the time to power.

        Parameters
        ----------
        start
            Date of the first orders [s after J2000].
        """
        from moonbase_compute.time_to_power import connected_share

        times = self._times()
        steps = [(-1.0e10, 0.0)]
        summed, step = 0.0, constants.YEAR / 4.0
        for quarter in range(4 * self.years_of_growth + math.ceil((times[2] - times[0]) / step) + 1):
            waited = times[0] + quarter * step
            begun, ended = connected_share(waited, times), connected_share(waited + step, times)
            steps.append((start + waited, self.first_power * begun + self.connected * summed))
            summed = min(summed + 0.5 * (begun + ended) * step, self.years_of_growth * constants.YEAR)
        return tuple(steps)

    def _times(self) -> tuple[float, float, float]:
        """Shortest, most likely and longest time to power [s]; one number where no spread is given."""
        if self.time_to_power_high <= 0.0:
            return self.time_to_power, self.time_to_power, self.time_to_power
        if not self.time_to_power_low <= self.time_to_power <= self.time_to_power_high:
            raise ModelError(
                f"{self.model_name}: time_to_power does not lie between its low and its high value",
                help="give low, most likely and high in this order",
            )
        return self.time_to_power_low, self.time_to_power, self.time_to_power_high

    def _waiting(self) -> str:
        low, mode, high = (time / constants.YEAR for time in self._times())
        return f"{mode:.3g}" if low == high else f"{low:.3g} to {high:.3g}, most likely {mode:.3g}"

    def _own_supply(self, yearly: Mapping[str, float]) -> dict[str, float]:
        """Yearly cost of generation and water [USD/kW/yr]; reserve and the hottest hour size the plant."""
        from moonbase_compute.economics import capital_recovery

        plant = 1e3 * self.generation_price * self.peak_cooling * (1.0 + self.reserve)
        items = {
            "generation": plant * capital_recovery(self.wacc, self.facility_life / constants.YEAR),
            "water": 8760.0 * self.water_use * self.water_price,
        }
        return {name: cost for name, cost in items.items() if cost > 0.0 and name not in yearly}
