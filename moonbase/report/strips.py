"""Charts of rows over time: what held the plan back, and when legs are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from moonbase.report.drawing import heading, opening, row_layout, row_names, row_years
from moonbase.report.scales import Axis

__all__ = ["Mark", "Strip", "strips"]


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
    title: str,
    rows: tuple[Strip, ...],
    edges: tuple[float, float],
    legend: tuple[tuple[int, str], ...] = (),
    *,
    slim: bool = False,
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
    slim
        Whether for a phone.
    """
    layout = row_layout(0.0, slim=slim)
    words, more = heading(title, layout.width)
    below = 19.0 if slim and legend else 0.0
    layout = replace(layout, top=26.0 + more + below)
    across, years = row_years(layout, edges, len(rows))
    parts = [opening(title, layout.width, layout.height(len(rows))), *words]
    parts += [*_legend(legend, 0.0 if slim else layout.left, more + below), *years]
    parts += row_names(layout, [row.label for row in rows])
    for index, row in enumerate(rows):
        parts += _marks(row, layout.top + layout.row * index + layout.bar, layout.thick, across)
    return "\n".join([*parts, "</svg>"])


def _legend(legend: tuple[tuple[int, str], ...], x: float, y: float) -> Iterator[str]:
    for colour, label in legend:
        yield f'<rect class="fill c{colour}" x="{x:g}" y="{y + 4:g}" width="10" height="10" rx="2"/>'
        yield f'<text x="{x + 14:g}" y="{y + 13:g}">{escape(label)}</text>'
        x += 28.0 + 6.6 * len(label)


def _marks(row: Strip, y: float, thick: float, across: Axis) -> Iterator[str]:
    for mark in row.marks:
        left, right = across(mark.start), across(mark.end)
        yield (
            f'<rect class="fill c{mark.colour}" x="{left:g}" y="{y:g}" width="{max(right - left, 0.6):.2f}" '
            f'height="{thick:g}" opacity="{mark.strength:.2f}"><title>{escape(mark.text)}</title></rect>'
        )
