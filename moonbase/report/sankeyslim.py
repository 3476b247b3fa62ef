"""A Sankey diagram for a phone: from top to bottom, each layer with its names below it."""

from __future__ import annotations

from html import escape

from moonbase.report.drawing import SLIM, heading, opening, shortened
from moonbase.report.sankeylabels import Spot, told
from moonbase.report.sankeylayout import Box, Placed, Ribbon, place
from moonbase.report.streamsums import Streams
from moonbase.report.units import human

__all__ = ["slim_sankey"]

_BAR, _GAP, _LINE, _LETTER = 9.0, 16.0, 14.0, 7.4
_ROOM, _LINES = 26.0, 3  # between layers for bands, and lines of names that a layer may take


def slim_sankey(title: str, streams: Streams, unit: str) -> str:
    """Draw streams from top to bottom within the width of a phone."""
    placed = place(streams.links, SLIM, gap=_GAP, within=SLIM)
    shrink = min(1.0, SLIM / max(box.top + box.height for box in placed.boxes.values()))
    words, more = heading(title, SLIM)
    tops, names, y = [], [], 30.0 + more
    for layer in range(placed.layers):
        boxes = [box for box in placed.boxes.values() if box.layer == layer]
        lines, text = _names(boxes, y, shrink, unit)
        tops.append(y)
        names += text
        y += _BAR + _LINE * lines + _ROOM
    parts = [opening(title, SLIM, y), *words]
    parts += [_ribbon(ribbon, placed, tops, shrink, unit) for ribbon in placed.ribbons]
    parts += [_bar(box, tops, shrink, streams.colours.get(box.name, 3)) for box in placed.boxes.values()]
    return "\n".join([*parts, *names, "</svg>"])


def _names(boxes: list[Box], y: float, shrink: float, unit: str) -> tuple[int, list[str]]:
    """Write the names of a layer below it, the largest first, on as few lines as they need."""
    taken: list[Spot] = []
    found, most = [], 0
    for box in sorted(boxes, key=lambda box: (-box.amount, box.name)):
        name, amount = shortened(box.name, 26), human(box.amount, unit)
        width = _LETTER * (len(name) + len(amount) + 1)
        left = min(max((box.top + 0.5 * box.height) * shrink - 0.5 * width, 0.0), SLIM - width)
        for line in range(_LINES):
            spot = Spot(left, y + line * _LINE, left + width, y + (line + 1) * _LINE)
            if not any(spot.meets(other) for other in taken):
                taken.append(spot)
                most = max(most, line + 1)
                found.append(
                    f'<text class="halo" x="{left:.1f}" y="{y + _BAR + _LINE * line + 12.0:.1f}">{escape(name)} '
                    f'<tspan class="unit">{escape(amount)}</tspan></text>'
                )
                break
    return most, found


def _ribbon(ribbon: Ribbon, placed: Placed, tops: list[float], shrink: float, unit: str) -> str:
    link = ribbon.link
    above, below = tops[placed.boxes[link.start].layer] + _BAR, tops[placed.boxes[link.end].layer]
    x0, x1, half = ribbon.start * shrink, ribbon.end * shrink, 0.5 * ribbon.width * shrink
    hover = f"<title>{escape(told(link, unit))}</title>"
    middle = 0.5 * (above + below)
    if ribbon.back:
        d = f"M{x0:.1f} {above:.1f}C{x0:.1f} {above + 40:.1f} {x1:.1f} {below - 40:.1f} {x1:.1f} {below:.1f}"
        return f'<path class="back c7" d="{d}" stroke-width="{min(2.0 * half, 4.0):.1f}">{hover}</path>'
    d = f"M{x0 - half:.1f} {above:.1f}C{x0 - half:.1f} {middle:.1f} {x1 - half:.1f} {middle:.1f} {x1 - half:.1f}"
    d += f" {below:.1f}H{x1 + half:.1f}C{x1 + half:.1f} {middle:.1f} {x0 + half:.1f} {middle:.1f} {x0 + half:.1f}"
    return f'<path class="band c4" d="{d} {above:.1f}Z">{hover}</path>'


def _bar(box: Box, tops: list[float], shrink: float, colour: int) -> str:
    return (
        f'<rect class="fill c{colour}" x="{box.top * shrink:.1f}" y="{tops[box.layer]:.1f}" '
        f'width="{max(box.height * shrink, 1.5):.1f}" height="{_BAR:g}"><title>{escape(box.name)}</title></rect>'
    )
