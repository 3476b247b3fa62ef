"""What would have to be true: for which values of its inputs a claim holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from moonbase.claims.ledger import Claim
from moonbase.models.refs import ClaimRange

__all__ = ["Compute", "favourable", "holds", "said_together", "together", "turning_point"]

Floats = NDArray[np.float64]
Compute = Callable[[Mapping[str, Floats]], Floats]

_REACH = 100.0  # how far from its most likely value an input is searched
_GRID = 2001
_HALVINGS = 24  # of the step in which a claim begins to hold
_CLOSER = 101  # values between two neighbours of a grid, tried where the claim nearly holds
_ROUNDS = 3


def holds(claim: Claim, values: Floats) -> NDArray[np.bool_]:
    """Tell for each value whether the claim holds."""
    return np.asarray(_short(claim, values) <= 0.0)


def _short(claim: Claim, values: Floats) -> Floats:
    """How much a value lacks for the claim to hold; at most 0 where it holds, infinite where there is no value."""
    if claim.direction == "about":
        lacking = np.abs(values - claim.threshold) - claim.tolerance * abs(claim.threshold)
    else:
        lacking = (values - claim.threshold) * (1.0 if claim.direction == "at-most" else -1.0)
    return np.where(np.isnan(lacking), np.inf, lacking)


def turning_point(claim: Claim, ranges: Mapping[str, ClaimRange], compute: Compute, name: str) -> str:
    """Say for which values of one input the claim holds, all others at their most likely values.

    Parameters
    ----------
    claim
        What is claimed.
    ranges
        Every input.
    compute
        ``{input: array of shape (n,)}`` to the quantity, shape ``(n,)``.
    name
        Of the input that is moved, over two decades on either side or within its ``least`` and ``most``.
    """
    item = ranges[name]

    def lacking(values: Floats) -> Floats:
        inputs = {other: np.full(values.size, value.mode) for other, value in ranges.items()}
        with np.errstate(all="ignore"):
            found = np.asarray(compute({**inputs, name: values}), dtype=np.float64)
        return _short(claim, np.broadcast_to(found, values.shape))

    grid = _grid(item, min(_GRID, max(claim.samples, 21)))
    short = lacking(grid)
    if not (short <= 0.0).any():
        grid, short = _closer(grid, short, lacking)
    true = short <= 0.0
    unit = "" if item.unit == "1" else f" {item.unit}"
    now = f"most likely {item.mode:.4g}{unit}"
    if true.all():
        return f"holds for every {name} from {grid[0]:.3g} to {grid[-1]:.3g}{unit} ({now})"
    if not true.any():
        return f"no {name} from {grid[0]:.3g} to {grid[-1]:.3g}{unit} is enough by itself ({now})"
    at = int(np.argmin(np.abs(grid - item.mode)))
    inside = at if true[at] else int(np.argmin(np.where(true, np.abs(np.arange(grid.size) - at), grid.size)))
    below, above = inside, inside
    while below > 0 and true[below - 1]:
        below -= 1
    while above < grid.size - 1 and true[above + 1]:
        above += 1
    low = _edge(grid[below - 1], grid[below], lacking) if below else None
    high = _edge(grid[above + 1], grid[above], lacking) if above < grid.size - 1 else None
    said = "holds while {} is {}{} ({})" if true[at] else "would hold with {} {}{} ({})"
    return said.format(name, _span(low, high), unit, now)


def _closer(grid: Floats, short: Floats, lacking: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
    """Look between neighbours where the claim comes nearest to holding: its window may be narrower than the grid."""
    for _ in range(_ROUNDS):
        best = int(np.argmin(short))
        between = np.linspace(grid[max(best - 1, 0)], grid[min(best + 1, grid.size - 1)], _CLOSER)
        grid, order = np.unique(np.append(grid, between), return_index=True)
        short = np.append(short, lacking(between))[order]
        if (short <= 0.0).any():
            break
    return grid, short


def _edge(false: float, true: float, lacking: Callable[[Floats], Floats]) -> float:
    """Halve the step between a value that does not make the claim true and one that does."""
    for _ in range(_HALVINGS):
        middle = 0.5 * (false + true)
        if lacking(np.full(1, middle))[0] <= 0.0:
            true = middle
        else:
            false = middle
    return true


def _span(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high:.4g}"
    if high is None:
        return f"at least {low:.4g}"
    digits = next((count for count in range(4, 8) if f"{low:.{count}g}" != f"{high:.{count}g}"), 8)
    return f"from {low:.{digits}g} to {high:.{digits}g}"


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


def together(claim: Claim, ranges: Mapping[str, ClaimRange], compute: Compute, weights: Mapping[str, float]) -> str:
    """Say what follows if every input that decides stands at the end of its range that favours the claim.

    Parameters
    ----------
    claim, ranges, compute
        As in `turning_point`.
    weights
        Inputs that decide, to the sign with which the quantity follows them.

    Returns
    -------
    str
        Empty where fewer than two inputs decide or no end favours the claim.
    """
    moved = favourable(claim, ranges, weights)
    if len(moved) < 2:
        return ""
    inputs = {name: np.full(1, moved.get(name, item.mode)) for name, item in ranges.items()}
    with np.errstate(all="ignore"):
        value = np.asarray(compute(inputs), dtype=np.float64).reshape(-1)[:1]
    return said_together(claim, len(moved), float(value[0]))


def favourable(claim: Claim, ranges: Mapping[str, ClaimRange], weights: Mapping[str, float]) -> dict[str, float]:
    """Give each input that decides the end of its range that favours the claim."""
    wanted = {"at-least": 1.0, "at-most": -1.0}.get(claim.direction, 0.0)
    return {
        name: ranges[name].high if weight * wanted > 0.0 else ranges[name].low
        for name, weight in weights.items()
        if wanted and ranges[name].high > ranges[name].low
    }


def said_together(claim: Claim, number: int, value: float) -> str:
    """Tell the value that favourable ends of several ranges give."""
    told = "holds" if bool(holds(claim, np.full(1, value))[0]) else "still does not hold"
    return f"{told} with all {number} at the end of their ranges that favours it: {value:.4g}"
