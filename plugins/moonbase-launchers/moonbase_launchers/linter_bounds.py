"""Checks of a design against what materials and the ground allow: field, stress, heat, clearance."""

from __future__ import annotations

import math
from collections.abc import Iterator

from moonbase.api import constants
from moonbase_launchers import geometry, kinematics
from moonbase_launchers.designs import Design

__all__ = ["action", "clearance", "field", "stress"]

_G = constants.STANDARD_GRAVITY
_MU0 = 4e-7 * math.pi
_HIGH_FIELD, _NO_FIELD = 20.0, 100.0  # T: beyond superconducting coils, beyond any coil that survives
_STEEL, _NOTHING = 1e9, 5e9  # Pa
_WARM, _MELT = 100.0, 1000.0  # K of the whole launcher in one shot
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
