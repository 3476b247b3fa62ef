"""Stream tables in the shell, at most 100 columns wide: units, streams between them, one unit's sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from moonbase.errors import UsageError
from moonbase.report.sections import Column, Table
from moonbase.report.streams import ENERGY, Stream, recycle_ratios
from moonbase.report.unitrows import UnitRow, unit_rows
from moonbase.report.units import human, number, per_year

if TYPE_CHECKING:
    from moonbase.planning import ActivityRow, Balance

__all__ = ["composition_text", "rate_text", "sheet_tables", "sites_told", "stream_screen_table", "unit_screen_table"]

_DUST = 1e-9
_SHOWN = 5
_LEAST = 0.005
_ENDS = 16


def rate_text(rate: float, unit: str) -> str:
    """Write a rate [unit/s] as people say it; a dash for none."""
    value, name = per_year(rate, unit)
    return human(value, name) if rate else "–"


def composition_text(composition: Mapping[str, float] | None, shown: int = _SHOWN) -> str:
    """Write the largest mass fractions in percent, ``"O 45 Si 21 Al 14"``.

    Examples
    --------
    >>> composition_text({"O": 0.5264, "Ti": 0.3155, "Fe": 0.1581})
    'O 53 Ti 32 Fe 16'
    >>> composition_text({"Si": 1.0})
    'Si'
    """
    parts = sorted((composition or {}).items(), key=lambda item: (-item[1], item[0]))
    parts = [(name, share) for name, share in parts if share >= _LEAST][:shown]
    if len(parts) == 1 and parts[0][1] > 1.0 - _LEAST:
        return parts[0][0]
    return " ".join(f"{name} {100.0 * share:.0f}" if share >= 0.01 else f"{name} <1" for name, share in parts)


def unit_screen_table(rows: tuple[Stream, ...], steady: Balance) -> Table:
    """Show capacity, use, equipment, power, heat and closure of every unit that runs."""
    units = unit_rows(rows)
    most = max((row.equipment_mass for row in steady.activities), default=0.0)
    pairs: list[tuple[ActivityRow, UnitRow | None]] = [
        (row, units.get(row.name))
        for row in steady.activities
        if row.role != "purchase" and (row.rate > 0.0 or row.equipment_mass > _DUST * most)
    ]

    def unit_values(name: str, unit: str) -> tuple[str, ...]:
        values = (getattr(found, name) if found else 0.0 for _, found in pairs)
        return tuple(human(value, unit) if value else "–" for value in values)

    return Table(
        title="Units",
        columns=(
            Column(name="node", label="node", values=tuple(_short(row.name, 24) for row, _ in pairs)),
            Column(name="capacity", label="capacity", values=tuple(_capacity(row) for row, _ in pairs)),
            Column(name="used", label="used", unit="%", values=tuple(_used(row) for row, _ in pairs)),
            Column(
                name="mass",
                label="equipment",
                values=tuple(human(row.equipment_mass, "kg") if row.capacity else "–" for row, _ in pairs),
            ),
            Column(name="power", label="power in", values=unit_values("power_in", "W")),
            Column(name="heat", label="heat out", values=unit_values("heat", "W")),
            Column(name="temperature", label="heated to", values=unit_values("temperature", "K")),
            Column(
                name="closes", label="closes", values=tuple((unit.closes if unit else "") or "–" for _, unit in pairs)
            ),
        ),
        note="heat out is energy in that no product keeps; closes: every element, or mass where one is unknown",
    )


def _capacity(row: ActivityRow) -> str:
    return human(row.capacity, "1") if row.unit == "s" else rate_text(row.capacity, row.unit)


def _short(name: str, size: int) -> str:
    return name if len(name) <= size else name[: size - 1] + "…"


def _used(row: ActivityRow) -> float | None:
    return 100.0 * row.rate / row.capacity if row.capacity > 0.0 else None


def stream_screen_table(rows: tuple[Stream, ...], site: str) -> Table:
    """Show each commodity at one site: how much flows, from where, to where, and what it is made of."""
    found: dict[str, list[Stream]] = {}
    for row in rows:
        if row.site == site and row.number and row.use != "round":
            found.setdefault(row.commodity, []).append(row)
    lines = [(name, own) for name, own in found.items() if any(row.rate > 0.0 for row in own)]
    sources = [[row for row in own if row.rate > 0.0] for _, own in lines]
    return Table(
        title=f"Streams at {site}",
        columns=(
            Column(name="number", label="no.", values=tuple(str(own[0].number) for _, own in lines)),
            Column(name="stream", label="stream", values=tuple(_short(name, 16) for name, _ in lines)),
            Column(
                name="flow",
                label="flow",
                values=tuple(rate_text(sum(r.rate for r in made), made[0].unit) for made in sources),
            ),
            Column(name="from", label="from", values=tuple(_ends(made) for made in sources)),
            Column(name="to", label="to", values=tuple(_ends(r for r in own if r.rate < 0.0) for _, own in lines)),
            Column(
                name="composition",
                label="mass %",
                values=tuple(composition_text(_mixed(made), 4) or "–" for made in sources),
            ),
        ),
    )


def _ends(rows: Iterable[Stream]) -> str:
    """Name the unit with the largest share, and how many others there are."""
    shares: dict[str, float] = {}
    for row in rows:
        name = row.node.replace(":", " ").partition(" in service")[0]
        shares[name] = shares.get(name, 0.0) + abs(row.rate)
    if not shares:
        return "–"
    first = max(shares, key=lambda name: shares[name])
    others = f" +{len(shares) - 1}" if len(shares) > 1 else ""
    return _short(first.partition(" ")[0], _ENDS - len(others)) + others


def _mixed(rows: list[Stream]) -> dict[str, float]:
    """Give the mean composition by mass of what several units make; empty where one is unknown."""
    whole = sum(row.mass for row in rows)
    if whole <= 0.0 or any(row.composition is None for row in rows):
        return {}
    mixed: dict[str, float] = {}
    for row in rows:
        for element, share in (row.composition or {}).items():
            mixed[element] = mixed.get(element, 0.0) + share * row.mass / whole
    return mixed


def sites_told(rows: tuple[Stream, ...]) -> list[str]:
    """List the sites by number of streams, most first."""
    sites = [row.site for row in rows if row.number and row.rate > 0.0]
    return sorted(set(sites), key=lambda site: (-sites.count(site), site))


def sheet_tables(rows: tuple[Stream, ...], node: str) -> tuple[Table, ...]:
    """Show one unit's streams, in and out, with mass, power and composition, and the closure of its elements.

    Raises
    ------
    UsageError
        If nothing of that name runs.
    """
    own = [row for row in rows if row.node == node]
    if not own:
        names = ", ".join(dict.fromkeys(row.node for row in rows if row.role != "purchase"))
        raise UsageError(f'nothing called "{node}" runs in this steady state', help=f"what runs: {names}")
    own.sort(
        key=lambda row: (
            row.use == "round",
            row.rate > 0.0,
            row.use == "heat",
            row.commodity in ENERGY,
            row.use != "flow",
        )
    )
    unit = unit_rows(tuple(own))[node]
    back = "".join(
        f"; {100.0 * share:.4g} % of {name} comes back" for name, share in recycle_ratios(rows, node).items()
    )
    streams = Table(
        title=f"{node} at {unit.site}",
        columns=(
            Column(name="way", label="", values=tuple(_way(row) for row in own)),
            Column(name="number", label="no.", values=tuple(str(row.number or "") for row in own)),
            Column(name="stream", label="stream", values=tuple(row.commodity for row in own)),
            Column(name="use", label="use", values=tuple(row.use for row in own)),
            Column(name="flow", label="flow", values=tuple(rate_text(abs(row.rate), row.unit) for row in own)),
            Column(name="mass", label="mass, kg/h", values=tuple(_hourly(row) for row in own)),
            Column(name="at", label="at K", values=tuple(f"{r.temperature:.0f}" if r.temperature else "" for r in own)),
            Column(
                name="composition",
                label="mass %",
                values=tuple(composition_text(row.composition, 8) or "–" for row in own),
            ),
        ),
        note=f"in {unit.mass_in * 3600.0:.6g} kg/h, out {unit.mass_out * 3600.0:.6g} kg/h without spares and scrap"
        f"{back}",
    )
    return (streams, _closure(own, unit)) if unit.elements else (streams,)


def _way(row: Stream) -> str:
    return "" if row.use == "round" else "out" if row.rate > 0.0 else "in"


def _hourly(row: Stream) -> str:
    return number(abs(row.mass) * 3600.0) if row.mass else "–"


def _closure(own: list[Stream], unit: UnitRow) -> Table:
    elements = unit.elements or {}
    order = sorted(elements, key=lambda element: -_element_in(own, element))
    return Table(
        title="Elements",
        columns=(
            Column(name="element", label="element", values=tuple(order)),
            Column(name="in", label="in", unit="kg/h", values=tuple(_element_in(own, name) * 3600.0 for name in order)),
            Column(
                name="out",
                label="out",
                unit="kg/h",
                values=tuple((_element_in(own, name) + elements[name]) * 3600.0 for name in order),
            ),
            Column(name="gap", label="gap, kg/h", values=tuple(f"{3600.0 * elements[name]:.1e}" for name in order)),
        ),
    )


def _element_in(own: list[Stream], element: str) -> float:
    return -sum(
        row.mass * row.composition.get(element, 0.0)
        for row in own
        if row.mass < 0.0 and row.use in ("flow", "place") and row.composition
    )
