"""Claims that are tested by planning a mission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import numpy as np

from moonbase.claims.ledger import Claim
from moonbase.claims.verdict import Decider, Finding, holds, verdict_of
from moonbase.errors import UsageError
from moonbase.models.refs import ClaimRange
from moonbase.parameters.closest import did_you_mean

__all__ = ["Measure", "judge_mission"]

Measure = Callable[[Path, Mapping[str, str]], Mapping[str, float]]
"""Plans a mission with overrides ``{"node.parameter": text}`` and gives its figures by name."""


def judge_mission(claim: Claim, measure: Measure) -> Finding:
    """Plan a mission as it is, then with each input at its low and its high value, one at a time.

    The share is that of the plans in which the claim holds; low and high are the extremes. Inputs are named
    ``node.parameter``, as ``--set`` does.

    Raises
    ------
    UsageError
        If the mission has no such figure.
    """
    path = Path(claim.folder) / claim.mission
    middle = _figure(claim, measure(path, {}))
    swings = {
        name: tuple(_figure(claim, measure(path, {name: _text(value, item)})) for value in (item.low, item.high))
        for name, item in claim.inputs.items()
    }
    values = np.array([middle, *chain.from_iterable(swings.values())])
    share = float(np.mean(holds(claim, values)))
    deciders = sorted(
        (_decider(name, claim.inputs[name], swing, middle) for name, swing in swings.items()),
        key=lambda item: -abs(item.weight),
    )
    return Finding(
        claim=claim,
        verdict=verdict_of(share),
        value=middle,
        low=float(values.min()),
        high=float(values.max()),
        share=share,
        decided_by=tuple(deciders),
        would_need=tuple(_words(claim, name, swing) for name, swing in swings.items()),
    )


def _figure(claim: Claim, figures: Mapping[str, float]) -> float:
    if claim.measure not in figures:
        raise UsageError(
            f"{claim.mission} has no figure {claim.measure}", help=did_you_mean(claim.measure, sorted(figures))
        )
    return figures[claim.measure]


def _text(value: float, item: ClaimRange) -> str:
    return f"{value:.12g}" if item.unit == "1" else f"{value:.12g} {item.unit}"


def _decider(name: str, item: ClaimRange, swing: tuple[float, ...], middle: float) -> Decider:
    return Decider(
        input=name, unit=item.unit, low=item.low, mode=item.mode, high=item.high, source=item.source, grade=item.grade,
        weight=(swing[1] - swing[0]) / (abs(middle) or 1.0),
    )  # fmt: skip


def _words(claim: Claim, name: str, swing: tuple[float, ...]) -> str:
    item = claim.inputs[name]
    told = [
        f"{'holds' if bool(holds(claim, np.array([value]))[0]) else 'does not hold'} with {name} = {_text(at, item)}"
        for at, value in zip((item.low, item.high), swing, strict=True)
    ]
    return ", ".join(told)
