"""Level 1 of the linear motor: shear stress, sled length, stator loss, inverter rating."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase_launchers import kinematics
from moonbase_launchers.linear_motor import LinearMotor
from moonbase_launchers.scatter import stage_scatter
from moonbase_launchers.track_launcher import Section

__all__ = ["Stator", "section", "stator"]


@dataclass(frozen=True, kw_only=True)
class Stator:
    """The stator at rated thrust.

    Attributes
    ----------
    shear
        Shear stress at rated thrust [Pa].
    sled_length
        Active length of the sled [m].
    thrust
        Rated [N].
    loss
        Ohmic loss of two energised sections of mean length at rated thrust [W].
    """

    shear: float
    sled_length: float
    thrust: float
    loss: float

    def efficiency(self, thrust: float, mean_speed: float) -> float:
        """``F v / (F v + P)`` where the loss P goes with the square of thrust [1]."""
        loss = self.loss * (thrust / self.thrust) ** 2
        return thrust * mean_speed / (thrust * mean_speed + loss)


def stator(motor: LinearMotor) -> Stator:
    """Size the stator from shear stress ``B K cos(delta) / 2`` and active area.

    Notes
    -----
    Section length grows in proportion to speed, and constant acceleration gives each the same passing time, so the
    mean section is half the last one; the one ahead is energised as well.
    """
    shear = 0.5 * motor.sled_field * motor.current_loading * math.cos(motor.load_angle)
    per_area = motor.resistivity * motor.current_loading**2 / (2.0 * motor.stator_thickness)
    return Stator(
        shear=shear,
        sled_length=motor.thrust / (shear * motor.stator_width),
        thrust=motor.thrust,
        loss=per_area * motor.stator_width * motor.muzzle_section,
    )


def section(motor: LinearMotor) -> Section:
    """Size track and inverters; total inverter rating is ``F v N / (2 n)`` for N sections shared n-fold."""
    sized = stator(motor)
    passing = motor.muzzle_section / motor.max_muzzle_speed
    sections = kinematics.acceleration_time(motor.max_muzzle_speed, motor.acceleration) / passing
    rating = motor.thrust * motor.max_muzzle_speed * max(sections / motor.shared_sections, 2.0) / 2.0
    per_metre = motor.stator_mass * motor.stator_width
    return Section(
        mass={"track": per_metre},
        brake_mass={"track": per_metre},
        fixed={"electronics": motor.inverter_mass * rating},
        rate_limits={"inverter sharing": 1.0 / (motor.shared_sections * passing)},
        figures={
            "shear_stress": (sized.shear, "Pa"),
            "sled_length": (sized.sled_length, "m"),
            "sections": (sections, "1"),
            "inverter_rating": (rating, "W"),
            "ohmic_loss": (sized.loss, "W"),
            "muzzle_speed_scatter": (
                motor.max_muzzle_speed * stage_scatter(motor.section_scatter, max(sections, 1.0)),
                "m/s",
            ),
            **motor.levitation_figures(),
        },
    )
