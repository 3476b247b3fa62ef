"""Bulk container: a shell around a commodity."""

from __future__ import annotations

from moonbase.api import Flow, Payload, PayloadDesign, Site, param

__all__ = ["BulkContainer"]


class BulkContainer(Payload):
    """A container of ore, metal, oxygen or anything else that is counted in kilograms.

    What arrives is the cargo; the shell is expended at the destination.
    """

    validity = "cargo counted in kg, which stays inert in flight"

    commodity: str = param(default="oxygen", unit="", doc="What it holds; a commodity counted in kg.", source="assumed")
    cargo_mass: float = param(
        default="10 kg", unit="kg", doc="Cargo per container.", source="SP-428: 10.5 kg thrown", lo="1 g"
    )
    shell_ratio: float = param(
        default=0.05,
        unit="1",
        doc="Mass of the shell per mass of cargo.",
        source="assumed",
        lo=0.0,
        hi=10.0,
        distribution=(0.01, 0.05, 0.5),
    )
    shell_commodity: str = param(default="structure", unit="", doc="What the shell is made of.", source="assumed")
    max_acceleration: float = param(
        default="20000 m/s2", unit="m/s2", doc="What the filled shell survives.", source="assumed", lo="1 m/s2"
    )
    filling_energy: float = param(
        default="10 kJ/kg",
        unit="J/kg",
        doc="Electricity to fill and close it, per cargo.",
        source="assumed",
        lo="0 J/kg",
    )
    line_mass: float = param(
        default="2 t", unit="kg", doc="Machinery of one filling line.", source="assumed", lo="0 kg"
    )
    line_time: float = param(
        default="10 s", unit="s", doc="Time per container on one line.", source="assumed", lo="1 ms"
    )
    line_life: float = param(default="10 yr", unit="s", doc="Of the filling line.", source="assumed", lo="0 s")
    line_availability: float = param(
        default=0.9, unit="1", doc="Of the filling line.", source="assumed", lo=0.0, hi=1.0
    )

    exhaust_speed: float = param(
        default="0 m/s",
        unit="m/s",
        doc="Of a kick stage that comes with it; 0 for none, 17 km/s for Hall thrusters.",
        source="none",
        grade="assumed",
        lo="0 m/s",
        hi="100 km/s",
    )
    propellant: str = param(
        default="hall-propellant", unit="", doc="What the kick stage burns, if there is one.", source="assumed"
    )
    tank_fraction: float = param(
        default=0.3, unit="1", doc="Tanks and engine per propellant, of structure.", source="assumed", lo=0.0, hi=1.0
    )

    def design(self, destination: Site) -> PayloadDesign:  # noqa: ARG002 - a shell is the same everywhere
        """Answer parts and what arrives."""
        shell = self.shell_ratio * self.cargo_mass
        parts = {self.commodity: self.cargo_mass}
        if shell:
            parts[self.shell_commodity] = parts.get(self.shell_commodity, 0.0) + shell
        return PayloadDesign(
            commodity=f"{self.commodity}-container",
            mass=self.cargo_mass + shell,
            parts=parts,
            effort={"electricity": self.filling_energy * self.cargo_mass},
            delivers=(Flow(commodity=self.commodity, amount=self.cargo_mass),),
            assembly_equipment={"machinery": self.line_mass * self.line_time},
            assembly_availability=self.line_availability,
            assembly_lifetime=self.line_life,
            exhaust_speed=self.exhaust_speed,
            propellant=self.propellant if self.exhaust_speed else "",
            tank_fraction=self.tank_fraction if self.exhaust_speed else 0.0,
            tank_commodity="structure" if self.exhaust_speed else "",
            max_acceleration=self.max_acceleration,
            figures={"cargo": (self.cargo_mass, "kg"), "shell": (shell, "kg")},
            notes=() if self.exhaust_speed else ("it has no propulsion: someone or something has to catch it",),
        )
