"""Concentrated sunlight for furnaces, without a turn through electricity."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Process, Recipe, Site, param
from moonbase_power.sunlight import sunlight

__all__ = ["SolarConcentrator"]


class SolarConcentrator(Process):
    """Sun-tracking mirrors that light a furnace while the Sun shines; there is no store.

    One unit of activity is a joule of heat in the furnace, averaged over light and dark; capacity is average power, so
    that the mirrors' area is ``A = 1/(f S eta)`` for the lit share f and the flux S.
    """

    validity = "furnaces up to about 2300 K; losses by radiation out of the furnace are the furnace's"

    efficiency: float = param(
        default=0.6,
        doc="Heat in the furnace per sunlight on the mirrors: reflection, pointing, what misses the opening.",
        source="assumed",
        grade="estimated",
        lo=0.1,
        hi=0.9,
        distribution=(0.45, 0.6, 0.75),
    )
    areal_mass: float = param(
        default="5 kg/m2",
        unit="kg/m2",
        doc="Mirrors, frames and trackers per mirror area.",
        source="assumed",
        grade="estimated",
        lo="0.5 kg/m2",
        distribution=("2 kg/m2", "5 kg/m2", "12 kg/m2"),
    )
    tracker_share: float = param(
        default=0.2,
        doc="Share of it that is drives, bearings, secondary optics.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    dust_loss: float = param(
        default="0.013 1/yr",
        unit="1/s",
        doc="Share of the light lost per unit of time to dust that settles, as on covered cells of Apollo; an upper "
        "limit, unless furnaces blow more of it.",
        source="hollick-2013",
        grade="computed",
        lo=0.0,
        distribution=("0 1/yr", "0.013 1/yr", "0.05 1/yr"),
    )
    spares_rate: float = param(
        default="0.05 1/yr",
        unit="1/s",
        doc="Share of the trackers replaced per unit of running time.",
        source="assumed",
        lo=0.0,
    )
    lifetime: float = param(
        default="15 yr", unit="s", doc="Time after which it is scrapped.", source="assumed", lo="1 yr"
    )
    lead_time: float = param(
        default="3 month", unit="s", doc="From using up the parts to first light.", source="assumed", lo=0.0
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer per joule of heat.

        Raises
        ------
        ModelError
            If the Sun never shines there.
        """
        if site.illumination <= 0.0:
            raise ModelError(f'no sunlight at "{site.name}"', help='heat with electricity: heat_source = "electric"')
        area = 1.0 / (site.illumination * sunlight(site) * self.efficiency)
        mass = area * self.areal_mass
        equipment = {"structure": mass * (1.0 - self.tracker_share), "machinery": mass * self.tracker_share}
        return Recipe(
            activity="J of heat",
            unit="J",
            flows=(Flow(commodity="heat", amount=1.0),),
            equipment=equipment,
            spares={"machinery": self.spares_rate * equipment["machinery"]},
            lifetime=self.lifetime,
            wear=self.dust_loss,
            lead_time=self.lead_time,
            notes=("Furnaces that take sunlight stand still in the dark.",),
        )
