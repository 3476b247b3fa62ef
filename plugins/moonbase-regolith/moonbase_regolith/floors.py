"""The thermodynamic floor of each route beside the model, the published range and what hardware took."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from moonbase.api import Process, Recipe, Site
from moonbase_regolith.tables import DATA

__all__ = ["Route", "compare"]

_KWH = 3.6e6


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
        Least energy that nature asks and electricity of the model.
    published
        Low, middle and high of the literature.
    measured
        Low and high of hardware; None where there is none.
    measured_note, trl, life_limit, make_up, source, grade
        What a reader must know.
    """

    model: str
    site: str
    oxygen: float
    yields: tuple[float, float]
    floor: float
    used: float
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
        In the order of ``data/routes.csv``; water is split by electrolysis, which counts.

    Raises
    ------
    ModelError
        If a route cannot work at the site.
    """
    from moonbase_regolith.places import read_sites

    places = {place.name: place for place in read_sites()}
    return [_evaluated(row, site or places[row["site"]]) for row in DATA.rows("routes.csv")]


def _evaluated(row: dict[str, str], site: Site) -> Route:
    recipe = _model(row["model"])().recipe(site)
    oxygen, used, floor = _amount(recipe, "oxygen"), -_amount(recipe, "electricity"), recipe.energy_floor
    water = _amount(recipe, "water")
    if water > 0.0:
        split = _model("water-electrolysis")().recipe(site)
        share = water / -_amount(split, "water")
        oxygen += share * _amount(split, "oxygen")
        used -= share * _amount(split, "electricity")
        floor += share * split.energy_floor
    hardware = (float(row["measured_low"]), float(row["measured_high"])) if row["measured_low"] else None
    return Route(
        model=row["model"],
        site=site.name,
        oxygen=oxygen,
        yields=(float(row["yield_low"]), float(row["yield_high"])),
        floor=floor / oxygen / _KWH,
        used=used / oxygen / _KWH,
        published=(float(row["energy_low"]), float(row["energy_mid"]), float(row["energy_high"])),
        measured=hardware,
        measured_note=row["measured"],
        trl=row["trl"],
        life_limit=row["life_limit"],
        make_up=row["make_up"],
        source=row["source"],
        grade=row["grade"],
    )


def _amount(recipe: Recipe, commodity: str) -> float:
    return sum(flow.amount for flow in recipe.flows if flow.commodity == commodity)


def _model(name: str) -> type[Process]:
    from moonbase_regolith import moonbase_models

    (target,) = (ref.target for ref in moonbase_models() if ref.name == name)
    module, cls = target.split(":")
    found: type[Process] = getattr(import_module(module), cls)
    return found
