"""Railgun: sliding armature between two rails."""

from __future__ import annotations

import math

from moonbase.api import param
from moonbase_launchers import kinematics
from moonbase_launchers.track_launcher import Section, TrackLauncher

__all__ = ["Railgun"]


class Railgun(TrackLauncher):
    """Constant-current railgun with an armature that is spent, and rails that wear.

    ``F = L' I^2 / 2``. At the muzzle the field between the rails holds as much energy as the projectile; what is not
    recovered of it is lost, so that at most half of the input moves the projectile without recovery. Resistance grows
    with the length passed: the ohmic loss of a shot is ``I^2 R' a t^3 / 6``.
    """

    rated_payload: float = param(
        default=10.0, unit="kg", doc="Heaviest payload per shot.", source="assumed", lo="1 g", hi="1000 t"
    )
    acceleration: float = param(
        default="1000 gee",
        unit="m/s2",
        doc="Of payload and armature.",
        source="McNab 2003: at least 1000 g over at least 1000 m",
        grade="primary",
        lo="0.1 m/s2",
        hi="1e6 m/s2",
    )
    bucket_ratio: float = param(
        default=0.0,
        unit="1",
        doc="No bucket returns from a railgun.",
        source="definition",
        grade="computed",
        lo=0.0,
        hi=0.0,
    )
    rate: float = param(
        default="0.1 Hz",
        unit="1/s",
        doc="Wanted shots per second.",
        source="naval demonstrator",
        grade="recalled",
        lo="1e-9 Hz",
        hi="1 kHz",
    )
    armature_ratio: float = param(
        default=0.25, unit="1", doc="Spent armature and sabot per payload.", source="assumed", lo=0.0, hi=10.0
    )
    armature_commodity: str = param(default="aluminium", unit="", doc="What armatures are made of.", source="assumed")
    inductance_gradient: float = param(
        default="0.5 uH/m",
        unit="H/m",
        doc="L' of the rail pair.",
        source="0.3 to 0.6 uH/m is usual",
        grade="secondary",
        lo="0.1 uH/m",
        hi="5 uH/m",
        distribution=("0.3 uH/m", "0.5 uH/m", "0.6 uH/m"),
    )
    resistance_gradient: float = param(
        default="0.02 mohm/m", unit="ohm/m", doc="Both rails at pulse skin depth.", source="assumed", lo=0.0
    )
    field_recovery: float = param(
        default=0.5,
        unit="1",
        doc="Share of the field energy at the muzzle that returns.",
        source="assumed",
        lo=0.0,
        hi=1.0,
    )
    rail_current_density: float = param(
        default="200 A/mm2", unit="A/m2", doc="In the rails at full current.", source="assumed", lo="1 A/mm2"
    )
    containment: float = param(
        default=4.0,
        unit="1",
        doc="Mass of rails with containment per mass of rails.",
        source="assumed",
        lo=1.0,
        hi=100.0,
    )
    switch_mass: float = param(
        default="9.17e-5 kg/kW",
        unit="kg/W",
        doc="Packaged switches per peak power at the breech.",
        source="as the coilgun's, from SP-428",
        grade="computed",
        lo=0.0,
        distribution=("4.6e-6 kg/kW", "9.17e-5 kg/kW", "9.17e-5 kg/kW"),
    )
    current_scatter: float = param(
        default=1e-3,
        unit="1",
        doc="Standard deviation of the rail current, relative; muzzle speed goes with it.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(1e-4, 1e-3, 1e-2),
    )
    conductor_density: float = param(
        default="8960 kg/m3", unit="kg/m3", doc="Copper.", source="handbook value", grade="recalled", lo="1000 kg/m3"
    )
    track_life: float = param(
        default=1e3,
        unit="1",
        doc="Shots after which rails and bore have been replaced once.",
        source="1e2 to 1e3 shots have been demonstrated; bore wear ended the naval programme",
        grade="secondary",
        lo=1.0,
        distribution=(1e2, 1e3, 1e4),
    )

    @property
    def thrust(self) -> float:
        """Thrust on payload and armature [N]."""
        return self.rated_payload * (1.0 + self.armature_ratio) * self.acceleration

    @property
    def current(self) -> float:
        """Rail current at rated thrust [A]."""
        return math.sqrt(2.0 * self.thrust / self.inductance_gradient)

    def motor_efficiency(self, mass: float, speed: float) -> float:
        """Projectile energy over projectile, unrecovered field and ohmic energy [1].

        Parameters
        ----------
        mass
            Payload and armature [kg].
        speed
            At the muzzle [m/s].
        """
        acceleration = speed**2 / (2.0 * self.powered_length)
        squared = 2.0 * mass * acceleration / self.inductance_gradient
        time = speed / acceleration
        ohmic = squared * self.resistance_gradient * acceleration * time**3 / 6.0
        moved = kinematics.kinetic_energy(mass, speed)
        return moved / (moved * (2.0 - self.field_recovery) + ohmic)

    def input_energy(self, payload: float, speed: float) -> float:
        """Bus energy per shot; the armature leaves with the payload [J]."""
        moving = payload + self.armature_ratio * self.rated_payload
        drive = self.supply_efficiency * self.conversion_efficiency * self.motor_efficiency(moving, speed)
        return kinematics.kinetic_energy(moving, speed) / drive

    def section(self) -> Section:
        """Size rails from their current."""
        per_metre = 2.0 * self.current / self.rail_current_density * self.conductor_density * self.containment
        return Section(
            mass={"track": per_metre},
            brake_mass={},
            fixed={"electronics": self.switch_mass * 2.0 * self.thrust * self.max_muzzle_speed},
            spares={self.armature_commodity: self.armature_ratio * self.rated_payload},
            rate_limits={"one projectile at a time": self.acceleration / self.max_muzzle_speed},
            figures={
                "rail_current": (self.current, "A"),
                "rails_per_length": (per_metre, "kg/m"),
                "muzzle_speed_scatter": (self.max_muzzle_speed * self.current_scatter, "m/s"),
            },
        )
