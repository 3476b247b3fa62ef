"""The figures of a report, from the result alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from moonbase.report.calendar import calendar_strips
from moonbase.report.charttable import chart_table, chart_told
from moonbase.report.decides import decides
from moonbase.report.flights import flights_figure
from moonbase.report.gantt import building
from moonbase.report.live import live_chart
from moonbase.report.plots import Figure, Plot
from moonbase.report.priceheat import bottleneck_plot, price_plot
from moonbase.report.result import Column, Result, Series
from moonbase.report.sankey import flows_figure
from moonbase.report.svg import COLOURS, Chart, Curve, chart, slim_chart
from moonbase.report.units import Scale, scale_for
from moonbase.report.windowfigure import window_plots
from moonbase.report.years import Years, calendar_year, date_text, years_of

__all__ = ["figures"]

_SKIPPED = ("imported", "cost")
_CROWDED = 1e5
_WIDTH = 460.0  # of charts side by side; narrow, so that letters stay readable on a phone


def figures(result: Result) -> tuple[Figure, ...]:
    """Draw everything that this result has something to show for."""
    makers: tuple[Callable[[Result], Figure | None], ...] = (
        _output, _growth, building, flows_figure, _money, _bottlenecks, _prices, decides, _calendar,
        flights_figure,
    )  # fmt: skip
    return tuple(figure for maker in makers if (figure := maker(result)) is not None)


def _output(result: Result) -> Figure | None:
    """Draw what the base does, year by year: one small chart per quantity."""
    years = years_of(np.array(result.edges))
    plots = tuple(_still(f"output-{column.name.replace(' ', '-')}", chart) for column, chart in _small(result, years))
    caption = (
        "Totals or means over each calendar year; what is in service is counted at its end. The numbers stand in the "
        "table above."
    )
    return Figure(key="output", title="What the base does", caption=caption, plots=plots) if plots else None


def _small(result: Result, years: Years) -> Iterator[tuple[Column, Chart]]:
    for index, column in enumerate(_shown(result)):
        yield (
            column,
            Chart(
                title=column.label,
                kind="bar",
                edges=_year_edges(result, years),
                names=tuple(str(year) for year in years.labels),
                curves=(Curve(label=column.label, values=_numbers(column), colour=index),),
                scale=_few_digits(_numbers(column), column),
                width=340.0,
                height=180.0,
            ),
        )


def _few_digits(values: Sequence[float], column: Column) -> Scale:
    """Choose a scale whose ticks have room beside the axis: large counts in thousands."""
    scale = scale_for(values, column.unit, column.display)
    crowded = not scale.label and max(map(abs, values), default=0.0) >= _CROWDED
    return Scale(1e3, "thousand") if crowded else scale


def _still(name: str, what: Chart) -> Plot:
    return Plot(name=name, title=what.title, svg=chart(what), slim=slim_chart(what), told=chart_told(what))


def _shown(result: Result) -> list[Column]:
    return [column for column in result.yearly.columns if column.unit and column.name not in _SKIPPED]


def _numbers(column: Column) -> tuple[float, ...]:
    return tuple(value if isinstance(value, float) else 0.0 for value in column.values)


def _year_edges(result: Result, years: Years) -> tuple[float, ...]:
    inner = [float(year) for year in years.labels[1:]]
    return (calendar_year(result.edges[0]), *inner, calendar_year(result.edges[-1]))


def _growth(result: Result) -> Figure | None:
    """Draw equipment in place by mass, stacked and on a logarithmic scale."""
    curves = _largest(result.series.get("machines", ()))
    if not curves:
        return None
    edges = tuple(calendar_year(edge) for edge in result.edges)
    names = tuple(f"{date_text(a)} to {date_text(b)}" for a, b in zip(result.edges, result.edges[1:], strict=False))
    total = np.sum([curve.values for curve in curves], axis=0)
    scale = scale_for([float(value) for value in total], "kg")
    stacked = Chart(
        title="equipment in place",
        kind="area",
        edges=edges,
        names=names,
        curves=curves,
        scale=scale,
        width=_WIDTH,
        height=280.0,
    )
    lines = Chart(
        title="logarithmic: a straight line is steady growth",
        kind="step",
        edges=edges,
        names=names,
        curves=curves,
        scale=scale,
        log=True,
        width=_WIDTH,
        height=280.0,
    )
    caption = "Mass of the machines alive in each period, by what they belong to."
    plots = (_lively("growth-mass", stacked), _lively("growth-log", lines))
    return Figure(key="growth", title="How the base grows", caption=caption, plots=plots)


def _lively(name: str, what: Chart) -> Plot:
    return replace(_still(name, what), live=live_chart(what), table=chart_table(what))


def _largest(series: Sequence[Series], spread: Callable[[Series], Sequence[float]] | None = None) -> tuple[Curve, ...]:
    """Turn series into curves, the largest first; what exceeds the colours is added up as the rest."""
    values = [(one.name, tuple(spread(one) if spread else one.values)) for one in series]
    ranked = sorted(values, key=lambda pair: (-sum(map(abs, pair[1])), pair[0]))
    kept = ranked if len(ranked) <= COLOURS else ranked[: COLOURS - 1]
    curves = [Curve(label=name, values=numbers, colour=index) for index, (name, numbers) in enumerate(kept)]
    rest = ranked[len(kept) :]
    if rest:
        numbers = tuple(float(value) for value in np.sum([numbers for _, numbers in rest], axis=0))
        curves.append(Curve(label=f"{len(rest)} others", values=numbers, colour=COLOURS - 1))
    return tuple(curves)


def _bottlenecks(result: Result) -> Figure | None:
    plot = bottleneck_plot(result)
    if plot is None:
        return None
    caption = (
        "What held the plan back in each year: the stronger the colour, the larger its share of what could be gained."
    )
    return Figure(key="bottlenecks", title="Bottlenecks", caption=caption, plots=(plot,))


def _prices(result: Result) -> Figure | None:
    plot = price_plot(result)
    if plot is None:
        return None
    caption = (
        "Shadow prices: how much better the objective would be with one more unit of a commodity, there and then. "
        "The colour of a row is darkest at its highest price, which stands at its right, and pales to nothing at a "
        "thousandth of it."
    )
    return Figure(key="worth", title="What one more unit is worth", caption=caption, plots=(plot,))


def _money(result: Result) -> Figure | None:
    years = years_of(np.array(result.edges))
    plots = [
        _lively(
            name,
            Chart(
                title=title,
                kind="bar",
                edges=_year_edges(result, years),
                names=tuple(str(year) for year in years.labels),
                curves=curves,
                scale=scale_for([float(v) for v in np.sum([curve.values for curve in curves], axis=0)], unit),
                width=_WIDTH,
            ),
        )
        for name, title, unit, curves in _spent(result, years)
    ]
    caption = "Money counts when it is spent, before discounting."
    return Figure(key="imports", title="Imports and cost", caption=caption, plots=tuple(plots)) if plots else None


def _spent(result: Result, years: Years) -> Iterator[tuple[str, str, str, tuple[Curve, ...]]]:
    def spread(one: Series) -> Sequence[float]:
        return [float(value) for value in years.total(np.array(one.values))]

    for table, title, unit in (("landings", "landed from Earth", "kg"), ("costs", "cost", "USD")):
        curves = _largest(_without_supply(result.series.get(table, ())), spread)
        if curves:
            yield table, title, unit, curves


def _without_supply(series: Sequence[Series]) -> tuple[Series, ...]:
    """Name what is bought without its supply if all of it comes from one, by its supply if all is the same."""
    names = [one.name.partition(":") for one in series]
    if len(series) < 2 or not all(colon for _, colon, _ in names):
        return tuple(series)
    place = next((place for place in (0, 2) if len({parts[place] for parts in names}) == 1), None)
    if place is None:
        return tuple(series)
    return tuple(replace(one, name=parts[2 - place]) for one, parts in zip(series, names, strict=True))


def _calendar(result: Result) -> Figure | None:
    drawings = calendar_strips(result)
    if not drawings:
        return None
    caption = (
        "When each leg is open, and how many payloads the plan throws; a leg that is always open shows a full bar."
    )
    plots = tuple(
        Plot(name=f"calendar-{index}", title="open windows and launches", svg=drawing, slim=slim, wide=True)
        for index, (drawing, slim) in enumerate(zip(drawings, calendar_strips(result, slim=True), strict=True), 1)
    )
    return Figure(key="calendar", title="Launch calendar", caption=caption, plots=(*plots, *window_plots(result)))
