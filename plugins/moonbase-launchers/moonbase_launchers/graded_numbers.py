"""Each number of the design library with its unit, its own grade and its source."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable

from moonbase_launchers.designs import Design
from moonbase_launchers.tables import DATA

__all__ = ["UNITS", "GradedNumber", "as_csv", "as_json", "graded_numbers"]

UNITS = {
    "payload_kg": "kg",
    "bucket_kg": "kg",
    "speed_m_s": "m/s",
    "acceleration_g": "gee",
    "length_m": "m",
    "radius_m": "m",
    "rate_hz": "Hz",
    "efficiency": "1",
    "energy_mj": "MJ",
    "peak_mw": "MW",
    "mean_mw": "MW",
    "calibre_m": "m",
    "throughput_t_yr": "t/yr",
    "system_mass_t": "t",
    "winding_mm2": "mm2",
    "ampere_turns_ka": "kA",
    "pulse_ms": "ms",
    "cost": "",
    "exit_error": "",
    "longitude_deg": "deg",
}
"""Graded columns of the library, with their unit; cost and exit error are text with their own units."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class GradedNumber:
    """One number of one design.

    Attributes
    ----------
    design, quantity
        Id of the design and column of the library.
    value
        In `unit`; text for cost and exit error.
    unit
        Empty for text that carries its own.
    source, grade
        Of this number.
    """

    design: str
    quantity: str
    value: float | str
    unit: str
    source: str
    grade: str


def graded_numbers(design: Design) -> tuple[GradedNumber, ...]:
    """List what a design states, each number with its own grade.

    A number that the notes on its source do not tell apart has the grade of the row, which is the worst of it.

    Parameters
    ----------
    design
        A row of the library or one's own, whose numbers then all have the row's grade.

    Examples
    --------
    >>> from moonbase_launchers.designs import find
    >>> [(n.quantity, n.grade) for n in graded_numbers(find("QG92"))][:2]
    [('payload_kg', 'primary'), ('bucket_kg', 'recalled')]
    """
    own = {row["quantity"]: row for row in DATA.rows("number_grades.csv") if row["design"] == design.id}
    found = []
    for quantity, unit in UNITS.items():
        value = getattr(design, quantity)
        if value in (None, ""):
            continue
        apart = own.get(quantity, {})
        found.append(
            GradedNumber(
                design=design.id,
                quantity=quantity,
                value=value,
                unit=unit,
                source=apart.get("source") or design.source,
                grade=apart.get("grade") or design.grade,
            )
        )
    return tuple(found)


def as_csv(designs: Iterable[Design]) -> str:
    """Write all numbers as CSV, one a line: design, quantity, value, unit, source, grade."""
    out = io.StringIO()
    columns = [field.name for field in dataclasses.fields(GradedNumber)]
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(dataclasses.asdict(number) for design in designs for number in graded_numbers(design))
    return out.getvalue()


def as_json(designs: Iterable[Design]) -> str:
    """Write designs as JSON: what describes each, and its numbers with unit, source and grade."""
    rows = []
    for design in designs:
        described = {
            name: value
            for name, value in dataclasses.asdict(design).items()
            if name not in UNITS and value not in (None, "")
        }
        numbers = {
            n.quantity: {"value": n.value, "unit": n.unit, "source": n.source, "grade": n.grade}
            for n in graded_numbers(design)
        }
        rows.append({**described, "numbers": numbers})
    return json.dumps(rows, indent=2, ensure_ascii=False)
