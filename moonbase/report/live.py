"""Drawings that a browser lets one look into: traces and layouts for plotly, as plain data.

Nothing here imports plotly: the page carries its script once and hands it these. Colours are written as ``"c0"`` to
``"c7"``, or ``"pale c0"`` where what lies below shines through; the page puts in those of the light or the dark scheme.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from moonbase.report.scales import logarithmic
from moonbase.report.svg import COLOURS, Chart
from moonbase.report.units import Scale

__all__ = ["digits", "live_chart", "live_heat", "live_sankey"]

Spec = Mapping[str, Any]
_MARGIN = {"l": 60, "r": 16, "t": 34, "b": 40}


def digits(value: float, count: int = 5) -> float:
    """Round to a few significant digits: more are never read off a figure.

    Examples
    --------
    >>> digits(123456.789)
    123460.0
    """
    return float(f"{value:.{count}g}")


def _layout(title: str, **more: Any) -> dict[str, Any]:
    return {"title": {"text": title, "font": {"size": 14}}, "margin": _MARGIN, **more}


def live_chart(what: Chart) -> Spec:
    """Give the traces of a chart; steps and stacks keep their shape."""
    bars = what.kind == "bar"
    middles = [digits((left + right) / 2.0, 8) for left, right in zip(what.edges, what.edges[1:], strict=False)]
    across = [int(edge) for edge in what.edges[:-1]] if bars else middles
    traces = []
    for curve in what.curves:
        trace: dict[str, Any] = {
            "name": curve.label,
            "x": across,
            "y": [digits(value / what.scale.factor) for value in curve.values],
            "text": list(what.names),
            "hovertemplate": f"%{{text}}<br>%{{y:,.4g}} {what.scale.label}<extra>%{{fullData.name}}</extra>",
        }
        colour = f"c{curve.colour % COLOURS}"
        if bars:
            trace |= {"type": "bar", "marker": {"color": colour}}
        else:
            shape = {"shape": "linear" if what.kind == "line" else "hvh", "color": colour, "width": 2}
            trace |= {"type": "scatter", "mode": "lines", "line": shape}
            if what.kind == "area":
                trace |= {"stackgroup": "one", "fillcolor": colour}
        traces.append(trace)
    up: dict[str, Any] = {"title": {"text": what.scale.label}, "type": "log" if what.log else "linear"}
    if what.log:
        shown = logarithmic([value / what.scale.factor for one in what.curves for value in one.values], 0.0, 1.0)
        up |= {"range": [math.log10(shown.low), math.log10(shown.high)], "exponentformat": "power", "dtick": 1}
    layout = _layout(what.title, yaxis=up, barmode="stack", legend={"orientation": "h", "y": -0.12})
    return {"data": traces, "layout": layout}


def live_heat(title: str, rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[float]],
              told: Sequence[Sequence[str]]) -> Spec:  # fmt: skip
    """Give a heat map: each row against its own largest value, with the real ones in words when touched."""
    trace = {
        "type": "heatmap",
        "x": list(columns),
        "y": list(rows)[::-1],
        "z": [[digits(value, 3) for value in row] for row in values][::-1],
        "text": [list(row) for row in told][::-1],
        "hovertemplate": "%{y}<br>%{x}<br>%{text}<extra></extra>",
        "colorscale": [[0.0, "paper"], [1.0, "c0"]],
        "zmin": 0.0,
        "zmax": 1.0,
        "showscale": False,
    }
    down = {"automargin": True, "ticksuffix": " "}
    return {"data": [trace], "layout": _layout(title, yaxis=down, height=120 + 24 * len(rows))}


def live_sankey(title: str, nodes: Sequence[tuple[str, int]], links: Sequence[tuple[int, int, float]],
                scale: Scale) -> Spec:  # fmt: skip
    """Give a Sankey diagram: ``(name, colour)`` of each node, ``(from, to, amount)`` of each link."""
    trace = {
        "type": "sankey",
        "node": {
            "label": [name for name, _ in nodes],
            "color": [f"c{colour % COLOURS}" for _, colour in nodes],
            "pad": 14,
            "thickness": 12,
        },
        "link": {
            "source": [link[0] for link in links],
            "target": [link[1] for link in links],
            "value": [digits(link[2] / scale.factor) for link in links],
            "color": "pale c4",
        },
        "valueformat": ",.4~g",
        "valuesuffix": f" {scale.label}",
    }
    return {"data": [trace], "layout": _layout(title, height=max(420, 20 * len(nodes)))}
