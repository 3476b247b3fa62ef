"""Dead ends: what a mission uses or wants somewhere although nothing there makes or brings it."""

from __future__ import annotations

import numpy as np

from moonbase.graph.builder import Builder
from moonbase.graph.network import Network
from moonbase.mission.locate import Path

__all__ = ["find_dead_ends"]


def find_dead_ends(builder: Builder, network: Network) -> None:
    """Report balances that are drawn on but never fed.

    A demand or objective that nothing feeds is an error; an activity that can never run, or capacity that can
    never be built, is a warning.

    Parameters
    ----------
    builder
        Takes the findings.
    network
        The finished graph.
    """
    fed = {flow.balance for activity in network.activities for flow in activity.flows if np.any(flow.amount > 0.0)}
    for activity in network.activities:
        place: Path = ("legs" if activity.role == "leg" else "nodes", activity.owner)
        starving = [
            network.balances[flow.balance].label
            for flow in activity.flows
            if np.any(flow.amount < 0.0) and flow.balance not in fed
        ]
        if starving:
            builder.report(
                "G040",
                place,
                f"{activity.name} can never run: nothing makes or brings {_join(starving)}",
                "add a node that makes it or list it under a supply",
                "warning",
            )
        capacity = activity.capacity
        lacking = [network.balances[row].label for row, _ in capacity.equipment if row not in fed] if capacity else []
        if lacking:
            builder.report(
                "G041",
                place,
                f"{activity.name} can never be built: nothing makes or brings {_join(lacking)}",
                "add a node that makes it, list it under a supply, or give an initial capacity",
                "warning",
            )
    for place, commodity, site in _goals(network):
        if network.balance_index(commodity, site) not in fed:
            builder.report(
                "G042",
                place,
                f"nothing in this mission ever gives {commodity} at {site}",
                "add a node, leg or supply that does",
            )


def _goals(network: Network) -> list[tuple[Path, str, str]]:
    goals: list[tuple[Path, str, str]] = [
        (("demands", demand.name), demand.commodity, demand.site)
        for demand in network.demands
        if demand.rate > 0.0 or demand.amount > 0.0
    ]
    if network.objective.sense == "maximise":
        goals.append((("objective", "maximise"), network.objective.quantity, network.objective.site))
    return goals


def _join(labels: list[str]) -> str:
    return ", ".join(sorted(set(labels)))
