"""Plots and page of a comparison of missions: self-contained SVG and HTML, no scripts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from moonbase.report.compare import Accelerator, Contender, boundaries, rows
from moonbase.report.htmlparts import plain_table
from moonbase.report.svg import COLOURS, Chart, Curve, chart
from moonbase.report.units import Scale

__all__ = ["page", "plot"]

_INK = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999")
_DASHES = ("", "7 5", "", "2 4", "10 4", "", "4 2", "")  # so that curves on top of each other are both seen
_FAINT = 1e-5  # of a curve's highest value, below which it is rounding of dates
_STYLE = "\n".join(
    [
        "svg{width:100%;height:auto;display:block;margin:1.5em 0}svg text{font:11px sans-serif;fill:#222}",
        "svg .title{font-size:13px;font-weight:600}svg .unit,svg .tick{fill:#666;font-weight:400}",
        "svg .grid{stroke:#ddd;stroke-width:.7}svg .axis{stroke:#666}svg .stroke{fill:none;stroke-width:1.8}",
        "svg .hover{fill:transparent}svg .hover:hover{fill:#000;fill-opacity:.08}",
        *(f".stroke.c{index}{{stroke:{ink}}}.fill.c{index}{{fill:{ink}}}" for index, ink in enumerate(_INK)),
        *(f".stroke.c{index}{{stroke-dasharray:{dash}}}" for index, dash in enumerate(_DASHES) if dash),
        ".light{fill-opacity:.45}",
    ]
)


def plot(contenders: Sequence[Contender]) -> str:
    """Draw delivered computing by year, on a logarithmic axis."""
    drawn = _growth(contenders)
    opening = '<svg xmlns="http://www.w3.org/2000/svg" '
    return drawn.replace("<svg ", opening, 1).replace("</svg>", f"<style>{_STYLE}</style></svg>") + "\n"


def _growth(contenders: Sequence[Contender]) -> str:
    years = sorted({year for one in contenders for year in one.yearly})
    curves = tuple(
        Curve(
            label=one.result.title,
            values=_cleaned([one.yearly.get(year, 0.0) for year in years]),
            colour=index % COLOURS,
        )
        for index, one in enumerate(contenders)
    )
    return chart(
        Chart(
            title="Computing in service, mean of each year",
            kind="line",
            edges=(*(float(year) for year in years), years[-1] + 1.0),
            names=tuple(str(year) for year in years),
            curves=curves,
            scale=Scale(label="GW", factor=1e9),
            log=True,
            width=760.0,
            height=340.0,
        )
    )


def _cleaned(values: Sequence[float]) -> tuple[float, ...]:
    least = _FAINT * max(values, default=0.0)
    return tuple(value if value > least else 0.0 for value in values)


def _bars(contenders: Sequence[Contender]) -> str:
    """Draw the cost of each mission, and lighter the cost up to the horizon only where fleets outlive it."""
    known = [
        (index, one.result.title, one.figures["cost_per_kw_year"], one.figures["cost_per_kw_year_to_horizon"])
        for index, one in enumerate(contenders)
        if "cost_per_kw_year" in one.figures
    ]
    most = max((cut for _, _, _, cut in known), default=1.0)
    lines = []
    for row, (index, title, cost, cut) in enumerate(known):
        top = 18 + 34 * row
        lines.append(f'<text x="0" y="{top + 12}">{escape(title)}</text>')
        lines.append(_bar(top, cost, most, f"c{index % COLOURS}"))
        if cut > cost:
            lines.append(_bar(top + 15, cut, most, f"light c{index % COLOURS}", " up to the horizon only"))
    title = '<text class="title" x="0" y="12">Cost per kilowatt of computing and year [USD]</text>'
    return f'<svg viewBox="0 0 760 {34 * len(known) + 30}" role="img">{title}{"".join(lines)}</svg>'


def _bar(top: float, cost: float, most: float, style: str, words: str = "") -> str:
    width = 360.0 * cost / most
    return (
        f'<rect class="fill {style}" x="190" y="{top}" height="13" width="{width:.1f}"/>'
        f'<text x="{196 + width:.1f}" y="{top + 11}">{cost:.0f}{words}</text>'
    )


def page(contenders: Sequence[Contender], accelerator: Accelerator, rate: float) -> str:
    """Write a page with the table, its boundaries and two plots; the same missions give the same bytes."""
    head, *body, _ = rows(contenders, accelerator, rate)
    counted = [f"inside the cost of {one.result.title}: {one.counted}" for one in contenders]
    said = "".join(f"<li>{escape(line)}</li>" for line in [*counted, *boundaries(contenders)])
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Missions compared</title><style>'
        "body{font:15px/1.5 sans-serif;max-width:68em;margin:2em auto;padding:0 1em}"
        "td,th{padding:.2em .8em;text-align:right;vertical-align:top}td:first-child{text-align:left;white-space:nowrap}"
        f"{_STYLE}</style></head>\n<body><h1>Missions compared</h1>\n{plain_table(head, body)}\n"
        f"<h2>Boundaries</h2><ul>{said}</ul>\n{_bars(contenders)}\n{_growth(contenders)}\n</body></html>\n"
    )
