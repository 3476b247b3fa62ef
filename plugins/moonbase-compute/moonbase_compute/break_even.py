"""When, and at which launch price, space and Earth cost the same: distributions, not points."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase_compute.crossover import earth_total, satellites, space_total
from moonbase_compute.economics import SpaceCentre, space_cost
from moonbase_compute.tables import read

__all__ = [
    "DATES",
    "NEVER",
    "break_even_date",
    "break_even_launch_price",
    "dated_launch_prices",
    "dated_ratios",
    "quantile",
    "ratios_from_last",
    "slipped",
    "worlds",
]

Floats = NDArray[np.float64]
Limits = tuple[float, float, float]

DATES = ("2026", "2028.8", "2032", "2036", "2040")
"""Scenarios that carry a date, in order."""
NEVER = 2100.0
"""Stands for a break-even later than the trend of the last scenarios can tell."""


def break_even_launch_price(centre: SpaceCentre, earth: Any) -> Any:
    """Launch price at which satellites cost as much per year as computing on Earth [USD/kg].

    The cost in space is linear in the launch price; the answer is negative where even free launches are not enough.

    Parameters
    ----------
    centre
        Satellites; its own launch price does not matter.
    earth
        Yearly cost on Earth [USD/kW/yr].

    Examples
    --------
    >>> granted = SpaceCentre(
    ...     chips=28e3, chip_life=5.0, adaptation=1.0, bus=5.0, mass=14.3, launch=0.0, life=5.0, hazard=0.02,
    ...     wacc=0.09, operations=0.01, usable=0.97, deploy_delay=0.1,
    ... )
    >>> round(break_even_launch_price(granted, 11_103.0))
    367
    """
    free = sum(space_cost(dataclasses.replace(centre, launch=0.0)).values())
    dear = sum(space_cost(dataclasses.replace(centre, launch=1000.0)).values())
    return (earth - free) * 1000.0 / (dear - free)


def dated_ratios(*, samples: int = 20_000, seed: int = 0) -> dict[float, Floats]:
    """Cost in space per cost on Earth at each date, from draws that keep their rank through the years.

    A parameter that is drawn high at one date is drawn equally high at every other: the future is one world, not a
    new one every four years.

    Returns
    -------
    dict
        Date [yr] to ratios [1], shape ``(n_samples,)``.
    """
    return ratios_from_last(_last(samples, seed))


def dated_launch_prices(*, samples: int = 20_000, seed: int = 0) -> dict[float, Floats]:
    """Launch price at which space costs what Earth does, at each date, from the same draws [USD/kg]."""
    dated = worlds(_last(samples, seed))
    return {
        date: np.asarray(break_even_launch_price(satellites(drawn), earth_total(drawn)))
        for date, drawn in dated.items()
    }


def ratios_from_last(last: Mapping[str, Floats]) -> dict[float, Floats]:
    """Cost in space per cost on Earth at each date, from parameters of the last one.

    Parameters
    ----------
    last
        Parameters of Earth, and of space at the last date, shape ``(n_samples,)``. At an earlier date a parameter
        has the same rank within its range; beyond its range it is as far outside in proportion.

    Returns
    -------
    dict
        Date [yr] to ratios [1], shape ``(n_samples,)``.
    """
    earth = earth_total(last)
    return {date: np.asarray(space_total(drawn) / earth) for date, drawn in worlds(last).items()}


def _last(samples: int, seed: int) -> dict[str, Floats]:
    rng = np.random.default_rng(seed)
    rows = [row for row in read("crossover.csv") if row["scenario"] in ("earth", DATES[-1])]
    return {row["parameter"]: quantile(_limits(row), rng.random(samples)) for row in rows}


def worlds(last: Mapping[str, Floats]) -> dict[float, dict[str, Floats]]:
    """Parameters at each date from those of the last one, whose ranks they keep.

    Parameters
    ----------
    last
        As in `ratios_from_last`; what the table of ranges does not know stays as it is at every date.

    Returns
    -------
    dict
        Date [yr] to parameters, each of shape ``(n_samples,)``.
    """
    rows = read("crossover.csv")
    reference = {row["parameter"]: _limits(row) for row in rows if row["scenario"] == DATES[-1]}
    return {
        float(date): {
            **last,
            **{
                row["parameter"]: _carried(last[row["parameter"]], reference[row["parameter"]], _limits(row))
                for row in rows
                if row["scenario"] == date and row["parameter"] in last
            },
        }
        for date in DATES
    }


def break_even_date(ratios: Mapping[float, Floats]) -> Floats:
    """First date at which space costs no more than Earth [yr], shape ``(n_samples,)``.

    The logarithm of the ratio is interpolated between dates; after the last one the trend of the last two goes on,
    and what would come after `NEVER`, or moves away, is given as `NEVER`.

    Parameters
    ----------
    ratios
        From `dated_ratios`.
    """
    dates = sorted(ratios)
    logs = np.log(np.stack([ratios[date] for date in dates]))
    first = np.full(logs.shape[1], NEVER)
    for index in range(len(dates) - 1, 0, -1):
        earlier, later = logs[index - 1], logs[index]
        slope = (later - earlier) / (dates[index] - dates[index - 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = dates[index] - later / slope
        last = index == len(dates) - 1
        inside = (later <= 0.0) & (earlier > 0.0)
        beyond = last & (later > 0.0) & (slope < 0.0)
        first = np.where(inside | beyond, np.minimum(crossing, NEVER), first)
    return np.where(logs[0] <= 0.0, dates[0], first)


def slipped(date: Floats, slip: Any) -> Floats:
    """Move a date that announcements lead to, ``d0 + (d - d0) slip`` with d0 the first of `DATES` [yr].

    Parameters
    ----------
    date
        As announced [yr].
    slip
        Time taken per time announced [1].

    Examples
    --------
    >>> slipped(np.array([2036.0, 2090.0]), 2.0).tolist()
    [2046.0, 2100.0]
    """
    start = float(DATES[0])
    return np.asarray(np.minimum(start + (date - start) * slip, NEVER))


def _limits(row: Mapping[str, str]) -> Limits:
    return float(row["low"]), float(row["mode"]), float(row["high"])


def quantile(limits: Limits, rank: Floats) -> Floats:
    """Value of a triangular distribution at a rank from 0 to 1.

    Examples
    --------
    >>> quantile((0.0, 1.0, 2.0), np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 1.0, 2.0]
    """
    low, mode, high = limits
    if high <= low:
        return np.full(rank.shape, mode)
    rising = low + np.sqrt(np.maximum(rank * (high - low) * (mode - low), 0.0))
    falling = high - np.sqrt(np.maximum((1.0 - rank) * (high - low) * (high - mode), 0.0))
    return np.where(rank < (mode - low) / (high - low), rising, falling)


def _rank(limits: Limits, value: Floats) -> Floats:
    low, mode, high = limits
    inside = np.clip(value, low, high)
    rising = (inside - low) ** 2 / ((high - low) * max(mode - low, 1e-12 * high))
    falling = 1.0 - (high - inside) ** 2 / ((high - low) * max(high - mode, 1e-12 * high))
    return np.where(inside < mode, rising, falling)


def _carried(value: Floats, known: Limits, wanted: Limits) -> Floats:
    outside = np.where(value < known[0], value / known[0], np.where(value > known[2], value / known[2], 1.0))
    return quantile(wanted, _rank(known, value)) * outside
