"""Frozen dataclasses to JSON text and back, the same bytes every time."""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

__all__ = ["dumps", "from_plain", "loads", "to_plain"]

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Turn nested dataclasses, mappings and tuples into what JSON knows.

    Numbers that JSON lacks (infinity, not-a-number) become the words ``"inf"``, ``"-inf"``, ``"nan"``.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def dumps(value: Any) -> str:
    """Write a dataclass as JSON: sorted keys, shortest exact floats, a final newline."""
    return json.dumps(to_plain(value), sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def loads(text: str, cls: type[T]) -> T:
    """Read a dataclass from JSON text.

    Raises
    ------
    ValueError
        If the text is not JSON or lacks a field.
    """
    return typing.cast("T", from_plain(json.loads(text), cls))


def from_plain(value: Any, hint: Any) -> Any:
    """Rebuild a value of the type that `hint` describes.

    Raises
    ------
    ValueError
        If a field that has no default is missing or a container has the wrong shape.
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(value, hint)
    if origin in (types.UnionType, typing.Union):
        return _union(value, inner)
    if origin is tuple:
        return _tuple(value, inner)
    if origin is not None and issubclass(origin, Mapping):
        return {key: from_plain(item, inner[1]) for key, item in value.items()}
    return float(value) if hint is float and isinstance(value, (int, str)) else value


def _tuple(value: Any, kinds: tuple[Any, ...]) -> Any:
    if not isinstance(value, list):
        raise ValueError(f"expected a list, found {type(value).__name__}")  # noqa: TRY004 - the file is wrong
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_plain(item, kinds[0]) for item in value)
    return tuple(from_plain(item, kind) for item, kind in zip(value, kinds, strict=True))


def _dataclass(value: Any, cls: type) -> Any:
    if not isinstance(value, dict):
        raise ValueError(  # noqa: TRY004 - the file is wrong, not the call
            f"{cls.__name__} needs an object, found {type(value).__name__}"
        )
    hints = typing.get_type_hints(cls)
    names = {field.name for field in dataclasses.fields(cls)}
    known = {key: from_plain(item, hints[key]) for key, item in value.items() if key in names}
    try:
        return cls(**known)
    except TypeError as error:
        raise ValueError(str(error)) from None


def _union(value: Any, kinds: tuple[Any, ...]) -> Any:
    """Decode one of several kinds; a dataclass is the only kind that an object can be."""
    if isinstance(value, dict):
        return from_plain(value, next(kind for kind in kinds if dataclasses.is_dataclass(kind)))
    return value
