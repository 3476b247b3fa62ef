"""Every unit of a steady state as a process engineer sums it up: power, heat, and whether its balance closes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from moonbase.report.sections import Column, Table
from moonbase.report.streams import HEAT, Stream

if TYPE_CHECKING:
    from moonbase.planning import Balance

__all__ = ["UnitRow", "closure_table", "unit_rows", "unit_table"]

_CLOSING = ("process", "assembly")
_CLOSED = 1e-8


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """One unit.

    Attributes
    ----------
    node, role, site
        Activity, its role and where it stands.
    power_in, power_out
        Electricity of either quality and heat taken, running and kept, and given [W].
    heat, temperature
        Energy that leaves as heat [W]; temperature at which the process needs its heat [K]; 0 where unknown.
    mass_in, mass_out
        Everything that the process turns into something else, soil in place and waste included; worn parts and their
        scrap are left out [kg/s].
    elements
        What comes out less what goes in, by element [kg/s]; None where a stream's composition is unknown.
    """

    node: str
    role: str
    site: str
    power_in: float
    power_out: float
    heat: float
    temperature: float
    mass_in: float
    mass_out: float
    elements: Mapping[str, float] | None

    @property
    def gap(self) -> float:
        """Largest of the mass gap and every element's, per mass that goes in [1]."""
        gaps = [self.mass_out - self.mass_in, *(self.elements or {}).values()]
        return max(map(abs, gaps)) / self.mass_in if self.mass_in > 0.0 else 0.0

    @property
    def closes(self) -> str:
        """What closes: ``"elements"``, ``"mass"`` where compositions are unknown, else the gap; empty for neither."""
        if self.role not in _CLOSING or self.mass_in <= 0.0:
            return ""
        if self.gap > _CLOSED:
            return f"gap {self.gap:.1e}"
        return "mass" if self.elements is None else "elements"


def unit_rows(rows: tuple[Stream, ...]) -> dict[str, UnitRow]:
    """Sum the streams of each unit up, by node, in the order of the graph."""
    own: dict[str, list[Stream]] = {}
    for row in rows:
        own.setdefault(row.node, []).append(row)
    return {name: _unit_row(name, of) for name, of in own.items()}


def _unit_row(name: str, own: list[Stream]) -> UnitRow:
    heat = next((row for row in own if row.commodity == HEAT), None)
    through = [row for row in own if row.use in ("flow", "place") and row.mass != 0.0]
    powers = [row.power for row in own if row.use != "heat"]
    return UnitRow(
        node=name,
        role=own[0].role,
        site=own[0].site,
        power_in=-sum(power for power in powers if power < 0.0),
        power_out=sum(power for power in powers if power > 0.0),
        heat=heat.power if heat else 0.0,
        temperature=heat.temperature if heat else 0.0,
        mass_in=-sum(row.mass for row in through if row.mass < 0.0),
        mass_out=sum(row.mass for row in through if row.mass > 0.0),
        elements=_element_gaps(through),
    )


def _element_gaps(through: list[Stream]) -> dict[str, float] | None:
    if any(row.composition is None for row in through):
        return None
    gaps: dict[str, float] = {}
    for row in through:
        for element, share in (row.composition or {}).items():
            gaps[element] = gaps.get(element, 0.0) + row.mass * share
    return gaps


def unit_table(rows: tuple[Stream, ...], steady: Balance) -> Table:
    """Lay the units out for files, with capacity, equipment, power, heat and closure in SI units."""
    found = [(unit, steady.activity(name)) for name, unit in unit_rows(rows).items() if unit.role != "purchase"]

    def words(name: str) -> Column:
        return Column(name=name, label=name, values=tuple(str(getattr(unit, name)) for unit, _ in found))

    def numbers(name: str, unit: str) -> Column:
        return Column(name=name, label=name, unit=unit, values=tuple(getattr(row, name) for row, _ in found))

    def standing(name: str, unit: str) -> Column:
        return Column(name=name, label=name, unit=unit, values=tuple(getattr(row, name) for _, row in found))

    return Table(
        title="Units",
        columns=(
            *map(words, ("node", "role", "site")),
            Column(name="activity", label="activity", values=tuple(row.label for _, row in found)),
            standing("rate", "unit/s"),
            standing("capacity", "unit/s"),
            standing("equipment_mass", "kg"),
            numbers("power_in", "W"),
            numbers("power_out", "W"),
            numbers("heat", "W"),
            numbers("temperature", "K"),
            numbers("mass_in", "kg/s"),
            numbers("mass_out", "kg/s"),
            words("closes"),
            numbers("gap", "kg/kg"),
        ),
    )


def closure_table(rows: tuple[Stream, ...]) -> Table:
    """Lay out what comes out less what goes in of every element, one row per unit and element with its throughput."""
    lines = [
        (unit.node, element, sum(_through(rows, unit.node, element)) / 2.0, gap)
        for unit in unit_rows(rows).values()
        if unit.role in _CLOSING and unit.elements is not None
        for element, gap in sorted(unit.elements.items())
    ]
    return Table(
        title="Elements",
        columns=(
            Column(name="node", label="node", values=tuple(line[0] for line in lines)),
            Column(name="element", label="element", values=tuple(line[1] for line in lines)),
            Column(name="throughput", label="throughput", unit="kg/s", values=tuple(line[2] for line in lines)),
            Column(name="gap", label="gap", unit="kg/s", values=tuple(line[3] for line in lines)),
        ),
    )


def _through(rows: tuple[Stream, ...], node: str, element: str) -> list[float]:
    return [
        abs(row.mass) * row.composition.get(element, 0.0)
        for row in rows
        if row.node == node and row.use in ("flow", "place") and row.composition
    ]
