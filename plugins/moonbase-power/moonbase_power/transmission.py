"""Mass of a cable."""

from __future__ import annotations

__all__ = ["cable_mass"]


def cable_mass(
    power: float,
    length: float,
    voltage: float,
    loss: float,
    *,
    resistivity: float = 2.8e-8,
    density: float = 2700.0,
) -> float:
    """Give the mass of the bare conductors, ``4 rho d L^2 P/(V^2 f)`` out and back.

    Parameters
    ----------
    power
        Sent [W].
    length
        One way [m].
    voltage
        Between the conductors [V].
    loss
        Share of the power lost [1].
    resistivity
        Of the conductor [ohm m]; aluminium by default.
    density
        Of the conductor [kg/m3]; aluminium by default.

    Returns
    -------
    float
        [kg]

    Examples
    --------
    >>> round(cable_mass(100e3, 5000.0, 3000.0, 0.05))
    1680
    """
    return 4.0 * resistivity * density * length**2 * power / (voltage**2 * loss)
