"""How uncertain a soil is: the spread between the stations of a site, and samples that keep their sum.

Where a site was sampled at several stations, the spread of each oxide is that between them, in logarithms. Where it
was sampled at one, it is that of the stations of the same terrain together. A place that nobody sampled has the spread
between the sampled sites of its terrain. Samples are drawn in logarithms and normalised, so that what one
oxide gains the others lose.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from moonbase.api import ModelError, Site
from moonbase_regolith.oxides import soil_of
from moonbase_regolith.places import soils
from moonbase_regolith.tables import DATA

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["relative_spread", "soil_samples"]

_STATIONS = {"mare": ("apollo-15", "apollo-17"), "highland": ("apollo-16",)}
_SITES = {
    "mare": ("apollo-11", "apollo-12", "apollo-15", "apollo-17", "luna-16", "luna-24"),
    "highland": ("apollo-14", "apollo-16", "luna-20"),
}
_FACTS = ("soil", "station", "source", "grade")


@lru_cache(maxsize=1)
def _station_spread() -> dict[str, dict[str, float]]:
    """Give the standard deviation of the logarithm of each oxide between the stations of a site."""
    rows = DATA.rows("station_soils.csv")
    result: dict[str, dict[str, float]] = {}
    for soil in sorted({row["soil"] for row in rows}):
        own = [row for row in rows if row["soil"] == soil]
        result[soil] = {
            oxide: _deviation([math.log(float(row[oxide])) for row in own]) for oxide in own[0] if oxide not in _FACTS
        }
    return result


def _deviation(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def relative_spread(site: Site) -> dict[str, float]:
    """Give the relative standard deviation of each oxide of a site's soil [1].

    Raises
    ------
    ModelError
        If the site's terrain is neither mare nor highland and its soil is not one of the sampled ones.
    """
    oxides, stations = soil_of(site), _station_spread()
    if site.name in stations:
        return {oxide: stations[site.name].get(oxide, 0.0) for oxide in oxides}
    if site.terrain not in _STATIONS:
        raise ModelError(
            f'no spread of soils is known for the terrain "{site.terrain}" of "{site.name}"',
            help='set terrain = "mare" or "highland"',
        )
    sampled = soils()
    if site.name in sampled:
        pool = [stations[name] for name in _STATIONS[site.terrain]]
        return {oxide: math.sqrt(sum(one.get(oxide, 0.0) ** 2 for one in pool) / len(pool)) for oxide in oxides}
    known = [sampled[name] for name in _SITES[site.terrain]]
    return {oxide: _deviation([math.log(soil[oxide]) for soil in known if soil.get(oxide)]) for oxide in oxides}


def soil_samples(site: Site, count: int, generator: np.random.Generator) -> dict[str, NDArray[np.float64]]:
    """Draw soils of a site.

    Parameters
    ----------
    site
        With a soil and a terrain.
    count
        How many.
    generator
        Of random numbers.

    Returns
    -------
    dict[str, ndarray]
        Mass fraction by oxide, each of shape ``(count,)``; every soil sums to 1.
    """
    soil, spread = soil_of(site), relative_spread(site)
    drawn = {oxide: share * _lognormal(spread[oxide], count, generator) for oxide, share in sorted(soil.items())}
    total = sum(drawn.values())
    return {oxide: shares / total for oxide, shares in drawn.items()}


def _lognormal(sigma: float, count: int, generator: np.random.Generator) -> NDArray[np.float64]:
    """Numbers around 1 with mean 1."""
    return generator.lognormal(-0.5 * sigma**2, sigma, count)
