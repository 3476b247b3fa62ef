"""What drawings share: the broad and the slim format, titles that wrap, and rows with a name over years.

Every drawing of the report exists twice: broad for a desk, and slim for a phone, drawn for its width and not shrunk, so
that letters keep their size. On paper two slim ones stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from moonbase.report.scales import Axis, linear
from moonbase.report.units import typeset

__all__ = [
    "COLOURS", "LEGEND_ROW", "SLIM", "Rows", "heading", "legend_marks", "legend_rows", "opening", "row_layout",
    "row_names", "row_years", "shortened",
]  # fmt: skip

COLOURS = 8
"""Number of colour classes, ``c0`` to ``c7``."""
LEGEND_ROW = 17.0
"""Height of a row of a legend [px]."""

SLIM = 350.0
"""Width of a slim drawing [px]."""
_BROAD = 1140.0
_BOLD, _PLAIN, _LINE = 8.0, 7.3, 17.0


def opening(title: str, width: float, height: float) -> str:
    """Open a drawing that says what it is."""
    return f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">'


def heading(title: str, width: float, note: str = "") -> tuple[list[str], float]:
    """Write a title with a paler note behind it, over as many lines as it needs.

    Returns
    -------
    tuple
        The elements, and the height of the lines after the first [px].
    """
    lines = wrap(title, max(int(width / _BOLD), 8)) or [""]
    parts = [
        f'<text class="title" x="0" y="{14.0 + _LINE * index:g}">{escape(typeset(line))}'
        for index, line in enumerate(lines)
    ]
    if note and _BOLD * len(lines[-1]) + _PLAIN * (len(note) + 1) > width:
        lines.append("")
        parts.append(f'<text class="title" x="0" y="{14.0 + _LINE * (len(lines) - 1):g}">')
    if note:
        space = " " if lines[-1] else ""
        parts[-1] += f'{space}<tspan class="unit">{escape(typeset(note))}</tspan>'
    return [f"{part}</text>" for part in parts], _LINE * (len(lines) - 1)


def shortened(text: str, most: int) -> str:
    """Cut a name to at most `most` letters.

    Examples
    --------
    >>> shortened("satellite in service", 10)
    'satellite…'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def legend_rows(names: Sequence[str], width: float) -> list[list[tuple[float, int, str]]]:
    """Spread names over rows: the place of each [px], its position among all, and itself."""
    rows: list[list[tuple[float, int, str]]] = [[]]
    x = 0.0
    for index, name in enumerate(names):
        size = 24.0 + _PLAIN * len(name)
        if x + size - 10.0 > width and rows[-1]:
            rows.append([])
            x = 0.0
        rows[-1].append((x, index, name))
        x += size
    return rows


def legend_marks(
    rows: Sequence[Sequence[tuple[float, int, str]]], below: float, colours: Sequence[int] = ()
) -> Iterator[str]:
    """Draw a legend under a title of `below` extra height; colours follow the positions if none are given."""
    for row, entries in enumerate(rows):
        y = 20.0 + below + LEGEND_ROW * row
        for x, index, name in entries:
            colour = (colours[index] if colours else index) % COLOURS
            yield f'<rect class="fill c{colour}" x="{x:g}" y="{y:g}" width="10" height="10" rx="2"/>'
            yield f'<text x="{x + 14:g}" y="{y + 9:g}">{escape(name)}</text>'


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Where rows over years stand [px].

    Attributes
    ----------
    width, left, right
        Of the drawing, and of the margins beside the years.
    top, row
        Where the first row begins, and the height of each.
    bar, thick
        Where in its row a bar begins, and its height.
    label
        Letters of a name that have room.
    slim
        Whether names stand above their bars.
    """

    width: float
    left: float
    right: float
    top: float
    row: float
    bar: float
    thick: float
    label: int
    slim: bool

    def height(self, count: int) -> float:
        """Height of a drawing with so many rows."""
        return self.top + self.row * count + 26.0


def row_layout(top: float, *, slim: bool, notes: bool = False) -> Rows:
    """Lay rows out: names at the left of the bars on a broad drawing, above them on a slim one."""
    if slim:
        label = 34 if notes else 46
        return Rows(width=SLIM, left=2.0, right=18.0, top=top, row=39.0, bar=18.0, thick=12.0, label=label, slim=True)
    right = 24.0 + (110.0 if notes else 0.0)
    return Rows(width=_BROAD, left=210.0, right=right, top=top, row=20.0, bar=2.0, thick=16.0, label=32, slim=False)


def row_years(rows: Rows, ends: tuple[float, float], count: int) -> tuple[Axis, list[str]]:
    """Lay the axis of years behind the rows."""
    across = linear(ends, rows.left, rows.width - rows.right, count=5 if rows.slim else 12, zero=False)
    bottom = rows.height(count) - 26.0
    parts = []
    for tick in across.ticks:
        if abs(tick - round(tick)) < 1e-6:
            x = across(tick)
            anchor = "start" if x < 16.0 else "middle"
            parts.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{rows.top:g}" y2="{bottom:g}"/>')
            parts.append(
                f'<text class="tick" x="{x:g}" y="{bottom + 16:g}" text-anchor="{anchor}">{round(tick)}</text>'
            )
    return across, parts


def row_names(rows: Rows, names: Sequence[str], notes: Sequence[str] = ()) -> Iterator[str]:
    """Write the name of each row, and its note at the right end."""
    for index, name in enumerate(names):
        y = rows.top + rows.row * index + 14.0
        label = shortened(name, rows.label)
        full = f"<title>{escape(name)}</title>" if label != name else ""
        x, anchor = (0.0, "start") if rows.slim else (rows.left - 8.0, "end")
        yield f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(label)}{full}</text>'
        if notes:
            x, anchor = (rows.width, "end") if rows.slim else (rows.width - rows.right + 8.0, "start")
            note = escape(typeset(notes[index]))
            yield f'<text class="tick" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{note}</text>'
