"""Heat maps over time: one row per thing, one column per period, each row against its own largest value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from moonbase.report.drawing import heading, opening, row_layout, row_names, row_years

__all__ = ["Heat", "heat"]

_LEVELS = 12


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


def heat(what: Heat, *, slim: bool = False) -> str:
    """Draw a heat map as SVG; neighbouring cells of one shade become one rectangle."""
    rows = row_layout(0.0, slim=slim, notes=bool(what.notes))
    title, more = heading(what.title, rows.width)
    rows = replace(rows, top=26.0 + more)
    across, years = row_years(rows, (what.edges[0], what.edges[-1]), len(what.rows))
    places = [across(edge) for edge in what.edges]
    parts = [opening(what.title, rows.width, rows.height(len(what.rows))), *title, *years]
    parts += row_names(rows, what.rows, what.notes)
    for index, values in enumerate(what.values):
        parts += _cells(values, places, rows.top + rows.row * index + rows.bar, (rows.thick, what.colour))
    return "\n".join([*parts, "</svg>"])


def _cells(values: Sequence[float], places: Sequence[float], y: float, look: tuple[float, int]) -> Iterator[str]:
    levels = [round(_LEVELS * min(max(value, 0.0), 1.0)) for value in values]
    for level, group in groupby(enumerate(levels), key=lambda pair: pair[1]):
        cells = [index for index, _ in group]
        if level:
            left, right = places[cells[0]], places[cells[-1] + 1]
            yield (
                f'<rect class="fill c{look[1]}" x="{left:.1f}" y="{y:g}" width="{max(right - left, 0.6):.1f}" '
                f'height="{look[0]:g}" opacity="{level / _LEVELS:.2f}"/>'
            )
