"""Checks of a design against what materials and the ground allow: field, stress, heat, clearance."""

from __future__ import annotations

import math
from collections.abc import Iterator

from moonbase.api import ModelError, constants
from moonbase_launchers import geometry, kinematics, thermal
from moonbase_launchers.designs import Design

__all__ = ["action", "clearance", "field", "stress"]

_G = constants.STANDARD_GRAVITY
_MU0 = 4e-7 * math.pi
_HIGH_FIELD, _NO_FIELD = 20.0, 100.0  # T: beyond superconducting coils, beyond any coil that survives
_STEEL, _NOTHING = 1e9, 5e9  # Pa
_WARM, _MELT = 100.0, 1000.0  # K of the whole launcher in one shot
_COLD, _MELTING = 300.0, 1358.0  # K: before a shot, and of copper
_RUNNING = 370.0  # K at which the coilgun model states its resistivity
_HEAT = 400.0  # J/kg/K, of copper
_GRAZING = 1.0  # m at 10 km


def _pressure(design: Design) -> float:
    """Thrust per bore area [Pa]; 0 where the design does not say."""
    moving = (design.payload_kg or 0.0) + (design.bucket_kg or 0.0)
    if not (design.calibre_m and design.acceleration_g and moving):
        return 0.0
    return moving * design.acceleration_g * _G / (math.pi * design.calibre_m**2 / 4.0)


def field(design: Design) -> Iterator[tuple[str, str]]:
    """Compare thrust per bore area with the magnetic pressure B^2 / 2 mu0 of a field that coils can bear."""
    least = math.sqrt(2.0 * _MU0 * _pressure(design))
    if least > _HIGH_FIELD:
        level = "error" if least > _NO_FIELD else "warning"
        yield level, f"the thrust over a bore of {design.calibre_m:g} m takes at least {least:.1f} T"


def stress(design: Design) -> Iterator[tuple[str, str]]:
    """Ask whether the base of the payload bears the thrust."""
    pressure = _pressure(design)
    if pressure > _STEEL:
        level = "error" if pressure > _NOTHING else "warning"
        yield level, f"the payload's base bears {pressure / 1e6:.0f} MPa"


def action(design: Design) -> Iterator[tuple[str, str]]:
    """Compare the action integral of a drive coil's pulse with what warms and what melts its conductor.

    The pulse is a half-sine, ``J^2 t / 2``, where the design states its winding; a coaxial design that does not gets
    the coilgun model's default winding, whose first coils carry their current while a bucket passes from rest. The
    loss of one shot must not overheat the whole launcher either.
    """
    yield from _heated(design)
    found = _action(design)
    if found is None:
        return
    integral, conductor, origin = found
    warm = thermal.action_integral(conductor, _COLD, _COLD + _WARM)
    if integral <= warm:
        return
    melt = thermal.action_integral(conductor, _COLD, _MELTING)
    limit = f"melts it at {melt:.3g}" if integral > melt else f"warms it by {_WARM:g} K at {warm:.3g}"
    # a default winding can be replaced, so that it contradicts nothing the design says
    level = "error" if integral > melt and design.winding_mm2 else "warning"
    yield level, f"the action integral of a drive coil is {integral:.3g} A2 s/m4 with {origin}, which {limit}"


def _action(design: Design) -> tuple[float, thermal.Conductor, str] | None:
    """Find the action integral [A2 s/m4], the conductor, and where the winding is from."""
    if design.winding_mm2 and design.ampere_turns_ka and design.pulse_ms:
        density = design.ampere_turns_ka * 1e3 / (design.winding_mm2 * 1e-6)
        return 0.5 * density**2 * design.pulse_ms * 1e-3, thermal.COPPER, "the stated winding"
    if not (design.kind.startswith("coaxial") and design.acceleration_g and design.payload_kg):
        return None
    from moonbase_launchers.coilgun import Coilgun
    from moonbase_launchers.coilgun_sizing import windings

    try:
        gun = Coilgun(
            rated_payload=design.payload_kg,
            bucket_ratio=(design.bucket_kg or design.payload_kg) / design.payload_kg,
            acceleration=design.acceleration_g * _G,
        )
    except ModelError:  # outside what the model, and so its winding, is for
        return None
    pulse = math.sqrt(2.0 * gun.active_coils * windings(gun).pitch / gun.acceleration)
    conductor = thermal.Conductor(
        resistivity=gun.resistivity,
        slope=thermal.COPPER.slope,
        reference=_RUNNING,
        heat_capacity=thermal.COPPER.heat_capacity,
        density=gun.conductor_density,
    )
    return gun.current_density**2 * pulse, conductor, "the coilgun model's default winding"


def _heated(design: Design) -> Iterator[tuple[str, str]]:
    """Ask whether the loss of one shot warms the launcher's own mass too far."""
    if not (design.payload_kg and design.speed_m_s and design.efficiency and design.system_mass_t):
        return
    moved = kinematics.kinetic_energy(design.payload_kg, design.speed_m_s)
    rise = moved * (1.0 / design.efficiency - 1.0) / (design.system_mass_t * 1e3 * _HEAT)
    if rise > _WARM:
        level = "error" if rise > _MELT else "warning"
        yield level, f"the loss of one shot would heat all {design.system_mass_t:g} t of it by {rise:.0f} K"


def clearance(design: Design) -> Iterator[tuple[str, str]]:
    """Ask whether a level muzzle leaves the ground behind fast enough."""
    if design.body != "moon" or not design.speed_m_s or design.radius_m:
        return
    height = geometry.clearance(10e3, design.speed_m_s)
    if height < _GRAZING and design.speed_m_s > 1000.0:
        yield "warning", f"a level shot is {height:.2f} m over smooth ground after 10 km: raise the muzzle"
