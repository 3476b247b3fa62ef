"""Crew habitat: working time of people, and what keeps them alive."""

from __future__ import annotations

from moonbase.api import Flow, Process, Recipe, Site, param

__all__ = ["CrewHabitat"]

_DAY = 86400.0


class CrewHabitat(Process):
    """Rooms, air and water for people; one unit of capacity is one person at work all the time.

    Someone who works a share w of the time needs ``1/w`` places. Supplies per person and day are those of a station
    whose water and air go round: food, and what recycling loses.
    """

    work_share: float = param(
        default=0.24,
        doc="Share of a person's time that is work for the base: 40 h of 168.",
        source="assumed",
        grade="estimated",
        lo=0.02,
        hi=0.6,
        distribution=(0.1, 0.24, 0.33),
    )
    habitat_mass: float = param(
        default="8 t",
        unit="kg",
        doc="Habitat, life support, shielding frames per person.",
        source="habitat-masses",
        grade="recalled",
        lo="0.5 t",
        distribution=("4 t", "8 t", "20 t"),
    )
    power: float = param(
        default="3 kW", unit="W", doc="Electricity per person.", source="habitat-masses", grade="recalled", lo=0.0
    )
    food: float = param(
        default="1.8 kg/d",
        unit="kg/s",
        doc="Packaged food and personal goods per person.",
        source="habitat-masses",
        grade="recalled",
        lo=0.0,
    )
    water: float = param(
        default="1.0 kg/d", unit="kg/s", doc="Water lost per person.", source="habitat-masses", grade="recalled", lo=0.0
    )
    oxygen: float = param(
        default="0.3 kg/d",
        unit="kg/s",
        doc="Oxygen lost per person.",
        source="habitat-masses",
        grade="recalled",
        lo=0.0,
    )
    lifetime: float = param(
        default="15 yr", unit="s", doc="Time after which it is scrapped.", source="assumed", lo="1 yr"
    )
    lead_time: float = param(default="6 month", unit="s", doc="From parts to the first day.", source="assumed", lo=0.0)

    def recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per second of one person's work."""
        people = 1.0 / self.work_share
        mass = self.habitat_mass * people
        used = {"food": self.food * people, "water": self.water * people, "oxygen": self.oxygen * people}
        flows = tuple(Flow(commodity=name, amount=-amount) for name, amount in used.items() if amount > 0.0)
        return Recipe(
            activity="s of one person's work",
            unit="s",
            flows=(
                *flows,
                Flow(commodity="electricity", amount=-self.power * people),
                Flow(commodity="crew-time", amount=1.0),
            ),
            to_waste=sum(used.values()),
            equipment={"structure": 0.5 * mass, "machinery": 0.4 * mass, "electronics": 0.1 * mass},
            lifetime=self.lifetime,
            lead_time=self.lead_time,
            notes=(
                "Crews are not exchanged: their flights are left out.",
                f"{people:.1f} people for one at work; nobody goes hungry when there is nothing to do.",
            ),
        )
