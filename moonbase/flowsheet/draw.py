"""Models whose parameters are arrays of samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.models.process import Process
from moonbase.parameters.declare import ParamInfo, params_of

__all__ = ["sampled", "triangular"]

Floats = NDArray[np.float64]


def triangular(low: float, mode: float, high: float, uniform: Floats) -> Floats:
    """Turn uniform draws into draws of a triangular distribution by its inverse, shape as `uniform`."""
    if high <= low:
        return np.full_like(uniform, mode)
    corner = (mode - low) / (high - low)
    rising = low + np.sqrt(uniform * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < corner, rising, falling)


def sampled(
    model: type[Process],
    values: Mapping[str, Any],
    count: int,
    generator: np.random.Generator,
    shared: dict[str, Floats | None],
) -> Process:
    """Build a model with arrays for the parameters that have a distribution and no value of their own.

    Parameters
    ----------
    model
        Its class.
    values
        Parameters that stay as they are.
    count
        How many samples.
    generator
        Of random numbers.
    shared
        Draws of the parameters that are one quantity everywhere; those that are missing are added.

    Returns
    -------
    Process
        A model that was checked with its values, then given the arrays; distributions lie inside the allowed ranges
        because their ends are declared beside them.
    """
    built = model(**values)
    for info in params_of(model):
        if info.distribution is None or info.name in values:
            continue
        drawn = shared.get(info.name)
        if drawn is None:
            drawn = _drawn(info, generator.random(count))
            if info.name in shared:
                shared[info.name] = drawn
        object.__setattr__(built, info.name, drawn)
    return built


def _drawn(info: ParamInfo, uniform: Floats) -> Floats:
    assert info.distribution is not None
    low, mode, high = (float(info.si(value)) for value in info.distribution)
    return triangular(low, mode, high, uniform)
