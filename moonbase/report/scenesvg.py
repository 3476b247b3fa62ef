"""Ways through space in three dimensions, drawn flat: seen from above and from one side, without perspective."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.report.drawing import heading, opening
from moonbase.report.pathsvg import body_svg, name_bodies, scale_note, track_svg
from moonbase.report.scales import linear
from moonbase.report.svgparts import Labels, legend, legend_height, note_lines
from moonbase.report.trajectoryviews import Body, PathView, Track
from moonbase.report.units import number

__all__ = ["scene_svg"]

Array = NDArray[np.float64]
_Pixels = Callable[[Array], list[tuple[float, float]]]

_TOP, _SIDE, _BOTTOM = 30.0, 58.0, 48.0
_TALLEST = 620.0
_TURN, _TILT = math.radians(-60.0), math.radians(28.0)  # of the eye from the x axis, and above the floor
_TO_THE_EYE = np.array([math.cos(_TURN) * math.cos(_TILT), math.sin(_TURN) * math.cos(_TILT), math.sin(_TILT)])
_APART = 26.0  # pixels between ticks


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


def scene_svg(view: PathView, *, width: float = 620.0) -> str:
    """Draw tracks and bodies above a floor with ticks, all axes to the same scale; shadows on it show heights."""
    box = _Box(*view.box())
    edges = _flat(box.corners())
    low, high = edges.min(axis=0), edges.max(axis=0)
    title, more = heading(view.title, width)
    top = _TOP + more + legend_height([track.name for track in view.tracks], width - 16.0)
    scale = min((width - 2.0 * _SIDE) / (high[0] - low[0]), _TALLEST / (high[1] - low[1]))
    shift = np.array([0.5 * width, top]) - scale * np.array([0.5 * (low[0] + high[0]), low[1]])
    bottom = top + scale * float(high[1] - low[1])

    def pixels(points: Array) -> list[tuple[float, float]]:
        return [(float(a), float(b)) for a, b in scale * _flat(points) + shift]

    labels = Labels((4.0, top, width - 4.0, bottom + _BOTTOM))
    words, tail = note_lines(_words(view, scale), 8.0, bottom + _BOTTOM + 6.0, width - 8.0)
    parts = [
        opening(view.title, width, bottom + _BOTTOM + tail),
        *title,
        *legend([(track.name, track.colour, track.dashed) for track in view.tracks], width - 16.0, _TOP + more),
        *_floor(box, pixels, labels),
    ]
    for track in view.tracks:
        if not track.dashed:
            shadow = track.points * np.array([1.0, 1.0, 0.0]) + np.array([0.0, 0.0, box.low[2]])
            drawn = "L".join(f"{a:.1f} {b:.1f}" for a, b in pixels(shadow))
            parts.append(f'<path class="stroke c7" d="M{drawn}" stroke-opacity=".45"/>')
    large = [body for body in view.bodies if body.radius * scale > body.size]
    places = {body: pixels(np.array([body.place]))[0] for body in view.bodies}
    centre = np.array(max(large, key=lambda body: body.radius).place) if large else None
    parts += [_part(track, pixels, centre, behind=True) for track in view.tracks if centre is not None]
    parts += [body_svg(body, places[body], scale) for body in large]
    parts += [_part(track, pixels, centre, behind=False) for track in view.tracks]
    seen = {body: place for body, place in places.items() if not any(_hides(one, body) for one in large)}
    parts += [body_svg(body, place, scale) for body, place in seen.items() if body not in large]
    parts += name_bodies(seen, scale, labels)
    return "\n".join([*parts, *words, "</svg>"])


def _words(view: PathView, scale: float) -> str:
    """Say what the axes are and what is drawn to scale."""
    names = ", ".join(
        name if name.startswith(letter) else f"{letter} {name}" for letter, name in zip("xyz", view.axes, strict=True)
    )
    note = scale_note(view, scale)
    return f"{names} [{view.unit}]; grey: shadow on the floor{f'; {note}' if note else ''}"


def _hides(front: Body, what: Body) -> bool:
    """Tell whether a body stands before another."""
    gap = np.array(what.place) - np.array(front.place)
    depth = float(gap @ _TO_THE_EYE)
    return depth < 0.0 and float(np.linalg.norm(gap - depth * _TO_THE_EYE)) < front.radius


def _part(track: Track, pixels: _Pixels, centre: Array | None, *, behind: bool) -> str:
    """Draw what of a track lies behind a body, or before it; all of it if there is no body."""
    points = track.points
    hidden = np.zeros(len(points), bool) if centre is None else (points - centre) @ _TO_THE_EYE < 0.0
    wanted = hidden == behind
    runs = np.split(np.arange(len(points)), np.flatnonzero(np.diff(wanted)) + 1)
    drawn = [
        track_svg(track.name, pixels(points[max(run[0] - 1, 0) : run[-1] + 2]), track.colour, dashed=track.dashed)
        for run in runs
        if wanted[run[0]]
    ]
    return "".join(drawn)


def _floor(box: _Box, pixels: _Pixels, labels: Labels) -> Iterator[str]:
    """Draw the floor's grid, ticks along its two front edges, and heights along the left edge."""
    (x0, y0, z0), (x1, y1, _) = box.low.tolist(), box.high.tolist()
    front, right, back = (x0, y0, z0), (x1, y0, z0), (x0, y1, z0)
    for axis, (near, far, side) in enumerate(((front, back, _BELOW), (right, front, _BESIDE), (front, front, _LEFT))):
        low, high = float(box.low[axis]), float(box.high[axis])
        (a, b), (c, d) = pixels(np.array([_moved(near, axis, low), _moved(near, axis, high)]))
        yield f'<line class="axis" x1="{a:.1f}" x2="{c:.1f}" y1="{b:.1f}" y2="{d:.1f}"/>'
        x, y = a + side.along * (c - a) + side.name[0], b + side.along * (d - b) + side.name[1]
        yield labels.fixed("xyz"[axis], x, y, kind="title")
        count = min(5, max(1, int(math.hypot(c - a, d - b) / _APART)))
        for tick in linear([low, high], 0.0, 1.0, count=count, zero=False).ticks:
            (a, b), (c, d) = pixels(np.array([_moved(near, axis, tick), _moved(far, axis, tick)]))
            yield f'<line class="grid" x1="{a:.1f}" x2="{c:.1f}" y1="{b:.1f}" y2="{d:.1f}"/>'
            x, y = a + side.right, b + side.down
            yield labels.fixed(number(tick), x, y, side.anchor)


def _moved(point: tuple[float, float, float], axis: int, value: float) -> list[float]:
    return [*point[:axis], value, *point[axis + 1 :]]
