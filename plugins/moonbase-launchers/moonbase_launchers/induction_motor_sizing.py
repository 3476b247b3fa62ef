"""Level 1 of the induction motor: goodness, shear stress, slip heat, stator loss, apparent power."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError
from moonbase_launchers import kinematics
from moonbase_launchers.induction_motor import InductionMotor
from moonbase_launchers.levitation import MU0
from moonbase_launchers.scatter import stage_scatter
from moonbase_launchers.track_launcher import Section

__all__ = ["Induction", "efficiency", "goodness", "induction", "section"]


@dataclass(frozen=True, kw_only=True)
class Induction:
    """The motor at full current.

    Attributes
    ----------
    shear
        Shear stress on the plate [Pa].
    plate_length
        Of the sled that the rated thrust takes [m].
    slip_speed
        Of the travelling field past the plate [m/s].
    stator_loss
        Ohmic loss of two energised sections of mean length [W].
    apparent
        Apparent per real power, ``sqrt(1 + 1/n^2)`` [1].
    """

    shear: float
    plate_length: float
    slip_speed: float
    stator_loss: float
    apparent: float


def goodness(speed: float, *, pitch: float, gap: float, conductance: float) -> float:
    """Goodness factor ``G = 2 mu0 sigma_s tau^2 f / (pi g)`` with ``f = v / (2 tau)`` [1].

    Parameters
    ----------
    speed
        Synchronous [m/s].
    pitch, gap
        Pole pitch and magnetic gap [m].
    conductance
        Of the plate's sheet, thickness per resistivity [S].

    Examples
    --------
    >>> round(goodness(2400.0, pitch=0.25, gap=0.02, conductance=0.005 / 3.5e-8))
    1714
    """
    return MU0 * conductance * pitch * speed / (math.pi * gap)


def induction(motor: InductionMotor) -> Induction:
    """Size the motor at its slip factor; source: the sheet model of the linear induction machine."""
    n = motor.slip_factor
    conductance = motor.plate_thickness / motor.plate_resistivity
    per_speed = goodness(1.0, pitch=motor.pole_pitch, gap=motor.magnetic_gap, conductance=conductance)
    field = MU0 * motor.current_loading * motor.pole_pitch / (math.pi * motor.magnetic_gap)
    shear = 0.5 * motor.current_loading * field * n / (1.0 + n * n)
    per_area = motor.resistivity * motor.current_loading**2 / (2.0 * motor.stator_thickness)
    return Induction(
        shear=shear,
        plate_length=motor.thrust / (shear * motor.stator_width),
        slip_speed=n / per_speed,
        stator_loss=per_area * motor.stator_width * motor.muzzle_section,
        apparent=math.sqrt(1.0 + 1.0 / n**2),
    )


def efficiency(motor: InductionMotor, mass: float, speed: float) -> float:
    """Kinetic energy over that plus slip heat, stator loss and levitation drag [1].

    Slip heat at constant thrust is ``F v_slip t = m v v_slip``; lighter or slower shots take less current, and slip
    speed stays.

    Parameters
    ----------
    motor
        With its parameters.
    mass
        Moving [kg].
    speed
        At the muzzle [m/s].
    """
    sized = induction(motor)
    moved = kinematics.kinetic_energy(mass, speed)
    acceleration = speed**2 / (2.0 * motor.powered_length)
    share = mass * acceleration / motor.thrust
    stator = sized.stator_loss * share * speed / acceleration
    return moved / (moved + mass * speed * sized.slip_speed + stator + motor.drag_loss(mass, speed))


def section(motor: InductionMotor) -> Section:
    """Size track, plate and inverters.

    Raises
    ------
    ModelError
        If slip melts the plate, or the sled has none.
    """
    if motor.bucket_mass <= 0.0:
        raise ModelError("induction-motor: the sled needs a reaction plate", help="give bucket_ratio above 0")
    sized = induction(motor)
    moving = motor.rated_payload + motor.bucket_mass
    heat = moving * motor.max_muzzle_speed * sized.slip_speed
    rise = heat / (motor.plate_share * motor.bucket_mass * motor.plate_heat_capacity)
    if rise > motor.hottest_rise:
        raise ModelError(
            f"induction-motor: a shot heats the reaction plate by {rise:.0f} K, above {motor.hottest_rise:.0f} K",
            help="give a thicker plate, a longer pole pitch, a narrower gap or a heavier sled",
        )
    passing = motor.muzzle_section / motor.max_muzzle_speed
    time = kinematics.acceleration_time(motor.max_muzzle_speed, motor.acceleration)
    sections = time / passing
    real = motor.thrust * motor.max_muzzle_speed
    rating = sized.apparent * real * max(sections / motor.shared_sections, 2.0) / 2.0
    per_metre = motor.stator_mass * motor.stator_width
    return Section(
        mass={"track": per_metre},
        brake_mass={"track": per_metre},
        fixed={"electronics": motor.inverter_mass * rating},
        rate_limits={"inverter sharing": 1.0 / (motor.shared_sections * passing)},
        figures={
            "shear_stress": (sized.shear, "Pa"),
            "sled_length": (sized.plate_length, "m"),
            "slip_speed": (sized.slip_speed, "m/s"),
            "plate_rise_per_shot": (rise, "K"),
            "sections": (sections, "1"),
            "inverter_rating": (rating, "W"),
            "muzzle_speed_scatter": (
                motor.max_muzzle_speed * stage_scatter(motor.section_scatter, max(sections, 1.0)),
                "m/s",
            ),
            **motor.levitation_figures(),
        },
    )
