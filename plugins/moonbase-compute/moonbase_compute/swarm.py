"""Swarms: Kardashev scale, share of the Sun, growth, collisions, learning, price of launched power."""

from __future__ import annotations

import math
from typing import Any

__all__ = [
    "SUN_LUMINOSITY",
    "collisions",
    "collisions_of_one",
    "fleet_growth_time",
    "fleet_power",
    "growth_time",
    "kardashev",
    "launched_power_price",
    "learned_price",
]

SUN_LUMINOSITY = 3.828e26  # W, IAU 2015 resolution B3


def kardashev(power: float) -> float:
    """Kardashev number after Sagan, ``K = (log10 P - 6) / 10`` [1].

    Parameters
    ----------
    power
        [W]

    Examples
    --------
    >>> round(kardashev(2e13), 4)
    0.7301
    """
    return (math.log10(power) - 6.0) / 10.0


def growth_time(target: float, first: float, growth: float) -> float:
    """Years until yearly additions that grow steadily have summed to a target, ``ln(1 + g A / A0) / ln(1 + g)`` [yr].

    Parameters
    ----------
    target
        Stock wanted.
    first
        Addition in the first year, same unit.
    growth
        Of the additions per year [1]; 0 for linear growth.

    Examples
    --------
    >>> round(growth_time(3.828e24, 1e15, 0.2))
    112
    """
    if growth == 0.0:
        return target / first
    return math.log1p(growth * target / first) / math.log1p(growth)


def collisions(number: float, cross_section: float, speed: float, volume: float) -> float:
    """Natural collisions per second in a shell, as in a gas, ``N^2 sigma v / (2 V)`` [1/s].

    Parameters
    ----------
    number
        Satellites.
    cross_section
        Of a pair [m2].
    speed
        Mean relative [m/s].
    volume
        Of the shell [m3].
    """
    return number**2 * cross_section * speed / (2.0 * volume)


def collisions_of_one(number: Any, cross_section: Any, speed: Any, volume: Any) -> Any:
    """Natural collisions per second that one of many satellites takes part in, ``N sigma v / V`` [1/s].

    Twice `collisions` per satellite, as two take part in each. Arguments as there; numbers or arrays.
    """
    return number * cross_section * speed / volume


def fleet_power(first: float, growth: float, life: float, years: float) -> float:
    """Power in service when yearly additions grow steadily and each serves for a life [as `first`].

    The additions of the last `life` years, ``A0 (1 + g)^(t-L) ((1 + g)^L - 1) / g`` once t exceeds L; the whole
    stock ``A0 ((1 + g)^t - 1) / g`` before.

    Parameters
    ----------
    first
        Addition in the first year.
    growth
        Of the additions per year [1].
    life
        Time in service [yr].
    years
        Since the first addition [yr].

    Examples
    --------
    >>> fleet_power(10.0, 0.0, 5.0, 20.0)
    50.0
    """
    alive = min(life, years)
    if growth == 0.0:
        return first * alive
    rate = math.log1p(growth)
    return first * math.exp(rate * (years - alive)) * math.expm1(rate * alive) / growth


def fleet_growth_time(target: float, first: float, growth: float, life: float) -> float:
    """Years until the fleet of `fleet_power` reaches a target [yr]; infinite if it never does.

    Examples
    --------
    >>> round(fleet_growth_time(100.0, 10.0, 0.0, 20.0), 3)
    10.0
    >>> fleet_growth_time(100.0, 10.0, 0.0, 5.0)
    inf
    """
    settled = fleet_power(first, growth, life, life)
    if settled >= target:
        return growth_time(target, first, growth)
    if growth <= 0.0:
        return math.inf
    return life + math.log(target / settled) / math.log1p(growth)


def learned_price(first: float, at: float, total: float, rate: float) -> float:
    """Price after learning, ``C1 (N / N1)^log2(1 - LR)`` [as `first`].

    Parameters
    ----------
    first
        Price at the cumulative amount `at`.
    at, total
        Cumulative amounts, same unit.
    rate
        Price decline per doubling [1].

    Examples
    --------
    >>> round(learned_price(1800.0, 400.0, 370_000.0, 0.2))
    200
    """
    return float(first * (total / at) ** math.log2(1.0 - rate))


def launched_power_price(mass: float, power: float, life: float, price: float) -> float:
    """Launch price of power over a satellite's life, ``m p / (P L)`` [USD/W/yr for SI input and years].

    Parameters
    ----------
    mass
        [kg]
    power
        [W]
    life
        [yr]
    price
        [USD/kg]
    """
    return mass * price / (power * life)
