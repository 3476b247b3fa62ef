"""Figures of studies as SVG text, in the style of the reports: classes for colours, light and dark, no scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.statistics.distribution import Convergence
from moonbase.report.scales import Axis, linear
from moonbase.report.units import Scale, number

__all__ = ["convergence", "cumulative", "fan", "scatter", "tornado"]

Floats = NDArray[np.float64]

_WIDTH, _HEIGHT = 560.0, 280.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 66.0, 18.0, 44.0, 44.0
_ROW = 22.0
_MOST_POINTS = 3000


def _tick(value: float) -> str:
    """Write a tick with as many digits as tell it from its neighbours."""
    return f"{value:.6g}" if 1e-3 <= abs(value) < 1e6 else number(value)


def _open(title: str, height: float = _HEIGHT) -> Iterator[str]:
    yield f'<svg class="chart" viewBox="0 0 {_WIDTH:g} {height:g}" role="img" aria-label="{escape(title)}">'
    yield f'<text class="title" x="0" y="14">{escape(title)}</text>'


def _legend(words: Sequence[tuple[int, str]]) -> Iterator[str]:
    x = 0.0
    for colour, word in words:
        yield f'<rect class="fill c{colour}" x="{x:g}" y="22" width="10" height="10" rx="2"/>'
        yield f'<text x="{x + 14:g}" y="31">{escape(word)}</text>'
        x += 30.0 + 6.7 * len(word)


def _axes(across: Axis, up: Axis, labels: tuple[str, str]) -> Iterator[str]:
    for tick in up.ticks:
        y = up(tick)
        yield f'<line class="grid" x1="{across.start:g}" x2="{across.end:g}" y1="{y:g}" y2="{y:g}"/>'
        yield f'<text class="tick" x="{across.start - 6:g}" y="{y + 3.5:g}" text-anchor="end">{_tick(tick)}</text>'
    yield f'<line class="axis" x1="{across.start:g}" x2="{across.end:g}" y1="{up.start:g}" y2="{up.start:g}"/>'
    for tick in across.ticks:
        x, word = across(tick), str(round(tick)) if 1900 < tick < 2200 and tick == round(tick) else _tick(tick)
        yield f'<line class="axis" x1="{x:g}" x2="{x:g}" y1="{up.start:g}" y2="{up.start + 4:g}"/>'
        yield f'<text class="tick" x="{x:g}" y="{up.start + 17:g}" text-anchor="middle">{word}</text>'
    middle = 0.5 * (across.start + across.end)
    yield f'<text class="tick" x="{middle:g}" y="{up.start + 34:g}" text-anchor="middle">{escape(labels[0])}</text>'
    yield f'<text class="tick" x="{across.start - 60:g}" y="{up.end - 8:g}">{escape(labels[1])}</text>'


def _plane(x: Floats, y: Floats, *, zero: bool = False) -> tuple[Axis, Axis]:
    across = linear([float(value) for value in x], _LEFT, _WIDTH - _RIGHT, count=6, zero=False)
    return across, linear([float(value) for value in y], _HEIGHT - _BOTTOM, _TOP + 8.0, zero=zero)


def _line(across: Axis, up: Axis, x: Floats, y: Floats, kind: str) -> str:
    points = " ".join(f"{across(float(a)):g},{up(float(b)):g}" for a, b in zip(x, y, strict=True))
    return f'<polyline class="{kind}" points="{points}"/>'


def cumulative(title: str, x: Floats, share: Floats, scale: Scale) -> str:
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
    across, up = _plane(shown, np.array([0.0, 1.0]), zero=True)
    steps = np.repeat(shown, 2)[1:], np.repeat(share, 2)[:-1]
    body = [*_open(title), *_axes(across, up, (scale.label, "share"))]
    return "\n".join([*body, _line(across, up, *steps, "stroke c0"), "</svg>"])


def convergence(title: str, told: Convergence, scale: Scale) -> str:
    """Draw a statistic over growing numbers of samples, with a band of two standard errors."""
    values, errors = told.values / scale.factor, 2.0 * told.errors / scale.factor
    x = np.log2(told.counts.astype(float))
    band = np.concatenate([values - errors, values + errors])
    across = linear([float(value) for value in x], _LEFT, _WIDTH - _RIGHT, count=6, zero=False)
    across = Axis(across.low, across.high, across.start, across.end, ())
    up = linear([float(value) for value in band], _HEIGHT - _BOTTOM, _TOP + 8.0, zero=False)
    ring = " ".join(
        f"{across(float(a)):g},{up(float(b)):g}"
        for a, b in [*zip(x, values - errors, strict=True), *list(zip(x, values + errors, strict=True))[::-1]]
    )
    body = [*_open(title), *_axes(across, up, ("samples (doubling)", scale.label))]
    body.append(f'<polygon class="fill c4" fill-opacity="0.35" points="{ring}"/>')
    body.append(_line(across, up, x, values, "stroke c0"))
    for place, count in zip(x, told.counts, strict=True):
        spot = across(float(place))
        body.append(f'<text class="tick" x="{spot:g}" y="{up.start + 17:g}" text-anchor="middle">{count}</text>')
    return "\n".join([*body, "</svg>"])


def tornado(title: str, labels: Sequence[str], ends: Floats, middle: float, scale: Scale) -> str:
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
    height = _TOP + _ROW * len(labels) + _BOTTOM
    shown = np.append(ends.ravel(), middle) / scale.factor
    left = min(260.0, 20.0 + 6.7 * max((len(label) for label in labels), default=0))
    across = linear([float(value) for value in shown], left, _WIDTH - _RIGHT, count=5, zero=False)
    floor = _TOP + _ROW * len(labels) + 4.0
    body = [*_open(title, height), *_legend([(0, "input low"), (1, "input high")])]
    for tick in across.ticks:
        x = across(tick)
        body.append(f'<line class="grid" x1="{x:g}" x2="{x:g}" y1="{_TOP:g}" y2="{floor:g}"/>')
        body.append(f'<text class="tick" x="{x:g}" y="{floor + 14:g}" text-anchor="middle">{_tick(tick)}</text>')
    centre = across(middle / scale.factor)
    for row, (label, pair) in enumerate(zip(labels, ends / scale.factor, strict=True)):
        y = _TOP + _ROW * row + 4.0
        body.append(f'<text x="{left - 8:g}" y="{y + 11:g}" text-anchor="end">{escape(label)}</text>')
        for colour, value in enumerate(pair):
            spot = across(float(value))
            body.append(
                f'<rect class="fill c{colour}" x="{min(spot, centre):g}" y="{y:g}" width="{abs(spot - centre):.2f}"'
                f' height="{_ROW - 8:g}"><title>{escape(label)}: {number(float(value))}</title></rect>'
            )
    body.append(f'<line class="axis" x1="{centre:g}" x2="{centre:g}" y1="{_TOP:g}" y2="{floor:g}"/>')
    body.append(
        f'<text class="tick" x="{_WIDTH - _RIGHT:g}" y="{floor + 30:g}" text-anchor="end">{escape(scale.label)}</text>'
    )
    return "\n".join([*body, "</svg>"])


def scatter(
    title: str, points: Floats, labels: tuple[str, ...], holds: NDArray[np.bool_], words: tuple[str, str]
) -> str:
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
    across, up = _plane(points[:, 0], points[:, 1])
    every = max(1, -(-len(points) // _MOST_POINTS))
    drawn = np.arange(len(points)) % every == 0
    if holds.sum() < _MOST_POINTS // 2:
        drawn |= holds
    body = [*_open(title), *_legend([(0, words[0]), (1, words[1])]), *_axes(across, up, (labels[0], ""))]
    body.append(f'<text class="tick" x="{_WIDTH - _RIGHT:g}" y="31" text-anchor="end">{escape(labels[1])}</text>')
    for yes in (False, True):
        colour, size = (0, 2.4) if yes else (1, 1.8)
        marks = "".join(
            f'<circle cx="{across(float(x)):.1f}" cy="{up(float(y)):.1f}" r="{size}"/>'
            for x, y in points[drawn & (holds == yes)]
        )
        body.append(f'<g class="fill c{colour}" fill-opacity="0.7">{marks}</g>')
    return "\n".join([*body, "</svg>"])


def fan(title: str, years: Sequence[int], table: Floats, scale: Scale) -> str:
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
    across, up = _plane(x, shown.ravel(), zero=True)
    ring = [*zip(x, shown[:, 0], strict=True), *list(zip(x, shown[:, 2], strict=True))[::-1]]
    points = " ".join(f"{across(float(a)):g},{up(float(b)):g}" for a, b in ring)
    body = [*_open(title), *_axes(across, up, ("year", scale.label))]
    body.append(f'<polygon class="fill c4" fill-opacity="0.35" points="{points}"/>')
    return "\n".join([*body, _line(across, up, x, shown[:, 1], "stroke c0"), "</svg>"])
