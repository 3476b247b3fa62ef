"""Figures of studies as SVG text, in the style of the reports, for a desk and for a phone; no scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.statistics.distribution import Convergence
from moonbase.report.drawing import LEGEND_ROW, SLIM, heading, legend_marks, legend_rows, opening, row_layout, row_names
from moonbase.report.plots import Plot
from moonbase.report.scales import Axis, linear
from moonbase.report.units import Scale, number

__all__ = ["convergence", "cumulative", "fan", "scatter", "tornado"]

Floats = NDArray[np.float64]

_WIDTH, _HEIGHT = 560.0, 280.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 18.0, 44.0, 44.0
_ROW = 22.0
_LETTER, _GAP = 7.3, 6.0  # width of a letter, and the least gap between words [px]
_MOST_POINTS = 3000


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """What a drawing is begun with: its size, and how far its title and legend push down what is below [px]."""

    title: str
    width: float
    legend: tuple[str, ...] = ()

    @property
    def slim(self) -> bool:
        return self.width <= SLIM

    @property
    def below(self) -> float:
        more = LEGEND_ROW * (len(legend_rows(self.legend, self.width)) - 1) + _GAP if self.legend else 0.0
        return heading(self.title, self.width)[1] + more

    def open(self, height: float) -> list[str]:
        """Begin a drawing that is so high without what its title and legend take."""
        words, more = heading(self.title, self.width)
        rows = legend_rows(self.legend, self.width) if self.legend else []
        return [opening(self.title, self.width, height + self.below), *words, *legend_marks(rows, more)]

    def plane(self, x: Floats, y: Floats, *, zero: bool = False) -> tuple[Axis, Axis]:
        """Lay two axes."""
        count = 4 if self.slim else 6
        across = linear([float(value) for value in x], _LEFT, self.width - _RIGHT, count=count, zero=False)
        ends = _HEIGHT + self.below - _BOTTOM, _TOP + self.below + 8.0
        return across, linear([float(value) for value in y], *ends, zero=zero)

    def words(self, places: Sequence[tuple[float, str]], level: float) -> Iterator[str]:
        """Write ticks along an axis, the last one first, as far as they have room beside each other."""
        free = self.width
        for x, word in sorted(places, reverse=True):
            half = 0.5 * _LETTER * len(word)
            middle = max(min(x, self.width - half), half)
            if middle + half <= free:
                yield f'<text class="tick" x="{middle:g}" y="{level:g}" text-anchor="middle">{word}</text>'
                free = middle - half - _GAP

    def axes(self, across: Axis, up: Axis, labels: tuple[str, str]) -> Iterator[str]:
        """Draw two axes with what they are called."""
        for tick in up.ticks:
            y = up(tick)
            yield f'<line class="grid" x1="{across.start:g}" x2="{across.end:g}" y1="{y:g}" y2="{y:g}"/>'
            yield f'<text class="tick" x="{across.start - 6:g}" y="{y + 3.5:g}" text-anchor="end">{_tick(tick)}</text>'
        yield f'<line class="axis" x1="{across.start:g}" x2="{across.end:g}" y1="{up.start:g}" y2="{up.start:g}"/>'
        for tick in across.ticks:
            x = across(tick)
            yield f'<line class="axis" x1="{x:g}" x2="{x:g}" y1="{up.start:g}" y2="{up.start + 4:g}"/>'
        yield from self.words([(across(tick), _place(tick)) for tick in across.ticks], up.start + 17.0)
        middle = 0.5 * (across.start + across.end)
        yield f'<text class="tick" x="{middle:g}" y="{up.start + 34:g}" text-anchor="middle">{escape(labels[0])}</text>'
        yield f'<text class="tick" x="{across.start - 60:g}" y="{up.end - 8:g}">{escape(labels[1])}</text>'


def _both(title: str, draw: Callable[[_Sheet], list[str]], legend: tuple[str, ...] = ()) -> Plot:
    """Draw for a desk and for a phone."""
    broad, slim = ("\n".join([*draw(_Sheet(title=title, width=w, legend=legend)), "</svg>"]) for w in (_WIDTH, SLIM))
    return Plot(name="", title=title, svg=broad, slim=slim)


def _tick(value: float) -> str:
    """Write a tick with as many digits as tell it from its neighbours."""
    return f"{value:.6g}" if 1e-3 <= abs(value) < 1e6 else number(value)


def _place(tick: float) -> str:
    return str(round(tick)) if 1900 < tick < 2200 and tick == round(tick) else _tick(tick)


def _line(across: Axis, up: Axis, x: Floats, y: Floats, kind: str) -> str:
    points = " ".join(f"{across(float(a)):g},{up(float(b)):g}" for a, b in zip(x, y, strict=True))
    return f'<polyline class="{kind}" points="{points}"/>'


def _band(across: Axis, up: Axis, x: Floats, low: Floats, high: Floats) -> str:
    ring = [*zip(x, low, strict=True), *list(zip(x, high, strict=True))[::-1]]
    points = " ".join(f"{across(float(a)):g},{up(float(b)):g}" for a, b in ring)
    return f'<polygon class="fill c4" fill-opacity="0.35" points="{points}"/>'


def cumulative(title: str, x: Floats, share: Floats, scale: Scale) -> Plot:
    """Draw a cumulative distribution.

    Parameters
    ----------
    title
        Written above.
    x, share
        Values and the share of the samples that do not exceed them [1].
    scale
        Unit of the values.
    """
    shown = x / scale.factor
    steps = np.repeat(shown, 2)[1:], np.repeat(share, 2)[:-1]

    def draw(sheet: _Sheet) -> list[str]:
        across, up = sheet.plane(shown, np.array([0.0, 1.0]), zero=True)
        axes = sheet.axes(across, up, (scale.label, "share"))
        return [*sheet.open(_HEIGHT), *axes, _line(across, up, *steps, "stroke c0")]

    return _both(title, draw)


def convergence(title: str, told: Convergence, scale: Scale) -> Plot:
    """Draw a statistic over growing numbers of samples, with a band of two standard errors."""
    values, errors = told.values / scale.factor, 2.0 * told.errors / scale.factor
    x = np.log2(told.counts.astype(float))
    low, high = values - errors, values + errors

    def draw(sheet: _Sheet) -> list[str]:
        across, up = sheet.plane(x, np.concatenate([low, high]))
        axes = sheet.axes(replace(across, ticks=()), up, ("samples (doubling)", scale.label))
        counts = [(across(float(place)), str(count)) for place, count in zip(x, told.counts, strict=True)]
        drawn = [_band(across, up, x, low, high), _line(across, up, x, values, "stroke c0")]
        return [*sheet.open(_HEIGHT), *axes, *drawn, *sheet.words(counts, up.start + 17.0)]

    return _both(title, draw)


def tornado(title: str, labels: Sequence[str], ends: Floats, middle: float, scale: Scale) -> Plot:
    """Draw a tornado: for each input the result with it low and high.

    Parameters
    ----------
    title
        Written above.
    labels
        Names of the inputs, the widest swing first.
    ends
        Result with the input low and high, shape ``(n_inputs, 2)``.
    middle
        Result in the middle.
    scale
        Unit of the result.
    """
    shown, centre = ends / scale.factor, middle / scale.factor

    def draw(sheet: _Sheet) -> list[str]:
        rows = row_layout(_TOP + sheet.below, slim=sheet.slim)
        if not sheet.slim:
            left = min(260.0, 20.0 + 6.7 * max((len(label) for label in labels), default=0))
            rows = replace(rows, width=sheet.width, left=left, right=_RIGHT, row=_ROW, bar=4.0, thick=_ROW - 8.0)
        every = [float(value) for value in np.append(shown.ravel(), centre)]
        across = linear(every, rows.left, rows.width - rows.right, count=4 if sheet.slim else 5, zero=False)
        top, floor = rows.top, rows.top + rows.row * len(labels) + 4.0
        body = sheet.open(floor + 40.0 - sheet.below)
        for tick in across.ticks:
            x = across(tick)
            body.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{top:g}" y2="{floor:g}"/>')
        body += sheet.words([(across(tick), _tick(tick)) for tick in across.ticks], floor + 14.0)
        body += row_names(rows, labels)
        for row, (label, pair) in enumerate(zip(labels, shown, strict=True)):
            y = rows.top + rows.row * row + rows.bar
            for colour, value in enumerate(pair):
                start, end = sorted((across(float(value)), across(centre)))
                body.append(
                    f'<rect class="fill c{colour}" x="{start:g}" y="{y:g}" width="{end - start:.2f}"'
                    f' height="{rows.thick:g}"><title>{escape(label)}: {number(float(value))}</title></rect>'
                )
        x = across(centre)
        body.append(f'<line class="axis" x1="{x:g}" x2="{x:g}" y1="{top:g}" y2="{floor:g}"/>')
        right = rows.width - rows.right
        body.append(
            f'<text class="tick" x="{right:g}" y="{floor + 30:g}" text-anchor="end">{escape(scale.label)}</text>'
        )
        return body

    return _both(title, draw, ("input low", "input high"))


def scatter(
    title: str, points: Floats, labels: tuple[str, str], holds: NDArray[np.bool_], words: tuple[str, str]
) -> Plot:
    """Draw samples over two quantities, coloured by whether something holds.

    Parameters
    ----------
    title
        Written above.
    points
        Shape ``(n, 2)``; of many samples every so-many-eth is drawn, but all for which it holds if they are few.
    labels
        Of the axes.
    holds
        Shape ``(n,)``.
    words
        What it means if it holds, and if not.
    """
    every = max(1, -(-len(points) // _MOST_POINTS))
    drawn = np.arange(len(points)) % every == 0
    if holds.sum() < _MOST_POINTS // 2:
        drawn |= holds

    def draw(sheet: _Sheet) -> list[str]:
        across, up = sheet.plane(points[:, 0], points[:, 1])
        body = [*sheet.open(_HEIGHT), *sheet.axes(across, up, labels)]
        for yes in (False, True):
            colour, size = (0, 2.4) if yes else (1, 1.8)
            marks = "".join(
                f'<circle cx="{across(float(x)):.1f}" cy="{up(float(y)):.1f}" r="{size}"/>'
                for x, y in points[drawn & (holds == yes)]
            )
            body.append(f'<g class="fill c{colour}" fill-opacity="0.7">{marks}</g>')
        return body

    return _both(title, draw, words)


def fan(title: str, years: Sequence[int], table: Floats, scale: Scale) -> Plot:
    """Draw quantiles by year: a band with its middle line.

    Parameters
    ----------
    title
        Written above.
    years
        Calendar years.
    table
        Low, middle and high of each year, shape ``(n_years, 3)``.
    scale
        Unit of the values.
    """
    x, shown = np.array(years, dtype=float), table / scale.factor

    def draw(sheet: _Sheet) -> list[str]:
        across, up = sheet.plane(x, shown.ravel(), zero=True)
        drawn = [_band(across, up, x, shown[:, 0], shown[:, 2]), _line(across, up, x, shown[:, 1], "stroke c0")]
        return [*sheet.open(_HEIGHT), *sheet.axes(across, up, ("year", scale.label)), *drawn]

    return _both(title, draw)
