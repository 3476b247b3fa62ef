"""Pieces of the page: sections, cards, tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from moonbase.report.result import Cell, Column, Table
from moonbase.report.units import Scale, scale_for

__all__ = ["block", "definition", "fold", "plain_table", "region", "table_html"]

_MOST_ROWS = 400
_FOLD = 30


def block(key: str, title: str, content: str) -> str:
    """Write a section with an anchor, named by its heading."""
    return (
        f'<section id="{key}" aria-labelledby="{key}-title"><h2 id="{key}-title">{escape(title)}</h2>\n'
        f"{content}\n</section>"
    )


def definition(term: str, value: str) -> str:
    """Write a card: a value with what it is."""
    return f'<div class="card"><dt>{escape(term)}</dt><dd>{escape(value)}</dd></div>'


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
    head = "".join(f'<th scope="col">{escape(text)}</th>' if text else "<td></td>" for text in heads)
    body = "\n".join(_words(row) for row in rows)
    mark = f' class="{kind}"' if kind else ""
    return region(told, f"<table{mark}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _words(row: Sequence[str]) -> str:
    first = f'<th scope="row">{escape(row[0])}</th>'
    return f"<tr>{first}{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"


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
    head = "".join(
        f'<th scope="col"{_side(column)}>{escape(column.label)}{_unit(scale)}</th>'
        for column, scale in zip(table.columns, scales, strict=True)
    )
    tops = [_largest(column) for column in table.columns]
    columns = list(enumerate(zip(table.columns, scales, tops, strict=True)))
    body = "\n".join(
        f"<tr>{''.join(_cell(*parts, row, place == 0) for place, parts in columns)}</tr>" for row in range(count)
    )
    mark = f' class="{kind}"' if kind else ""
    text = region(table.title, f"<table{mark}><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>")
    notes = [table.note] if table.note else []
    if count < table.size:
        notes.append(f"The first {count} of {table.size} rows; the Parquet tables hold all.")
    text += "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return text if whole or table.size <= _FOLD else fold(f"{table.title}: {table.size} rows", text)


def _side(column: Column) -> str:
    return ' class="n"' if column.unit else ""


def _unit(scale: Scale | None) -> str:
    return f"<small>{escape(scale.label)}</small>" if scale else ""


def _numbers(column: Column) -> list[float]:
    return [value for value in column.values if isinstance(value, float) and math.isfinite(value)]


def _scale(column: Column) -> Scale | None:
    return scale_for(_numbers(column), column.unit, column.display) if column.unit else None


def _largest(column: Column) -> float:
    return max((abs(value) for value in _numbers(column)), default=0.0) if column.unit else 0.0


def _cell(column: Column, scale: Scale | None, largest: float, row: int, first: bool) -> str:  # noqa: FBT001 - one of two tags
    value: Cell = column.values[row]
    if scale is None or isinstance(value, str):
        text = escape("–" if value is None else str(value))
        return f'<th scope="row">{text}</th>' if first else f"<td>{text}</td>"
    exact = "" if value is None else f' data-v="{value:.6g}"'
    return f'<td class="n"{exact}>{scale.column(value, largest)}</td>'
