"""Solar arrays: temperature from their own balance, efficiency at that temperature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from moonbase.api import constants

__all__ = ["Cells", "Panel", "panel_in_sunlight"]


_STEPS = 16
_COLDEST = 200.0  # K; below it low light takes away what low temperature gives (estimated)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """Cells on a thin panel; every entry a number or an array of samples.

    Attributes
    ----------
    efficiency
        At 298.15 K [1].
    slope
        Relative change of the efficiency [1/K].
    packing
        Cell area per panel area [1].
    absorptance
        Solar, of the front [1].
    emissivity
        Thermal, mean of both sides [1].
    """

    efficiency: Any
    slope: Any
    packing: Any
    absorptance: Any
    emissivity: Any


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A panel in sunlight: temperature [K], efficiency [1], electric output per panel area [W/m2]."""

    temperature: Any
    efficiency: Any
    output: Any


def panel_in_sunlight(cells: Cells, flux: Any, *, tilt_cosine: Any = 1.0) -> Panel:
    """Balance sunlight against electricity and two-sided emission.

    ``(alpha - eta(T) p) S cos = 2 eps sigma T^4`` with ``eta(T) = eta_25 (1 + g (T - 298.15))``, by Newton's method
    from the temperature of a panel that makes no electricity: numbers and numpy arrays alike.

    Parameters
    ----------
    cells
        Cell and panel properties.
    flux
        Sunlight [W/m2].
    tilt_cosine
        Cosine of the angle between normal and Sun [1].

    Examples
    --------
    >>> cells = Cells(efficiency=0.22, slope=-0.003, packing=0.9, absorptance=0.9, emissivity=0.85)
    >>> round(panel_in_sunlight(cells, 1361.0).temperature)
    317
    """
    received = flux * tilt_cosine
    emission = 2.0 * cells.emissivity * constants.STEFAN_BOLTZMANN
    temperature = (cells.absorptance * received / emission) ** 0.25
    larger: Callable[[Any, Any], Any] = max if isinstance(temperature, float) else np.maximum
    for _ in range(_STEPS):
        eta = larger(cells.efficiency * (1.0 + cells.slope * (larger(temperature, _COLDEST) - 298.15)), 0.0)
        excess = emission * temperature**4 - (cells.absorptance - eta * cells.packing) * received
        losing = cells.efficiency * cells.slope * cells.packing * received * (eta > 0.0) * (temperature > _COLDEST)
        temperature = temperature - excess / (4.0 * emission * temperature**3 + losing)
    eta = larger(cells.efficiency * (1.0 + cells.slope * (larger(temperature, _COLDEST) - 298.15)), 0.0)
    return Panel(temperature=temperature, efficiency=eta, output=eta * cells.packing * received)
