"""Sankey diagrams of mass and energy: who makes how much of what, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from moonbase.report.live import live_sankey
from moonbase.report.plots import Figure, Plot
from moonbase.report.result import Column, Result, Table
from moonbase.report.sankeylayout import Box, Placed, Ribbon, place
from moonbase.report.streamsums import Link, Streams, energy_streams, mass_streams
from moonbase.report.units import human, scale_for

__all__ = ["flows_figure"]

_WIDTH, _TALL, _TOP, _BAR = 1140.0, 380.0, 30.0, 11.0
_LABELS = 170.0


def flows_figure(result: Result) -> Figure | None:
    """Draw mass and energy; None if the mission moves neither."""
    plots = [
        _plot(name, title, unit, streams)
        for name, title, unit, streams in (
            ("mass-flow", "mass over the whole horizon", "kg", mass_streams(result)),
            ("energy-flow", "energy over the whole horizon", "J", energy_streams(result)),
        )
        if streams.links
    ]
    if not plots:
        return None
    caption = (
        "The width of a band is its amount, summed over all periods. Blue bars make or use, orange ones are supplies, "
        "green ones demands; dashed bands run back to something drawn further left. What a bar takes and does not give "
        "stays in it, goes to the tailings, or was too small to draw."
    )
    return Figure(key="flows", title="Where mass and energy go", caption=caption, plots=tuple(plots))


def _plot(name: str, title: str, unit: str, streams: Streams) -> Plot:
    names = sorted({name for link in streams.links for name in (link.start, link.end)})
    numbers = {name: index for index, name in enumerate(names)}
    scale = scale_for([link.amount for link in streams.links], unit)
    live = live_sankey(
        title,
        [(name, streams.colours.get(name, 3)) for name in names],
        [(numbers[link.start], numbers[link.end], link.amount) for link in streams.links],
        scale,
    )
    table = Table(
        title="Flows",
        columns=(
            Column(name="from", label="from", values=tuple(link.start for link in streams.links)),
            Column(name="to", label="to", values=tuple(link.end for link in streams.links)),
            Column(name="what", label="what", values=tuple(link.what for link in streams.links)),
            Column(name="amount", label="amount", unit=unit, values=tuple(link.amount for link in streams.links)),
        ),
        note=f"Links too small to be drawn carry {100.0 * streams.left_out:.2g} % of all."
        if streams.left_out > 5e-4
        else "",
    )
    drawn = _draw(title, place(streams.links, _TALL), streams, unit)
    return Plot(name=name, title=title, svg=drawn, live=live, table=table, wide=True)


def _draw(title: str, placed: Placed, streams: Streams, unit: str) -> str:
    height = _TOP + placed.height + 30.0
    step = (_WIDTH - _LABELS - _BAR) / max(placed.layers - 1, 1)
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH:g} {height:.0f}" role="img" aria-label="{escape(title)}">',
        f'<text class="title" x="0" y="14">{escape(title)}</text>',
        *(_ribbon(ribbon, placed, step, unit) for ribbon in placed.ribbons),
    ]
    for box in placed.boxes.values():
        parts += _box(box, step, streams.colours.get(box.name, 3), unit)
    return "\n".join([*parts, "</svg>"])


def _ribbon(ribbon: Ribbon, placed: Placed, step: float, unit: str) -> str:
    link = ribbon.link
    left = placed.boxes[link.start].layer * step + _BAR
    right = placed.boxes[link.end].layer * step
    y0, y1 = _TOP + ribbon.start, _TOP + ribbon.end
    colour = "c7" if ribbon.back else "c4"
    if ribbon.back:
        low = max(y0, y1) + 24.0
        d = f"M{left:.1f} {y0:.1f}C{left + 46:.1f} {y0:.1f} {left + 46:.1f} {low:.1f} {left:.1f} {low:.1f}"
        d += f"L{right:.1f} {low:.1f}C{right - 46:.1f} {low:.1f} {right - 46:.1f} {y1:.1f} {right:.1f} {y1:.1f}"
    else:
        middle = 0.5 * (left + right)
        d = f"M{left:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {right:.1f} {y1:.1f}"
    dashed = ' stroke-dasharray="7 5"' if ribbon.back else ""
    width = min(ribbon.width, 6.0) if ribbon.back else ribbon.width
    return (
        f'<path class="band {colour}" d="{d}" stroke-width="{width:.1f}"{dashed}>'
        f"<title>{escape(_told(link, unit))}</title></path>"
    )


def _told(link: Link, unit: str) -> str:
    return f"{link.start} → {link.end}: {human(link.amount, unit)} ({link.what})"


def _box(box: Box, step: float, colour: int, unit: str) -> Iterator[str]:
    x, y = box.layer * step, _TOP + box.top
    told = f"{box.name}: {human(box.amount, unit)}"
    yield (
        f'<rect class="fill c{colour}" x="{x:.1f}" y="{y:.1f}" width="{_BAR:g}" height="{box.height:.1f}">'
        f"<title>{escape(told)}</title></rect>"
    )
    name = box.name if len(box.name) <= 24 else f"{box.name[:23]}…"
    yield (
        f'<text class="halo" x="{x + _BAR + 4:.1f}" y="{y + 0.5 * box.height + 4:.1f}">{escape(name)} '
        f'<tspan class="unit">{escape(human(box.amount, unit))}</tspan></text>'
    )
