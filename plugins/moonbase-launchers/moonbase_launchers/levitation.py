"""Electrodynamic levitation: how far lift exceeds drag, and what drag takes from a shot."""

from __future__ import annotations

import math

from moonbase_launchers.geometry import hold_down

__all__ = ["MU0", "drag_energy", "lift_to_drag", "transition_speed"]

MU0 = 4e-7 * math.pi  # H/m
_SLICES = 64


def transition_speed(resistivity: float, thickness: float) -> float:
    """Speed at which lift equals drag over a thin sheet, ``w = 2 rho / (mu0 h)`` [m/s].

    Parameters
    ----------
    resistivity
        Of the guideway sheet [ohm m].
    thickness
        Of the sheet [m].

    Examples
    --------
    >>> round(transition_speed(1 / 3.5e7, 0.01), 2)
    4.55
    """
    return 2.0 * resistivity / (MU0 * thickness)


def lift_to_drag(speed: float, resistivity: float, thickness: float, wavelength: float) -> float:
    """Lift per drag of magnets over a conducting sheet, the lower of the thin and the thick limit [1].

    ``v / w`` while the sheet is thin against the skin depth, ``1 / (k delta)`` with
    ``delta = sqrt(2 rho / (mu0 k v))`` once it is thick; `k` is the wave number of the magnets.

    Parameters
    ----------
    speed
        Along the guideway [m/s].
    resistivity, thickness
        Of the sheet [ohm m], [m].
    wavelength
        Of the magnets along the track [m].

    Examples
    --------
    >>> round(lift_to_drag(2400.0, 1 / 3.5e7, 0.01, 0.5), 1)
    64.8
    """
    wave = 2.0 * math.pi / wavelength
    skin = math.sqrt(2.0 * resistivity / (MU0 * wave * speed))
    return min(speed / transition_speed(resistivity, thickness), 1.0 / (wave * skin))


def drag_energy(mass: float, speed: float, length: float, sheet: tuple[float, float, float]) -> float:
    """Energy that levitation drag takes on a level track at constant acceleration [J].

    The lift is what holds the sled on the level: its weight at first, the hold-down ``v^2/R - g`` at the end. Below
    the transition speed the sled rolls.

    Parameters
    ----------
    mass
        Moving [kg].
    speed
        At the end [m/s].
    length
        Of the track [m].
    sheet
        Resistivity [ohm m], thickness [m] and wavelength [m] as `lift_to_drag` takes them.
    """
    total = 0.0
    for i in range(_SLICES):
        here = speed * math.sqrt((i + 0.5) / _SLICES)
        ratio = lift_to_drag(here, *sheet)
        if ratio > 1.0:
            total += mass * abs(hold_down(here)) / ratio * length / _SLICES
    return total
