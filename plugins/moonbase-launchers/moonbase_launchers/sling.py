"""Sling: a tapered rotating arm that lets go of its tip."""

from __future__ import annotations

import math

from moonbase.api import Flow, Launcher, LauncherFrame, Machine, ModelError, Shot, ShotCost, Site, param
from moonbase_launchers import kinematics

__all__ = ["Sling"]


class Sling(Launcher):
    """Electric sling with an arm tapered for constant stress and a balancing arm.

    With ``x = v / sqrt(2 sigma / (rho SF))`` one arm weighs ``sqrt(pi) x exp(x^2) erf(x)`` times its tip and holds
    ``sqrt(pi) exp(x^2) erf(x) / (2 x) - 1`` times the tip's kinetic energy, most of which comes back when the arm is
    slowed down.
    """

    validity = "uniform rotation at release; straight tapered arm at constant stress; no gravity on the arm"

    rated_payload: float = param(
        default="1 t", unit="kg", doc="Heaviest payload per shot.", source="assumed", lo="1 g", hi="1000 t"
    )
    max_muzzle_speed: float = param(
        default="1700 m/s", unit="m/s", doc="Highest tip speed.", source="assumed", lo="1 m/s", hi="6 km/s"
    )
    radius: float = param(
        default="1 km",
        unit="m",
        doc="Length of the arm.",
        source="assumed; 50 m in a published design",
        grade="assumed",
        lo="1 m",
    )
    strength: float = param(
        default="6.37 GPa",
        unit="Pa",
        doc="Strength of the arm's fibre.",
        source="T1000-class fibre",
        grade="recalled",
        lo="10 MPa",
    )
    fibre_density: float = param(
        default="1800 kg/m3",
        unit="kg/m3",
        doc="Density of the fibre.",
        source="T1000-class fibre",
        grade="recalled",
        lo="500 kg/m3",
    )
    safety_factor: float = param(
        default=2.0, unit="1", doc="Strength per working stress.", source="assumed", lo=1.0, hi=10.0
    )
    drive_efficiency: float = param(
        default=0.9, unit="1", doc="Bus energy to rotation.", source="assumed", lo=0.05, hi=1.0
    )
    recovery: float = param(
        default=0.7,
        unit="1",
        doc="Share of the arms' energy that comes back.",
        source="Shanghai Institute of Satellite Engineering 2024: above 70 %",
        grade="secondary",
        lo=0.0,
        hi=1.0,
    )
    spin_time: float = param(
        default="10 min",
        unit="s",
        doc="From rest to full speed.",
        source="Shanghai Institute of Satellite Engineering 2024",
        lo="1 s",
    )
    turnaround: float = param(
        default="1 h", unit="s", doc="Slowing down, loading, checking.", source="assumed", lo="0 s"
    )
    release_jitter: float = param(
        default="1 us", unit="s", doc="Standard deviation of the moment of release.", source="assumed", lo="0 s"
    )
    spin_scatter: float = param(
        default=1e-6, unit="1", doc="Standard deviation of the tip speed, relative.", source="assumed", lo=0.0, hi=0.1
    )
    wobble: float = param(
        default="10 urad",
        unit="rad",
        doc="Standard deviation of the plane of rotation.",
        source="assumed",
        lo="0 rad",
    )
    arm_commodity: str = param(default="machinery", unit="", doc="What the arms are made of.", source="assumed")
    hub_ratio: float = param(
        default=2.0,
        unit="1",
        doc="Mass of hub, bearing and motor per mass of both arms.",
        source="assumed",
        lo=0.0,
        hi=100.0,
    )
    arm_life: float = param(default=1e4, unit="1", doc="Shots of one pair of arms.", source="assumed", lo=1.0)
    availability: float = param(
        default=0.9, unit="1", doc="Share of the time it can fire.", source="assumed", lo=0.0, hi=1.0
    )
    lifetime: float = param(
        default="20 yr",
        unit="s",
        doc="Service life.",
        source="Shanghai Institute of Satellite Engineering 2024",
        lo="0 s",
    )
    lead_time: float = param(default="1 yr", unit="s", doc="Building time.", source="assumed", lo="0 s")
    elevation: float = param(default="0 deg", unit="rad", doc="Release direction above the horizon.", source="assumed")

    def slenderness(self, speed: float) -> float:
        """Speed per characteristic speed of the fibre, ``v / sqrt(2 sigma / (rho SF))`` [1]."""
        return speed / math.sqrt(2.0 * self.strength / (self.fibre_density * self.safety_factor))

    def arm_mass(self) -> float:
        """Mass of one arm for the rated payload and speed [kg]."""
        x = self.slenderness(self.max_muzzle_speed)
        return self.rated_payload * math.sqrt(math.pi) * x * math.exp(x * x) * math.erf(x)

    @property
    def peak_power(self) -> float:
        """Power of the motor while it spins the arms up, at constant power [W]."""
        x = self.slenderness(self.max_muzzle_speed)
        tips = math.sqrt(math.pi) * math.exp(x * x) * math.erf(x) / x
        stored = tips * kinematics.kinetic_energy(self.rated_payload, self.max_muzzle_speed)
        return stored / self.spin_time

    def frame(self, site: Site) -> LauncherFrame:  # noqa: ARG002 - the arm turns anywhere
        """Tell reach; a sling releases in any direction."""
        return LauncherFrame(
            elevation=self.elevation,
            max_muzzle_speed=self.max_muzzle_speed,
            max_payload=self.rated_payload,
            acceleration=self.max_muzzle_speed**2 / self.radius,
        )

    def launch(self, shot: Shot, site: Site) -> ShotCost:
        """Answer what one shot takes; the arms are built for the rated shot and spin with every one."""
        if site.kind != "moon":
            raise ModelError(f"{self.model_name} cannot stand at {site.name}", help="put it at a site of kind moon")
        if shot.mass > self.rated_payload * (1 + 1e-9) or shot.muzzle_speed > self.max_muzzle_speed * (1 + 1e-9):
            raise ModelError(
                f"{self.model_name}: {shot.mass:.6g} kg at {shot.muzzle_speed:.6g} m/s is beyond"
                f" {self.rated_payload:.6g} kg at {self.max_muzzle_speed:.6g} m/s",
                help="raise rated_payload or max_muzzle_speed; the arm's mass grows with exp(v^2)",
            )
        x = self.slenderness(self.max_muzzle_speed)
        stored = math.sqrt(math.pi) * math.exp(x * x) * math.erf(x) / (2.0 * x) - 1.0
        arms = 2.0 * stored * kinematics.kinetic_energy(self.rated_payload, shot.muzzle_speed)
        moved = kinematics.kinetic_energy(shot.mass, shot.muzzle_speed)
        balance = moved
        energy = (moved + balance + arms) / self.drive_efficiency - self.recovery * (arms + balance)
        return ShotCost(flows=(Flow(commodity="electricity", amount=-energy),), kinetic_energy=moved)

    def machine(self, site: Site) -> Machine:
        """Size arms and hub."""
        cost = self.launch(Shot(mass=self.rated_payload, muzzle_speed=self.max_muzzle_speed), site)
        arms = 2.0 * self.arm_mass()
        cycle = self.spin_time + self.turnaround
        return Machine(
            rate=1.0 / cycle,
            equipment={self.arm_commodity: arms, "structure": self.hub_ratio * arms},
            spares={self.arm_commodity: arms / self.arm_life},
            lifetime=self.lifetime,
            availability=self.availability,
            lead_time=self.lead_time,
            figures={
                "arm_mass": (arms / 2.0, "kg"),
                "tip_acceleration": (self.max_muzzle_speed**2 / self.radius, "m/s2"),
                "acceleration": (self.max_muzzle_speed**2 / self.radius, "m/s2"),
                "track_length": (2.0 * math.pi * self.radius, "m"),
                "mean_power": (-cost.flows[0].amount / cycle, "W"),
                "peak_mechanical_power": (self.peak_power, "W"),
                "heat_per_shot": (-cost.flows[0].amount - cost.kinetic_energy, "J"),
                "muzzle_speed_scatter": (self.max_muzzle_speed * self.spin_scatter, "m/s"),
                "muzzle_vertical_error": (self.max_muzzle_speed**2 / self.radius * self.release_jitter, "m/s"),
                "muzzle_lateral_error": (self.max_muzzle_speed * self.wobble, "m/s"),
                "energy_per_shot": (-cost.flows[0].amount, "J"),
                "efficiency": (cost.kinetic_energy / -cost.flows[0].amount, "1"),
            },
            notes=(
                f"rate {1.0 / cycle:.4g} 1/s, set by spinning up and turnaround",
                "the empty arm and its balance are slowed down after each shot",
            ),
        )
