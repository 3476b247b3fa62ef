"""Yearly cost of a kilowatt of computing, on Earth and in space.

Plain arithmetic: floats and numpy arrays alike. Money in USD, time in years, power in kilowatts of IT load.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["EarthCentre", "SpaceCentre", "capital_recovery", "earth_cost", "space_cost"]

_HOURS = 8760.0
_UPKEEP = 0.01  # of chips per year on Earth
_FACILITY_UPKEEP = 0.03  # of the facility per year
_SALVAGE = 0.5  # a replaced package counts half its price
_ARRAY_KEEP = 0.98  # output of the array from year to year, averaged over half the life


def capital_recovery(rate: Any, years: Any) -> Any:
    """Yearly payment per capital, ``r / (1 - (1 + r)^-n)`` [1/yr].

    Examples
    --------
    >>> round(capital_recovery(0.085, 5.0), 4)
    0.2538
    """
    return rate / (1.0 - (1.0 + rate) ** -years)


@dataclass(frozen=True, kw_only=True)
class EarthCentre:
    """A data centre on Earth; every entry a number or an array of samples.

    Attributes
    ----------
    chips
        Price of the computer [USD/kW].
    chip_life
        [yr]
    facility, facility_life
        Building, power and cooling [USD/kW], [yr].
    energy
        [USD/kWh]
    pue
        Power usage effectiveness [1].
    wacc
        Cost of capital [1/yr].
    replaced
        Share of packages replaced per year [1/yr].
    power_delay
        Time that bought chips wait for power [yr].
    """

    chips: Any
    chip_life: Any
    facility: Any
    facility_life: Any
    energy: Any
    pue: Any
    wacc: Any
    replaced: Any
    power_delay: Any = 0.0


@dataclass(frozen=True, kw_only=True)
class SpaceCentre:
    """Compute satellites; every entry a number or an array of samples.

    Attributes
    ----------
    chips, chip_life
        As on Earth [USD/kW], [yr].
    adaptation
        Price of chips for space per price on Earth [1].
    bus
        Satellite without chips [USD/W].
    mass
        [kg/kW]
    launch
        [USD/kg]
    life
        Of the satellite [yr].
    hazard
        Satellites lost per year without repair [1/yr].
    wacc
        Cost of capital [1/yr].
    operations
        Yearly cost per bus and launch [1/yr].
    usable
        Share of the time and power that computes [1].
    deploy_delay
        From paid chips to service [yr].
    """

    chips: Any
    chip_life: Any
    adaptation: Any
    bus: Any
    mass: Any
    launch: Any
    life: Any
    hazard: Any
    wacc: Any
    operations: Any
    usable: Any
    deploy_delay: Any = 0.0


def earth_cost(centre: EarthCentre) -> dict[str, Any]:
    """Yearly cost by item [USD/kW/yr].

    ``chips (1 + r)^d CRF(r, L - d)``, ``(replaced / 2 + 0.01) chips``, ``facility (CRF + 0.03)``, ``8760 PUE c``.

    Examples
    --------
    >>> base = EarthCentre(
    ...     chips=28e3, chip_life=5.0, facility=14e3, facility_life=18.0, energy=0.07, pue=1.2, wacc=0.085,
    ...     replaced=0.04, power_delay=0.25,
    ... )
    >>> round(sum(earth_cost(base).values()))
    11103
    """
    waited = (1.0 + centre.wacc) ** centre.power_delay
    return {
        "chips": centre.chips * waited * capital_recovery(centre.wacc, centre.chip_life - centre.power_delay),
        "replacement": (_SALVAGE * centre.replaced + _UPKEEP) * centre.chips,
        "facility": centre.facility * (capital_recovery(centre.wacc, centre.facility_life) + _FACILITY_UPKEEP),
        "energy": _HOURS * centre.pue * centre.energy,
    }


def space_cost(centre: SpaceCentre) -> dict[str, Any]:
    """Yearly cost by item [USD/kW/yr].

    Capital of chips and satellite over their lives, times the price of a short life
    ``Pi = l T / (1 - exp(-l T))``, plus operations, per usable share. Array ageing asks for a larger bus.
    """
    infrastructure = 1000.0 * centre.bus + centre.mass * centre.launch
    exponent = centre.hazard * centre.life
    penalty = exponent / -np.expm1(-exponent)
    waited = (1.0 + centre.wacc) ** centre.deploy_delay
    chip_years = np.minimum(centre.life, centre.chip_life - centre.deploy_delay)
    larger = _ARRAY_KEEP ** (-centre.life / 2.0)
    chips = centre.chips * centre.adaptation * waited * capital_recovery(centre.wacc, chip_years)
    satellite = infrastructure * larger * capital_recovery(centre.wacc, centre.life)
    return {
        "chips": chips * penalty / centre.usable,
        "satellite and launch": satellite * penalty / centre.usable,
        "operations": centre.operations * infrastructure / centre.usable,
    }
