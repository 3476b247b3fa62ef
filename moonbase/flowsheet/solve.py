"""Flowsheets solved: one small linear system per sample, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from moonbase.errors import ModelError
from moonbase.flowsheet.ask import drawn_recipe
from moonbase.flowsheet.draw import sampled
from moonbase.flowsheet.result import FlowsheetResult
from moonbase.models.process import Process
from moonbase.models.recipe import Recipe
from moonbase.models.site import Site

if TYPE_CHECKING:
    from moonbase.flowsheet.sheet import Flowsheet, Soils

__all__ = ["evaluate", "monte_carlo"]

Floats = NDArray[np.float64]
_BLOCK = 10_000  # samples drawn from one stream of random numbers, whoever works on them


def evaluate(sheet: Flowsheet) -> FlowsheetResult:
    """Solve a flowsheet with every parameter at its value; arrays have shape ``(1,)``."""
    models = {name: unit.model(**unit.values) for name, unit in sheet.units.items()}
    return _solved(sheet, models, sheet.site, 1)


def monte_carlo(sheet: Flowsheet, samples: int, *, seed: int, workers: int, soils: Soils | None) -> FlowsheetResult:
    """Solve a flowsheet for many draws, in blocks that each have their own stream of random numbers."""
    sizes = [min(_BLOCK, samples - start) for start in range(0, samples, _BLOCK)]
    seeds = np.random.SeedSequence(seed).spawn(len(sizes))

    def block(task: tuple[int, np.random.SeedSequence]) -> FlowsheetResult:
        return _drawn(sheet, task[0], np.random.default_rng(task[1]), soils)

    tasks = list(zip(sizes, seeds, strict=True))
    if workers <= 1:
        return _joined([block(task) for task in tasks])
    with ThreadPoolExecutor(workers) as pool:
        return _joined(list(pool.map(block, tasks)))


def _drawn(sheet: Flowsheet, count: int, generator: np.random.Generator, soils: Soils | None) -> FlowsheetResult:
    site = sheet.site if soils is None else replace(sheet.site, soil=soils(sheet.site, count, generator))
    shared: dict[str, Floats | None] = dict.fromkeys(sheet.together)
    models = {
        name: sampled(unit.model, unit.values, count, generator, shared) for name, unit in sorted(sheet.units.items())
    }
    return _solved(sheet, models, site, count)


def _solved(sheet: Flowsheet, models: Mapping[str, Process], site: Site, count: int) -> FlowsheetResult:
    names = list(sheet.units)
    recipes = {name: drawn_recipe(models[name], site, count) for name in names}
    balances = [sheet.units[name].closes for name in names]
    if len(set(balances)) < len(balances):
        raise ModelError("two processes of the flowsheet close the same balance", help="give each its own commodity")
    flows = {name: _net(recipes[name], site) for name in names}
    matrix = np.zeros((count, len(names), len(names)))
    for column, name in enumerate(names):
        for row, commodity in enumerate(balances):
            matrix[:, row, column] = flows[name].get(commodity, 0.0)
    wanted = np.array([[sheet.demand.get(commodity, 0.0)] for commodity in balances])
    try:
        solution = np.linalg.solve(matrix, np.broadcast_to(wanted, (count, *wanted.shape)))[..., 0]
    except np.linalg.LinAlgError:
        raise ModelError(
            "the balances of the flowsheet have no single answer",
            help="let every process close a commodity that it makes or takes",
        ) from None
    activity = {name: solution[:, column] for column, name in enumerate(names)}
    _refuse_backwards(activity)
    return FlowsheetResult(activity=activity, net=_totals(flows, activity), equipment=_built(recipes, activity))


def _net(recipe: Recipe, site: Site) -> dict[str, Any]:
    """Net amount of each commodity at the site, with spares, per unit of activity."""
    result: dict[str, Any] = {}
    for flow in recipe.flows:
        if flow.site in ("", site.name):
            result[flow.commodity] = result.get(flow.commodity, 0.0) + flow.amount
    for commodity, amount in recipe.spares.items():
        result[commodity] = result.get(commodity, 0.0) - amount
    for commodity, amount in recipe.upkeep.items():
        result[commodity] = result.get(commodity, 0.0) - amount / recipe.availability
    return result


def _refuse_backwards(activity: Mapping[str, Floats]) -> None:
    scale = max(float(np.abs(rates).max()) for rates in activity.values())
    for name, rates in activity.items():
        if rates.min() < -1e-9 * scale:
            raise ModelError(
                f"{name} would have to run backwards, at {rates.min():.3g} per second",
                help="the demand is met by others already: leave it out or let it close another balance",
            )


def _totals(flows: Mapping[str, Mapping[str, Any]], activity: Mapping[str, Floats]) -> dict[str, Floats]:
    total: dict[str, Floats] = {}
    for name, amounts in flows.items():
        for commodity, amount in amounts.items():
            total[commodity] = total.get(commodity, 0.0) + np.asarray(amount) * activity[name]
    return dict(sorted(total.items()))


def _built(recipes: Mapping[str, Recipe], activity: Mapping[str, Floats]) -> dict[str, Floats]:
    total: dict[str, Floats] = {}
    for name, recipe in recipes.items():
        capacity = activity[name] / recipe.availability
        for commodity, amount in recipe.equipment.items():
            total[commodity] = total.get(commodity, 0.0) + np.asarray(amount) * capacity
    return dict(sorted(total.items()))


def _joined(parts: list[FlowsheetResult]) -> FlowsheetResult:
    def join(name: str) -> dict[str, Floats]:
        first: Mapping[str, Floats] = getattr(parts[0], name)
        return {key: np.concatenate([getattr(part, name)[key] for part in parts]) for key in first}

    return FlowsheetResult(activity=join("activity"), net=join("net"), equipment=join("equipment"))
