"""Plots and page of a comparison of missions: self-contained SVG and HTML in the style of the reports, no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from moonbase.report.charttable import chart_table, chart_told
from moonbase.report.compare import Accelerator, Contender, boundaries, rows
from moonbase.report.drawing import heading, opening, row_layout, row_names
from moonbase.report.htmlfigures import plot_html
from moonbase.report.htmlparts import plain_table
from moonbase.report.plots import Plot
from moonbase.report.scales import Axis, labels, logarithmic
from moonbase.report.shell import Page, shell
from moonbase.report.style import standalone
from moonbase.report.svg import COLOURS, Chart, Curve, chart, slim_chart
from moonbase.report.units import Scale, human

__all__ = ["page", "plot"]

_FAINT = 1e-5  # of a curve's highest value, below which it is rounding of dates
_DASHES = ("", "7 5", "", "2 4", "10 4", "", "4 2", "")  # so that curves on top of each other are both seen
_DASHED = "".join(f".stroke.c{place}{{stroke-dasharray:{dash}}}" for place, dash in enumerate(_DASHES) if dash)
_COST = "cost per kilowatt of computing and year, logarithmic"


def plot(contenders: Sequence[Contender]) -> str:
    """Draw delivered computing by year, on a logarithmic axis."""
    return standalone(chart(_growth(contenders)).replace("</svg>", f"<style>{_DASHED}</style></svg>"))


def _growth(contenders: Sequence[Contender]) -> Chart:
    years = sorted({year for one in contenders for year in one.yearly})
    curves = tuple(
        Curve(
            label=one.result.title,
            values=_cleaned([one.yearly.get(year, 0.0) for year in years]),
            colour=index % COLOURS,
        )
        for index, one in enumerate(contenders)
    )
    return Chart(
        title="computing in service, mean of each year",
        kind="line",
        edges=(*(float(year) for year in years), years[-1] + 1.0),
        names=tuple(str(year) for year in years),
        curves=curves,
        scale=Scale(label="GW", factor=1e9),
        log=True,
        width=560.0,
        height=300.0,
    )


def _cleaned(values: Sequence[float]) -> tuple[float, ...]:
    least = _FAINT * max(values, default=0.0)
    return tuple(value if value > least else 0.0 for value in values)


def _costs(contenders: Sequence[Contender]) -> dict[str, tuple[float, float | None]]:
    """Give the cost of each mission by title, and up to the horizon only where that differs [USD/kW/yr]."""
    return {
        one.result.title: (one.figures["cost_per_kw_year"], one.figures.get("cost_per_kw_year_to_horizon"))
        for one in contenders
        if "cost_per_kw_year" in one.figures
    }


def _dots(costs: dict[str, tuple[float, float | None]], *, slim: bool = False) -> str:
    """Draw the cost of each mission as a dot, and paler the cost up to the horizon only."""
    layout = row_layout(0.0, slim=slim)
    layout = replace(layout, width=min(layout.width, 560.0), left=layout.left if slim else 170.0, label=24)
    words, more = heading(_COST, layout.width, "[USD]")
    layout = replace(layout, top=46.0 + more)
    height = layout.height(len(costs))
    known = [cost for pair in costs.values() for cost in pair if cost]
    across = logarithmic(known, layout.left + 8.0, layout.width - 76.0)
    parts = [opening(_COST, layout.width, height), *words, *_key(more)]
    for tick, label in zip(across.ticks, labels(across), strict=True):
        x, bottom = across(tick), height - 26.0
        parts.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{layout.top:g}" y2="{bottom:g}"/>')
        parts.append(f'<text class="tick" x="{x:g}" y="{bottom + 16:g}" text-anchor="middle">{label}</text>')
    parts += row_names(layout, list(costs))
    for index, pair in enumerate(costs.values()):
        y = layout.top + layout.row * index + layout.bar + 0.5 * layout.thick
        parts += _pair(pair, across, y, index % COLOURS)
    return "\n".join([*parts, "</svg>"])


def _key(below: float) -> Iterator[str]:
    y = 25.0 + below
    for x, opacity, text in ((5.0, 1.0, "fleets worked to their end"), (205.0, 0.4, "up to the horizon only")):
        yield f'<circle class="fill c7" cx="{x:g}" cy="{y:g}" r="5" opacity="{opacity:g}"/>'
        yield f'<text x="{x + 10:g}" y="{y + 4:g}">{text}</text>'


def _pair(pair: tuple[float, float | None], across: Axis, y: float, colour: int) -> Iterator[str]:
    """Draw the two costs of a mission, with the first in words at the right of both."""
    cost, until = pair
    right = across(cost)
    if until is not None:
        right = max(right, across(until))
        yield f'<line class="grid" x1="{across(cost):g}" x2="{across(until):g}" y1="{y:g}" y2="{y:g}"/>'
        yield f'<circle class="fill c{colour}" cx="{across(until):g}" cy="{y:g}" r="5" opacity="0.4"/>'
    yield f'<circle class="fill c{colour}" cx="{across(cost):g}" cy="{y:g}" r="5"/>'
    yield f'<text class="tick" x="{right + 9:g}" y="{y + 4:g}">{escape(_short(cost))}</text>'


def _short(cost: float) -> str:
    return human(cost, "USD").removesuffix(" USD").replace(" million", " m").replace(" billion", " bn")


def page(contenders: Sequence[Contender], accelerator: Accelerator, rate: float) -> str:
    """Write a page with the table, its boundaries and two plots; the same missions give the same bytes."""
    head, *body, _ = rows(contenders, accelerator, rate)
    counted = [f"inside the cost of {one.result.title}: {one.counted}" for one in contenders]
    said = "".join(f"<li>{escape(line)}</li>" for line in [*counted, *boundaries(contenders)])
    names = ", ".join(one.result.title for one in contenders)
    sections = [
        ("table", "Side by side", plain_table(("figure", *head[1:]), body, name="Missions side by side")),
        ("drawings", "Cost and growth", f'<div class="figures">{"".join(map(plot_html, _plots(contenders)))}</div>'),
        ("boundaries", "Boundaries", f"<ul>{said}</ul>"),
    ]
    footer = f", discounted {100.0 * rate:.3g} % a year."
    return shell(Page(title="Missions compared", told=names, sections=sections, footer=footer, style=_DASHED))


def _plots(contenders: Sequence[Contender]) -> Iterator[Plot]:
    costs, growth = _costs(contenders), _growth(contenders)
    if costs:
        told = "; ".join(f"{name} {human(cost, 'USD')}" for name, (cost, _) in costs.items())
        yield Plot(name="cost", title=_COST, svg=_dots(costs), slim=_dots(costs, slim=True), told=f"{told}.")
    yield Plot(
        name="growth",
        title=growth.title,
        svg=chart(growth),
        slim=slim_chart(growth),
        table=chart_table(growth),
        told=chart_told(growth),
    )
