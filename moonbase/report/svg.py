"""Charts as SVG text: lines, steps, stacked areas, bars; no library, no scripts.

Colours come from classes ``c0`` to ``c7`` (after Okabe and Ito's palette for colour-blind readers, darker where white
paper asks for it) that the page styles for light and dark. Hovering over a period shows every value in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from moonbase.report.drawing import COLOURS, LEGEND_ROW, SLIM, heading, legend_marks, legend_rows, opening
from moonbase.report.scales import Axis, labels, linear, logarithmic
from moonbase.report.units import Scale

__all__ = ["COLOURS", "Chart", "Curve", "chart", "slim_chart"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 58.0, 18.0, 26.0, 24.0
_SLIM_HEIGHT = 230.0


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One curve of a chart; `values` hold one number per period, `colour` is the number of its class."""

    label: str
    values: tuple[float, ...]
    colour: int = 0


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What to draw; bars stand for whole calendar years.

    Attributes
    ----------
    title
        Written above it.
    kind
        ``"line"`` (at the middle of periods), ``"step"``, ``"area"`` (stacked), ``"bar"`` (stacked).
    edges
        Period boundaries in calendar years, shape ``(n_periods + 1,)``.
    names
        What each period is called when hovered, shape ``(n_periods,)``.
    curves
        What is drawn, the lowest of a stack first.
    scale
        Unit of the vertical axis.
    log
        Whether the vertical axis is logarithmic; not for stacks.
    width, height
        In pixels before scaling.
    """

    title: str
    kind: str
    edges: tuple[float, ...]
    names: tuple[str, ...]
    curves: tuple[Curve, ...]
    scale: Scale
    log: bool = False
    width: float = 560.0
    height: float = 260.0


def chart(what: Chart) -> str:
    """Draw a chart."""
    rows = legend_rows([curve.label for curve in what.curves], what.width) if len(what.curves) > 1 else []
    title, more = heading(what.title, what.width, f"[{what.scale.label}]" if what.scale.label else "")
    above = more + LEGEND_ROW * len(rows)
    top, height = _TOP + above, what.height + above
    across = linear(what.edges, _LEFT, what.width - _RIGHT, count=7 if what.width > SLIM else 5, zero=False)
    up = _vertical(what, height - _BOTTOM, top)
    parts = [
        opening(what.title, what.width, height),
        *title,
        *legend_marks(rows, more, [curve.colour for curve in what.curves]),
        *_frame(what, across, up),
        *_marks(what, across, up),
        *_hover(what, across, top, height - _BOTTOM),
        "</svg>",
    ]
    return "\n".join(parts)


def slim_chart(what: Chart) -> str:
    """Draw a chart for a phone."""
    return chart(replace(what, width=SLIM, height=min(what.height, _SLIM_HEIGHT)))


def _shown(what: Chart, curve: Curve) -> list[float]:
    return [value / what.scale.factor for value in curve.values]


def _vertical(what: Chart, bottom: float, top: float) -> Axis:
    columns = [_shown(what, curve) for curve in what.curves]
    if what.log:
        return logarithmic([value for column in columns for value in column], bottom, top)
    if what.kind in ("area", "bar"):
        return linear([sum(values) for values in zip(*columns, strict=True)], bottom, top)
    return linear([value for column in columns for value in column], bottom, top)


def _frame(what: Chart, across: Axis, up: Axis) -> Iterator[str]:
    right = what.width - _RIGHT
    for tick, label in zip(up.ticks, labels(up), strict=True):
        y = up(tick)
        yield f'<line class="grid" x1="{_LEFT:g}" x2="{right:g}" y1="{y:g}" y2="{y:g}"/>'
        yield f'<text class="tick" x="{_LEFT - 6:g}" y="{y + 3.5:g}" text-anchor="end">{label}</text>'
    for tick in across.ticks:
        if abs(tick - round(tick)) < 1e-6 and (what.kind != "bar" or tick + 0.5 < across.high):
            x = across(tick + (0.5 if what.kind == "bar" else 0.0))
            yield f'<line class="axis" x1="{x:g}" x2="{x:g}" y1="{up.start:g}" y2="{up.start + 4:g}"/>'
            yield f'<text class="tick" x="{x:g}" y="{up.start + 17:g}" text-anchor="middle">{round(tick)}</text>'
    yield f'<line class="axis" x1="{_LEFT:g}" x2="{right:g}" y1="{up.start:g}" y2="{up.start:g}"/>'


def _marks(what: Chart, across: Axis, up: Axis) -> Iterator[str]:
    if what.kind in ("area", "bar"):
        yield from _stack(what, across, up)
        return
    for curve in what.curves:
        points = _step_points(what.edges, _shown(what, curve)) if what.kind == "step" else _mid_points(what, curve)
        yield f'<path class="stroke c{curve.colour % COLOURS}" d="{_path(points, across, up)}"/>'


def _mid_points(what: Chart, curve: Curve) -> list[tuple[float, float]]:
    middles = [(left + right) / 2.0 for left, right in zip(what.edges, what.edges[1:], strict=False)]
    return list(zip(middles, _shown(what, curve), strict=True))


def _step_points(edges: Sequence[float], values: Sequence[float]) -> list[tuple[float, float]]:
    return [point for i, value in enumerate(values) for point in ((edges[i], value), (edges[i + 1], value))]


def _path(points: list[tuple[float, float]], across: Axis, up: Axis) -> str:
    """Join points; a logarithmic axis has no place for what lies below it, so steps there end at its foot."""
    commands: list[str] = []
    pen, last = "M", None
    for x, y in points:
        below = up.log and y < up.low * (1.0 - 1e-9)
        foot = f"{across(x):g} {up.start:g}"
        if below and pen == "L" and x == last:
            commands.append(f"L{foot}")
        if not below and pen == "M" and x == last:
            commands.append(f"M{foot}")
            pen = "L"
        if not below:
            commands.append(f"{pen}{across(x):g} {up(y):g}")
        pen, last = "M" if below else "L", x
    return "".join(commands)


def _stack(what: Chart, across: Axis, up: Axis) -> Iterator[str]:
    base = [0.0] * len(what.names)
    for curve in what.curves:
        top = [low + value for low, value in zip(base, _shown(what, curve), strict=True)]
        if what.kind == "area":
            points = _step_points(what.edges, top) + _step_points(what.edges, base)[::-1]
            yield f'<path class="fill c{curve.colour % COLOURS}" d="{_path(points, across, up)}Z"/>'
        else:
            yield from _bars(what, curve, (base, top), across, up)
        base = top


def _bars(what: Chart, curve: Curve, ends: tuple[list[float], list[float]], across: Axis, up: Axis) -> Iterator[str]:
    for index, (low, high) in enumerate(zip(*ends, strict=True)):
        left, right = across(what.edges[index]), across(what.edges[index + 1])
        gap = min(3.0, 0.15 * (right - left))
        bottom, top = up(low), up(high)
        if bottom - top >= 0.05:
            yield (
                f'<rect class="fill c{curve.colour % COLOURS}" x="{left + gap:.2f}" y="{top:g}" '
                f'width="{right - left - 2 * gap:.2f}" height="{bottom - top:.2f}"/>'
            )


def _hover(what: Chart, across: Axis, top: float, bottom: float) -> Iterator[str]:
    """Lay an invisible strip over each period that tells its values, the largest first."""
    for index, name in enumerate(what.names):
        left, right = across(what.edges[index]), across(what.edges[index + 1])
        values = [(curve.values[index], curve.label) for curve in what.curves]
        told = [f"{label}: {what.scale(value)} {what.scale.label}".rstrip() for value, label in values if value]
        text = escape("\n".join([name, *(told or ["nothing"])]))
        yield (
            f'<rect class="hover" x="{left:g}" y="{top:g}" width="{max(right - left, 0.1):.2f}" '
            f'height="{bottom - top:g}"><title>{text}</title></rect>'
        )
