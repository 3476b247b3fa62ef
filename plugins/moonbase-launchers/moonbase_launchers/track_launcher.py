"""What every launcher with a powered track and a returning bucket or sled has in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from moonbase.api import Flow, LauncherFrame, Machine, ModelError, Shot, ShotCost, Site
from moonbase_launchers import kinematics
from moonbase_launchers.track_parameters import TrackParameters

__all__ = ["Section", "TrackLauncher"]


@dataclass(frozen=True, kw_only=True)
class Section:
    """The powered track as one technology sizes it.

    Attributes
    ----------
    mass
        Units of each commodity per metre of accelerating track.
    brake_mass
        Units of each commodity per metre of braking track.
    fixed
        Units of each commodity per launcher beyond the track, such as bore liners or barrel stores.
    upkeep
        Units of each commodity per second.
    spares
        Units of each commodity used up per shot beyond the wear of track and bucket.
    rate_limits
        Highest rate [1/s] by what sets it.
    figures
        Named results with their unit.
    notes
        What a reader must know.
    """

    mass: Mapping[str, float]
    brake_mass: Mapping[str, float]
    fixed: Mapping[str, float] = field(default_factory=dict)
    upkeep: Mapping[str, float] = field(default_factory=dict)
    spares: Mapping[str, float] = field(default_factory=dict)
    rate_limits: Mapping[str, float] = field(default_factory=dict)
    figures: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class TrackLauncher(TrackParameters):
    """Constant-thrust launcher: bucket or sled accelerates the payload, lets go, brakes and returns.

    A technology answers three questions: what its motor loses, what its track is made of, and what limits its rate.
    """

    barrel_stores_energy: ClassVar[bool] = False
    validity = "constant thrust; vacuum; level track short against the Moon's radius; rigid payload"

    @property
    def bucket_mass(self) -> float:
        """Mass of one bucket [kg]."""
        return self.bucket_ratio * self.rated_payload

    @property
    def thrust(self) -> float:
        """Thrust on a full bucket [N]."""
        return (self.rated_payload + self.bucket_mass) * self.acceleration

    @property
    def powered_length(self) -> float:
        """Length of accelerating track [m]."""
        return kinematics.acceleration_length(self.max_muzzle_speed, self.acceleration)

    @abstractmethod
    def motor_efficiency(self, mass: float, speed: float) -> float:
        """Windings to motion, for a moving mass [kg] and muzzle speed [m/s] on the whole track [1]."""

    @abstractmethod
    def section(self) -> Section:
        """Size the powered track for the rated shot."""

    def input_energy(self, payload: float, speed: float) -> float:
        """Bus energy per shot with the bucket's energy partly recovered [J]."""
        motor = self.motor_efficiency(payload + self.bucket_mass, speed)
        drive = self.supply_efficiency * self.conversion_efficiency * motor
        return kinematics.shot_energy(payload, self.bucket_mass, speed, drive=drive, recovery=self.recovery)

    def frame(self, site: Site) -> LauncherFrame:
        """Tell direction and reach of the track."""
        self._check_site(site)
        return LauncherFrame(
            azimuth=self.azimuth,
            elevation=self.elevation,
            max_muzzle_speed=self.max_muzzle_speed,
            max_payload=self.rated_payload,
            acceleration=self.acceleration,
        )

    def launch(self, shot: Shot, site: Site) -> ShotCost:
        """Answer what one shot takes: electricity, through the whole efficiency chain."""
        self._check_site(site)
        if shot.mass > self.rated_payload * (1 + 1e-9):
            raise ModelError(
                f"{self.model_name}: a payload of {shot.mass:.6g} kg is above the rated {self.rated_payload:.6g} kg",
                help="raise rated_payload, or make the payload lighter",
            )
        if shot.muzzle_speed > self.max_muzzle_speed * (1 + 1e-9):
            length = kinematics.acceleration_length(shot.muzzle_speed, self.acceleration)
            raise ModelError(
                f"{self.model_name}: a muzzle speed of {shot.muzzle_speed:.6g} m/s is above its"
                f" {self.max_muzzle_speed:.6g} m/s",
                help=f"raise max_muzzle_speed: {length:.0f} m of powered track at this acceleration",
            )
        energy = self.input_energy(shot.mass, shot.muzzle_speed)
        return ShotCost(
            flows=(Flow(commodity="electricity", amount=-energy),),
            kinetic_energy=kinematics.kinetic_energy(shot.mass, shot.muzzle_speed),
        )

    def machine(self, site: Site) -> Machine:
        """Size one launcher: track, buckets, power kit, radiators, wear."""
        from moonbase_launchers.track_machine import size

        self._check_site(site)
        return size(self)

    def _check_site(self, site: Site) -> None:
        if site.kind != "moon":
            raise ModelError(
                f"{self.model_name} cannot stand at {site.name}: it needs ground without air",
                help="put it at a site of kind moon",
            )
