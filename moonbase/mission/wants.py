"""Checks of what a mission wants: legs, demands, limits, the objective."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moonbase.mission.fields import DEMAND, LEG, LIMIT, OBJECTIVE, STOCK
from moonbase.mission.nodes import raw_rate
from moonbase.mission.raw import RawRate, per_second
from moonbase.mission.sheet import Table
from moonbase.mission.spec import Demand, Leg, Limit, Node, Objective
from moonbase.mission.stocks import Stock
from moonbase.models.site import Site
from moonbase.parameters.declare import ParamInfo
from moonbase.quantities import date_text, dimension_matches, split

__all__ = ["Frame", "check_demand", "check_leg", "check_limit", "check_objective", "check_stock"]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the wants of a mission can refer to.

    Attributes
    ----------
    start, end
        First and last date [TDB s after J2000].
    sites, nodes
        By name; nodes that are wrong are missing.
    names
        Every declared name by section, right or wrong, so that one error does not cause others.
    """

    start: float
    end: float
    sites: Mapping[str, Site]
    nodes: Mapping[str, Node]
    names: Mapping[str, frozenset[str]]


def check_leg(name: str, table: Table, frame: Frame) -> Leg:
    """Check that payload, launcher and destination exist and fit."""
    payload = _node(table, "payload", frame)
    launcher = _node(table, "launcher", frame)
    to = _required(table, "to", LEG, frame.names["sites"], "M017", "site")
    limits = {key: table.get(LEG[key]) for key in LEG if key not in ("payload", "launcher", "to")}
    table.close()
    if launcher in frame.nodes:
        place = frame.nodes[launcher].site
        if place and place == to:
            table.report("M028", f"{table.label()} leads from {to} to {to}", "to")
        if payload in frame.nodes and frame.nodes[payload].site not in ("", place):
            table.report(
                "M029",
                f"{payload} is made at {frame.nodes[payload].site}, and {launcher} stands at {place}",
                on="key",
                help="put both nodes at the same site",
            )
    given = {key: value for key, value in limits.items() if value is not None}
    return Leg(name=name, payload=payload, launcher=launcher, to=to, **given)


def _node(table: Table, kind: str, frame: Frame) -> str:
    name = _required(table, kind, LEG, frame.names["nodes"], "M019", "node")
    node = frame.nodes.get(name)
    if node is not None and node.kind != kind:
        fitting = ", ".join(sorted(other.name for other in frame.nodes.values() if other.kind == kind))
        table.report(
            "M014",
            f'{table.label(kind)}: "{name}" is a {node.kind}, not a {kind}',
            kind,
            help=f"nodes of that kind: {fitting}" if fitting else f"add a node whose model is a {kind}",
        )
    return name


def check_stock(name: str, table: Table, frame: Frame) -> Stock:
    """Check what is there at the start, in the unit of its commodity."""
    commodity = _commodity(table, "commodity", frame)
    site = _required(table, "site", STOCK, frame.names["sites"], "M017", "site")
    if "amount" not in table:
        table.missing("amount", "how much of it is there")
    amount = _amount(table, "amount", _unit(table, commodity))
    table.close()
    known = table.sheet.catalogue.commodities.get(commodity)
    if known is not None and not known.storable:
        table.report("M028", f"{commodity} cannot be stored, so none of it can be there at the start", "commodity")
    return Stock(name=name, commodity=commodity, site=site, amount=amount or 0.0)


