"""What staying in place costs: velocity change per year, drag, propellant."""

from __future__ import annotations

from typing import Any

import numpy as np

from moonbase.api import Site, constants
from moonbase_compute.tables import read

__all__ = ["keeping_acceleration", "keeping_share"]

GEOSTATIONARY = 42_164e3
"""Radius of an orbit of one day [m]."""


def keeping_acceleration(site: Site) -> float:
    """Velocity change per time that keeps a satellite where it works, besides drag [m/s2].

    Parameters
    ----------
    site
        Where it works.

    Examples
    --------
    >>> slot = Site(name="slot", kind="earth-orbit", radius=42_164e3)
    >>> round(keeping_acceleration(slot) * 31_557_600)
    50
    """
    rows = {row["place"]: float(row["dv_m_s_per_year"]) for row in read("station_keeping.csv")}
    stationary = site.kind == "earth-orbit" and abs(site.radius - GEOSTATIONARY) < 1e6
    place = "geostationary" if stationary else site.kind
    return rows.get(f"{place}:{site.body}", rows.get(place, 0.0)) / constants.YEAR


def keeping_share(dv: Any, exhaust_speed: Any) -> Any:
    """Propellant per mass with propellant that gives a velocity change, ``1 - exp(-dv / v_e)`` [1].

    Parameters
    ----------
    dv, exhaust_speed
        [m/s]
    """
    return -np.expm1(-dv / exhaust_speed)
