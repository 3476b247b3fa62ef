"""Ways through space seen from one side, to scale, as SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import numpy as np

from moonbase.report.drawing import SLIM, heading, opening
from moonbase.report.scales import Axis, linear
from moonbase.report.svgparts import Labels, legend, legend_height, note_lines
from moonbase.report.trajectoryviews import Body, PathView
from moonbase.report.units import number

__all__ = ["body_svg", "name_bodies", "path_svg", "scale_note", "track_svg"]

_LEFT, _TOP, _BOTTOM = 62.0, 30.0, 44.0
_TALLEST = 620.0
_LARGE = 40.0  # pixels of radius from which on a name stands inside
_FLATTEST, _FLATTEST_SLIM = 0.56, 0.8  # height over width; the name of the upward axis needs its room


def path_svg(view: PathView, *, width: float = 620.0) -> str:
    """Draw tracks and bodies as seen from the north of the frame, both axes to the same scale."""
    clouds = [track.points[:, :2] for track in view.tracks]
    clouds += [np.array(body.place[:2]) + body.radius * np.array([[-1.0, -1.0], [1.0, 1.0]]) for body in view.bodies]
    every = np.concatenate(clouds)
    slim = width <= SLIM
    flattest = _FLATTEST_SLIM if slim else _FLATTEST
    low, high = every.min(axis=0), every.max(axis=0)
    middle, span = 0.5 * (low + high), np.maximum(high - low, flattest * float((high - low).max())) * 1.12
    right = width - 16.0
    tall = min((right - _LEFT) / span[0] * span[1], _TALLEST)
    scale = min((right - _LEFT) / span[0], tall / span[1])
    reach = 0.5 * (right - _LEFT) / scale
    title, more = heading(view.title, width)
    top = _TOP + more + legend_height([track.name for track in view.tracks], right)
    bottom = top + tall
    x = linear([middle[0] - reach, middle[0] + reach], _LEFT, right, count=4 if slim else 7, zero=False)
    y = linear([middle[1] - 0.5 * tall / scale, middle[1] + 0.5 * tall / scale], bottom, top, count=6, zero=False)
    note, tail = note_lines(scale_note(view, scale), 0.0 if slim else _LEFT, bottom + _BOTTOM + 6.0, width)
    parts = [
        opening(view.title, width, bottom + _BOTTOM + tail),
        *title,
        *legend([(track.name, track.colour, track.dashed) for track in view.tracks], right, _TOP + more),
        *_grid(view, x, y),
    ]
    places = {body: (x(body.place[0]), y(body.place[1])) for body in view.bodies}
    parts += [body_svg(body, places[body], scale) for body in view.bodies if body.radius * scale > body.size]
    for track in view.tracks:
        points = [(x(a), y(b)) for a, b, _ in track.points.tolist()]
        parts.append(track_svg(track.name, points, track.colour, dashed=track.dashed))
    parts += [body_svg(body, places[body], scale) for body in view.bodies if body.radius * scale <= body.size]
    parts += name_bodies(places, scale, Labels((_LEFT, top, right, bottom)))
    return "\n".join([*parts, *note, "</svg>"])


def track_svg(name: str, points: list[tuple[float, float]], colour: int, *, dashed: bool) -> str:
    """Draw a line through pixels."""
    dash = ' stroke-dasharray="4 3" stroke-opacity=".75"' if dashed else ""
    drawn = "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
    return f'<path class="stroke c{colour % 8}" d="M{drawn}"{dash}><title>{escape(name)}</title></path>'


def name_bodies(places: Mapping[Body, tuple[float, float]], scale: float, labels: Labels) -> list[str]:
    """Write the names of bodies beside them, or into them where they are drawn large."""
    texts = []
    for body, (x, y) in places.items():
        if body.radius * scale <= _LARGE:
            labels.occupy(x, y, max(body.size, body.radius * scale))
    for body, (x, y) in places.items():
        if body.radius * scale > _LARGE:
            texts.append(labels.inside(body.name, x, y))
    for body, (x, y) in places.items():
        if body.radius * scale <= _LARGE:
            texts.append(labels.beside(body.name, x, y, max(body.size, body.radius * scale)))
    return texts


def body_svg(body: Body, place: tuple[float, float], scale: float) -> str:
    """Draw a body: to scale where that can be seen, else as a ring about a dot; a mere place as a dot or a cross."""
    (x, y), size, true = place, body.size, body.radius * scale
    mark = f"c{body.colour % 8}"
    told = f"<title>{escape(body.name)}</title>"
    if body.cross:
        path = f"M{x - size:.1f} {y - size:.1f}L{x + size:.1f} {y + size:.1f}M{x - size:.1f} {y + size:.1f}"
        return f'<path class="stroke {mark}" d="{path}L{x + size:.1f} {y - size:.1f}">{told}</path>'
    if body.radius and true <= size:
        ring = f'<circle class="stroke {mark}" cx="{x:g}" cy="{y:g}" r="{size:.1f}">{told}</circle>'
        return f'{ring}<circle class="fill {mark}" cx="{x:g}" cy="{y:g}" r="{max(true, 0.7):.2f}"/>'
    return f'<circle class="fill {mark}" cx="{x:g}" cy="{y:g}" r="{max(size, true):.1f}">{told}</circle>'


def scale_note(view: PathView, scale: float) -> str:
    """Say which bodies are drawn to scale."""
    small = [body.name for body in view.bodies if body.radius and body.radius * scale <= body.size]
    true = [body.name for body in view.bodies if body.radius * scale > body.size]
    parts = [f"{' and '.join(true)} to scale"] if true else []
    parts += [f"rings mark {' and '.join(small)}, the dots in them are to scale"] if small else []
    return "; ".join(parts)


def _grid(view: PathView, x: Axis, y: Axis) -> Iterator[str]:
    for tick in x.ticks:
        yield f'<line class="grid" x1="{x(tick):g}" x2="{x(tick):g}" y1="{y.start:g}" y2="{y.end:g}"/>'
        yield f'<text class="tick" x="{x(tick):g}" y="{y.start + 16:g}" text-anchor="middle">{number(tick)}</text>'
    for tick in y.ticks:
        yield f'<line class="grid" x1="{x.start:g}" x2="{x.end:g}" y1="{y(tick):g}" y2="{y(tick):g}"/>'
        yield f'<text class="tick" x="{x.start - 6:g}" y="{y(tick) + 3.5:g}" text-anchor="end">{number(tick)}</text>'
    across, up = (escape(f"{name} [{view.unit}]") for name in view.axes[:2])
    middle, level = 0.5 * (x.start + x.end), 0.5 * (y.start + y.end)
    yield f'<text class="tick" x="{middle:g}" y="{y.start + 34:g}" text-anchor="middle">{across}</text>'
    turn = f'transform="rotate(-90 13 {level:g})"'
    yield f'<text class="tick" x="13" y="{level:g}" text-anchor="middle" {turn}>{up}</text>'
