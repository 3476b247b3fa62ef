"""Ionising dose by orbit and what it does to accelerators."""

from __future__ import annotations

import math

from moonbase.api import ModelError, constants
from moonbase_compute.tables import read

__all__ = ["dose_rate", "upsets_per_year"]

GRAY_PER_RAD = 0.01


def dose_rate(orbit: str, altitude: float) -> float:
    """Total ionising dose behind 10 mm of aluminium [Gy/s].

    Parameters
    ----------
    orbit
        ``"dawn-dusk"``, ``"30-degrees"`` or ``"geostationary"``.
    altitude
        Above the Earth's surface [m].

    Returns
    -------
    float
        Interpolated in the logarithm of the dose between the tabulated altitudes; good to a factor of two.

    Raises
    ------
    ModelError
        Where no table reaches, such as in the inner belt between 2000 km and geostationary orbit.

    Examples
    --------
    >>> round(dose_rate("dawn-dusk", 550e3) * 31_557_600 * 100)
    112
    """
    points = sorted(
        (float(row["altitude_km"]) * 1e3, float(row["rad_per_year"]))
        for row in read("dose.csv")
        if row["orbit"] == orbit
    )
    for (low, first), (high, last) in zip(points, points[1:] or points, strict=False):
        if low <= altitude <= high:
            share = (altitude - low) / (high - low) if high > low else 0.0
            yearly = math.exp((1.0 - share) * math.log(first) + share * math.log(last))
            return yearly * GRAY_PER_RAD / constants.YEAR
    reach = f"{points[0][0] / 1e3:.0f} to {points[-1][0] / 1e3:.0f} km" if points else "no altitude"
    raise ModelError(
        f"no radiation dose is known for a {orbit} orbit at {altitude / 1e3:.0f} km",
        help=f"the table covers {reach}; give the model's dose parameter instead",
    )


def upsets_per_year(yearly_dose: float, characteristic_dose: float) -> float:
    """Events per chip and year, ``D / D_char`` [1/yr].

    Parameters
    ----------
    yearly_dose
        [rad/yr] of protons.
    characteristic_dose
        Dose per event [rad], from a proton test; not valid for heavy ions, which prevail beyond the magnetosphere.

    Examples
    --------
    >>> round(upsets_per_year(150.0, 17.0), 1)
    8.8
    """
    return yearly_dose / characteristic_dose
