"""Figures of windows and flights: arrays in, a plotly figure (plain dictionaries) or SVG text out.

Nothing here computes a trajectory or imports plotly; a page that holds plotly.js draws the dictionaries. Colours are
written as ``"c0"`` to ``"c7"``, and ``"over"`` for what stands on a picture; the page puts in those of its scheme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moonbase.report.fields import COLOUR_SCALE
from moonbase.report.pathsvg import path_svg
from moonbase.report.scales import linear
from moonbase.report.scenesvg import scene_svg
from moonbase.report.trajectorysvg import calendar_svg, porkchop_svg
from moonbase.report.trajectoryviews import Body, CalendarView, Mark, PathView, PorkchopView, Track, instant

__all__ = [
    "Body",
    "CalendarView",
    "Mark",
    "PathView",
    "PorkchopView",
    "Track",
    "calendar_figure",
    "calendar_svg",
    "path_figure",
    "path_svg",
    "porkchop_figure",
    "porkchop_svg",
    "scene_figure",
    "scene_svg",
]

Array = NDArray[np.float64]
Figure = dict[str, Any]

_DAY = 86400.0
_TURNS = ("top right", "bottom right", "top left", "bottom left")  # of names, which would cover each other
_SIZE = 1.25  # of the longest side in space; fits a phone held upright
_CAMERA = {"eye": {"x": 1.0, "y": -1.73, "z": 1.06}, "projection": {"type": "orthographic"}}  # all of it in sight
_SCALE = [[round(i / (len(COLOUR_SCALE) - 1), 4), colour] for i, colour in enumerate(COLOUR_SCALE)]


def _numbers(values: Array, digits: int = 6) -> list[Any]:
    """Round to significant digits and write NaN as nothing, so that the figure is small and valid JSON."""
    return [None if not np.isfinite(one) else float(f"{one:.{digits}g}") for one in values]


def _dates(t: Array) -> list[str]:
    return [f"{instant(float(one)):%Y-%m-%dT%H:%M:%S}" for one in t]


def _layout(title: str, **extra: Any) -> Figure:
    legend = {"orientation": "h", "y": 1.0, "yanchor": "bottom"}
    margin = {"l": 60, "r": 16, "t": 76, "b": 50}
    return {"title": {"text": title, "font": {"size": 14}}, "margin": margin, "legend": legend, **extra}


def porkchop_figure(view: PorkchopView) -> Figure:
    """Give a porkchop plot as a plotly figure."""
    low, high = float(np.nanmin(view.value)), view.ceiling
    step = linear([low, high], 0.0, 1.0, count=12, zero=False).ticks
    chart = {
        "type": "contour",
        "x": _dates(view.depart),
        "y": _numbers(view.tof / _DAY),
        "z": [_numbers(row, 5) for row in view.value.T],
        "zmin": low,
        "zmax": high,
        "colorscale": _SCALE,
        "contours": {
            "start": step[0],
            "end": high,
            "size": step[1] - step[0],
            "showlabels": True,
            "labelfont": {"color": "over", "shadow": "auto"},
        },
        "line": {"width": 0.6, "color": "over"},
        "colorbar": {"title": {"text": f"{view.name} [{view.unit}]"}},
        "hovertemplate": f"%{{x|%Y-%m-%d}}, %{{y:.0f}} d<br>{view.name} %{{z:.4g}} {view.unit}<extra></extra>",
    }
    best = {
        "type": "scatter",
        "mode": "markers+text",
        "x": _dates(np.array([mark.depart for mark in view.marks])),
        "y": [round(mark.tof / _DAY, 2) for mark in view.marks],
        "text": [mark.text for mark in view.marks],
        "textposition": ["bottom right" if number % 2 else "top right" for number in range(len(view.marks))],
        "textfont": {"color": "over", "shadow": "auto"},
        "marker": {"color": "c5", "size": 9, "line": {"color": "over", "width": 1}},
        "showlegend": False,
    }
    axes = {"xaxis": {"title": {"text": "departure"}}, "yaxis": {"title": {"text": "time of flight [d]"}}}
    return {"data": [chart, best], "layout": _layout(view.title, **axes)}


def calendar_figure(view: CalendarView) -> Figure:
    """Give a launch calendar as a plotly figure."""
    months, hours, index = view.grid()
    shown = np.where(np.isfinite(view.value) & (view.value <= view.limit), view.value, np.nan)
    cells = np.where(index >= 0, shown[np.maximum(index, 0)], np.nan)
    texts = [
        ["" if k < 0 else (view.texts[k] if view.texts else f"{instant(float(view.t[k])):%Y-%m-%d %H:%M}") for k in row]
        for row in index.tolist()
    ]
    chart = {
        "type": "heatmap",
        "x": _numbers(hours / 24.0 + 1.0),
        "y": months,
        "z": [_numbers(row, 5) for row in cells],
        "text": [[text.replace("\n", "<br>") for text in row] for row in texts],
        "hovertemplate": f"%{{text}}<br>{view.name} %{{z:.4g}} {view.unit}<extra></extra>",
        "colorscale": _SCALE,
        "colorbar": {"title": {"text": f"{view.name} [{view.unit}]"}},
    }
    axes = {
        "xaxis": {"title": {"text": "day of the month (TDB)"}, "dtick": 2},
        "yaxis": {"type": "category", "autorange": "reversed"},
    }
    return {"data": [chart], "layout": _layout(view.title, height=max(320, 22 * len(months) + 150), **axes)}


def path_figure(view: PathView) -> Figure:
    """Give tracks and bodies, seen from the north of the frame, as a plotly figure."""
    low, high = (float(end[0]) for end in view.box())
    far = low + 0.6 * (high - low)  # names of what lies beyond stand to its left
    tracks = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": track.name,
            "x": _numbers(track.points[:, 0]),
            "y": _numbers(track.points[:, 1]),
            "line": {"color": f"c{track.colour % 8}", "dash": "dash" if track.dashed else "solid"},
            **_hover(track.texts),
        }
        for track in view.tracks
    ]
    bodies = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": body.name,
            "x": [body.place[0]],
            "y": [body.place[1]],
            "text": [body.name],
            "textposition": f"{'bottom' if number % 2 else 'top'} {'left' if body.place[0] > far else 'right'}",
            "marker": {"color": f"c{body.colour % 8}", "size": 2.0 * body.size, "symbol": _symbol(body)},
            "showlegend": False,
        }
        for number, body in enumerate(view.bodies)
    ]
    axes = {
        "xaxis": {"title": {"text": f"{view.axes[0]} [{view.unit}]"}, "zeroline": False},
        "yaxis": {"title": {"text": f"{view.axes[1]} [{view.unit}]"}, "scaleanchor": "x", "zeroline": False},
    }
    shapes = [_disc(body) for body in view.bodies if body.radius]
    return {"data": [*tracks, *bodies], "layout": _layout(view.title, height=640, shapes=shapes, **axes)}


def _symbol(body: Body) -> str:
    """Mark a body that is drawn at its true size too by a ring."""
    return "diamond" if body.cross else "circle-open" if body.radius else "circle"


def _disc(body: Body) -> Mapping[str, Any]:
    """Draw a body at its true size."""
    x, y, _ = body.place
    colour = f"c{body.colour % 8}"
    return {
        "type": "circle",
        "layer": "between",
        "opacity": 0.6,
        "x0": x - body.radius,
        "x1": x + body.radius,
        "y0": y - body.radius,
        "y1": y + body.radius,
        "fillcolor": colour,
        "line": {"width": 0},
    }


def _ball(body: Body) -> Mapping[str, Any]:
    """Draw a body at its true size in space."""
    around, up = np.meshgrid(np.linspace(0.0, 2.0 * np.pi, 37), np.linspace(-0.5 * np.pi, 0.5 * np.pi, 19))
    unit = (np.cos(around) * np.cos(up), np.sin(around) * np.cos(up), np.sin(up))
    colour = f"c{body.colour % 8}"
    return {
        "type": "surface",
        **{
            axis: [_numbers(row) for row in middle + body.radius * part]
            for axis, middle, part in zip("xyz", body.place, unit, strict=True)
        },
        "colorscale": [[0.0, colour], [1.0, colour]],
        "showscale": False,
        "hoverinfo": "skip",
    }


def scene_figure(view: PathView) -> Figure:
    """Give tracks and bodies in three dimensions as a plotly figure."""
    tracks = [
        {
            "type": "scatter3d",
            "mode": "lines",
            "name": track.name,
            **{axis: _numbers(track.points[:, i]) for i, axis in enumerate("xyz")},
            "line": {"color": f"c{track.colour % 8}", "width": 2 if track.dashed else 5},
            **_hover(track.texts),
        }
        for track in view.tracks
    ]
    bodies = [
        {
            "type": "scatter3d",
            "mode": "markers+text",
            "name": body.name,
            **{axis: [body.place[i]] for i, axis in enumerate("xyz")},
            "text": [body.name],
            "textposition": _TURNS[number % 4],
            "marker": {"color": f"c{body.colour % 8}", "size": body.size, "symbol": _symbol(body)},
            "showlegend": False,
        }
        for number, body in enumerate(view.bodies)
    ]
    low, high = view.box()
    sides = _SIZE * (high - low) / float((high - low).max())
    balls = [_ball(body) for body in view.bodies if body.radius]
    axes = {
        f"{axis}axis": {
            "title": {"text": f"{view.axes[i]} [{view.unit}]"},
            "range": _numbers(np.array([low[i], high[i]])),
        }
        for i, axis in enumerate("xyz")
    }
    ratio = dict(zip("xyz", _numbers(sides), strict=True))
    scene = {"aspectmode": "manual", "aspectratio": ratio, "camera": _CAMERA, **axes}
    return {"data": [*tracks, *bodies, *balls], "layout": _layout(view.title, height=560, scene=scene)}


def _hover(texts: Sequence[str]) -> Mapping[str, Any]:
    if not texts:
        return {}
    return {
        "text": [text.replace("\n", "<br>") for text in texts],
        "hovertemplate": "%{text}<extra>%{fullData.name}</extra>",
    }
