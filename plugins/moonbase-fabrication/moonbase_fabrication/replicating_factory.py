"""Replicating factory: machines that dig, refine and print the parts of their own kind."""

from __future__ import annotations

from moonbase.api import Flow, Process, Recipe, Site, param

__all__ = ["ReplicatingFactory"]

_WEEK = 7 * 86400.0


class ReplicatingFactory(Process):
    """A factory of published mass and output, as one process that can be built from its own parts.

    One unit of capacity is the printing of one kilogram of parts per second. Building it takes parts, what cannot be
    made, and the working time of robots:

    ``parts = (M k + e s)/r``,  ``imported = e (1 - s)/r``,  ``robot time = assets x weeks / r``

    for a set of mass M without its vitamins e, crudeness k, local share s of the vitamins and output r. Power comes
    from arrays inside the set's mass, as both studies assume.
    """

    validity = "a linear picture of published tables: no learning beyond the generations, no failures"

    mass: float = param(
        default="7285 kg",
        unit="kg",
        doc="Mass of one set without its vitamins.",
        source="metzger-2013",
        grade="secondary",
        lo="1 kg",
    )
    vitamins: float = param(
        default="390 kg",
        unit="kg",
        doc="Electronics and other parts of one set that are imported unless made.",
        source="metzger-2013",
        grade="secondary",
        lo=0.0,
    )
    local_vitamins: float = param(
        default=0.0, doc="Share of the vitamins made locally.", source="metzger-2013", grade="secondary", lo=0.0, hi=1.0
    )
    output: float = param(
        default="4 kg/h",
        unit="kg/s",
        doc="Parts made by one set while it runs.",
        source="metzger-2013",
        grade="secondary",
        lo="1e-6 kg/h",
    )
    feed: float = param(
        default=5.0,
        doc="Soil dug per mass of parts: 20 for 4 kg/h.",
        source="metzger-2013",
        grade="computed",
        lo=1.0,
    )
    crudeness: float = param(
        default=1.0,
        doc="Mass of locally made sets over that of the set from Earth.",
        source="metzger-2013",
        grade="secondary",
        lo=1.0,
        hi=10.0,
    )
    robots: float = param(default=3.0, doc="Robots of one set.", source="metzger-2013", grade="secondary", lo=0.0)
    assets: float = param(default=21.0, doc="Machines of one set.", source="metzger-2013", grade="secondary", lo=0.0)
    robot_weeks: float = param(
        default=4.0,
        doc="Weeks of one robot's work to put one machine together; 0 leaves labour out.",
        source="metzger-2013",
        grade="secondary",
        lo=0.0,
    )
    power: float = param(
        default="64.36 kW",
        unit="W",
        doc="Power of one set, from its own arrays.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
    )
    duty: float = param(
        default=0.70, doc="Share of the time that it runs.", source="metzger-2013", grade="secondary", lo=0.05, hi=1.0
    )
    lead_time: float = param(
        default="1 month", unit="s", doc="From using up the parts to first running.", source="assumed", lo=0.0
    )
    lifetime: float = param(
        default="0 yr", unit="s", doc="Time after which a set is scrapped; 0 for never.", source="assumed", lo=0.0
    )

    def recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per kilogram of parts."""
        local = self.mass * self.crudeness + self.vitamins * self.local_vitamins
        equipment = {
            "factory-parts": local / self.output,
            "factory-vitamins": self.vitamins * (1.0 - self.local_vitamins) / self.output,
        }
        flows = [Flow(commodity="factory-parts", amount=1.0), Flow(commodity="factory-throughput", amount=1.0)]
        if self.robot_weeks > 0.0:
            equipment["robot-time"] = self.assets * self.robot_weeks * _WEEK / self.output
            flows.append(Flow(commodity="robot-time", amount=self.robots / self.output))
        return Recipe(
            activity="kg of parts",
            flows=tuple(flows),
            from_place=self.feed,
            to_waste=self.feed - 1.0,
            equipment={name: amount for name, amount in equipment.items() if amount > 0.0},
            lifetime=self.lifetime,
            availability=self.duty,
            lead_time=self.lead_time,
            unit_capacity=self.output,
            notes=(
                f"{self.power / self.output / 3.6e6:.1f} kWh per kg of parts, from arrays inside the set's mass.",
                f"{self.output * 3600.0:g} kg/h per set of {(self.mass + self.vitamins) / 1000.0:.3g} t.",
            ),
        )
