"""What a study found, section by section: words, tables and figures from the statistics of its samples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from moonbase.campaign.present import figures
from moonbase.campaign.present.influence import influence
from moonbase.campaign.present.part import Asked, Part
from moonbase.campaign.present.samples import Samples
from moonbase.campaign.present.trades import front_part, less_part
from moonbase.campaign.present.words import named, text_of
from moonbase.campaign.statistics.distribution import converge, cumulative, quantile
from moonbase.campaign.statistics.estimate import mean
from moonbase.campaign.statistics.survival import survival
from moonbase.report.units import Scale, scale_for

__all__ = ["found"]

_LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def found(samples: Samples, asked: Asked) -> Iterator[Part]:
    """Tell what a study found.

    Parameters
    ----------
    samples
        Its table.
    asked
        What to tell.

    Raises
    ------
    UsageError
        If a column was not recorded.
    """
    yield _survival(samples)
    if asked.less is not None:
        yield less_part(samples, *asked.less)
    if asked.front:
        yield front_part(samples, asked.front)
    for name in asked.results or samples.telling[:_MOST]:
        samples.result(name)
        yield _distribution(samples, name)
        if samples.factors:
            yield influence(samples, name)
    yearly = [name for name in samples.results if name.startswith("in.")]
    if yearly and not asked.results:
        yield _years(samples, yearly)


_MOST = 4  # results with a section each unless others are asked for


def _survival(samples: Samples) -> Part:
    told = survival(samples.status, samples.inputs)
    rows = [(name, str(round(one.value * one.count)), f"{100 * one.value:.2f} %") for name, one in told.shares.items()]
    words = [f"{len(samples.numbers)} of {samples.expected} samples are done."]
    if len(samples.numbers) < samples.expected:
        words.append("The statistics below are those of the part that is done.")
    if set(told.shares) - {"ok"}:
        words.append("Statistics are over the samples that are ok.")
        tilted = np.flatnonzero(told.biased)
        if len(tilted):
            each = [f"{samples.factors[i]} {told.tilt[i]:+.2f} ± {told.tilt_error[i]:.2f}" for i in tilted]
            words.append(
                "They are biased: samples that failed lie elsewhere, by so many standard deviations of the input: "
                + ", ".join(each)
                + ". What is said of these inputs holds only where the mission can be answered at all."
            )
        else:
            words.append("Those that failed do not lie elsewhere in any input, as far as their number can tell.")
    data = {name: {"share": one.value, "error": one.error} for name, one in told.shares.items()}
    return Part(
        key="samples", title="Samples", sentences=tuple(words), heads=("status", "samples", "share"), rows=tuple(rows),
        data=data,
    )  # fmt: skip


def _distribution(samples: Samples, name: str) -> Part:
    values = samples.result(name)[samples.good(name) & samples.independent]
    scale = scale_for([float(value) for value in values], samples.units[name])
    unit = f" {scale.label}" if scale.label else ""
    if samples.study.design.kind in ("grid", "morris", "optimise"):
        return _extremes(samples, name, scale)
    average = mean(values)
    told = [("mean", average), *[(f"{100 * level:.0f} % quantile", quantile(values, level)) for level in _LEVELS]]
    settled = converge(values)
    half = average.error / 2.0
    words = [
        samples.docs[name],
        f"{average.count} independent samples; half the error of the mean needs {average.samples_for(half)}."
        if average.error > 0.0
        else "Every sample has the same value.",
    ]
    if not settled.settled:
        words.append("The mean has not settled: the second half of the samples moved it by more than its error allows.")
    x, share = cumulative(values)
    drawings = {
        "cdf": figures.cumulative(f"{name}: share of the samples below", x, share, scale),
        "convergence": figures.convergence(f"{name}: mean as samples came in", settled, scale),
    }
    return Part(
        key=f"distribution-{name}",
        title=f"{name}{unit and f' [{scale.label}]'}",
        sentences=tuple(words),
        heads=("statistic", "value", "standard error"),
        rows=tuple((label, scale(one.value), scale(one.error)) for label, one in told),
        drawings=drawings,
        data={
            "statistics": {label: {"value": one.value, "error": one.error} for label, one in told},
            "unit": samples.units[name],
            "count": average.count,
            "settled": settled.settled,
        },
    )


def _extremes(samples: Samples, name: str, scale: Scale) -> Part:
    """Tell the least and the greatest value of a design whose samples stand for no distribution."""
    good = np.flatnonzero(samples.good(name))
    values = samples.result(name)[good]
    picks = [("least", good[values.argmin()]), ("greatest", good[values.argmax()])]
    heads = ("", name, *samples.factors)
    rows = [(word, scale(float(samples.result(name)[row])), *_setting(samples, int(row))) for word, row in picks]
    data = {
        word: {"value": float(samples.result(name)[row]), "sample": int(samples.numbers[row])} for word, row in picks
    }
    words = (samples.docs[name], "Samples of this design stand for no distribution: it has extremes, but no quantiles.")
    title = f"{name} [{scale.label}]" if scale.label else name
    return Part(key=f"extremes-{name}", title=title, sentences=words, heads=heads, rows=tuple(rows), data=data)


def _setting(samples: Samples, row: int) -> list[str]:
    return [text_of(factor, samples.inputs[row, i]) for i, factor in enumerate(samples.study.factors)]


def _years(samples: Samples, names: Sequence[str]) -> Part:
    """Tell deliveries by year as a fan."""
    good = samples.status == 0
    table = np.array([np.quantile(samples.result(name)[good], [0.05, 0.5, 0.95]) for name in names])
    unit = samples.units[names[0]]
    scale = scale_for([float(value) for value in table.ravel()], unit)
    years = [int(named(name)) for name in names]
    rows = [(str(year), *(scale(float(value)) for value in row)) for year, row in zip(years, table, strict=True)]
    return Part(
        key="years",
        title=f"Delivered by year{f' [{scale.label}]' if scale.label else ''}",
        sentences=("Of ninety samples in a hundred the year lies between the outer columns.",),
        heads=("year", "5 %", "median", "95 %"),
        rows=tuple(rows),
        drawings={"years": figures.fan("delivered by year: 5 %, median, 95 %", years, table, scale)},
        data={str(year): row.tolist() for year, row in zip(years, table, strict=True)},
    )
