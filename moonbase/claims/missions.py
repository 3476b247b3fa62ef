"""Claims that are tested by planning a mission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path

import numpy as np

from moonbase.claims.expression import evaluate, names_in
from moonbase.claims.ledger import Claim
from moonbase.claims.turning import favourable, holds, said_together
from moonbase.claims.verdict import Decider, Finding, verdict_of
from moonbase.errors import UsageError
from moonbase.models.refs import ClaimRange
from moonbase.parameters.closest import did_you_mean

__all__ = ["Measure", "judge_mission"]

Measure = Callable[[Path, Mapping[str, str]], Mapping[str, float]]
"""Plans a mission with overrides ``{"node.parameter": text}`` and gives its figures by name."""


def judge_mission(claim: Claim, measure: Measure) -> Finding:
    """Plan a mission with every input at its most likely value, then each at its low and its high value.

    The share is that of these plans in which the claim holds; low and high are the extremes. Inputs are named
    ``node.parameter``, as ``--set`` does; options are further values that hold for all plans. A last plan has all
    inputs at the ends that favour the claim, and tells what would have to be true.

    Raises
    ------
    UsageError
        If the mission has no such figure.
    """
    path = Path(claim.folder) / claim.mission
    likely = {**claim.options, **{name: _text(item.mode, item) for name, item in claim.inputs.items()}}

    def figure(**moved: float) -> float:
        texts = {name: _text(value, claim.inputs[name]) for name, value in moved.items()}
        return _figure(claim, measure(path, {**likely, **texts}))

    middle = figure()
    swings = {
        name: tuple(figure(**{name: value}) if value != item.mode else middle for value in (item.low, item.high))
        for name, item in claim.inputs.items()
    }
    values = np.array([middle, *chain.from_iterable(swings.values())])
    share = float(np.mean(holds(claim, values)))
    deciders = sorted(
        (_decider(name, claim.inputs[name], swing, middle) for name, swing in swings.items()),
        key=lambda item: -abs(item.weight),
    )
    moved = favourable(claim, claim.inputs, {item.input: item.weight for item in deciders if item.weight})
    together = [said_together(claim, len(moved), figure(**moved))] if len(moved) > 1 else []
    return Finding(
        claim=claim,
        verdict=verdict_of(share),
        value=middle,
        low=float(values.min()),
        high=float(values.max()),
        share=share,
        decided_by=tuple(deciders),
        would_need=(*(_words(claim, name, swing) for name, swing in swings.items()), *together),
    )


def _figure(claim: Claim, figures: Mapping[str, float]) -> float:
    for name in sorted(names_in(claim.measure)):
        if name not in figures:
            raise UsageError(f"{claim.mission} has no figure {name}", help=did_you_mean(name, sorted(figures)))
    return float(evaluate(claim.measure, figures))


def _text(value: float, item: ClaimRange) -> str:
    return f"{value:.12g}" if item.unit == "1" else f"{value:.12g} {item.unit}"


def _decider(name: str, item: ClaimRange, swing: tuple[float, ...], middle: float) -> Decider:
    return Decider(
        input=name, unit=item.unit, low=item.low, mode=item.mode, high=item.high, source=item.source, grade=item.grade,
        weight=(swing[1] - swing[0]) / (abs(middle) or 1.0),
    )  # fmt: skip


def _words(claim: Claim, name: str, swing: tuple[float, ...]) -> str:
    item = claim.inputs[name]
    at_low, at_high = (
        f"{'holds' if bool(holds(claim, np.array([value]))[0]) else 'does not hold'} with {name}" for value in swing
    )
    low, high = _text(item.low, item), _text(item.high, item)
    if at_low == at_high:
        return f"{at_low} from {low} to {high}"
    return f"{at_low} = {low}, {at_high} = {high}"
