"""Every input of the comparison of computing costs as a parameter that a campaign can vary."""

from __future__ import annotations

from typing import Any

from moonbase.api import Model, param, params_of
from moonbase_compute.break_even import DATES
from moonbase_compute.comparison import ranges
from moonbase_compute.satellite import ComputeSatellite
from moonbase_compute.tables import read

__all__ = ["NAMES", "SLIP", "SLIP_SOURCE", "CostInputs"]

SLIP = (1.0, 1.5, 3.0)
"""Time that what is expected of space takes per time announced: least, most likely, most [1]."""
SLIP_SOURCE = "launch vehicles and constellations, announced and actual dates"


def _facts() -> dict[str, tuple[str, str, str]]:
    """Look up unit, source and grade of each input."""
    found = {
        info.name: (info.unit, info.source, info.grade) for info in params_of(ComputeSatellite) if info.distribution
    }
    found |= {
        row["parameter"]: (row["unit"], row["source"], row["grade"])
        for row in read("crossover.csv")
        if row["scenario"] in ("earth", DATES[-1])
    }
    found["slip"] = ("1", SLIP_SOURCE, "estimated")
    return found | {
        f"{row['option']}.{row['parameter']}": (row["unit"], row["source"], row["grade"]) for row in read("options.csv")
    }


def _declared(name: str, limits: tuple[float, float, float], facts: tuple[str, str, str]) -> Any:
    unit, source, grade = facts
    low, mode, high = limits
    when = "" if name == "slip" else ", at the last date of the table"
    told = f"{name.replace('.', ': ', 1).replace('_', ' ')}{f' [{unit}]' if unit not in ('', '1') else ''}"
    return param(
        default=mode,
        doc=f"{told}{when}.",
        source=source,
        grade=grade,
        lo=0.0 if low >= 0.0 else None,
        distribution=limits if low < high else None,
    )


_RANGES = {**ranges(DATES[-1]), "slip": SLIP}
NAMES = {name.replace(".", "_").replace("-", "_"): name for name in _RANGES}
"""Name of each parameter to the name of the input."""

CostInputs: type[Model] = type(
    "CostInputs",
    (Model,),
    {
        "__doc__": "Inputs of the comparison of computing on Earth, launched from Earth and made on the Moon.",
        "__module__": __name__,
        "__annotations__": dict.fromkeys(NAMES, float),
        **{own: _declared(name, _RANGES[name], _facts()[name]) for own, name in NAMES.items()},
    },
)
"""Parameters named as in `NAMES`, in the units of their tables; earlier dates keep the ranks of the last."""
