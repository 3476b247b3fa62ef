"""The result of a run in the shell: a screen that a person understands, at most 100 columns wide."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from itertools import groupby

from moonbase.report.measures import materials
from moonbase.report.provenance import count_grades
from moonbase.report.result import Bottleneck, Cell, Column, Result, Table
from moonbase.report.units import Scale, human, scale_for
from moonbase.report.years import date_text

__all__ = ["screen", "text_table", "year_spans"]

WIDTH = 100
_MOST_ROWS = 15
_HEADING = 12
_ERRORS = ("residual", "bound", "dual", "gap")
_MOST_IMPORTS = 5
_MOST_PARTS = 8
_MOST_BOTTLENECKS = 8


def screen(result: Result, folder: str = "") -> str:
    """Write the summary of a run as plain text.

    Parameters
    ----------
    result
        The result.
    folder
        Where the run folder is, if it was written.
    """
    span = f"{date_text(result.edges[0])} to {date_text(result.edges[-1])}, {len(result.edges) - 1} periods"
    gap = max(2, WIDTH - len(result.title) - len(span))
    parts = [
        f"{result.title}{' ' * gap}{span}" if gap > 2 else f"{result.title}\n{span}",
        _wrapped(result.answer.question),
        _wrapped(result.answer.sentence, "  "),
        _years(result),
        *_blocks(result),
        "\n".join(_footer(result, folder)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _wrapped(text: str, indent: str = "", later: str | None = None) -> str:
    rest = indent if later is None else later
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)


def _years(result: Result) -> str:
    table = result.yearly
    step = -(-table.size // _MOST_ROWS)
    rows = list(range(0, table.size, step))
    if rows[-1] != table.size - 1:
        rows = [*rows[: _MOST_ROWS - 1], table.size - 1]
    text, dropped = text_table(table, rows, keep=("imported", "cost", f"service_{result.answer.quantity}"))
    told = []
    if step > 1:
        told.append(f"every {step}{'nd' if step == 2 else 'rd' if step == 3 else 'th'} year and the last one shown")
    if dropped:
        told.append(f"left out for width: {', '.join(dropped)}")
    return text + ("\n" + _wrapped(f"({'; '.join(told)}; the report has all)") if told else "")


def text_table(
    table: Table, rows: list[int] | None = None, width: int = WIDTH, keep: tuple[str, ...] = ()
) -> tuple[str, list[str]]:
    """Lay out a table in columns.

    Parameters
    ----------
    table
        What to show.
    rows
        Which rows, in order; None for all.
    width
        Most columns of text; columns of the table are dropped from the right until the rest fits, but never the
        first or last.
    keep
        Names of further columns that are never dropped.

    Returns
    -------
    text
        The table; numbers of a column share one unit, written under its label.
    dropped
        Labels of the columns that did not fit.
    """
    shown = list(range(table.size)) if rows is None else rows
    columns = list(table.columns)
    dropped: list[str] = []
    while True:
        laid = [_lay(column, shown) for column in columns]
        spare = width - sum(max(map(len, cells)) + 2 for cells in laid[:-1])
        needed = min(max(map(len, laid[-1])), 24)
        victim = next((column for column in reversed(columns[1:-1]) if column.name not in keep), None)
        if spare >= needed or victim is None:
            break
        dropped.insert(0, victim.label)
        columns.remove(victim)
    laid[-1] = [_cut(cell, spare) for cell in laid[-1]]
    lines = [
        "  ".join(_pad(column, cell, laid[i]) for i, (column, cell) in enumerate(zip(columns, row, strict=True)))
        for row in zip(*laid, strict=True)
    ]
    return "\n".join(line.rstrip() for line in lines if line.strip()), dropped


def _lay(column: Column, rows: list[int]) -> list[str]:
    """Heading on two lines, unit, and cells of a column."""
    head = [*textwrap.wrap(column.label, _HEADING), ""]
    heading = ["", head[0]] if len(head) == 2 else [head[0], " ".join(head[1:-1])]
    if not column.unit:
        return [*heading, "", *(str(column.values[row]) for row in rows)]
    numbers = [value for value in column.values if isinstance(value, float)]
    scale = scale_for(numbers, column.unit, column.display)
    largest = max(map(abs, numbers), default=0.0)
    return [*heading, scale.label, *(_cell(column.values[row], scale, largest) for row in rows)]


def _cell(value: Cell, scale: Scale, largest: float) -> str:
    return value if isinstance(value, str) else scale.column(value, largest)


def _pad(column: Column, cell: str, cells: list[str]) -> str:
    size = max(map(len, cells))
    return cell.rjust(size) if column.unit else cell.ljust(size)


def _cut(cell: str, size: int) -> str:
    return cell if len(cell) <= size else cell[: max(1, size - 1)] + "…"


def _blocks(result: Result) -> Iterator[str]:
    spans = year_spans(result.bottlenecks)
    if spans:
        lines = [_wrapped(f"{years:<11}{sentence}", "  ", " " * 13) for years, sentence in spans[:_MOST_BOTTLENECKS]]
        if len(spans) > _MOST_BOTTLENECKS:
            lines.append(f"  and {len(spans) - _MOST_BOTTLENECKS} more in the report")
        yield "\n".join(["Held back by", *lines])
    if result.imports is not None and result.yearly.column("imported") is not None:
        yield _imports(result.imports, _flying(result))
    made = materials(result)
    if made:
        yield _materials(made)
    for section in result.sections:
        if section.paragraphs:
            yield "\n".join([section.title, *(_wrapped(text, "  ") for text in section.paragraphs)])
    if result.diagnostics:
        yield "\n".join(["Warnings", *(_wrapped(f"- {text}", "  ", "    ") for text in result.diagnostics)])


def year_spans(bottlenecks: tuple[Bottleneck, ...]) -> list[tuple[str, str]]:
    """Join years in a row with the same leading bottleneck into ``("2030-2034", sentence)``."""
    first: dict[int, Bottleneck] = {}
    for bottleneck in bottlenecks:
        first.setdefault(bottleneck.year, bottleneck)
    spans = []
    for _, group in groupby(first.values(), key=lambda found: (found.cause, found.name)):
        found = list(group)
        years = str(found[0].year) if len(found) == 1 else f"{found[0].year}-{found[-1].year}"
        spans.append((years, max(found, key=lambda one: one.worth).sentence))
    return spans


def _flying(result: Result) -> float:
    """Mass ordered that has not landed when the plan ends [kg]."""
    sums = {one.name: math.fsum(one.values) for one in result.series.get("totals", ())}
    left = sums.get("ordered", 0.0) - sums.get("landed", 0.0)
    return left if left > 1e-6 * sums.get("ordered", 0.0) else 0.0


def _imports(table: Table, flying: float) -> str:
    mass, names, share = table.column("mass"), table.column("commodity"), table.column("share")
    assert mass is not None
    assert names is not None
    assert share is not None
    total = sum(value for value in mass.values if isinstance(value, float))
    later = f", and {human(flying, 'kg')} under way at the end" if flying else ""
    lines = [f"Landed from Earth: {human(total - flying, 'kg')}{later}"]
    for row in range(min(_MOST_IMPORTS, table.size)):
        value, part = mass.values[row], share.values[row]
        if isinstance(value, float) and isinstance(part, float) and value > 0.0:
            lines.append(f"  {names.values[row]!s:<32}{human(value, 'kg'):>12}{part:>8.1f} %")
    if table.size > _MOST_IMPORTS:
        lines.append(f"  and {table.size - _MOST_IMPORTS} more in the report")
    return "\n".join(lines)


def _materials(made: dict[str, tuple[float, float]]) -> str:
    """Bill of materials of the payloads, and what of it was made off Earth."""
    total = sum(mass for mass, _ in made.values())
    local = 1.0 - sum(mass * share for mass, share in made.values()) / total
    lines = [f"Built into payloads: {human(total, 'kg')}, {100 * local:.1f} % of it made off Earth"]
    for name, (mass, share) in list(made.items())[:_MOST_PARTS]:
        lines.append(f"  {name:<32}{human(mass, 'kg'):>12}{100 * mass / total:>8.1f} %{100 * share:>8.0f} % from Earth")
    if len(made) > _MOST_PARTS:
        lines.append(f"  and {len(made) - _MOST_PARTS} more")
    return "\n".join(lines)


def _footer(result: Result, folder: str) -> Iterator[str]:
    grades = count_grades(result.provenance)
    if grades:
        counted = ", ".join(f"{count} {grade}" for grade, count in grades.items())
        yield _wrapped(f"Parameters: {sum(grades.values())}, graded {counted}")
    errors = [value for value in (result.certificate.get(name) for name in _ERRORS) if isinstance(value, float)]
    if errors:
        solver = f"{result.solver.get('solver')} of HiGHS {result.solver.get('version')}"
        yield f"Plan: optimal, checked outside the solver ({solver}) to {max(errors):.1g}"
    if folder:
        yield f"Report: {folder}/report.html"