def check_demand(name: str, table: Table, frame: Frame) -> Demand:
    """Check a demand in the unit of its commodity."""
    commodity = _commodity(table, "commodity", frame)
    site = _required(table, "site", DEMAND, frame.names["sites"], "M017", "site")
    unit = _unit(table, commodity)
    rate = _amount(table, "rate", per_second(unit) if unit else "")
    amount = _amount(table, "amount", unit)
    most = _amount(table, "most", per_second(unit) if unit else "")
    price = _amount(table, "price", ("USD" if unit == "1" else f"USD/({unit})") if unit else "")
    start, end = _dates(table, frame, "until")
    by = _date(table, "by", frame, DEMAND)
    table.close()
    if not {"rate", "amount", "most", "price"} & set(table.data):
        table.report("M005", f"[{table.label()}] has no rate, amount or price", on="key")
    if "by" in table and "amount" not in table:
        table.report("M028", f"{table.label('by')} needs an amount", "by", help="add amount = ...")
    if "by" in table and "until" in table:
        table.report("M028", f"{table.label()} has both by and until", "until", help="keep by for an amount")
    if most is not None and rate is not None and most < rate:
        table.report("M028", f"{table.label('most')} is less than the rate", "most")
    return Demand(
        name=name,
        commodity=commodity,
        site=site,
        rate=rate or 0.0,
        amount=amount or 0.0,
        most=most,
        price=price or 0.0,
        start=start,
        end=end if by is None else by,
    )


def check_limit(name: str, table: Table, frame: Frame) -> Limit:
    """Check a limit; bounds on what nodes do keep their text until the graph knows the unit."""
    quantity = table.get(LIMIT["quantity"]) or ""
    of = _subject(table, quantity, frame)
    site = table.refer("site", frame.names["sites"], "M017", "site")
    start, end = _dates(table, frame, "until")
    bounds: dict[str, Any] = {}
    if quantity in ("activity", "capacity", "build"):
        bounds = {f"raw_{key}": raw_rate(table, key) for key in ("most", "least")}
        _same_kind(table, bounds["raw_most"], bounds["raw_least"])
    elif quantity:
        bounds = _known_bounds(table, _limit_unit(table, quantity, of), per_time=quantity != "stock")
    for key in ("most", "least"):
        table.raw(key)
    table.close()
    if "most" not in table and "least" not in table:
        table.report("M005", f"[{table.label()}] has neither most nor least", on="key")
    return Limit(name=name, quantity=quantity, of=of, site=site, start=start, end=end, **bounds)


def _subject(table: Table, quantity: str, frame: Frame) -> str:
    if quantity == "stock":
        if "of" not in table:
            table.missing("of", "the commodity that is stored")
        return _stored(table, frame) if "of" in table else ""
    known = frame.names["supplies"]
    what = {"imported-mass": "supply", "capacity": "node", "build": "node"}.get(quantity, "node, supply or leg")
    if what == "node":
        known = frame.names["nodes"]
    elif what != "supply":
        known = known | frame.names["nodes"] | frame.names["legs"]
    if "of" not in table and quantity in ("activity", "capacity", "build"):
        table.missing("of", "the node, supply or leg that is bounded")
    if "of" in table and quantity == "cost":
        table.report("M028", f"{table.label('of')}: a limit on cost holds for the whole mission", "of")
    return table.refer("of", known, "M019", what)


def _stored(table: Table, frame: Frame) -> str:
    name = _commodity(table, "of", frame)
    known = table.sheet.catalogue.commodities.get(name)
    if known is not None and not known.storable:
        table.report("M028", f"{table.label('of')}: {name} cannot be stored, so there is no stock to limit", "of")
    return name


def _limit_unit(table: Table, quantity: str, of: str) -> str:
    if quantity == "stock":
        return _unit(table, of)
    return "USD" if quantity == "cost" else "kg"


def _known_bounds(table: Table, unit: str, *, per_time: bool) -> dict[str, Any]:
    written = {key: raw_rate(table, key) for key in ("most", "least")}
    most, least = written["most"], written["least"]
    rates = [
        raw is not None and per_time and bool(unit) and dimension_matches(split(raw.text)[1], per_second(unit))
        for raw in (most, least)
    ]
    if most and least and rates[0] != rates[1]:
        table.report("M028", f"{table.label()} has one bound per time and one without", "least")
    else:
        _least_of_most(table, most, least)
    is_rate = any(rates)
    wanted = (per_second(unit) if is_rate else unit) if unit else ""
    values = {key: _amount(table, key, wanted) for key, raw in written.items() if raw is not None}
    return {**values, "per_time": is_rate}


