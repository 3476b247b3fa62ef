"""How a track lies on the Moon and how a shot leaves it."""

from __future__ import annotations

import math

from moonbase.api import constants

__all__ = [
    "LUNAR_NIGHT",
    "asymptote_turn",
    "chord_cut",
    "clearance",
    "hold_down",
    "lateral_speed",
    "thermal_growth",
]

LUNAR_NIGHT = 29.530588 * 86_400.0 / 2.0
"""Night on the equator, half a synodic month [s]."""

_GRAVITY = constants.MOON_GM / constants.MOON_RADIUS**2


def hold_down(speed: float) -> float:
    """Outward acceleration on a level track, ``v^2/R - g`` [m/s2].

    Negative below circular speed; one lunar g upwards at escape speed.

    Examples
    --------
    >>> round(hold_down(2376.0), 4)
    1.6251
    """
    return speed**2 / constants.MOON_RADIUS - _GRAVITY


def chord_cut(length: float) -> float:
    """Depth of cut for a straight track, ``L^2 / 8R`` [m].

    Examples
    --------
    >>> round(chord_cut(10e3), 3)
    7.195
    """
    return length**2 / (8.0 * constants.MOON_RADIUS)


def clearance(distance: float, speed: float, elevation: float = 0.0) -> float:
    """Height above a level surface after the muzzle, ``s tan e + s^2/2 (1/R - g/v^2)`` [m].

    Parameters
    ----------
    distance
        Along the ground, short against R [m].
    speed
        At the muzzle [m/s].
    elevation
        Of the muzzle [rad].

    Examples
    --------
    >>> round(clearance(10e3, 2376.0), 2)
    14.39
    """
    rise = 0.5 * distance**2 * (1.0 / constants.MOON_RADIUS - _GRAVITY / speed**2)
    return rise + distance * math.tan(elevation)


def asymptote_turn(excess_speed: float) -> float:
    """Angle between muzzle direction and departure asymptote of a horizontal launch, ``asin(1/e)`` [rad].

    ``e = 1 + R v_inf^2 / GM``.

    Parameters
    ----------
    excess_speed
        Hyperbolic excess speed at the Moon [m/s].

    Examples
    --------
    >>> import math
    >>> round(math.degrees(asymptote_turn(1000.0)), 1)
    47.6
    """
    return math.asin(1.0 / (1.0 + constants.MOON_RADIUS * excess_speed**2 / constants.MOON_GM))


def lateral_speed(amplitude: float, wavelength: float, speed: float) -> float:
    """Lateral speed of a bucket that follows a sinusoidal misalignment, ``2 pi A v / lambda`` [m/s].

    Examples
    --------
    >>> round(lateral_speed(1.6e-6, 24.0, 2400.0) * 1e3, 2)
    1.01
    """
    return 2.0 * math.pi * amplitude * speed / wavelength


def thermal_growth(length: float, *, swing: float = 250.0, expansion: float = 23.1e-6) -> float:
    """Growth of an exposed track from night to noon, ``alpha L dT`` [m].

    Parameters
    ----------
    length
        [m]
    swing
        Temperature range [K]; 250 K at the equator.
    expansion
        Linear, aluminium by default [1/K].

    Examples
    --------
    >>> round(thermal_growth(1000.0), 1)
    5.8
    """
    return expansion * length * swing
