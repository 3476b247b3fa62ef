"""From a launcher's rating to a gun of coils and capacitors that reaches its muzzle speed."""

from __future__ import annotations

import dataclasses
import math

from moonbase.api import ModelError
from moonbase_launchers.coilgun import Coilgun
from moonbase_launchers.coilgun_shot import ShotResult, shoot
from moonbase_launchers.coilgun_sizing import windings
from moonbase_launchers.designs import Design
from moonbase_launchers.gradient import peak_gradient
from moonbase_launchers.gun import Bucket, Gun, Stage
from moonbase_launchers.thick_coils import Section, self_inductance

__all__ = ["charged", "gun_of_design", "gun_of_launcher", "reaching"]

_MOST = 20_000  # stages
_TRIALS = 25
_TURNS = 10.0


def gun_of_design(design: Design) -> Gun:
    """Make a gun of a library design that states payload, speed and acceleration or length.

    Raises
    ------
    ModelError
        If it states too little, is no coaxial launcher, or its quantities contradict each other.
    """
    from moonbase_launchers.linter import lint

    wrong = [finding for finding in lint(design) if finding.level == "error"]
    if wrong:
        raise ModelError(f"{design.id} contradicts itself: {wrong[0].message}", help="correct the design first")
    speed, load = design.speed_m_s, (design.payload_kg or 0.0) + (design.bucket_kg or 0.0)
    gees = design.acceleration_g
    if speed and design.length_m and not gees:
        gees = speed**2 / (2.0 * design.length_m) / 9.80665
    if not (speed and load and gees):
        raise ModelError(
            f"{design.id} states too little for a shot", help="needed: payload or bucket, speed, acceleration or length"
        )
    payload = design.payload_kg or load / 2.0
    return gun_of_launcher(
        Coilgun(
            rated_payload=f"{payload} kg",  # type: ignore[arg-type] # text with a unit is what a parameter takes
            bucket_ratio=(design.bucket_kg / payload if design.bucket_kg else 1.0),
            max_muzzle_speed=f"{speed} m/s",  # type: ignore[arg-type]
            acceleration=f"{gees} gee",  # type: ignore[arg-type]
        )
    )


def gun_of_launcher(launcher: Coilgun) -> Gun:
    """Lay out coils, capacitors and triggers of a coilgun.

    Coils as `coilgun_sizing` sizes them. Stage i meets the bucket at ``v_i = sqrt(2 a x_i)``; its capacitor rings
    half a period, ``pi sqrt(L C)``, while the bucket passes from the coil's middle to twice the place of strongest
    pull, and holds the energy of the peak current. The voltages are then scaled until the muzzle speed is reached.

    Parameters
    ----------
    launcher
        With its parameters.

    Raises
    ------
    ModelError
        If the barrel has more than 20 000 stages, or the voltages do not settle.
    """
    coils = windings(launcher)
    pitch, outer, inner = coils.pitch, coils.drive_radius, coils.bucket_radius
    count = round(launcher.powered_length / pitch)
    if not 1 <= count <= _MOST:
        raise ModelError(f"{count} stages are outside 1 to {_MOST}", help="raise acceleration or pitch_ratio")
    half = min(pitch, 0.5 * (outer - inner)) / 2.0
    loop = self_inductance(Section(inner=outer - half / 2, outer=outer + half / 2, low=-half, high=half))
    own = self_inductance(Section(inner=inner - half / 2, outer=inner + half / 2, low=-half, high=half))
    pull = peak_gradient(launcher.radius_ratio).position * outer
    passage = 2.0 * pull
    current = coils.drive_ampere_turns / _TURNS
    inductance = _TURNS**2 * loop
    resistance = launcher.resistivity * _TURNS**2 * 2.0 * math.pi * outer / coils.area
    stages = []
    for i in range(count):
        speed = math.sqrt(2.0 * launcher.acceleration * pitch * (i + 1))
        capacitance = (passage / (math.pi * speed)) ** 2 / inductance
        stages.append(
            Stage(
                position=pitch * i,
                trigger=pitch * i,
                radius=outer,
                turns=_TURNS,
                inductance=inductance,
                resistance=resistance,
                capacitance=capacitance,
                voltage=current * math.sqrt(inductance / capacitance),
            )
        )
    bucket = Bucket(
        mass=launcher.rated_payload + launcher.bucket_mass,
        radius=inner,
        turns=1.0,
        inductance=own,
        current=-coils.bucket_ampere_turns,
    )
    start = math.sqrt(2.0 * launcher.acceleration * pitch)
    gun = Gun(stages=tuple(stages), bucket=bucket, start=0.0, speed=start)
    return reaching(gun, launcher.max_muzzle_speed)[0]


def charged(gun: Gun, factor: float) -> Gun:
    """Scale the voltages of all stages.

    Parameters
    ----------
    gun
        As it is.
    factor
        [1]
    """
    stages = tuple(dataclasses.replace(stage, voltage=stage.voltage * factor) for stage in gun.stages)
    return dataclasses.replace(gun, stages=stages)


def reaching(gun: Gun, speed: float, *, tolerance: float = 1e-8) -> tuple[Gun, ShotResult]:
    """Scale the voltages until a muzzle speed is reached.

    Parameters
    ----------
    gun
        First guess.
    speed
        Wanted at the muzzle [m/s].
    tolerance
        Relative, of the speed.

    Raises
    ------
    ModelError
        If no voltage reaches it.
    """
    low, high, factor = 0.0, math.inf, 1.0
    if speed <= gun.speed:
        raise ModelError(f"the bucket enters at {gun.speed:g} m/s already", help="ask for a higher muzzle speed")
    for _ in range(_TRIALS * 2):
        tried = charged(gun, factor)
        try:
            shot = shoot(tried, tolerance=min(1e-8, tolerance))
        except ModelError:  # the bucket stops: too little, or too much at the wrong time
            high = factor
            factor = 0.5 * (low + high)
            continue
        if abs(shot.speed / speed - 1.0) < tolerance:
            return tried, shot
        low, high = (factor, high) if shot.speed < speed else (low, factor)
        gained = max(shot.speed**2 - gun.speed**2, 1e-9 * speed**2)
        step = factor * math.sqrt((speed**2 - gun.speed**2) / gained)
        step = min(step, 4.0 * factor)
        factor = step if low < step < high else (0.5 * (low + high) if math.isfinite(high) else 2.0 * factor)
    raise ModelError(
        f"no voltage gives {speed:g} m/s: {shot.speed:.6g} m/s was the last try",
        help="add stages, change triggers or capacitors",
    )
