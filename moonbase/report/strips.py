"""Charts of rows over time: what held the plan back, and when legs are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from moonbase.report.scales import Axis, linear

__all__ = ["Mark", "Strip", "strips"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 190.0, 24.0, 24.0, 24.0
_ROW, _WIDTH = 22.0, 1140.0


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A coloured stretch of a strip.

    Attributes
    ----------
    start, end
        Calendar years with fraction.
    text
        What hovering tells.
    colour
        Number of its class.
    strength
        Opacity [1].
    """

    start: float
    end: float
    text: str
    colour: int = 0
    strength: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Strip:
    """One row: its name and what happens along it."""

    label: str
    marks: tuple[Mark, ...]


def strips(
    title: str, rows: tuple[Strip, ...], edges: tuple[float, float], legend: tuple[tuple[int, str], ...] = ()
) -> str:
    """Draw rows of marks over calendar years.

    Parameters
    ----------
    title
        Written above.
    rows
        From top to bottom.
    edges
        First and last date [calendar years].
    legend
        Colours with their meaning.
    """
    width = _WIDTH
    height = _TOP + _ROW * len(rows) + _BOTTOM
    across = linear(edges, _LEFT, width - _RIGHT, count=12, zero=False)
    parts = [
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">',
        f'<text class="title" x="0" y="14">{escape(title)}</text>',
        *_legend(legend),
        *_ticks(across, height - _BOTTOM),
    ]
    for index, row in enumerate(rows):
        parts += _row(row, _TOP + _ROW * index, across)
    return "\n".join([*parts, "</svg>"])


def _legend(legend: tuple[tuple[int, str], ...]) -> Iterator[str]:
    x = _LEFT
    for colour, label in legend:
        yield f'<rect class="fill c{colour}" x="{x:g}" y="4" width="10" height="10" rx="2"/>'
        yield f'<text x="{x + 14:g}" y="13">{escape(label)}</text>'
        x += 28.0 + 6.6 * len(label)


def _ticks(across: Axis, bottom: float) -> Iterator[str]:
    for tick in across.ticks:
        if abs(tick - round(tick)) < 1e-6:
            x = across(tick)
            yield f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{_TOP:g}" y2="{bottom:g}"/>'
            yield f'<text class="tick" x="{x:g}" y="{bottom + 15:g}" text-anchor="middle">{round(tick)}</text>'


def _row(row: Strip, y: float, across: Axis) -> Iterator[str]:
    label = row.label if len(row.label) <= 30 else f"{row.label[:29]}…"
    yield (
        f'<text x="{_LEFT - 8:g}" y="{y + 14:g}" text-anchor="end">{escape(label)}'
        f"<title>{escape(row.label)}</title></text>"
    )
    for mark in row.marks:
        left, right = across(mark.start), across(mark.end)
        yield (
            f'<rect class="fill c{mark.colour}" x="{left:g}" y="{y + 3:g}" width="{max(right - left, 0.6):.2f}" '
            f'height="{_ROW - 6:g}" opacity="{mark.strength:.2f}"><title>{escape(mark.text)}</title></rect>'
        )
