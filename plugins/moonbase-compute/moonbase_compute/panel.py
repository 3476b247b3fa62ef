"""Solar arrays: temperature from their own balance, efficiency at that temperature."""

from __future__ import annotations

from dataclasses import dataclass

from moonbase.api import constants

__all__ = ["Cells", "Panel", "panel_in_sunlight"]


_COLDEST = 200.0  # K; below it low light takes away what low temperature gives (estimated)


@dataclass(frozen=True, kw_only=True)
class Cells:
    """Cells on a thin panel.

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

    efficiency: float
    slope: float
    packing: float
    absorptance: float
    emissivity: float


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A panel in sunlight: temperature [K], efficiency [1], electric output per panel area [W/m2]."""

    temperature: float
    efficiency: float
    output: float


def panel_in_sunlight(cells: Cells, flux: float, *, tilt_cosine: float = 1.0) -> Panel:
    """Balance sunlight against electricity and two-sided emission.

    ``(alpha - eta(T) p) S cos = 2 eps sigma T^4`` with ``eta(T) = eta_25 (1 + g (T - 298.15))``, by bisection: the
    left side rises with T no faster than linearly, the right side with its fourth power.

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

    def efficiency(temperature: float) -> float:
        return max(cells.efficiency * (1.0 + cells.slope * (max(temperature, _COLDEST) - 298.15)), 0.0)

    received = flux * tilt_cosine
    low, high = 2.7, 3000.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        kept = (cells.absorptance - efficiency(middle) * cells.packing) * received
        if 2.0 * cells.emissivity * constants.STEFAN_BOLTZMANN * middle**4 < kept:
            low = middle
        else:
            high = middle
    temperature = 0.5 * (low + high)
    eta = efficiency(temperature)
    return Panel(temperature=temperature, efficiency=eta, output=eta * cells.packing * received)
