"""Pieces of the page: sections, cards, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from moonbase.report.result import Cell, Column, Table
from moonbase.report.units import Scale, scale_for

__all__ = ["block", "definition", "fold", "plain_table", "table_html"]

_MOST_ROWS = 400
_FOLD = 30


def block(key: str, title: str, content: str) -> str:
    """Write a section with an anchor."""
    return f'<section id="{key}"><h2>{escape(title)}</h2>\n{content}\n</section>'


def definition(term: str, value: str) -> str:
    """Write a card: a value with what it is."""
    return f'<div class="card"><b>{escape(value)}</b><span>{escape(term)}</span></div>'


def fold(summary: str, content: str) -> str:
    """Hide something long behind a line."""
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"


def plain_table(heads: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Write a table of words; cells are escaped here."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def table_html(table: Table, *, whole: bool = False) -> str:
    """Write a table; numbers of a column share one unit, long tables are folded and cut.

    Parameters
    ----------
    table
        What to show.
    whole
        Whether to show every row at once, however many there are.
    """
    count = table.size if whole else min(table.size, _MOST_ROWS)
    scales = [_scale(column) for column in table.columns]
    head = "".join(
        f"<th{_side(column)}>{escape(column.label)}<small>{escape(scale.label if scale else '')}</small></th>"
        for column, scale in zip(table.columns, scales, strict=True)
    )
    rows = [
        f"<tr>{''.join(_cell(column, scale, row) for column, scale in zip(table.columns, scales, strict=True))}</tr>"
        for row in range(count)
    ]
    body = "\n".join(rows)
    text = f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'
    notes = [table.note] if table.note else []
    if count < table.size:
        notes.append(f"The first {count} of {table.size} rows; the Parquet tables hold all.")
    text += "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    return text if whole or table.size <= _FOLD else fold(f"{table.title}: {table.size} rows", text)


def _side(column: Column) -> str:
    return ' class="n"' if column.unit else ""


def _scale(column: Column) -> Scale | None:
    if not column.unit:
        return None
    return scale_for([value for value in column.values if isinstance(value, float)], column.unit, column.display)


def _cell(column: Column, scale: Scale | None, row: int) -> str:
    value: Cell = column.values[row]
    if scale is None or isinstance(value, str):
        return f"<td>{escape('–' if value is None else str(value))}</td>"
    largest = max((abs(other) for other in column.values if isinstance(other, float)), default=0.0)
    return f'<td class="n">{scale.column(value, largest)}</td>'
