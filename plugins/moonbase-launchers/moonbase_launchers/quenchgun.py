"""Quenchgun: a superconducting barrel that holds the energy of a shot and hands it to the bucket."""

from __future__ import annotations

import math
from typing import ClassVar

from moonbase.api import param
from moonbase_launchers import kinematics
from moonbase_launchers.scatter import stage_scatter
from moonbase_launchers.track_launcher import Section, TrackLauncher

__all__ = ["Quenchgun"]


class Quenchgun(TrackLauncher):
    """Superconducting barrel coils store the shot, each opened as the bucket has taken its energy.

    The mean force is the stored energy per metre, and the virial theorem gives the least structure that can hold it:
    ``m >= rho E / sigma``. Charging, not firing, sets the rate.
    """

    barrel_stores_energy: ClassVar[bool] = True

    rated_payload: float = param(
        default="1 t",
        unit="kg",
        doc="Heaviest payload per shot.",
        source="SP-509 v2",
        grade="primary",
        lo="1 g",
        hi="1000 t",
    )
    bucket_ratio: float = param(
        default=0.5,
        unit="1",
        doc="Mass of bucket per rated payload.",
        source="SP-509 v2",
        grade="recalled",
        lo=0.0,
        hi=20.0,
        distribution=(0.25, 0.5, 2.0),
    )
    max_muzzle_speed: float = param(
        default="1700 m/s",
        unit="m/s",
        doc="Muzzle speed the barrel is built for.",
        source="SP-509 v2",
        lo="1 m/s",
        hi="50 km/s",
    )
    acceleration: float = param(
        default="983 gee",
        unit="m/s2",
        doc="Of a full load.",
        source="SP-509 v2",
        grade="recalled",
        lo="0.1 m/s2",
        hi="1e6 m/s2",
    )
    rate: float = param(
        default=1 / 7200,
        unit="1/s",
        doc="Wanted shots per second.",
        source="SP-509 v2: one every two hours",
        grade="primary",
        lo="1e-9 Hz",
        hi="1 kHz",
    )
    transfer_efficiency: float = param(
        default=0.95,
        unit="1",
        doc="Barrel energy to motion.",
        source="assumed",
        lo=0.05,
        hi=1.0,
        distribution=(0.8, 0.95, 0.99),
    )
    charging_time: float = param(
        default="115 min", unit="s", doc="Time to charge the barrel.", source="assumed", lo="0 s"
    )
    structure_strength: float = param(
        default="1 GPa",
        unit="Pa",
        doc="Working stress of the barrel's structure.",
        source="assumed",
        lo="1 MPa",
        hi="10 GPa",
    )
    structure_density: float = param(
        default="8000 kg/m3", unit="kg/m3", doc="Of the barrel's structure.", source="assumed", lo="100 kg/m3"
    )
    virial_factor: float = param(
        default=5.0,
        unit="1",
        doc="Mass of real coils per virial least mass.",
        source="real coils weigh 3 to 10 times the virial least",
        grade="estimated",
        lo=1.0,
        hi=100.0,
        distribution=(3.0, 5.0, 10.0),
    )
    coil_pitch: float = param(
        default="0.5 m", unit="m", doc="Spacing of the barrel coils.", source="assumed", lo="1 mm", hi="100 m"
    )
    stage_scatter: float = param(
        default=1e-3,
        unit="1",
        doc="Standard deviation of each barrel coil's energy, relative.",
        source="assumed",
        lo=0.0,
        hi=1.0,
        distribution=(1e-4, 1e-3, 1e-2),
    )
    cryogenic_power: float = param(
        default="1 kW/m", unit="W/m", doc="Refrigeration per metre of barrel.", source="assumed", lo="0 W/m"
    )
    availability: float = param(
        default=0.95, unit="1", doc="Share of the time it can fire.", source="assumed", lo=0.0, hi=1.0
    )

    def motor_efficiency(self, mass: float, speed: float) -> float:  # noqa: ARG002 - charged to the shot that is fired
        """Energy transfer from barrel to bucket [1]."""
        return self.transfer_efficiency

    def section(self) -> Section:
        """Size the barrel from the energy it holds."""
        moving = self.rated_payload + self.bucket_mass
        stored = kinematics.kinetic_energy(moving, self.max_muzzle_speed) / self.transfer_efficiency
        least = self.structure_density * stored / self.structure_strength
        per_metre = self.virial_factor * least / self.powered_length
        charging = self.charging_time + kinematics.acceleration_time(self.max_muzzle_speed, self.acceleration)
        return Section(
            mass={"track": per_metre},
            brake_mass={"track": per_metre * self.brake_ratio * self.bucket_mass / moving},
            upkeep={"electricity": self.cryogenic_power * self.powered_length},
            rate_limits={"charging the barrel": 1.0 / charging if charging else math.inf},
            figures={
                "stored_energy": (stored, "J"),
                "stored_energy_per_length": (stored / self.powered_length, "J/m"),
                "virial_least_mass": (least, "kg"),
                "barrel_coils": (self.powered_length / self.coil_pitch, "1"),
                "muzzle_speed_scatter": (
                    self.max_muzzle_speed * stage_scatter(self.stage_scatter, self.powered_length / self.coil_pitch),
                    "m/s",
                ),
                "charging_power": (stored / charging if charging else math.inf, "W"),
            },
        )
