"""The checks behind `moonbase.testing.contract`: each takes a `Subject` and asserts one promise."""

from __future__ import annotations

import importlib
import pickle
import re
from collections.abc import Callable
from math import isclose
from typing import Any

from moonbase.mission.fields import NAME_PATTERN, NODE, SUPPLY
from moonbase.models.ask import unfit_number
from moonbase.parameters.check import check_value
from moonbase.parameters.declare import ParamInfo, params_of
from moonbase.quantities import unit_scale
from moonbase.testing import kinds
from moonbase.testing.ranges import answers_hold_over_the_ranges, answers_move_as_declared
from moonbase.testing.subject import Subject

__all__ = ["checks_for"]

_RESERVED = {*NODE, *SUPPLY, "initial", "limit", "commodities"}


def checks_for(subject: Subject) -> list[Callable[[Subject], None]]:
    """List the checks of a model: those of all kinds, those of its own, those of its hook module."""
    hooks = [hook_module_is_light, hook_declares_the_model, hook_answers_are_sorted_out] if subject.hooks else []
    return [*_GENERAL, *kinds.CHECKS[subject.cls.kind], *hooks]


def model_is_documented(subject: Subject) -> None:
    """Have a docstring of its own and a name that missions can write."""
    assert subject.cls.__doc__, f"{subject.cls.__name__} has no docstring"
    assert not subject.cls.__doc__.startswith(f"{subject.cls.__name__}("), "the docstring is the dataclass's own"
    assert re.fullmatch(NAME_PATTERN, subject.cls.model_name), subject.cls.model_name


def parameters_are_documented(subject: Subject) -> None:
    """Say what every parameter means and where its default comes from."""
    for info in params_of(subject.cls):
        assert len(info.doc.split()) >= 1, info.name
        assert info.source, info.name
        assert info.name not in _RESERVED, f"{info.name} is a key of every node"


def parameters_carry_known_units(subject: Subject) -> None:
    """Use known units, into which default, range and distribution can be converted."""
    for info in params_of(subject.cls):
        if info.dimensioned:
            unit_scale(info.unit, info.unit)
        for value in (info.default, info.lo, info.hi, *(info.distribution or ())):
            info.si(value)


def units_go_round(subject: Subject) -> None:
    """Survive the way to a person and back: what is shown of a default, written into a mission, is the default."""
    for info in params_of(subject.cls):
        if info.dimensioned and isinstance(info.default, int | float | str):
            held = info.si(info.default)
            again = info.si(f"{held!r} {info.unit}")
            assert isclose(again, held, rel_tol=1e-12), f"{info.name}: {held} {info.unit} comes back as {again}"


def defaults_lie_in_range(subject: Subject) -> None:
    """Pass every default through the check that a mission's value must pass."""
    for info in params_of(subject.cls):
        if info.default is not None:
            check_value(info, _as_written(info), info.name)


def distributions_are_ordered(subject: Subject) -> None:
    """Order low, mode and high, inside the range."""
    for info in params_of(subject.cls):
        if info.distribution is not None:
            low, mode, high = (info.si(value) for value in info.distribution)
            assert low <= mode <= high, info.name
            assert info.lo is None or info.si(info.lo) <= low, info.name
            assert info.hi is None or high <= info.si(info.hi), info.name


def schema_accepts_the_defaults(subject: Subject) -> None:
    """Have a valid JSON schema that accepts every default as a mission would write it."""
    import jsonschema

    from moonbase.parameters.schema import model_schema

    schema = model_schema(subject.cls)
    jsonschema.Draft202012Validator.check_schema(schema)
    given = {info.name: _as_written(info) for info in params_of(subject.cls) if info.default is not None}
    jsonschema.validate(given, {**schema, "required": []})


def model_pickles(subject: Subject) -> None:
    """Survive the way into a worker process."""
    assert pickle.loads(pickle.dumps(subject.model)) == subject.model  # noqa: S301 - our own bytes


def answers_are_deterministic(subject: Subject) -> None:
    """Give the same answer from a fresh model."""
    assert repr(subject.ask(subject.build())) == repr(subject.answer)


def answers_are_finite(subject: Subject) -> None:
    """Answer no NaN, and nothing infinite but upper limits."""
    unfit = unfit_number(subject.answer)
    assert not unfit, unfit


def hook_module_is_light(subject: Subject) -> None:
    """Import no numerics with the hook module."""
    from moonbase.registry.health import heavy_imports

    heavy = heavy_imports(subject.hooks)
    assert not heavy, f"import {subject.hooks} imports {', '.join(heavy)}"


def hook_declares_the_model(subject: Subject) -> None:
    """List the model in `moonbase_models` under the name and kind that the class has."""
    listed = importlib.import_module(subject.hooks).moonbase_models()
    names = {(getattr(item, "name", "") or item.model_name, item.kind) for item in listed}
    assert (subject.cls.model_name, subject.cls.kind) in names, f"{subject.hooks} does not declare it"


def hook_answers_are_sorted_out(subject: Subject) -> None:
    """Be found by the registry, in a plugin that is installed and loads without errors."""
    assert subject.registry.model(subject.cls.model_name) is subject.cls


def _as_written(info: ParamInfo) -> Any:
    """Write a default the way a mission would."""
    if isinstance(info.default, int | float) and info.dimensioned:
        return f"{info.default!r} {info.unit}"
    return info.default


_GENERAL = [
    model_is_documented,
    parameters_are_documented,
    parameters_carry_known_units,
    units_go_round,
    defaults_lie_in_range,
    distributions_are_ordered,
    schema_accepts_the_defaults,
    model_pickles,
    answers_are_deterministic,
    answers_are_finite,
    answers_hold_over_the_ranges,
    answers_move_as_declared,
]
