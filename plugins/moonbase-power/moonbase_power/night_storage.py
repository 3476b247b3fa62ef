"""Night storage: daylight electricity into continuous electricity."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param
from moonbase_power.stored_power import StoredPower

__all__ = ["NightStorage"]


class NightStorage(StoredPower):
    """Batteries or regenerative fuel cells that carry a load through the dark.

    While the Sun shines (share f of the time) the load is fed directly and the store is charged; per joule of
    continuous electricity that takes ``f + (1 - f)/eta`` of daylight electricity. The store holds the longest night,
    or what the site's illumination series asks for.
    """

    storage: str = param(
        default="lightest",
        unit="",
        doc="What carries the night; the lightest is a battery for hours and a fuel cell for days.",
        source="colozza-2020",
        choices=("lightest", "regenerative-fuel-cell", "battery"),
    )
    sizing: str = param(
        default="longest-night",
        unit="",
        doc="Whether the store is sized by the longest night or by the illumination series.",
        source="assumed",
        choices=("longest-night", "series"),
    )
    fuel_cell_efficiency: float = param(
        default=0.5,
        doc="Round trip of the fuel cell.",
        source="assumed",
        lo=0.1,
        hi=1.0,
        distribution=(0.35, 0.5, 0.6),
    )
    battery_efficiency: float = param(
        default=0.95, doc="Round trip of the battery.", source="assumed", lo=0.5, hi=1.0, distribution=(0.9, 0.95, 0.98)
    )
    converter_mass: float = param(
        default="2 kg/kW",
        unit="kg/W",
        doc="Converters and switchgear per load.",
        source="assumed",
        grade="estimated",
        lo=0.0,
    )
    lifetime: float = param(
        default="15 yr", unit="s", doc="Time after which the store is scrapped.", source="assumed", lo="1 yr"
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer per joule of continuous electricity.

        Raises
        ------
        ModelError
            If the Sun never shines there, or always.
        """
        from moonbase_power.storage import battery_mass, fuel_cell_mass, lightest

        lit = site.illumination
        if lit <= 0.0 or site.longest_night <= 0.0:
            raise ModelError(
                f'"{site.name}" has no nights between days: lit {lit:.0%}, longest night {site.longest_night:.0f} s',
                help="a store needs both; set illumination and longest_night of the site",
            )
        chosen = self.storage
        if chosen == "lightest":
            chosen = lightest(1.0, site.longest_night, self.storage_energy)
        battery = chosen == "battery"
        efficiency = self.battery_efficiency if battery else self.fuel_cell_efficiency
        hold = self._held(site)
        mass = battery_mass(1.0, hold) if battery else fuel_cell_mass(1.0, hold, self.storage_energy)
        goods = "battery" if battery else "fuel-cell"
        return Recipe(
            activity="J of continuous electricity",
            unit="J",
            flows=(
                Flow(commodity="daylight-electricity", amount=-(lit + (1.0 - lit) / efficiency)),
                Flow(commodity="electricity", amount=1.0),
            ),
            equipment={goods: mass, "electronics": self.converter_mass},
            spares={goods: self.spares_rate * mass},
            lifetime=self.lifetime,
            lead_time=self.lead_time,
            notes=(f"{chosen}: {1000.0 * mass:.0f} kg per kW through {hold / 3600.0:.0f} h.",),
        )

    def _held(self, site: Site) -> float:
        """Time at full load that the store must hold [s]."""
        if self.sizing == "longest-night":
            return site.longest_night
        from moonbase_power.illumination import illumination_series, store_energy, worst_month

        lit = illumination_series(site)
        light = worst_month(lit)
        return store_energy(lit, 1.0, (1.0 - light) / light)  # charged so that it just refills in the darkest month
