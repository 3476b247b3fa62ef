"""Checks of the sections that describe frame and place: time, economics, sites."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from moonbase.mission.fields import ECONOMICS, ELEMENTS, SITE, TIME
from moonbase.mission.sheet import Table
from moonbase.mission.spec import Period
from moonbase.models.site import Site
from moonbase.parameters.check import RefusedError, check_value
from moonbase.parameters.declare import ParamInfo

__all__ = ["MAX_PERIODS", "check_economics", "check_site", "check_time"]

MAX_PERIODS = 5000
_MAX_SITES_SUM_ERROR = 0.02
_LENGTH = ParamInfo(
    name="length", default=None, unit="s", doc="Length of a period.", source="", grade="assumed", lo="1 h", hi="200 yr"
)
_COUNT = ParamInfo(
    name="count", default=0, unit="", doc="How many.", source="", grade="assumed", lo=1, hi=MAX_PERIODS, required=True
)


def check_time(table: Table) -> tuple[float, float, Period]:
    """Give start [TDB s after J2000], horizon [s] and period."""
    start, horizon = table.get(TIME["start"]), table.get(TIME["horizon"])
    period = _period(table, horizon)
    table.close()
    return start or 0.0, horizon or 0.0, period


def _period(table: Table, horizon: float | None) -> Period:
    raw = table.raw("period")
    if raw is None or raw == "auto":
        return Period()
    if isinstance(raw, list):
        period = Period(kind="blocks", blocks=_blocks(table, raw))
    else:
        try:
            length = check_value(dataclasses.replace(_LENGTH, name="period"), raw, table.label("period"))
        except RefusedError as refused:
            hint = refused.help or 'write "auto", a length such as "1 month", or blocks of length and count'
            table.report(refused.code, refused.message, "period", notes=refused.notes, help=hint)
            return Period()
        if horizon and length > horizon * (1 + 1e-9):
            table.report(
                "M022", f"{table.label('period')} is longer than the horizon", "period",
                help='write "auto", or a length that fits into the horizon several times',
            )  # fmt: skip
            return Period()
        period = Period(kind="uniform", blocks=((length, math.ceil((horizon or length) / length - 1e-9)),))
    if sum(count for _, count in period.blocks) > MAX_PERIODS:
        count = sum(count for _, count in period.blocks)
        table.report(
            "M022", f"{table.label('period')} asks for {count} periods; at most {MAX_PERIODS}", "period",
            help='make the periods longer, or write period = "auto"',
        )  # fmt: skip
        return Period()
    return period


def _blocks(table: Table, raw: list[Any]) -> tuple[tuple[float, int], ...]:
    blocks = []
    for index, entry in enumerate(raw):
        path = (*table.path, "period", index)
        if not isinstance(entry, dict):
            table.sheet.report("M006", f'{table.label("period")} holds {{ length = "1 month", count = 24 }}', path)
            continue
        block = Table(table.sheet, entry, path)
        length = block.get(dataclasses.replace(_LENGTH, required=True))
        count = block.get(_COUNT)
        block.close()
        if length and count:
            blocks.append((length, count))
    if not raw:
        table.report("M005", f"{table.label('period')} has no blocks", "period")
    return tuple(blocks)


def check_economics(table: Table) -> float:
    """Give the discount rate [1/yr]."""
    rate = table.get(ECONOMICS["discount_rate"])
    table.close()
    return float(rate or 0.0)


def check_site(name: str, table: Table) -> Site:
    """Build a site from a plugin's, if it is like one, and what the mission says."""
    known = table.sheet.catalogue.sites
    like = table.refer("like", known, "M017", "site of a plugin")
    values = {key: table.get(info) for key, info in SITE.items() if key != "like"}
    given = {key: value for key, value in values.items() if value is not None}
    soil = _soil(table)
    if soil:
        given["soil"] = soil
    elements = _elements(table)
    if elements:
        given["elements"] = elements
    table.close()
    base = dataclasses.replace(known[like], name=name) if like else Site(name=name)
    site = dataclasses.replace(base, **given)
    if site.kind == "heliocentric" and "radius" in given and "sun_distance" not in given:
        site = dataclasses.replace(site, sun_distance=site.radius)
    if site.kind == "small-body" and "semi_major_axis" in site.elements and "sun_distance" not in given:
        site = dataclasses.replace(site, sun_distance=site.elements["semi_major_axis"])
    _complete(table, site)
    return site


def _elements(table: Table) -> dict[str, float]:
    """Read the orbit of a small body; an open one is refused here, where its place in the file is known."""
    if "elements" not in table:
        return {}
    inner = table.table("elements")
    found = {name: inner.get(info) for name, info in ELEMENTS.items()}
    inner.close()
    eccentricity = found["eccentricity"]
    if eccentricity is not None and eccentricity >= 1.0:
        inner.report(
            "M011",
            f"{inner.label('eccentricity')} is {eccentricity:g}: the orbit is not closed",
            "eccentricity",
            help="a destination needs an ellipse, with an eccentricity of 0 to below 1",
        )
    return {name: float(value) for name, value in found.items() if value is not None}


def _soil(table: Table) -> dict[str, float]:
    if "soil" not in table:
        return {}
    inner = table.table("soil")
    share = ParamInfo(name="", default=None, unit="1", doc="Mass fraction.", source="", grade="assumed", lo=0, hi=1)
    soil = {oxide: inner.get(dataclasses.replace(share, name=oxide)) for oxide in inner.data}
    total = sum(value for value in soil.values() if value is not None)
    if None not in soil.values() and abs(total - 1) > _MAX_SITES_SUM_ERROR:
        table.report("M011", f"the mass fractions in {inner.label()} sum to {total:.4g}, not 1", "soil", on="key")
    return {oxide: value for oxide, value in soil.items() if value is not None}


def _complete(table: Table, site: Site) -> None:
    needs = {
        "heliocentric": "radius",
        "libration-point": "body",
        "planet": "body",
        "halo-orbit": "period",
        "small-body": "" if site.elements else "body",
    }
    needed = needs.get(site.kind, "")
    if needed and needed not in table and not getattr(site, needed):
        table.report("M005", f"[{table.label()}] is a {site.kind} and needs {needed}", on="key")
