"""``moonbase explain``: one parameter, with everything that is known about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from moonbase.cli.complete import MissionFile, ParameterName
from moonbase.cli.console import Console, overrides_option, table
from moonbase.cli.models import find
from moonbase.errors import UsageError
from moonbase.parameters.closest import did_you_mean

if TYPE_CHECKING:
    from moonbase.mission.spec import Mission, Node, SupplyUse
    from moonbase.parameters.declare import ParamInfo
    from moonbase.registry import Registry

__all__ = ["command"]

_Facts = list[tuple[str, str]]


@click.command("explain")
@click.argument("name", type=ParameterName(), metavar="NODE.PARAMETER|MODEL.PARAMETER")
@click.argument("mission", type=MissionFile(), required=False)
@click.option("--mission", "mission_option", type=MissionFile(), help="Mission file that has the node.")
@overrides_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_obj
def command(
    console: Console,
    name: str,
    mission: str | None,
    mission_option: str | None,
    overrides: dict[str, str],
    *,
    as_json: bool,
) -> None:
    """Tell one parameter: value, unit, where it comes from, source, grade, range, meaning.

    With a mission, NODE.PARAMETER is one of its nodes or supplies; without one, MODEL.PARAMETER is a default.
    """
    owner, _, parameter = name.rpartition(".")
    if not owner:
        raise UsageError(f'"{name}" has no parameter in it', help="write NODE.PARAMETER, such as digger.energy")
    registry, path = console.registry(), mission or mission_option
    if path is None:
        title, facts = _default(registry, owner, parameter)
    else:
        from moonbase import mission as missions

        checked = missions.check(missions.read(path), registry, overrides)
        title, facts = _in_mission(registry, checked, owner, parameter)
    if as_json:
        named, _, value = title.partition(" = ")
        content = {"format": 1, "name": named, "value": value, **dict(facts)}
        console.out(json.dumps(content, indent=2, ensure_ascii=False))
        return
    console.out(f"{title}\n{table(facts, indent=2)}")


def _default(registry: Registry, owner: str, parameter: str) -> tuple[str, _Facts]:
    from moonbase.parameters.describe import value_text

    ref = find(registry, owner)
    info = _info(registry, ref.name, parameter)
    default = "must be given" if info.required else value_text(info, info.default)
    return _page(f"{ref.kind}.{ref.name}.{parameter} = {default}", [], info, registry, info.source, info.grade)


def _in_mission(registry: Registry, mission: Mission, owner: str, parameter: str) -> tuple[str, _Facts]:
    from moonbase.parameters.describe import value_text
    from moonbase.quantities import format_quantity

    placed: dict[str, Node | SupplyUse] = {**mission.nodes, **mission.supplies}
    if owner not in placed:
        raise UsageError(f'the mission has no node or supply "{owner}"', help=did_you_mean(owner, placed))
    item = placed[owner]
    info = _info(registry, item.model_name, parameter)
    origin = item.origins[parameter]
    facts = [("from", origin.where), ("model", f"{type(item.model).kind}.{item.model_name}")]
    if info.dimensioned and isinstance(origin.value, float):
        facts.insert(0, ("in SI", format_quantity(origin.value, info.unit, digits=8)))
    text = value_text(info, origin.value) if origin.where == "default" and _is_number(origin.text) else origin.text
    return _page(f"{owner}.{parameter} = {text}", facts, info, registry, origin.source, origin.grade)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _info(registry: Registry, model: str, parameter: str) -> ParamInfo:
    from moonbase.parameters.declare import params_of

    infos = {info.name: info for info in params_of(registry.model(model))}
    if parameter not in infos:
        raise UsageError(
            f'the model "{model}" has no parameter "{parameter}"',
            help=did_you_mean(parameter, infos, otherwise=f"moonbase models {model} lists all"),
        )
    return infos[parameter]


def _page(
    title: str, facts: _Facts, info: ParamInfo, registry: Registry, source: str, grade: str
) -> tuple[str, _Facts]:
    from moonbase.parameters.describe import citation, range_text, value_text

    rows = [*facts, ("meaning", info.doc), ("source", citation(source, registry.sources)), ("grade", grade)]
    if range_text(info):
        rows.append(("range", range_text(info)))
    if info.distribution:
        low, mode, high = (value_text(info, value) for value in info.distribution)
        rows.append(("varies", f"{low} to {high}, most likely {mode}"))
    if facts and source == "mission":
        rows.append(("default", f"{value_text(info, info.default)} [{info.grade}: {info.source}]"))
    return title, rows
