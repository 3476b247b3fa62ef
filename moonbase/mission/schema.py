"""JSON schema (Draft 2020-12) of mission files, made from the installed models.

Which parameters a node may have depends on its model; ``if``/``then`` on ``model`` lets editors name the key that
is wrong, where ``oneOf`` would only say that nothing fits. The schema accepts whatever the checker accepts; it cannot
see dimensions, references between tables, or ranges in units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from moonbase.errors import PluginError
from moonbase.mission.fields import (
    DEMAND,
    ECONOMICS,
    ELEMENTS,
    LEG,
    LIMIT,
    NAME_PATTERN,
    NODE,
    OBJECTIVE,
    SITE,
    STOCK,
    SUPPLY,
    TIME,
    TOP,
)
from moonbase.models.catalogue import Catalogue
from moonbase.models.refs import ModelRef
from moonbase.parameters.declare import ParamInfo, params_of
from moonbase.parameters.schema import DRAFT, QUANTITY_PATTERN, param_schema

__all__ = ["mission_schema"]

_AMOUNT = {"type": ["number", "string"], "description": "Number with a unit; without one where things are counted."}
_NAME = {"type": "string", "pattern": f"^{NAME_PATTERN}$"}


def mission_schema(catalogue: Catalogue) -> dict[str, Any]:
    """Describe mission files for the models, commodities and sites of a catalogue.

    Parameters
    ----------
    catalogue
        From `moonbase.registry.load`; models that cannot be imported are left without parameters.

    Returns
    -------
    dict
        A JSON schema; dates are described as text, which is how TOML tools hand them on.
    """
    commodity = {"type": "string", "enum": list(catalogue.commodities)}
    wanted = {"anyOf": [commodity, {**_NAME, "description": "A payload node, counted in pieces."}]}
    refs = catalogue.refs.values()
    node = _placed(
        [ref for ref in refs if ref.kind != "supply"], NODE, {"initial": _AMOUNT, "limit": _AMOUNT}, catalogue
    )
    goods = {"commodities": {"type": "array", "items": commodity, "minItems": 1, "uniqueItems": True}}
    supply = _placed([ref for ref in refs if ref.kind == "supply"], SUPPLY, goods, catalogue)
    rates = dict.fromkeys(("rate", "amount", "most", "price"), _AMOUNT)
    stock = _object(STOCK, {"amount": _AMOUNT, "commodity": wanted})
    sections = {
        "time": _object(TIME, {"period": _period()}),
        "economics": _object(ECONOMICS),
        "sites": _named(_site(catalogue)),
        "nodes": {**_named(node), "minProperties": 1},
        "supplies": _named(supply),
        "legs": _named(_object(LEG)),
        "stocks": _named({**stock, "required": [*stock["required"], "amount"]}),
        "demands": _named(_object(DEMAND, {**rates, "commodity": wanted})),
        "limits": _named(_object(LIMIT, {"most": _AMOUNT, "least": _AMOUNT})),
        "objective": _object(OBJECTIVE, {"maximise": wanted}),
        "requires": {"type": "object", "additionalProperties": {"type": "string"}},
        "format": {"const": 1},
    }
    schema = _object(TOP, sections)
    schema["required"] = ["format", "name", "time", "objective"]
    schema["anyOf"] = [{"required": ["nodes"]}, {"required": ["supplies"]}]
    return {"$schema": DRAFT, "title": "moonbase mission", **schema}


def _object(infos: Mapping[str, ParamInfo], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    properties = {name: param_schema(info) for name, info in infos.items()} | dict(more or {})
    required = [name for name, info in infos.items() if info.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _named(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": _NAME, "additionalProperties": entry}


def _site(catalogue: Catalogue) -> dict[str, Any]:
    like = {"type": "string", "enum": list(catalogue.sites)}
    soil = {"type": "object", "additionalProperties": {"type": ["number", "string"]}}
    return _object(SITE, {"like": like, "soil": soil, "elements": _object(ELEMENTS, {})})


def _period() -> dict[str, Any]:
    length = {"type": "string", "pattern": QUANTITY_PATTERN}
    count = {"type": "integer", "minimum": 1}
    block = {
        "type": "object",
        "properties": {"length": length, "count": count},
        "required": ["length", "count"],
        "additionalProperties": False,
    }
    return {"anyOf": [{"const": "auto"}, length, {"type": "array", "items": block, "minItems": 1}]}


def _placed(
    refs: Iterable[ModelRef], infos: Mapping[str, ParamInfo], more: Mapping[str, Any], catalogue: Catalogue
) -> dict[str, Any]:
    """Describe a node or supply: what all have, and per model its parameters."""
    listed = sorted(refs, key=lambda ref: ref.name)
    common = _object(infos, more)
    names = [spelling for ref in listed for spelling in (ref.name, f"{ref.kind}.{ref.name}")]
    model = {"type": "string", "enum": names, "description": infos["model"].doc}
    common["required"] += [key for key in more if key == "commodities"]
    del common["additionalProperties"]
    common["properties"] = {**common["properties"], "model": model}
    common["allOf"] = [_case(ref, list(common["properties"]), catalogue) for ref in listed]
    return common


def _case(ref: ModelRef, common: Iterable[str], catalogue: Catalogue) -> dict[str, Any]:
    spellings = {"enum": [ref.name, f"{ref.kind}.{ref.name}"]}
    condition = {"properties": {"model": spellings}, "required": ["model"]}
    try:
        infos = params_of(catalogue.model(ref.name))
    except PluginError:
        return {"if": condition, "then": True}
    presets = catalogue.presets(ref.name)
    from_presets = {name for preset in presets.values() for name in preset.values}
    properties: dict[str, Any] = {**dict.fromkeys(common, True), "preset": {"enum": list(presets)}}
    properties |= {info.name: param_schema(info) for info in infos}
    required = [info.name for info in infos if info.required and info.name not in from_presets]
    return {
        "if": condition,
        "then": {"properties": properties, "required": required, "additionalProperties": False},
    }
