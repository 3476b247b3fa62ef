"""Verdicts: draw the inputs, compute the quantity, compare, rank what decides, find what would have to be true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.claims.ledger import Claim
from moonbase.claims.turning import Compute, holds, together, turning_point
from moonbase.models.refs import ClaimRange

__all__ = ["Decider", "Finding", "judge", "verdict_of"]

Floats = NDArray[np.float64]

_SURE = 0.95  # share of the draws that makes a verdict
_STEP = 0.1  # relative step where no input has a range
_TURNED = 3  # inputs whose turning points are told
_NOISE = 0.05  # correlation that draws without any link can show


@dataclass(frozen=True, kw_only=True)
class Decider:
    """An input and how much it decides.

    Attributes
    ----------
    input, unit
        Its name and unit.
    low, mode, high
        Its range.
    weight
        Rank correlation with the value; without ranges, relative change of the value per relative change of the input.
    source, grade
        Where the range comes from.
    """

    input: str
    unit: str
    low: float
    mode: float
    high: float
    weight: float
    source: str
    grade: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What came out for one claim.

    Attributes
    ----------
    claim
        As in the ledger.
    verdict
        ``"supported"``, ``"not supported"``, ``"depends"`` or ``"not testable"``.
    value, low, high
        Median, 5 and 95 % of the quantity; None where nothing was computed.
    share
        Share of the draws in which the claim holds [1].
    decided_by
        Inputs, the strongest first.
    would_need
        What would have to be true for the claim to hold, or for how long it does, in words.
    note
        Why there is no verdict, or how many draws gave no value.
    """

    claim: Claim
    verdict: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    share: float | None = None
    decided_by: tuple[Decider, ...] = ()
    would_need: tuple[str, ...] = ()
    note: str = ""


def judge(claim: Claim, ranges: Mapping[str, ClaimRange], compute: Compute, *, seed: int = 0) -> Finding:
    """Test a claim by drawing its inputs from triangular, independent distributions.

    Parameters
    ----------
    claim
        What is claimed.
    ranges
        Every input.
    compute
        ``{input: array of shape (n,)}`` to the quantity, shape ``(n,)``; nan where it has no value.
    seed
        Of the random numbers.
    """
    rng = np.random.default_rng(seed)
    doubtful = any(item.high > item.low for item in ranges.values())
    count = claim.samples if doubtful else 1
    drawn = {name: _draw(rng, item, count) for name, item in ranges.items()}
    values = _call(compute, drawn, count)
    known = values[np.isfinite(values)]
    if not known.size:
        return Finding(claim=claim, verdict="not testable", note="no draw gives the quantity a value")
    low, middle, high = (float(item) for item in np.percentile(known, (5.0, 50.0, 95.0)))
    share = float(np.mean(holds(claim, known)))
    deciders = _ranked(ranges, drawn, values) if doubtful else _stepped(ranges, compute)
    return Finding(
        claim=claim,
        verdict=verdict_of(share),
        value=middle,
        low=low,
        high=high,
        share=share,
        decided_by=deciders,
        note="" if known.size == values.size else f"{1.0 - known.size / values.size:.1%} of the draws give no value",
        would_need=(
            *(turning_point(claim, ranges, compute, item.input) for item in deciders[:_TURNED]),
            *filter(None, [together(claim, ranges, compute, {item.input: item.weight for item in deciders})]),
        ),
    )


def verdict_of(share: float) -> str:
    """Name the verdict for the share of draws in which a claim holds.

    Examples
    --------
    >>> verdict_of(0.97), verdict_of(0.5), verdict_of(0.0)
    ('supported', 'depends', 'not supported')
    """
    if share >= _SURE:
        return "supported"
    return "not supported" if share <= 1.0 - _SURE else "depends"


def _draw(rng: np.random.Generator, item: ClaimRange, count: int) -> Floats:
    if item.high > item.low:
        return rng.triangular(item.low, item.mode, item.high, count)
    return np.full(count, item.mode)


def _call(compute: Compute, drawn: Mapping[str, Floats], count: int) -> Floats:
    with np.errstate(all="ignore"):
        found = np.asarray(compute(drawn), dtype=np.float64)
    return np.broadcast_to(found, (count,)) if found.ndim == 0 else found


def _ranked(ranges: Mapping[str, ClaimRange], drawn: Mapping[str, Floats], values: Floats) -> tuple[Decider, ...]:
    finite = np.isfinite(values)
    place = _ranks(values[finite])
    weights = {
        name: float(np.corrcoef(_ranks(drawn[name][finite]), place)[0, 1]) if np.ptp(values[finite]) > 0.0 else 0.0
        for name, item in ranges.items()
        if item.high > item.low
    }
    return _deciders(ranges, weights)


def _ranks(values: Floats) -> Floats:
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)


def _stepped(ranges: Mapping[str, ClaimRange], compute: Compute) -> tuple[Decider, ...]:
    base = {name: np.full(1, item.mode) for name, item in ranges.items()}
    middle = float(_call(compute, base, 1)[0])
    weights = {}
    for name, item in ranges.items():
        step = _STEP * item.mode if item.mode else _STEP
        moved = float(_call(compute, {**base, name: base[name] + step}, 1)[0])
        weight = (moved - middle) / (abs(middle) or 1.0) / _STEP
        weights[name] = weight if np.isfinite(weight) else 0.0
    return _deciders(ranges, weights)


def _deciders(ranges: Mapping[str, ClaimRange], weights: Mapping[str, float]) -> tuple[Decider, ...]:
    ordered = sorted(weights.items(), key=lambda item: (-abs(round(item[1], 9)), item[0]))
    ordered = [item for index, item in enumerate(ordered) if index == 0 or abs(item[1]) >= _NOISE]
    return tuple(
        Decider(
            input=name,
            unit=ranges[name].unit,
            low=ranges[name].low,
            mode=ranges[name].mode,
            high=ranges[name].high,
            weight=float(f"{weight:.6g}"),
            source=ranges[name].source,
            grade=ranges[name].grade,
        )
        for name, weight in ordered
    )
