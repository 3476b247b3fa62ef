"""Level 1 of the coilgun: bore, ampere-turns, winding mass, ohmic loss, rate limits."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError
from moonbase_launchers.coilgun import Coilgun
from moonbase_launchers.gradient import peak_gradient
from moonbase_launchers.inductance import MU0
from moonbase_launchers.scatter import stage_scatter
from moonbase_launchers.thermal import COPPER
from moonbase_launchers.track_launcher import Section

__all__ = ["Windings", "section", "windings"]


@dataclass(frozen=True, kw_only=True)
class Windings:
    """Drive and bucket coils of a coilgun at its rated thrust.

    Attributes
    ----------
    bucket_radius, drive_radius
        [m]
    bucket_ampere_turns, drive_ampere_turns
        [A]
    area
        Conductor section of one drive coil [m2].
    pitch
        Spacing of the drive coils [m].
    thrust
        Rated [N].
    loss
        Ohmic loss of all active coils at rated thrust [W].
    """

    bucket_radius: float
    drive_radius: float
    bucket_ampere_turns: float
    drive_ampere_turns: float
    area: float
    pitch: float
    thrust: float
    loss: float

    def efficiency(self, thrust: float, mean_speed: float) -> float:
        """``F v / (F v + P)`` where the loss P goes with the square of thrust [1].

        Parameters
        ----------
        thrust
            Of this shot [N].
        mean_speed
            Half the muzzle speed [m/s].
        """
        loss = self.loss * (thrust / self.thrust) ** 2
        return thrust * mean_speed / (thrust * mean_speed + loss)


def windings(gun: Coilgun) -> Windings:
    """Size the coils from payload volume, bucket field, thrust and current density.

    Notes
    -----
    ``r_b = (m_p / (2 pi rho s))^(1/3)`` for a cylinder of slenderness s; ``NI_b = 2 r_b B / mu0``;
    ``NI = F / (mu0 g NI_b)`` with the peak gradient g of the radius ratio.
    """
    radius = (gun.rated_payload / (2.0 * math.pi * gun.payload_density * gun.payload_slenderness)) ** (1.0 / 3.0)
    drive_radius = radius / gun.radius_ratio
    bucket = 2.0 * radius * gun.bucket_field / MU0
    drive = gun.thrust / (MU0 * peak_gradient(gun.radius_ratio).value * bucket)
    area = drive / gun.current_density
    per_coil = gun.resistivity * 2.0 * math.pi * drive_radius * drive**2 / area
    return Windings(
        bucket_radius=radius,
        drive_radius=drive_radius,
        bucket_ampere_turns=bucket,
        drive_ampere_turns=drive,
        area=area,
        pitch=gun.pitch_ratio * drive_radius,
        thrust=gun.thrust,
        loss=gun.active_coils * per_coil,
    )


def section(gun: Coilgun) -> Section:
    """Size the powered track of a coilgun.

    Returns
    -------
    Section
        Windings and feeders per metre; rates limited by the cooling of the first coils, where a bucket lingers
        longest, and by the spacing of buckets that may not share active coils. Switches are rated coil by coil: the
        mean over the track of thrust times speed, two thirds of its end value, for each group of active coils.

    Raises
    ------
    ModelError
        If one shot overheats the first coils.
    """
    coils = windings(gun)
    per_metre = 2.0 * math.pi * coils.drive_radius * coils.area * gun.conductor_density / coils.pitch
    energy = gun.input_energy(gun.rated_payload, gun.max_muzzle_speed)
    feeders = gun.feeder_mass * gun.rate * energy
    brake_share = gun.brake_ratio * gun.bucket_mass / (gun.rated_payload + gun.bucket_mass)
    active = gun.active_coils * coils.pitch
    pulse = math.sqrt(2.0 * active / gun.acceleration)
    heat = gun.resistivity * gun.current_density**2 * pulse
    rise = heat / (gun.conductor_density * COPPER.heat_capacity)
    if rise > gun.hottest_rise:
        raise ModelError(
            f"coilgun: one shot would heat the first drive coils by {rise:.0f} K, above {gun.hottest_rise:.0f} K",
            help=f"lower current_density to {gun.current_density * (gun.hottest_rise / rise) ** 0.5 / 1e6:.0f} A/mm2",
        )
    rating = 2.0 / 3.0 * gun.thrust * gun.max_muzzle_speed * gun.powered_length / active
    tape = gun.tape_mass * coils.bucket_ampere_turns * 2.0 * math.pi * coils.bucket_radius
    notes: tuple[str, ...] = ()
    if tape > gun.bucket_mass:
        excess = f"{tape:.3g} kg at 77 K, more than the bucket's {gun.bucket_mass:.3g} kg"
        notes = (f"superconductor alone weighs {excess}: it asks for colder tape, less field or a heavier bucket",)
    return Section(
        mass={"track": per_metre + feeders},
        brake_mass={"track": per_metre * brake_share + feeders},
        fixed={"electronics": gun.switch_mass * rating},
        rate_limits={
            "the cooling of the first coils": gun.coolable_loss / heat,
            "the spacing of buckets": math.sqrt(gun.acceleration / (2.0 * active)),
        },
        figures={
            "bore_radius": (coils.bucket_radius, "m"),
            "drive_radius": (coils.drive_radius, "m"),
            "bucket_ampere_turns": (coils.bucket_ampere_turns, "A"),
            "drive_ampere_turns": (coils.drive_ampere_turns, "A"),
            "windings_per_length": (per_metre, "kg/m"),
            "feeders_per_length": (feeders, "kg/m"),
            "bucket_superconductor": (tape, "kg"),
            "drive_coils": (gun.powered_length / coils.pitch, "1"),
            "muzzle_speed_scatter": (
                gun.max_muzzle_speed * stage_scatter(gun.stage_scatter, gun.powered_length / coils.pitch),
                "m/s",
            ),
            "switch_rating": (rating, "W"),
            "coil_rise_per_shot": (rise, "K"),
            "ohmic_loss": (coils.loss, "W"),
            "coil_efficiency": (gun.motor_efficiency(gun.rated_payload + gun.bucket_mass, gun.max_muzzle_speed), "1"),
        },
        notes=notes,
    )
