"""Published system studies as calibration rows: as published, and corrected where they contradict themselves."""

from __future__ import annotations

from dataclasses import dataclass

from moonbase_regolith.tables import DATA

__all__ = ["Study", "studies"]


@dataclass(frozen=True, kw_only=True)
class Study:
    """One plant of a study.

    Attributes
    ----------
    name, model, kind
        Key, model that it calibrates, ``published`` or ``corrected``.
    energy, printed_energy
        kWh per kilogram of oxygen: from power, time and oxygen, and as printed or quoted.
    specific_mass, printed_mass
        Plant mass per oxygen rate [h]; None where no mass is given.
    note, source, grade
        What a reader must know.
    """

    name: str
    model: str
    kind: str
    energy: float
    printed_energy: float
    specific_mass: float | None
    printed_mass: float | None
    note: str
    source: str
    grade: str


def studies() -> list[Study]:
    """Read ``data/studies.csv`` and compute what follows from its columns."""
    return [_study(row) for row in DATA.rows("studies.csv")]


def _study(row: dict[str, str]) -> Study:
    oxygen, power, hours = (float(row[key]) for key in ("oxygen_kg", "power_kW", "hours"))
    return Study(
        name=row["study"],
        model=row["model"],
        kind=row["as"],
        energy=power * hours / oxygen,
        printed_energy=float(row["printed_kWh_per_kg"]),
        specific_mass=float(row["mass_kg"]) * hours / oxygen if row["mass_kg"] else None,
        printed_mass=float(row["printed_h"]) if row["printed_h"] else None,
        note=row["note"],
        source=row["source"],
        grade=row["grade"],
    )
