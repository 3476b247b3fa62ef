"""Solar power with the storage that its nights need."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Recipe, Site, param, samples
from moonbase_power.stored_power import StoredPower
from moonbase_power.sunlight import sunlight

__all__ = ["SolarPower"]


class SolarPower(StoredPower):
    """Sun-tracking arrays, cables, converters and the store for the longest night.

    One unit of activity is a joule delivered, averaged over light and dark; capacity is average power. While the
    Sun shines (share f of the time) the load L runs in full; in the dark a share n of it runs from the store:

    ``mean = L (f + n (1 - f))``,  ``array output in the light = L (1 + n (1 - f)/(f eta_store)) / eta_line``

    The store carries ``n L`` through the longest night, not the mean one. By daylight only (``quality``) nothing runs
    in the dark: n is 0, there is no store, and the commodity is ``daylight-electricity``.
    """

    validity = "sites with a longest night of hours to 15 days"

    quality: str = param(
        default="mixed",
        unit="",
        doc="Electricity with a night share from a store, or daylight electricity without any store.",
        source="assumed",
        choices=("mixed", "daylight"),
    )
    array: str = param(
        default="solar-array",
        unit="",
        doc="Commodity that the arrays are.",
        source="assumed",
        choices=("solar-array", "space-array"),
    )
    efficiency: float = param(
        default=0.13,
        doc="Electricity per sunlight on the array, at the start of life.",
        source="insitu-cell",
        grade="recalled",
        lo=0.01,
        hi=0.5,
        distribution=(0.10, 0.13, 0.18),
    )
    pointing: float = param(
        default=0.90,
        doc="Share of the sunlight used: packing of cells, pointing, dust, mutual shadow.",
        source="assumed",
        lo=0.1,
        hi=1.0,
        distribution=(0.7, 0.9, 0.95),
    )
    degradation: float = param(
        default="0.03 1/yr",
        unit="1/s",
        doc="Share of the output that the cells themselves lose per unit of time.",
        source="insitu-cell",
        grade="recalled",
        lo=0.0,
        distribution=("0.01 1/yr", "0.03 1/yr", "0.05 1/yr"),
    )
    dust_loss: float = param(
        default="0.013 1/yr",
        unit="1/s",
        doc="Share of the output lost per unit of time to dust that settles: covered cells a metre above the ground at "
        "three Apollo sites lost 4 to 10 % in 2000 days; an upper limit, with radiation in it.",
        source="hollick-2013",
        grade="computed",
        lo=0.0,
        distribution=("0 1/yr", "0.013 1/yr", "0.019 1/yr"),
    )
    night_share: float = param(
        default=0.2,
        doc="Share of the load that goes on in the dark: heaters, controls, furnaces that must not freeze.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(0.05, 0.2, 1.0),
    )
    storage: str = param(
        default="regenerative-fuel-cell",
        unit="",
        doc="What carries the night.",
        source="colozza-2020",
        choices=("regenerative-fuel-cell", "battery"),
    )
    storage_efficiency: float = param(
        default=0.5, doc="Round trip of the store; about 0.95 for batteries.", source="assumed", lo=0.1, hi=1.0
    )
    mast_mass: float = param(
        default="2 kg/m2", unit="kg/m2", doc="Masts, trackers and foundations per array area.", source="assumed", lo=0.0
    )
    converter_mass: float = param(
        default="2 kg/kW",
        unit="kg/W",
        doc="Converters and switchgear per load.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("1 kg/kW", "2 kg/kW", "5 kg/kW"),
    )
    cable_length: float = param(
        default="1 km", unit="m", doc="Distance from the arrays to the loads.", source="assumed", lo=0.0
    )
    cable_voltage: float = param(
        default="3 kV", unit="V", doc="Voltage of the cables.", source="csank-2022", grade="secondary", lo="100 V"
    )
    cable_loss: float = param(
        default=0.03, doc="Share of the power lost in the cables.", source="assumed", lo=0.001, hi=0.5
    )
    converter_efficiency: float = param(
        default=0.95, doc="Efficiency of the converters.", source="csank-2022", grade="secondary", lo=0.5, hi=1.0
    )
    lifetime: float = param(
        default="20 yr", unit="s", doc="Time after which the plant is scrapped.", source="assumed", lo="1 yr"
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer per joule delivered.

        Raises
        ------
        ModelError
            If the Sun never shines there.
        """
        from moonbase_power.transmission import cable_mass

        lit = site.illumination
        if lit <= 0.0:
            raise ModelError(f'no sunlight at "{site.name}"', help="send electricity there with a power-line node")
        by_day = self.quality == "daylight"
        night_share = 0.0 if by_day else self.night_share
        mean = lit + night_share * (1.0 - lit)
        load = 1.0 / mean
        line = self.converter_efficiency * (1.0 - self.cable_loss)
        output = load * (1.0 + night_share * (1.0 - lit) / (lit * self.storage_efficiency)) / line
        area = output / (sunlight(site) * self.efficiency * self.pointing)
        store = self._store_mass(night_share * load, site.longest_night)
        fixed = self._store_parts(store)
        equipment = {
            self.array: area,
            "structure": 0.8 * self.mast_mass * area,
            "machinery": fixed["machinery"] + 0.2 * self.mast_mass * area,
            "electronics": fixed["electronics"] + self.converter_mass * load,
            "conductor": cable_mass(output, self.cable_length, self.cable_voltage, self.cable_loss),
        }
        return Recipe(
            activity="J of electricity",
            unit="J",
            flows=(Flow(commodity="daylight-electricity" if by_day else "electricity", amount=1.0),),
            equipment=equipment,
            spares={name: self.spares_rate * equipment[name] for name in ("machinery", "electronics")},
            lifetime=self.lifetime,
            wear=self.degradation + self.dust_loss,
            lead_time=self.lead_time,
            notes=(
                f"{samples.middle(1e3 * area):.1f} m2, {samples.middle(1e3 * store):.0f} kg of store per mean kW.",
                "Loads follow the Sun except for the night share; a plant's own restart losses are not modelled.",
            ),
        )

    def _store_mass(self, power: float, night: float) -> float:
        """Mass of the store [kg] for a load [W] through a night [s]."""
        from moonbase_power.storage import battery_mass, fuel_cell_mass

        if self.storage == "battery":
            return battery_mass(power, night)
        return fuel_cell_mass(power, night, self.storage_energy)

    def _store_parts(self, mass: float) -> dict[str, float]:
        """Batteries count as imported precision parts; fuel cells are mostly tanks, pipes and reactants."""
        share = 1.0 if self.storage == "battery" else 0.15
        return {"electronics": share * mass, "machinery": (1.0 - share) * mass}
