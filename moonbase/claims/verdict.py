"""Verdicts: draw the inputs, compute the quantity, compare, rank what decides, find what would have to be true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from moonbase.claims.ledger import Claim
from moonbase.models.refs import ClaimRange

__all__ = ["Decider", "Finding", "judge", "verdict_of"]

Floats = NDArray[np.float64]
Compute = Callable[[Mapping[str, Floats]], Floats]

_SURE = 0.95  # share of the draws that makes a verdict
_STEP = 0.1  # relative step where no input has a range
_REACH = 100.0  # how far from its most likely value an input is searched
_GRID = 2001
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
        Why there is no verdict.
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
        would_need=(
            *(_turning(claim, ranges, compute, item.input) for item in deciders[:3]),
            *_together(claim, ranges, compute, deciders),
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


def holds(claim: Claim, values: Floats) -> NDArray[np.bool_]:
    """Tell for each value whether the claim holds."""
    if claim.direction == "at-least":
        return np.asarray(values >= claim.threshold)
    if claim.direction == "at-most":
        return np.asarray(values <= claim.threshold)
    return np.asarray(np.abs(values - claim.threshold) <= claim.tolerance * abs(claim.threshold))


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


def _turning(claim: Claim, ranges: Mapping[str, ClaimRange], compute: Compute, name: str) -> str:
    """Say for which values of one input the claim holds, all others at their most likely values."""
    item = ranges[name]
    grid = _grid(item, min(_GRID, max(claim.samples, 21)))
    at = int(np.argmin(np.abs(grid - item.mode)))
    fixed = {other: np.full(grid.size, value.mode) for other, value in ranges.items()}
    values = _call(compute, {**fixed, name: grid}, grid.size)
    true = holds(claim, values) & np.isfinite(values)
    unit = "" if item.unit == "1" else f" {item.unit}"
    now = f"most likely {item.mode:.4g}{unit}"
    if true.all():
        return f"holds for every {name} from {grid[0]:.3g} to {grid[-1]:.3g}{unit} ({now})"
    if not true.any():
        return f"no {name} from {grid[0]:.3g} to {grid[-1]:.3g}{unit} is enough by itself ({now})"
    if true[at]:
        below, above = at, at
        while below > 0 and true[below - 1]:
            below -= 1
        while above < grid.size - 1 and true[above + 1]:
            above += 1
        return f"holds while {name} is {_span(grid, below, above)}{unit} ({now})"
    nearest = int(np.argmin(np.where(true, np.abs(np.arange(grid.size) - at), grid.size)))
    ends = (0, nearest) if nearest < at else (nearest, grid.size - 1)
    return f"would hold with {name} {_span(grid, *ends)}{unit} ({now})"


def _together(
    claim: Claim, ranges: Mapping[str, ClaimRange], compute: Compute, deciders: tuple[Decider, ...]
) -> tuple[str, ...]:
    """Say what follows if every input that decides stands at the end of its range that favours the claim."""
    wanted = {"at-least": 1.0, "at-most": -1.0}.get(claim.direction, 0.0)
    moved = {
        item.input: item.high if item.weight * wanted > 0.0 else item.low for item in deciders if item.high > item.low
    }
    if not wanted or len(moved) < 2:
        return ()
    inputs = {name: np.full(1, moved.get(name, item.mode)) for name, item in ranges.items()}
    value = _call(compute, inputs, 1)
    told = "holds" if bool(holds(claim, value)[0]) else "still does not hold"
    return (f"{told} with all {len(moved)} at the end of their ranges that favours it: {value[0]:.4g}",)


def _span(grid: Floats, first: int, last: int) -> str:
    if first == 0:
        return f"at most {grid[last]:.3g}"
    if last == grid.size - 1:
        return f"at least {grid[first]:.3g}"
    return f"from {grid[first]:.3g} to {grid[last]:.3g}"


def _grid(item: ClaimRange, count: int) -> Floats:
    if item.mode > 0.0:
        grid = np.geomspace(item.mode / _REACH, item.mode * _REACH, count)
    else:
        reach = 10.0 * max(abs(item.low), abs(item.high), 1.0)
        grid = np.linspace(item.mode - reach, item.mode + reach, count)
    least = grid[0] if item.least is None else item.least
    most = grid[-1] if item.most is None else item.most
    kept = grid[(grid >= least) & (grid <= most)]
    ends = [value for value in (item.least, item.most) if value is not None and grid[0] < value < grid[-1]]
    return np.unique(np.append(kept, [*ends, item.mode]))
