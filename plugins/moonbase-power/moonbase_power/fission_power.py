"""Fission power."""

from __future__ import annotations

from moonbase.api import Flow, Process, Recipe, Site, param

__all__ = ["FissionPower"]


class FissionPower(Process):
    """Imported reactor units with a cable to their standoff."""

    specific_mass: float = param(
        default="185 kg/kW",
        unit="kg/W",
        doc="Reactor, shield, converter and radiator per electric power.",
        source="nasa-fsp-2022",
        grade="secondary",
        lo="1 kg/kW",
        distribution=("150 kg/kW", "185 kg/kW", "250 kg/kW"),
    )
    unit_power: float = param(
        default="40 kW", unit="W", doc="Power of one unit.", source="nasa-fsp-2022", grade="secondary", lo="0.1 kW"
    )
    standoff: float = param(
        default="1.15 km", unit="m", doc="Distance to people.", source="colozza-2020", grade="secondary", lo=0.0
    )
    cable_voltage: float = param(
        default="1500 V", unit="V", doc="Voltage of the cable.", source="colozza-2020", grade="secondary", lo="100 V"
    )
    cable_loss: float = param(
        default=0.05, doc="Share of the power lost in the cable.", source="assumed", lo=0.001, hi=0.5
    )
    availability: float = param(default=0.95, doc="Share of the time at full power.", source="assumed", lo=0.1, hi=1.0)
    lifetime: float = param(
        default="10 yr",
        unit="s",
        doc="Time at full power.",
        source="nasa-fsp-2022",
        grade="secondary",
        lo="1 yr",
    )
    lead_time: float = param(default="3 month", unit="s", doc="From landing to full power.", source="assumed", lo=0.0)

    def recipe(self, site: Site) -> Recipe:  # noqa: ARG002 - the same everywhere
        """Answer per joule delivered."""
        from moonbase_power.transmission import cable_mass

        sent = 1.0 / (1.0 - self.cable_loss)
        return Recipe(
            activity="J of electricity",
            unit="J",
            flows=(Flow(commodity="electricity", amount=1.0),),
            equipment={
                "fission-reactor": self.specific_mass * sent,
                "conductor": cable_mass(sent, self.standoff, self.cable_voltage, self.cable_loss),
            },
            lifetime=self.lifetime,
            availability=self.availability,
            lead_time=self.lead_time,
            unit_capacity=self.unit_power,
            notes=("Spent units stay where they are; their masses are not recovered.",),
        )
