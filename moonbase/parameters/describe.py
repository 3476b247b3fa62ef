"""What was declared about a parameter, as plain data for tables, JSON and the shell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from moonbase.parameters.declare import Model, ParamInfo, params_of

__all__ = ["Cited", "citation", "describe_model", "describe_param", "range_text", "value_text"]


class Cited(Protocol):
    """What a source key stands for, such as a `moonbase.models.refs.Source`."""

    @property
    def citation(self) -> str:
        """Authors, year, title, place."""

    @property
    def link(self) -> str:
        """Where it can be read; empty for none."""


def describe_param(info: ParamInfo, sources: Mapping[str, Cited]) -> dict[str, Any]:
    """Give one declaration as plain data, its source key looked up."""
    return {
        "name": info.name,
        "kind": info.kind,
        "default": info.default,
        "unit": info.unit,
        "lo": info.lo,
        "hi": info.hi,
        "choices": list(info.choices),
        "distribution": list(info.distribution) if info.distribution else None,
        "required": info.required,
        "doc": info.doc,
        "source": info.source,
        "citation": citation(info.source, sources),
        "grade": info.grade,
    }


def describe_model(cls: type[Model], sources: Mapping[str, Cited]) -> dict[str, Any]:
    """Give a model's declaration as plain data."""
    return {
        "name": cls.model_name,
        "kind": cls.kind,
        "doc": _paragraphs(cls.__doc__ or ""),
        "validity": cls.validity,
        "parameters": [describe_param(info, sources) for info in params_of(cls)],
    }


def citation(source: str, sources: Mapping[str, Cited]) -> str:
    """Spell out a source key; what is no key is its own citation."""
    found = sources.get(source)
    if found is None:
        return source
    return f"{found.citation} ({found.link})" if found.link else found.citation


def value_text(info: ParamInfo, value: Any) -> str:
    """Write a declared value with its unit.

    Examples
    --------
    >>> info = ParamInfo(name="v", default=2400.0, unit="m/s", doc="", source="", grade="assumed")
    >>> value_text(info, 2400.0), value_text(info, "2.4 km/s"), value_text(info, None)
    ('2400 m/s', '2.4 km/s', 'none')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value or '""'
    return f"{value:g} {info.unit}" if info.dimensioned else f"{value:g}"


def range_text(info: ParamInfo) -> str:
    """Write what is allowed, in the units of the declaration; empty if anything is."""
    if info.choices:
        return " | ".join(info.choices)
    low = "" if info.lo is None else value_text(info, info.lo)
    high = "" if info.hi is None else value_text(info, info.hi)
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else ""


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
