"""Where every parameter of a mission came from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from moonbase.report.result import Provenance

if TYPE_CHECKING:
    from moonbase.mission.spec import Mission, Origin

__all__ = ["count_grades", "provenance"]


def provenance(mission: Mission) -> tuple[Provenance, ...]:
    """List every parameter of every node and supply, in the order of the mission file."""
    rows: list[Provenance] = []
    for node in mission.nodes.values():
        rows += _rows(node.name, f"{node.kind}.{node.model_name}", node.origins)
    for supply in mission.supplies.values():
        rows += _rows(supply.name, f"supply.{supply.model_name}", supply.origins)
    return tuple(rows)


def _rows(owner: str, model: str, origins: Mapping[str, Origin]) -> Iterator[Provenance]:
    for name, origin in origins.items():
        yield Provenance(
            owner=owner,
            model=model,
            parameter=name,
            value=_plain(origin.value),
            text=origin.text,
            unit=origin.unit,
            where=origin.where,
            source=origin.source,
            grade=origin.grade,
        )


def _plain(value: Any) -> float | str | bool | None:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else str(float(value))
    return str(value)


def count_grades(rows: tuple[Provenance, ...]) -> dict[str, int]:
    """Count parameters by grade, best grade first; a grade that nobody has is left out."""
    from moonbase.parameters.declare import GRADES

    counts = {grade: sum(row.grade == grade for row in rows) for grade in GRADES}
    return {grade: count for grade, count in counts.items() if count}
