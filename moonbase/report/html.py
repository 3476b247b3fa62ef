"""The report as one self-contained page: no network, readable without scripts, light and dark, fit for printing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from moonbase.graph.drawsvg import STYLE
from moonbase.report.budgets import cost_table, mass_table
from moonbase.report.figures import figures
from moonbase.report.htmlfigures import figure_html
from moonbase.report.htmlparts import definition, fold, table_html
from moonbase.report.htmlprovenance import provenance_section
from moonbase.report.htmlsections import (
    bottleneck_section,
    claims_section,
    facts_section,
    graph_section,
    mission_section,
    plan_section,
    warnings_section,
)
from moonbase.report.plots import Figure
from moonbase.report.pluginfigures import section_figures
from moonbase.report.result import Result, Section, Table
from moonbase.report.shell import Page, shell
from moonbase.report.units import human
from moonbase.report.years import date_text

__all__ = ["render"]

_BESIDE = "The file result.json beside this page holds every number in it."


def render(result: Result) -> str:
    """Write the page of a result; the same result gives the same bytes."""
    drawn = {figure.key: figure for figure in figures(result)}
    extra = [section_figures(section, number) for number, section in enumerate(result.sections)]
    plots = [plot for figure in (*drawn.values(), *extra) if figure is not None for plot in figure.plots]
    page = Page(
        title=result.title,
        told=f"{date_text(result.edges[0])} to {date_text(result.edges[-1])}",
        sections=[part for part in _sections(result, drawn, extra) if part[2]],
        top=_top(result),
        footer=f", mission digest {result.mission.digest}. {_BESIDE}",
        version=result.versions.get("moonbase", ""),
        kind="moonbase report",
        style=STYLE,
        lively=plots,
    )
    return shell(page)


def _top(result: Result) -> str:
    """Write the question, the answer, what was asked and the numbers of the last year."""
    parts = [
        f"<p>{escape(result.description)}</p>" if result.description else "",
        f'<p class="question">{escape(result.answer.question)}</p>',
        f'<p class="sentence">{escape(result.answer.sentence)}</p>',
        _tables(result.asked),
        f'<dl class="cards">{_cards(result)}</dl>',
    ]
    return "\n".join(part for part in parts if part)


_Part = tuple[str, str, str]


def _sections(result: Result, drawn: dict[str, Figure], extra: list[Figure | None]) -> Iterator[_Part]:
    """Give key, title and content of every section; empty content means there is nothing to tell."""
    yield "warnings", "Warnings", warnings_section(result)
    yield "years", result.yearly.title, table_html(result.yearly, whole=True)
    for key in ("output", "growth", "building", "flows"):
        yield _figure(drawn, key)
    yield "mass", "Mass budget", _tables(mass_table(result))
    cost = cost_table(result)
    money = _tables(result.imports) + (fold(f"{cost.title}: {cost.size} parts", table_html(cost)) if cost else "")
    yield _with(drawn, "imports", "Imports and cost", money)
    yield _with(drawn, "bottlenecks", "Bottlenecks", bottleneck_section(result))
    yield _with(
        drawn,
        "worth",
        "What one more unit is worth",
        fold("Prices early, midway and late", _tables(result.values)) if result.values else "",
    )
    yield _figure(drawn, "decides")
    key, title, content = _figure(drawn, "calendar")
    yield key, title, content + _tables(result.launches, result.windows) if content else ""
    yield _figure(drawn, "flights")
    for number, (section, figure) in enumerate(zip(result.sections, extra, strict=True)):
        yield f"extra-{number}", section.title, _extra(section, figure)
    yield "graph", "Mission graph", graph_section(result)
    later: tuple[tuple[str, str, Callable[[Result], str]], ...] = (
        ("claims", "Published claims", claims_section),
        ("facts", "What the models say", facts_section),
        ("provenance", "Where every number comes from", provenance_section),
        ("plan", "How the plan was found", plan_section),
        ("mission", "Mission file", mission_section),
    )
    for key, title, write in later:
        yield key, title, write(result)


def _figure(drawn: dict[str, Figure], key: str) -> _Part:
    figure = drawn.get(key)
    return (key, figure.title, figure_html(figure)) if figure is not None else (key, "", "")


def _with(drawn: dict[str, Figure], key: str, title: str, content: str) -> _Part:
    """Put tables under a figure, or alone where nothing is drawn."""
    _, own, drawing = _figure(drawn, key)
    return key, own or title, drawing + content


def _tables(*tables: Table | None) -> str:
    return "".join(table_html(table) for table in tables if table is not None)


def _extra(section: Section, figure: Figure | None) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in section.paragraphs)
    return paragraphs + (figure_html(figure) if figure is not None else "") + _tables(*section.tables)


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
        cards.append(definition(f"{column.label}, {when}", human(value, column.unit)))
    return "".join(cards)
