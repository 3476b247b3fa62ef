"""Published pictures of self-growing industry, as checks on what the planner finds."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moonbase_fabrication.tables import DATA

__all__ = [
    "Generation",
    "Seed",
    "closure_limited_mass",
    "exponential_units",
    "fast_exponential_units",
    "leverage",
    "metzger_generations",
    "metzger_seed",
]


@dataclass(frozen=True)
class Seed:
    """Totals of a seed factory.

    Attributes
    ----------
    assets
        Number of machines [1].
    mass, electronics
        Total mass and the electronics in it [kg].
    power
        [W]
    """

    assets: int
    mass: float
    electronics: float
    power: float


def metzger_seed() -> Seed:
    """Sum the first generation of Metzger et al. 2013, table 2."""
    rows = DATA.rows("metzger_2013.csv")
    counts = [int(row["quantity"]) for row in rows]

    def total(*columns: str) -> float:
        return sum(
            count * sum(float(row[column]) for column in columns) for count, row in zip(counts, rows, strict=True)
        )

    return Seed(
        assets=sum(counts),
        mass=total("mass_without_electronics_kg", "electronics_kg"),
        electronics=total("electronics_kg"),
        power=1000.0 * total("power_kW"),
    )


@dataclass(frozen=True)
class Generation:
    """One generation of the same study.

    Attributes
    ----------
    name
        ``"1.0"`` to ``"6.0"``.
    crudeness
        Mass of local hardware over that of what it replaces [1].
    local_electronics
        Share of the electronics made locally [1].
    robot_weeks
        Weeks of one robot's work per asset [1].
    set_aside
        Parts that it gives up for buildings and ships [kg].
    """

    name: str
    crudeness: float
    local_electronics: float
    robot_weeks: float
    set_aside: float


def metzger_generations() -> list[Generation]:
    """Read the generations of Metzger et al. 2013, in order."""
    return [
        Generation(
            name=row["generation"],
            crudeness=float(row["crudeness"]),
            local_electronics=float(row["local_electronics"]),
            robot_weeks=float(row["robot_weeks_per_asset"]),
            set_aside=float(row["set_aside_kg"]),
        )
        for row in DATA.rows("metzger_generations.csv")
    ]


def exponential_units(working_years: int) -> int:
    """Give the factories after T working years when each copies itself once a year, ``2**(T-1)``.

    References
    ----------
    NASA CP-2255 (1982), table 5.2.
    """
    return int(2 ** (working_years - 1))


def fast_exponential_units(working_years: float) -> int:
    """Give the factories when each new one is built by all the others at once.

    The n-th copy takes 1/n of a working year, so N factories stand after the harmonic number ``H_N`` of years.

    Returns
    -------
    int
        Smallest N with ``H_N >= T``, as the table counts.

    References
    ----------
    NASA CP-2255 (1982), table 5.2.
    """
    count, years = 0, 0.0
    while years < working_years:
        count += 1
        years += 1.0 / count
    return count


def leverage(closure: float) -> float:
    """Give the mass that one kilogram of import turns into at a closure by mass, ``1/(1 - C)`` [1]."""
    return 1.0 / (1.0 - closure)


def closure_limited_mass(start: float, growth: float, closure: float, imports: float, time: float) -> float:
    """Give the mass of an industry that grows until imports limit it.

    ``dM/dt = min(a M, I/(1 - C))``: exponential up to ``M* = I/((1 - C) a)``, linear beyond.

    Parameters
    ----------
    start
        Mass at the start [kg].
    growth
        Rate a without import limit [1/s].
    closure
        Share C of the mass made locally [1].
    imports
        I [kg/s].
    time
        [s]

    Returns
    -------
    float
        [kg]
    """
    slope = imports * leverage(closure)
    knee = slope / growth
    if start >= knee:
        return start + slope * time
    reached = math.log(knee / start) / growth
    if time <= reached:
        return start * math.exp(growth * time)
    return knee + slope * (time - reached)
