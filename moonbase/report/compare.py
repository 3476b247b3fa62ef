"""Several missions in one table, with the boundaries of each said beside the numbers."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass

from moonbase.constants import YEAR
from moonbase.report.measures import in_service, inside, measures
from moonbase.report.result import Result
from moonbase.report.units import human, number, scale_for
from moonbase.report.years import date_text

__all__ = ["OUTSIDE", "Accelerator", "Contender", "as_json", "as_text", "contend", "rows"]

OUTSIDE = (
    "research and development",
    "wages on Earth beyond the prices of goods",
    "what equipment and stocks are still worth at the end",
    "revenue, taxes, insurance",
)
"""What no mission counts."""
_HOURS = 8766.0
_J2000 = 2000.0
_ALIKE = 1.05  # amounts that differ by less count as the same


@dataclass(frozen=True, kw_only=True)
class Accelerator:
    """The computer that turns kilowatts into hours and operations, the same for every mission.

    Attributes
    ----------
    power
        IT power of one package with its share of the host [W].
    speed
        Dense operations per second of one package [1/s].
    precision
        Of these operations, in words.
    utilisation
        Share of them that a workload achieves [1].
    """

    power: float = 1834.0
    speed: float = 2.5e15
    precision: str = "bf16"
    utilisation: float = 0.4


@dataclass(frozen=True, kw_only=True, eq=False)
class Contender:
    """One mission in the comparison.

    Attributes
    ----------
    result
        As planned.
    figures
        From `moonbase.report.measures.measures`, with cost per GPU-hour and per PFLOP-day.
    counted
        What the cost is made of, in words.
    yearly
        Mean power delivered by calendar year [W].
    """

    result: Result
    figures: dict[str, float]
    counted: str
    yearly: dict[int, float]


def contend(result: Result, accelerator: Accelerator, rate: float) -> Contender:
    """Read off what a mission brings to the comparison.

    Parameters
    ----------
    result
        A mission that was planned.
    accelerator
        The same for all.
    rate
        Discount rate for money and computing alike [1/yr].
    """
    figures = measures(result, rate=rate)
    per_year = figures.get("cost_per_kw_year")
    if per_year is not None:
        per_joule = per_year / (1e3 * YEAR)
        figures["cost_per_gpu_hour"] = per_year / _HOURS * accelerator.power / 1e3
        operations = accelerator.speed * accelerator.utilisation / accelerator.power
        figures["cost_per_pflop_day"] = per_joule / operations * 1e15 * 86_400.0
    useful = {name: value for name, value in figures.items() if name.startswith("useful_")}
    for name, value in useful.items():
        figures[f"share_{name.removeprefix('useful_')}"] = value / figures["delivered_kw_years"]
    parts = inside(result)
    total = sum(parts.values())
    counted = ", ".join(f"{name} {100 * cost / total:.0f} %" for name, cost in parts.items() if cost > 0.005 * total)
    return Contender(result=result, figures=figures, counted=counted or "nothing", yearly=_yearly(result))


def _yearly(result: Result) -> dict[int, float]:
    """Mean power in each calendar year that the horizon covers [W]."""
    edges = [_J2000 + edge / YEAR for edge in result.edges]
    power = in_service(result)
    found = {}
    for year in range(round(edges[0]), round(edges[-1])):
        shares = [max(min(end, year + 1.0) - max(start, float(year)), 0.0) for start, end in itertools.pairwise(edges)]
        covered = sum(shares)
        found[year] = sum(p * share for p, share in zip(power, shares, strict=True)) / covered if covered else 0.0
    return found


def rows(contenders: Sequence[Contender], accelerator: Accelerator, rate: float) -> list[list[str]]:
    """Lay out the table as words: one row per figure, one column per mission."""
    use = f"{accelerator.precision}, {100 * accelerator.utilisation:.0f} % of peak"
    lines = [
        ("cost per kW and year", "cost_per_kw_year", "USD", 1.0),
        ("cost per GPU-hour", "cost_per_gpu_hour", "USD", 1.0),
        (f"cost per PFLOP-day ({use})", "cost_per_pflop_day", "USD", 1.0),
        ("cost per kW and year up to the horizon only", "cost_per_kw_year_to_horizon", "USD", 1.0),
        (f"computing, discounted {100 * rate:.3g} % a year", "delivered_kw_years", "GW yr", 1e6),
        ("to come after the horizon, likewise", "to_come_kw_years", "GW yr", 1e6),
        (f"cost, discounted {100 * rate:.3g} % a year", "cost", "USD", 1.0),
        ("in service at the end", "final_power", "W", 1.0),
        ("most added within a year", "peak_added_power", "W", 1.0),
        ("useful for training, at most", "share_training", "%", 0.01),
        ("useful for batch inference, at most", "share_batch_inference", "%", 0.01),
        ("useful for conversation, at most", "share_interactive", "%", 0.01),
        ("landed from Earth", "landed", "kg", 1.0),
        ("from Earth per mass in service", "imported_per_delivered_mass", "", 1.0),
        ("of that mass made off Earth", "lunar_share", "%", 0.01),
        ("of its computers bought on Earth", "computers_from_earth", "%", 0.01),
        ("energy payback", "energy_payback", "yr", 1.0),
        ("carbon payback against the grid", "carbon_payback", "yr", 1.0),
    ]
    table = [["", *(one.result.title for one in contenders)]]
    table.append(["horizon", *(_span(one.result) for one in contenders)])
    for label, name, unit, factor in lines:
        cells = [_cell(one.figures.get(name), unit, factor) for one in contenders]
        if any(cell != "-" for cell in cells):
            table.append([label, *cells])
    table += [
        [f"in service, mean of {year}", *(_power(one.yearly.get(year)) for one in contenders)]
        for year in _years(contenders)
    ]
    table.append(["inside the cost", *(one.counted for one in contenders)])
    return table


def _span(result: Result) -> str:
    return f"{date_text(result.edges[0])[:4]} to {date_text(result.edges[-1])[:4]}"


def _cell(value: float | None, unit: str, factor: float) -> str:
    if value is None:
        return "-"
    scale = scale_for((value / factor,), unit or "1")
    return f"{number(value / factor / scale.factor, digits=4)} {scale.label}".strip()


def _power(value: float | None) -> str:
    return "-" if value is None else human(value, "W") if value >= 1.0 else "0 W"


def _years(contenders: Sequence[Contender]) -> list[int]:
    known = sorted({year for one in contenders for year in one.yearly})
    return [year for year in known if year % 5 == 0]


def as_text(contenders: Sequence[Contender], accelerator: Accelerator, rate: float) -> str:
    """Write the table for a terminal, then what is inside each cost and what is in none."""
    table = rows(contenders, accelerator, rate)
    *body, counted = table
    widths = [max(len(row[column]) for row in body) for column in range(len(table[0]))]
    lines = [
        "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(row))
        for row in ([*zip(line, widths, strict=True)] for line in body)
    ]
    notes = [f"inside the cost of {one.result.title}: {one.counted}" for one in contenders]
    return "\n".join([*(line.rstrip() for line in lines), "", *notes, *boundaries(contenders)]) if counted else ""


def boundaries(contenders: Sequence[Contender]) -> list[str]:
    """Say what no mission counts, and what makes two missions hard to compare."""
    said = [f"outside every cost: {'; '.join(OUTSIDE)}"]
    bought = [one.result.title for one in contenders if "imported_per_delivered_mass" not in one.figures]
    built = [one.result.title for one in contenders if "imported_per_delivered_mass" in one.figures]
    if bought and built:
        said.append(
            f"{', '.join(bought)}: computing is bought at its yearly cost, capital included at the supplier's rate; "
            f"{', '.join(built)}: everything is paid when it is bought, used up or not"
        )
    own = [one.result.title for one in contenders if one.figures.get("computers_from_earth", 1.0) < 0.5]
    if own:
        said.append(
            f"{', '.join(own)}: computers are made on the spot, at the cost of plant and imports, without a margin"
        )
    if len({_span(one.result) for one in contenders}) > 1:
        said.append("the horizons differ: discounting starts at the first date of each mission")
    return [*said, *_quantities(contenders)]


def _quantities(contenders: Sequence[Contender]) -> list[str]:
    """Say what is compared with what: amounts, what comes after the horizon, fitness for work, paybacks."""
    said = []
    amounts = {one.result.title: one.figures.get("delivered_kw_years", 0.0) / 1e6 for one in contenders}
    if max(amounts.values()) > _ALIKE * min(amounts.values()):
        told = ", ".join(f"{title} {amount:.3g} GW yr" for title, amount in amounts.items())
        said.append(f"the missions do not deliver the same amount, and size has its price: {told}")
    late = {
        one.result.title: one.figures["to_come_kw_years"] / one.figures["delivered_kw_years"]
        for one in contenders
        if one.figures.get("to_come_kw_years", 0.0) > 0.0
    }
    if late:
        told = ", ".join(f"{title} {100 * share:.0f} %" for title, share in late.items())
        said.append(
            "costs per kilowatt-year, GPU-hour and PFLOP-day count what fleets in service at the end still deliver, if"
            f" they need no upkeep, as if somebody wanted it; per computing up to the horizon that is {told}"
        )
    free = [one.result.title for one in contenders if not any(name.startswith("share_") for name in one.figures)]
    if free and len(free) < len(contenders):
        said.append(f"{', '.join(free)}: no work is ruled out; the others deliver what their orbits and links bear")
    if any("energy_payback" in one.figures for one in contenders):
        said.append(
            "paybacks count making and throwing of payloads and bringing all that landed, plant too, not making it"
        )
    return said


def as_json(contenders: Sequence[Contender], accelerator: Accelerator, rate: float) -> str:
    """Write ``{"missions": [...], "accelerator": {...}, "discount_rate": ..., "outside": [...]}``."""
    missions = [
        {
            "mission": one.result.mission.name,
            "title": one.result.title,
            "horizon": [date_text(one.result.edges[0]), date_text(one.result.edges[-1])],
            "figures": {name: float(f"{value:.9g}") for name, value in one.figures.items()},
            "inside": {name: float(f"{value:.9g}") for name, value in inside(one.result).items()},
            "in_service_watts": {str(year): float(f"{power:.9g}") for year, power in one.yearly.items()},
        }
        for one in contenders
    ]
    content = {
        "missions": missions,
        "accelerator": {
            "watts": accelerator.power,
            "operations_per_second": accelerator.speed,
            "precision": accelerator.precision,
            "utilisation": accelerator.utilisation,
        },
        "discount_rate": rate,
        "boundaries": boundaries(contenders),
    }
    return json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
