"""Figures that plugins give as plain curves, drawn like all others."""

from __future__ import annotations

from html import escape
from typing import Any

from moonbase.report.drawing import COLOURS, LEGEND_ROW, SLIM, heading, legend_marks, legend_rows, opening
from moonbase.report.live import digits
from moonbase.report.plots import Figure, Plot
from moonbase.report.scales import labels, linear, logarithmic
from moonbase.report.sections import LinePlot, Section
from moonbase.report.units import Scale, number, scale_for

__all__ = ["line_plot", "section_figures"]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 460.0, 280.0, 58.0, 18.0, 30.0, 44.0


def section_figures(section: Section, position: int) -> Figure | None:
    """Draw the plots of a plugin's section; None if it has none."""
    if not section.plots:
        return None
    plots = tuple(line_plot(f"extra-{position}-{index}", plot) for index, plot in enumerate(section.plots))
    return Figure(key=f"extra-{position}", title=section.title, caption="", plots=plots)


def line_plot(name: str, what: LinePlot) -> Plot:
    """Draw curves over any quantity, not only over time."""
    across = scale_for([x for curve in what.curves for x in curve.x], what.x_unit)
    up = scale_for([y for curve in what.curves for y in curve.y], what.y_unit)
    return Plot(
        name=name,
        title=what.title,
        svg=_svg(what, across, up, _WIDTH),
        slim=_svg(what, across, up, SLIM),
        live=_live(what, across, up),
        told=_told(what, across, up),
    )


def _told(what: LinePlot, x_scale: Scale, y_scale: Scale) -> str:
    """Say where each curve ends and how far it reaches."""
    parts = []
    for curve in what.curves:
        if not curve.y:
            continue
        top = max(range(len(curve.y)), key=lambda index: curve.y[index])
        ends = f"{y_scale(curve.y[0])} at first and {y_scale(curve.y[-1])} at last"
        parts.append(f"{curve.label or what.y_label}: {ends}, highest {y_scale(curve.y[top])} {y_scale.label}".rstrip())
    span = [x for curve in what.curves for x in curve.x]
    across = (
        f"{what.x_label} from {x_scale(min(span))} to {x_scale(max(span))} {x_scale.label}".rstrip() if span else ""
    )
    return f"{what.y_label} over {across}. {'; '.join(parts)}." if parts else ""


def _svg(what: LinePlot, x_scale: Scale, y_scale: Scale, width: float) -> str:
    several = len(what.curves) > 1
    said = what.y_label.lower() in what.title.lower()
    title, more = heading(what.title, width, _with_unit("" if said else what.y_label, y_scale).strip())
    legend = legend_rows([curve.label for curve in what.curves], width) if several else []
    above = more + LEGEND_ROW * len(legend)
    height = _HEIGHT + above
    right = width - _RIGHT
    across = linear([x / x_scale.factor for curve in what.curves for x in curve.x], _LEFT, right, count=6, zero=False)
    make = logarithmic if what.log else linear
    up = make([y / y_scale.factor for curve in what.curves for y in curve.y], height - _BOTTOM, _TOP + above)
    parts = [opening(what.title, width, height), *title, *legend_marks(legend, more)]
    for tick, label in zip(up.ticks, labels(up), strict=True):
        y = up(tick)
        parts.append(f'<line class="grid" x1="{_LEFT:g}" x2="{right:g}" y1="{y:g}" y2="{y:g}"/>')
        parts.append(f'<text class="tick" x="{_LEFT - 6:g}" y="{y + 3.5:g}" text-anchor="end">{label}</text>')
    for tick in across.ticks:
        if abs(float(number(tick).replace("\u202f", "")) - tick) > 1e-3 * (across.high - across.low):
            continue  # its few digits would name another place
        x = across(tick)
        parts.append(f'<line class="axis" x1="{x:g}" x2="{x:g}" y1="{up.start:g}" y2="{up.start + 4:g}"/>')
        parts.append(f'<text class="tick" x="{x:g}" y="{up.start + 17:g}" text-anchor="middle">{number(tick)}</text>')
    parts.append(
        f'<text class="tick" x="{0.5 * (_LEFT + right):g}" y="{height - 8:g}" text-anchor="middle">'
        f"{escape(_with_unit(what.x_label, x_scale))}</text>"
    )
    for index, curve in enumerate(what.curves):
        points = zip(curve.x, curve.y, strict=True)
        d = "L".join(f"{across(x / x_scale.factor):g} {up(y / y_scale.factor):g}" for x, y in points)
        parts.append(f'<path class="stroke c{index % COLOURS}" d="M{d}"/>')
    return "\n".join([*parts, "</svg>"])


def _with_unit(label: str, scale: Scale) -> str:
    return f"{label} [{scale.label}]" if scale.label else label


def _live(what: LinePlot, x_scale: Scale, y_scale: Scale) -> dict[str, Any]:
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": curve.label,
            "x": [digits(x / x_scale.factor) for x in curve.x],
            "y": [digits(y / y_scale.factor) for y in curve.y],
            "line": {"color": f"c{index % COLOURS}", "width": 2},
        }
        for index, curve in enumerate(what.curves)
    ]
    layout = {
        "title": {"text": what.title, "font": {"size": 14}},
        "xaxis": {"title": {"text": _with_unit(what.x_label, x_scale)}},
        "yaxis": {"title": {"text": _with_unit(what.y_label, y_scale)}, "type": "log" if what.log else "linear"},
        "margin": {"l": 60, "r": 16, "t": 40, "b": 50},
    }
    return {"data": traces, "layout": layout}
