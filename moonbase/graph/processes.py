"""Processes and supplies as activities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from moonbase.graph.builder import Builder
from moonbase.graph.closure import check_recipe
from moonbase.graph.network import Activity, Capacity, Exchange
from moonbase.mission.raw import per_second
from moonbase.mission.spec import Node, SupplyUse
from moonbase.mission.stocks import Stock
from moonbase.models.commodity import Commodity
from moonbase.models.process import Process
from moonbase.models.recipe import Recipe
from moonbase.models.supply import Offer, Supply

__all__ = ["add_process", "add_stock", "add_supply"]


def add_process(builder: Builder, node: Node) -> None:
    """Evaluate a process at its site and add it; mass, elements and energy are checked on the way.

    Raises
    ------
    ModelError
        If the model refuses its parameters or its site, or names an unknown commodity.
    MissionError
        If its initial capacity or limit is written in another kind of unit than its activity.
    """
    assert isinstance(node.model, Process)
    site = builder.mission.sites[node.site]
    recipe = builder.ask(node.model, node.model.recipe, site, expected=Recipe)
    flows = builder.exchanges(recipe.flows, node.site)
    closure = check_recipe(recipe, {flow.commodity: builder.commodity(flow.commodity) for flow in recipe.flows})
    for violation in closure.violations:
        builder.report(
            "G010",
            ("nodes", node.name),
            f"node {node.name}: {violation}",
            f"the model {node.model_name} breaks a conservation law with these parameters",
        )
    builder.add(
        Activity(
            name=node.name,
            owner=node.name,
            role="process",
            unit=recipe.unit,
            label=recipe.activity,
            site=node.site,
            flows=flows + builder.uses(recipe.spares, node.site),
            spares=builder.amounts(recipe.spares, node.site),
            capacity=process_capacity(builder, node, recipe),
            cost=recipe.operating_cost,
            from_place=recipe.from_place,
            to_waste=recipe.to_waste,
            place_composition=recipe.place_composition,
            waste_composition=recipe.waste_composition,
            stored_energy=recipe.stored_energy,
            heat_temperature=recipe.heat_temperature,
            circulating=recipe.circulating,
        )
    )
    builder.notes[node.name] = recipe.notes


def process_capacity(builder: Builder, node: Node, recipe: Recipe) -> Capacity:
    """Turn what a recipe says about equipment into a capacity [activity/s].

    Raises
    ------
    MissionError
        If the node's initial capacity or limit is written in another kind of unit.
    """
    return Capacity(
        equipment=builder.amounts(recipe.equipment, node.site),
        upkeep=builder.amounts(recipe.upkeep, node.site),
        availability=recipe.availability,
        lead_time=recipe.lead_time,
        wear=recipe.wear,
        lifetime=recipe.lifetime,
        initial=node.initial.si(per_second(recipe.unit)) if node.initial else 0.0,
        limit=node.limit.si(per_second(recipe.unit)) if node.limit else None,
        unit=recipe.unit_capacity,
        whole=node.whole,
        available_from=node.available_from,
        capital_cost=recipe.capital_cost,
        fixed_cost=recipe.fixed_cost,
    )


def add_supply(builder: Builder, use: SupplyUse) -> None:
    """Evaluate a supply and add its flights and one purchase per commodity.

    Flights make cargo space [kg], purchases use it; goods arrive after the supply's lead time [s].

    Raises
    ------
    ModelError
        If the model refuses its parameters, or does not offer what the mission lists.
    """
    assert isinstance(use.model, Supply)
    site = builder.mission.sites[use.site]
    offer = builder.ask(use.model, use.model.offer, site, use.commodities, expected=Offer)
    builder.notes[use.name] = offer.notes
    if offer.figures:
        builder.facts[use.name] = dict(offer.figures)
    slot = _add_flights(builder, use, offer) if offer.flight_capacity else None
    for name in use.commodities:
        commodity = builder.commodity(name)
        flows = [Exchange(balance=builder.row(name, use.site), amount=1.0, lag=offer.lead_time)]
        if slot is not None and commodity.mass > 0.0:
            flows.append(Exchange(balance=slot, amount=-commodity.mass))
        builder.add(
            Activity(
                name=f"{use.name}:{name}",
                owner=use.name,
                role="purchase",
                unit=commodity.unit,
                label=f"{commodity.unit} of {name}" if commodity.unit != "1" else name,
                site=use.site,
                flows=tuple(flows),
                cost=_price(builder, offer, commodity),
                imported_mass=commodity.mass if offer.imported else 0.0,
                ceiling=offer.amounts.get(name, ()),
            )
        )


def add_stock(builder: Builder, stock: Stock) -> None:
    """Add what is there at the start: something that can be taken up in the first period, for nothing.

    What is not used then is carried over as any stock is; steady states and balanced growth know no beginning.

    Raises
    ------
    ModelError
        If nothing declares the commodity.
    """
    commodity, edges = builder.commodity(stock.commodity), builder.grid.edges
    builder.add(
        Activity(
            name=f"{stock.name} at the start",
            owner=stock.name,
            role="stock",
            unit=commodity.unit,
            label=f"{commodity.unit} of {commodity.name}" if commodity.unit != "1" else commodity.name,
            site=stock.site,
            flows=(Exchange(balance=builder.row(commodity.name, stock.site), amount=1.0),),
            ceiling=(
                (float(edges[0]), stock.amount / float(edges[1] - edges[0])),
                (float(edges[1]), 0.0),
            ),
        )
    )


def _price(builder: Builder, offer: Offer, commodity: Commodity) -> float | NDArray[np.float64]:
    """Price of one unit with transport [USD]; one value per period, shape ``(n_periods,)``, where dates matter."""
    grid = builder.grid
    goods: float | NDArray[np.float64] = offer.prices.get(commodity.name, 0.0)
    if commodity.name in offer.price_steps:
        goods = grid.mean_of_steps(offer.price_steps[commodity.name])
    carried = grid.mean_of_steps(offer.transport_steps) if offer.transport_steps else offer.transport_price
    return goods + carried * commodity.mass


def _add_flights(builder: Builder, use: SupplyUse, offer: Offer) -> int:
    space = Commodity(
        name=f"{use.name} cargo space", unit="kg", mass=0.0, storable=False, doc="Room on a flight, by mass carried."
    )
    builder.declare(space)
    slot = builder.row(space.name, use.site)
    builder.add(
        Activity(
            name=f"{use.name}:flights",
            owner=use.name,
            role="flight",
            unit="1",
            label="flight",
            site=use.site,
            flows=(Exchange(balance=slot, amount=offer.flight_capacity),),
            cost=offer.flight_price,
            ceiling=offer.flights,
            whole=use.whole,
        )
    )
    return slot
