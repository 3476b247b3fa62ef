"""Dead ends: what a mission uses or wants somewhere although nothing there makes or brings it."""

from __future__ import annotations

import numpy as np

from moonbase.graph.builder import Problem
from moonbase.graph.network import Network

__all__ = ["find_dead_ends"]


def find_dead_ends(network: Network) -> list[Problem]:
    """List balances that are drawn on but never fed.

    A demand or objective that nothing feeds is an error; an activity that can never run, or capacity that can
    never be built, is a warning.
    """
    fed = {flow.balance for activity in network.activities for flow in activity.flows if np.any(flow.amount > 0.0)}
    problems = []
    for activity in network.activities:
        section = "legs" if activity.role == "leg" else "nodes"
        starving = [
            network.balances[flow.balance].label
            for flow in activity.flows
            if np.any(flow.amount < 0.0) and flow.balance not in fed
        ]
        if starving:
            problems.append(
                Problem(
                    section=section,
                    name=activity.owner,
                    severity="warning",
                    message=f"{activity.name} can never run: nothing makes or brings {_join(starving)}",
                    help="add a node that makes it or list it under a supply",
                    code="G040",
                )
            )
        capacity = activity.capacity
        lacking = [network.balances[row].label for row, _ in capacity.equipment if row not in fed] if capacity else []
        if lacking:
            problems.append(
                Problem(
                    section=section,
                    name=activity.owner,
                    severity="warning",
                    message=f"{activity.name} can never be built: nothing makes or brings {_join(lacking)}",
                    help="add a node that makes it, list it under a supply, or give an initial capacity",
                    code="G041",
                )
            )
    return problems + _unfed_goals(network, fed)


def _unfed_goals(network: Network, fed: set[int]) -> list[Problem]:
    goals = [
        ("demands", demand.name, demand.commodity, demand.site)
        for demand in network.demands
        if demand.rate > 0.0 or demand.amount > 0.0
    ]
    if network.objective.sense == "maximise":
        goals.append(("objective", "maximise", network.objective.quantity, network.objective.site))
    return [
        Problem(
            section=section,
            name=name,
            message=f"nothing in this mission ever gives {commodity} at {site}",
            help="add a node, leg or supply that does",
            code="G042",
        )
        for section, name, commodity, site in goals
        if network.balance_index(commodity, site) not in fed
    ]


def _join(labels: list[str]) -> str:
    return ", ".join(sorted(set(labels)))
