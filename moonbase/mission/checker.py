"""From text to a checked mission, with every problem reported at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from moonbase.errors import MissionError, raise_broken
from moonbase.mission.fields import FORMAT, SECTIONS, TOP
from moonbase.mission.nodes import check_node, check_supply
from moonbase.mission.overrides import apply_overrides
from moonbase.mission.parts import check_economics, check_site, check_time
from moonbase.mission.requirements import check_requirements
from moonbase.mission.sheet import EnoughError, Sheet, Table
from moonbase.mission.source import Source
from moonbase.mission.spec import Mission, Objective
from moonbase.mission.together import check_together
from moonbase.mission.toml import loads
from moonbase.mission.wants import Frame, check_demand, check_leg, check_limit, check_objective, check_stock
from moonbase.models.catalogue import Catalogue

__all__ = ["check"]

_T = TypeVar("_T")
_NAMED = ("sites", "nodes", "supplies", "legs", "stocks", "demands", "limits")
_NOTHING: Mapping[str, Any] = {}


def check(
    source: Source,
    catalogue: Catalogue,
    overrides: Mapping[str, Any] = _NOTHING,
    *,
    overrides_from: str = "--set",
) -> Mission:
    """Check a mission text against what the installed plugins offer.

    Parameters
    ----------
    source
        The text, from `moonbase.mission.read`.
    catalogue
        Models, commodities and sites, from `moonbase.registry.load`.
    overrides
        Values that replace those of the file, by ``"node.parameter"``; text as a shell gives it, or plain values.
    overrides_from
        How messages and origins call the overrides.

    Returns
    -------
    Mission
        Frozen and in SI units; `Mission.warnings` holds what is odd but not wrong.

    Raises
    ------
    MissionError
        With every problem of the text, sorted by position.
    PluginError
        If the mission needs a plugin that is missing, of another version, or broken.
    """
    sheet = Sheet(source, loads(source), catalogue)
    if "campaign" in sheet.data:
        finding = source.diagnose(
            "M004",
            "this is a campaign, not a mission",
            span=source.span(("campaign",), "key"),
            help=f"moonbase campaign run {source.name}",
        )
        raise MissionError(f"{source.name} is a campaign, not a mission", diagnostics=[finding])
    sheet.override_name = overrides_from
    apply_overrides(sheet, overrides)
    mission = None
    try:
        mission = _check(sheet, {name: str(value) for name, value in overrides.items()})
    except EnoughError:
        sheet.broken.clear()
    raise_broken(sheet.broken)
    findings = tuple(sorted(sheet.findings, key=lambda item: item.sort_key))
    errors = sum(item.severity == "error" for item in findings)
    if mission is None or errors:
        more = " or more" * (mission is None)
        raise MissionError(f"{source.name}: {errors} error{'s' * (errors != 1)}{more}", diagnostics=findings)
    return dataclasses.replace(mission, warnings=findings)


def _check(sheet: Sheet, overrides: Mapping[str, str]) -> Mission:
    root = sheet.root
    _check_format(root)
    name, description = root.get(TOP["name"]), root.get(TOP["description"])
    requires = check_requirements(root.table("requires"))
    start, horizon, period = check_time(root.table("time", required=True))
    discount_rate = check_economics(root.table("economics"))
    tables = {section: root.table(section) for section in _NAMED}
    names = {section: frozenset(_names(table)) for section, table in tables.items()}
    sites = _each(tables["sites"], check_site)
    nodes = _each(tables["nodes"], lambda entry, table: check_node(entry, table, names["sites"]))
    supplies = _each(tables["supplies"], lambda entry, table: check_supply(entry, table, names["sites"]))
    end = start + horizon if start else start
    frame = Frame(start=start, end=end, sites=sites, nodes=nodes, names=names)
    mission = Mission(
        source=sheet.source,
        name=name or "",
        description=description,
        requires=requires,
        start=start,
        horizon=horizon,
        period=period,
        discount_rate=discount_rate,
        sites=sites,
        nodes=nodes,
        supplies=supplies,
        legs=_each(tables["legs"], lambda entry, table: check_leg(entry, table, frame)),
        stocks=_each(tables["stocks"], lambda entry, table: check_stock(entry, table, frame)),
        demands=_each(tables["demands"], lambda entry, table: check_demand(entry, table, frame)),
        limits=_each(tables["limits"], lambda entry, table: check_limit(entry, table, frame)),
        objective=_objective(root, frame),
        overrides=overrides,
    )
    root.close(SECTIONS, what="key or section")
    check_together(mission, tables)
    return mission


def _check_format(root: Table) -> None:
    written = root.raw("format")
    if written is None:
        root.report("M003", "the mission does not say its format", help=f"write format = {FORMAT} in the first line")
    elif written != FORMAT or isinstance(written, bool):
        root.report("M003", f"format {written!r} is not known", "format", help=f"this moonbase reads format {FORMAT}")


def _objective(root: Table, frame: Frame) -> Objective:
    if "objective" in root:
        return check_objective(root.table("objective"), frame)
    root.report(
        "M024", "the mission has no [objective]", help='write maximise = "compute" and at = "swarm" below [objective]'
    )
    return Objective(sense="minimise", quantity="cost")


def _names(table: Table) -> list[str]:
    return [name for name, entry in table.data.items() if isinstance(entry, dict)]


def _each(table: Table, check_one: Callable[[str, Table], _T | None]) -> dict[str, _T]:
    checked = {name: check_one(name, entry) for name, entry in table.entries()}
    return {name: value for name, value in checked.items() if value is not None}
