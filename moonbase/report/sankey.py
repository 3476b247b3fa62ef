"""Sankey diagrams of mass and energy: who makes how much of what, and where it goes."""

from __future__ import annotations

from html import escape

from moonbase.report.drawing import heading, opening
from moonbase.report.live import live_sankey
from moonbase.report.plots import Figure, Plot
from moonbase.report.result import Column, Result, Table
from moonbase.report.sankeylabels import Spot, Wanted, label_width, labelled, told
from moonbase.report.sankeylayout import Box, Placed, Ribbon, place
from moonbase.report.sankeyslim import slim_sankey
from moonbase.report.streamsums import Streams, energy_streams, mass_streams
from moonbase.report.streamviews import views
from moonbase.report.units import human, scale_for

__all__ = ["flows_figure"]

_WIDTH, _TALL, _TOP, _BAR = 1140.0, 380.0, 44.0, 11.0
_SPOKEN = 4


def flows_figure(result: Result) -> Figure | None:
    """Draw mass and energy; None if the mission moves neither."""
    plots = [
        _plot(f"{name}{view.name}", f"{title}{view.words}", unit, view.streams)
        for name, title, unit, streams in (
            ("mass-flow", "mass over the whole horizon", "kg", mass_streams(result)),
            ("energy-flow", "energy over the whole horizon", "J", energy_streams(result)),
        )
        if streams.links
        for view in views(streams)
    ]
    if not plots:
        return None
    caption = (
        "The width of a band is its amount, summed over all periods. Blue bars make or use, orange ones are supplies, "
        "green ones demands, pink ones commodities with several makers and users; dashed bands run back. What a bar "
        "takes and does not give stays in it, goes to the tailings, or was too small to draw."
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
    spoken = "; ".join(told(link, unit) for link in streams.links[:_SPOKEN])
    return Plot(
        name=name,
        title=title,
        svg=_draw(title, place(streams.links, _TALL), streams, unit),
        slim=slim_sankey(title, streams, unit),
        live=live,
        table=table,
        told=f"{len(streams.links)} streams between {len(names)} places. The largest: {spoken}.",
        wide=True,
    )


def _draw(title: str, placed: Placed, streams: Streams, unit: str) -> str:
    height = _TOP + placed.height + 30.0
    step = (_WIDTH - _last_label(placed, unit) - _BAR) / max(placed.layers - 1, 1)
    words, _ = heading(title, _WIDTH)
    parts = [
        opening(title, _WIDTH, height),
        *words,
        *(_ribbon(ribbon, placed, step, unit) for ribbon in placed.ribbons),
    ]
    parts += [_bar(box, step, streams.colours.get(box.name, 3), unit) for box in placed.boxes.values()]
    bars = [
        Spot(box.layer * step, _TOP + box.top, box.layer * step + _BAR, _TOP + box.top + box.height)
        for box in placed.boxes.values()
    ]
    wanted = [
        _wanted(box, step, unit) for box in sorted(placed.boxes.values(), key=lambda box: (-box.amount, box.name))
    ]
    parts += labelled(wanted, bars, _WIDTH)
    return "\n".join([*parts, "</svg>"])


def _last_label(placed: Placed, unit: str) -> float:
    """Give the room that names right of the last layer need [px]."""
    last = [box for box in placed.boxes.values() if box.layer == placed.layers - 1]
    return max(label_width(box.name, human(box.amount, unit)) for box in last) + 8.0


def _wanted(box: Box, step: float, unit: str) -> Wanted:
    """Say where the name of a bar may stand, the best place first."""
    x, y = box.layer * step, _TOP + box.top
    amount = human(box.amount, unit)
    width = label_width(box.name, amount)
    right, middle = x + _BAR + 4.0, y + 0.5 * box.height + 4.0
    start = min(x, _WIDTH - width)
    low, high = y + box.height - 3.0, y + 11.0
    places = (
        (right, middle), (right, high), (right, low), (start, y - 4.0), (start, y + box.height + 12.0),
        (x - width - 4.0, middle),
    )  # fmt: skip
    return Wanted(name=box.name, amount=amount, places=places)


def _ribbon(ribbon: Ribbon, placed: Placed, step: float, unit: str) -> str:
    link = ribbon.link
    left = placed.boxes[link.start].layer * step + _BAR
    right = placed.boxes[link.end].layer * step
    y0, y1 = _TOP + ribbon.start, _TOP + ribbon.end
    hover = f"<title>{escape(told(link, unit))}</title>"
    if ribbon.back:
        low = max(y0, y1) + 24.0
        d = f"M{left:.1f} {y0:.1f}C{left + 46:.1f} {y0:.1f} {left + 46:.1f} {low:.1f} {left:.1f} {low:.1f}"
        d += f"L{right:.1f} {low:.1f}C{right - 46:.1f} {low:.1f} {right - 46:.1f} {y1:.1f} {right:.1f} {y1:.1f}"
        return f'<path class="back c7" d="{d}" stroke-width="{min(ribbon.width, 6.0):.1f}">{hover}</path>'
    middle, half = 0.5 * (left + right), 0.5 * ribbon.width
    upper = f"M{left:.1f} {y0 - half:.1f}C{middle:.1f} {y0 - half:.1f} {middle:.1f} {y1 - half:.1f} {right:.1f}"
    lower = f"C{middle:.1f} {y1 + half:.1f} {middle:.1f} {y0 + half:.1f} {left:.1f} {y0 + half:.1f}Z"
    d = f"{upper} {y1 - half:.1f}V{y1 + half:.1f}{lower}"
    return f'<path class="band c4" d="{d}">{hover}</path>'


def _bar(box: Box, step: float, colour: int, unit: str) -> str:
    hover = f"{box.name}: {human(box.amount, unit)}"
    return (
        f'<rect class="fill c{colour}" x="{box.layer * step:.1f}" y="{_TOP + box.top:.1f}" width="{_BAR:g}" '
        f'height="{box.height:.1f}"><title>{escape(hover)}</title></rect>'
    )
