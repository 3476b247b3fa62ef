"""Heat rejected by a radiator."""

from __future__ import annotations

from moonbase.api import constants as const

__all__ = ["radiator_flux"]


def radiator_flux(temperature: float, sink: float, emissivity: float = 0.85, faces: int = 2) -> float:
    """Give the heat rejected per panel area, ``n eps sigma (T^4 - Ts^4)`` [W/m2].

    Parameters
    ----------
    temperature
        Of the panel [K].
    sink
        Effective temperature of the surroundings [K].
    emissivity
        [1]
    faces
        That radiate [1].

    Examples
    --------
    >>> round(radiator_flux(300.0, 100.0, faces=1))
    386
    """
    return faces * emissivity * const.STEFAN_BOLTZMANN * (temperature**4 - sink**4)
