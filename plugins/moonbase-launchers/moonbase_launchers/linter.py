"""One-line checks that any launcher design must pass."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from moonbase.api import constants
from moonbase_launchers import kinematics, linter_bounds
from moonbase_launchers.designs import Design
from moonbase_launchers.tables import DATA

__all__ = ["CHECKS", "Finding", "lint"]

CIRCULAR_SPEED = math.sqrt(constants.MOON_GM / constants.MOON_RADIUS)
ESCAPE_SPEED = math.sqrt(2.0) * CIRCULAR_SPEED
_G = constants.STANDARD_GRAVITY


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check says about one design.

    Attributes
    ----------
    design
        Its id.
    check
        Name of the check.
    level
        ``"error"`` for a contradiction, ``"warning"`` for what needs an explanation.
    message
        In words, with the numbers.
    """

    design: str
    check: str
    level: str
    message: str


_Check = Callable[[Design], Iterator[tuple[str, str]]]


def _length(design: Design) -> Iterator[tuple[str, str]]:
    """Speed, acceleration and length obey v^2 = 2 a L."""
    speed, gees, length = design.speed_m_s, design.acceleration_g, design.length_m
    if not (speed and gees and length):
        return
    needed = kinematics.acceleration_length(speed, gees * _G)
    implied = kinematics.muzzle_speed(length, gees * _G)
    ratio = length / needed
    detail = f"{gees:g} g over {length:g} m give {implied:.1f} m/s; {speed:g} m/s needs {needed:.2f} m"
    if ratio < 0.97:
        yield "error", f"too short: {detail}"
    elif ratio > 3.0:
        yield "error", f"{ratio:.1f} times too long: {detail}"
    elif ratio > 1.1:
        yield "warning", f"{length - needed:.0f} m are left for brake and release: {detail}"


def _energy(design: Design) -> Iterator[tuple[str, str]]:
    """Compare stated with kinetic energy."""
    if design.payload_kg and design.speed_m_s and design.energy_mj:
        least = kinematics.kinetic_energy(design.payload_kg, design.speed_m_s) / 1e6
        if design.energy_mj < 0.99 * least:
            wrong = f"wrong by {least / design.energy_mj:.0f} times"
            yield "error", f"{design.energy_mj:g} MJ are stated, {least:.4g} MJ is the kinetic energy alone: {wrong}"


def _power(design: Design) -> Iterator[tuple[str, str]]:
    """Mean power covers rate times kinetic energy, at the stated efficiency."""
    if not (design.payload_kg and design.speed_m_s and design.rate_hz and design.mean_mw):
        return
    moved = design.rate_hz * kinematics.kinetic_energy(design.payload_kg, design.speed_m_s) / 1e6
    overall = moved / design.mean_mw
    detail = f"{moved:.4g} MW of payload energy out of {design.mean_mw:g} MW is {100 * overall:.1f} %"
    if overall > 1.0 + 1e-3:
        yield "error", f"more out than in: {detail}"
    elif design.efficiency and abs(overall / design.efficiency - 1.0) > 0.1:
        yield "warning", f"{detail}, stated {100 * design.efficiency:.1f} %"


def _peak(design: Design) -> Iterator[tuple[str, str]]:
    """Peak power covers thrust times muzzle speed."""
    if not (design.payload_kg and design.speed_m_s and design.acceleration_g and design.peak_mw):
        return
    moving = design.payload_kg + (design.bucket_kg or 0.0)
    needed = moving * design.acceleration_g * _G * design.speed_m_s / 1e6
    if design.peak_mw < 0.9 * needed:
        yield "warning", f"{needed:.4g} MW at the muzzle for {moving:g} kg, stated {design.peak_mw:g} MW"


def _throughput(design: Design) -> Iterator[tuple[str, str]]:
    """Throughput does not exceed payload times rate."""
    if not (design.payload_kg and design.rate_hz and design.throughput_t_yr):
        return
    most = kinematics.throughput(design.payload_kg, design.rate_hz, duty=1.0, span=constants.YEAR) / 1e3
    duty = design.throughput_t_yr / most
    if duty > 1.02:
        yield "error", f"{design.throughput_t_yr:g} t/yr is {duty:.2f} times what firing without pause gives"
    elif duty < 0.1:
        yield "warning", f"{design.throughput_t_yr:g} t/yr is {100 * duty:.1f} % of firing without pause"


