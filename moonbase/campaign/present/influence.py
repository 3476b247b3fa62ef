"""What decides a result: indices, elementary effects and swings, as the design allows, and the weakly known inputs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.campaign.designs import unit_points
from moonbase.campaign.present import figures
from moonbase.campaign.present.part import Part
from moonbase.campaign.present.samples import Samples
from moonbase.campaign.statistics.indices import Indices, first_order, saltelli_indices
from moonbase.campaign.statistics.ranking import rank_assumed
from moonbase.campaign.statistics.screening import Swing, morris, swings
from moonbase.report.plots import Plot
from moonbase.report.units import Scale, scale_for

__all__ = ["indices_of", "influence"]

Floats = NDArray[np.float64]

_LEAST = 80  # samples below which given-data indices say nothing


def influence(samples: Samples, name: str) -> Part:
    """Tell what decides one result.

    Parameters
    ----------
    samples
        Table of the study.
    name
        The result.
    """
    title = f"What decides {name}"
    if samples.study.design.kind == "morris":
        return _effects(samples, name, title)
    good = samples.good(name)
    values = samples.result(name)
    indices = indices_of(samples, name)
    if indices is None or not np.isfinite(indices.first).any():
        words = f"Too few samples to tell ({int(good.sum())}; {_LEAST} are the least), or no differences between them."
        return Part(key=f"influence-{name}", title=title, sentences=(words,))
    swing = swings(samples.inputs[good], values[good])
    scale = scale_for([float(value) for value in np.concatenate([swing.low, swing.high])], samples.units[name])
    return Part(
        key=f"influence-{name}",
        title=title,
        sentences=(*_how(samples, indices, swing), *_weak(samples, indices)),
        heads=_heads(indices, scale),
        rows=tuple(_row(samples, indices, swing, scale, i) for i in _order(indices)),
        drawings={"tornado": _tornado(samples, name, swing, scale)},
        data={
            factor: {
                "first": float(indices.first[i]),
                "first_error": float(indices.first_error[i]),
                **({"total": float(indices.total[i]), "total_error": float(indices.total_error[i])}
                   if len(indices.total) else {}),
                "swing": [float(swing.low[i]), float(swing.high[i])],
            }
            for i, factor in enumerate(samples.factors)
        },
    )  # fmt: skip


def indices_of(samples: Samples, name: str) -> Indices | None:
    """Estimate sensitivity indices as the design allows; None where it does not.

    Parameters
    ----------
    samples
        Table of the study.
    name
        The result.
    """
    design, factors = samples.study.design, len(samples.factors)
    values = np.where(samples.good(name), samples.result(name), np.nan)
    if design.kind == "saltelli":
        block = 2 * factors + 2 if design.settings.get("second_order") else factors + 2
        table = _blocks(samples, values, block)
        return saltelli_indices(table[:, 0], table[:, -1], table[:, 1 : 1 + factors]) if len(table) > 1 else None
    if design.kind == "optimise" or np.isfinite(values).sum() < _LEAST:
        return None
    return first_order(samples.inputs, values)


def _blocks(samples: Samples, values: Floats, block: int) -> Floats:
    """Results by base point; points that are not all there have NaN."""
    table = np.full(-(-samples.expected // block) * block, np.nan)
    table[samples.numbers] = values
    rows = table.reshape(-1, block)
    return np.asarray(rows[np.isfinite(rows).any(axis=1)], dtype=float)


def _order(indices: Indices) -> list[int]:
    rank = indices.total if len(indices.total) else indices.first
    return [int(i) for i in np.argsort(-np.nan_to_num(rank, nan=-1.0), kind="stable")]


def _how(samples: Samples, indices: Indices, swing: Swing) -> list[str]:
    words = ["First-order index: share of the variance that would go if the input were known, alone."]
    if len(indices.total):
        words.append("Total index: share that would stay if everything else were known.")
    if samples.study.correlation:
        words.append(
            "Inputs are correlated: an index counts what an input shares with others, and they add up to more."
        )
    words.append(
        f"Swing: result with the input at its 10 % and 90 % quantile, on straight lines that explain "
        f"{100 * swing.explained:.0f} % of the variance."
    )
    rest = 1.0 - float(np.nansum(np.maximum(indices.first, 0.0)))
    if not samples.study.correlation and rest > 0.1:
        words.append(
            f"{100 * rest:.0f} % of the variance is interaction between inputs, chance, or finer than the bins."
        )
    return words


def _weak(samples: Samples, indices: Indices) -> list[str]:
    """Name the weakly known inputs that matter."""
    if samples.study.design.kind == "grid":
        return []
    grades = [item.grade for item in samples.study.varied]
    index, error = (indices.total, indices.total_error) if len(indices.total) else (indices.first, indices.first_error)
    told = [one for one in rank_assumed(grades, index, error) if one.certain and one.index > 0.02]
    if not told:
        return ["No input whose range is assumed, estimated or recalled decides a share worth telling."]
    words = [
        f"{samples.factors[one.factor]} ({one.grade}, {100 * one.index:.0f} ± {100 * one.error:.0f} %)" for one in told
    ]
    return ["Weakly known inputs that decide most: " + ", ".join(words) + ". Knowing them better is worth most."]


def _heads(indices: Indices, scale: Scale) -> tuple[str, ...]:
    unit = f" [{scale.label}]" if scale.label else ""
    total = ("total",) if len(indices.total) else ()
    return ("input", "first-order", *total, f"low{unit}", f"high{unit}", "grade of its range")


def _row(samples: Samples, indices: Indices, swing: Swing, scale: Scale, i: int) -> tuple[str, ...]:
    total = (_pair(indices.total[i], indices.total_error[i]),) if len(indices.total) else ()
    first = _pair(indices.first[i], indices.first_error[i])
    ends = (scale(float(swing.low[i])), scale(float(swing.high[i])))
    return (samples.factors[i], first, *total, *ends, samples.study.varied[i].grade)


def _pair(value: float, error: float) -> str:
    return f"{value:.3f} ± {error:.3f}" if np.isfinite(value) else "–"


def _tornado(samples: Samples, name: str, swing: Swing, scale: Scale) -> Plot:
    order = [int(i) for i in swing.order[:12] if np.isfinite(swing.low[i])]
    labels = [samples.factors[i] for i in order]
    ends = np.stack([swing.low[order], swing.high[order]], axis=1)
    return figures.tornado(f"{name}: input low and high", labels, ends, swing.middle, scale)


def _effects(samples: Samples, name: str, title: str) -> Part:
    factors = len(samples.factors)
    values = np.where(samples.good(name), samples.result(name), np.nan)
    complete = samples.expected // (factors + 1)
    table = np.full(complete * (factors + 1), np.nan)
    table[samples.numbers] = values
    points = unit_points(samples.study, 0, len(table)).reshape(complete, factors + 1, factors)
    told = morris(points, table.reshape(complete, factors + 1))
    order = np.argsort(-np.nan_to_num(told.strength, nan=-1.0), kind="stable")
    scale = scale_for([float(value) for value in told.strength if np.isfinite(value)], samples.units[name])
    unit = f" [{scale.label}]" if scale.label else ""
    rows = [
        (
            samples.factors[i],
            f"{scale(float(told.strength[i]))} ± {scale(float(told.strength_error[i]))}",
            scale(float(told.mean[i])),
            scale(float(told.spread[i])),
            samples.study.varied[i].grade,
        )
        for i in order
    ]
    words = (
        "Change of the result over the full range of an input. A spread like the strength means bends or interaction."
    )
    return Part(
        key=f"influence-{name}", title=title, sentences=(words,),
        heads=("input", f"strength μ*{unit}", f"mean μ{unit}", f"spread σ{unit}", "grade of its range"),
        rows=tuple(rows),
        data={samples.factors[i]: {"strength": float(told.strength[i]), "error": float(told.strength_error[i]),
                                   "mean": float(told.mean[i]), "spread": float(told.spread[i])} for i in order},
    )  # fmt: skip
