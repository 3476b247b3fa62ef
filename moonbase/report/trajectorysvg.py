"""Porkchop plots and launch calendars as SVG text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

import numpy as np
from numpy.typing import NDArray

from moonbase.report.drawing import SLIM, heading, opening
from moonbase.report.fields import colour, contour, picture
from moonbase.report.scales import Axis, linear
from moonbase.report.svgparts import Labels
from moonbase.report.trajectoryviews import CalendarView, PorkchopView, instant
from moonbase.report.units import number

__all__ = ["calendar_svg", "porkchop_svg"]

Array = NDArray[np.float64]

_DAY = 86400.0
_LEFT, _TOP, _BOTTOM = 62.0, 30.0, 44.0
_CLOSED = 'class="fill c7" fill-opacity=".19"'
_SHORT = 12  # points of a line too short for its value
_LABELLED = 7  # lines from the least one on that carry their value
_BAR, _BAR_SLIM = 86.0, 64.0  # pixels for the colour bar at the right
_GAP, _GAP_SLIM = 20.0, 8.0  # pixels before it
_PLACES = (1 / 3, 1 / 2, 2 / 3, 1 / 6, 5 / 6)  # of a value along its line


def _image(values: Array, ends: tuple[float, float], box: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = box
    return (
        f'<image x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}" '
        f'preserveAspectRatio="none" href="{picture(values, *ends)}"/>'
    )


def _bar(ends: tuple[float, float], box: tuple[float, float, float]) -> Iterator[str]:
    """Draw the bar of colours: ends are its values, box its left, top and bottom."""
    left, top, bottom = box
    low, high = ends
    yield _image(np.linspace(low, high, 64)[None, :], ends, (left, top, left + 12.0, bottom))
    axis = linear([low, high], bottom, top, count=6, zero=False)
    for tick in axis.ticks if high > low else (low,):
        yield f'<text class="tick" x="{left + 17:g}" y="{axis(tick) + 3.5:g}">{number(tick)}</text>'


def _months(start: float, end: float, most: int) -> list[tuple[float, str]]:
    """Beginnings of months or years between two times, at most so many."""
    first, last = instant(start), instant(end)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if count / s <= most)
    marks = []
    for month in range(first.year * 12, last.year * 12 + 13, step):
        day = instant(0.0).replace(year=month // 12, month=month % 12 + 1, day=1, hour=0)
        t = (day - instant(0.0)).total_seconds()
        if start <= t <= end:
            marks.append((t, f"{day:%Y}" if step >= 12 else f"{day:%Y-%m}"))
    return marks


def porkchop_svg(view: PorkchopView, *, width: float = 640.0, height: float = 460.0) -> str:
    """Draw a porkchop plot: colours, lines of equal value, and the best transfers."""
    slim = width <= SLIM
    title, more = heading(view.title, width, f"{view.name} [{view.unit}]")
    top = _TOP + more
    right, bottom = width - (_BAR_SLIM if slim else _BAR), height + more - _BOTTOM
    x = linear(view.depart.tolist(), _LEFT, right, zero=False)
    y = linear((view.tof / _DAY).tolist(), bottom, top, count=7, zero=False)
    low, high = float(np.nanmin(view.value)), view.ceiling
    parts = [
        opening(view.title, width, height + more),
        *title,
        _image(view.value, (low, high), (_LEFT, top, right, bottom)),
        *_field(view, x, y),
    ]
    for t, text in _months(x.low, x.high, 4 if slim else 7):
        parts.append(f'<line class="axis" x1="{x(t):g}" x2="{x(t):g}" y1="{bottom:g}" y2="{bottom + 4:g}"/>')
        parts.append(f'<text class="tick" x="{x(t):g}" y="{bottom + 17:g}" text-anchor="middle">{text}</text>')
    parts += [
        f'<text class="tick" x="{_LEFT - 6:g}" y="{y(tick) + 3.5:g}" text-anchor="end">{number(tick)}</text>'
        for tick in y.ticks
    ]
    middle = 0.5 * (_LEFT + right)
    parts.append(f'<text class="tick" x="{middle:g}" y="{bottom + 34:g}" text-anchor="middle">departure</text>')
    level = 0.5 * (top + bottom)
    turn = f'transform="rotate(-90 12 {level:g})"'
    parts.append(f'<text class="tick" x="12" y="{level:g}" text-anchor="middle" {turn}>time of flight [d]</text>')
    parts += [*_bar((low, high), (right + (_GAP_SLIM if slim else _GAP), top, bottom)), "</svg>"]
    return "\n".join(parts)


def _field(view: PorkchopView, x: Axis, y: Axis) -> Iterator[str]:
    """Draw lines of equal value and the marked transfers; no value covers another or a mark."""
    labels = Labels((x.start, y.end, x.end, y.start))
    places = [(x(mark.depart), y(mark.tof / _DAY), mark.text) for mark in view.marks]
    for a, b, _ in places:
        labels.occupy(a, b, 5.0)
    marks = [labels.beside(text, a, b, 4.0, "over") for a, b, text in places]
    columns, rows = np.arange(len(view.depart)), np.arange(len(view.tof))
    for rank, level in enumerate(view.levels):
        longest: list[tuple[float, float]] = []
        for line in contour(view.value, level):
            cells = np.array(line)
            across = np.interp(cells[:, 0], columns, view.depart)
            up = np.interp(cells[:, 1], rows, view.tof) / _DAY
            points = [(x(float(a)), y(float(b))) for a, b in zip(across, up, strict=True)]
            longest = points if len(points) > len(longest) else longest
            yield f'<path class="level" d="M{"L".join(f"{a:.1f} {b:.1f}" for a, b in points)}"/>'
        if len(longest) > _SHORT and rank < _LABELLED:
            marks.append(labels.along(number(level), [longest[int(len(longest) * share)] for share in _PLACES], "over"))
    for a, b, _ in places:
        yield f'<circle class="fill c5 ring" cx="{a:g}" cy="{b:g}" r="4"/>'
    yield from marks


def calendar_svg(view: CalendarView, *, width: float = 720.0) -> str:
    """Draw a launch calendar: a row per month, a column per day or hours, coloured by the value."""
    months, hours, index = view.grid()
    tall = min(18.0, max(4.0, 560.0 / len(months)))
    title, more = heading(view.title, width, f"{view.name} [{view.unit}]")
    top = _TOP + more + 18.0
    right, bottom = width - _BAR, top + max(tall * len(months), 90.0)
    wide = (right - _LEFT) / len(hours)
    shown = np.where(np.isfinite(view.value) & (view.value <= view.limit), view.value, np.nan)
    known = shown[np.isfinite(shown)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    parts = [opening(view.title, width, bottom + 30.0), *title]
    for day in range(1, 32, 2):
        x = _LEFT + (right - _LEFT) * (day - 0.5) * 24.0 / (wide and len(hours) * (hours[1] - hours[0]))
        parts.append(f'<text class="tick" x="{x:.1f}" y="{top - 5:g}" text-anchor="middle">{day}</text>')
    every = max(1, math.ceil(11.0 / tall))
    for row, month in enumerate(months):
        y = top + tall * row
        if row % every == 0:
            parts.append(
                f'<text class="tick" x="{_LEFT - 6:g}" y="{y + 0.5 * tall + 3.5:g}" text-anchor="end">{month}</text>'
            )
        for column in np.flatnonzero(index[row] >= 0):
            k = int(index[row, column])
            value = float(shown[k])
            share = (value - low) / max(high - low, 1e-12)
            paint = f'fill="{colour(share)}"' if np.isfinite(value) else _CLOSED
            told = view.texts[k] if view.texts else _told(view, k)
            parts.append(
                f'<rect x="{_LEFT + wide * column:.2f}" y="{y:.2f}" width="{wide - 0.4:.2f}" height="{tall - 0.8:.2f}" '
                f"{paint}><title>{escape(told)}</title></rect>"
            )
    if known.size:
        parts += _bar((low, high), (right + _GAP, top, max(bottom, top + 80.0)))
    closed = "; grey: no launch within the limits" if known.size < shown.size else ""
    note = f"day of the month (TDB){closed}" if known.size else "no launch within the limits"
    parts += [f'<text class="tick" x="{_LEFT:g}" y="{bottom + 18:g}">{note}</text>', "</svg>"]
    return "\n".join(parts)


def _told(view: CalendarView, k: int) -> str:
    value = float(view.value[k])
    words = f"{view.name} {value:.0f} {view.unit}" if np.isfinite(value) else "no launch"
    return f"{instant(float(view.t[k])):%Y-%m-%d %H:%M}: {words}"
