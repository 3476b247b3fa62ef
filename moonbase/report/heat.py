"""Heat maps over time: one row per thing, one column per period, each row against its own largest value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from moonbase.report.scales import linear

__all__ = ["Heat", "heat"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 210.0, 24.0, 26.0, 26.0
_ROW, _WIDTH, _LEVELS = 20.0, 1140.0, 12
_LABEL = 32


@dataclass(frozen=True, kw_only=True)
class Heat:
    """What to draw.

    Attributes
    ----------
    title
        Written above it.
    edges
        Boundaries of the columns [calendar years], shape ``(n_columns + 1,)``.
    rows
        Name of each row.
    values
        Share of the row's largest value [1], shape ``(n_rows, n_columns)``.
    notes
        What is written at the right end of each row; may be empty.
    colour
        Number of the colour's class.
    """

    title: str
    edges: tuple[float, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    notes: tuple[str, ...] = ()
    colour: int = 0


def heat(what: Heat) -> str:
    """Draw a heat map as SVG; neighbouring cells of one shade become one rectangle."""
    right = _RIGHT + (110.0 if what.notes else 0.0)
    height = _TOP + _ROW * len(what.rows) + _BOTTOM
    across = linear((what.edges[0], what.edges[-1]), _LEFT, _WIDTH - right, count=12, zero=False)
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDTH:g} {height:g}" role="img" aria-label="{escape(what.title)}">',
        f'<text class="title" x="0" y="14">{escape(what.title)}</text>',
    ]
    for tick in across.ticks:
        if abs(tick - round(tick)) < 1e-6:
            x = across(tick)
            parts.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{_TOP:g}" y2="{height - _BOTTOM:g}"/>')
            parts.append(
                f'<text class="tick" x="{x:g}" y="{height - _BOTTOM + 16:g}" text-anchor="middle">{round(tick)}</text>'
            )
    places = [across(edge) for edge in what.edges]
    for index, name in enumerate(what.rows):
        y = _TOP + _ROW * index
        label = name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…"
        parts.append(f'<text x="{_LEFT - 8:g}" y="{y + 14:g}" text-anchor="end">{escape(label)}{_full(name)}</text>')
        parts += _cells(what.values[index], places, y, what.colour)
        if what.notes:
            note = escape(what.notes[index])
            parts.append(f'<text class="tick" x="{_WIDTH - right + 8:g}" y="{y + 14:g}">{note}</text>')
    return "\n".join([*parts, "</svg>"])


def _full(name: str) -> str:
    return f"<title>{escape(name)}</title>" if len(name) > _LABEL else ""


def _cells(values: Sequence[float], places: Sequence[float], y: float, colour: int) -> Iterator[str]:
    levels = [round(_LEVELS * min(max(value, 0.0), 1.0)) for value in values]
    for level, group in groupby(enumerate(levels), key=lambda pair: pair[1]):
        cells = [index for index, _ in group]
        if level:
            left, right = places[cells[0]], places[cells[-1] + 1]
            yield (
                f'<rect class="fill c{colour}" x="{left:.1f}" y="{y + 2:g}" width="{max(right - left, 0.6):.1f}" '
                f'height="{_ROW - 4:g}" opacity="{level / _LEVELS:.2f}"/>'
            )
