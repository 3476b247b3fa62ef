"""The thermodynamic floor of each route beside the model, the published range and what hardware took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from moonbase.api import Flowsheet, ModelError, Process, Recipe, Site, Unit
from moonbase_regolith.tables import DATA

__all__ = ["Route", "compare", "refused"]

_KWH = 3.6e6
_SPLITTER = "water-electrolysis"
_FEEDS = {"feedstock": "beneficiation", "ilmenite-concentrate": "ilmenite-beneficiation"}


@dataclass(frozen=True, kw_only=True)
class Route:
    """One route to oxygen at one site; energies in kWh per kilogram of oxygen.

    Attributes
    ----------
    model, site
        Names.
    oxygen
        Yield per kilogram of feed [kg].
    yields
        Published range of it [kg/kg of soil].
    floor, used
        Least energy that nature asks and electricity of the model, water split where the route gives water.
    chain
        Electricity of the model from the ground to liquid oxygen: digging, sieving or separating and liquefaction with
        it, which published figures of whole systems hold as well.
    published
        Low, middle and high of the literature.
    measured
        Low and high of hardware; None where there is none.
    made_up, recycled
        Reagents made up per kilogram of oxygen [kg], and the share of each that comes back where it goes round [1].
    measured_note, trl, life_limit, make_up, source, grade
        What a reader must know; `make_up` is the literature's.
    """

    model: str
    site: str
    oxygen: float
    yields: tuple[float, float]
    floor: float
    used: float
    chain: float
    made_up: Mapping[str, float]
    recycled: Mapping[str, float]
    published: tuple[float, float, float]
    measured: tuple[float, float] | None
    measured_note: str
    trl: str
    life_limit: str
    make_up: str
    source: str
    grade: str


def compare(site: Site | None = None) -> list[Route]:
    """Evaluate every route with its defaults.

    Parameters
    ----------
    site
        Where; None for the site that suits each route.

    Returns
    -------
    list[Route]
        In the order of ``data/routes.csv``; water is split by electrolysis, which counts. Routes that cannot work at
        the site are left out: `refused` tells why.
    """
    from moonbase_regolith.places import read_sites

    places = {place.name: place for place in read_sites()}
    cannot = refused(site) if site else {}
    rows = [row for row in DATA.rows("routes.csv") if row["model"] not in cannot]
    return [_evaluated(row, site or places[row["site"]]) for row in rows]


def refused(site: Site) -> dict[str, str]:
    """Tell why each route that cannot work at a site refuses, by name of the model."""
    reasons = {row["model"]: _refusal(row["model"], site) for row in DATA.rows("routes.csv")}
    return {model: reason for model, reason in reasons.items() if reason}


def _refusal(model: str, site: Site) -> str:
    try:
        _model(model)().recipe(site)
    except ModelError as error:
        return str(error)
    return ""


def _evaluated(row: dict[str, str], site: Site) -> Route:
    recipe = _model(row["model"])().recipe(site)
    oxygen, used, floor = _amount(recipe, "oxygen"), -_amount(recipe, "electricity"), recipe.energy_floor
    water = _amount(recipe, "water")
    if water > 0.0:
        split = _model(_SPLITTER)().recipe(site)
        share = water / -_amount(split, "water")
        oxygen += share * _amount(split, "oxygen")
        used -= share * _amount(split, "electricity")
        floor += share * split.energy_floor
    lost = {flow.commodity: -flow.amount for flow in recipe.flows if flow.amount < 0.0 and _is_reagent(flow.commodity)}
    hardware = (float(row["measured_low"]), float(row["measured_high"])) if row["measured_low"] else None
    return Route(
        model=row["model"],
        site=site.name,
        oxygen=oxygen,
        yields=(float(row["yield_low"]), float(row["yield_high"])),
        floor=floor / oxygen / _KWH,
        used=used / oxygen / _KWH,
        chain=_from_the_ground(row["model"], site, splits=water > 0.0),
        made_up={name: amount / oxygen for name, amount in lost.items()},
        recycled={name: 1.0 - lost.get(name, 0.0) / amount for name, amount in recipe.circulating.items()},
        published=(float(row["energy_low"]), float(row["energy_mid"]), float(row["energy_high"])),
        measured=hardware,
        measured_note=row["measured"],
        trl=row["trl"],
        life_limit=row["life_limit"],
        make_up=row["make_up"],
        source=row["source"],
        grade=row["grade"],
    )


def _from_the_ground(model: str, site: Site, *, splits: bool) -> float:
    """Electricity from soil in the ground to a kilogram of liquid oxygen [kWh]."""
    route = _model(model)
    fed = next((flow.commodity for flow in route().recipe(site).flows if flow.commodity in _FEEDS), "")
    units = {"liquefier": Unit(model=_model("oxygen-liquefier"), closes="liquid-oxygen")}
    units["route"] = Unit(model=route, closes="water" if splits else "oxygen")
    if splits:
        units["splitter"] = Unit(model=_model(_SPLITTER), closes="oxygen")
    if fed:
        units["digger"] = Unit(model=_model("excavator"), closes="regolith")
        units["sieve"] = Unit(model=_model(_FEEDS[fed]), closes=fed)
    sheet = Flowsheet(site=site, units=units, demand={"liquid-oxygen": 1.0})
    return -float(sheet.evaluate().net["electricity"][0]) / _KWH


def _is_reagent(commodity: str) -> bool:
    return commodity not in ("electricity", *_FEEDS)


def _amount(recipe: Recipe, commodity: str) -> float:
    return sum(flow.amount for flow in recipe.flows if flow.commodity == commodity)


def _model(name: str) -> type[Process]:
    from moonbase_regolith import moonbase_models

    (target,) = (ref.target for ref in moonbase_models() if ref.name == name)
    module, cls = target.split(":")
    found: type[Process] = getattr(import_module(module), cls)
    return found
