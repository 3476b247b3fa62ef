"""The figures of a report, from the result alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from moonbase.report.calendar import calendar_strips
from moonbase.report.causes import bottleneck_strips
from moonbase.report.result import Column, Result, Series
from moonbase.report.svg import COLOURS, Chart, Curve, chart
from moonbase.report.units import scale_for
from moonbase.report.years import Years, calendar_year, date_text, years_of

__all__ = ["Figure", "figures"]

_SKIPPED = ("imported", "cost")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Drawings under one heading: SVG texts and what to see in them."""

    key: str
    title: str
    caption: str
    drawings: tuple[str, ...]


def figures(result: Result) -> tuple[Figure, ...]:
    """Draw everything that this result has something to show for."""
    makers: tuple[Callable[[Result], Figure | None], ...] = (_output, _growth, _bottlenecks, _money, _calendar)
    return tuple(figure for maker in makers if (figure := maker(result)) is not None)


def _output(result: Result) -> Figure | None:
    """Draw what the base does, year by year: one small chart per quantity."""
    years = years_of(np.array(result.edges))
    drawings = tuple(
        chart(
            Chart(
                title=column.label,
                kind="bar",
                edges=_year_edges(result, years),
                names=tuple(str(year) for year in years.labels),
                curves=(Curve(label=column.label, values=_numbers(column), colour=index),),
                scale=scale_for(_numbers(column), column.unit, column.display),
                width=370.0,
                height=190.0,
            )
        )
        for index, column in enumerate(_shown(result))
    )
    caption = "Totals or means over each calendar year; what is in service is counted at its end."
    return Figure(key="output", title="What the base does", caption=caption, drawings=drawings) if drawings else None


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
        title="equipment in place", kind="area", edges=edges, names=names, curves=curves, scale=scale, height=300.0
    )
    lines = Chart(
        title="the same on a logarithmic scale: a straight line is steady growth",
        kind="step",
        edges=edges,
        names=names,
        curves=curves,
        scale=scale,
        log=True,
        height=300.0,
    )
    caption = "Mass of the machines alive in each period, by what they belong to."
    return Figure(key="growth", title="How the base grows", caption=caption, drawings=(chart(stacked), chart(lines)))


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
    drawing = bottleneck_strips(result)
    if not drawing:
        return None
    caption = (
        "What held the plan back in each year: the stronger the colour, the larger its share of what could be "
        "gained. Hover for the worth."
    )
    return Figure(key="bottlenecks", title="Bottlenecks", caption=caption, drawings=(drawing,))


def _money(result: Result) -> Figure | None:
    years = years_of(np.array(result.edges))
    drawings = [
        chart(
            Chart(
                title=title,
                kind="bar",
                edges=_year_edges(result, years),
                names=tuple(str(year) for year in years.labels),
                curves=curves,
                scale=scale_for([float(v) for v in np.sum([curve.values for curve in curves], axis=0)], unit),
            )
        )
        for title, unit, curves in _spent(result, years)
    ]
    caption = "Money counts when it is spent, before discounting."
    return (
        Figure(key="imports", title="Imports and cost", caption=caption, drawings=tuple(drawings)) if drawings else None
    )


def _spent(result: Result, years: Years) -> Iterator[tuple[str, str, tuple[Curve, ...]]]:
    def spread(one: Series) -> Sequence[float]:
        return [float(value) for value in years.total(np.array(one.values))]

    for table, title, unit in (("landings", "landed from Earth", "kg"), ("costs", "cost", "USD")):
        curves = _largest(result.series.get(table, ()), spread)
        if curves:
            yield title, unit, curves


def _calendar(result: Result) -> Figure | None:
    drawings = calendar_strips(result)
    if not drawings:
        return None
    caption = (
        "When each leg is open, and how many payloads the plan throws; a leg that is always open shows a full bar."
    )
    return Figure(key="calendar", title="Launch calendar", caption=caption, drawings=drawings)