def _same_kind(table: Table, most: RawRate | None, least: RawRate | None) -> None:
    if most and least and not dimension_matches(split(most.text)[1], split(least.text)[1]):
        table.report("M028", f"{table.label()}: most and least are written in different kinds of units", "least")
    else:
        _least_of_most(table, most, least)


def _least_of_most(table: Table, most: RawRate | None, least: RawRate | None) -> None:
    """Note a range with nothing in it; wrong units are told elsewhere."""
    if not most or not least:
        return
    unit = split(most.text)[1] or split(least.text)[1]
    if dimension_matches(split(least.text)[1], unit) and least.si(unit) > most.si(unit):
        table.report("M028", f"{table.label('least')} is more than most: nothing lies between", "least")


def check_objective(table: Table, frame: Frame) -> Objective:
    """Check that one thing is wanted, and that it exists."""
    demand = table.refer("demand", frame.names["demands"], "M019", "demand")
    site = table.refer("at", frame.names["sites"], "M017", "site")
    minimise = table.get(OBJECTIVE["minimise"])
    maximise = _commodity(table, "maximise", frame) if "maximise" in table else table.raw("maximise")
    table.close()
    if ("maximise" in table) == ("minimise" in table):
        table.report(
            "M024",
            "the objective must say either maximise or minimise",
            on="key",
            help='write maximise = "compute" and at = "swarm", or minimise = "cost"',
        )
    elif "maximise" in table:
        if "at" not in table:
            table.missing("at", OBJECTIVE["at"].doc)
        if "demand" in table:
            table.report("M028", f'{table.label("demand")} belongs to minimise = "date"', "demand")
        return Objective(sense="maximise", quantity=maximise or "", site=site)
    if minimise == "date" and not demand and "demand" not in table:
        table.missing("demand", OBJECTIVE["demand"].doc)
    return Objective(sense="minimise", quantity=minimise or "cost", site=site, demand=demand)


def _commodity(table: Table, key: str, frame: Frame) -> str:
    """Read the name of a commodity; each payload node is one of its own, counted in pieces."""
    if table.raw(key) is None:
        table.missing(key)
        return ""
    payloads = {node.name for node in frame.nodes.values() if node.kind == "payload"}
    return table.refer(key, payloads | set(table.sheet.catalogue.commodities), "M018", "commodity")


def _unit(table: Table, commodity: str) -> str:
    known = table.sheet.catalogue.commodities
    return known[commodity].unit if commodity in known else "1" if commodity else ""


def _required(
    table: Table, key: str, infos: Mapping[str, ParamInfo], known: frozenset[str], code: str, what: str
) -> str:
    if table.raw(key) is None:
        table.missing(key, infos[key].doc)
    return table.refer(key, known, code, what)


def _amount(table: Table, key: str, unit: str) -> float | None:
    """Give an amount in `unit`; an empty unit stands for one that an earlier error hides."""
    if not unit:
        table.raw(key)
        return None
    info = ParamInfo(name=key, default=None, unit=unit, doc="", source="", grade="assumed", lo=0.0)
    value = table.get(info)
    return None if value is None else float(value)


def _dates(table: Table, frame: Frame, last: str) -> tuple[float | None, float | None]:
    start, end = _date(table, "from", frame, DEMAND), _date(table, last, frame, DEMAND)
    if start is not None and end is not None and end <= start:
        table.report("M021", f"{table.label(last)} is not after from = {date_text(start)}", last)
    return start, end


def _date(table: Table, key: str, frame: Frame, infos: Mapping[str, ParamInfo]) -> float | None:
    bounds = {"lo": frame.start, "hi": frame.end} if frame.end > frame.start else {}
    value = table.get(dataclasses.replace(infos[key], **bounds))  # type: ignore[arg-type]
    return None if value is None else float(value)
