"""The report as one self-contained page: no network, no scripts, light and dark, fit for printing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from importlib import resources
from string import Template

from moonbase.graph.drawsvg import STYLE
from moonbase.report.figures import Figure, figures
from moonbase.report.htmlparts import block, definition, table_html
from moonbase.report.htmlsections import (
    bottleneck_section,
    facts_section,
    graph_section,
    mission_section,
    plan_section,
    provenance_section,
    warnings_section,
)
from moonbase.report.result import Result, Section, Table
from moonbase.report.units import human
from moonbase.report.years import date_text

__all__ = ["render"]


def render(result: Result) -> str:
    """Write the page of a result; the same result gives the same bytes."""
    drawn = {figure.key: figure for figure in figures(result)}
    parts = [part for part in _sections(result, drawn) if part[2]]
    body = "\n".join(block(key, title, content) for key, title, content in parts)
    links = "".join(f'<a href="#{key}">{escape(title)}</a>' for key, title, _ in parts)
    return _page().substitute(
        title=escape(result.title),
        span=f"{date_text(result.edges[0])} to {date_text(result.edges[-1])}",
        description=f"<p>{escape(result.description)}</p>" if result.description else "",
        question=escape(result.answer.question),
        sentence=escape(result.answer.sentence),
        cards=_cards(result),
        links=links,
        body=body,
        graph_style=STYLE,
        version=escape(result.versions.get("moonbase", "")),
        digest=escape(result.mission.digest),
    )


@lru_cache(maxsize=1)
def _page() -> Template:
    text = resources.files("moonbase.report").joinpath("page.html").read_text(encoding="utf-8")
    return Template(text)


_Part = tuple[str, str, str]


def _sections(result: Result, drawn: dict[str, Figure]) -> Iterator[_Part]:
    """Give key, title and content of every section; empty content means there is nothing to tell."""
    yield "warnings", "Warnings", warnings_section(result)
    yield "years", result.yearly.title, table_html(result.yearly, whole=True)
    for key in ("output", "growth"):
        yield _figure(drawn, key)
    key, title, content = _figure(drawn, "bottlenecks")
    yield key, title or "Bottlenecks", content + bottleneck_section(result)
    key, title, content = _figure(drawn, "imports")
    yield key, title or "Imports and cost", content + _tables(result.imports)
    key, title, content = _figure(drawn, "calendar")
    yield key, title, content + _tables(result.launches, result.windows) if content else ""
    yield "graph", "Mission graph", graph_section(result)
    yield "worth", "What one more unit is worth", _tables(result.values)
    for number, section in enumerate(result.sections):
        yield f"extra-{number}", section.title, _extra(section)
    later: tuple[tuple[str, str, Callable[[Result], str]], ...] = (
        ("facts", "What the models say", facts_section),
        ("provenance", "Where every number comes from", provenance_section),
        ("plan", "How the plan was found", plan_section),
        ("mission", "Mission file", mission_section),
    )
    for key, title, write in later:
        yield key, title, write(result)


def _figure(drawn: dict[str, Figure], key: str) -> _Part:
    figure = drawn.get(key)
    if figure is None:
        return key, "", ""
    drawings = "".join(f"<div>{drawing}</div>" for drawing in figure.drawings)
    return key, figure.title, f'<p class="note">{escape(figure.caption)}</p><div class="figures {key}">{drawings}</div>'


def _tables(*tables: Table | None) -> str:
    return "".join(table_html(table) for table in tables if table is not None)


def _extra(section: Section) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in section.paragraphs)
    return paragraphs + _tables(*section.tables)


def _cards(result: Result) -> str:
    """Show the last year's numbers, and totals where a total says more."""
    cards = []
    for column in result.yearly.columns:
        numbers = [value for value in column.values if isinstance(value, float)]
        if not column.unit or not numbers:
            continue
        total = column.name in ("imported", "cost", "income", "thrown", "assembled") or column.name.startswith("deliv")
        value = sum(numbers) if total else numbers[-1]
        when = "in all" if total else str(result.yearly.columns[0].values[-1])
        cards.append(definition(f"{column.label}, {when}", human(value, column.unit, column.display)))
    return "".join(cards)
