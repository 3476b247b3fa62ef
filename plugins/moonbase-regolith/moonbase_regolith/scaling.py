"""How a plant's mass grows with its size."""

from __future__ import annotations

__all__ = ["scaled"]


def scaled(specific_mass: float, reference_rate: float, rate: float, exponent: float) -> float:
    """Scale a specific plant mass with plant size.

    ``m(r)/r = (m0/r0) (r/r0)**(exponent - 1)``

    Parameters
    ----------
    specific_mass
        Plant mass per rate at the reference rate [kg per (kg/s)].
    reference_rate, rate
        Rates [kg/s].
    exponent
        Exponent of plant mass on rate [1]; 1 for none.

    Returns
    -------
    float
        Plant mass per rate [kg per (kg/s)].

    Examples
    --------
    >>> scaled(100.0, 1.0, 10.0, 1.0)
    100.0
    """
    result: float = specific_mass * (rate / reference_rate) ** (exponent - 1.0)
    return result
