"""Where one result is less than another, where they break even, and what cannot be had together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.present import figures
from moonbase.campaign.present.part import Part
from moonbase.campaign.present.samples import Samples
from moonbase.campaign.present.words import bounds_text, text_of
from moonbase.campaign.statistics.breakeven import break_even_of_samples, break_even_surface
from moonbase.campaign.statistics.estimate import share
from moonbase.campaign.statistics.pareto import front, hypervolume
from moonbase.campaign.statistics.regions import regions
from moonbase.report.plots import Plot
from moonbase.report.units import scale_for

__all__ = ["front_part", "less_part"]

Floats = NDArray[np.float64]

_MOST = 24  # rows of a table of a front or of a break-even surface
_ZERO = "0"


def less_part(samples: Samples, first: str, second: str) -> Part:
    """Tell where one result is less than another, and where they are equal.

    Parameters
    ----------
    samples
        Table of the study.
    first, second
        Recorded columns; ``"0"`` as the second for zero.
    """
    other = np.zeros(len(samples.numbers)) if second == _ZERO else samples.result(second)
    good = samples.good(first) & np.isfinite(other)
    difference = np.where(good, samples.result(first) - other, np.nan)
    holds, inputs = difference[good] < 0.0, samples.inputs[good]
    told = share(int(holds.sum()), int(good.sum()))
    words = [
        f"{first} is less than {second} in {100 * told.value:.1f} ± {100 * told.error:.1f} % of {told.count} samples.",
        *_even(samples, difference),
    ]
    rows: list[tuple[str, ...]] = []
    if told.count >= 20 and 0 < holds.sum() < len(holds) and samples.factors:
        tree = regions(inputs, holds)
        words.append(
            f"The rules below get {100 * tree.accuracy.value:.0f} % of samples right that they were not made from; "
            f"always saying the commoner answer gets {100 * tree.baseline:.0f} %."
        )
        rows = [
            (
                bounds_text(samples.study.factors, box.bounds),
                f"{100 * box.holds.value:.0f} ± {100 * box.holds.error:.0f} %",
                f"{100 * box.weight:.0f} %",
            )
            for box in tree.regions
        ]  # fmt: skip
    return Part(
        key="less",
        title=f"Where {first} is less than {second}",
        sentences=tuple(words),
        heads=("where", f"share in which {first} is less", "share of all samples") if rows else (),
        rows=tuple(rows),
        drawings=_map(samples, difference),
        data={"share": told.value, "error": told.error, "count": told.count, "regions": rows},
    )


def _even(samples: Samples, difference: Floats) -> Iterator[str]:
    if samples.study.design.kind == "grid" and np.isfinite(difference).all():
        yield from _surface(samples, difference)
        return
    for i, factor in enumerate(samples.study.factors):
        if factor.choices:
            continue
        found = break_even_of_samples(samples.inputs[:, i], difference)
        if np.isfinite(found.value):
            error = f" ± {text_of(factor, found.error)}" if np.isfinite(found.error) and factor.unit != "date" else ""
            yield f"On average over all else they break even at {factor.name} = {text_of(factor, found.value)}{error}."


def _surface(samples: Samples, difference: Floats) -> Iterator[str]:
    """Break-even values of each numeric input of a whole grid, for the settings of the others."""
    axes = [np.unique(samples.inputs[:, i]) for i in range(len(samples.factors))]
    shape = tuple(len(axis) for axis in axes)
    if int(np.prod(shape)) != len(difference):
        return
    places = tuple(np.searchsorted(axis, samples.inputs[:, i]) for i, axis in enumerate(axes))
    grid = np.full(shape, np.nan)
    grid[places] = difference
    for along, factor in enumerate(samples.study.factors):
        if factor.choices or len(axes[along]) < 2:
            continue
        surface = break_even_surface(axes[along], grid, along)
        crossing = surface.crossing[np.isfinite(surface.crossing)]
        if not len(crossing):
            yield f"Along {factor.name} they never break even within its range."
            continue
        words = f"Along {factor.name} they break even between {text_of(factor, float(crossing.min()))} and "
        words += f"{text_of(factor, float(crossing.max()))}, in {len(crossing)} of {surface.crossing.size} settings"
        yield words + f" ({int(surface.below.sum())} always less, {int(surface.above.sum())} never)."


def _map(samples: Samples, difference: Floats) -> dict[str, Plot]:
    """Draw the samples over the two inputs along which the answer turns most."""
    good = np.isfinite(difference)
    numeric = [i for i, factor in enumerate(samples.study.factors) if np.ptp(samples.inputs[:, i]) > 0.0]
    if good.sum() < 20 or len(numeric) < 2:
        return {}
    holds = difference[good] < 0.0
    inputs = samples.inputs[good]

    def tells(i: int) -> float:
        return abs(float(np.corrcoef(inputs[:, i], holds)[0, 1])) if 0 < holds.sum() < len(holds) else 0.0

    x, y = sorted(numeric, key=tells, reverse=True)[:2]
    first, second = (f"{samples.factors[i]} [{samples.study.factors[i].unit or '1'}]" for i in (x, y))
    return {
        "map": figures.scatter(
            "samples over two inputs", inputs[:, [x, y]], (first, second), holds, ("less", "not less")
        )
    }


def front_part(samples: Samples, names: Sequence[str]) -> Part:
    """Tell which samples no other beats.

    Parameters
    ----------
    samples
        Table of the study.
    names
        Columns to be minimised; those with a leading ``+`` maximised.
    """
    plain = [name.lstrip("+") for name in names]
    signs = np.array([-1.0 if name.startswith("+") else 1.0 for name in names])
    good = np.flatnonzero(np.all([samples.good(name) for name in plain], axis=0))
    costs = np.stack([samples.result(name)[good] for name in plain], axis=1) * signs
    kept = front(costs)
    worst, best = costs.max(axis=0), costs.min(axis=0)
    span = np.where(worst > best, worst - best, 1.0)
    volume = hypervolume((costs - best) / span, np.ones(len(names))) if len(names) <= 3 else float("nan")
    scales = [scale_for([float(value) for value in samples.result(name)[good]], samples.units[name]) for name in plain]
    shown = kept[np.unique(np.linspace(0, len(kept) - 1, min(len(kept), _MOST)).round().astype(int))]
    rows = [
        (
            str(samples.numbers[good[row]]),
            *(scale(float(samples.result(name)[good[row]])) for name, scale in zip(plain, scales, strict=True)),
            *(text_of(factor, samples.inputs[good[row], i]) for i, factor in enumerate(samples.study.factors)),
        )
        for row in shown
    ]
    heads = [f"{name} [{scale.label}]" if scale.label else name for name, scale in zip(plain, scales, strict=True)]
    words = [f"{len(kept)} of {len(good)} samples are on the front: no other is better in all of {', '.join(plain)}."]
    if np.isfinite(volume):
        words.append(f"The front dominates {100 * volume:.1f} % of the box between the best and the worst seen.")
    drawings = {}
    if len(names) == 2:
        on = np.zeros(len(good), dtype=bool)
        on[kept] = True
        points = np.stack(
            [samples.result(name)[good] / scale.factor for name, scale in zip(plain, scales, strict=True)], axis=1
        )
        drawings = {"front": figures.scatter("the front", points, (heads[0], heads[1]), on, ("on the front", "beaten"))}
    return Part(
        key="front", title=f"Trade of {' against '.join(plain)}", sentences=tuple(words),
        heads=("sample", *heads, *samples.factors), rows=tuple(rows), drawings=drawings,
        data={"samples": [int(samples.numbers[good[row]]) for row in kept], "hypervolume": volume},
    )  # fmt: skip
