"""Failure without repair: infant mortality and burn-in, k of n, the price of a short life, checkpoints."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = [
    "Hazard",
    "at_least",
    "checkpoint",
    "conditional_survival",
    "lifetime_penalty",
    "mean_time_to_failure",
    "survival",
    "weak_share_after",
]


@dataclass(frozen=True, kw_only=True)
class Hazard:
    """Mixture of a weak population and a sound one.

    Attributes
    ----------
    weak_share
        Share of units with a latent defect at the start [1].
    weak_scale, weak_shape
        Weibull scale [s] and shape [1] of the weak units; a shape below 1 means early failures.
    rate
        Constant hazard of sound units [1/s].
    wear_scale, wear_shape
        Weibull scale [s] and shape [1] of wear-out of sound units; a scale of 0 means none.
    """

    weak_share: float
    weak_scale: float
    weak_shape: float
    rate: float
    wear_scale: float = 0.0
    wear_shape: float = 4.0


def survival(hazard: Hazard, time: float) -> float:
    """Share of units alive at a time, ``R(t) = w R_weak(t) + (1 - w) R_sound(t)`` [1].

    Parameters
    ----------
    hazard
        Populations.
    time
        Since manufacture [s].
    """
    wear = (time / hazard.wear_scale) ** hazard.wear_shape if hazard.wear_scale else 0.0
    sound = math.exp(-hazard.rate * time - wear)
    return hazard.weak_share * _weak(hazard, time) + (1.0 - hazard.weak_share) * sound


def conditional_survival(hazard: Hazard, burn_in: float, time: float) -> float:
    """Share of units that passed burn-in and are alive a time later, ``R(t_b + t) / R(t_b)`` [1]."""
    return survival(hazard, burn_in + time) / survival(hazard, burn_in)


def weak_share_after(hazard: Hazard, burn_in: float) -> float:
    """Share of weak units among those that passed burn-in [1].

    Examples
    --------
    >>> weak = Hazard(weak_share=0.02, weak_scale=3.15e7, weak_shape=0.5, rate=0.0)
    >>> round(weak_share_after(weak, 168 * 3600.0), 4)
    0.0175
    """
    return hazard.weak_share * _weak(hazard, burn_in) / survival(hazard, burn_in)


def _weak(hazard: Hazard, time: float) -> float:
    return math.exp(-((time / hazard.weak_scale) ** hazard.weak_shape))


def at_least(needed: int, units: int, alive: float) -> float:
    """Probability that at least `needed` of `units` independent units work, each with probability `alive` [1].

    Examples
    --------
    >>> import math
    >>> round(at_least(54, 72, math.exp(-0.04 * 5)), 3)
    0.947
    """
    return math.fsum(
        math.comb(units, count) * alive**count * (1.0 - alive) ** (units - count) for count in range(needed, units + 1)
    )


def lifetime_penalty(rate: float, life: float) -> float:
    """Units to build per unit of mean service when failures are not repaired, ``l T / (1 - exp(-l T))`` [1].

    Parameters
    ----------
    rate
        Failure rate [1/s] or [1/yr].
    life
        Planned life [s] or [yr], the inverse unit.

    Examples
    --------
    >>> round(lifetime_penalty(0.10, 5.0), 3)
    1.271
    """
    exponent = rate * life
    return exponent / -math.expm1(-exponent) if exponent else 1.0


def mean_time_to_failure(rate: float, units: float) -> float:
    """Time between failures of a job that needs every unit, ``1 / (N l)`` [inverse unit of the rate]."""
    return 1.0 / (rate * units)


def checkpoint(mean_time: float, cost: float) -> tuple[float, float]:
    """Best checkpoint interval [s] and the share of useful time [1].

    Young's interval ``W = sqrt(2 C M)``; efficiency ``W / (M (exp((W + C) / M) - 1))``.

    Parameters
    ----------
    mean_time
        Between failures, M [s].
    cost
        Time to write one checkpoint, C [s].

    Examples
    --------
    >>> interval, useful = checkpoint(3.093 * 3600, 60.0)
    >>> round(interval), round(useful, 4)
    (1156, 0.8997)
    """
    interval = math.sqrt(2.0 * cost * mean_time)
    return interval, interval / (mean_time * math.expm1((interval + cost) / mean_time))
