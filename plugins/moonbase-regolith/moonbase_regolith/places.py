"""Sites with the composition of their soil."""

from __future__ import annotations

import math

from moonbase.api import Site
from moonbase_regolith.tables import DATA

__all__ = ["read_sites", "soils"]

_NOT_OXIDES = ("soil", "source", "grade")


def soils() -> dict[str, dict[str, float]]:
    """Read the average soils, normalised to the oxides of the table.

    Returns
    -------
    dict[str, dict[str, float]]
        Mass fraction by oxide, summing to 1, by name of the soil. Cr2O3 and S (0.2 to 0.8 % of the soil) are
        left out because the source's rows for them are incomplete.
    """
    result = {}
    for row in DATA.rows("soils.csv"):
        shares = {oxide: float(text) for oxide, text in row.items() if oxide not in _NOT_OXIDES and text}
        total = sum(shares.values())
        result[row["soil"]] = {oxide: share / total for oxide, share in shares.items()}
    return result


def read_sites() -> list[Site]:
    """Read ``sites.csv`` and join each site with its soil."""
    by_name = soils()
    return [
        Site(
            name=row["site"],
            kind="moon",
            latitude=math.radians(float(row["latitude_deg"])),
            longitude=math.radians(float(row["longitude_deg"])),
            illumination=float(row["illumination"]),
            longest_night=float(row["longest_night_h"]) * 3600.0,
            terrain=row["terrain"],
            soil=by_name[row["soil"]],
            source=row["source"],
            grade=row["grade"],
        )
        for row in DATA.rows("sites.csv")
    ]
