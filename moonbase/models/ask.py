"""The one door through which a model is asked: bounded, its failures told with its name, its answer looked at."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from moonbase.errors import MoonbaseError, PluginError
from moonbase.models.guard import ANSWER_TIME, TookTooLongError, bounded, words
from moonbase.parameters.declare import Model

__all__ = ["ask", "numbers", "unfit_number"]

Answer = TypeVar("Answer")
_PLAIN = (str, int, bool, type(None))
_NAMES: dict[type[Any], tuple[str, ...]] = {}


def ask(model: Model, question: Callable[..., Answer], *arguments: Any, expected: type[Answer], owner: str) -> Answer:
    """Ask a model one question of its kind.

    Parameters
    ----------
    model
        Who is asked.
    question, arguments
        Bound method of the model, and what it is given.
    expected
        Class of an answer.
    owner
        Plugin that declares the model, for the message.

    Raises
    ------
    PluginError
        If the model's code fails, hangs, takes too much memory, or answers what is no answer; plugin, model and
        method are named. ``MOONBASE_PLUGIN_ERRORS=raise`` lets the original error through.
    MoonbaseError
        What the model itself says in moonbase's own words, such as `ModelError`.
    """
    who = f'the {model.kind} "{model.model_name}" of the plugin "{owner}"'
    name = getattr(question, "__name__", "")
    try:
        with bounded(ANSWER_TIME):
            answer = question(*arguments)
    except MoonbaseError:
        raise
    except (Exception, SystemExit, TookTooLongError) as error:
        if os.environ.get("MOONBASE_PLUGIN_ERRORS") == "raise":
            raise
        help_ = "MOONBASE_PLUGIN_ERRORS=raise shows the traceback"
        raise PluginError(f"{who} failed in {name}(): {words(error)}", help=help_) from None
    if not isinstance(answer, expected):
        raise PluginError(f"{who}: {name}() answers {type(answer).__name__}, not {expected.__name__}")
    unfit = unfit_number(answer)
    if unfit:
        raise PluginError(f"{who}: in the answer of {name}(), {unfit}")
    return answer


def unfit_number(answer: Any) -> str:
    """Tell which number of an answer is none, or infinite where only limits may be; empty if all are fit."""
    if _all_finite(answer):
        return ""
    for where, number, may_be_infinite in numbers(answer, type(answer).__name__):
        if math.isnan(number):
            return f"{where} is NaN"
        if not may_be_infinite and math.isinf(number):
            return f"{where} is infinite"
    return ""


def _all_finite(value: Any) -> bool:
    """Tell, quickly, whether every number in an answer is finite; what it does not know is left to `numbers`."""
    if isinstance(value, float):
        return value - value == 0.0
    kind = type(value)
    if kind in _PLAIN:
        return True
    if kind in (tuple, list):
        return all(map(_all_finite, value))
    if kind is dict:
        return all(map(_all_finite, value.values()))
    if hasattr(value, "dtype") and value.dtype.kind == "f":
        return bool(abs(value).sum() < math.inf)
    return is_dataclass(value) and all(_all_finite(getattr(value, name)) for name in _names(kind))


def _names(kind: type[Any]) -> tuple[str, ...]:
    if kind not in _NAMES:
        _NAMES[kind] = tuple(entry.name for entry in fields(kind))
    return _NAMES[kind]


def numbers(value: Any, where: str, *, infinite: bool = False) -> Iterator[tuple[str, float, bool]]:
    """Walk through every number of an answer.

    Yields
    ------
    tuple
        Where it stands, the number, and whether it may be infinite (names that start with ``max_`` are limits). Of an
        array, the sum of its absolute values stands for all, which is as unfit as its worst element.
    """
    if isinstance(value, float):
        yield where, value, infinite
    elif is_dataclass(value):
        for entry in fields(value):
            boundless = entry.name.startswith("max_")
            yield from numbers(getattr(value, entry.name), f"{where}.{entry.name}", infinite=boundless)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from numbers(inner, f"{where}[{key!r}]", infinite=infinite)
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from numbers(inner, f"{where}[{index}]", infinite=infinite)
    elif hasattr(value, "dtype") and value.dtype.kind == "f":
        yield where, float(abs(value).sum()), infinite
