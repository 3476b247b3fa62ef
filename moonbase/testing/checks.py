"""The checks behind `moonbase.testing.contract`: each takes a `Subject` and asserts one promise."""

from __future__ import annotations

import importlib
import pickle
import re
from collections.abc import Callable
from math import isclose
from typing import Any

from moonbase.errors import QuantityError
from moonbase.mission.fields import NAME_PATTERN, NODE, SUPPLY
from moonbase.models.ask import unfit_number
from moonbase.parameters.check import RefusedError, check_value
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
    name = subject.cls.model_name
    assert re.fullmatch(NAME_PATTERN, name), f'no mission can write the name "{name}": lower-case words and hyphens'


def parameters_are_documented(subject: Subject) -> None:
    """Say what every parameter means and where its default comes from."""
    for info in params_of(subject.cls):
        assert len(info.doc.split()) >= 1, f'{info.name} does not say what it means: doc="..."'
        assert info.source, f'{info.name} does not say where its default comes from: source="..." or "assumed"'
        assert info.name not in _RESERVED, f"{info.name} is a key of every node; give the parameter another name"


def parameters_carry_known_units(subject: Subject) -> None:
    """Use known units, into which default, range and distribution can be converted."""
    for info in params_of(subject.cls):
        told = _unit_fault(info)
        assert not told, f"{info.name}: {told}"


def _unit_fault(info: ParamInfo) -> str:
    try:
        if info.dimensioned:
            unit_scale(info.unit, info.unit)
        for value in (info.default, info.lo, info.hi, *(info.distribution or ())):
            info.si(value)
    except QuantityError as error:
        return error.message
    return ""


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
            told = _refusal(info)
            assert not told, f"a mission could not write the default: {told}"


def _refusal(info: ParamInfo) -> str:
    try:
        check_value(info, _as_written(info), info.name)
    except RefusedError as error:
        return error.message
    return ""


def distributions_are_ordered(subject: Subject) -> None:
    """Order low, mode and high, inside the range."""
    for info in params_of(subject.cls):
        if info.distribution is not None:
            low, mode, high = (info.si(value) for value in info.distribution)
            assert low <= mode <= high, f"{info.name} varies from {low:g} over {mode:g} to {high:g}"
            within = (info.lo is None or info.si(info.lo) <= low) and (info.hi is None or high <= info.si(info.hi))
            assert within, f"{info.name} varies from {low:g} to {high:g} {info.unit}, beyond its range"


def schema_accepts_the_defaults(subject: Subject) -> None:
    """Have a valid JSON schema that accepts every default as a mission would write it."""
    import jsonschema

    from moonbase.parameters.schema import model_schema

    schema = model_schema(subject.cls)
    jsonschema.Draft202012Validator.check_schema(schema)
    given = {info.name: _as_written(info) for info in params_of(subject.cls) if info.default is not None}
    errors = jsonschema.Draft202012Validator({**schema, "required": []}).iter_errors(given)
    told = "; ".join(f"{'.'.join(map(str, error.path))}: {error.message}" for error in errors)
    assert not told, told


def model_pickles(subject: Subject) -> None:
    """Survive the way into a worker process."""
    copy = pickle.loads(pickle.dumps(subject.model))  # noqa: S301 - our own bytes
    assert copy == subject.model, f"a pickled copy of {subject.cls.__name__} differs from it"


def answers_are_deterministic(subject: Subject) -> None:
    """Give the same answer from a fresh model."""
    first, second = repr(subject.answer), repr(subject.ask(subject.build()))
    assert first == second, f"two models with the same parameters answer differently:\n{first}\n{second}"


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
    found = subject.registry.model(subject.cls.model_name)
    assert found is subject.cls, f"the registry finds {found.__module__}.{found.__qualname__} under that name"


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
