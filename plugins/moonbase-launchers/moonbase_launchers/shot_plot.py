"""Draw a shot: currents, force, speed, temperature and energy over time, as one SVG file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from moonbase_launchers.shot_history import History

__all__ = ["draw"]

_Array = NDArray[np.float64]
_WIDE, _HIGH, _LEFT, _TOP, _GAP = 860, 150, 90, 60, 54
_POINTS = 500
_COLOURS = ("#1f5fa8", "#c2452d", "#2d8a4e", "#8a5fb0")
_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""), (1e-3, "m"), (1e-6, "µ"))


@dataclass(frozen=True, kw_only=True)
class _Panel:
    """One plot: lines over time, in one unit."""

    title: str
    unit: str
    lines: Mapping[str, _Array]


def draw(shot: History, title: str) -> str:
    """Draw a shot as SVG.

    Parameters
    ----------
    shot
        History.
    title
        Above the plots.

    Returns
    -------
    str
        A whole SVG document.
    """
    panels = (
        _Panel(
            title="Current",
            unit="A",
            lines={"largest in a drive coil": shot.largest_current, "bucket": shot.bucket_current},
        ),
        _Panel(title="Force", unit="N", lines={"on the bucket": shot.force}),
        _Panel(title="Speed", unit="m/s", lines={"of the bucket": shot.speed}),
        _Panel(title="Temperature rise", unit="K", lines={"of the hottest drive coil": shot.hottest}),
        _Panel(title="Energy", unit="J", lines=shot.energy),
    )
    high = _TOP + len(panels) * (_HIGH + _GAP) + 20
    box = f'viewBox="0 0 {_WIDE + _LEFT + 30} {high}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(title)}">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{_LEFT}" y="26" font-size="17">{escape(title)}</text>',
    ]
    for number, panel in enumerate(panels):
        parts += _plot(panel, shot.time, _TOP + number * (_HIGH + _GAP))
    return "\n".join([*parts, "</svg>\n"])


def _plot(panel: _Panel, time: _Array, top: float) -> list[str]:
    low = min(0.0, *(float(line.min()) for line in panel.lines.values()))
    high = max(1e-30, *(float(line.max()) for line in panel.lines.values()))
    span, end = (high - low) or 1.0, float(time[-1])
    factor, prefix = _prefix(max(abs(low), abs(high)), panel.unit)
    seconds, milli = _prefix(end, "s")
    parts = [
        f'<rect x="{_LEFT}" y="{top}" width="{_WIDE}" height="{_HIGH}" fill="none" stroke="#999"/>',
        f'<text x="{_LEFT}" y="{top - 8}">{panel.title} [{prefix}{panel.unit}]</text>',
    ]
    for tick in np.linspace(low, high, 4):
        y = top + _HIGH * (high - tick) / span
        parts.append(f'<line x1="{_LEFT}" x2="{_LEFT + _WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick / factor:.4g}</text>')
    for tick in np.linspace(0.0, end, 6):
        x = _LEFT + _WIDE * tick / end
        parts.append(f'<text x="{x:.1f}" y="{top + _HIGH + 15}" text-anchor="middle">{tick / seconds:.4g}</text>')
    parts.append(f'<text x="{_LEFT + _WIDE}" y="{top + _HIGH + 30}" text-anchor="end">time [{milli}s]</text>')
    for number, (name, line) in enumerate(panel.lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = " ".join(
            f"{_LEFT + _WIDE * t / end:.1f},{top + _HIGH * (high - value) / span:.1f}"
            for t, value in zip(*_thin(time, line), strict=True)
        )
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.3"/>')
        parts.append(f'<text x="{_LEFT + 170 + 180 * number}" y="{top - 8}" fill="{colour}">{escape(name)}</text>')
    return parts


def _thin(time: _Array, line: _Array) -> tuple[_Array, _Array]:
    """Keep the least and the largest value of each of some hundred slices, so that no peak is lost."""
    if len(line) <= 2 * _POINTS:
        return time, line
    keep = []
    for part in np.array_split(np.arange(len(line)), _POINTS):
        keep += sorted({int(part[np.argmin(line[part])]), int(part[np.argmax(line[part])])})
    return time[keep], line[keep]


def _prefix(most: float, unit: str) -> tuple[float, str]:
    if unit in ("K", "m/s"):
        return 1.0, ""
    return next(((factor, name) for factor, name in _PREFIXES if most >= factor), _PREFIXES[-1])
