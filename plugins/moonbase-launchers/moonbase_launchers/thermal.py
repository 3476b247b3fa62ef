"""Heat of a shot and how it leaves: adiabatic rise, action integral, radiators."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase.api import ModelError, constants

__all__ = ["COPPER", "Conductor", "action_integral", "adiabatic_rise", "radiator_flux"]


@dataclass(frozen=True, kw_only=True)
class Conductor:
    """Linear model of a conductor: resistivity grows with temperature, the rest is constant.

    Attributes
    ----------
    resistivity
        At `reference` [ohm m].
    slope
        Relative growth of the resistivity [1/K].
    reference
        Temperature of `resistivity` [K].
    heat_capacity
        [J/kg/K]
    density
        [kg/m3]
    """

    resistivity: float
    slope: float
    reference: float
    heat_capacity: float
    density: float


COPPER = Conductor(resistivity=1.68e-8, slope=0.00393, reference=293.0, heat_capacity=385.0, density=8960.0)
"""Annealed copper near room temperature (handbook values; recalled)."""


def radiator_flux(temperature: float, *, emissivity: float = 0.9, sink: float = 0.0) -> float:
    """Heat that one side of a radiator gives off, ``eps sigma (T^4 - T_sink^4)`` [W/m2].

    Parameters
    ----------
    temperature
        Of the surface [K].
    emissivity
        [1]
    sink
        Effective temperature of what it sees [K]; 220 K stands for a shaded lunar surface field of view.

    Raises
    ------
    ModelError
        If what it sees is as warm as the surface: it then gives off nothing.

    Examples
    --------
    >>> round(radiator_flux(400.0), 1)
    1306.5
    """
    if temperature <= sink:
        raise ModelError(
            f"a radiator at {temperature:g} K gives off no heat to surroundings at {sink:g} K",
            help="raise radiator_temperature or lower sink_temperature",
        )
    return emissivity * constants.STEFAN_BOLTZMANN * (temperature**4 - sink**4)


def action_integral(conductor: Conductor, start: float, end: float) -> float:
    """Integral of J^2 over time that heats a conductor adiabatically from `start` to `end` [A2 s/m4].

    ``G = gamma c / rho_0 * ln[(1 + a (T1 - T_r)) / (1 + a (T0 - T_r))] / a`` for a resistivity that grows linearly
    with temperature.

    Parameters
    ----------
    conductor
        Material.
    start, end
        Temperatures [K].

    Examples
    --------
    >>> f"{action_integral(COPPER, 300.0, 400.0):.3e}"
    '1.692e+16'
    """
    grown = [1.0 + conductor.slope * (t - conductor.reference) for t in (start, end)]
    stiffness = conductor.density * conductor.heat_capacity / conductor.resistivity
    return stiffness * math.log(grown[1] / grown[0]) / conductor.slope


def adiabatic_rise(conductor: Conductor, current_density: float, duration: float) -> float:
    """Temperature rise of one pulse of constant current density, resistivity at its reference value [K].

    ``dT = rho J^2 t / (gamma c)``; a half-sine pulse of the same peak heats half as much.

    Parameters
    ----------
    conductor
        Material.
    current_density
        [A/m2]
    duration
        [s]

    Examples
    --------
    >>> round(adiabatic_rise(COPPER, 1e9, 1e-3) / 2.0, 1)
    2.4
    """
    heat = conductor.resistivity * current_density**2 * duration
    return heat / (conductor.density * conductor.heat_capacity)
