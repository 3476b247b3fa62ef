"""Recipes of models whose parameters were drawn: on arrays where the model can, else draw by draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from moonbase.models.process import Process
from moonbase.models.recipe import Flow, Recipe
from moonbase.models.site import Site
from moonbase.parameters.declare import params_of

__all__ = ["drawn_recipe"]

Floats = NDArray[np.float64]


def drawn_recipe(model: Process, site: Site, count: int) -> Recipe:
    """Ask a model with arrays for parameters, or for the soil of its site, for its recipe.

    A model that branches on a drawn number, keys a cache by it or calls `math` on it cannot work on arrays; it is asked
    once for every draw instead, which takes longer and gives the same.

    Parameters
    ----------
    model
        With arrays of shape ``(count,)`` in place of the parameters that are drawn.
    site
        Where it stands.
    count
        How many draws.

    Returns
    -------
    Recipe
        With arrays of that shape, or numbers where nothing was drawn.
    """
    try:
        return model.recipe(site)
    except (TypeError, ValueError):
        if count == 1:
            raise
    return _stacked([_one(model, site, draw) for draw in range(count)])


def _one(model: Process, site: Site, draw: int) -> Recipe:
    single = copy(model)
    for info in params_of(type(model)):
        value = getattr(model, info.name)
        if isinstance(value, np.ndarray):
            object.__setattr__(single, info.name, value[draw].item())
    soil = {name: part[draw].item() if isinstance(part, np.ndarray) else part for name, part in site.soil.items()}
    return single.recipe(replace(site, soil=soil))


def _stacked(recipes: list[Recipe]) -> Recipe:
    flows: dict[tuple[str, str], Floats] = {}
    for draw, recipe in enumerate(recipes):
        for flow in recipe.flows:
            flows.setdefault((flow.commodity, flow.site), np.zeros(len(recipes)))[draw] += flow.amount
    return replace(
        recipes[0],
        flows=tuple(Flow(commodity=name, site=site, amount=_array(amounts)) for (name, site), amounts in flows.items()),
        equipment=_columns(recipe.equipment for recipe in recipes),
        spares=_columns(recipe.spares for recipe in recipes),
        upkeep=_columns(recipe.upkeep for recipe in recipes),
        availability=_array(np.array([recipe.availability for recipe in recipes])),
    )


def _columns(amounts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    rows = list(amounts)
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: _array(np.array([row.get(name, 0.0) for row in rows])) for name in names}


def _array(values: Floats) -> float:
    """Put samples where a recipe declares a number."""
    found: object = values
    return found  # type: ignore[return-value]
