"""Is computing cheaper in space? A Monte Carlo over graded ranges, by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ModelError
from moonbase_compute.economics import EarthCentre, SpaceCentre, earth_cost, space_cost
from moonbase_compute.tables import read

__all__ = ["Comparison", "compare", "earth_centre", "earth_total", "satellites", "scenarios", "space_total"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """Space against Earth for one scenario.

    Attributes
    ----------
    scenario
        Its name.
    ratios
        Cost in space per cost on Earth, one per sample [1], shape ``(n_samples,)``.
    drivers
        Rank correlation of the ratio with each parameter, strongest first.
    """

    scenario: str
    ratios: NDArray[np.float64]
    drivers: tuple[tuple[str, float], ...]

    @property
    def percentiles(self) -> tuple[float, float, float]:
        """5, 50 and 95 % [1]."""
        low, middle, high = np.percentile(self.ratios, (5.0, 50.0, 95.0))
        return float(low), float(middle), float(high)

    @property
    def probability(self) -> float:
        """That space is cheaper [1]."""
        return float(np.mean(self.ratios < 1.0))


def scenarios() -> tuple[str, ...]:
    """Names of the scenarios, in the order of the table."""
    return tuple(dict.fromkeys(row["scenario"] for row in read("crossover.csv") if row["scenario"] != "earth"))


def compare(scenario: str, *, samples: int = 200_000, seed: int = 0, power_delay: float | None = None) -> Comparison:
    """Draw costs on Earth and in space from their ranges and compare.

    Parameters
    ----------
    scenario
        One of `scenarios`.
    samples
        Number of draws; triangular and independent.
    seed
        Of the random numbers.
    power_delay
        Time that chips on Earth wait for power, instead of its range [yr].

    Raises
    ------
    ModelError
        If the scenario does not exist.
    """
    if scenario not in scenarios():
        raise ModelError(f'no scenario is called "{scenario}"', help=f"known: {', '.join(scenarios())}")
    rng = np.random.default_rng(seed)
    drawn = {
        row["parameter"]: _draw(rng, row, samples)
        for row in read("crossover.csv")
        if row["scenario"] in ("earth", scenario)
    }
    if power_delay is not None:
        drawn["power_delay"] = np.full(samples, power_delay)
    ratios = space_total(drawn) / earth_total(drawn)
    return Comparison(scenario=scenario, ratios=ratios, drivers=_drivers(drawn, ratios))


def _draw(rng: np.random.Generator, row: dict[str, str], samples: int) -> NDArray[np.float64]:
    low, mode, high = (float(row[name]) for name in ("low", "mode", "high"))
    return rng.triangular(low, mode, high, samples) if high > low else np.full(samples, mode)


def earth_total(drawn: Mapping[str, Any]) -> Any:
    """Yearly cost on Earth for parameters named as in the table of ranges [USD/kW/yr]."""
    return sum(earth_cost(earth_centre(drawn)).values())


def earth_centre(drawn: Mapping[str, Any]) -> EarthCentre:
    """Make a data centre from parameters named as in the table of ranges."""
    return EarthCentre(
        chips=1e3 * drawn["chips"],
        chip_life=drawn["chip_life"],
        facility=1e3 * drawn["facility"],
        facility_life=drawn["facility_life"],
        energy=drawn["energy"],
        pue=drawn["pue"],
        wacc=drawn["earth_wacc"],
        replaced=drawn["replaced"],
        power_delay=drawn["power_delay"],
    )


def space_total(drawn: Mapping[str, Any]) -> Any:
    """Yearly cost in space for parameters named as in the table of ranges [USD/kW/yr]."""
    return sum(space_cost(satellites(drawn)).values())


def satellites(drawn: Mapping[str, Any]) -> SpaceCentre:
    """Make satellites from parameters named as in the table of ranges."""
    same = (
        "chip_life",
        "adaptation",
        "bus",
        "mass",
        "launch",
        "life",
        "hazard",
        "operations",
        "usable",
        "deploy_delay",
    )
    values = {name: drawn[name] for name in same}
    return SpaceCentre(chips=1e3 * drawn["chips"], wacc=drawn["space_wacc"], **values)


def _drivers(drawn: dict[str, Any], ratios: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    def rank(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.argsort(np.argsort(values)).astype(np.float64)

    place = rank(ratios)
    found = {
        name: float(np.corrcoef(rank(values), place)[0, 1]) for name, values in drawn.items() if np.ptp(values) > 0.0
    }
    return tuple(sorted(found.items(), key=lambda item: -abs(item[1])))
