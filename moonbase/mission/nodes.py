"""Checks of nodes and supplies: models, their parameters, and where each value came from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from moonbase.errors import MoonbaseError, PluginError, QuantityError
from moonbase.mission.fields import NODE, SUPPLY
from moonbase.mission.raw import RawRate
from moonbase.mission.sheet import Table
from moonbase.mission.spec import Node, Origin, SupplyUse
from moonbase.models.catalogue import KINDS
from moonbase.models.guard import ANSWER_TIME, TookTooLongError, bounded, words
from moonbase.models.refs import Preset
from moonbase.parameters.check import RefusedError, check_value
from moonbase.parameters.closest import did_you_mean
from moonbase.parameters.declare import Model, ParamInfo, params_of
from moonbase.quantities import parse, split

__all__ = ["check_node", "check_supply", "raw_rate"]


def check_node(name: str, table: Table, sites: Collection[str]) -> Node | None:
    """Build a node; None if its model cannot be had."""
    cls = _model(table, wanted=("process", "launcher", "payload"))
    site = _site(table, sites)
    whole, available_from = table.get(NODE["whole"]), table.get(NODE["available_from"])
    initial, limit = raw_rate(table, "initial"), raw_rate(table, "limit")
    if cls is None:
        return None
    for key, rate in (("initial", initial), ("limit", limit)):
        _check_unit(table, key, rate, cls)
    model, origins = _build(table, cls)
    return model and Node(
        name=name,
        kind=cls.kind,
        model_name=cls.model_name,
        model=model,
        site=site,
        origins=origins,
        initial=initial,
        limit=limit,
        whole=whole,
        available_from=available_from,
    )


def check_supply(name: str, table: Table, sites: Collection[str]) -> SupplyUse | None:
    """Build the use of a supply; None if its model cannot be had."""
    cls = _model(table, wanted=("supply",))
    site = _site(table, sites)
    whole = table.get(SUPPLY["whole"])
    commodities = _commodities(table)
    if cls is None:
        return None
    model, origins = _build(table, cls)
    return model and SupplyUse(
        name=name,
        model_name=cls.model_name,
        model=model,
        site=site,
        commodities=commodities,
        origins=origins,
        whole=whole,
    )


def raw_rate(table: Table, key: str) -> RawRate | None:
    """Give an amount whose unit a model will decide; what can be checked now is."""
    raw = table.raw(key)
    if raw is None:
        return None
    text = repr(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw
    if not isinstance(text, str):
        table.report("M006", f'{table.label(key)} must be text with a number and a unit, such as "1 t/h"', key)
        return None
    try:
        number, unit = split(text)
        parse(f"1 {unit}", unit)
    except QuantityError as error:
        code = "M012" if text in ("inf", "nan", "-inf") else "M010"
        table.report(code, f"{table.label(key)}: {error.message}", key, help=error.help or "")
        return None
    if number < 0:
        table.report("M011", f"{table.label(key)} = {text} is below zero", key)
        return None
    path = (*table.path, key)
    return RawRate(text, path, table.sheet.source, table.sheet.given(path))


def _check_unit(table: Table, key: str, rate: RawRate | None, cls: type[Model]) -> None:
    if rate is None:
        return
    number, unit = split(rate.text)
    if cls.kind == "launcher" and unit:
        table.report("M010", f'{table.label(key)} = "{rate.text}" has a unit', key, help="write the number of machines")
    elif cls.kind != "launcher" and not unit and number:
        table.report(
            "M009", f"{table.label(key)} = {rate.text} has no unit", key,
            help=f'write what it does per time: {key} = "{rate.text} t/h", "{rate.text} kW" or "{rate.text} 1/d"',
        )  # fmt: skip


def _model(table: Table, wanted: tuple[str, ...]) -> type[Model] | None:
    written = table.get(NODE["model"])
    if not written:
        return None
    kind, _, name = written.rpartition(".")
    catalogue = table.sheet.catalogue
    usable = {ref.name for ref in catalogue.refs.values() if ref.kind in wanted}
    if name not in catalogue.refs:
        _report_unknown(table, name, usable)
        return None
    ref = catalogue.refs[name]
    if kind and kind != ref.kind:
        known = f"it is a {ref.kind}" if kind in KINDS else f"kinds are {', '.join(KINDS)}"
        table.report("M014", f'"{name}" is not of the kind "{kind}": {known}', "model", help=f'write "{name}"')
        return None
    if ref.kind not in wanted:
        section = "supplies" if ref.kind == "supply" else "nodes"
        message = f'"{name}" is a model of the kind {ref.kind}'
        table.report("M014", message, "model", help=f"put it under [{section}.{table.path[-1]}]")
        return None
    try:
        return catalogue.model(name)
    except PluginError as error:
        table.sheet.broken.append(error)
        return None


def _report_unknown(table: Table, name: str, usable: set[str]) -> None:
    hint = did_you_mean(name, usable, otherwise="moonbase models lists what is installed")
    broken = [record for record in table.sheet.catalogue.plugins if record.error]
    notes = [f'the plugin "{record.name}" could not be loaded: {record.error}' for record in broken]
    absent = [f'the plugin "{plugin}" was left out' for plugin in table.sheet.catalogue.left_out]
    if (broken or absent) and not hint.startswith("did you mean"):
        message = (
            f'{table.place("model")}{table.label("model")}: there is no model "{name}"; {"; ".join((*notes, *absent))}'
        )
        files = "" if all(record.distribution for record in broken) else " --plugin FILE"
        helps = f"moonbase{files} plugins doctor" if broken else "run it again without leaving plugins out"
        table.sheet.broken.append(PluginError(message, help=helps))
        return
    table.report("M013", f'{table.label("model")}: there is no model "{name}"', "model", notes=notes, help=hint)


def _site(table: Table, sites: Collection[str]) -> str:
    if table.raw("site") is None:
        table.missing("site", "where it stands, one of the [sites]")
    return table.refer("site", sites, "M017", "site")


def _commodities(table: Table) -> tuple[str, ...]:
    raw = table.raw("commodities")
    if raw is None:
        table.missing("commodities", "list of what is wanted from this supply")
        return ()
    if not isinstance(raw, list) or not raw or not all(isinstance(name, str) for name in raw):
        table.report("M006", f'{table.label("commodities")} must be a list such as ["machinery"]', "commodities")
        return ()
    known, seen = table.sheet.catalogue.commodities, set[str]()
    for index, name in enumerate(raw):
        path = (*table.path, "commodities", index)
        if name not in known:
            message = f'{table.label("commodities")}: there is no commodity "{name}"'
            table.sheet.report("M018", message, path, help=did_you_mean(name, known))
        elif name in seen:
            table.sheet.report("M008", f'{table.label("commodities")} names "{name}" twice', path)
        seen.add(name)
    return tuple(dict.fromkeys(raw))


def _build(table: Table, cls: type[Model]) -> tuple[Any, dict[str, Origin]]:
    """Check every parameter and make the model; the model is None if anything is wrong."""
    before = len(table.sheet.findings)
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    preset = _preset(table, cls)
    owner = table.sheet.catalogue.owners.get(cls.model_name, cls.__module__)
    taken = ""
    try:
        for info in params_of(cls):
            taken = info.name
            _take(table, info, preset, values, origins)
    except QuantityError as error:
        who = f'the model "{cls.model_name}" of the plugin "{owner}"'
        table.sheet.broken.append(PluginError(f"{who} declares {taken} wrongly: {error.message}"))
        return None, {}
    names = [info.name for info in params_of(cls)]
    told = f"moonbase models {cls.model_name} lists all"
    table.close(names, code="M016", what="key, and its model no parameter,", otherwise=told)
    if len(table.sheet.findings) > before:
        return None, {}
    try:
        with bounded(ANSWER_TIME):
            return cls(**values), origins
    except MoonbaseError as error:
        table.report("M026", f"{table.label()}: {error.message}", on="key", help=error.help or "")
    except (Exception, TookTooLongError) as error:  # noqa: BLE001 - a plugin's code can fail in any way
        who = f'the {cls.kind} "{cls.model_name}" of the plugin "{owner}", used by {table.label()},'
        table.sheet.broken.append(PluginError(f"{who} cannot be built: {words(error)}"))
    return None, {}


def _take(
    table: Table, info: ParamInfo, preset: Preset | None, values: dict[str, Any], origins: dict[str, Origin]
) -> None:
    if info.name in table:
        value = table.get(info)
        raw, where = table.raw(info.name), table.sheet.origin((*table.path, info.name))
        origin = Origin(value=value, text=str(raw), unit=info.unit, where=where, source="mission", grade="assumed")
    elif preset and info.name in preset.values:
        raw = preset.values[info.name]
        try:
            value = check_value(info, raw, f'preset "{preset.name}", {info.name}')
        except RefusedError as refused:
            table.sheet.broken.append(PluginError(f"{table.label()}: {refused.message}", help=refused.help))
            return
        where = f"preset {preset.name}"
        origin = Origin(
            value=value, text=str(raw), unit=info.unit, where=where, source=preset.source, grade=preset.grade
        )
    else:
        table.raw(info.name)
        if info.required:
            message = f'the model "{table.raw("model")}" needs {info.name}'
            table.report("M025", message, on="key", notes=[f"{info.name}: {info.doc}"])
            return
        value = info.si(info.default)
        origin = Origin(
            value=value, text=str(info.default), unit=info.unit, where="default", source=info.source, grade=info.grade
        )
    values[info.name] = value
    origins[info.name] = origin


def _preset(table: Table, cls: type[Model]) -> Preset | None:
    if "preset" not in table:
        table.raw("preset")
        return None
    presets = table.sheet.catalogue.presets(cls.model_name)
    name = table.refer("preset", presets, "M015", f'preset of "{cls.model_name}"')
    return presets[name] if name else None
