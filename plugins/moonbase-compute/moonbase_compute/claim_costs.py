"""Tests of claims about cost: calculations on arrays of drawn inputs, for ``moonbase claims run``.

Every function takes ``{input: array of shape (n,)}`` and ``{option: text}`` and gives an array of shape ``(n,)``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from moonbase.api import ClaimRange, ModelError
from moonbase_compute.break_even import DATES, break_even_date, break_even_launch_price, ratios_from_last, slipped
from moonbase_compute.crossover import earth_centre, earth_total, satellites, scenarios, space_total
from moonbase_compute.economics import capital_recovery, earth_cost, space_cost
from moonbase_compute.study_inputs import SLIP, SLIP_SOURCE
from moonbase_compute.tables import read

__all__ = [
    "break_even_price",
    "break_even_year",
    "cost_ratio",
    "dated_ranges",
    "energy_share",
    "loss_share",
    "operating_ratio",
    "revenue_ranges",
    "revenue_ratio",
    "scenario_ranges",
    "waiting_cost",
]

Floats = NDArray[np.float64]
Inputs = Mapping[str, Floats]
Options = Mapping[str, str]

_LIMITS = {
    "pue": (1.0, None), "usable": (0.01, 1.0), "adaptation": (1.0, None), "replaced": (0.0, 1.0),
    "power_delay": (0.0, 3.0), "deploy_delay": (0.0, 2.0), "chip_life": (3.5, 15.0), "life": (1.0, 30.0),
    "earth_wacc": (0.01, 0.4), "space_wacc": (0.01, 0.4), "launch": (0.0, 1e5), "mass": (0.1, 1e3),
}  # fmt: skip


def scenario_ranges(options: Options) -> dict[str, ClaimRange]:
    """Ranges of one scenario of the comparison and of Earth.

    Raises
    ------
    ModelError
        If the option ``scenario`` names none.
    """
    scenario = options.get("scenario", "")
    if scenario not in scenarios():
        raise ModelError(f'no scenario is called "{scenario}"', help=f"known: {', '.join(scenarios())}")
    rows = [row for row in read("crossover.csv") if row["scenario"] in ("earth", scenario)]
    return {row["parameter"]: _range(row) for row in rows}


def dated_ranges(options: Options) -> dict[str, ClaimRange]:  # noqa: ARG001 - called as every other
    """Ranges of Earth, of space in 2040, whose ranks hold at all dates, and of how late everything comes."""
    low, mode, high = SLIP
    slip = ClaimRange(low=low, mode=mode, high=high, source=SLIP_SOURCE, grade="estimated", least=0.3)
    return {**scenario_ranges({"scenario": DATES[-1]}), "slip": slip}


def revenue_ranges(options: Options) -> dict[str, ClaimRange]:
    """Ranges of a scenario, and what computing earns on Earth."""
    return {
        **scenario_ranges(options),
        "rent": ClaimRange(
            low=1.5, mode=2.1, high=2.7, unit="USD/h", source="rents of H100 in 2025 and 2026", grade="secondary"
        ),
        "package_kw": ClaimRange(
            low=1.0, mode=1.3, high=1.5, unit="kW", source="H100 of 700 W with its share of the host", grade="estimated"
        ),
        "rented": ClaimRange(low=0.5, mode=0.7, high=0.9, source="assumed", most=1.0),
    }


def _range(row: Mapping[str, str]) -> ClaimRange:
    least, most = _LIMITS.get(row["parameter"], (0.0, None))
    return ClaimRange(
        low=float(row["low"]),
        mode=float(row["mode"]),
        high=float(row["high"]),
        unit=row["unit"],
        source=row["source"],
        grade=row["grade"],
        least=least,
        most=most,
    )


def cost_ratio(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Yearly cost per delivered kilowatt in space per that on Earth [1]."""
    return np.asarray(space_total(inputs) / earth_total(inputs))


def operating_ratio(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Yearly operation in space, with the renewal of what fails, per operation on Earth [1].

    Space: operations and the extra capital that failures without repair cost. Earth: energy, replaced packages and
    upkeep of chips and facility.
    """
    centre = satellites(inputs)
    items = space_cost(centre)
    capital = items["chips"] + items["satellite and launch"]
    space = items["operations"] + capital * (1.0 - 1.0 / _penalty(inputs))
    earth = earth_cost(earth_centre(inputs))
    upkeep = 0.03 * 1e3 * inputs["facility"]
    return np.asarray(space / (earth["energy"] + earth["replacement"] + upkeep))


def energy_share(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Energy per total cost of computing on Earth [1]."""
    items = earth_cost(earth_centre(inputs))
    return np.asarray(items["energy"] / sum(items.values()))


def loss_share(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Extra cost in space because failures are not repaired, ``Pi - 1`` [1]."""
    return _penalty(inputs) - 1.0


def _penalty(inputs: Inputs) -> Floats:
    exponent = np.maximum(inputs["hazard"] * inputs["life"], 1e-9)
    return np.asarray(exponent / -np.expm1(-exponent))


def revenue_ratio(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Rent that a kilowatt earns in a year per its yearly cost in space [1]."""
    earned = inputs["rent"] * 8760.0 * inputs["rented"] / inputs["package_kw"]
    return np.asarray(earned / space_total(inputs))


def waiting_cost(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Relative rise of the yearly cost of chips that wait for power [1].

    ``(1 + r)^d CRF(r, L - d) / CRF(r, L) - 1``: interest, and life lost.
    """
    rate, life, delay = inputs["wacc"], inputs["chip_life"], inputs["delay"]
    left = np.maximum(life - delay, 1e-3)
    return np.asarray((1.0 + rate) ** delay * capital_recovery(rate, left) / capital_recovery(rate, life) - 1.0)


def break_even_price(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """Launch price at which space costs what Earth does; negative where none does [USD/kg]."""
    return np.asarray(break_even_launch_price(satellites(inputs), earth_total(inputs)))


def break_even_year(inputs: Inputs, options: Options) -> Floats:  # noqa: ARG001
    """First year in which space costs no more than Earth; 2100 stands for later or never [yr].

    Inputs of space are those of 2040 and fix where in their ranges the parameters of every earlier date lie; what is
    expected of space comes later by the factor slip, counted from 2026.
    """
    return slipped(break_even_date(ratios_from_last(inputs)), inputs["slip"])
