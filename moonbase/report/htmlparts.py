"""Pieces of the page: sections, cards, tables."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from moonbase.report.result import Cell, Column, Table
from moonbase.report.units import Scale, scale_for, typeset

__all__ = ["block", "definition", "fold", "plain_table", "region", "table_html"]

_MOST_ROWS = 400
_FOLD = 30
_N = ' class="n"'
_AMOUNT = re.compile(
    r"–|(below )?[≈+−-]?\d[\d.,\u202f]*(e-?\d+)?( ?[%°]| (million |billion |trillion )?[\w/²³]+)?( a year)?"
)


def block(key: str, title: str, content: str) -> str:
    """Write a section with an anchor, named by its heading."""
    return (
        f'<section id="{key}" aria-labelledby="{key}-title"><h2 id="{key}-title">{escape(title)}</h2>\n'
        f"{content}\n</section>"
    )


def definition(term: str, value: str) -> str:
    """Write a card: a value with what it is."""
    return f'<div class="card"><dt>{_shown(term)}</dt><dd>{_shown(value)}</dd></div>'


def fold(summary: str, content: str, kind: str = "") -> str:
    """Hide something long behind a line."""
    mark = f' class="{kind}"' if kind else ""
    return f"<details{mark}><summary>{escape(summary)}</summary>{content}</details>"


def region(name: str, content: str, kind: str = "scroll") -> str:
    """Let something wide scroll on its own, with the keyboard too."""
    return f'<div class="{kind}" role="region" tabindex="0" aria-label="{escape(name)}">{content}</div>'


def plain_table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "", name: str = "") -> str:
    """Write a table of words; cells are escaped here.

    Parameters
    ----------
    heads, rows
        Headings and cells; the first cell of a row names it.
    kind
        Classes of the table.
    name
        What the table is called when read aloud; the headings if empty.
    """
    told = name or ", ".join(text for text in heads if text)
    rows = [tuple(row) for row in rows]
    sides = [_amounts([row[place] for row in rows]) if place else False for place in range(len(heads))]
    head = "".join(
        f'<th scope="col"{_N if right else ""}>{_shown(text)}</th>' if text else "<td></td>"
        for text, right in zip(heads, sides, strict=True)
    )
    body = "\n".join(_words(row, sides) for row in rows)
    mark = f' class="{kind}"' if kind else ""
    return region(told, f"<table{mark}>{_caption(told)}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _words(row: Sequence[str], sides: Sequence[bool]) -> str:
    first = f'<th scope="row">{_shown(row[0])}</th>'
    cells = (f"<td{_N if right else ''}>{_shown(cell)}</td>" for cell, right in zip(row[1:], sides[1:], strict=False))
    return f"<tr>{first}{''.join(cells)}</tr>"


def _shown(text: str) -> str:
    return escape(typeset(text))


def _caption(title: str) -> str:
    """Name a table for those who hear it; its section names it for those who see it."""
    return f'<caption class="hidden">{_shown(title)}</caption>'


def _amounts(cells: Sequence[Cell]) -> bool:
    """Tell whether words are amounts with their units, which stand at the right like numbers."""
    return any(cells) and all(isinstance(cell, str) and _AMOUNT.fullmatch(cell) for cell in cells if cell)


def table_html(table: Table, *, whole: bool = False, kind: str = "") -> str:
    """Write a table; numbers of a column share one unit, long tables are folded and cut.

    Every number carries its value in SI units in the attribute ``data-v``, for sorting and for whoever checks the page
    against the result.

    Parameters
    ----------
    table
        What to show.
    whole
        Whether to show every row at once, however many there are.
    kind
        Classes of the table.
    """
    count = table.size if whole else min(table.size, _MOST_ROWS)
    scales = [_scale(column) for column in table.columns]
    sides = [place > 0 and _amounts(column.values) for place, column in enumerate(table.columns)]
    head = "".join(
        f'<th scope="col"{_N if column.unit or right else ""}>{_shown(column.label)}{_unit(scale)}</th>'
        for column, scale, right in zip(table.columns, scales, sides, strict=True)
    )
    tops = [_largest(column) for column in table.columns]
    looks = [
        _Look(scale, top, "row" if place == 0 else "right" if right else "")
        for place, (scale, top, right) in enumerate(zip(scales, tops, sides, strict=True))
    ]
    columns = list(zip(table.columns, looks, strict=True))
    body = "\n".join(f"<tr>{''.join(_cell(*parts, row) for parts in columns)}</tr>" for row in range(count))
    mark = f' class="{kind}"' if kind else ""
    text = region(
        table.title,
        f"<table{mark}>{_caption(table.title)}<thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>",
    )
    notes = [table.note] if table.note else []
    if count < table.size:
        notes.append(f"The first {count} of {table.size} rows; the Parquet tables hold all.")
    text += "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return text if whole or table.size <= _FOLD else fold(f"{table.title}: {table.size} rows", text)


class _Look(NamedTuple):
    """How a column is written: its scale, its largest number, and whether it names rows or stands at the right."""

    scale: Scale | None
    largest: float
    place: str


def _unit(scale: Scale | None) -> str:
    return f"<small>{_shown(scale.label)}</small>" if scale else ""


def _numbers(column: Column) -> list[float]:
    return [value for value in column.values if isinstance(value, float) and math.isfinite(value)]


def _scale(column: Column) -> Scale | None:
    return scale_for(_numbers(column), column.unit, column.display) if column.unit else None


def _largest(column: Column) -> float:
    return max((abs(value) for value in _numbers(column)), default=0.0) if column.unit else 0.0


def _cell(column: Column, look: _Look, row: int) -> str:
    value: Cell = column.values[row]
    if look.scale is None or isinstance(value, str):
        text = "–" if value is None else _shown(str(value))
        return f'<th scope="row">{text}</th>' if look.place == "row" else f"<td{_N if look.place else ''}>{text}</td>"
    exact = "" if value is None else f' data-v="{value:.6g}"'
    return f'<td class="n"{exact}>{look.scale.column(value, look.largest)}</td>'
