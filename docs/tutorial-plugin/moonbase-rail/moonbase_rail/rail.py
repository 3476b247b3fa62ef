"""A launcher that pushes a sled along a straight track with constant acceleration."""

from __future__ import annotations

from moonbase.api import Flow, Launcher, LauncherFrame, Machine, ModelError, Shot, ShotCost, Site, param


class Rail(Launcher):
    """Constant acceleration along a track; the sled is braked behind it and its energy is lost.

    The length of track follows from speed and acceleration, v^2 = 2 a L; the electricity of a shot is the kinetic
    energy of payload and sled, divided by the efficiency of the drive.
    """

    model_name = "rail"
    validity = "straight track; no aerodynamics; sled braked without recovery"

    max_speed: float = param(
        default="3.2 km/s", unit="m/s", doc="Muzzle speed that the track is built for.", source="assumed", lo="10 m/s"
    )
    acceleration: float = param(
        default="900 m/s2", unit="m/s2", doc="Of sled and payload.", source="assumed", lo="1 m/s2", hi="1e6 m/s2"
    )
    efficiency: float = param(
        default=0.7,
        doc="Kinetic energy of sled and payload per electricity used.",
        source="assumed",
        lo=0.01,
        hi=1.0,
        distribution=(0.5, 0.7, 0.9),
    )
    sled_mass: float = param(default="500 kg", unit="kg", doc="Of the empty sled.", source="assumed", lo="1 kg")
    max_payload: float = param(default="2 t", unit="kg", doc="Heaviest payload.", source="assumed", lo="1 kg")
    track_density: float = param(default="250 kg/m", unit="kg/m", doc="Of drive sections.", source="assumed", lo=0.0)
    brake_share: float = param(
        default=0.2, doc="Length of the brake per length of powered track.", source="assumed", lo=0.0, hi=2.0
    )
    interval: float = param(default="10 min", unit="s", doc="Time between shots.", source="assumed", lo="1 s")
    lead_time: float = param(default="1 yr", unit="s", doc="From parts to the first shot.", source="assumed", lo=0.0)

    def frame(self, site: Site) -> LauncherFrame:
        """Answer reach and load: straight along the site's own azimuth."""
        return LauncherFrame(
            max_muzzle_speed=self.max_speed, max_payload=self.max_payload, acceleration=self.acceleration
        )

    def machine(self, site: Site) -> Machine:
        """Answer what one launcher is made of: powered track and brake, L = v^2 / (2 a) (1 + brake share)."""
        powered = self.max_speed**2 / (2.0 * self.acceleration)
        length = powered * (1.0 + self.brake_share)
        return Machine(
            rate=1.0 / self.interval,
            equipment={"track": self.track_density * length, "machinery": self.sled_mass},
            lead_time=self.lead_time,
            figures={"track_length": (length, "m")},
        )

    def launch(self, shot: Shot, site: Site) -> ShotCost:
        """Answer what one shot takes: E = (m + m_sled) v^2 / (2 efficiency)."""
        if shot.mass > self.max_payload:
            raise ModelError(f"{shot.mass:.4g} kg is more than the sled carries, {self.max_payload:.4g} kg")
        moved = 0.5 * (shot.mass + self.sled_mass) * shot.muzzle_speed**2
        return ShotCost(
            flows=(Flow(commodity="electricity", amount=-moved / self.efficiency),),
            kinetic_energy=0.5 * shot.mass * shot.muzzle_speed**2,
        )
