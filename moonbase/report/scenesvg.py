"""Ways through space in three dimensions, drawn flat: seen from above and from one side, without perspective."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from moonbase.report.pathsvg import body_svg, scale_note, track_svg
from moonbase.report.scales import linear
from moonbase.report.svgparts import Labels, legend, legend_height, opening
from moonbase.report.trajectoryviews import PathView
from moonbase.report.units import number

__all__ = ["scene_svg"]

Array = NDArray[np.float64]
_Pixels = Callable[[Array], list[tuple[float, float]]]

_TOP, _SIDE, _BOTTOM, _NOTE = 30.0, 58.0, 52.0, 16.0
_TALLEST = 620.0
_TURN, _TILT = math.radians(-60.0), math.radians(28.0)  # of the eye from the x axis, and above the floor
_THIN = 0.12  # least height of the box, as a share of its longest side


@dataclass(frozen=True, kw_only=True)
class _Side:
    """Where the texts of an edge stand, in pixels from it; `along` is the share of the edge at which its letter is."""

    right: float
    down: float
    anchor: str
    along: float
    name: tuple[float, float]


_BELOW = _Side(right=0.0, down=15.0, anchor="middle", along=0.5, name=(-16.0, 34.0))
_BESIDE = _Side(right=6.0, down=11.0, anchor="start", along=0.5, name=(30.0, 30.0))
_LEFT = _Side(right=-6.0, down=3.5, anchor="end", along=1.0, name=(0.0, -8.0))


@dataclass(frozen=True, eq=False)
class _Box:
    """What is drawn lies inside; `low` and `high` have shape (3,)."""

    low: Array
    high: Array

    def corners(self) -> Array:
        """All eight, shape (8, 3)."""
        ends = np.stack([self.low, self.high])
        return np.array([[ends[i, 0], ends[j, 1], ends[k, 2]] for i in (0, 1) for j in (0, 1) for k in (0, 1)])


def _flat(points: Array) -> Array:
    """Project points of shape (n, 3): to the right and downwards, shape (n, 2)."""
    turn, tilt = _TURN, _TILT
    right = -math.sin(turn) * points[:, 0] + math.cos(turn) * points[:, 1]
    back = -math.cos(turn) * points[:, 0] - math.sin(turn) * points[:, 1]
    up = math.cos(tilt) * points[:, 2] + math.sin(tilt) * back
    return np.column_stack([right, -up])


def _box(view: PathView) -> _Box:
    clouds = [track.points for track in view.tracks]
    clouds += [np.array(body.place) + body.radius * np.array([[-1.0] * 3, [1.0] * 3]) for body in view.bodies]
    every = np.concatenate(clouds)
    low, high = every.min(axis=0), every.max(axis=0)
    middle, half = 0.5 * (low + high), 0.53 * np.maximum(high - low, _THIN * float((high - low).max()))
    return _Box(middle - half, middle + half)


def scene_svg(view: PathView, *, width: float = 620.0) -> str:
    """Draw tracks and bodies above a floor with ticks, all axes to the same scale; shadows on it show heights."""
    box = _box(view)
    edges = _flat(box.corners())
    low, high = edges.min(axis=0), edges.max(axis=0)
    top = _TOP + legend_height([track.name for track in view.tracks], width - 16.0)
    scale = min((width - 2.0 * _SIDE) / (high[0] - low[0]), _TALLEST / (high[1] - low[1]))
    shift = np.array([0.5 * width, top]) - scale * np.array([0.5 * (low[0] + high[0]), low[1]])
    bottom = top + scale * float(high[1] - low[1])

    def pixels(points: Array) -> list[tuple[float, float]]:
        return [(float(a), float(b)) for a, b in scale * _flat(points) + shift]

    note = scale_note(view, scale)
    parts = [
        *opening(view.title, width, bottom + _BOTTOM + (_NOTE if note else 0.0)),
        *legend([(track.name, track.colour, track.dashed) for track in view.tracks], width - 16.0, _TOP),
        *_floor(view, box, pixels),
    ]
    places = {body: pixels(np.array([body.place]))[0] for body in view.bodies}
    parts += [body_svg(body, places[body], scale) for body in view.bodies if body.radius * scale > body.size]
    for track in view.tracks:
        shadow = track.points * np.array([1.0, 1.0, 0.0]) + np.array([0.0, 0.0, box.low[2]])
        drawn = "L".join(f"{a:.1f} {b:.1f}" for a, b in pixels(shadow))
        if not track.dashed:
            parts.append(f'<path class="stroke c7" d="M{drawn}" stroke-opacity=".45"/>')
        parts.append(track_svg(track.name, pixels(track.points), track.colour, track.dashed))
    parts += [body_svg(body, places[body], scale) for body in view.bodies if body.radius * scale <= body.size]
    labels = Labels((4.0, top, width - 4.0, bottom + _BOTTOM))
    for body in view.bodies:
        labels.occupy(*places[body], max(body.size, body.radius * scale))
    parts += [
        labels.beside(body.name, *places[body], max(body.size, body.radius * scale))
        for body in view.bodies
        if body.name
    ]
    if note:
        parts.append(f'<text class="tick" x="8" y="{bottom + _BOTTOM + 6:g}">{escape(note)}</text>')
    return "\n".join([*parts, "</svg>"])


def _floor(view: PathView, box: _Box, pixels: _Pixels) -> Iterator[str]:
    """Draw the floor's grid, ticks along its two front edges, and heights along the left edge."""
    (x0, y0, z0), (x1, y1, _) = box.low.tolist(), box.high.tolist()
    front, right, back = (x0, y0, z0), (x1, y0, z0), (x0, y1, z0)
    for axis, (near, far, side) in enumerate(((front, back, _BELOW), (right, front, _BESIDE), (front, front, _LEFT))):
        low, high = float(box.low[axis]), float(box.high[axis])
        for tick in linear([low, high], 0.0, 1.0, count=5, zero=False).ticks:
            (a, b), (c, d) = pixels(np.array([_moved(near, axis, tick), _moved(far, axis, tick)]))
            yield f'<line class="grid" x1="{a:.1f}" x2="{c:.1f}" y1="{b:.1f}" y2="{d:.1f}"/>'
            x, y = a + side.right, b + side.down
            yield f'<text class="tick" x="{x:.1f}" y="{y:.1f}" text-anchor="{side.anchor}">{number(tick)}</text>'
        (a, b), (c, d) = pixels(np.array([_moved(near, axis, low), _moved(near, axis, high)]))
        yield f'<line class="axis" x1="{a:.1f}" x2="{c:.1f}" y1="{b:.1f}" y2="{d:.1f}"/>'
        x, y = a + side.along * (c - a) + side.name[0], b + side.along * (d - b) + side.name[1]
        yield f'<text class="title" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{"xyz"[axis]}</text>'
    names = ", ".join(
        f"{letter} {name}" if name != letter else letter for letter, name in zip("xyz", view.axes, strict=True)
    )
    bottom = max(b for _, b in pixels(box.corners())) + _BOTTOM - 10.0
    words = escape(f"{names} [{view.unit}]; grey: shadow on the floor")
    yield f'<text class="tick" x="8" y="{bottom:.1f}">{words}</text>'


def _moved(point: tuple[float, float, float], axis: int, value: float) -> list[float]:
    return [*point[:axis], value, *point[axis + 1 :]]
