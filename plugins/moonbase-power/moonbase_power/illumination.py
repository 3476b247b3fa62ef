"""Sunlight at a site as a series in time: polar ridge, equator, anything between.

The Sun goes round the horizon once in a synodic month (29.53 d) and up and down with the seasons of the Moon
(346.62 d, 1.54 degrees). A mountain stands in its way: a parabola whose full width the Sun takes the site's longest
night to pass in midwinter, and whose height is such that the Sun is seen for the site's share of the time. On the
equator the mountain is the Moon itself: half of the circle, all year. Both of the site's figures are met by
construction; nights between are shorter in spring and autumn, as on real ridges, and a ridge lit for 92 % of the time
stays lit for five months in summer. What topography gave for named places stands with their sites.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError, Site

__all__ = ["SEASON", "SYNODIC_MONTH", "dark_spells", "illumination_series", "store_energy", "worst_month"]

Bools = NDArray[np.bool_]

SYNODIC_MONTH = 29.530589 * 86400.0  # s, mean; Astronomical Almanac
SEASON = 346.620 * 86400.0  # s, draconic year: from one lunar summer to the next
STEP = 3600.0  # s
_SLACK = 1e-3


def illumination_series(site: Site) -> Bools:
    """Tell for every hour of 19 seasons whether the Sun is seen.

    Parameters
    ----------
    site
        With `illumination` and `longest_night`.

    Returns
    -------
    ndarray
        Shape ``(n_hours,)``, True in the light; 19 seasons are 223 synodic months to half a day, so it can be
        repeated.

    Raises
    ------
    ModelError
        If the Sun is away more often than the longest night allows in every month.
    """
    return _series(site.illumination, site.longest_night, site.name)


@lru_cache(maxsize=64)
def _series(lit: float, night: float, name: str) -> Bools:
    hours = np.arange(round(19 * SEASON / STEP)) * STEP
    dark = 1.0 - lit
    width = min(night / SYNODIC_MONTH, 1.0)
    if dark > width * (1.0 + _SLACK) or (lit <= 0.0 and width < 1.0):
        raise ModelError(
            f'"{name}" is dark for {dark:.1%} of the time, which nights of at most {night / 3600.0:.0f} h cannot give',
            help=f"set longest_night to at least {dark * SYNODIC_MONTH / 3600.0:.0f} h",
        )
    season = -np.cos(2.0 * np.pi * hours / SEASON)  # height of the Sun between -1 in midwinter and 1 in midsummer
    azimuth = np.abs((hours / SYNODIC_MONTH + 0.5) % 1.0 - 0.5)  # turns from the mountain's peak
    return np.asarray(azimuth > 0.5 * width * _share_of_width(season, dark / width if width else 0.0))


def _share_of_width(season: NDArray[np.float64], wanted: float) -> NDArray[np.float64]:
    """Give ``sqrt((H - season)/(H + 1))``, the parabola's width at the Sun's height, with the mean that is wanted."""
    low, high = -1.0, 1e6
    for _ in range(80):
        middle = low + (high - low) * (0.5 if high - low < 4.0 else 1e-3)
        mean = np.sqrt(np.clip((middle - season) / (middle + 1.0), 0.0, None)).mean()
        low, high = (middle, high) if mean < wanted else (low, middle)
    return np.asarray(np.sqrt(np.clip((high - season) / (high + 1.0), 0.0, None)))


def dark_spells(lit: Bools) -> NDArray[np.float64]:
    """Give the lengths of all dark spells of a series [s], shape ``(n_spells,)``."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], lit, [True]]).astype(np.int8)))
    return np.asarray((edges[1::2] - edges[::2]) * STEP)


def worst_month(lit: Bools) -> float:
    """Give the lit share of the darkest synodic month [1]."""
    window = round(SYNODIC_MONTH / STEP)
    total = np.concatenate([[0], np.cumsum(np.concatenate([lit, lit[:window]]))])
    return float((total[window:] - total[:-window]).min() / window)


def store_energy(lit: Bools, load: float, charge: float) -> float:
    """Give what a store must hold so that it never runs empty, by the sequent-peak method [J].

    Parameters
    ----------
    lit
        As `illumination_series` gives it; repeated once, so that the state at the end carries over.
    load
        Drawn from the store in the dark [W].
    charge
        Put into the store in the light, after losses [W].

    Raises
    ------
    ModelError
        If less is put in than drawn.
    """
    net = np.where(lit, charge, -load) * STEP
    if net.sum() < -1e-6 * load * STEP * len(net):
        raise ModelError("the store runs empty: less goes in by day than comes out by night", help="add array area")
    level = np.concatenate([[0.0], np.cumsum(np.concatenate([net, net]))])
    # With a full store spilling, the deficit is the fall below the highest level so far.
    return float((np.maximum.accumulate(level) - level).max())
