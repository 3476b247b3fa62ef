"""How long a unit of capacity serves, for numbers and for arrays of samples."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.network import Capacity

__all__ = ["present_life", "present_lives"]

Floats = NDArray[np.float64]

_CURVE_POINTS = 401
_NO_WEAR = 1e-12


def present_life(capacity: Capacity, rate: float = 0.0) -> float:
    r"""Time in service of one unit of capacity, discounted, :math:`f \int_0^L e^{-(w + g) a} c(a)\,da` [s].

    Parameters
    ----------
    capacity
        With wear w, lifetime L, share f that ever runs and curve c.
    rate
        Discount or growth rate, g [1/s].

    Returns
    -------
    float
        Infinite for capacity that lives for ever.
    """
    decay = capacity.wear + rate
    if not capacity.curve:
        return capacity.fraction * _whole_life(decay, capacity.lifetime)
    ages, shares = (np.array(column) for column in zip(*capacity.curve, strict=True))
    beyond = max(capacity.lifetime - ages[-1], 0.0) if capacity.lifetime > 0.0 else 0.0
    inside = np.linspace(0.0, min(ages[-1], capacity.lifetime or ages[-1]), _CURVE_POINTS)
    weights = np.exp(-decay * inside) * np.interp(inside, ages, shares)
    late = 0.0
    if shares[-1] > 0.0 and (beyond > 0.0 or capacity.lifetime <= 0.0):
        late = float(shares[-1] * np.exp(-decay * ages[-1])) * _whole_life(decay, beyond)
    return capacity.fraction * (float(np.diff(inside) @ (weights[1:] + weights[:-1]) / 2.0) + late)


def present_lives(capacity: Capacity) -> Floats:
    """Give `present_life` without discount where the numbers of a capacity are arrays of samples.

    Parameters
    ----------
    capacity
        Each number alone, or of shape ``(n_samples,)``; points of the curve likewise.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_samples,)`` [s].
    """
    points = [number for point in capacity.curve for number in point]
    wide = np.broadcast_arrays(capacity.wear, capacity.lifetime, capacity.fraction, *points)
    decay, life, fraction = wide[:3]
    if not points:
        ends = life > 0.0
        with np.errstate(divide="ignore", invalid="ignore"):
            lasting = np.where(ends, -np.expm1(-decay * life), 1.0) / decay
        forever = (decay <= 0.0) | (ends & (decay * life < _NO_WEAR))
        return np.asarray(fraction * np.where(forever, np.where(ends, life, np.inf), lasting))
    return np.array([present_life(_of_sample(capacity, sample)) for sample in np.stack(wide, axis=1).tolist()])


def _of_sample(capacity: Capacity, numbers: list[float]) -> Capacity:
    wear, life, fraction, *curve = numbers
    points = tuple(zip(curve[::2], curve[1::2], strict=True))
    return replace(capacity, wear=wear, lifetime=life, fraction=fraction, curve=points)


def _whole_life(decay: float, life: float) -> float:
    if decay <= 0.0 or (life > 0.0 and decay * life < _NO_WEAR):
        return life if life > 0.0 else float("inf")
    return float((-np.expm1(-decay * life) if life > 0.0 else 1.0) / decay)
