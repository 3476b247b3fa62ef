"""Robot fleet: working time of assembly and service robots."""

from __future__ import annotations

from moonbase.api import Flow, Process, Recipe, Site, param

__all__ = ["RobotFleet"]


class RobotFleet(Process):
    """Robots that plants hire by the second; one unit of capacity is one robot."""

    robot_mass: float = param(
        default="150 kg", unit="kg", doc="Mass of one robot.", source="metzger-2013", grade="secondary", lo="1 kg"
    )
    electronics_share: float = param(
        default=0.10,
        doc="Share of it that is electronics: 15 of 150 kg.",
        source="metzger-2013",
        grade="computed",
        lo=0.0,
        hi=1.0,
    )
    power: float = param(
        default="0.4 kW",
        unit="W",
        doc="Electricity of one robot at work.",
        source="metzger-2013",
        grade="secondary",
        lo=0.0,
    )
    duty: float = param(
        default=0.70,
        doc="Share of the time that a robot works; 0.4 cuts growth tenfold in the study.",
        source="metzger-2013",
        grade="secondary",
        lo=0.05,
        hi=1.0,
        distribution=(0.4, 0.70, 0.9),
    )
    dust_wear: float = param(
        default="0.20 1/yr",
        unit="1/s",
        doc="Share of the robot replaced per working time; dust abrades joints and seals.",
        source="assumed",
        grade="estimated",
        lo=0.0,
        distribution=("0.05 1/yr", "0.20 1/yr", "1 1/yr"),
    )
    lifetime: float = param(
        default="8 yr", unit="s", doc="Time after which it is scrapped.", source="assumed", lo="0.1 yr"
    )
    lead_time: float = param(default="1 month", unit="s", doc="From parts to work.", source="assumed", lo=0.0)

    def recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per second of one robot's work."""
        parts = {
            "electronics": self.robot_mass * self.electronics_share,
            "machinery": self.robot_mass * (1.0 - self.electronics_share),
        }
        return Recipe(
            activity="s of one robot's work",
            unit="s",
            flows=(
                Flow(commodity="electricity", amount=-self.power),
                Flow(commodity="robot-time", amount=1.0),
            ),
            equipment=parts,
            spares={name: mass * self.dust_wear for name, mass in parts.items()},
            lifetime=self.lifetime,
            availability=self.duty,
            lead_time=self.lead_time,
            unit_capacity=1.0,
            notes=("Teleoperated at first; what autonomy saves is a higher duty.",),
        )
