"""JSON schema (Draft 2020-12) of declared parameters, for editors."""

from __future__ import annotations

from typing import Any

from moonbase.parameters.check import display_unit
from moonbase.parameters.declare import Model, ParamInfo, params_of
from moonbase.parameters.describe import range_text, value_text

__all__ = ["DRAFT", "QUANTITY_PATTERN", "model_schema", "param_schema"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = r"[-+]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)([eE][-+]?[0-9]+)?"
QUANTITY_PATTERN = rf"^\s*{_NUMBER}\s*\S"
_NUMBER_PATTERN = rf"^\s*{_NUMBER}\s*%?\s*$"
_DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"


def param_schema(info: ParamInfo) -> dict[str, Any]:
    """Describe one value as a mission file writes it.

    Examples
    --------
    >>> info = ParamInfo(name="n", default=2, unit="", doc="How many.", source="x", grade="assumed", lo=1)
    >>> param_schema(info)
    {'type': 'integer', 'minimum': 1, 'description': 'How many. Default 2; at least 1. [assumed: x]'}
    """
    return {**_TYPES[info.kind](info), "description": _description(info)}


def model_schema(cls: type[Model]) -> dict[str, Any]:
    """Describe the parameters of a model as an object of its own."""
    infos = params_of(cls)
    return {
        "$schema": DRAFT,
        "title": f"{cls.kind}.{cls.model_name}",
        "description": " ".join((cls.__doc__ or "").split()),
        "type": "object",
        "properties": {info.name: param_schema(info) for info in infos},
        "required": [info.name for info in infos if info.required],
        "additionalProperties": False,
    }


def _description(info: ParamInfo) -> str:
    facts = [] if info.default is None else [f"Default {value_text(info, info.default)}"]
    facts += [range_text(info)] if range_text(info) else []
    if info.dimensioned:
        facts.append(f"with unit, such as {display_unit(info)}")
    source = f" [{info.grade}: {info.source}]" if info.source else ""
    return f"{info.doc} {'; '.join(facts) + '.' if facts else ''}".strip() + source


def _quantity(_info: ParamInfo) -> dict[str, Any]:
    return {"type": "string", "pattern": QUANTITY_PATTERN}


def _number(info: ParamInfo) -> dict[str, Any]:
    return {"type": ["number", "string"], **_bounds(info), "pattern": _NUMBER_PATTERN}


def _integer(info: ParamInfo) -> dict[str, Any]:
    return {"type": "integer", **_bounds(info)}


def _bounds(info: ParamInfo) -> dict[str, Any]:
    bounds = {"minimum": info.lo, "maximum": info.hi}
    return {word: info.si(bound) for word, bound in bounds.items() if bound is not None}


def _word(info: ParamInfo) -> dict[str, Any]:
    return {"type": "string", "enum": list(info.choices)} if info.choices else {"type": "string"}


def _flag(_info: ParamInfo) -> dict[str, Any]:
    return {"type": "boolean"}


def _date(_info: ParamInfo) -> dict[str, Any]:
    return {"type": "string", "pattern": _DATE_PATTERN}


_TYPES = {
    "quantity": _quantity,
    "number": _number,
    "integer": _integer,
    "word": _word,
    "flag": _flag,
    "date": _date,
}
