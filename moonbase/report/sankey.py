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

_WIDTH, _TALL, _TOP, _BAR = 1140.0, 380.0, 44.0, 11.0
_LABELS, _LETTER = 170.0, 6.4


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
    parts += [_bar(box, step, streams.colours.get(box.name, 3), unit) for box in placed.boxes.values()]
    parts += _names(placed, step, unit)
    return "\n".join([*parts, "</svg>"])


def _ribbon(ribbon: Ribbon, placed: Placed, step: float, unit: str) -> str:
    link = ribbon.link
    left = placed.boxes[link.start].layer * step + _BAR
    right = placed.boxes[link.end].layer * step
    y0, y1 = _TOP + ribbon.start, _TOP + ribbon.end
    told = f"<title>{escape(_told(link, unit))}</title>"
    if ribbon.back:
        low = max(y0, y1) + 24.0
        d = f"M{left:.1f} {y0:.1f}C{left + 46:.1f} {y0:.1f} {left + 46:.1f} {low:.1f} {left:.1f} {low:.1f}"
        d += f"L{right:.1f} {low:.1f}C{right - 46:.1f} {low:.1f} {right - 46:.1f} {y1:.1f} {right:.1f} {y1:.1f}"
        return f'<path class="back c7" d="{d}" stroke-width="{min(ribbon.width, 6.0):.1f}">{told}</path>'
    middle, half = 0.5 * (left + right), 0.5 * ribbon.width
    upper = f"M{left:.1f} {y0 - half:.1f}C{middle:.1f} {y0 - half:.1f} {middle:.1f} {y1 - half:.1f} {right:.1f}"
    lower = f"C{middle:.1f} {y1 + half:.1f} {middle:.1f} {y0 + half:.1f} {left:.1f} {y0 + half:.1f}Z"
    d = f"{upper} {y1 - half:.1f}V{y1 + half:.1f}{lower}"
    return f'<path class="band c4" d="{d}">{told}</path>'


def _told(link: Link, unit: str) -> str:
    return f"{link.start} → {link.end}: {human(link.amount, unit)} ({link.what})"


def _bar(box: Box, step: float, colour: int, unit: str) -> str:
    told = f"{box.name}: {human(box.amount, unit)}"
    return (
        f'<rect class="fill c{colour}" x="{box.layer * step:.1f}" y="{_TOP + box.top:.1f}" width="{_BAR:g}" '
        f'height="{box.height:.1f}"><title>{escape(told)}</title></rect>'
    )


def _names(placed: Placed, step: float, unit: str) -> Iterator[str]:
    """Write names where there is room, the largest first; who finds none is told by hovering and in the table."""
    taken: list[tuple[float, float, float, float]] = []
    for box in sorted(placed.boxes.values(), key=lambda box: (-box.amount, box.name)):
        x, y = box.layer * step, _TOP + box.top
        name = box.name if len(box.name) <= 26 else f"{box.name[:25]}…"
        amount = human(box.amount, unit)
        width = _LETTER * (len(name) + len(amount) + 1)
        right = x + _BAR + 4.0
        places = [
            (right, y + 0.5 * box.height + 4.0),
            (min(x, _WIDTH - width), y - 4.0),
            (min(x, _WIDTH - width), y + box.height + 12.0),
            (right, y + 12.0),
            (right, y + box.height - 2.0),
            (x - width - 4.0, y + 0.5 * box.height + 4.0),
        ]
        for left, base in places:
            spot = (left, base - 10.0, left + width, base + 3.0)
            if left >= 0.0 and spot[2] <= _WIDTH and not any(_overlap(spot, other) for other in taken):
                taken.append(spot)
                yield (
                    f'<text class="halo" x="{left:.1f}" y="{base:.1f}">{escape(name)} '
                    f'<tspan class="unit">{escape(amount)}</tspan></text>'
                )
                break


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
