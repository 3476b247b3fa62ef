"""Lunar rocket: the comparison every electromagnetic launcher has to win."""

from __future__ import annotations

import math
from typing import ClassVar

from moonbase.api import Flow, Launcher, LauncherFrame, Machine, ModelError, Shot, ShotCost, Site, param
from moonbase_launchers.kinematics import kinetic_energy

__all__ = ["LunarRocket"]


class LunarRocket(Launcher):
    """Single-stage chemical rocket off the Moon, expended or landing again.

    Propellant by the rocket equation, ``m = (m_payload + m_stage) (exp(dv / v_e) - 1)``; a stage that comes back
    carries what its braking and landing take.
    """

    model_name: ClassVar[str] = "lunar-rocket"
    validity = "impulsive burns plus a stated gravity loss; the stage returns from about the speed it reached"

    exhaust_speed: float = param(
        default="4413 m/s",
        unit="m/s",
        doc="Exhaust speed; 450 s for oxygen and hydrogen.",
        source="handbook value",
        grade="recalled",
        lo="500 m/s",
        hi="6 km/s",
    )
    oxidiser: str = param(default="liquid-oxygen", unit="", doc="Commodity burnt as oxidiser.", source="assumed")
    fuel: str = param(default="liquid-hydrogen", unit="", doc="Commodity burnt as fuel.", source="assumed")
    mixture_ratio: float = param(
        default=6.0,
        unit="1",
        doc="Oxidiser by fuel mass.",
        source="oxygen and hydrogen engines",
        grade="recalled",
        lo=0.0,
        hi=50.0,
    )
    rated_payload: float = param(default="10 t", unit="kg", doc="Heaviest payload.", source="assumed", lo="1 g")
    dry_ratio: float = param(
        default=0.1,
        unit="1",
        doc="Dry mass of the stage per rated payload.",
        source="assumed",
        lo=0.0,
        hi=10.0,
        distribution=(0.1, 0.1, 1.0),
    )
    max_muzzle_speed: float = param(
        default="3.5 km/s", unit="m/s", doc="Highest release speed.", source="assumed", lo="1 m/s", hi="12 km/s"
    )
    gravity_loss: float = param(
        default="100 m/s",
        unit="m/s",
        doc="Gravity and steering loss of the ascent.",
        source="assumed",
        lo="0 m/s",
        hi="2 km/s",
    )
    reusable: bool = param(default=True, unit="", doc="Whether the stage lands again.", source="assumed")
    flights: float = param(default=50.0, unit="1", doc="Flights of one stage.", source="assumed", lo=1.0)
    turnaround: float = param(default="7 d", unit="s", doc="From launch to next launch.", source="assumed", lo="1 h")
    acceleration: float = param(
        default="3 gee", unit="m/s2", doc="Highest acceleration.", source="assumed", lo="2 m/s2"
    )
    availability: float = param(
        default=0.9, unit="1", doc="Share of the time it can fly.", source="assumed", lo=0.0, hi=1.0
    )
    lifetime: float = param(default="20 yr", unit="s", doc="Of stage and pad.", source="assumed", lo="0 s")
    lead_time: float = param(default="1 yr", unit="s", doc="Building time.", source="assumed", lo="0 s")

    guidance_error: float = param(
        default="1 m/s",
        unit="m/s",
        doc="Standard deviation of each component of the velocity at cut-off.",
        source="assumed",
        lo="0 m/s",
    )

    @property
    def dry_mass(self) -> float:
        """Of the stage [kg]."""
        return self.dry_ratio * self.rated_payload

    def propellant(self, payload: float, speed: float) -> float:
        """Propellant of one flight [kg].

        Parameters
        ----------
        payload
            [kg]
        speed
            Release speed [m/s].
        """
        loss = self.gravity_loss
        landing = math.expm1((speed + loss) / self.exhaust_speed) * self.dry_mass if self.reusable else 0.0
        released = payload + self.dry_mass + landing
        return released * math.expm1((speed + loss) / self.exhaust_speed) + landing

    def frame(self, site: Site) -> LauncherFrame:
        """Tell reach; a rocket flies in any direction."""
        if site.kind != "moon":
            raise ModelError(f"{self.model_name} cannot stand at {site.name}", help="put it at a site of kind moon")
        return LauncherFrame(
            max_muzzle_speed=self.max_muzzle_speed, max_payload=self.rated_payload, acceleration=self.acceleration
        )

    def launch(self, shot: Shot, site: Site) -> ShotCost:
        """Answer the propellant of one flight."""
        reach = self.frame(site)
        if shot.mass > reach.max_payload * (1 + 1e-9) or shot.muzzle_speed > reach.max_muzzle_speed * (1 + 1e-9):
            raise ModelError(
                f"{self.model_name}: {shot.mass:.6g} kg at {shot.muzzle_speed:.6g} m/s is beyond"
                f" {self.rated_payload:.6g} kg at {self.max_muzzle_speed:.6g} m/s",
                help="raise rated_payload or max_muzzle_speed",
            )
        total = self.propellant(shot.mass, shot.muzzle_speed)
        fuel = total / (1.0 + self.mixture_ratio)
        flows = [Flow(commodity=self.oxidiser, amount=fuel - total), Flow(commodity=self.fuel, amount=-fuel)]
        return ShotCost(
            flows=tuple(flow for flow in flows if flow.amount),
            kinetic_energy=kinetic_energy(shot.mass, shot.muzzle_speed),
        )

    def machine(self, site: Site) -> Machine:
        """One stage with its pad."""
        best = Shot(mass=self.rated_payload, muzzle_speed=self.max_muzzle_speed)
        self.launch(best, site)
        spent = self.dry_mass / self.flights if self.reusable else self.dry_mass
        return Machine(
            rate=1.0 / self.turnaround,
            equipment={"machinery": self.dry_mass},
            spares={"machinery": spent},
            availability=self.availability,
            lead_time=self.lead_time,
            lifetime=self.lifetime,
            figures={
                "propellant_per_flight": (self.propellant(best.mass, best.muzzle_speed), "kg"),
                "dry_mass": (self.dry_mass, "kg"),
                "acceleration": (self.acceleration, "m/s2"),
                "muzzle_speed_scatter": (self.guidance_error, "m/s"),
                "muzzle_vertical_error": (self.guidance_error, "m/s"),
                "muzzle_lateral_error": (self.guidance_error, "m/s"),
            },
            notes=(
                f"rate {1.0 / self.turnaround:.4g} 1/s, set by turnaround",
                "energy is chemical: none of it is drawn as electricity",
            ),
        )
