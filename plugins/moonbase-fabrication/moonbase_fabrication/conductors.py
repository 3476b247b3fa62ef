"""Conductors of equal resistance compared."""

from __future__ import annotations

__all__ = ["ALUMINIUM", "COPPER", "IRON", "area_ratio", "mass_ratio"]

COPPER = (1.00, 8960.0)  # conductivity [IACS], density [kg/m3]
ALUMINIUM = (0.61, 2700.0)
IRON = (0.17, 7870.0)


def area_ratio(conductor: tuple[float, float], reference: tuple[float, float] = COPPER) -> float:
    """Give the cross-section over that of the reference at equal resistance per length [1].

    Examples
    --------
    >>> round(area_ratio(ALUMINIUM), 2)
    1.64
    """
    return reference[0] / conductor[0]


def mass_ratio(conductor: tuple[float, float], reference: tuple[float, float] = COPPER) -> float:
    """Give the mass over that of the reference at equal resistance per length [1].

    Examples
    --------
    >>> round(mass_ratio(ALUMINIUM), 2)
    0.49
    """
    return area_ratio(conductor, reference) * conductor[1] / reference[1]
