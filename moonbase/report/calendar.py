"""The launch calendar: when each leg is open and how much is thrown."""

from __future__ import annotations

from moonbase.report.result import Cell, Result, Table
from moonbase.report.strips import Mark, Strip, strips
from moonbase.report.units import human
from moonbase.report.years import calendar_year, date_seconds

__all__ = ["calendar_strips"]


def calendar_strips(result: Result, *, slim: bool = False) -> tuple[str, ...]:
    """Draw windows and launches of every leg; empty if the mission has none."""
    if result.launches is None:
        return ()
    ends = calendar_year(result.edges[0]), calendar_year(result.edges[-1])
    rows = [*_open(result.windows), *_thrown(result.launches)]
    return (strips("open windows and launches", tuple(rows), ends, slim=slim),)


def _cells(table: Table, name: str) -> tuple[Cell, ...]:
    column = table.column(name)
    return column.values if column is not None else ()


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, float) else 0.0


def _year(cell: Cell) -> float:
    return calendar_year(date_seconds(str(cell)))


def _open(windows: Table | None) -> list[Strip]:
    if windows is None:
        return []
    marks: dict[str, list[Mark]] = {}
    names = ("leg", "opens", "open_for", "muzzle_speed", "onboard_dv", "time_of_flight")
    for leg, opens, lasts, muzzle, dv, flight in zip(*(_cells(windows, name) for name in names), strict=True):
        start = _year(opens)
        text = (
            f"{opens} for {human(_number(lasts), 's')}: muzzle {human(_number(muzzle), 'm/s')}, "
            f"on board {human(_number(dv), 'm/s')}, flight {human(_number(flight), 's')}"
        )
        end = start + _number(lasts) / (365.25 * 86400.0)
        marks.setdefault(str(leg), []).append(Mark(start=start, end=end, text=text, colour=4))
    return [Strip(label=f"{leg} open", marks=tuple(found)) for leg, found in marks.items()]


def _thrown(launches: Table) -> list[Strip]:
    names = ("leg", "start", "end", "launches", "open")
    rows = list(zip(*(_cells(launches, name) for name in names), strict=True))
    strips_of: dict[str, list[Mark]] = {}
    most: dict[str, float] = {}
    for leg, start, end, count, _ in rows:
        rate = _number(count) / (_year(end) - _year(start))
        most[str(leg)] = max(most.get(str(leg), 0.0), rate)
    for leg, start, end, count, share in rows:
        if _number(count) <= 0.0:
            continue
        rate = _number(count) / (_year(end) - _year(start))
        text = f"{start} to {end}: {human(_number(count), '1')} launches, open {_number(share):.0%} of the time"
        strength = 0.15 + 0.85 * rate / most[str(leg)]
        mark = Mark(start=_year(start), end=_year(end), text=text, colour=0, strength=strength)
        strips_of.setdefault(str(leg), []).append(mark)
    return [Strip(label=f"{leg} launches", marks=tuple(marks)) for leg, marks in strips_of.items()]