def _occupancy(design: Design) -> Iterator[tuple[str, str]]:
    """Several buckets on the track at once need a switched track."""
    if design.speed_m_s and design.acceleration_g and design.rate_hz:
        time = kinematics.acceleration_time(design.speed_m_s, design.acceleration_g * _G)
        occupied = kinematics.occupancy(design.rate_hz, time)
        if occupied > 1.0:
            yield "warning", f"{occupied:.1f} buckets accelerate at once: the track has to be switched in sections"


def _orbit(design: Design) -> Iterator[tuple[str, str]]:
    """Ask what keeps a launch below escape speed up."""
    speed = design.speed_m_s
    if design.body != "moon" or not speed:
        return
    if design.destination == "low-orbit" and not design.orbit_help:
        slow = f", and {speed:g} m/s is below the circular {CIRCULAR_SPEED:.0f} m/s" if speed < CIRCULAR_SPEED else ""
        yield "error", f"every closed orbit from the surface returns to it: a kick or a catcher is needed{slow}"
    elif design.destination == "escape" and speed < 0.995 * ESCAPE_SPEED:
        yield "error", f"{speed:g} m/s is below the escape speed of {ESCAPE_SPEED:.1f} m/s"


def _arm(design: Design) -> Iterator[tuple[str, str]]:
    """Compare the tip's v^2 / r with what is stated."""
    if not (design.radius_m and design.speed_m_s):
        return
    gees = design.speed_m_s**2 / design.radius_m / _G
    if design.acceleration_g is None:
        if gees > 1000.0:
            yield "error", f"the tip bears {gees:.0f} g, which is not stated"
    elif abs(gees / design.acceleration_g - 1.0) > 0.1:
        yield "warning", f"v^2/r is {gees:.0f} g, stated {design.acceleration_g:g} g"


def _l2_speed(design: Design) -> Iterator[tuple[str, str]]:
    """Ballistic speed to L2 from an equatorial site fits the three-body problem."""
    if design.destination != "l2" or design.longitude_deg is None or not design.speed_m_s:
        return
    rows = DATA.rows("l2_speed.csv")
    east = [float(row["longitude_deg"]) for row in rows]
    if not east[0] - 0.5 <= design.longitude_deg <= east[-1]:
        return
    ballistic = float(np.interp(design.longitude_deg, east, [float(row["speed_m_s"]) for row in rows]))
    if abs(design.speed_m_s / ballistic - 1.0) > 0.01:
        stated = f"{design.speed_m_s:g} m/s from {design.longitude_deg:g} E"
        yield "error", f"{stated}; the three-body problem gives {ballistic:.0f} m/s: the definition is unclear"


CHECKS: dict[str, _Check] = {
    "length": _length,
    "energy": _energy,
    "power": _power,
    "peak": _peak,
    "throughput": _throughput,
    "occupancy": _occupancy,
    "orbit": _orbit,
    "arm": _arm,
    "l2-speed": _l2_speed,
    "field": linter_bounds.field,
    "stress": linter_bounds.stress,
    "action": linter_bounds.action,
    "clearance": linter_bounds.clearance,
}


def lint(design: Design) -> tuple[Finding, ...]:
    """Run every check on a design.

    Parameters
    ----------
    design
        A row of the library or one's own.

    Returns
    -------
    tuple of Finding
        Errors first; empty if nothing contradicts.

    Examples
    --------
    >>> own = Design(id="X", speed_m_s=2800.0, acceleration_g=800.0, length_m=4900.0)
    >>> lint(own)[0].message
    '9.8 times too long: 800 g over 4900 m give 8768.4 m/s; 2800 m/s needs 499.66 m'
    """
    found = [
        Finding(design=design.id, check=name, level=level, message=message)
        for name, check in CHECKS.items()
        for level, message in check(design)
    ]
    return tuple(sorted(found, key=lambda finding: finding.level != "error"))
