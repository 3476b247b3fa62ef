"""Power line between two sites."""

from __future__ import annotations

from moonbase.api import Flow, ModelError, Process, Recipe, Site, param

__all__ = ["PowerLine"]


class PowerLine(Process):
    """Sends electricity from its own site to another one over aluminium conductors on the ground."""

    validity = "direct current to about 1 MW per cable; a few hundred kilometres at most"

    to: str = param(unit="", default="", doc="Site that receives.", source="mission", grade="assumed", required=True)
    length: float = param(default="5 km", unit="m", doc="Length of the line.", source="assumed", lo="1 m")
    voltage: float = param(
        default="3 kV", unit="V", doc="Voltage of the line.", source="csank-2022", grade="secondary", lo="100 V"
    )
    loss: float = param(default=0.05, doc="Share lost in the line.", source="assumed", lo=0.001, hi=0.5)
    converter_efficiency: float = param(
        default=0.95,
        doc="Efficiency of each of the two converters.",
        source="csank-2022",
        grade="secondary",
        lo=0.5,
        hi=1.0,
    )
    converter_mass: float = param(
        default="2 kg/kW",
        unit="kg/W",
        doc="Mass of each of the two converters per power.",
        source="assumed",
        grade="estimated",
        lo=0.0,
    )
    insulation_ratio: float = param(
        default=0.5, doc="Mass of insulation and supports per mass of conductor.", source="assumed", lo=0.0
    )
    lifetime: float = param(
        default="30 yr", unit="s", doc="Time after which it is scrapped.", source="assumed", lo="1 yr"
    )

    def recipe(self, site: Site) -> Recipe:
        """Answer per joule received.

        Raises
        ------
        ModelError
            If the line would end where it begins.
        """
        from moonbase_power.transmission import cable_mass

        if self.to in ("", site.name):
            raise ModelError(f'a power line from "{site.name}" needs another site to end at', help='set to = "SITE"')
        received = self.converter_efficiency * (1.0 - self.loss)
        sent = 1.0 / (received * self.converter_efficiency)
        conductor = cable_mass(1.0 / received, self.length, self.voltage, self.loss)
        return Recipe(
            activity="J of electricity received",
            unit="J",
            flows=(
                Flow(commodity="electricity", amount=-sent),
                Flow(commodity="electricity", amount=1.0, site=self.to),
            ),
            equipment={
                "conductor": conductor,
                "structure": self.insulation_ratio * conductor,
                "electronics": 2.0 * self.converter_mass,
            },
            lifetime=self.lifetime,
            notes=("Conductor mass grows with the square of the length at fixed voltage and loss.",),
        )
