"""Checks of `moonbase.testing.contract` that draw parameters from their ranges, and look for the smallest failure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from moonbase.errors import ModelError
from moonbase.models.ask import unfit_number
from moonbase.parameters.declare import ParamInfo, params_of
from moonbase.testing.kinds import LAWS
from moonbase.testing.subject import Subject

__all__ = ["EXAMPLES", "answers_hold_over_the_ranges", "answers_move_as_declared", "span"]

EXAMPLES = 20
"""Draws per model; the same ones in every run."""
_STEPS = 7
_TOLERANCE = 1e-9


def span(info: ParamInfo) -> tuple[float, float] | None:
    """Give the range [SI] that a parameter is tried in; None for words, flags, dates and what has no default.

    The distribution's ends where there is one, else from half to double the default, inside the allowed range.
    """
    if info.kind not in ("quantity", "number", "integer") or info.default is None:
        return None
    if info.distribution is not None:
        return float(info.si(info.distribution[0])), float(info.si(info.distribution[2]))
    default = float(info.si(info.default))
    low, high = sorted((0.5 * default, 2.0 * default))
    low = low if info.lo is None else max(low, float(info.si(info.lo)))
    high = high if info.hi is None else min(high, float(info.si(info.hi)))
    return (low, max(low, high))


def answers_hold_over_the_ranges(subject: Subject) -> None:
    """Answer finite numbers that obey the conservation laws, or refuse in words, wherever the parameters lie."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as some

    free = {info.name: info for info in params_of(subject.cls) if info.name not in subject.values}
    strategies = {name: _strategy(info, some) for name, info in free.items()}
    drawn = {name: strategy for name, strategy in strategies.items() if strategy is not None}

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(some.fixed_dictionaries({}, optional=drawn))
    def hold(values: dict[str, Any]) -> None:
        changed = replace(subject, values={**subject.values, **values})
        try:
            answer = changed.answer
        except ModelError:
            return
        unfit = unfit_number(answer)
        assert not unfit, f"with {values}: {unfit}"
        for law in LAWS[subject.cls.kind]:
            law(changed)

    hold()


def answers_move_as_declared(subject: Subject) -> None:
    """Rise or fall with each parameter as the test declares it."""
    for rising, declared in ((True, subject.rises), (False, subject.falls)):
        for name, measure in declared.items():
            _climb(subject, name, measure, rising=rising)


def _climb(subject: Subject, name: str, measure: Callable[[Any], float], *, rising: bool) -> None:
    info = next((info for info in params_of(subject.cls) if info.name == name), None)
    assert info is not None, f"{name} is no parameter of {subject.cls.__name__}"
    bounds = span(info)
    assert bounds is not None, f"{name} has no range to climb"
    low, high = bounds
    steps = [low + (high - low) * step / (_STEPS - 1) for step in range(_STEPS)]
    found = [measure(replace(subject, values={**subject.values, name: value}).answer) for value in steps]
    for before, after in pairwise(found):
        slack = _TOLERANCE * max(abs(before), abs(after))
        kept = after >= before - slack if rising else after <= before + slack
        assert kept, f"{name}: {before:.9g} is followed by {after:.9g} between {low:.6g} and {high:.6g} {info.unit}"


def _strategy(info: ParamInfo, some: Any) -> Any:
    bounds = span(info)
    if info.choices:
        return some.sampled_from(info.choices)
    if info.kind == "flag":
        return some.booleans()
    if bounds is None:
        return None
    if info.kind == "integer":
        return some.integers(int(bounds[0]), int(bounds[1]))
    return some.floats(*bounds, allow_nan=False, allow_infinity=False)
