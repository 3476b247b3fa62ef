"""Test every claim of a ledger with what is installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from moonbase.claims.expression import evaluate, names_in
from moonbase.claims.ledger import Claim
from moonbase.claims.missions import Measure, judge_mission
from moonbase.claims.turning import Compute
from moonbase.claims.verdict import Finding, judge
from moonbase.errors import MoonbaseError, PluginError, UsageError
from moonbase.models.refs import ClaimRange, ClaimTest
from moonbase.parameters.closest import did_you_mean

__all__ = ["judge_all", "pick"]


def pick(claims: Iterable[Claim], names: Iterable[str]) -> tuple[Claim, ...]:
    """Select claims by id; all of them if no id is given.

    Raises
    ------
    UsageError
        If an id does not exist.
    """
    known = {claim.id: claim for claim in claims}
    for name in names:
        if name not in known:
            raise UsageError(
                f'there is no claim "{name}"',
                help=did_you_mean(name, known, otherwise="moonbase claims list names them all"),
            )
    return tuple(known[name] for name in names) or tuple(known.values())


def judge_all(
    claims: Iterable[Claim], tests: Iterable[ClaimTest], *, measure: Measure, seed: int = 0
) -> tuple[Finding, ...]:
    """Give a finding for every claim; one that cannot be computed says why and stops no other.

    Parameters
    ----------
    claims
        To test.
    tests
        What plugins offer, from the hook ``moonbase_claim_tests``.
    measure
        Plans a mission with overrides and gives its figures by name.
    seed
        Of the random numbers; every claim starts from it.
    """
    by_name = {test.name: test for test in tests}
    return tuple(_tested(claim, by_name, measure, seed) for claim in claims)


def _tested(claim: Claim, tests: Mapping[str, ClaimTest], measure: Measure, seed: int) -> Finding:
    if not claim.test:
        return Finding(claim=claim, verdict="not testable", note=claim.untestable)
    try:
        if claim.test == "mission":
            return judge_mission(claim, measure)
        ranges, compute = _prepared(claim, tests)
        return judge(claim, ranges, compute, seed=seed)
    except MoonbaseError as error:
        told = " ".join(str(error).split())
        return Finding(claim=claim, verdict="not testable", note=f"could not be computed: {told}")


def _prepared(claim: Claim, tests: Mapping[str, ClaimTest]) -> tuple[dict[str, ClaimRange], Compute]:
    if claim.test == "expression":
        used = names_in(claim.expression)
        idle = sorted(set(claim.inputs) - used)
        if idle:
            raise UsageError(f"{claim.expression} does not use {', '.join(idle)}")
        return dict(claim.inputs), lambda inputs: evaluate(claim.expression, inputs)
    if claim.test not in tests:
        raise UsageError(f'no plugin offers the test "{claim.test}"', help=did_you_mean(claim.test, tests))
    test = tests[claim.test]
    function = _import(test, test.target)
    ranges: dict[str, ClaimRange] = dict(_import(test, test.defaults)(claim.options)) if test.defaults else {}
    for name, value in claim.inputs.items():
        if test.defaults and name not in ranges:
            raise UsageError(f'the test "{test.name}" has no input {name}', help=did_you_mean(name, ranges))
        ranges[name] = replace(value, unit=ranges[name].unit) if name in ranges and value.unit == "1" else value
    return ranges, lambda inputs: _called(test, function, inputs, claim.options)


def _called(test: ClaimTest, function: Callable[..., Any], inputs: Mapping[str, Any], options: Any) -> Any:
    try:
        return function(inputs, options)
    except KeyError as error:
        raise UsageError(f'the test "{test.name}" needs {error}', help="give it as an input or option") from error


def _import(test: ClaimTest, target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    try:
        found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except Exception as error:
        raise PluginError(f'the test "{test.name}" ({target}) cannot be imported: {error}') from error
    return found
