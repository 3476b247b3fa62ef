"""From a mission graph to boxes and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from moonbase.graph.drawing import Drawing, DrawnEdge, DrawnNode

if TYPE_CHECKING:
    from moonbase.graph.network import Activity, Network

__all__ = ["Amounts", "drawing_of"]

Amounts = Mapping[tuple[int, int, str], float]


def drawing_of(network: Network, amounts: Amounts | None = None, delivered: tuple[float, ...] = ()) -> Drawing:
    """Turn a mission graph into boxes and arrows.

    Parameters
    ----------
    network
        The mission graph.
    amounts
        What a plan moves over the horizon by ``(activity, balance, "flow" or "build")``, in the commodity's unit;
        None to draw the graph alone.
    delivered
        What a plan delivers to each demand over the horizon, and last what it delivers of a maximised commodity that
        no demand takes, shape ``(n_demands,)`` or one more.
    """
    edges = [
        edge
        for index, activity in enumerate(network.activities)
        for edge in _edges(network, index, activity, amounts)
        if edge is not None
    ]
    edges += _demand_edges(network, delivered)
    touched = {key for edge in edges for key in (edge.source, edge.target)}
    nodes = [*_activities(network), *_balances(network), *_demands(network)]
    return Drawing(nodes=tuple(node for node in nodes if node.key in touched), edges=tuple(edges))


def _activity_key(activity: Activity) -> str:
    return f"activity:{activity.name}"


def _balance_key(network: Network, balance: int) -> str:
    row = network.balances[balance]
    return f"balance:{row.commodity.name}@{row.site}"


def _edges(network: Network, index: int, activity: Activity, amounts: Amounts | None) -> Iterator[DrawnEdge]:
    key = _activity_key(activity)
    pairs = [(flow.balance, "flow", float(np.mean(flow.amount))) for flow in activity.flows]
    if activity.capacity is not None:
        built = {balance for balance, _ in (*activity.capacity.equipment, *activity.capacity.upkeep)}
        pairs += [(balance, "build", -1.0) for balance in sorted(built)]
    for balance, use, sign in pairs:
        commodity = network.balances[balance].commodity
        other = _balance_key(network, balance)
        yield DrawnEdge(
            source=key if sign > 0 else other,
            target=other if sign > 0 else key,
            commodity=commodity.name,
            use=use,
            amount=None if amounts is None else abs(amounts.get((index, balance, use), 0.0)),
            unit=commodity.unit,
        )


def _demand_edges(network: Network, delivered: tuple[float, ...]) -> Iterator[DrawnEdge]:
    for index, demand in enumerate(network.demands):
        balance = network.balance_index(demand.commodity, demand.site)
        yield DrawnEdge(
            source=_balance_key(network, balance),
            target=f"demand:{demand.name}",
            commodity=demand.commodity,
            amount=delivered[index] if delivered else None,
            unit=network.balances[balance].commodity.unit,
        )
    goal = network.objective
    if goal.sense == "maximise" and not _is_demanded(network):
        balance = network.balance_index(goal.quantity, goal.site)
        yield DrawnEdge(
            source=_balance_key(network, balance),
            target="demand:objective",
            commodity=goal.quantity,
            amount=delivered[-1] if len(delivered) > len(network.demands) else None,
            unit=network.balances[balance].commodity.unit,
        )


def _is_demanded(network: Network) -> bool:
    """Tell whether a demand already takes what is maximised."""
    goal = network.objective
    return any((demand.commodity, demand.site) == (goal.quantity, goal.site) for demand in network.demands)


def _activities(network: Network) -> Iterator[DrawnNode]:
    for activity in network.activities:
        yield DrawnNode(
            key=_activity_key(activity),
            label=activity.name,
            role=activity.role,
            site=activity.site,
            detail=activity.label,
        )


def _balances(network: Network) -> Iterator[DrawnNode]:
    for index, balance in enumerate(network.balances):
        yield DrawnNode(
            key=_balance_key(network, index), label=balance.commodity.name, role="commodity", site=balance.site
        )


def _demands(network: Network) -> Iterator[DrawnNode]:
    for demand in network.demands:
        yield DrawnNode(key=f"demand:{demand.name}", label=demand.name, role="demand", site=demand.site)
    goal = network.objective
    if goal.sense == "maximise":
        yield DrawnNode(key="demand:objective", label=f"maximise {goal.quantity}", role="demand", site=goal.site)
