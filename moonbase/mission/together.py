"""Checks of the mission as a whole: what no section can see alone."""

from __future__ import annotations

from collections.abc import Mapping

from moonbase.mission.sheet import Table
from moonbase.mission.spec import Mission
from moonbase.quantities import date_text

__all__ = ["check_together"]


def check_together(mission: Mission, tables: Mapping[str, Table]) -> None:
    """Note what is missing, named twice, too late, or unused.

    Parameters
    ----------
    mission
        As far as it could be read.
    tables
        Its sections by name.
    """
    if not tables["nodes"].data and not tables["supplies"].data:
        tables["nodes"].report(
            "M023",
            "the mission has no nodes and no supplies: there is nothing to plan",
            help="moonbase models lists what can be used",
        )
    _twice(tables)
    _like_a_commodity(mission, tables["nodes"])
    _too_late(mission, tables["nodes"])
    _date_without_amount(mission, tables["demands"])
    if not tables["nodes"].sheet.findings:
        _unused_sites(mission, tables["sites"])


def _twice(tables: Mapping[str, Table]) -> None:
    first: dict[str, str] = {}
    for section in ("nodes", "supplies", "legs"):
        for name in tables[section].data:
            home = first.setdefault(name, section)
            if home != section:
                tables[section].report(
                    "M008", f'"{name}" is already one of the {home}', name, on="key", help="give it another name"
                )


def _like_a_commodity(mission: Mission, table: Table) -> None:
    for name, node in mission.nodes.items():
        if node.kind == "payload" and name in table.sheet.catalogue.commodities:
            message = f'the payload "{name}" is called like a commodity of a plugin'
            table.report("M008", message, name, on="key", help="give the node another name")


def _too_late(mission: Mission, table: Table) -> None:
    end = mission.start + mission.horizon
    for name, node in mission.nodes.items():
        if mission.start and mission.horizon and node.available_from is not None and node.available_from >= end:
            path = (*table.path, name, "available_from")
            table.sheet.report("M021", f"{name} is available only after the mission ends on {date_text(end)}", path)


def _date_without_amount(mission: Mission, table: Table) -> None:
    wanted = mission.objective.demand
    if mission.objective.quantity == "date" and wanted in mission.demands and "amount" not in table.data[wanted]:
        message = f'the objective is a date, and the demand "{wanted}" has no amount to reach'
        table.report("M028", message, wanted, on="key")


def _unused_sites(mission: Mission, table: Table) -> None:
    used = {node.site for node in mission.nodes.values()} | {use.site for use in mission.supplies.values()}
    used |= {leg.to for leg in mission.legs.values()} | {want.site for want in mission.demands.values()}
    used |= {stock.site for stock in mission.stocks.values()}
    used |= {limit.site for limit in mission.limits.values()} | {mission.objective.site}
    for name in mission.sites:
        if name not in used:
            table.report("M101", f'nothing stands at the site "{name}"', name, on="key", severity="warning")
