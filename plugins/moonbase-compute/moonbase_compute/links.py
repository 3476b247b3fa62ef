"""Optical links and light time."""

from __future__ import annotations

import math

__all__ = ["antenna_gain", "confocal_distance", "data_rate", "received_power", "round_trip"]

LIGHT_SPEED = 299_792_458.0  # m/s, exact
PLANCK = 6.62607015e-34  # J s, exact


def antenna_gain(diameter: float, wavelength: float, *, efficiency: float = 0.8) -> float:
    """Gain of an aperture, ``eta (pi D / lambda)^2`` [1].

    Examples
    --------
    >>> import math
    >>> round(10 * math.log10(antenna_gain(0.1, 1.55e-6)), 1)
    105.2
    """
    return efficiency * (math.pi * diameter / wavelength) ** 2


def received_power(power: float, gains: tuple[float, float], wavelength: float, distance: float, loss: float) -> float:
    """Power that arrives, ``P G_t G_r (lambda / 4 pi d)^2 L`` [W].

    Parameters
    ----------
    power
        Transmitted [W].
    gains
        Of transmitter and receiver [1].
    wavelength, distance
        [m]
    loss
        Share that pointing and optics let through [1].
    """
    return power * gains[0] * gains[1] * (wavelength / (4.0 * math.pi * distance)) ** 2 * loss


def data_rate(power: float, wavelength: float, photons_per_bit: float) -> float:
    """Bits per second that a received power carries, ``P lambda / (h c n)`` [1/s]."""
    return power * wavelength / (PLANCK * LIGHT_SPEED * photons_per_bit)


def confocal_distance(aperture_radius: float, wavelength: float) -> float:
    """Distance over which a beam of an aperture hardly spreads, ``pi a^2 / lambda`` [m]."""
    return math.pi * aperture_radius**2 / wavelength


def round_trip(distance: float) -> float:
    """Light time there and back [s].

    Examples
    --------
    >>> round(round_trip(550e3) * 1e3, 2)
    3.67
    """
    return 2.0 * distance / LIGHT_SPEED
